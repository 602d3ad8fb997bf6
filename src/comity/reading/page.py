"""A document as it is laid out: its blocks, and what any span of it names."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from comity.model import Block, Document
from comity.reading.context import Context
from comity.reading.english import English
from comity.reading.headings import LINE_LEVEL, Heading, make_heading
from comity.reading.parties import find_parties
from comity.reading.record_lines import make_line
from comity.reading.records import Record, clean_label
from comity.reading.tokens import Mention, Token, tokenise


class Page:
    """A document with its mentions. Parties are those that the context knows of at the time of asking."""

    def __init__(self, document: Document, mentions: Sequence[Mention], english: English, context: Context) -> None:
        self.document = document
        self.text = document.text
        self.mentions = mentions
        self.starts = [mention.start for mention in mentions]
        self.english = english
        self.context = context
        self.blocks = document.blocks or (Block("paragraph", 0, len(document.text)),)
        self.block_starts = [block.start for block in self.blocks]

    def block_at(self, place: int) -> int:
        """The number of the block in which a place lies."""
        return bisect_right(self.block_starts, place) - 1

    def inside(self, start: int, end: int) -> Sequence[Mention]:
        """The mentions that begin in a span."""
        return self.mentions[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def tokens(self, start: int, end: int) -> list[Token]:
        """The tokens of a span, its parties put together; none of a blank one."""
        if not self.text[start:end].strip():
            return []
        tokens = tokenise(self.text, start, end, self.inside(start, end), self.english)
        return find_parties(tokens, self.english, self.context.person_state, self.context.is_known)

    def heading(self, start: int, end: int, level: int) -> Heading:
        """A span as a heading of a level."""
        return make_heading(self.tokens(start, end), level, self.text[start:end], self.english)

    def line(self, start: int, end: int) -> Record | None:
        """The record of a line; None where it is prose."""
        return make_line(self.tokens(start, end), self.make_label)

    def make_label(self, start: int, end: int) -> tuple[str, Heading]:
        """The words of a label and what they name."""
        return clean_label(self.text[start:end]), self.heading(start, end, LINE_LEVEL + 1)
