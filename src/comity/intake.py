"""Sources in, readings out: what every face does with a file before anything is kept or checked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from comity import reading
from comity.errors import SourceError
from comity.kinds import Vocabulary
from comity.model import Document, Statement
from comity.sources import list_addresses, make_document, take


@dataclass(frozen=True)
class Reading:
    """One source that was read: where it came from, its bytes, its document and what it states."""

    address: str
    data: bytes
    document: Document
    statements: tuple[Statement, ...]


@dataclass(frozen=True)
class Unread:
    """A source that could not be read, and why, with the mend."""

    address: str
    reason: str


def read_address(address: str, vocabulary: Vocabulary, *, retrieved: str | None = None) -> Reading:
    """The reading of one file or of standard input ("-"); raises SourceError where it cannot be read."""
    (taken,) = take(address, retrieved=retrieved)
    document = make_document(taken)
    return Reading(address, taken.data, document, tuple(reading.read(document, vocabulary)))


def list_sources(arguments: Iterable[str]) -> tuple[list[str], list[Unread]]:
    """The addresses that the arguments stand for, and the arguments that stand for nothing."""
    addresses: list[str] = []
    unread: list[Unread] = []
    for argument in arguments:
        try:
            addresses += list_addresses(argument)
        except SourceError as error:
            unread.append(Unread(argument, str(error)))
    return addresses, unread


def read_each(
    addresses: Iterable[str], vocabulary: Vocabulary, *, retrieved: str | None = None
) -> Iterator[Reading | Unread]:
    """The reading of each address; of one that cannot be read, why, and the others all the same."""
    for address in addresses:
        try:
            yield read_address(address, vocabulary, retrieved=retrieved)
        except SourceError as error:
            yield Unread(address, str(error))
