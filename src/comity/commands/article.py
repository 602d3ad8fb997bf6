"""`comity article`: the encyclopaedia article on two states."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from comity.commands.options import (
    format_option,
    kinds_option,
    known_at_option,
    on_option,
    output_option,
    quiet_option,
    record_option,
)

FORMS = ("html", "md", "json")
FORM_OF_SUFFIX = {".html": "html", ".htm": "html", ".md": "md", ".markdown": "md", ".json": "json"}


@click.command("article")
@click.argument("states", nargs=2, metavar="STATE STATE")
@format_option(FORMS)
@output_option
@record_option
@kinds_option
@on_option
@known_at_option
@quiet_option
def command(
    states: tuple[str, str], form: str | None, output: Path | None, record_address: str, kinds: tuple[Path, ...],
    on: date | None, known_at: date | None, quiet: bool,
) -> None:  # fmt: skip
    """The article on two states, every sentence with its sources: HTML, Markdown or JSON.

    The form is that of --format, or of the name that --output gives, or Markdown.

    \b
    Example:  comity article KAZ TUR -o article.html
              comity article Türkiye Kazakhstan --on 1993-01-01
    """
    from comity.api import open_record
    from comity.commands.output import say, write_text
    from comity.writing import render

    chosen = choose_form(form, output)
    with open_record(record_address, kinds=kinds, create=False) as record:
        article = record.article(*states, on=on, known_at=known_at)
    write_text(render(article, chosen), output)
    if output is not None:
        say(f"{output} written.", quiet=quiet)


def choose_form(form: str | None, output: Path | None) -> str:
    """The form asked for, or that of the file's name; raises a usage error for another name."""
    if form:
        return form
    if output is None or str(output) == "-":
        return "md"
    if output.suffix.casefold() not in FORM_OF_SUFFIX:
        known = ", ".join(FORM_OF_SUFFIX)
        raise click.UsageError(f"{output}: no form is known by that ending. Use {known}, or --format.")
    return FORM_OF_SUFFIX[output.suffix.casefold()]
