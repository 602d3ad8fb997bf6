"""Rows as lines of a file: TSV, CSV, JSON lines and JSON. The same bytes leave the command line and the web."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

Row = Mapping[str, Any]


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


def tsv_lines(rows: Iterable[Row], columns: Sequence[str]) -> Iterator[str]:
    """Tab-separated lines below a line of names; no value holds a tab or a line break."""
    yield "\t".join(columns) + "\n"
    for row in rows:
        yield "\t".join(plain(row.get(column)) for column in columns) + "\n"


def csv_lines(rows: Iterable[Row], columns: Sequence[str]) -> Iterator[str]:
    """Lines of RFC 4180 below a line of names."""
    line = io.StringIO(newline="")
    writer = csv.writer(line)
    for values in ([columns], ([plain(row.get(column)) for column in columns] for row in rows)):
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
