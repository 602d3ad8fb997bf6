"""A record in which an entry of a kind is recognised, and what stands around the record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from comity.kinds import Kind
from comity.reading.context import Context
from comity.reading.entries import Entry
from comity.reading.headings import Heading
from comity.reading.names_of_people import clean_person, looks_like_name
from comity.reading.page import Page
from comity.reading.records import Field, Record

# A cell that names a post or a paper has no more words: "Embassy of Kenya to the Holy See (Rome)".
LONGEST_CELL = 14


@dataclass(frozen=True)
class Surroundings:
    """What stands around the records of a document: the page, its title, and the kinds that may be told of."""

    page: Page
    title: Heading
    kinds: Mapping[str, Kind]

    @property
    def text(self) -> str:
        """The plain text of the document."""
        return self.page.text

    @property
    def context(self) -> Context:
        """What the document has told so far."""
        return self.page.context

    def headings(self) -> Sequence[Heading]:
        """The headings over the record that is read, the innermost first, the title last."""
        return (*self.context.headings.stack[::-1], self.title)

    def is_name(self, one: Field) -> bool:
        """Whether a text looks like the name of a person and no more."""
        words = clean_person(one.words(self.text))
        is_plain = all(token.tag in "QPLJ.IW-'’" for token in one.tokens)
        return one.type == "text" and looks_like_name(words) and is_plain

    def people_of(self, record: Record) -> list[Field]:
        """The fields of a record that name people."""
        return [one for one in record.fields if one.type == "person" or self.is_name(one)]


@dataclass
class Match:
    """A record in which an entry is recognised: the field with its value, the words that tell what it is about."""

    entry: Entry
    record: Record
    value: Field
    topic: str
    is_labelled: bool
    roles: dict[str, list[str]] = field(default_factory=dict)
    notes: list[tuple[str, str]] = field(default_factory=list)
    people: list[Any] = field(default_factory=list)
    cells: list[Heading] | None = None  # what its cells of words name, once they were asked for


def find_standing(around: Surroundings, entry: Entry, record: Record) -> str | None:
    """The words of the cell that tells how things stand, from those that the entry asks for on: "Signed 4 May 2021"
    under "Status"; None where it says something else."""
    if entry.says is None:
        return None
    label, words = entry.says
    last = record.start
    for one in record.fields:
        if one.label and label.search(one.label) and (found := words.search(around.text, last, one.end)):
            end = max(other.end for other in record.fields if other.label == one.label)
            return around.text[found.start() : end]
        last = one.end
    return None
