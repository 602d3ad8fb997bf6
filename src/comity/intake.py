"""Sources in, readings out: what every face does with a file before anything is kept or checked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from comity import reading
from comity.errors import SourceError
from comity.kinds import Vocabulary
from comity.model import Document, Statement
from comity.sources import Fetch, Taken, Untaken, list_addresses, make_document, take_bytes, take_each


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


def read_all(
    addresses: Iterable[str], vocabulary: Vocabulary, *, retrieved: str | None = None, fetch: Fetch | None = None
) -> Iterator[Reading]:
    """The readings of all documents at the addresses; raises SourceError at the first that cannot be read."""
    for one in read_each(addresses, vocabulary, retrieved=retrieved, fetch=fetch):
        if isinstance(one, Unread):
            raise SourceError(one.reason)
        yield one


def make_fetch(today: date) -> Fetch:
    """What takes pages from the network, politely; what it takes was retrieved `today`."""
    from comity.sources.fetching import Fetcher

    return Fetcher(today.isoformat())


def read_taken(taken: Taken, vocabulary: Vocabulary) -> Reading:
    """The reading of bytes that were taken; raises SourceError where they cannot be read."""
    document = make_document(taken)
    return Reading(taken.address, taken.data, document, tuple(reading.read(document, vocabulary)))


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
    addresses: Iterable[str], vocabulary: Vocabulary, *, retrieved: str | None = None, fetch: Fetch | None = None
) -> Iterator[Reading | Unread]:
    """The reading of each document at the addresses; of one that cannot be read, why, and the others all the same.

    A file of many documents gives each of them. `fetch` takes addresses of the network.
    """
    for address in addresses:
        for taken in take_each(address, retrieved=retrieved, fetch=fetch):
            yield Unread(taken.address, taken.reason) if isinstance(taken, Untaken) else try_reading(taken, vocabulary)


def read_bytes(
    data: bytes, address: str, vocabulary: Vocabulary, *, retrieved: str | None = None
) -> Iterator[Reading | Unread]:
    """As `read_each`, of a file's bytes that are at hand."""
    for taken in take_bytes(data, address, retrieved=retrieved):
        yield Unread(taken.address, taken.reason) if isinstance(taken, Untaken) else try_reading(taken, vocabulary)


def try_reading(taken: Taken, vocabulary: Vocabulary) -> Reading | Unread:
    """The reading of what was taken, or why it cannot be read."""
    try:
        return read_taken(taken, vocabulary)
    except SourceError as error:
        return Unread(taken.address, str(error))
