"""What the record holds of its sources: their particulars, documents and bytes, read back."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, select

from comity.errors import RecordError
from comity.model import Document, Source
from comity.record import queries
from comity.record.forms import make_document_of_form, make_source_of_row
from comity.record.identities import find_source_row
from comity.record.tables import COPY, DOCUMENT, SOURCE, TEXT

SOURCES_AT_ONCE = 500


def list_sources(connection: Connection, sha256s: Iterable[str] | None) -> list[Source]:
    """The sources in the order in which they came: all, or those of these SHA-256 that the record has."""
    query = queries.select_sources().order_by(SOURCE.c.number)
    if sha256s is not None:
        query = query.where(SOURCE.c.sha256.in_([bytes.fromhex(sha256) for sha256 in set(sha256s)]))
    return [make_source_of_row(row) for row in connection.execute(query)]


def read_documents(connection: Connection, sha256s: Sequence[str]) -> dict[str, Document]:
    """The documents of those of the sources that the record has, by SHA-256."""
    query = queries.select_sources().add_columns(TEXT.c.text, DOCUMENT.c.structure)
    query = query.join(TEXT, TEXT.c.number == DOCUMENT.c.text)
    return {
        row[0].hex(): make_document_of_form(make_source_of_row(row), text, structure)
        for *row, text, structure in _of_sources(connection, query, sha256s)
    }


def read_structures(connection: Connection, sha256s: Sequence[str]) -> dict[str, Document]:
    """Documents without texts; sources of one structure (tables, most often) share one."""
    query = queries.select_last(SOURCE.c.sha256, DOCUMENT.c.structure)
    make = cache(lambda structure: make_document_of_form(Source("", "", "", 0), "", structure))
    return {sha256.hex(): make(structure) for sha256, structure in _of_sources(connection, query, sha256s)}


def read_text(connection: Connection, sha256: str) -> str:
    """The text of a source that the record has, as it was made last."""
    query = queries.select_last(TEXT.c.text).join(TEXT, TEXT.c.number == DOCUMENT.c.text)
    return str(next(_of_sources(connection, query, [sha256]))[0])


def read_bytes(connection: Connection, where: str, prefix: str) -> bytes:
    """The bytes of a source as they were taken; raises RecordError where there is none or the copy is damaged."""
    key = find_source_row(connection, where, prefix)[0]
    query = select(COPY.c.bytes).join(SOURCE, SOURCE.c.number == COPY.c.source).where(SOURCE.c.sha256 == key)
    try:
        return zlib.decompress(connection.execute(query).scalar_one())
    except zlib.error as error:
        raise RecordError(
            f"{where}: the copy of source {key.hex()[:12]} is damaged ({error}). A copy is kept as it was "
            "taken. Run 'comity verify', and restore the record from your last copy of it."
        ) from error


def _of_sources(connection: Connection, query: Select[Any], sha256s: Sequence[str]) -> Iterator[Any]:
    """The rows of a query that are of these sources."""
    for begin in range(0, len(sha256s), SOURCES_AT_ONCE):
        keys = [bytes.fromhex(sha256) for sha256 in sha256s[begin : begin + SOURCES_AT_ONCE]]
        yield from connection.execute(query.where(SOURCE.c.sha256.in_(keys))).all()
