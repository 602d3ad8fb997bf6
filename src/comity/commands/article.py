"""`comity article`: the encyclopaedia article on two states."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from comity.commands.house_steps import choose_house, house_options
from comity.commands.options import (
    kinds_option,
    known_at_option,
    on_option,
    output_option,
    quiet_option,
    record_option,
)
from comity.commands.page_steps import choose_form, draft_option, page_format_option, write_page

if TYPE_CHECKING:
    from comity.model.when import Style
    from comity.writing.house import English


@click.command("article")
@click.argument("states", nargs=2, metavar="STATE STATE")
@page_format_option("Markdown")
@output_option
@draft_option
@house_options
@record_option
@kinds_option
@on_option
@known_at_option
@quiet_option
def command(
    states: tuple[str, str], form: str | None, output: Path | None, draft: bool, english: English | None,
    dates: Style | None, record_address: str, kinds: tuple[Path, ...], on: date | None, known_at: date | None,
    quiet: bool,
) -> None:  # fmt: skip
    """The article on two states, every sentence with its sources.

    It is written as HTML, Markdown, plain text, wikitext, DOCX, PDF or JSON, its map alone as SVG or PNG, or its
    references alone as CSL-JSON, BibTeX or RIS: as --format says, or the name that --output gives, or Markdown.
    DOCX, PDF and PNG need the extra 'documents'.

    \b
    Example:  comity article KAZ TUR -o article.html
              comity article KAZ TUR -o article.pdf
              comity article Türkiye Kazakhstan --on 1993-01-01
    """
    from comity.api import open_record

    chosen = choose_form(form, output, "md")
    with open_record(record_address, kinds=kinds, create=False) as record:
        article = record.article(*states, on=on, known_at=known_at, house=choose_house(english, dates))
    write_page(article, chosen, output, draft=draft, quiet=quiet)
