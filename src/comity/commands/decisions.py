"""`comity decisions`: what people decided of statements and findings, and when."""

from __future__ import annotations

from pathlib import Path

import click

from comity.commands.options import format_option, output_option, record_option

SHOWN = ("at", "who", "verb", "what", "subject", "why", "holds")


@click.command("decisions")
@click.argument("identity", required=False, metavar="[ID]")
@format_option()
@output_option
@record_option
def command(identity: str | None, form: str | None, output: Path | None, record_address: str) -> None:
    """The decisions of the record in the order in which they were taken, or those on one statement or finding.

    None is ever overwritten: `holds` tells the last on its subject from those before it. ID is that of a statement or a
    finding, or its first digits.

    \b
    Example:  comity decisions
              comity decisions 3f9a2c --format json
    """
    from comity.api import open_record
    from comity.commands.output import write_rows
    from comity.exchange import DECISION_COLUMNS

    with open_record(record_address, create=False) as record:
        rows = [row for row in record.decision_rows() if str(row["subject"]).startswith((identity or "").casefold())]
        write_rows(rows, DECISION_COLUMNS, form=form, output=output, shown=SHOWN)
