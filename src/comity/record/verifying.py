"""Checks a record against itself: bytes and texts against their hashes, statements against texts and identities."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, func, select

from comity.model import When
from comity.record.forms import hash_statement, make_statement_of_row
from comity.record.queries import select_statements
from comity.record.tables import COPY, SOURCE, STATEMENT, TEXT

Progress = Callable[[int, int], None]
"""Is told how much is done, and of how much."""

READ_AT_ONCE = 2_000


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in the record that does not agree: of what (identity), what was found, and what it should be."""

    subject: str
    what: str
    found: str
    wanted: str

    def __str__(self) -> str:
        return f"{self.subject}: {self.what}: found {self.found}, wanted {self.wanted}"


def verify(connection: Connection, progress: Progress | None = None) -> Iterator[Problem]:
    """The problems of a record, in the order: database, bytes, texts, statements."""
    tables = (SOURCE, TEXT, STATEMENT)
    counts = [connection.execute(select(func.count()).select_from(table)).scalar_one() for table in tables]
    total, done = sum(counts), 0
    yield from verify_database(connection)
    for check in (verify_bytes, verify_texts, verify_statements):
        for problems in check(connection):
            yield from problems
            done += 1
            if progress is not None and (done % 500 == 0 or done == total):
                progress(done, total)


def verify_database(connection: Connection) -> Iterator[Problem]:
    """What SQLite says of its own pages."""
    if connection.dialect.name != "sqlite":
        return
    for (said,) in connection.exec_driver_sql("PRAGMA quick_check(20)"):
        if said != "ok":
            yield Problem("database", "pages", said, "ok")


def verify_bytes(connection: Connection) -> Iterator[list[Problem]]:
    """For each source, what is wrong with the copy of its bytes."""
    query = select(SOURCE.c.sha256, SOURCE.c.size, COPY.c.bytes).join_from(
        SOURCE, COPY, COPY.c.source == SOURCE.c.number, isouter=True
    )
    for sha256, size, packed in stream(connection, query, 1):
        yield list(check_copy(sha256.hex(), size, packed))


def check_copy(sha256: str, size: int, packed: bytes | None) -> Iterator[Problem]:
    """What is wrong with a copy: missing, damaged, other bytes, another size."""
    if packed is None:
        yield Problem(sha256, "copy of the bytes", "none", "one")
        return
    try:
        data = zlib.decompress(packed)
    except (zlib.error, TypeError) as error:
        yield Problem(sha256, "copy of the bytes", f"damaged ({error})", "whole")
        return
    found = hashlib.sha256(data).hexdigest()
    if found != sha256:
        yield Problem(sha256, "hash of the bytes", found, sha256)
    if len(data) != size:
        yield Problem(sha256, "size of the bytes", str(len(data)), str(size))


def verify_texts(connection: Connection) -> Iterator[list[Problem]]:
    """For each text, whether it has its hash."""
    for sha256, text in stream(connection, select(TEXT.c.sha256, TEXT.c.text), 1):
        found = hashlib.sha256(text.encode()).hexdigest()
        yield [] if found == sha256.hex() else [Problem(sha256.hex(), "hash of the text", found, sha256.hex())]


def verify_statements(connection: Connection) -> Iterator[list[Problem]]:
    """For each statement, what is wrong with its quote, its place or its identity."""
    for number, text in list_texts(connection):
        query = select_statements().where(STATEMENT.c.text == number).order_by(STATEMENT.c.number)
        for row in stream(connection, query, READ_AT_ONCE):
            yield list(check_statement_row(row, text))


def list_texts(connection: Connection) -> Iterator[tuple[int, str]]:
    """The texts by number, one in memory at a time."""
    for number in connection.execute(select(TEXT.c.number).order_by(TEXT.c.number)).scalars().all():
        yield number, connection.execute(select(TEXT.c.text).where(TEXT.c.number == number)).scalar_one()


def check_statement_row(row: Any, text: str) -> Iterator[Problem]:
    """What is wrong with a statement: form, quote, identity."""
    subject = row[0].hex()
    try:
        statement = replace(make_statement_of_row(row))  # which runs the constructor and its checks
        if statement.when is not None:
            When(statement.when.edtf)
    except (ValueError, TypeError, AttributeError) as error:
        yield Problem(subject, "form of the statement", " ".join(str(error).split()), "a statement of the codebook")
        return
    quoted = text[statement.evidence.start : statement.evidence.end]
    if quoted != statement.quote:
        yield Problem(subject, "quote", repr(statement.quote[:80]), repr(quoted[:80]))
    found = hash_statement(statement).hex()
    if found != subject:
        yield Problem(subject, "identity", found, subject)


def stream(connection: Connection, query: Any, size: int) -> Iterator[Any]:
    """The rows, `size` in memory at a time."""
    for part in connection.execution_options(yield_per=size).execute(query).partitions():
        yield from part
