"""Pages of the record fetched again: what a page stated then and states now, statement by statement.

In: a document as it is kept, and who fetches. Out: `Reread`. Keeping the new reading is left to the caller.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from comity.intake import Reading, read_taken
from comity.kinds import Vocabulary
from comity.model import Document, Evidence, Statement
from comity.sources.fetching import Fetcher, Known
from comity.sources.warc import open_record, read_head_fields


@dataclass(frozen=True, slots=True)
class Reread:
    """A page that was asked again: the statements that it has no longer, those that are new, and the new reading.

    `reading` is None where the page is as it was.
    """

    address: str
    gone: tuple[Statement, ...] = ()
    new: tuple[Statement, ...] = ()
    reading: Reading | None = None

    @property
    def words(self) -> str:
        """What became of the page, in a few words."""
        if self.reading is None:
            return "as it was"
        standing = dict(self.reading.document.signals).get("standing")
        if standing:
            return standing
        return f"changed: {len(self.new)} new, {len(self.gone)} gone"


def reread(
    document: Document, data: bytes, statements: Sequence[Statement], vocabulary: Vocabulary, fetch: Fetcher
) -> Reread:
    """What a page of the web states now; raises SourceError where it cannot be fetched or read."""
    address = document.source.address
    taken = fetch.fetch(address, find_known(data))
    if taken is None:
        return Reread(address)
    reading = read_taken(taken, vocabulary)
    if reading.document.text == document.text and is_answered_alike(reading.document, document):
        return Reread(address)
    if "standing" in dict(reading.document.signals):
        return Reread(address, reading=reading)  # a page that is gone has not taken back what it said
    before, after = ({strip(one): one for one in part} for part in (statements, reading.statements))
    gone = tuple(one for key, one in before.items() if key not in after)
    new = tuple(one for key, one in after.items() if key not in before)
    return Reread(address, gone, new, reading)


def is_answered_alike(left: Document, right: Document) -> bool:
    """Whether both are pages, or neither and for the same reason."""
    return dict(left.signals).get("standing") == dict(right.signals).get("standing")


def strip(statement: Statement) -> Statement:
    """What a statement claims, without its place: equal for the same claim in two versions of a page."""
    return replace(statement, evidence=Evidence(0, 1), quote="", source="", cue="")


def find_known(data: bytes) -> Known | None:
    """What the kept answer said of its version; None where nothing can be asked by."""
    if not data.startswith(b"WARC/1."):
        return None
    fields = read_head_fields(open_record(data, "the kept copy"))
    known = Known(fields.get("etag", ""), fields.get("last-modified", ""))
    return known if known.as_headers() else None
