"""Where statements are kept: the numbers of their source, of its text, and of the reader's run."""

from __future__ import annotations

import hashlib
import zlib
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, insert, select

from comity.model import Document
from comity.record.admitting import check_document
from comity.record.forms import PARTICULARS, encode_structure
from comity.record.readers import Reader
from comity.record.tables import COPY, DOCUMENT, RUN, SOURCE, TEXT

LARGE = 1_000_000
"""From so many bytes on, a copy is compressed quickly rather than well."""


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


@dataclass(frozen=True, slots=True)
class DocumentForm:
    """A document as the record keeps it: the hash of its text, its structure, and what was read of its source."""

    text_sha256: bytes
    structure: str
    particulars: tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Offer:
    """A document that is to be added, with the bytes of its source; they agree."""

    document: Document
    data: bytes
    form: DocumentForm


def make_offer(document: Document, data: bytes) -> Offer:
    """The offer of a document; raises RecordError where the bytes are not its source's."""
    check_document(document, data)
    form = DocumentForm(
        hashlib.sha256(document.text.encode()).digest(),
        encode_structure(document),
        tuple(getattr(document.source, name) for name in PARTICULARS),
    )
    return Offer(document, data, form)


def find_place(connection: Connection, offer: Offer, reader: Reader, run: int | None, now: str) -> tuple[bool, Place]:
    """Whether the source is new, and the numbers under which its statements are kept; adds what is missing."""
    known = find_source(connection, offer.document)
    source = add_source(connection, offer, now) if known is None else known
    is_kept = is_document_kept(connection, source, offer.form)
    text = find_text(connection, offer.form) if is_kept else add_document(connection, offer, source, now)
    number = add_run(connection, reader, now) if run is None else run
    return known is None, Place(source, text or 0, number, is_told_anew=known is not None and not is_kept)


def find_source(connection: Connection, document: Document) -> int | None:
    """The number of the source, None where the record has not got it."""
    key = bytes.fromhex(document.source.sha256)
    return connection.execute(select(SOURCE.c.number).where(SOURCE.c.sha256 == key)).scalar_one_or_none()


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


def find_text(connection: Connection, form: DocumentForm) -> int | None:
    """The number of the text, None where the record has not got it."""
    return connection.execute(select(TEXT.c.number).where(TEXT.c.sha256 == form.text_sha256)).scalar_one_or_none()


def add_source(connection: Connection, offer: Offer, now: str) -> int:
    """The number of a new source, its bytes kept."""
    number = next_number(connection, SOURCE.c.number)
    source, data = offer.document.source, offer.data
    connection.execute(
        insert(SOURCE).values(
            number=number, sha256=bytes.fromhex(source.sha256), address=source.address, size=source.size,
            retrieved=source.retrieved, learnt_at=now,
        )
    )  # fmt: skip
    level = 6 if len(data) < LARGE else 1  # of data sets, level 6 would take a third of the time of the whole load
    connection.execute(insert(COPY).values(source=number, bytes=zlib.compress(data, level)))
    return number


def add_document(connection: Connection, offer: Offer, source: int, now: str) -> int:
    """Adds what was made of a source; gives the number of its text."""
    form = offer.form
    text = find_text(connection, form)
    if text is None:
        text = next_number(connection, TEXT.c.number)
        connection.execute(insert(TEXT).values(number=text, sha256=form.text_sha256, text=offer.document.text))
    number = next_number(connection, DOCUMENT.c.number)
    particulars = dict(zip(PARTICULARS, form.particulars, strict=True))
    connection.execute(
        insert(DOCUMENT).values(
            number=number, source=source, text=text, structure=form.structure, learnt_at=now, **particulars
        )
    )
    return text


def add_run(connection: Connection, reader: Reader, now: str) -> int:
    """The number of a new run of the reader."""
    number = next_number(connection, RUN.c.number)
    row = {"reader": reader.name, "program": reader.program, "vocabulary": reader.vocabulary}
    connection.execute(insert(RUN).values(number=number, began=now, **row))
    return number


def next_number(connection: Connection, column: Any) -> int:
    """One more than the highest of a column: there is one writer at a time, so the number is free."""
    return int(connection.execute(select(func.coalesce(func.max(column), 0) + 1)).scalar_one())
