"""`comity timeline`: the dated facts in the order of time."""

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

SHOWN = ("time", "sentence", "standing", "sources")


@click.command("timeline")
@click.argument("states", nargs=-1, required=True, metavar="STATES...")
@row_format_option(("html", "ics"))
@output_option
@record_option
@kinds_option
@on_option
@known_at_option
def command(
    states: tuple[str, ...], form: str | None, output: Path | None, record_address: str, kinds: tuple[Path, ...],
    on: date | None, known_at: date | None,
) -> None:  # fmt: skip
    """The dated facts on one or two states in the order of time. What has no date is left out.

    As a calendar (ics) it has what is known to the day, and the anniversaries of what then began.

    \b
    Example:  comity timeline KAZ TUR
              comity timeline KAZ TUR -o timeline.html
              comity timeline KAZ -o calendar.ics
    """
    from comity.api import find_states, make_day, open_record
    from comity.writing import TIMELINE_COLUMNS, write_timeline
    from comity.writing.calendar import write_calendar
    from comity.writing.house import PLAIN
    from comity.writing.sheets import make_timeline_sheet, render_sheet_page

    day = make_day(on)
    with open_record(record_address, kinds=kinds, create=False) as record:
        facts = record.facts(*states, on=day, known_at=known_at)
        rows = write_timeline(facts, record.vocabulary, on=day)
        names = tuple(PLAIN.name(code, on=day) for code in find_states(states))
        others = {
            "html": lambda: render_sheet_page(make_timeline_sheet(names, rows, day)),
            "ics": lambda: write_calendar(facts, rows, record.vocabulary, on=day, name="–".join(names)),
        }
        write_rows_or(others, map(asdict, rows), TIMELINE_COLUMNS, form=form, output=output, shown=SHOWN)
