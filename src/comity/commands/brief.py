"""`comity brief`: one or two pages for the desk."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from comity.commands.house_steps import choose_house, house_options
from comity.commands.options import (
    Day,
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


@click.command("brief")
@click.argument("states", nargs=2, metavar="STATE STATE")
@page_format_option("plain text")
@click.option("--since", type=Day(), metavar="DATE", help="Tell apart what the record has learnt since that day.")
@output_option
@draft_option
@house_options
@record_option
@kinds_option
@on_option
@known_at_option
@quiet_option
def command(
    states: tuple[str, str], form: str | None, since: date | None, output: Path | None, draft: bool,
    english: English | None, dates: Style | None, record_address: str, kinds: tuple[Path, ...], on: date | None,
    known_at: date | None, quiet: bool,
) -> None:  # fmt: skip
    """The brief on two states: what stands, last and next, figures, open points, each with its source.

    It comes in the same forms as the article; without --format or --output as plain text.

    \b
    Example:  comity brief KAZ TUR
              comity brief Kazakhstan Türkiye --since 2026-09-01 -o brief.docx
    """
    from comity.api import open_record

    chosen = choose_form(form, output, "text")
    with open_record(record_address, kinds=kinds, create=False) as record:
        brief = record.brief(*states, on=on, known_at=known_at, since=since, house=choose_house(english, dates))
    write_page(brief, chosen, output, draft=draft, quiet=quiet)
