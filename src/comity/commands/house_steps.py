"""The manner of a page: what `comity.toml` sets, and what the command line says instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from comity.commands.options import Function

if TYPE_CHECKING:
    from comity.model.when import Style
    from comity.writing import House
    from comity.writing.house import English

ENGLISHES = ("british", "american")
DATES = ("british", "american", "iso")


def house_options(function: Function) -> Function:
    """`--english` and `--dates`."""
    dated = click.option(
        "--dates", type=click.Choice(DATES), help="2 March 1992, March 2, 1992, or 1992-03-02. Default: as --english."
    )(function)
    return click.option("--english", type=click.Choice(ENGLISHES), help="The spelling. Default: british.")(dated)


def choose_house(english: English | None, dates: Style | None) -> House:
    """The house of the working folder's settings, with what the command line says."""
    from comity.commands.configuration import read_configuration

    return read_configuration().house(english=english, dates=dates)
