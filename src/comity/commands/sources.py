"""`comity sources`: what the record was read from."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from comity.commands.options import output_option, record_option
from comity.commands.row_steps import row_format_option, write_rows_or

if TYPE_CHECKING:
    from comity.model import Source

BIBLIOGRAPHIES = ("csl", "bibtex", "ris")
SHOWN = ("sha256", "title", "publisher", "published", "retrieved", "address")


@click.command("sources")
@click.argument("source", required=False, metavar="[SOURCE]")
@row_format_option(BIBLIOGRAPHIES)
@output_option
@record_option
def command(source: str | None, form: str | None, output: Path | None, record_address: str) -> None:
    """The sources of the record: title, publisher, dates, licence, hash of the bytes; or one SOURCE in full.

    SOURCE is an address, its end, or the first digits of a hash. It is shown with where each of its properties was
    found, what it rests on, which other sources have its words, and how many hidden characters were left out. As csl
    (CSL-JSON), bibtex or ris it is a list of references; one of a page comes from 'comity article' in these forms.

    \b
    Example:  comity sources
              comity sources --format csv -o sources.csv
              comity sources -o sources.bib
              comity sources ministry.html
    """
    from comity.api import open_record
    from comity.commands.output import write_text
    from comity.exchange import SOURCE_COLUMNS

    with open_record(record_address, create=False) as record:
        if source is not None:
            from comity.commands.source_steps import describe_source

            write_text(describe_source(record, source), output)
            return
        found = record.sources()
    others = {name: partial(write_references, name, found) for name in BIBLIOGRAPHIES}
    write_rows_or(others, found.to_rows(), SOURCE_COLUMNS, form=form, output=output, shown=SHOWN)


def write_references(form: str, sources: Iterable[Source]) -> str:
    """The sources as a list of references."""
    from comity.writing.bibliography import BIBLIOGRAPHIES

    return BIBLIOGRAPHIES[form](sources)
