"""`comity state`: all relations of one state."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from pathlib import Path

import click

from comity.commands.options import (
    kinds_option,
    known_at_option,
    on_option,
    output_option,
    record_option,
)
from comity.commands.row_steps import row_format_option, write_rows_or

SHOWN = ("partner", "name", "holds", "newest", "facts", "disputed", "sources")
SORTS = ("name", "partner", "first_day", "last_day", "facts", "disputed", "expected", "sources")


@click.command("state")
@click.argument("state", metavar="STATE")
@click.option("--sort", type=click.Choice(SORTS), default="name", show_default=True, help="The column to sort by.")
@click.option("--reverse", is_flag=True, help="The last first: the newest, the most.")
@row_format_option(("html",))
@output_option
@record_option
@kinds_option
@on_option
@known_at_option
def command(
    state: str, sort: str, reverse: bool, form: str | None, output: Path | None, record_address: str,
    kinds: tuple[Path, ...], on: date | None, known_at: date | None,
) -> None:  # fmt: skip
    """All relations of one state, one row a partner: what holds, the newest fact, and how much is known and disputed.

    \b
    Example:  comity state KAZ
              comity state Türkiye --sort last_day --reverse
              comity state KAZ -o kazakhstan.html
    """
    from comity.api import make_day, open_record
    from comity.writing.house import PLAIN
    from comity.writing.relations import RELATION_COLUMNS
    from comity.writing.sheets import make_relations_sheet, render_sheet_page

    day = make_day(on)
    with open_record(record_address, kinds=kinds, create=False) as record:
        code, relations = record.relations(state, on=day, known_at=known_at)
    rows = sorted(relations, key=lambda row: sort_key(getattr(row, sort)), reverse=reverse)
    name = PLAIN.name(code, on=day)
    others = {"html": lambda: render_sheet_page(make_relations_sheet(name, rows, day))}
    write_rows_or(others, map(asdict, rows), RELATION_COLUMNS, form=form, output=output, shown=SHOWN)


def sort_key(value: str | int) -> tuple[str, int]:
    """Numbers by their size, words without regard to case."""
    return ("", value) if isinstance(value, int) else (value.casefold(), 0)
