"""`comity proof`: an article's proof as one file that checks itself."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from comity.commands.options import (
    kinds_option,
    known_at_option,
    on_option,
    output_option,
    quiet_option,
    record_option,
)


@click.command("proof")
@click.argument("states", nargs=2, metavar="STATE STATE")
@output_option
@record_option
@kinds_option
@on_option
@known_at_option
@quiet_option
def command(
    states: tuple[str, str], output: Path | None, record_address: str, kinds: tuple[Path, ...], on: date | None,
    known_at: date | None, quiet: bool,
) -> None:  # fmt: skip
    """The proof of the article on two states: one HTML file with every claim, its facts with standing and reasons,
    their quotes in context, and the hashes of it all, which the page reckons again when it is opened.

    The seal of the whole is told on standard error: whoever is given the file can be given the seal by another way.

    \b
    Example:  comity proof KAZ TUR -o proof.html
    """
    from comity.api import open_record
    from comity.commands.output import say, write_text
    from comity.writing.proof import make_bundle, render_proof

    with open_record(record_address, kinds=kinds, create=False) as record:
        bundle = make_bundle(record.article(*states, on=on, known_at=known_at))
    write_text(render_proof(bundle), output)
    say(f"Seal: {bundle.sha256}", quiet=quiet)
