"""Which of its bearers a name means, at a date and in a context; undecided where neither tells.

`ambiguous.csv` has one row for each bearer: when the name meant it, whether that is worth thinking of without a
date ("dated"), and the words and codes beside which it is meant ("cues"). Nothing is weighed against anything:
the date leaves one, or the cues of exactly one are there, or the name stays undecided with its candidates.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from comity.names.folding import fold_name
from comity.names.spans import first_day, last_day
from comity.names.tables import load_rows, need


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
    cues: tuple[str, ...]
    reason: str

    def is_possible(self, on: Days | None) -> bool:
        """Whether the name can mean it within those days; without a date, whether it is worth thinking of."""
        return not self.is_dated if on is None else overlaps(on, self.since, self.until)

    def span(self) -> str:
        """The time in words for a reason: "1948-08-15 to today"."""
        return f"{self.since or '…'} to {self.until or '…'}"


@functools.cache
def load_bearers() -> Mapping[str, tuple[Bearer, ...]]:
    """The bearers of each ambiguous name, by the folded name."""
    bearers: dict[str, list[Bearer]] = {}
    for row in load_rows("ambiguous.csv"):
        cues = tuple(map(fold_name, (row["cues"] or "").split(";")))
        bearer = Bearer(
            need(row, "code"), row["since"], row["until"], row["dated"] == "yes", cues, need(row, "reason")
        )
        bearers.setdefault(fold_name(need(row, "name")), []).append(bearer)
    return MappingProxyType({name: tuple(rows) for name, rows in bearers.items()})


def _count_cues(bearer: Bearer, context: Sequence[str]) -> int:
    return sum(any(_has_word(text, cue) for text in context) for cue in bearer.cues if cue)


def _has_word(text: str, word: str) -> bool:
    at = text.find(word)
    while at >= 0:
        before, after = text[at - 1 : at], text[at + len(word) : at + len(word) + 1]
        if not before.isalnum() and not after.isalnum():
            return True
        at = text.find(word, at + 1)
    return False


def decide(name: str, bearers: Sequence[Bearer], on: Days | None, context: Collection[str]) -> tuple[Bearer | None, list[Bearer]]:
    """The bearer that is meant, or None, and those that the date leaves (of all, where it leaves none)."""
    possible = [bearer for bearer in bearers if bearer.is_possible(on)]
    if len(possible) < 2:
        return next(iter(possible), None), possible
    # The name itself is no cue for any of its bearers: "Congo" in the context of "Congo" says nothing.
    texts = [text.replace(name, "") if " " in text else text for text in map(fold_name, context)]
    counts = [_count_cues(bearer, texts) for bearer in possible]
    best = max(counts)
    if best and counts.count(best) == 1 and sum(map(bool, counts)) == 1:
        return possible[counts.index(best)], possible
    return None, possible


def explain_bearers(bearers: Iterable[Bearer], on: Days | None, chosen: Bearer | None, possible: Collection[Bearer]) -> list[Candidate]:
    """Each bearer with the reason that it stands or falls, the standing ones first."""
    candidates = []
    for bearer in bearers:
        stands = bearer is chosen if chosen else bearer in possible
        candidates.append(Candidate(bearer.code, "state", f"{bearer.reason} ({bearer.span()}): {_why(bearer, on, chosen, possible)}", stands))
    return sorted(candidates, key=lambda candidate: not candidate.stands)


def _why(bearer: Bearer, on: Days | None, chosen: Bearer | None, possible: Collection[Bearer]) -> str:
    if bearer not in possible:
        return "not thought of without a date" if on is None else f"not in {in_words(on)}"
    if bearer is chosen:
        return "the only one at that time" if len(possible) == 1 else "named beside it"
    return "another is named beside it" if chosen else "neither date nor context decides"


_YEAR = re.compile(r"\b(1[5-9]\d\d|20\d\d)\b")


def year_before(text: str, start: int, *, reach: int) -> int | None:
    """The last year in the `reach` characters before a place; None without one."""
    years = _YEAR.findall(text, max(0, start - reach), start)
    return int(years[-1]) if years else None


def year_in_sentence(text: str, start: int, *, reach: int = 300) -> int | None:
    """The year of the sentence around a place: the last one before it, else the first after it; None without one."""
    begin = max(text.rfind(". ", max(0, start - reach), start), start - reach, 0)
    stop = text.find(". ", start, start + reach)
    before = year_before(text, start, reach=start - begin)
    if before:
        return before
    after = _YEAR.search(text, start, start + reach if stop < 0 else stop)
    return int(after[0]) if after else None


def days_of(text: str) -> Days:
    """The first and the last day of an ISO day, month or year."""
    return first_day(text), last_day(text)


def days_of_year(year: int) -> Days:
    """The first and the last day of a year."""
    return date(year, 1, 1), date(year, 12, 31)
