"""`comity serve`: the record as web pages and as an API."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from comity.commands.house_steps import choose_house, house_options
from comity.commands.options import kinds_option, quiet_option, record_option

if TYPE_CHECKING:
    from comity.model.when import Style
    from comity.web import User
    from comity.writing.house import English


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="The port to listen at.")
@click.option(
    "--host-name",
    "host_names",
    multiple=True,
    metavar="NAME[:PORT]",
    help="A further name that the site is reached by, as behind a proxy; may be given several times.",
)
@click.option(
    "--token",
    envvar="COMITY_TOKEN",
    metavar="TOKEN",
    help="The token with which one may write. Default: made at the start and told. Variable: COMITY_TOKEN.",
)
@click.option(
    "--users",
    type=click.Path(dir_okay=False, path_type=Path),
    help="A TOML file of users with roles, in place of one token.",
)
@click.option("--read-only", is_flag=True, help="Nobody may write.")
@click.option("--private", is_flag=True, help="Reading needs a token too.")
@click.option(
    "--rate",
    type=click.IntRange(min=1),
    metavar="N",
    help="Requests a minute from one address, a hundredth of which may write; as behind a proxy. Default: 12,000.",
)
@house_options
@record_option
@kinds_option
@quiet_option
def command(
    host: str, port: int, host_names: tuple[str, ...], token: str | None, users: Path | None, read_only: bool,
    private: bool, rate: int | None, english: English | None, dates: Style | None, record_address: str,
    kinds: tuple[Path, ...], quiet: bool,
) -> None:  # fmt: skip
    """Web pages and an API over the record, on this machine: articles, timelines, findings, sources, search.

    Open http://127.0.0.1:8000 in a browser. Reading is open to who can reach the address, writing needs the token that
    is told at the start. The record must be there: 'comity read' makes one. Pages are written in the manner that
    comity.toml sets, as those of 'comity article' are. The manual is docs/web.md.

    \b
    Example:  comity serve
              comity serve --record relations.db --port 8080 --read-only
    """
    from comity.commands.output import say

    try:
        import uvicorn

        from comity.web import Limits, Settings, make_app
        from comity.web.settings import name_hosts
    except ImportError as error:
        raise click.ClickException(f"{error.name} is not installed. Run: pip install 'comity[web]'.") from error
    known, told = choose_users(token, users, read_only)
    settings = Settings(
        record=record_address, kinds=kinds, users=known, is_public=not private,
        hosts=name_hosts(host, port, host_names), house=choose_house(english, dates),
        limits=Limits(requests=rate, writes=-(-rate // 100)) if rate else Limits(),
    )  # fmt: skip
    app = make_app(settings)
    say(f"Comity is at http://{settings.hosts[0]}/ (Ctrl-C ends it).{told}", quiet=quiet)
    uvicorn.run(
        app, host=host, port=port, log_level="warning", access_log=False, server_header=False, proxy_headers=False,
        ws="none",
    )  # fmt: skip


def choose_users(token: str | None, users: Path | None, read_only: bool) -> tuple[tuple[User, ...], str]:
    """Who may write, and what is told of it."""
    import secrets

    from comity.web.settings import User, hash_token, load_users

    if read_only:
        return (), " Nobody may write."
    if users is not None:
        known = load_users(users)
        return known, f" {len(known)} user{'' if len(known) == 1 else 's'}: {', '.join(user.name for user in known)}."
    chosen = token or secrets.token_urlsafe(12)
    told = "" if token else f" To write, sign in with the token {chosen}"
    return (User("editor", "editor", hash_token(chosen)),), told
