"""Rows as an Arrow table and as a Parquet file; needs the extra `data`."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyarrow


def make_arrow(rows: Iterable[Mapping[str, Any]], columns: Sequence[str]) -> pyarrow.Table:
    """The rows as an Arrow table; a column in which nothing stands is one of texts."""
    import pyarrow

    listed = list(rows)
    arrays = {}
    for column in columns:
        values = [row.get(column) for row in listed]
        is_known = any(value is not None for value in values)
        arrays[column] = pyarrow.array(values, type=None if is_known else pyarrow.string())
    return pyarrow.table(arrays)


def write_parquet(rows: Iterable[Mapping[str, Any]], columns: Sequence[str]) -> bytes:
    """The rows as a Parquet file."""
    import pyarrow.parquet

    stream = io.BytesIO()
    pyarrow.parquet.write_table(make_arrow(rows, columns), stream)
    return stream.getvalue()
