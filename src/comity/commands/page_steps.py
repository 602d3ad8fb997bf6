"""How an article or a brief leaves: the form chosen, checked before it is published, and written."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from comity.commands.options import Function

FORMS = ("html", "md", "text", "wiki", "docx", "pdf", "svg", "png", "json", "csl", "bibtex", "ris")


def page_format_option(default: str) -> Callable[[Callable[..., Any]], Callable[..., None]]:
    """`-f/--format` of a page."""
    return click.option(
        "-f", "--format", "form", type=click.Choice(FORMS),
        help=f"The form of the output. Without it, that of the file's name, or {default}.",
    )  # fmt: skip


def draft_option(function: Function) -> Function:
    """`--draft`: wikitext although the pre-flight objects."""
    return click.option(
        "--draft", is_flag=True, help="Write wikitext even if it is not fit to be published; say why on standard error."
    )(function)


def choose_form(form: str | None, output: Path | None, default: str) -> str:
    """The form asked for, or that of the file's name; raises a usage error for another name, or bytes on a terminal."""
    from comity.writing import BINARY_FORMS, FORM_OF_SUFFIX

    is_stream = output is None or str(output) == "-"
    if not form and output is not None and not is_stream and output.suffix.casefold() not in FORM_OF_SUFFIX:
        known = ", ".join(FORM_OF_SUFFIX)
        raise click.UsageError(f"{output}: no form is known by that ending. Use {known}, or --format.")
    chosen = form or (default if output is None or is_stream else FORM_OF_SUFFIX[output.suffix.casefold()])
    if chosen in BINARY_FORMS and is_stream and sys.stdout.isatty():
        raise click.UsageError(f"{chosen.upper()} is nothing for a terminal. Name a file: --output FILE.{chosen}.")
    return chosen


def write_page(page: Any, form: str, output: Path | None, *, draft: bool = False, quiet: bool = False) -> None:
    """The page in a form; wikitext only if nothing is in the way, or as a draft."""
    from comity.commands.output import open_output, say
    from comity.errors import ComityError
    from comity.writing import preflight, render_bytes

    if form == "wiki":
        faults = preflight(page)
        grave = [fault for fault in faults if fault.weight == "error"]
        if grave and not draft:
            told = "".join(f"\n  {fault.reason}" for fault in grave)
            raise ComityError(f"the page is not fit to be published:{told}\nMend that, or use --draft.")
        for fault in faults:
            say(f"{fault.weight}: {fault.reason}", quiet=quiet)
    data = render_bytes(page, form)
    with open_output(output) as stream:
        stream.write(data)
    if output is not None and str(output) != "-":
        say(f"{output} written.", quiet=quiet)
