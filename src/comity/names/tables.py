"""The CSV files of names: rows as mappings, an empty cell as None."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

DATA = Path(__file__).parent / "data"
Row = dict[str, str | None]


def load_rows(name: str) -> Iterator[Row]:
    """The rows of the file `name` in order; what its head calls a cell → the cell, None where it is empty."""
    with (DATA / name).open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            yield {key: cell or None for key, cell in row.items()}


def need(row: Row, key: str) -> str:
    """The cell `key`, which no row may leave empty."""
    if cell := row[key]:
        return cell
    raise ValueError(f"{key} is empty in {row}")
