"""How results leave: to standard output or, all at once, to a file; as rows in a form of the user's choice."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import click

from comity.exchange.lines import FORMS, Row, plain
from comity.model.shown import clean

FORM_OF_SUFFIX = {".tsv": "tsv", ".csv": "csv", ".json": "json", ".jsonl": "jsonl", ".txt": "table"}

# A table in a file is as wide as this; a column that takes less than a share of the width is not broken into lines.
FILE_WIDTH = 140
UNBROKEN_SHARE = 5
SHOWN_DIGITS = 8


@contextmanager
def open_output(output: Path | None) -> Iterator[BinaryIO]:
    """A stream for bytes: standard output, or a file that takes its name only when all of it is written."""
    if output is None or str(output) == "-":
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
    elif output.exists() and not output.is_file():
        with output.open("wb") as stream:  # a pipe or a device keeps its place
            yield stream
    else:
        with replace_when_whole(output) as stream:
            yield stream


@contextmanager
def replace_when_whole(path: Path) -> Iterator[BinaryIO]:
    """A new file that replaces `path` (of a link, its target) at the end; after an error nothing is left of it."""
    real = path.resolve()
    part = real.with_name(f".{real.name}.{os.getpid()}.part")
    try:
        with part.open("wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(real)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from error
    finally:
        part.unlink(missing_ok=True)


def write_text(text: str, output: Path | None) -> None:
    """Write a text that ends with a line break."""
    with open_output(output) as stream:
        stream.write(text.encode())
        if not text.endswith("\n"):
            stream.write(b"\n")


def choose_form(form: str | None, output: Path | None) -> str:
    """The form asked for, or that of the file's name, or a table on a terminal and TSV in a pipe."""
    if form:
        return form
    if output is not None and str(output) != "-":
        return FORM_OF_SUFFIX.get(output.suffix.casefold(), "tsv")
    return "table" if sys.stdout.isatty() else "tsv"


def write_rows(
    rows: Iterable[Row], columns: Sequence[str], *, form: str | None, output: Path | None, shown: Sequence[str] = ()
) -> None:
    """Write rows of plain values; `columns` in files, `shown` (the same without it) in a table for the eye."""
    form = choose_form(form, output)
    if form == "table":
        write_table(rows, shown or columns, output)
        return
    with open_output(output) as stream:
        for line in FORMS[form](rows, columns):
            stream.write(line.encode())


def write_table(rows: Iterable[Row], columns: Sequence[str], output: Path | None) -> None:
    """A table as wide as the terminal, with colour where there is one."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    to_terminal = output is None and sys.stdout.isatty()
    text = io.StringIO()
    console = Console(file=text, force_terminal=to_terminal or None, width=None if to_terminal else FILE_WIDTH)
    table = Table(box=box.SIMPLE_HEAD, header_style="bold", pad_edge=False)
    cells = [[shorten(column, clean(plain(row.get(column)))) for column in columns] for row in rows]
    for at, column in enumerate(columns):
        is_narrow = all(len(row[at]) <= console.width // UNBROKEN_SHARE for row in cells)
        table.add_column(column.replace("_", " "), no_wrap=is_narrow)
    for row_cells in cells:
        table.add_row(*map(Text, row_cells))
    console.print(table)
    lines = [line.rstrip() for line in text.getvalue().splitlines()]
    write_text("\n".join(line for line in lines if line), output)


def shorten(column: str, value: str) -> str:
    """The value; of an identity so many digits as tell it from others."""
    return value[:SHOWN_DIGITS] if column in ("id", "sha256") else value


def say(message: str, *, quiet: bool = False) -> None:
    """A word to the user on standard error."""
    if not quiet:
        click.echo(message, err=True)
