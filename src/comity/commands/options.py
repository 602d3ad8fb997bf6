"""The options that mean the same in every command."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

Function = TypeVar("Function", bound=Callable[..., Any])
Decorator = Callable[[Callable[..., None]], Callable[..., None]]

ROW_FORMATS = ("table", "tsv", "csv", "json", "jsonl")


class Day(click.ParamType[date]):
    """A day of the calendar, as `date`."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day; a usage error where it is none."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is not a day. Give it as YYYY-MM-DD, such as 2013-05-01.", param, ctx)


def record_option(function: Function) -> Function:
    """`--record`: the file or database address of the record."""
    return click.option(
        "--record", "record_address", metavar="ADDRESS", envvar="COMITY_RECORD", default="comity.db", show_default=True,
        help="The record: a file or a database address. The variable COMITY_RECORD sets it for all commands.",
    )(function)  # fmt: skip


def format_option(formats: tuple[str, ...] = ROW_FORMATS) -> Decorator:
    """`-f/--format`: one of `formats`; without it, what suits the terminal, the pipe or the file's name."""
    return click.option("-f", "--format", "form", type=click.Choice(formats), help="The form of the output.")


def output_option(function: Function) -> Function:
    """`-o/--output`: the file to write, all at once; standard output without it."""
    return click.option(
        "-o", "--output", type=click.Path(dir_okay=False, path_type=Path),
        help="Write to this file. '-' is standard output.",
    )(function)  # fmt: skip


def on_option(function: Function) -> Function:
    """`--on`: the day at which the world is looked at; today without it."""
    return click.option(
        "--on", type=Day(), metavar="DATE", help="As the world stood on this day (YYYY-MM-DD). Default: today."
    )(function)


def known_at_option(function: Function) -> Function:
    """`--known-at`: the day at which the record is looked at; all that it has without it."""
    return click.option(
        "--known-at", type=Day(), metavar="DATE",
        help="As the record knew on this day (YYYY-MM-DD). Default: all it has.",
    )(function)  # fmt: skip


def kinds_option(function: Function) -> Function:
    """`--kinds`: a folder of the user's own kinds, beside those that come with Comity."""
    return click.option(
        "--kinds", "kinds", multiple=True, metavar="DIR", type=click.Path(file_okay=False, path_type=Path),
        help="A folder with kinds of your own; may be given several times.",
    )(function)  # fmt: skip


def checks_option(function: Function) -> Function:
    """`--checks`: a folder of the user's own checks, beside those that come with Comity."""
    return click.option(
        "--checks", "folders", multiple=True, metavar="DIR", type=click.Path(path_type=Path),
        help="A folder with checks of your own (Python files, which are run); may be given several times.",
    )(function)  # fmt: skip


def quiet_option(function: Function) -> Function:
    """`-q`: nothing on standard error but errors."""
    return click.option("-q", "--quiet", is_flag=True, help="No progress and no summary.")(function)
