"""What is asked of the record, as SQLAlchemy expressions. Nothing here reaches a database."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    SQLColumnExpression,
    and_,
    func,
    or_,
    select,
    true,
    union_all,
)

from comity.errors import RecordError
from comity.record.forms import MANY, number_day
from comity.record.tables import DOCUMENT, PARTY, SOURCE, STATEMENT

Day = date | datetime | str
"""A day or a moment; text is ISO 8601. A day stands for its end: what was known on it is what was known by its end."""

STATEMENT_COLUMNS = (
    STATEMENT.c.id, STATEMENT.c.kind, STATEMENT.c.action, STATEMENT.c.roles, STATEMENT.c.attributes, STATEMENT.c.edtf,
    STATEMENT.c.modality, STATEMENT.c.amount, STATEMENT.c.evidence_start, STATEMENT.c.evidence_end, STATEMENT.c.quote,
    STATEMENT.c.cue, SOURCE.c.sha256,
)  # fmt: skip
"""What `forms.make_statement_of_row` takes."""


def write_moment(moment: datetime) -> str:
    """The moment as the record writes it: ISO 8601 in UTC with microseconds.

    >>> write_moment(datetime(2026, 11, 22, 9, 30, tzinfo=UTC))
    '2026-11-22T09:30:00.000000Z'
    """
    if moment.tzinfo is None:
        raise ValueError(f"{moment} has no time zone: the record's times are in UTC")
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def parse_moment(day: Day, *, at_end: bool = True) -> str:
    """The moment as the record writes it; of a day its end, or with at_end=False its beginning.

    >>> parse_moment("2013-05-01")
    '2013-05-01T23:59:59.999999Z'
    """
    if isinstance(day, str):
        try:
            day = date.fromisoformat(day) if len(day) == 10 else datetime.fromisoformat(day)
        except ValueError as error:
            raise RecordError(
                f"known_at: {day!r} is no day. Allowed: a day or a moment in ISO 8601. Write it as 2013-05-01."
            ) from error
    if not isinstance(day, datetime):
        day = datetime.combine(day, time.max if at_end else time.min, tzinfo=UTC)
    return write_moment(day if day.tzinfo else day.replace(tzinfo=UTC))


def select_statements() -> Select[Any]:
    """The query of statements with all that makes one."""
    return select(*STATEMENT_COLUMNS).join_from(STATEMENT, SOURCE, SOURCE.c.number == STATEMENT.c.source)


def narrow(
    query: Select[Any], *, between: tuple[str, str] | None = None, state: str | None = None,
    kind: str | Collection[str] | None = None, on: date | None = None,
) -> Select[Any]:  # fmt: skip
    """The query for statements with those parties, of that kind or of those, at a time that has the day in it."""
    if between is not None:
        query = query.where(is_between(*between))
    if state is not None:
        query = query.where(is_of_state(state, kind))
    if kind is not None:
        query = query.where(is_of_kind(kind))
    return query if on is None else query.where(is_on(on))


def is_known(known_at: Day | None) -> ColumnElement[bool]:
    """That a row stands now, or stood in the record at that time."""
    if known_at is None:
        return STATEMENT.c.withdrawn_at.is_(None)
    moment = parse_moment(known_at)
    ended = or_(STATEMENT.c.withdrawn_at.is_(None), STATEMENT.c.withdrawn_at > moment)
    return and_(STATEMENT.c.learnt_at <= moment, ended)


def is_between(state: str, other: str) -> ColumnElement[bool]:
    """That a statement has both states among its parties."""
    first, second = sorted((state, other))
    mine, theirs = PARTY.alias("mine"), PARTY.alias("theirs")
    many = (
        select(mine.c.statement)
        .join(theirs, and_(theirs.c.statement == mine.c.statement, theirs.c.other == MANY, theirs.c.state == second))
        .where(mine.c.state == first, mine.c.other == MANY)
    )
    numbers = union_all(
        select(STATEMENT.c.number).where(STATEMENT.c.first_state == first, STATEMENT.c.second_state == second),
        select(PARTY.c.statement).where(PARTY.c.state == first, PARTY.c.other == second),
        many,
    )
    return STATEMENT.c.number.in_(numbers)


def is_of_kind(kind: str | Collection[str]) -> ColumnElement[bool]:
    """That a statement is of that kind, or of one of those."""
    return STATEMENT.c.kind == kind if isinstance(kind, str) else STATEMENT.c.kind.in_(sorted(kind))


def is_of_state(state: str, kind: str | Collection[str] | None = None) -> ColumnElement[bool]:
    """That a statement has the state among its parties; where a kind is asked for too, the index has both."""
    of_kind = true() if kind is None else is_of_kind(kind)
    numbers = union_all(
        select(STATEMENT.c.number).where(STATEMENT.c.first_state == state, of_kind),
        select(STATEMENT.c.number).where(STATEMENT.c.second_state == state, of_kind),
        select(PARTY.c.statement).where(PARTY.c.state == state),
    )
    return STATEMENT.c.number.in_(numbers)


def is_on(day: date) -> ColumnElement[bool]:
    """That the time of a statement has the day in it; an open end reaches it, no time at all does not."""
    number = number_day(day)
    return and_(
        STATEMENT.c.edtf.is_not(None),
        or_(STATEMENT.c.first_day.is_(None), STATEMENT.c.first_day <= number),
        or_(STATEMENT.c.last_day.is_(None), STATEMENT.c.last_day >= number),
    )


def select_pairs() -> Select[Any]:
    """Each two states with the number of standing statements that have both."""
    mine, theirs = PARTY.alias("mine"), PARTY.alias("theirs")
    two = (
        select(STATEMENT.c.first_state.label("one"), STATEMENT.c.second_state.label("two"), func.count().label("n"))
        .where(STATEMENT.c.second_state.is_not(None), STATEMENT.c.withdrawn_at.is_(None))
        .group_by(STATEMENT.c.first_state, STATEMENT.c.second_state)
    )
    few = (
        select(PARTY.c.state, PARTY.c.other, func.count())
        .join_from(PARTY, STATEMENT, STATEMENT.c.number == PARTY.c.statement)
        .where(PARTY.c.other != MANY, STATEMENT.c.withdrawn_at.is_(None))
        .group_by(PARTY.c.state, PARTY.c.other)
    )
    many = (
        select(mine.c.state, theirs.c.state, func.count())
        .join_from(mine, theirs, and_(theirs.c.statement == mine.c.statement, theirs.c.other == MANY))
        .join(STATEMENT, STATEMENT.c.number == mine.c.statement)
        .where(mine.c.other == MANY, mine.c.state != theirs.c.state, STATEMENT.c.withdrawn_at.is_(None))
        .group_by(mine.c.state, theirs.c.state)
    )
    return select(union_all(two, few, many).subquery())


def select_partners(state: str) -> Select[Any]:
    """Each state that standing statements name beside this one alone or among few, with their number."""
    stands = STATEMENT.c.withdrawn_at.is_(None)
    forth = (
        select(STATEMENT.c.second_state.label("other"), func.count().label("n"))
        .where(STATEMENT.c.first_state == state, STATEMENT.c.second_state.is_not(None), stands)
        .group_by(STATEMENT.c.second_state)
    )
    back = (
        select(STATEMENT.c.first_state, func.count())
        .where(STATEMENT.c.second_state == state, stands)
        .group_by(STATEMENT.c.first_state)
    )
    few = (
        select(PARTY.c.other, func.count())
        .join_from(PARTY, STATEMENT, STATEMENT.c.number == PARTY.c.statement)
        .where(PARTY.c.state == state, PARTY.c.other != MANY, stands)
        .group_by(PARTY.c.other)
    )
    return select(union_all(forth, back, few).subquery())


def select_last(*columns: Any) -> Select[Any]:
    """The columns, of each source and its last document."""
    last = (
        select(func.max(DOCUMENT.c.number))
        .where(DOCUMENT.c.source == SOURCE.c.number)
        .correlate(SOURCE)
        .scalar_subquery()
    )
    return select(*columns).join_from(SOURCE, DOCUMENT, DOCUMENT.c.number == last)


def select_sources() -> Select[Any]:
    """Each source with the particulars of its last document."""
    return select_last(
        SOURCE.c.sha256, SOURCE.c.address, DOCUMENT.c.media_type, SOURCE.c.size, DOCUMENT.c.title,
        DOCUMENT.c.publisher, DOCUMENT.c.author, DOCUMENT.c.author_state, DOCUMENT.c.published, DOCUMENT.c.updated,
        SOURCE.c.retrieved, DOCUMENT.c.language, DOCUMENT.c.licence,
    )  # fmt: skip


def begins_with(column: SQLColumnExpression[bytes], prefix: str, size: int) -> ColumnElement[bool]:
    """That a column of `size` bytes begins with hexadecimal digits: a range, so that its index serves."""
    low, high = (bytes.fromhex(prefix.ljust(2 * size, digit)) for digit in "0f")
    return column.between(low, high)
