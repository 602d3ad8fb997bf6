"""Tables taken apart: text in, rows out, each with its characters in the text. CSV, TSV and JSON lines.

What a cell means is not known here. A row that does not have its table's form has no cells, and says what is wrong.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

SEPARATORS = {".csv": ",", ".tsv": "\t", ".tab": "\t"}
JSON_LINES = (".jsonl", ".ndjson")
SUFFIXES = (*SEPARATORS, *JSON_LINES)


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row: its span in the text, and its cells by column; `fault` says why it has none."""

    start: int
    end: int
    cells: Mapping[str, Any]
    fault: str = ""


def list_rows(text: str, suffix: str) -> Iterator[TableRow]:
    """The rows of a table, below its line of names; `suffix` is the ending of the file's name.

    >>> [(row.start, row.cells) for row in list_rows("a,b\\n1,2\\n", ".csv")]
    [(4, {'a': '1', 'b': '2'})]
    """
    return list_objects(text) if suffix in JSON_LINES else list_records(text, SEPARATORS.get(suffix, ","))


def list_columns(text: str, suffix: str) -> frozenset[str]:
    """The columns of a table: of its line of names, or of its first object; none where it has no rows."""
    return frozenset(next((row.cells for row in list_rows(text, suffix) if not row.fault), {}))


def list_objects(text: str) -> Iterator[TableRow]:
    """One row for each line that is a JSON object; objects within it are reached by `outer.inner`."""
    start = 0
    for line in text.split("\n"):
        words = line.strip()
        if words:
            first = start + line.index(words[0])
            yield read_object(words, first)
        start += len(line) + 1


def read_object(line: str, start: int) -> TableRow:
    """The row of one line of JSON lines."""
    try:
        form = json.loads(line)
    except (ValueError, RecursionError) as error:
        return TableRow(start, start + len(line), {}, f"The line is no JSON: {error}.")
    if not isinstance(form, dict):
        return TableRow(start, start + len(line), {}, "The line is no JSON object.")
    return TableRow(start, start + len(line), form)


def list_records(text: str, separator: str) -> Iterator[TableRow]:
    """One row for each record of a separated file; a record may run over lines within quotation marks."""
    lines = [f"{line}\n" for line in text.split("\n")]
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))
    reader = csv.reader(lines, delimiter=separator, strict=True)
    names: Sequence[str] = ()
    while True:
        before = reader.line_num
        start = starts[before]
        try:
            cells = next(reader, None)
        except csv.Error as error:
            end = min(starts[min(reader.line_num, len(lines))], len(text))
            yield TableRow(start, max(start + 1, end), {}, f"The row is no CSV: {error}.")
            return
        if cells is None:
            return
        if not any(cells):
            continue
        end = start + len(text[start : starts[reader.line_num]].rstrip("\r\n"))
        if not names:
            names = [name.strip() for name in cells]
        elif len(cells) != len(names):
            yield TableRow(start, end, {}, f"The row has {len(cells)} cells, the line of names has {len(names)}.")
        else:
            yield TableRow(start, end, dict(zip(names, cells, strict=True)))


def find_cell(cells: Mapping[str, Any], column: str) -> Any:
    """The cell of a column; of nested objects by `outer.inner`; None where the row has none."""
    if column in cells or "." not in column:
        return cells.get(column)
    outer, inner = column.split(".", 1)
    within = cells.get(outer)
    return find_cell(within, inner) if isinstance(within, Mapping) else None
