"""`comity brief`: one or two pages for the desk."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from comity.commands.options import (
    Day,
    kinds_option,
    known_at_option,
    on_option,
    output_option,
    record_option,
)

FORMS = ("text", "md", "json")


@click.command("brief")
@click.argument("states", nargs=2, metavar="STATE STATE")
@click.option("-f", "--format", "form", type=click.Choice(FORMS), help="Text for the terminal, Markdown or JSON.")
@click.option("--since", type=Day(), metavar="DATE", help="Tell apart what the record has learnt since that day.")
@output_option
@record_option
@kinds_option
@on_option
@known_at_option
def command(
    states: tuple[str, str], form: str | None, since: date | None, output: Path | None, record_address: str,
    kinds: tuple[Path, ...], on: date | None, known_at: date | None,
) -> None:  # fmt: skip
    """The brief on two states: what stands, last and next, figures, open points, each with its source.

    \b
    Example:  comity brief KAZ TUR
              comity brief Kazakhstan Türkiye --since 2026-09-01 -o brief.md
    """
    from comity.api import open_record
    from comity.commands.output import write_text
    from comity.writing import render

    with open_record(record_address, kinds=kinds, create=False) as record:
        brief = record.brief(*states, on=on, known_at=known_at, since=since)
    write_text(render(brief, choose_form(form, output)), output)


def choose_form(form: str | None, output: Path | None) -> str:
    """The form asked for, or that of the file's name, or text."""
    by_name = {".md": "md", ".json": "json"}.get(output.suffix.casefold()) if output is not None else None
    return form or by_name or "text"
