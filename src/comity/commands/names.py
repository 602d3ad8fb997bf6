"""`comity names`: who or what a name stands for, at a day."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from comity.commands.options import format_option, on_option, output_option

if TYPE_CHECKING:
    from comity.names import Candidate, Resolution

COLUMNS = ("name", "standing", "code", "type", "label", "reason")
LABELLED = ("state", "organisation")


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

    day = on or date.today()
    resolutions = [resolve(name, on=day) for name in names]
    rows = [row for resolution in resolutions for row in list_rows(resolution, day)]
    write_rows(rows, COLUMNS, form=form, output=output)
    ctx.exit(0 if all(resolution.is_decided for resolution in resolutions) else 1)


def list_rows(resolution: Resolution, day: date) -> list[dict[str, str | None]]:
    """A row for each bearer of the name: whether it is meant, and why."""
    from comity.names import label

    rows = [
        {
            "name": resolution.name,
            "standing": tell_standing(resolution, candidate),
            "code": candidate.code,
            "type": candidate.type,
            "label": label(candidate.code, on=day) if candidate.type in LABELLED else None,
            "reason": candidate.reason,
        }
        for candidate in resolution.candidates
    ]
    return rows or [{"name": resolution.name, "standing": "unknown"}]


def tell_standing(resolution: Resolution, candidate: Candidate) -> str:
    """Whether a bearer of the name is meant."""
    if not candidate.stands:
        return "not meant"
    return "meant" if candidate.code == resolution.code else "possible"
