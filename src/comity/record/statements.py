"""Statements read back by what is asked of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Select, select

from comity.model import Statement
from comity.record.forms import make_statement_of_row
from comity.record.identities import find_source_row
from comity.record.tables import SOURCE, STATEMENT

READ_AT_ONCE = 5_000


def narrow_to_source(connection: Connection, where: str, query: Select[Any], prefix: str | None) -> Select[Any]:
    """The query for statements of the source of that prefix, where one is given; raises RecordError where none is."""
    if prefix is None:
        return query
    key = find_source_row(connection, where, prefix)[0]
    number = select(SOURCE.c.number).where(SOURCE.c.sha256 == key).scalar_subquery()
    return query.where(STATEMENT.c.source == number)


def stream_statements(connection: Connection, query: Select[Any]) -> Iterator[Statement]:
    """The statements of a query of `queries.select_statements`, some thousands read at once."""
    rows = connection.execution_options(yield_per=READ_AT_ONCE).execute(query)
    for part in rows.partitions():
        yield from map(make_statement_of_row, part)


def page_statements(connection: Connection, query: Select[Any], after: int, most: int) -> list[tuple[int, Statement]]:
    """At most so many statements of a query with their numbers, in the order in which they came, after that number."""
    query = query.add_columns(STATEMENT.c.number).where(STATEMENT.c.number > after)
    rows = connection.execute(query.order_by(STATEMENT.c.number).limit(most))
    return [(row[-1], make_statement_of_row(row[:-1])) for row in rows]
