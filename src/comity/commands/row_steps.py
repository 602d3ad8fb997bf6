"""How rows leave where they can also leave as something else: a page, a calendar, a bibliography."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from comity.commands.options import ROW_FORMATS, Decorator, format_option
from comity.exchange.lines import Row

SUFFIXES = {".html": "html", ".htm": "html", ".ics": "ics", ".bib": "bibtex", ".ris": "ris", ".csl": "csl"}


def row_format_option(others: tuple[str, ...]) -> Decorator:
    """`-f/--format`: rows, or one of the others."""
    return format_option((*ROW_FORMATS, *others))


def write_rows_or(
    others: Mapping[str, Callable[[], str]], rows: Iterable[Row], columns: Sequence[str], *, form: str | None,
    output: Path | None, shown: Sequence[str] = (),
) -> None:  # fmt: skip
    """What --format or the file's name asks for: the rows, or the text of one of the others."""
    from comity.commands.output import write_rows, write_text

    by_name = SUFFIXES.get(output.suffix.casefold()) if output is not None else None
    chosen = form or (by_name if by_name in others else None)
    if chosen is not None and chosen in others:
        write_text(others[chosen](), output)
    else:
        write_rows(rows, columns, form=chosen, output=output, shown=shown)
