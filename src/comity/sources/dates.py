"""Dates of a source's own data (published, retrieved …) as EDTF; dates in prose are read elsewhere.

Unknown stays unknown: "04/02/2014" has two readings and gives None.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache

MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
MONTH_OF = {name: number for number, name in enumerate(MONTHS, 1)} | {
    name[:3]: number for number, name in enumerate(MONTHS, 1)
} | {"sept": 9}  # fmt: skip

WORD = r"[^\W\d_]{3,12}"
ISO = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?(?=$|[T\s/,.;)])")
COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?!\d)")
DAY_FIRST = re.compile(
    rf"(?:{WORD},?\s+)?(\d{{1,2}})(?:st|nd|rd|th|\.)?\s+(?:de\s+)?({WORD})\.?,?\s+(?:de\s+)?(\d{{4}})\b"
)
MONTH_FIRST = re.compile(rf"(?:{WORD},\s+)?({WORD})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})\b")
DAY_AND_WEEKDAY = re.compile(rf"(\d{{1,2}})(?:st|nd|rd|th) \w+day,? ({WORD}) (\d{{4}})\b")
MONTH_ONLY = re.compile(rf"({WORD})\.?,?\s+(\d{{4}})\b")
DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})\b")
SLASHED = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})\b")
YEAR_FIRST = re.compile(r"(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})\b")
YEAR = re.compile(r"(\d{4})(?!\d|[-/.]\d)")


def parse_date(text: str, *, language: str | None = None) -> str | None:
    """The date with which a text begins, in EDTF; None where it begins with none or with one of two readings.

    >>> parse_date("4 February 2014"), parse_date("Feb. 4, 2014"), parse_date("2014-02-04T10:00:00Z")
    ('2014-02-04', '2014-02-04', '2014-02-04')
    >>> parse_date("03/04/2014") is None
    True
    """
    stripped = text.strip()
    for parse in (parse_numbers, parse_words):
        if found := parse(stripped, language):
            return found
    year = YEAR.match(stripped)
    return make_edtf(int(year[1]), None, None) if year and not stripped[4:5].isalnum() else None


def parse_numbers(text: str, language: str | None) -> str | None:
    """A date in digits."""
    if found := ISO.match(text):
        return make_edtf(int(found[1]), int(found[2]), int(found[3]) if found[3] else None)
    if found := COMPACT.match(text) or YEAR_FIRST.match(text):
        return make_edtf(int(found[1]), int(found[2]), int(found[3]))
    if found := DOTTED.match(text):  # the day comes first wherever dots are the custom
        return make_edtf(int(found[3]), int(found[2]), int(found[1]))
    if found := SLASHED.match(text):
        return parse_slashed(int(found[1]), int(found[2]), int(found[3]))
    return None


def parse_slashed(first: int, second: int, year: int) -> str | None:
    """Day and month in either order, where only one order is possible."""
    if first > 12 or first == second:
        return make_edtf(year, second, first)
    return make_edtf(year, first, second) if second > 12 else None


def parse_words(text: str, language: str | None) -> str | None:
    """A date with the month's name."""
    months = list_months(language)
    if found := DAY_FIRST.match(text) or DAY_AND_WEEKDAY.match(text):
        return make_edtf(int(found[3]), months.get(found[2].casefold()), int(found[1]))
    if found := MONTH_FIRST.match(text):
        return make_edtf(int(found[3]), months.get(found[1].casefold()), int(found[2]))
    if (found := MONTH_ONLY.match(text)) and found[1].casefold() in months:
        return make_edtf(int(found[2]), months[found[1].casefold()], None)
    return None


@cache
def list_months(language: str | None) -> dict[str, int]:
    """Month names to numbers: English always, and those of the source's own language (CLDR)."""
    if language is None or language.split("-")[0].lower() == "en":
        return MONTH_OF
    from babel import Locale, UnknownLocaleError

    try:
        locale = Locale.parse(language.split("-")[0].lower())
    except (UnknownLocaleError, ValueError):
        return MONTH_OF
    names = {
        name.casefold().rstrip("."): number
        for use in ("format", "stand-alone")
        for width in ("wide", "abbreviated")
        for number, name in locale.months[use][width].items()
    }
    return names | MONTH_OF


def make_edtf(year: int, month: int | None, day: int | None) -> str | None:
    """The date in EDTF; None where there is no such day. A day without a month is none."""
    if month is None:
        return f"{year:04d}" if day is None and 1000 <= year <= 2999 else None
    try:
        date(year, month, day or 1)
    except ValueError:
        return None
    return f"{year:04d}-{month:02d}" if day is None else f"{year:04d}-{month:02d}-{day:02d}"
