"""`comity names`: who or what a name stands for, at a day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from comity.commands.options import format_option, on_option, output_option

COLUMNS = ("name", "code", "label", "candidates")


@click.command("names")
@click.argument("names", nargs=-1, required=True, metavar="NAMES...")
@on_option
@format_option()
@output_option
@click.pass_context
def command(
    ctx: click.Context, names: tuple[str, ...], on: date | None, form: str | None, output: Path | None
) -> None:  # fmt: skip
    """The state, organisation or city that a name stands for, with its name of today or of another day.

    What a name alone does not settle is left open, with what it could be; the exit status is then 1.

    \b
    Example:  comity names Turkey "Turkic Council" Nur-Sultan
              comity names "the Federal Republic" --on 1975-01-01
    """
    from comity.commands.output import write_rows
    from comity.names import label, resolve

    day = on or date.today()
    rows = []
    for name in names:
        found = resolve(name, on=day)
        rows.append(
            {
                "name": name,
                "code": found.code,
                "label": None if found.code is None else label(found.code, on=day),
                "candidates": "; ".join(map(str, found.candidates)),
            }
        )
    write_rows(rows, COLUMNS, form=form, output=output)
    ctx.exit(0 if all(row["code"] for row in rows) else 1)
