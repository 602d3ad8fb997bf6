"""`comity facts`: what the statements come to."""

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

SHOWN = ("when", "sentence", "standing", "sources", "id")


@click.command("facts")
@click.argument("states", nargs=-1, metavar="[STATES]...")
@click.option("--kind", help="Only facts of this kind.")
@format_option()
@output_option
@record_option
@kinds_option
@on_option
@known_at_option
def command(
    states: tuple[str, ...], kind: str | None, form: str | None, output: Path | None, record_address: str,
    kinds: tuple[Path, ...], on: date | None, known_at: date | None,
) -> None:  # fmt: skip
    """The facts on two states, on one, or all: each with its standing and the sources that it rests on.

    \b
    Example:  comity facts KAZ TUR
              comity facts Kazakhstan Türkiye --on 2013-05-01 --format csv -o facts.csv
    """
    from comity.api import make_day, open_record
    from comity.commands.output import choose_form, write_rows
    from comity.exchange import FACT_COLUMNS
    from comity.writing import write_rows as write_sentences

    with open_record(record_address, kinds=kinds, create=False) as record:
        if kind is not None:
            record.vocabulary.find(kind)
        facts = record.facts(*states, kind=kind, on=on, known_at=known_at)
        sentences = write_sentences(facts, record.vocabulary, on=make_day(on))
    if choose_form(form, output) == "table":
        write_rows(map(asdict, sentences), SHOWN, form="table", output=output)
    else:
        write_rows(facts.to_rows(), FACT_COLUMNS, form=form, output=output)
