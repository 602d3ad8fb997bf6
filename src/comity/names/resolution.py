"""Which of its bearers a name means, at a date and in a context; undecided where neither tells.

`ambiguous.csv` has one row for each bearer: when the name meant it, whether that is worth thinking of without a
date ("dated"), and the words and codes beside which it is meant ("cues"). Nothing is weighed against anything:
the date leaves one, or the cues of exactly one are there, or the name stays undecided with its candidates.
"""

from __future__ import annotations

import functools
import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from comity.names.folding import PARAGRAPH, fold_name
from comity.names.spans import first_day, last_day
from comity.names.tables import Row, load_rows, need

Days = tuple[date, date]
"""The first and the last day of a time; both the same for a day."""


def overlaps(on: Days, since: str | None, until: str | None) -> bool:
    """Whether some day of `on` may lie between the two; an unknown end is no limit."""
    return (not since or first_day(since) <= on[1]) and (not until or on[0] <= last_day(until))


def in_words(on: Days) -> str:
    """The day, or the year."""
    return str(on[0]) if on[0] == on[1] else str(on[0].year)


@dataclass(frozen=True, slots=True)
class Candidate:
    """One bearer of a name and why it is or is not meant."""

    code: str
    type: str
    reason: str
    stands: bool = True


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a name means: `code` and `type` where it is decided, None where not; all candidates, the likeliest first."""

    name: str
    code: str | None
    type: str | None
    candidates: tuple[Candidate, ...] = ()

    @property
    def is_decided(self) -> bool:
        """Whether one bearer is left."""
        return self.code is not None


@dataclass(frozen=True, slots=True)
class Bearer:
    """One row of `ambiguous.csv`."""

    code: str
    since: str | None
    until: str | None
    is_dated: bool
    cues: frozenset[str]
    pattern: re.Pattern[str]
    reason: str

    def is_possible(self, on: Days | None) -> bool:
        """Whether the name can mean it within those days; without a date, whether it is worth thinking of."""
        return not self.is_dated if on is None else overlaps(on, self.since, self.until)

    def is_told(self, texts: Collection[str]) -> bool:
        """Whether one of its cues stands in one of the texts."""
        return any(self.pattern.search(text) for text in texts)

    def span(self) -> str:
        """The time in words for a reason: "1948-08-15 to today"."""
        return f"{self.since or '…'} to {self.until or '…'}"


def _make_bearer(row: Row) -> Bearer:
    cues = frozenset(map(fold_name, (row["cues"] or "").split(";")))
    words = "|".join(map(re.escape, sorted(cues, key=len, reverse=True)))
    pattern = re.compile(rf"(?<!\w)(?:{words})(?!\w)")
    dated = row["dated"] == "yes"
    return Bearer(need(row, "code"), row["since"], row["until"], dated, cues, pattern, need(row, "reason"))


@functools.cache
def load_bearers() -> Mapping[str, tuple[Bearer, ...]]:
    """The bearers of each ambiguous name, by the folded name."""
    bearers: dict[str, list[Bearer]] = {}
    for row in load_rows("ambiguous.csv"):
        bearers.setdefault(fold_name(need(row, "name")), []).append(_make_bearer(row))
    return MappingProxyType({name: tuple(rows) for name, rows in bearers.items()})


def decide(
    bearers: Sequence[Bearer], on: Days | None, codes: Collection[str], texts: Collection[str]
) -> tuple[Bearer | None, list[Bearer]]:
    """The bearer that is meant, or None, and those that the date leaves.

    `texts` are the folded words around it; `codes`, of states and other names known of the whole text, come second.
    """
    possible = [bearer for bearer in bearers if bearer.is_possible(on)]
    if len(possible) < 2:
        return next(iter(possible), None), possible
    told = [bearer for bearer in possible if bearer.is_told(texts)]
    if len(told) != 1:
        told = [bearer for bearer in told or possible if not bearer.cues.isdisjoint(codes)]
    return (told[0] if len(told) == 1 else None), possible


def explain_bearers(
    bearers: Iterable[Bearer], on: Days | None, chosen: Bearer | None, possible: Collection[Bearer]
) -> list[Candidate]:
    """Each bearer with the reason that it stands or falls, the standing ones first."""
    candidates = []
    for bearer in bearers:
        stands = bearer is chosen if chosen else bearer in possible
        reason = f"{bearer.reason} ({bearer.span()}): {_why(bearer, on, chosen, possible)}"
        candidates.append(Candidate(bearer.code, "state", reason, stands))
    return sorted(candidates, key=lambda candidate: not candidate.stands)


def _why(bearer: Bearer, on: Days | None, chosen: Bearer | None, possible: Collection[Bearer]) -> str:
    if bearer not in possible:
        return "not thought of without a date" if on is None else f"not in {in_words(on)}"
    if bearer is chosen:
        return "the only one at that time" if len(possible) == 1 else "named beside it"
    return "another is named beside it" if chosen else "neither date nor context decides"


# Two patterns that begin with a fixed character are found four times as fast as one that does not.
_YEARS = (re.compile(r"1[5-9]\d\d(?!\d)"), re.compile(r"20\d\d(?!\d)"))


@dataclass(frozen=True, slots=True)
class Years:
    """The years that a text tells, with their places."""

    text: str
    places: tuple[int, ...]
    years: tuple[int, ...]

    def last_before(self, start: int, *, reach: int) -> int | None:
        """The last year in the `reach` characters before a place; None without one."""
        known = bisect_left(self.places, start) - 1
        return self.years[known] if known >= 0 and self.places[known] >= start - reach else None

    def first_after(self, start: int, *, reach: int) -> int | None:
        """The first year in the `reach` characters after a place; None without one."""
        known = bisect_left(self.places, start)
        return self.years[known] if known < len(self.places) and self.places[known] < start + reach else None

    def in_sentence(self, start: int, *, reach: int = 300) -> int | None:
        """The year of the sentence around a place: the last one before it, else the first after it; None without."""
        before = self.last_before(start, reach=start - self._begin(start, start - reach))
        return before or self.first_after(start, reach=self._end(start, start + reach) - start)

    def _begin(self, start: int, limit: int) -> int:
        limit = max(limit, self.text.rfind(PARAGRAPH, 0, start), 0)
        at = self.text.rfind(". ", limit, start)
        while at > 0 and self.text[at - 1].isupper():
            at = self.text.rfind(". ", limit, at)
        return max(at, limit)

    def _end(self, start: int, limit: int) -> int:
        paragraph = self.text.find(PARAGRAPH, start, limit)
        limit = limit if paragraph < 0 else paragraph
        at = self.text.find(". ", start, limit)
        # A full stop after a capital is mostly an abbreviation ("U.S. recognition").
        while at > 0 and self.text[at - 1].isupper():
            at = self.text.find(". ", at + 1, limit)
        return limit if at < 0 else at


def find_years(text: str) -> Years:
    """The years of a text from 1500 to 2099, in order."""
    found = sorted((year.start(), int(year[0])) for pattern in _YEARS for year in pattern.finditer(text))
    told = [(place, year) for place, year in found if not text[place - 1].isalnum()]
    return Years(text, tuple(place for place, _ in told), tuple(year for _, year in told))


def days_of(text: str) -> Days:
    """The first and the last day of an ISO day, month or year."""
    return first_day(text), last_day(text)


def days_of_year(year: int) -> Days:
    """The first and the last day of a year."""
    return date(year, 1, 1), date(year, 12, 31)
