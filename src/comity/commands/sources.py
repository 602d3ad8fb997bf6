"""`comity sources`: what the record was read from."""

from __future__ import annotations

from pathlib import Path

import click

from comity.commands.options import format_option, output_option, record_option

SHOWN = ("sha256", "title", "publisher", "published", "retrieved", "address")


@click.command("sources")
@format_option()
@output_option
@record_option
def command(form: str | None, output: Path | None, record_address: str) -> None:
    """The sources of the record: title, publisher, dates, licence, hash of the bytes.

    \b
    Example:  comity sources
              comity sources --format csv -o sources.csv
    """
    from comity.api import open_record
    from comity.commands.output import write_rows
    from comity.exchange import SOURCE_COLUMNS

    with open_record(record_address, create=False) as record:
        write_rows(record.sources().to_rows(), SOURCE_COLUMNS, form=form, output=output, shown=SHOWN)
