"""Adding a source with its statements in one transaction: what is new comes in, what the reader lost gets a date.

In: a document, its bytes, its statements; out: rows. A source's statements are compared with those that stand of it,
so reading twice writes nothing at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection

from comity.model import Statement
from comity.record import indexes, rows
from comity.record.admitting import stream_checked
from comity.record.forms import PartyFinder
from comity.record.news import MOST_TOUCHED
from comity.record.placing import Offer, Place, find_place, find_source, is_document_kept
from comity.record.readers import Reader
from comity.record.rows import Standing
from comity.record.tables import STATEMENT


@dataclass(frozen=True, slots=True)
class Added:
    """What adding a source changed: the statements that are new to the record, and the ids of those withdrawn."""

    source: str
    is_new: bool
    statements: tuple[Statement, ...] = ()
    withdrawn: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Loaded:
    """What loading a data set changed, in numbers of statements."""

    source: str
    is_new: bool
    statements: int = 0
    withdrawn: int = 0


@dataclass(frozen=True, slots=True)
class Adder:
    """Who adds: the reader with its run (None before its first), and what finds the parties of its statements."""

    reader: Reader
    run: int | None
    parties: PartyFinder


@dataclass(frozen=True, slots=True)
class Written:
    """What is to be known of an adding besides: the run, and on what facts may rest that changed (None: on all)."""

    run: int
    touched: Sequence[ColumnElement[bool]] | None


def is_unchanged(
    connection: Connection, offer: Offer, keyed: Mapping[bytes, Statement], reader: str, parties: PartyFinder
) -> bool:
    """Whether the record has the source with this very document and these statements of the reader."""
    source = find_source(connection, offer.document)
    if source is None or not is_document_kept(connection, source, offer.form):
        return False
    standing = rows.find_standing(connection, source)
    if rows.find_moved(connection, keyed, standing, parties):
        return False
    return _compare(keyed, standing, reader) == ({}, [])


def add(
    connection: Connection, offer: Offer, keyed: Mapping[bytes, Statement], adder: Adder, now: str
) -> tuple[Added, Written]:
    """Adds a source with its statements by their hash, and withdraws those that the reader has lost."""
    is_new, place = find_place(connection, offer, adder.reader, adder.run, now)
    standing = {} if is_new else rows.find_standing(connection, place.source)
    new, lost = _compare(keyed, standing, adder.reader.name)
    moved = rows.find_moved(connection, keyed, standing, adder.parties)
    rows.move(connection, moved)
    gone = [standing[key].number for key in lost]
    rows.withdraw(connection, gone, now)
    first, end = rows.add_rows(connection, new.values(), place, adder.parties, now)
    indexes.index_quotes(connection, first, end)
    indexes.make_indexes(connection)
    added = Added(offer.document.source.sha256, is_new, tuple(new.values()), tuple(key.hex() for key in lost))
    return added, Written(place.run, None if moved else _touched(place, first, end, gone))


def load(
    connection: Connection,
    offer: Offer,
    statements: Iterable[Statement],
    adder: Adder,
    now: str,
    *,
    is_one_of_many: bool,
) -> tuple[Loaded, Written]:
    """As `add`, of a stream in order of evidence; the indexes of one of many loads are made after the last."""
    makes_indexes = not is_one_of_many and indexes.is_worth_new_indexes(connection, offer.document)
    is_new, place = find_place(connection, offer, adder.reader, adder.run, now)
    standing = {} if is_new else rows.find_standing(connection, place.source)
    kept: set[bytes] = set()
    if makes_indexes:
        indexes.drop_indexes(connection)
    stream, is_wanted = stream_checked(statements, offer.document), rows.make_filter(standing, kept)
    first, end = rows.add_rows(connection, stream, place, adder.parties, now, is_wanted)
    lost = [row.number for key, row in standing.items() if key not in kept and row.reader == adder.reader.name]
    rows.withdraw(connection, lost, now)
    indexes.note_unindexed(connection, first, end)
    if not is_one_of_many:
        indexes.make_indexes(connection)
    loaded = Loaded(offer.document.source.sha256, is_new, end - first, len(lost))
    return loaded, Written(place.run, _touched(place, first, end, lost))


def _compare(
    keyed: Mapping[bytes, Statement], standing: Standing, reader: str
) -> tuple[dict[bytes, Statement], list[bytes]]:
    """The statements that are new, and the keys of those that the reader has lost.

    One with the same identity and other words (its text was made anew) is both.
    """
    new = {key: made for key, made in keyed.items() if key not in standing or standing[key].quote != made.quote}
    lost = [key for key, row in standing.items() if key in new or (key not in keyed and row.reader == reader)]
    return new, lost


def _touched(place: Place, first: int, end: int, gone: Sequence[int]) -> list[ColumnElement[bool]] | None:
    """What facts may rest on that an adding has changed: the rows that came and went, or all of a source."""
    if len(gone) > MOST_TOUCHED:
        return None
    changed: list[ColumnElement[bool]] = [STATEMENT.c.number.between(first, end - 1), STATEMENT.c.number.in_(gone)]
    if place.is_told_anew:
        changed.append(STATEMENT.c.source == place.source)
    return changed
