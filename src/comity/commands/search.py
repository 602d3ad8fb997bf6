"""`comity search`: statements by the words of their evidence."""

from __future__ import annotations

from pathlib import Path

import click

from comity.commands.options import format_option, output_option, record_option

SHOWN = ("when", "what", "who", "quote", "id")


@click.command("search")
@click.argument("words", nargs=-1, required=True, metavar="WORDS...")
@format_option()
@output_option
@record_option
def command(words: tuple[str, ...], form: str | None, output: Path | None, record_address: str) -> None:
    """The statements whose quote has all these words.

    \b
    Example:  comity search embassy Almaty
    """
    from comity.api import open_record
    from comity.commands.claims import write_claims
    from comity.exchange import STATEMENT_COLUMNS, statement_row

    with open_record(record_address, create=False) as record:
        found = ((statement_row(one), one) for one in record.search(" ".join(words)))
        write_claims(found, STATEMENT_COLUMNS, vocabulary=record.vocabulary, form=form, output=output, shown=SHOWN)
