"""When the record learnt its statements, and when they were withdrawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Connection, select

from comity.model import Statement
from comity.record import queries
from comity.record.forms import make_statement_of_row
from comity.record.queries import Day
from comity.record.tables import RUN, SOURCE, STATEMENT


@dataclass(frozen=True, slots=True)
class Spell:
    """A time for which the record held a statement, and who read it; `withdrawn_at` is None while it stands."""

    statement: Statement
    learnt_at: str
    withdrawn_at: str | None
    reader: str
    program: str
    vocabulary: str


@dataclass(frozen=True, slots=True)
class Change:
    """A statement that came in or was withdrawn, and when."""

    at: str
    verb: Literal["learnt", "withdrawn"]
    statement: Statement


# What a change of the record is called, and the column that tells when.
CHANGES: tuple[tuple[Literal["learnt", "withdrawn"], Any], ...] = (
    ("learnt", STATEMENT.c.learnt_at),
    ("withdrawn", STATEMENT.c.withdrawn_at),
)


def find_spells(connection: Connection, statement: str) -> list[Spell]:
    """The spells for which the record held the statement of that id, the first first."""
    query = (
        select(
            *queries.STATEMENT_COLUMNS, STATEMENT.c.learnt_at, STATEMENT.c.withdrawn_at, RUN.c.reader,
            RUN.c.program, RUN.c.vocabulary,
        )
        .join_from(STATEMENT, SOURCE, SOURCE.c.number == STATEMENT.c.source)
        .join(RUN, RUN.c.number == STATEMENT.c.run)
        .where(STATEMENT.c.id == bytes.fromhex(statement))
        .order_by(STATEMENT.c.number)
    )  # fmt: skip
    return [Spell(make_statement_of_row(row[:-5]), *row[-5:]) for row in connection.execute(query)]


def find_changes(connection: Connection, since: Day) -> list[Change]:
    """The changes from a day or moment on, in the order of the record's time."""
    moment = queries.parse_moment(since, at_end=False)
    found: list[Change] = []
    for verb, column in CHANGES:
        rows = connection.execute(queries.select_statements().add_columns(column).where(column >= moment))
        found.extend(Change(row[-1], verb, make_statement_of_row(row[:-1])) for row in rows)
    return sorted(found, key=lambda change: (change.at, change.verb, place_of(change.statement)))


def find_newest(connection: Connection, most: int, between: tuple[str, str] | None, state: str | None) -> list[Change]:
    """The newest changes, the last first: of all, or of statements with those parties."""
    found: list[Change] = []
    for verb, column in CHANGES:
        query = queries.select_statements().add_columns(column).where(column.is_not(None))
        query = queries.narrow(query, between=between, state=state)
        rows = connection.execute(query.order_by(column.desc(), STATEMENT.c.number.desc()).limit(most))
        found.extend(Change(row[-1], verb, make_statement_of_row(row[:-1])) for row in rows)
    return sorted(found, key=lambda change: change.at, reverse=True)[:most]


def place_of(statement: Statement) -> tuple[str, int, int, str]:
    """By what statements are ordered: source, place, and identity where two share a place."""
    return statement.source, statement.evidence.start, statement.evidence.end, statement.id
