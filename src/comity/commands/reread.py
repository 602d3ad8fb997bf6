"""`comity reread`: pages of the record, fetched again."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from comity.commands.options import format_option, kinds_option, output_option, quiet_option, record_option

SHOWN = ("change", "address", "kind", "action", "roles", "when")


@click.command("reread")
@click.argument("sources", nargs=-1, metavar="[SOURCES...]")
@format_option()
@output_option
@record_option
@kinds_option
@quiet_option
@click.pass_context
def command(
    ctx: click.Context, sources: tuple[str, ...], form: str | None, output: Path | None, record_address: str,
    kinds: tuple[Path, ...], quiet: bool,
) -> None:  # fmt: skip
    """Fetch pages of the record again and tell what changed, statement by statement.

    SOURCES are addresses, their ends or first digits of hashes; without them all pages that were taken from the web
    are asked, each in its newest version. A page that changed is kept beside the older one; so is the answer that it
    is gone, or blocked. A page that cannot be asked is named, and the exit status is then 2.

    \b
    Example:  comity reread
              comity reread https://www.un.org/en/about-us/member-states
    """
    from comity.api import open_record
    from comity.commands.output import say, write_rows
    from comity.commands.source_steps import find_source
    from comity.errors import SourceError
    from comity.exchange import STATEMENT_COLUMNS, statement_row
    from comity.rereading import reread
    from comity.sources.fetching import Fetcher
    from comity.sources.taking import is_address

    fetch = Fetcher(date.today().isoformat())
    rows, lines, has_failed = [], [], False
    with open_record(record_address, kinds=kinds, create=False) as record:
        chosen = [find_source(record, one) for one in sources] or list(record.sources())
        for source in {one.address: one for one in chosen if is_address(one.address)}.values():
            document, data = record.store.document(source.sha256), record.store.data(source.sha256)
            try:
                found = reread(document, data, record.statements(source=source.sha256), record.vocabulary, fetch)
            except SourceError as error:
                has_failed = True
                click.echo(f"comity: {error}", err=True)
                continue
            if found.reading is not None:
                record.add(found.reading)
            lines.append(f"  {found.address}: {found.words}")
            for change, statements in (("gone", found.gone), ("new", found.new)):
                for one in statements:
                    rows.append({"change": change, "address": found.address, **statement_row(one)})
    write_rows(rows, ("change", "address", *STATEMENT_COLUMNS), form=form, output=output, shown=SHOWN)
    pages = "1 page" if len(lines) == 1 else f"{len(lines)} pages"
    say("\n".join([f"{pages} of the web asked again.", *lines]), quiet=quiet)
    ctx.exit(2 if has_failed else 0)
