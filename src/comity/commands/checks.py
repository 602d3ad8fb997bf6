"""`comity checks`: the checks, those of one's own among them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from comity.commands.options import checks_option, format_option, kinds_option, output_option

if TYPE_CHECKING:
    from comity.checking import Check
    from comity.model import Finding

COLUMNS = ("code", "severity", "summary", "origin")


@click.command("checks")
@click.option("--try", "is_trial", is_flag=True, help="Run the examples of the checks of your own.")
@checks_option
@kinds_option
@format_option()
@output_option
@click.pass_context
def command(
    ctx: click.Context, is_trial: bool, folders: tuple[Path, ...], kinds: tuple[Path, ...], form: str | None,
    output: Path | None,
) -> None:  # fmt: skip
    """The checks with code, severity and sentence; with --try, whether those of your own do what their examples say.

    Exit status 1 if an example does not come out.

    \b
    Example:  comity checks
              comity checks --checks my-checks --try
    """
    from comity.checking import CHECKS, load_checks
    from comity.commands.output import write_rows

    shipped = {check.code for check in CHECKS}
    found = load_checks(*folders)
    if is_trial:
        troubles = list_troubles([check for check in found if check.code not in shipped], kinds)
        for trouble in troubles:
            click.echo(trouble)
        ctx.exit(1 if troubles else 0)
    rows = [
        {
            "code": check.code, "severity": check.severity, "summary": check.summary,
            "origin": "comity" if check.code in shipped else "own",
        }
        for check in sorted(found, key=lambda check: check.code)
    ]  # fmt: skip
    write_rows(rows, COLUMNS, form=form, output=output)


def list_troubles(own: Sequence[Check], kinds: Sequence[Path]) -> list[str]:
    """What is wrong with the checks of one's own by their own examples."""
    from comity.api import check_readings
    from comity.checking.plugins import try_check
    from comity.intake import read_taken
    from comity.kinds import load_vocabulary
    from comity.sources import Taken

    vocabulary = load_vocabulary(*kinds)

    def check_text(text: str, checks: Sequence[Check]) -> Sequence[Finding]:
        return check_readings([read_taken(Taken("example.txt", text.encode()), vocabulary)], vocabulary,
                              checks=checks).findings  # fmt: skip

    return [trouble for check in own for trouble in try_check(check, check_text)]
