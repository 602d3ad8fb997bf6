"""A record of millions of statements: a quarter of a million are made and loaded, and SQL copies them with other years.

    python bench/large.py FILE [STATEMENTS]

Each copy has sources of its own with the same text. What it tells is shifted by so many years, all of it by the same,
so that data sets which told of one thing still do; what happens once to a pair keeps its date. The figures of trade
follow from states and year, as in a record that was loaded row by row. Only `quote` has the year of the original.
"""

from __future__ import annotations

import random
import sqlite3
import sys
import time
from pathlib import Path

from world import ONCE, make_datasets

from comity.record.indexes import BULK_INDEXES
from record import load_record

SETS, SIZE = 5, 50_000
FIRST_YEAR, YEARS = 1950, 75
YEAR = f"({FIRST_YEAR} + (CAST(substr(edtf, 1, 4) AS INTEGER) - {FIRST_YEAR} + :shift + {YEARS}) % {YEARS})"
IS_ONCE = f"action IN ({', '.join(repr(action) for action in sorted(ONCE))})"
SOURCES = """
INSERT INTO source SELECT number + :sources, randomblob(32), address || :copy, size, retrieved, learnt_at
FROM source WHERE number <= 5;
INSERT INTO text SELECT number + :sources, randomblob(32), text FROM text WHERE number <= 5;
INSERT INTO document SELECT number + :sources, source + :sources, text + :sources, media_type, title || ' ' || :copy,
    publisher || ' ' || :copy, author, author_state, published, updated, language, licence, structure, learnt_at
FROM document WHERE number <= 5
"""
STATEMENTS = f"""
WITH moved AS (SELECT *, CASE WHEN {IS_ONCE} THEN substr(edtf, 1, 4) ELSE {YEAR} END AS year FROM statement
               WHERE number <= :rows)
INSERT INTO statement
SELECT number + :first, randomblob(16), source + :sources, text + :sources, run, kind, action, roles, attributes,
    first_state, second_state, year || substr(edtf, 5), year * 10000 + first_day % 10000,
    year * 10000 + last_day % 10000, modality,
    CASE WHEN amount IS NOT NULL THEN
        '{{"unit":"USD","value":' || (10000 * (1 + (unicode(first_state) * 7919
        + unicode(substr(first_state, 2)) * 104729 + unicode(second_state) * 1299709
        + unicode(substr(second_state, 2)) * 15485863 + year * 179424673) % 90000)) || '.0}}' END,
    evidence_start, evidence_end, quote, cue, learnt_at, withdrawn_at
FROM moved
"""


def make_large(path: Path, count: int) -> None:
    """A new record of about `count` statements."""
    load_record(path, make_datasets(SETS * SIZE, SIZE, random.Random(3)))
    connection = sqlite3.connect(path, isolation_level=None)
    connection.executescript("PRAGMA synchronous = OFF; PRAGMA cache_size = -1000000;")
    for name in BULK_INDEXES:
        connection.execute(f"DROP INDEX {name}")
    rows = connection.execute("SELECT count(*) FROM statement").fetchone()[0]
    for copy in range(1, count // rows):
        given = {"copy": copy, "sources": SETS * copy, "shift": 7 * copy, "rows": rows, "first": rows * copy}
        connection.execute("BEGIN")
        for sql in (*SOURCES.split(";"), STATEMENTS):
            connection.execute(sql, given)
        connection.execute("COMMIT")
    for name, columns in BULK_INDEXES.items():
        connection.execute(f"CREATE INDEX {name} ON statement {columns}")
    connection.close()


if __name__ == "__main__":
    began = time.perf_counter()
    make_large(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 10_000_000)
    print(f"{time.perf_counter() - began:.0f} s")
