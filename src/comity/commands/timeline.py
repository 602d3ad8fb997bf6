"""`comity timeline`: the dated facts in the order of time."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from pathlib import Path

import click

from comity.commands.options import (
    format_option,
    kinds_option,
    known_at_option,
    on_option,
    output_option,
    record_option,
)

SHOWN = ("time", "sentence", "standing", "sources")


@click.command("timeline")
@click.argument("states", nargs=-1, required=True, metavar="STATES...")
@format_option()
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

    \b
    Example:  comity timeline KAZ TUR
    """
    from comity.api import make_day, open_record
    from comity.commands.output import write_rows
    from comity.writing import TIMELINE_COLUMNS, write_timeline

    with open_record(record_address, kinds=kinds, create=False) as record:
        facts = record.facts(*states, on=on, known_at=known_at)
        rows = write_timeline(facts, record.vocabulary, on=make_day(on))
    write_rows(map(asdict, rows), TIMELINE_COLUMNS, form=form, output=output, shown=SHOWN)
