"""Adding a source with its statements in one transaction: what is new comes in, what the reader lost gets a date.

In: a document, its bytes, its statements; out: rows. A source's statements are compared with those that stand of it,
so reading twice writes nothing at all.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, NamedTuple

from sqlalchemy import Connection, delete, func, insert, select, update

from comity.collector import collector_at_rest
from comity.errors import RecordError
from comity.model import Document, Statement
from comity.record.forms import (
    PARTICULARS,
    Parties,
    PartyFinder,
    encode_structure,
    hash_statement,
    make_row,
)
from comity.record.tables import COPY, DOCUMENT, PARTY, RUN, SOURCE, STATEMENT, TEXT

BATCH = 10_000
"""So many statements are hashed and written at once: a few megabytes."""

LARGE = 1_000_000
"""From so many bytes on, a copy is compressed quickly rather than well."""

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

WRITTEN_COLUMNS = tuple(column.name for column in STATEMENT.columns if column.name != "withdrawn_at")


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads: its name, the program with its version, and the hash of the vocabulary."""

    name: str
    program: str
    vocabulary: str


@dataclass(frozen=True, slots=True)
class Place:
    """The numbers of a source, of the text that offsets count in, and of the reader's run.

    `is_told_anew` where the source was known, and its text or particulars are others now.
    """

    source: int
    text: int
    run: int
    is_told_anew: bool = False

    def numbers(self) -> tuple[int, int, int]:
        """The three, in the order of the statement table."""
        return self.source, self.text, self.run


def check_document(document: Document, data: bytes) -> None:
    """Raises RecordError unless the bytes are those of the source, and the text can be written."""
    found = hashlib.sha256(data).hexdigest()
    if found != document.source.sha256:
        raise RecordError(
            f"{document.source.address}: the bytes hash to {found}, the document says {document.source.sha256}. "
            "A source is kept under the hash of its bytes. Make the document from these bytes."
        )
    try:
        document.text.encode()
    except UnicodeEncodeError as error:
        raise RecordError(
            f"{document.source.address}: character {error.start} of the text is half of a pair "
            f"({document.text[error.start]!r}). "
            "A text is made of whole characters. Decode the bytes anew, with errors='replace' where they are damaged."
        ) from error


def check_statement(statement: Statement, document: Document) -> None:
    """Raises RecordError unless the statement is of this source and its quote stands at its place."""
    source, evidence = document.source, statement.evidence
    if statement.source != source.sha256:
        raise RecordError(
            f"{source.address}: a statement of kind {statement.kind!r} is of source {statement.source or '(none)'}. "
            f"Its source must be {source.sha256}. Make it with source=document.source.sha256."
        )
    if document.text[evidence.start : evidence.end] != statement.quote:
        raise RecordError(
            f"{source.address}: characters {evidence.start} to {evidence.end} are not the quote of a statement of "
            f"kind {statement.kind!r}: {statement.quote[:60]!r}. The quote is the text's characters at the evidence. "
            "Make it with quote=document.text[start:end]."
        )


def add_run(connection: Connection, reader: Reader, now: str) -> int:
    """The number of a new run of the reader."""
    number = next_number(connection, RUN.c.number)
    row = {"reader": reader.name, "program": reader.program, "vocabulary": reader.vocabulary}
    connection.execute(insert(RUN).values(number=number, began=now, **row))
    return number


def next_number(connection: Connection, column: Any) -> int:
    """One more than the highest of a column: there is one writer at a time, so the number is free."""
    return int(connection.execute(select(func.coalesce(func.max(column), 0) + 1)).scalar_one())


def find_source(connection: Connection, document: Document) -> int | None:
    """The number of the source, None where the record has not got it."""
    key = bytes.fromhex(document.source.sha256)
    return connection.execute(select(SOURCE.c.number).where(SOURCE.c.sha256 == key)).scalar_one_or_none()


