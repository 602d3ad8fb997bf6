"""Times as the codebook writes them: Extended Date/Time Format (ISO 8601-2)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import total_ordering
from typing import Literal

from comity.model.edtf import Parsed, Point, Precision, WhenError, parse_edtf
from comity.model.wording import Style, write_when

__all__ = ["Style", "When", "WhenError", "WhenPrecision", "make_interval", "parse_when", "shift_years", "year_of"]

WhenPrecision = Precision | Literal["interval", "open", "set"]


@total_ordering
@dataclass(frozen=True, slots=True)
class When:
    """A date, interval or set in EDTF; what exists is valid. Ordered by first day, the shorter before the longer.

    >>> When("2012-10-11/2012-10-12").first_day
    datetime.date(2012, 10, 11)
    """

    edtf: str

    def __post_init__(self) -> None:
        if not isinstance(self.edtf, str):
            raise WhenError(f"{self.edtf!r} is no text. Write the date in EDTF, as in '1992-03-02'.")
        parse_edtf(self.edtf)

    def __str__(self) -> str:
        return self.edtf

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, When):
            return NotImplemented
        return self._order < other._order

    @property
    def _order(self) -> tuple[int, int, str]:
        spans = parse_edtf(self.edtf).spans
        return spans[0][0], spans[-1][1], self.edtf

    @property
    def _points(self) -> Iterator[Point]:
        return (end for member in parse_edtf(self.edtf).members for end in member if isinstance(end, Point))

    @property
    def first_day(self) -> date | None:
        """The earliest day that it can mean; None where the start is open or unknown, or before year 1."""
        return make_day(parse_edtf(self.edtf).spans[0][0])

    @property
    def last_day(self) -> date | None:
        """The latest day that it can mean; None where the end is open or unknown, or after year 9999."""
        return make_day(parse_edtf(self.edtf).spans[-1][1])

    @property
    def precision(self) -> WhenPrecision:
        """The finest unit known ("1985-04-XX" knows its month), or "interval", "open" (an end is not known), "set"."""
        parsed = parse_edtf(self.edtf)
        if parsed.form == "interval":
            return "interval" if all(isinstance(end, Point) for end in parsed.members[0]) else "open"
        return next(self._points).precision if parsed.form == "date" else "set"

    @property
    def is_approximate(self) -> bool:
        """Whether a part of it is marked as about ("2006~")."""
        return any(mark in point.qualifiers for point in self._points for mark in "~%")

    @property
    def is_uncertain(self) -> bool:
        """Whether a part of it is marked as doubtful ("1993?")."""
        return any(mark in point.qualifiers for point in self._points for mark in "?%")

    @property
    def has_unspecified(self) -> bool:
        """Whether a digit is given as unknown ("199X", "1985-04-XX")."""
        return any(point.is_unspecified for point in self._points)

    def contains(self, other: When) -> bool:
        """Whether each day that `other` can mean lies within self. Beyond an unknown end ("1985/") nothing is known."""
        mine = parse_edtf(self.edtf).sure
        return all(any(a <= first and last <= b for a, b in mine) for first, last in parse_edtf(other.edtf).spans)

    def overlaps(self, other: When) -> bool:
        """Whether the two can mean the same day."""
        theirs = parse_edtf(other.edtf).spans
        return any(a <= last and first <= b for a, b in parse_edtf(self.edtf).spans for first, last in theirs)

    def in_words(self, style: Style = "british", *, bare: bool = False) -> str:
        """The time in English, with its preposition unless `bare`.

        >>> When("2012-05-22/2012-05-24").in_words(), When("1992-03-02").in_words("american", bare=True)
        ('on 22–24 May 2012', 'March 2, 1992')
        """
        return write_when(parse_edtf(self.edtf), style, bare=bare)


def make_day(number: int) -> date | None:
    """The date of a day's number; None outside the years 1 to 9999."""
    return date.fromordinal(number) if 1 <= number <= date.max.toordinal() else None


def parse_when(text: str) -> When | None:
    """The time that an EDTF text means; None where it is none.

    >>> parse_when("1992-03"), parse_when("March 1992")
    (When(edtf='1992-03'), None)
    """
    try:
        return When(text)
    except WhenError:
        return None


def make_interval(start: When | None, end: When | None) -> When:
    """The interval from one date to another, None for an open end; raises WhenError where they are no plain dates.

    >>> make_interval(When("1992"), None).edtf
    '1992/..'
    """
    return When(f"{'..' if start is None else start}/{'..' if end is None else end}")


def year_of(when: When) -> int | None:
    """The year in which all of it lies; None where it spans more years or has an open end.

    >>> year_of(When("1992-03-02")), year_of(When("199X"))
    (1992, None)
    """
    first, last = when.first_day, when.last_day
    return first.year if first and last and first.year == last.year else None


def shift_years(when: When, years: int) -> When | None:
    """The same time that many years later (earlier if below 0); None where it has an unknown digit in its year.

    29 February goes to the whole of February where the other year has none.

    >>> shift_years(When("2023-10-29"), -100)
    When(edtf='1923-10-29')
    """
    parsed = parse_edtf(when.edtf)
    if parsed.form != "date":
        return shift_ends(parsed, years)
    return shift_point(next(when._points), years)


def shift_ends(parsed: Parsed, years: int) -> When | None:
    """An interval with both ends shifted; None for a set."""
    if parsed.form != "interval":
        return None
    ends = [shift_point(end, years) if isinstance(end, Point) else end for end in parsed.members[0]]
    return None if None in ends else When("/".join(str(end) for end in ends))


def shift_point(point: Point, years: int) -> When | None:
    """One date shifted; None where its year is not known in full or would have more than four digits."""
    if "X" in point.year or not -9999 <= int(point.year) + years <= 9999:
        return None
    year = int(point.year) + years
    parts = [f"{'-' if year < 0 else ''}{abs(year):04}", point.month, point.day]
    mark = "%" if {"?", "~"} <= set(point.qualifiers) else point.qualifiers[:1]
    shifted = parse_when("-".join(part for part in parts if part) + mark)
    return shifted or When("-".join(parts[:2]) + mark)
