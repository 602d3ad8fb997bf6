"""The rows of statements: those that stand, are written, are found by other parties, and are withdrawn."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, NamedTuple

from sqlalchemy import Connection, delete, insert, select, update

from comity.collector import collector_at_rest
from comity.model import Statement
from comity.record.forms import (
    Parties,
    PartyFinder,
    make_row,
)
from comity.record.placing import Place, next_number
from comity.record.tables import PARTY, RUN, STATEMENT

BATCH = 10_000
"""So many statements are hashed and written at once: a few megabytes."""

WRITTEN_COLUMNS = tuple(column.name for column in STATEMENT.columns if column.name != "withdrawn_at")


class Row(NamedTuple):
    """What is asked of a row that stands."""

    number: int
    quote: str
    reader: str
    first_state: str | None
    second_state: str | None


Standing = dict[bytes, Row]
"""The rows of a source that stand, by the statement's hash."""


def find_standing(connection: Connection, source: int) -> Standing:
    """The statements of a source that stand."""
    query = (
        select(
            STATEMENT.c.id, STATEMENT.c.number, STATEMENT.c.quote, RUN.c.reader, STATEMENT.c.first_state,
            STATEMENT.c.second_state,
        )
        .join_from(STATEMENT, RUN, RUN.c.number == STATEMENT.c.run)
        .where(STATEMENT.c.source == source, STATEMENT.c.withdrawn_at.is_(None))
    )  # fmt: skip
    return {row[0]: Row(*row[1:]) for row in connection.execute(query)}


def find_moved(
    connection: Connection, keyed: Mapping[bytes, Statement], standing: Standing, parties: PartyFinder
) -> list[tuple[int, Parties]]:
    """The numbers of rows that are found by other parties than the vocabulary now names, and these."""
    found = [(standing[key], parties.find(made.kind, made.roles)) for key, made in keyed.items() if key in standing]
    return [
        (row.number, now)
        for row, now in found
        if (row.first_state, row.second_state) != (now.first, now.second) or lacks_party(connection, row.number, now)
    ]


def lacks_party(connection: Connection, number: int, parties: Parties) -> bool:
    """Whether a statement of many parties is not found by the first of them."""
    if not parties.spread:
        return False
    state, other = parties.spread[0]
    place = (PARTY.c.state == state, PARTY.c.other == other, PARTY.c.statement == number)
    return connection.execute(select(PARTY.c.statement).where(*place)).first() is None


def move(connection: Connection, moved: Sequence[tuple[int, Parties]]) -> None:
    """Has rows found by other parties: after the vocabulary's roles have changed."""
    for number, parties in moved:
        states = {"first_state": parties.first, "second_state": parties.second}
        connection.execute(update(STATEMENT).where(STATEMENT.c.number == number).values(states))
        connection.execute(delete(PARTY).where(PARTY.c.statement == number))
        for state, other in parties.spread:
            connection.execute(insert(PARTY).values(state=state, other=other, statement=number))


def withdraw(connection: Connection, numbers: Sequence[int], now: str) -> None:
    """Dates the end of rows that no longer stand."""
    for begin in range(0, len(numbers), 500):
        part = numbers[begin : begin + 500]
        connection.execute(update(STATEMENT).where(STATEMENT.c.number.in_(part)).values(withdrawn_at=now))


Wanted = Callable[[bytes, Statement], bool]
"""Whether a statement of that hash is to be written."""


def add_rows(
    connection: Connection,
    statements: Iterable[Statement],
    place: Place,
    parties: PartyFinder,
    now: str,
    is_wanted: Wanted | None = None,
) -> tuple[int, int]:
    """Writes statements; gives the first and one past the last of their numbers."""
    first = number = next_number(connection, STATEMENT.c.number)
    numbers, find = place.numbers(), parties.find
    statement_sql = make_insert(connection, "statement", WRITTEN_COLUMNS)
    party_sql = make_insert(connection, "party", ("state", "other", "statement"))
    for batch in in_batches(statements, BATCH):
        rows = []
        party_rows: list[tuple[str, str, int]] = []
        with collector_at_rest():
            for statement in batch:
                found = find(statement.kind, statement.roles)
                row = make_row(number, statement, found, numbers, now)
                if is_wanted is not None and not is_wanted(row[1], statement):
                    continue
                rows.append(row)
                if found.spread:
                    party_rows.extend([(state, other, number) for state, other in found.spread])
                number += 1
        if rows:
            connection.exec_driver_sql(statement_sql, rows)
        if party_rows:
            connection.exec_driver_sql(party_sql, party_rows)
    return first, number


def make_insert(connection: Connection, table: str, columns: Sequence[str]) -> str:
    """The insertion of one row in the driver's own style of parameters: tuples are twice as quick as names."""
    mark = "?" if connection.dialect.name == "sqlite" else "%s"
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join([mark] * len(columns))})"


def in_batches(items: Iterable[Any], size: int) -> Iterator[list[Any]]:
    """The items in lists of at most `size`."""
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch


def make_filter(standing: Standing, kept: set[bytes]) -> Wanted:
    """Lets through what is new in a stream in order of evidence; the keys of what stands already go to `kept`.

    Of millions of statements, only those of one place are remembered: two that are the same are of one place.
    """
    seen: set[bytes] = set()
    here = -1

    def is_wanted(key: bytes, statement: Statement) -> bool:
        nonlocal here
        start = statement.evidence.start
        if start != here:
            here = start
            seen.clear()
        if key in seen:
            return False
        seen.add(key)
        if key in standing and standing[key].quote == statement.quote:
            kept.add(key)
            return False
        return True

    return is_wanted


# Search and indexes ----------------------------------------------------------------------------------------------
