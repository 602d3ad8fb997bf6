"""`comity timeline`: the dated facts in the order of time."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from comity.commands.options import (
    format_option,
    kinds_option,
    known_at_option,
    on_option,
    output_option,
    record_option,
)

if TYPE_CHECKING:
    from comity.model import Fact

SHOWN = ("when", "what", "who", "details", "standing")


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
    from comity.api import open_record
    from comity.commands.claims import write_claims
    from comity.exchange import FACT_COLUMNS, fact_row

    with open_record(record_address, kinds=kinds, create=False) as record:
        facts = sorted(filter(is_dated, record.facts(*states, on=on, known_at=known_at)), key=order)
        claims = ((fact_row(fact), fact.claim) for fact in facts)
        write_claims(claims, FACT_COLUMNS, vocabulary=record.vocabulary, form=form, output=output, shown=SHOWN)


def is_dated(fact: Fact) -> bool:
    """Whether the fact says when."""
    return fact.claim.when is not None


def order(fact: Fact) -> tuple[date, date, str]:
    """First day, last day and id; an open end lies before or after all days."""
    when = fact.claim.when
    assert when is not None
    return when.first_day or date.min, when.last_day or date.max, fact.id
