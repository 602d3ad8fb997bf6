"""`comity sources`: what the record was read from."""

from __future__ import annotations

from pathlib import Path

import click

from comity.commands.options import format_option, output_option, record_option

SHOWN = ("sha256", "title", "publisher", "published", "retrieved", "address")


@click.command("sources")
@click.argument("source", required=False, metavar="[SOURCE]")
@format_option()
@output_option
@record_option
def command(source: str | None, form: str | None, output: Path | None, record_address: str) -> None:
    """The sources of the record: title, publisher, dates, licence, hash of the bytes; or one SOURCE in full.

    SOURCE is an address, its end, or the first digits of a hash. It is shown with where each of its properties was
    found, what it rests on, which other sources have its words, and how many hidden characters were left out.

    \b
    Example:  comity sources
              comity sources --format csv -o sources.csv
              comity sources ministry.html
    """
    from comity.api import open_record
    from comity.commands.output import write_rows, write_text
    from comity.exchange import SOURCE_COLUMNS

    with open_record(record_address, create=False) as record:
        if source is not None:
            from comity.commands.source_steps import describe_source

            write_text(describe_source(record, source), output)
            return
        write_rows(record.sources().to_rows(), SOURCE_COLUMNS, form=form, output=output, shown=SHOWN)
