"""`comity names`: who or what a name stands for, at a day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from comity.commands.options import format_option, on_option, output_option


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
    from comity.names import resolve
    from comity.names.rows import NAME_COLUMNS, list_rows

    day = on or date.today()
    resolutions = [resolve(name, on=day) for name in names]
    rows = [row for resolution in resolutions for row in list_rows(resolution, day)]
    write_rows(rows, NAME_COLUMNS, form=form, output=output)
    ctx.exit(0 if all(resolution.is_decided for resolution in resolutions) else 1)
