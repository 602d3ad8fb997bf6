"""Statements, sources and decisions by their identity, or by the beginning of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, select

from comity.errors import RecordError
from comity.model import Decision, Source, Statement
from comity.record import decisions, queries
from comity.record.forms import make_source_of_row, make_statement_of_row
from comity.record.tables import DECISION, SOURCE, STATEMENT

FEWEST_DIGITS = 4
"""A prefix of an identity has at least so many hexadecimal digits."""

MOST_LISTED = 10
"""So many are listed of those that share a prefix."""

Found = Statement | Source | Decision


def find_one(connection: Connection, where: str, prefix: str) -> Found:
    """The one of that identity in the record that is at `where`; raises RecordError where there is none, or more."""
    digits = _check_prefix(where, prefix)
    found = {key: (told, thing) for key, told, thing in _find_all(connection, digits)}
    if len(found) != 1:
        listed = [f"{key} {told}" for key, (told, _) in found.items()]
        raise make_identity_error(where, prefix, "statement, source or decision", listed)
    return next(iter(found.values()))[1]


def find_source_row(connection: Connection, where: str, prefix: str) -> Any:
    """The row of `queries.select_sources` of the one source of that SHA-256; raises RecordError as `find_one`."""
    digits = _check_prefix(where, prefix)
    query = queries.select_sources().where(queries.begins_with(SOURCE.c.sha256, digits, 32))
    rows = connection.execute(query.limit(MOST_LISTED + 1)).all()
    if len(rows) != 1:
        raise make_identity_error(where, prefix, "source", [f"{row[0].hex()} {_tell_source(row)}" for row in rows])
    return rows[0]


def make_identity_error(where: str, prefix: str, what: str, found: Sequence[str]) -> RecordError:
    """The error of an identity that none has, or more than one: `found` tells these."""
    if not found:
        return RecordError(
            f"{where}: no {what} begins with {prefix!r}. Allowed is the identity of one that the record has. "
            "Copy it from the output of 'comity facts' or 'comity search'."
        )
    listed = "\n".join(f"  {entry}" for entry in sorted(found)[:MOST_LISTED])
    more = "\n  …" if len(found) > MOST_LISTED else ""
    return RecordError(
        f"{where}: more than one {what} begins with {prefix!r}. One is needed. Give more digits of:\n{listed}{more}"
    )


def _check_prefix(where: str, prefix: str) -> str:
    """The digits of a prefix in small letters; a SHA-256, which is the longest identity, has 64."""
    digits = prefix.lower()
    if not FEWEST_DIGITS <= len(digits) <= 64 or set(digits) - set("0123456789abcdef"):
        raise RecordError(
            f"{where}: {prefix!r} is no identity. An identity, or its beginning, has {FEWEST_DIGITS} to "
            "64 hexadecimal digits. Copy it from the output of 'comity facts' or 'comity search'."
        )
    return digits


def _find_all(connection: Connection, digits: str) -> Iterator[tuple[str, str, Found]]:
    """Identity, description and the thing itself; of a statement the last spell comes last."""
    sources = queries.select_sources().where(queries.begins_with(SOURCE.c.sha256, digits, 32))
    for row in connection.execute(sources.limit(MOST_LISTED + 1)):
        yield row[0].hex(), _tell_source(row), make_source_of_row(row)
    if len(digits) > 32:
        return
    statements = queries.select_statements().where(queries.begins_with(STATEMENT.c.id, digits, 16))
    for row in connection.execute(statements.order_by(STATEMENT.c.number).limit(MOST_LISTED + 1)):
        statement = make_statement_of_row(row)
        yield statement.id, f"{statement.kind} {statement.quote[:50]!r}", statement
    decided = select(DECISION.c.id, *decisions.COLUMNS)
    decided = decided.where(queries.begins_with(DECISION.c.id, digits, 16))
    for row in connection.execute(decided.limit(MOST_LISTED + 1)):
        yield row[0].hex(), f"decision {row[2]} by {row[3]}", Decision(*row[1:])


def _tell_source(row: Any) -> str:
    """A source's title, or its address."""
    return f"source {row[4] or row[1]}"
