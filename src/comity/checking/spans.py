"""Times as numbers, worked out once for each text: which lies within, before or apart from which, and their order.

In: `When`. Out: truths and keys to sort by. What a plain run of days does not settle is left to `When` itself.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from datetime import date

from comity.model import When
from comity.model.edtf import parse_edtf
from comity.model.when import WhenPrecision, make_day

LONG_AGO = 10**6
STAY_DAYS = 31
DAYS_IN_YEAR = 366
DAYS = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:/[0-9]{4}-[0-9]{2}-[0-9]{2})?")


@dataclass(frozen=True, slots=True)
class Span:
    """A time: its first and last day as numbers of `date.toordinal` (None: open or unknown), and what follows of them.

    `is_plain`: one run of days with both ends, so that numbers say all. `year` is the one in which all of it lies,
    `years` the first and the last that it touches. `is_day`: it is one day; `is_brief`: it has both ends, and no
    more than a year between them; `is_stay`: it gives its days, one, or from one to another. `order` sorts the most
    precise first.
    """

    first: int | None
    last: int | None
    is_plain: bool
    is_vague: bool
    is_day: bool
    is_brief: bool
    is_stay: bool
    year: int | None
    years: tuple[int, int] | None
    order: tuple[int, int, str]

    @property
    def middle(self) -> int | None:
        """The day in its middle; None where an end is open."""
        return None if self.first is None or self.last is None else (self.first + self.last) // 2


@functools.lru_cache(maxsize=1 << 18)
def span_of(edtf: str) -> Span:
    """The span of an EDTF text."""
    if DAYS.fullmatch(edtf):
        return span_of_days(edtf, edtf[:10], edtf[-10:])
    parsed = parse_edtf(edtf)
    first, last = make_day(parsed.spans[0][0]), make_day(parsed.spans[-1][1])
    years = None if first is None or last is None else (first.year, last.year)
    return Span(
        None if first is None else first.toordinal(),
        None if last is None else last.toordinal(),
        years is not None and len(parsed.spans) == 1 and parsed.sure == parsed.spans,
        any(mark in edtf for mark in "~?%"),
        parsed.form == "date" and first is not None and first == last,
        first is not None and last is not None and (last - first).days <= DAYS_IN_YEAR,
        False,
        years[0] if years is not None and years[0] == years[1] else None,
        years,
        order_of(edtf, None if first is None or last is None else (last - first).days),
    )


def span_of_days(edtf: str, first: str, last: str) -> Span:
    """The span of one day, or of the days from one to another: what most statements give, without the parser."""
    begin, end = date.fromisoformat(first), date.fromisoformat(last)
    days = (end - begin).days
    year = begin.year if begin.year == end.year else None
    years = (begin.year, end.year)
    return Span(
        begin.toordinal(),
        end.toordinal(),
        True,
        False,
        "/" not in edtf,
        days <= DAYS_IN_YEAR,
        True,
        year,
        years,
        order_of(edtf, days),
    )


def order_of(edtf: str, days: int | None) -> tuple[int, int, str]:
    """Sorts times: the most precise first. A stay of some days is as precise as a day; the longer stay tells more."""
    if days is None:
        return (2, 0, edtf)
    if "/" in edtf and days <= STAY_DAYS:
        return (0, -days, edtf)
    return (0, 0, edtf) if days == 0 else (1, days, edtf)


@functools.lru_cache(maxsize=1 << 18)
def precision_of(edtf: str) -> WhenPrecision:
    """The finest unit that a time gives, or that it is an interval, open or a set."""
    return When(edtf).precision


def time_order(when: When | None) -> tuple[int, int, str]:
    """Sorts times: the most precise first, undated last."""
    return (3, 0, "") if when is None else span_of(when.edtf).order


def only_year(when: When | None) -> int | None:
    """The year in which all of a time lies; None where it spans more or is open."""
    return None if when is None else span_of(when.edtf).year


def is_same_time(left: When | None, right: When | None) -> bool:
    """Whether one lies within the other; what gives no time agrees with any."""
    if left is None or right is None or left.edtf == right.edtf:
        return True
    mine, yours = span_of(left.edtf), span_of(right.edtf)
    if mine.is_plain and yours.is_plain:
        a, b, c, d = mine.first or 0, mine.last or 0, yours.first or 0, yours.last or 0
        return (a <= c and d <= b) or (c <= a and b <= d)
    return left.contains(right) or right.contains(left)


def is_apart(left: When | None, right: When | None) -> bool:
    """Whether two times exclude each other; approximate and doubtful ones never do."""
    if left is None or right is None:
        return False
    mine, yours = span_of(left.edtf), span_of(right.edtf)
    if mine.is_plain and yours.is_plain:
        a, b, c, d = mine.first or 0, mine.last or 0, yours.first or 0, yours.last or 0
        is_shared = a <= d and c <= b
    else:
        is_shared = left.overlaps(right)
    return not is_shared and not mine.is_vague and not yours.is_vague


def is_before(left: When | None, right: When | None) -> bool:
    """Whether all of the first lies before all of the second, both exact as far as they go."""
    if left is None or right is None:
        return False
    last, first = span_of(left.edtf).last, span_of(right.edtf).first
    return last is not None and first is not None and last < first and is_apart(left, right)


def begin_order(when: When | None) -> tuple[int, int, str]:
    """Sorts times as they begin, the shorter before the longer; what is undated or open comes first."""
    if when is None:
        return (-LONG_AGO, 0, "")
    span = span_of(when.edtf)
    if span.first is not None and span.last is not None:
        return (span.first, span.last, when.edtf)
    spans = parse_edtf(when.edtf).spans
    return (spans[0][0], spans[-1][1], when.edtf)
