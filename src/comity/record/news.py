"""What came into a record after a mark, for who keeps in memory what was made of it: whose statements came or went,
and on whose people decided. In: a connection and the mark of the last look; out: plain values.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from sqlalchemy import ColumnElement, Connection, and_, func, select

from comity.record.forms import PartyFinder, decode_roles
from comity.record.tables import DECISION, DOCUMENT, RUN, SOURCE, STATEMENT, TURN

MOST_TOUCHED = 5_000
"""Of more statements it is only told that there were many."""

STATEMENT_DIGITS = 32
MOST_DECIDED = 500


@dataclass(frozen=True, slots=True)
class Mark:
    """How far a record has come: equal marks, equal answers. Numbers are the highest, `ended` the last withdrawal.

    `turn` counts the additions, of which some show in no number: rows that are found by other parties now.
    """

    turn: int
    source: int
    statement: int
    document: int
    decision: int
    run: int
    ended: str
    vocabulary: str


@dataclass(frozen=True, slots=True)
class Touched:
    """A statement that came in (more: 1), went (-1), or whose document or standing is another (0)."""

    kind: str
    parties: tuple[str, ...]
    more: Literal[-1, 0, 1]


@dataclass(frozen=True, slots=True)
class News:
    """What came between two marks; None for `touched` where it may be anything."""

    mark: Mark
    touched: tuple[Touched, ...] | None


def find_mark(connection: Connection) -> Mark:
    """How far the record has come."""
    newest = [func.max(table.c.number) for table in (SOURCE, STATEMENT, DOCUMENT, DECISION, RUN)]
    ended = func.max(STATEMENT.c.withdrawn_at)
    ended_query = select(ended).where(STATEMENT.c.withdrawn_at.is_not(None)).scalar_subquery()
    vocabulary = select(RUN.c.vocabulary).order_by(RUN.c.number.desc()).limit(1).scalar_subquery()
    numbers = [func.coalesce(select(one).scalar_subquery(), 0) for one in newest]
    texts = [func.coalesce(one, "") for one in (ended_query, vocabulary)]
    turn = select(TURN.c.number).scalar_subquery()
    row: Any = connection.execute(select(turn, *numbers, *texts)).one()
    return Mark(*row)


def find_news(connection: Connection, since: Mark, parties: PartyFinder) -> News:
    """What came after a mark."""
    mark = find_mark(connection)
    if mark == since:
        return News(mark, ())
    if mark.vocabulary != since.vocabulary or replace(since, turn=mark.turn) == mark:
        return News(mark, None)  # statements may be found by other parties now
    number, ended = STATEMENT.c.number, STATEMENT.c.withdrawn_at
    touched: list[Touched] = []
    changes: tuple[tuple[Literal[-1, 0, 1], ColumnElement[bool]], ...] = (
        (1, and_(number > since.statement, number <= mark.statement)),
        (-1, and_(ended > since.ended, ended <= mark.ended)),
        (0, is_of_new_document(since, mark)),
    )
    for more, those in changes:
        touched += find_touched(connection, those, more, parties)
    decided = find_decided(connection, since, mark, parties)
    if decided is None or len(touched) > MOST_TOUCHED:
        return News(mark, None)
    return News(mark, (*touched, *decided))


def is_of_new_document(since: Mark, mark: Mark) -> ColumnElement[bool]:
    """That a statement is of a source that was known, and of which another document was made."""
    new = select(DOCUMENT.c.source).where(
        DOCUMENT.c.number > since.document, DOCUMENT.c.number <= mark.document, DOCUMENT.c.source <= since.source
    )
    return STATEMENT.c.source.in_(new)


def find_decided(connection: Connection, since: Mark, mark: Mark, parties: PartyFinder) -> list[Touched] | None:
    """The statements that were decided on; None where a finding was, which may rest on any."""
    query = select(DECISION.c.subject).where(DECISION.c.number > since.decision, DECISION.c.number <= mark.decision)
    subjects = sorted(set(connection.execute(query).scalars()))
    if any(len(subject) != STATEMENT_DIGITS for subject in subjects) or len(subjects) > MOST_DECIDED:
        return None
    those = STATEMENT.c.id.in_([bytes.fromhex(subject) for subject in subjects])
    return find_touched(connection, those, 0, parties) if subjects else []


def find_touched(
    connection: Connection, those: ColumnElement[bool], more: Literal[-1, 0, 1], parties: PartyFinder
) -> list[Touched]:
    """The statements of which something holds, with their parties; one more than MOST_TOUCHED at most."""
    columns = (STATEMENT.c.kind, STATEMENT.c.roles, STATEMENT.c.first_state, STATEMENT.c.second_state)
    rows = connection.execute(select(*columns).where(those).limit(MOST_TOUCHED + 1))
    return [Touched(kind, find_states(kind, roles, states, parties), more) for kind, roles, *states in rows]


def find_states(kind: str, roles: str, states: Sequence[str | None], parties: PartyFinder) -> tuple[str, ...]:
    """The parties of a row: one or two stand in it, more follow from the roles."""
    found = tuple(state for state in states if state is not None)
    return found or tuple(sorted({state for state, _ in parties.find(kind, decode_roles(roles)).spread}))
