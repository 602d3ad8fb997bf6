"""Rows as lines of a file: TSV, CSV, JSON lines and JSON. The same bytes leave the command line and the web.

What a spreadsheet would take for a formula gets an apostrophe before it in TSV and CSV; JSON has each value as it is.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from comity.model.shown import clean

Row = Mapping[str, Any]

# What begins a formula in a spreadsheet, full-width signs included; a sign before a number or date is none.
_FORMULA = re.compile(r"[=+@\uff1d\uff0b\uff0d\uff20]|-(?!$|[\dX.][\dX./?~%-]*$)")


def plain(value: object) -> str:
    """A value in one line of text; nothing for None.

    >>> plain(3100000000.0), plain(0.5), plain(None), plain(["KAZ", "TUR"])
    ('3100000000', '0.5', '', 'KAZ TUR')
    """
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, (list, tuple)):
        return " ".join(map(plain, value))
    return " ".join(str(value).split())


def inert(value: object) -> str:
    """A value as a cell that no spreadsheet reckons with.

    >>> inert("=1+1"), inert("-0043-03-15"), inert(-5), inert("-2+3")
    ("'=1+1", '-0043-03-15', '-5', "'-2+3")
    """
    text = clean(plain(value))
    return f"'{text}" if _FORMULA.match(text) and not isinstance(value, int | float) else text


def tsv_lines(rows: Iterable[Row], columns: Sequence[str]) -> Iterator[str]:
    """Tab-separated lines below a line of names; no value holds a tab or a line break."""
    yield "\t".join(columns) + "\n"
    for row in rows:
        yield "\t".join(inert(row.get(column)) for column in columns) + "\n"


def csv_lines(rows: Iterable[Row], columns: Sequence[str]) -> Iterator[str]:
    """Lines of RFC 4180 below a line of names."""
    line = io.StringIO(newline="")
    writer = csv.writer(line)
    for values in ([columns], ([inert(row.get(column)) for column in columns] for row in rows)):
        for value in values:
            writer.writerow(value)
            yield line.getvalue()
            line.seek(0)
            line.truncate()


def jsonl_lines(rows: Iterable[Row], columns: Sequence[str]) -> Iterator[str]:
    """One JSON object a line, with all that a row has."""
    for row in rows:
        yield json.dumps(dict(row), ensure_ascii=False) + "\n"


def json_lines(rows: Iterable[Row], columns: Sequence[str]) -> Iterator[str]:
    """One JSON list of objects, with all that a row has."""
    yield json.dumps([dict(row) for row in rows], ensure_ascii=False, indent=1) + "\n"


FORMS = {"tsv": tsv_lines, "csv": csv_lines, "jsonl": jsonl_lines, "json": json_lines}
