"""The indexes of the statements and of their quotes, which bulk loads leave for later."""

from __future__ import annotations

from sqlalchemy import Connection

from comity.model import Document
from comity.record.placing import next_number
from comity.record.tables import STATEMENT

BULK_INDEXES = {
    "statement_id": "(id)",
    "statement_pair": "(first_state, second_state, withdrawn_at)",
    "statement_first": "(first_state, kind)",
    "statement_second": "(second_state, kind) WHERE second_state IS NOT NULL",
}
"""SQLite's indexes whose keys come in no order: made anew after a large load, which is quicker than row by row."""
# In a record of a million, keeping took 9 µs for each new statement, making 3.3 µs for each in all (bench/record.py).
NEW_INDEXES_BELOW = 2
"""A record with fewer statements than so many times a load's is indexed anew."""


def index_quotes(connection: Connection, first: int, end: int) -> None:
    """Takes the quotes of rows `first` to before `end` into the search index; PostgreSQL does so by itself."""
    if connection.dialect.name == "sqlite" and end > first:
        connection.exec_driver_sql(
            "INSERT INTO quotes (rowid, quote) SELECT number, quote FROM statement WHERE number >= ? AND number < ?",
            (first, end),
        )


def note_unindexed(connection: Connection, first: int, end: int) -> None:
    """Leaves the quotes of a bulk load to the first search."""
    if connection.dialect.name == "sqlite" and end > first:
        connection.exec_driver_sql("INSERT INTO unindexed (first, last) VALUES (?, ?)", (first, end - 1))


def find_unindexed(connection: Connection) -> list[tuple[int, int]]:
    """The first and last numbers of the rows that bulk loads have left to the first search."""
    if connection.dialect.name != "sqlite":
        return []
    rows = connection.exec_driver_sql("SELECT first, last FROM unindexed ORDER BY first")
    return [(first, last) for first, last in rows.all()]


def index_unindexed(connection: Connection) -> None:
    """Takes into the search index what bulk loads have left."""
    for first, last in find_unindexed(connection):
        index_quotes(connection, first, last + 1)
    connection.exec_driver_sql("DELETE FROM unindexed")


def is_worth_new_indexes(connection: Connection, document: Document) -> bool:
    """Whether a load is large beside what the record holds, judged by its lines: a data set has a row on each."""
    held = next_number(connection, STATEMENT.c.number) - 1
    return held < NEW_INDEXES_BELOW * document.text.count("\n")


def drop_indexes(connection: Connection) -> None:
    """Drops the indexes that a bulk load would slow down."""
    if connection.dialect.name == "sqlite":
        for name in BULK_INDEXES:
            connection.exec_driver_sql(f"DROP INDEX IF EXISTS {name}")


def make_indexes(connection: Connection) -> None:
    """Makes the indexes that are not there."""
    if connection.dialect.name == "sqlite":
        there = set(connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'index'").scalars())
        for name, sql in BULK_INDEXES.items():
            if name not in there:
                connection.exec_driver_sql(f"CREATE INDEX {name} ON statement {sql}")
