"""How many statements stand: in all, of each source, and of each two states."""

from __future__ import annotations

from sqlalchemy import Connection, func, select

from comity.record import queries
from comity.record.tables import SOURCE, STATEMENT


def count_standing(connection: Connection) -> int:
    """The number of statements that stand."""
    query = select(func.count()).select_from(STATEMENT).where(STATEMENT.c.withdrawn_at.is_(None))
    return int(connection.execute(query).scalar_one())


def count_sources(connection: Connection) -> int:
    """The number of sources."""
    return int(connection.execute(select(func.count()).select_from(SOURCE)).scalar_one())


def count_by_source(connection: Connection) -> dict[str, int]:
    """The number of standing statements of each source that has any, by SHA-256."""
    standing = (
        select(STATEMENT.c.source, func.count().label("number"))
        .where(STATEMENT.c.withdrawn_at.is_(None))
        .group_by(STATEMENT.c.source)
        .subquery()
    )
    query = select(SOURCE.c.sha256, standing.c.number).join(standing, standing.c.source == SOURCE.c.number)
    return {sha256.hex(): number for sha256, number in connection.execute(query)}


def count_pairs(connection: Connection) -> dict[tuple[str, str], int]:
    """Each two states with the number of standing statements that have both, in order."""
    found: dict[tuple[str, str], int] = {}
    for one, two, count in connection.execute(queries.select_pairs()):
        if one < two:
            found[one, two] = found.get((one, two), 0) + count
    return dict(sorted(found.items()))


def find_partners(connection: Connection, state: str, most: int) -> list[str]:
    """The states on which, with this one, most statements stand: the most first."""
    counts: dict[str, int] = {}
    for other, count in connection.execute(queries.select_partners(state)):
        counts[other] = counts.get(other, 0) + count
    return sorted(counts, key=lambda other: (-counts[other], other))[:most]
