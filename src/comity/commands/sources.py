"""`comity sources`: what the record was read from."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from comity.commands.options import output_option, record_option
from comity.commands.row_steps import row_format_option, write_rows_or
from comity.errors import ComityError

if TYPE_CHECKING:
    from comity.api import Rows
    from comity.model import Source

BIBLIOGRAPHIES = ("csl", "bibtex", "ris")
SHOWN = ("sha256", "title", "publisher", "published", "retrieved", "address")


@click.command("sources")
@click.argument("source", required=False, metavar="[SOURCE]")
@click.option("--publisher", metavar="NAME", help="Only sources whose publisher has NAME in it, in any case.")
@row_format_option(BIBLIOGRAPHIES)
@output_option
@record_option
def command(
    source: str | None, publisher: str | None, form: str | None, output: Path | None, record_address: str
) -> None:
    """The sources of the record: title, publisher, dates, licence, hash of the bytes; or one SOURCE in full.

    SOURCE is an address, its end, or the first digits of a hash. It is shown with where each of its properties was
    found, what it rests on, which other sources have its words, and how many hidden characters were left out. As csl
    (CSL-JSON), bibtex or ris it is a list of references; one of a page comes from 'comity article' in these forms.

    \b
    Example:  comity sources
              comity sources --format csv -o sources.csv
              comity sources -o sources.bib
              comity sources ministry.html
              comity sources --publisher "Ministry of Foreign Affairs"
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
        if publisher is not None:
            found = choose_published(found, publisher)
    others = {name: partial(write_references, name, found) for name in BIBLIOGRAPHIES}
    write_rows_or(others, found.to_rows(), SOURCE_COLUMNS, form=form, output=output, shown=SHOWN)


def choose_published(sources: Rows[Source], publisher: str) -> Rows[Source]:
    """The sources of that publisher; raises ComityError, with the publishers that there are, where it has none."""
    wanted = publisher.casefold()
    chosen = [source for source in sources if wanted in (source.publisher or "").casefold()]
    if not chosen:
        known = "; ".join(sorted({source.publisher for source in sources if source.publisher})) or "none"
        raise ComityError(
            f"No source has a publisher with {publisher!r} in its name. Publishers of the record: {known}. "
            f"Give one of these or a part of it."
        )
    return type(sources)(chosen)


def write_references(form: str, sources: Iterable[Source]) -> str:
    """The sources as a list of references."""
    from comity.writing.bibliography import BIBLIOGRAPHIES

    return BIBLIOGRAPHIES[form](sources)
