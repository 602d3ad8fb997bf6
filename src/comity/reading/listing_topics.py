"""Which entries of the kinds the headings over a record call up, and which they bar."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from comity.reading.entries import Entry
from comity.reading.headings import Heading
from comity.reading.listing_match import LONGEST_CELL, Surroundings
from comity.reading.records import Record

# As many answers are kept: the labels of a page's tables come again in every row.
MOST_LABELS = 20_000


class Topics:
    """What the headings of a document are about; they are asked of each record, and change from one to the next."""

    def __init__(self, entries: Sequence[Entry], around: Surroundings) -> None:
        self.entries = entries
        self.around = around
        self._about: dict[tuple[Entry, str], bool] = {}
        self._levels: tuple[tuple[Heading, ...], dict[str, str]] = ((), self._find(()))

    @property
    def called_up(self) -> dict[str, str]:
        """The entries that the headings call up, by kind and name, with the words that do."""
        stack, known = self.around.context.headings.stack, self._levels[0]
        if len(stack) != len(known) or any(one is not other for one, other in zip(stack, known, strict=True)):
            self._levels = (tuple(stack), self._find(stack))
        return self._levels[1]

    def is_barred(self, entry: Entry) -> bool:
        """Whether a heading above says of what is listed that the entry is not meant: "Closed missions"."""
        stack = self.around.context.headings.stack
        return entry.unless is not None and any(entry.unless.search(heading.text) for heading in stack)

    def is_labelled(self, entry: Entry, record: Record, labels: Collection[str]) -> bool:
        """Whether labels, cells of words or headings say what the entry asks for besides."""
        if entry.under is None:
            return True
        texts = (one.words(self.around.text) for one in record.of_type("text") if len(one.tokens) <= LONGEST_CELL)
        return any(
            entry.under.search(words)
            for words in (*labels, *(heading.text for heading in self.around.headings()), *texts)
        )

    def is_about(self, entry: Entry, words: str) -> bool:
        """Whether words tell of what the entry is about; asked again of every row with the same label."""
        known = self._about.get((entry, words))
        if known is None:
            known = bool(entry.about.search(words)) and not (entry.unless and entry.unless.search(words))
            if len(self._about) < MOST_LABELS:
                self._about[entry, words] = known
        return known

    def _find(self, stack: Sequence[Heading]) -> dict[str, str]:
        """A heading that says what is told below it ends what those above it said, but for people: "Incumbents" under
        "List of ambassadors of A to B" lists ambassadors."""
        found: dict[str, str] = {}
        entries: Sequence[Entry] = self.entries
        for heading in (*stack[::-1], self.around.title):
            entries = [entry for entry in entries if not (entry.unless and entry.unless.search(heading.text))]
            for entry in entries:
                if entry.about.search(heading.text):
                    found.setdefault(entry.id, heading.text)
            if not heading.is_plain:
                entries = [entry for entry in entries if entry.value.name == "person"]
        return found
