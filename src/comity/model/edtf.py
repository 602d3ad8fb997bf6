"""Extended Date/Time Format (ISO 8601-2; Library of Congress, 2019): text in, day numbers out.

Levels 0 and 1 in full; of level 2 the sets, ranges in sets, southern and northern seasons, parts qualified one by one,
and unspecified digits in any place. Day numbers are those of `date.toordinal`, carried on beyond its years.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from comity.errors import ComityError

Precision = Literal["day", "month", "season", "year", "decade", "century", "millennium", "unknown"]
Form = Literal["date", "interval", "one of", "all of"]

FOREVER = 10**18
MONTH_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
ALLOWED = (
    "Write a date ('1992-03-02', '1992-03', '1992', '199X', '1992-21' for spring), with '?' or '~' behind it if it is "
    "uncertain or approximate, an interval ('2012-10-11/2012-10-12', '1992/..', '../2004') or a set ('[1667,1668]')"
)
# The season as months of its year, both ends included. The codes 21-24 leave the hemisphere open, so that their
# months are unknown: they are bounded by the year alone. Winter of the north ends in the year after it began.
SEASON_MONTHS = {21: (1, 12), 22: (1, 12), 23: (1, 12), 24: (1, 12),
                 25: (3, 5), 26: (6, 8), 27: (9, 11), 28: (12, 14),
                 29: (9, 11), 30: (12, 14), 31: (3, 5), 32: (6, 8),
                 33: (1, 3), 34: (4, 6), 35: (7, 9), 36: (10, 12),
                 37: (1, 4), 38: (5, 8), 39: (9, 12), 40: (1, 6), 41: (7, 12)}  # fmt: skip


class WhenError(ComityError, ValueError):
    """A text that is no date in EDTF."""


@dataclass(frozen=True, slots=True)
class Point:
    """One EDTF date without interval or set. `year`, `month`, `day` are its parts as written ("199X", "04", "XX")."""

    year: str
    month: str
    day: str
    first: int
    last: int
    precision: Precision
    qualifiers: str

    @property
    def is_unspecified(self) -> bool:
        """Whether a digit is given as unknown."""
        return "X" in self.year + self.month + self.day


End = Point | Literal["..", ""]
"""A date, `..` for open, or empty for unknown."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """An EDTF text taken apart: members with their two ends, and the days that they span, merged and in order.

    `sure` leaves out what lies beyond an unknown end (`1985/`).
    """

    form: Form
    members: tuple[tuple[End, End], ...]
    spans: tuple[tuple[int, int], ...]
    sure: tuple[tuple[int, int], ...]


QUALIFIER = "[?~%]?"
DATE = re.compile(
    rf"(?P<long>Y-?[1-9][0-9]{{4,14}}[?~%]?)|"
    rf"(?P<a>{QUALIFIER})(?P<year>-?[0-9X]{{4}})(?P<b>{QUALIFIER})"
    rf"(?:-(?P<c>{QUALIFIER})(?P<month>[0-9X]{{2}})(?P<d>{QUALIFIER})"
    rf"(?:-(?P<e>{QUALIFIER})(?P<day>[0-9X]{{2}})(?P<f>{QUALIFIER})"
    r"(?P<time>T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:Z|[+-](?:[01][0-9]|2[0-3])(?::[0-5][0-9])?)?)?)?)?"
)


@lru_cache(maxsize=16384)
def parse_edtf(text: str) -> Parsed:
    """The parts and days of an EDTF text; raises WhenError with what was found and what is allowed.

    >>> parse_edtf("2004-02").spans
    ((731612, 731640),)
    """
    if not text:
        raise WhenError(f"An empty text is no date. {ALLOWED}.")
    if text[0] in "[{":
        return parse_set(text)
    if "/" in text:
        return parse_interval(text)
    point = parse_point(text, text)
    return build("date", ((point, point),))


def parse_interval(text: str) -> Parsed:
    """The parts of `start/end`, either of which may be open (`..`) or unknown (empty)."""
    ends = text.split("/")
    if len(ends) != 2 or not any(ends):
        raise WhenError(f"{text!r} is no interval in EDTF: it needs one '/' between two dates. {ALLOWED}.")
    start, end = (parse_end(end, text) for end in ends)
    if isinstance(start, Point) and isinstance(end, Point) and start.first > end.last:
        raise WhenError(f"{text!r} runs backward: it ends before it begins. Write the earlier date first.")
    return build("interval", ((start, end),))


def parse_set(text: str) -> Parsed:
    """The parts of `[a,b]` (one of them) or `{a,b}` (all of them); members may be ranges (`a..b`, `..b`, `a..`)."""
    closing = "]" if text[0] == "[" else "}"
    if not text.endswith(closing) or len(text) < 3:
        raise WhenError(f"{text!r} is no set in EDTF: it needs dates between {text[0]!r} and {closing!r}. {ALLOWED}.")
    members = tuple(parse_member(member, text) for member in text[1:-1].split(","))
    return build("one of" if closing == "]" else "all of", members)


def parse_member(member: str, text: str) -> tuple[End, End]:
    """The two ends of one member of a set; the same date twice where it is no range."""
    before, dots, after = member.partition("..")
    if not dots:
        point = parse_point(member, text)
        return point, point
    if not before and not after:
        raise WhenError(f"{text!r}: '..' needs a date before or after it. {ALLOWED}.")
    start, end = parse_end(before or "..", text), parse_end(after or "..", text)
    if isinstance(start, Point) and isinstance(end, Point) and start.first > end.last:
        raise WhenError(f"{text!r}: the range {member!r} runs backward. Write the earlier date first.")
    return start, end


def parse_end(end: str, text: str) -> End:
    """One end of an interval."""
    if end == "..":
        return ".."
    return parse_point(end, text) if end else ""


def parse_point(piece: str, text: str) -> Point:
    """One date of the EDTF `text`, which the error names whole."""
    match = DATE.fullmatch(piece)
    if match is None:
        raise WhenError(f"{describe(piece, text)} is no date in EDTF. {ALLOWED}.")
    if match["long"]:
        return make_long_year(match["long"])
    year, month, day = match["year"], match["month"] or "", match["day"] or ""
    if year == "-0000":
        raise WhenError(f"{describe(piece, text)}: the year before 0001 is 0000, without a sign. {ALLOWED}.")
    if match["time"] and "X" in year + month + day:
        raise WhenError(f"{describe(piece, text)}: a time of day needs a day that is known. {ALLOWED}.")
    qualifiers = "".join(match[name] or "" for name in "abcdef")
    first, last = find_days(year, month, day, describe(piece, text))
    return Point(year, month, day, first, last, find_precision(year, month, day), qualifiers)


def describe(piece: str, text: str) -> str:
    """The piece as an error names it: alone, or with the text that it stands in."""
    return repr(text) if piece == text else f"{text!r}: {piece!r}"


def make_long_year(text: str) -> Point:
    """The year of five digits or more behind a `Y`."""
    qualifier = text[-1] if text[-1] in "?~%" else ""
    year = text[1:].rstrip("?~%")
    first, last = count_day(int(year), 1, 1), count_day(int(year), 12, 31)
    return Point(year, "", "", first, last, "year", qualifier)


def find_precision(year: str, month: str, day: str) -> Precision:
    """The finest unit that is known: 1985-04-XX knows its month."""
    if day and "X" not in year + month + day:
        return "day"
    if month and "X" not in year + month:
        return "month" if int(month) <= 12 else "season"
    digits = year.lstrip("-")
    if set(digits) == {"X"}:
        return "unknown"
    unknown = len(digits) - digits.find("X") if "X" in digits else 0
    return YEAR_PRECISION[unknown]


YEAR_PRECISION: tuple[Precision, ...] = ("year", "decade", "century", "millennium", "unknown")


def find_days(year: str, month: str, day: str, where: str) -> tuple[int, int]:
    """The first and last day that the parts can mean; raises WhenError where they can mean none."""
    if month and not any(fit(month, 1, 12)) and not (fits_season(month) and not day):
        raise WhenError(f"{where}: {month!r} is no month. Months are 01 to 12, seasons 21 to 24 and have no day.")
    if day and not any(fit(day, 1, 31)):
        raise WhenError(f"{where}: {day!r} is no day. Days are 01 to 31.")
    first = next(list_days(year, month, day, latest=False), None)
    last = next(list_days(year, month, day, latest=True), None)
    if first is None or last is None:
        raise WhenError(f"{where}: no such day. The month {month} of {year} is shorter.")
    return first, last


def fits_season(month: str) -> bool:
    """Whether the second part is the code of a season."""
    return "X" not in month and int(month) in SEASON_MONTHS


def list_days(year: str, month: str, day: str, *, latest: bool) -> Iterator[int]:
    """The bounding days of each year and month that fits, the earliest (or latest) first."""
    step = -1 if latest else 1
    for y in list_years(year)[::step]:
        for begin, finish in list_months(month)[::step]:
            if not day:
                yield end_of_month(y, finish) if latest else count_day(y, begin, 1)
                continue
            days = [d for d in fit(day, 1, 31) if d <= month_length(y, begin)]
            if days:
                yield count_day(y, begin, days[-1] if latest else days[0])


def list_years(year: str) -> list[int]:
    """The years that fit, ascending; of a year all of digits, itself."""
    if "X" not in year:
        return [int(year)]
    sign = -1 if year.startswith("-") else 1
    years = [sign * value for value in fit(year.lstrip("-"), 0, 9999)]
    return years[::sign]


def list_months(month: str) -> list[tuple[int, int]]:
    """First and last month of each unit that fits: a month, a season, or the whole year where none is given."""
    if not month:
        return [(1, 12)]
    if fits_season(month):
        return [SEASON_MONTHS[int(month)]]
    return [(value, value) for value in fit(month, 1, 12)]


@lru_cache(maxsize=512)
def fit(pattern: str, low: int, high: int) -> tuple[int, ...]:
    """The numbers from low to high that fit digits in which X stands for any."""
    if "X" not in pattern:
        return (int(pattern),) if low <= int(pattern) <= high else ()
    shape = re.compile(pattern.replace("X", "[0-9]"))
    return tuple(number for number in range(low, high + 1) if shape.fullmatch(f"{number:0{len(pattern)}}"))


def build(form: Form, members: tuple[tuple[End, End], ...]) -> Parsed:
    """The parsed form with its days."""
    outer = [(edge(start, first=True), edge(end, first=False)) for start, end in members]
    inner = [(edge(start or end, first=True), edge(end or start, first=False)) for start, end in members]
    return Parsed(form, members, merge(outer), merge(inner))


def edge(end: End, *, first: bool) -> int:
    """The outermost day of an end."""
    if isinstance(end, Point):
        return end.first if first else end.last
    return -FOREVER if first else FOREVER


def merge(spans: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """The spans in order, those that touch made one."""
    merged: list[tuple[int, int]] = []
    for first, last in sorted(spans):
        if merged and first <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
        else:
            merged.append((first, last))
    return tuple(merged)


def count_day(year: int, month: int, day: int) -> int:
    """The day's number in the Gregorian calendar carried on both ways; 0001-01-01 is 1, as in `date.toordinal`."""
    past = year - 1
    day_of_year = sum(MONTH_DAYS[: month - 1]) + day + (1 if month > 2 and is_leap(year) else 0)
    return past * 365 + past // 4 - past // 100 + past // 400 + day_of_year


def end_of_month(year: int, month: int) -> int:
    """The number of the month's last day; months above 12 lie in the year after."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return count_day(year, month, month_length(year, month))


def month_length(year: int, month: int) -> int:
    """How many days the month has in that year."""
    return MONTH_DAYS[month - 1] + (1 if month == 2 and is_leap(year) else 0)


def is_leap(year: int) -> bool:
    """Whether the year has a 29 February."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