def add_source(connection: Connection, document: Document, data: bytes, now: str) -> int:
    """The number of a new source, its bytes kept."""
    number = next_number(connection, SOURCE.c.number)
    source = document.source
    connection.execute(
        insert(SOURCE).values(
            number=number, sha256=bytes.fromhex(source.sha256), address=source.address, size=source.size,
            retrieved=source.retrieved, learnt_at=now,
        )
    )  # fmt: skip
    level = 6 if len(data) < LARGE else 1  # of data sets, level 6 would take a third of the time of the whole load
    connection.execute(insert(COPY).values(source=number, bytes=zlib.compress(data, level)))
    return number


@dataclass(frozen=True, slots=True)
class DocumentForm:
    """A document as the record keeps it: the hash of its text, its structure, and what was read of its source."""

    text_sha256: bytes
    structure: str
    particulars: tuple[str | None, ...]


def make_document_form(document: Document) -> DocumentForm:
    """The form of a document."""
    return DocumentForm(
        hashlib.sha256(document.text.encode()).digest(),
        encode_structure(document),
        tuple(getattr(document.source, name) for name in PARTICULARS),
    )


def find_text(connection: Connection, form: DocumentForm) -> int | None:
    """The number of the text, None where the record has not got it."""
    return connection.execute(select(TEXT.c.number).where(TEXT.c.sha256 == form.text_sha256)).scalar_one_or_none()


def is_document_kept(connection: Connection, source: int, form: DocumentForm) -> bool:
    """Whether the last document of the source is the same in text, structure and particulars."""
    columns = [DOCUMENT.c[name] for name in PARTICULARS]
    query = (
        select(TEXT.c.sha256, DOCUMENT.c.structure, *columns)
        .join_from(DOCUMENT, TEXT, TEXT.c.number == DOCUMENT.c.text)
        .where(DOCUMENT.c.source == source)
        .order_by(DOCUMENT.c.number.desc())
        .limit(1)
    )
    row = connection.execute(query).one_or_none()
    return row is not None and DocumentForm(row[0], row[1], tuple(row[2:])) == form


def add_document(connection: Connection, document: Document, form: DocumentForm, source: int, now: str) -> int:
    """Adds what was made of a source; gives the number of its text."""
    text = find_text(connection, form)
    if text is None:
        text = next_number(connection, TEXT.c.number)
        connection.execute(insert(TEXT).values(number=text, sha256=form.text_sha256, text=document.text))
    number = next_number(connection, DOCUMENT.c.number)
    particulars = dict(zip(PARTICULARS, form.particulars, strict=True))
    connection.execute(
        insert(DOCUMENT).values(
            number=number, source=source, text=text, structure=form.structure, learnt_at=now, **particulars
        )
    )
    return text


# Statements ------------------------------------------------------------------------------------------------------


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


def key_statements(statements: Iterable[Statement], document: Document) -> dict[bytes, Statement]:
    """The statements by their hash, each checked, the first of those that are the same."""
    keyed: dict[bytes, Statement] = {}
    for statement in statements:
        check_statement(statement, document)
        keyed.setdefault(hash_statement(statement), statement)
    return keyed


def stream_checked(statements: Iterable[Statement], document: Document) -> Iterator[Statement]:
    """The statements of a stream, each checked, and that they are in order of their evidence."""
    source, text, before = document.source.sha256, document.text, 0
    for statement in statements:
        evidence = statement.evidence
        start = evidence.start
        if statement.source != source or text[start : evidence.end] != statement.quote:
            check_statement(statement, document)
        if start < before:
            raise make_order_error(before, start, document)
        before = start
        yield statement


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


def make_order_error(before: int, start: int, document: Document) -> RecordError:
    """The error of a stream in which a statement stands before the one that came before it."""
    return RecordError(
        f"{document.source.address}: a statement at character {start} came after one at {before}. "
        "A stream of statements is in order of their evidence. Sort the statements of each row by their evidence."
    )


# Search and indexes ----------------------------------------------------------------------------------------------


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
