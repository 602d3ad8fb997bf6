"""One date as it stands in a text, with the words before that belong to it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from comity.reading import date_words as w
from comity.reading.relative import Partial, squeeze


@dataclass(slots=True, unsafe_hash=True)  # a frozen one takes four times as long to make
class Parts:
    """Year (EDTF, "199X"), month and day, as far as they are given."""

    year: str | None = None
    month: int | None = None
    day: int | None = None

    def __str__(self) -> str:
        parts = [self.year or ""] + [f"{part:02}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)

    @property
    def grain(self) -> int:
        """How many parts are given."""
        return (self.year is not None) + (self.month is not None) + (self.day is not None)


@dataclass(slots=True, unsafe_hash=True)  # a frozen one takes four times as long to make
class Piece:
    """One date as it stands, before its neighbours are looked at. `last` is the end of a range of days.

    `edtf` is set where the form says all ("19th century", "12/03/2015"); `marks` are the words before.
    """

    start: int
    end: int
    first: Parts = field(default_factory=Parts)
    last: Parts | None = None
    link: str = ""
    edtf: str | None = None
    rule: str = ""
    partial: Partial | None = None
    marks: re.Match[str] | None = None
    shift: Partial | None = None

    def mark(self, name: str) -> str:
        """The word before the date that has this function, in lower case; empty where there is none."""
        word = self.marks[name] if self.marks else None
        return squeeze(word) if word else ""

    @property
    def begin(self) -> int:
        """Where the mention begins, its modifiers included."""
        if self.marks is None:
            return self.start
        if self.marks["approximate"]:
            return self.marks.start("approximate")
        return self.marks.start("body") + leading_articles(self.marks["body"])


ARTICLES = re.compile(rf"(?:(?:the|year|months?{w.GAP}of){w.GAP})*", re.IGNORECASE)


def leading_articles(body: str) -> int:
    """How many characters of "the" stand before the first word of time."""
    match = ARTICLES.match(body)
    return match.end() if match else 0


def add_marks(text: str, piece: Piece, reached: int) -> Piece:
    """The piece with the words before it that are part of it or say how it bounds."""
    window = max(reached, piece.start - w.LEFT_REACH)
    start = piece.start
    for word in reversed(list(w.LEFT_WORD.finditer(text, window, piece.start))):
        if word[0].lower() not in w.LEFT_VOCABULARY:
            break
        start = word.start()
    return replace(piece, marks=w.LEFT.search(text, start, piece.start)) if start < piece.start else piece
