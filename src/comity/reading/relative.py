"""Times that count from another: "the following year", "two days later", "on 4 May". Found here, and reckoned here.

What the words leave open stays open: two years after a day is a year.
"""

from __future__ import annotations

import functools
import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from comity.model.when import When, parse_when, shift_years, year_of
from comity.reading.date_words import COUNT, GAP, MONTH, NUMBER_WORDS, WEEKDAYS, words

Unit = Literal["day", "week", "month", "year", "decade", "century", "weekday", "part"]
Base = Literal["anchor", "published"]


@dataclass(frozen=True, slots=True)
class Partial:
    """What an incomplete date says: so many units after (before, if below 0) its base.

    `base` is "anchor" where the words point into the text (that year) and "published" where they point to the
    day of writing (this year, yesterday). Unit "part": a month or day (`month`, `day`, to `to_month`, `to_day`) of the
    year that `shift` gives. `season` is an EDTF code; `weekday` counts from Monday, 0, and `shift` is -1 for
    last, 1 for next, 0 where the words leave it open. `side` is -1 for "last November", 1 for "next November": the
    nearest on that side of the base. `is_of_clause`: "a day after A had left" dates the leaving, from what is told
    before it. `is_of_report`: "earlier in the day" is the day of which a report tells.
    """

    base: Base
    unit: Unit
    shift: int = 0
    month: int | None = None
    day: int | None = None
    to_month: int | None = None
    to_day: int | None = None
    season: int | None = None
    weekday: int | None = None
    side: int = 0
    is_of_clause: bool = False
    is_of_report: bool = False


UNIT_OF: dict[str, Unit] = {
    "day": "day", "date": "day", "week": "week", "month": "month", "year": "year", "decade": "decade",
}  # fmt: skip
UNITS = "year|month|week|day|decade"
# "On that date", "on the same date" say a day.
POINTED = f"{UNITS}|century|date"
RELATIVE = words(
    r"\b(?P<inside>(?:[Ll]ater?|[Ee]arl(?:y|ier)) (?:in|on) the day)\b"
    r"|\b(?P<running>(?:end|close|rest) of the year)\b(?! (?:before|after|of|[0-9]))"
    r"|\b(?:(?:[Ll]ater|[Ee]arlier|[Ll]ate|[Ee]arly)(?: in)? )?(?:"
    r"(?P<now>[Tt]oday|[Yy]esterday|[Tt]omorrow|[Tt]onight|"
    r"[Tt]his (?:morning|afternoon|evening)|[Ll]ast (?:night|evening))"
    r"\b(?!['’])"
    r"|(?P<which>[Tt]he same|[Tt]hat same|[Tt]hat very|[Tt]hat|[Tt]his|[Tt]he following|[Tt]he next|[Tt]he ensuing|"
    rf"[Tt]he previous|[Tt]he preceding|[Tt]he current|[Ll]ast|[Nn]ext) (?P<unit>{POINTED})\b(?!-)"
    r"|(?P<beside>[Tt]he (?:year|month|week|day)) (?P<side>before|after|earlier|later)\b"
    rf"|(?:(?:[Ss]ome|[Aa]bout) )?(?P<number>{COUNT}|[A-Z][a-z]*) (?P<units>{UNITS})s?"
    r"(?: (?P<way>later|afterwards?|earlier(?! than)|before(?=\s*(?:$|[.,;:)]))|ago|previously)\b"
    r"|(?= (?P<ahead>after|before) (?:the |its |[A-Z])))"
    r"|(?P<hours>(?:(?:[Aa] few|[Ss]everal|[Ss]ome) )?(?:[Hh]ours|[Mm]inutes) (?:later|afterwards?)|"
    r"[Ll]ater (?:in the|that|the same) day|[Tt]he same (?:morning|afternoon|evening|night))\b"
    rf"|(?:(?P<weekday_which>[Ll]ast|[Nn]ext|[Tt]his|[Oo]n) )?(?P<weekday>{'|'.join(WEEKDAYS)})\b"
    rf"(?!,? (?:the )?(?:[0-9]|{MONTH})))"
)
# which words -> (what they count from, how many units on)
WHICH: dict[str, tuple[Base, int]] = {
    "the same": ("anchor", 0), "that same": ("anchor", 0), "that very": ("anchor", 0), "that": ("anchor", 0),
    "this": ("published", 0), "the current": ("published", 0), "the following": ("anchor", 1),
    "the next": ("anchor", 1), "the ensuing": ("anchor", 1), "the previous": ("anchor", -1),
    "the preceding": ("anchor", -1), "last": ("published", -1), "next": ("published", 1), "on": ("published", 0),
}  # fmt: skip
WAYS: dict[str, tuple[Base, int]] = {
    "later": ("anchor", 1), "afterward": ("anchor", 1), "afterwards": ("anchor", 1), "after": ("anchor", 1),
    "earlier": ("anchor", -1), "before": ("anchor", -1), "previously": ("anchor", -1), "ago": ("published", -1),
}  # fmt: skip
NOW = {"today": 0, "this": 0, "tonight": 0, "yesterday": -1, "last": -1, "tomorrow": 1}


def read_relative(match: re.Match[str]) -> Partial | None:
    """What the words of a RELATIVE match say; None where they say no time."""
    if match["running"]:
        return Partial("anchor", "year", is_of_report=True)
    if match["inside"]:
        return Partial("anchor", "day", is_of_report=True)
    if match["now"]:
        return Partial("published", "day", NOW[match["now"].split()[0].lower()])
    if match["hours"]:
        return Partial("anchor", "day", 0)
    if match["weekday"]:
        base, shift = WHICH[squeeze(match["weekday_which"] or "on")]
        return Partial(base, "weekday", shift, weekday=WEEKDAYS.index(match["weekday"]))
    if match["which"]:
        base, shift = WHICH[squeeze(match["which"])]
        return Partial(base, name_unit(match["unit"]), shift)
    if match["beside"]:
        base, shift = WAYS[match["side"]]
        return Partial(base, name_unit(match["beside"].split()[-1]), shift)
    return read_distance(match)


def read_distance(match: re.Match[str]) -> Partial | None:
    """ "Two years later": None where the word before the unit is no number."""
    word = match["number"].lower()
    number = 1 if word in ("a", "an") else int(word) if word.isdigit() else NUMBER_WORDS.get(word)
    if number is None:
        return None
    if match["ahead"] and not match.string.endswith(", ", 0, match.start()):
        return None  # "two years after the war"
    if match["ahead"]:
        shift = -number if match["ahead"] == "after" else number
        return Partial("anchor", name_unit(match["units"]), shift, is_of_clause=True)
    base, sign = WAYS[match["way"]]
    return Partial(base, name_unit(match["units"]), sign * number)


def name_unit(word: str) -> Unit:
    """The unit that a word names."""
    return UNIT_OF.get(word, "century")


@functools.lru_cache(maxsize=4_000)
def squeeze(phrase: str) -> str:
    """The phrase in lower case with single blanks."""
    return re.sub(GAP, " ", phrase).lower()


def resolve_partial(
    partial: Partial, anchor: When | None, published: date | None, *, is_past: bool | None = None
) -> When | None:
    """The time that an incomplete date means; None where what it counts from is not known. Never more precise.

    A month or day alone is of the anchor's year; without an anchor, the one nearest to the day of publication
    (the last before it if `is_past`, the next from it if `is_past` is False).
    """
    base = When(published.isoformat()) if partial.base == "published" and published else None
    if partial.base == "anchor":
        base = anchor
    if partial.side and published:
        return find_nearest(partial, published, partial.side < 0)
    if partial.unit == "part" and base is None and partial.base == "anchor" and published and not partial.shift:
        return find_nearest(partial, published, is_past)
    return None if base is None else STEPS[partial.unit](partial, base, is_past)


def step_year(partial: Partial, base: When, is_past: bool | None) -> When | None:
    """So many years on: a year."""
    year = year_of(base)
    return None if year is None else parse_when(f"{year + partial.shift:04}")


def step_decade(partial: Partial, base: When, is_past: bool | None) -> When | None:
    """The decade of the base; a decade later is about ten years later."""
    year = year_of(base)
    if year is None:
        return shift_years(base, 0) or (base if partial.shift == 0 else None)
    return parse_when(f"{year // 10:03}X" if partial.shift == 0 else f"{year + 10 * partial.shift:04}~")


def step_century(partial: Partial, base: When, is_past: bool | None) -> When | None:
    """The century of the base, or the one so many on."""
    year = year_of(base)
    return None if year is None else parse_when(f"{year // 100 + partial.shift:02}XX")


def step_month(partial: Partial, base: When, is_past: bool | None) -> When | None:
    """So many months on: a month, if the base lies within one."""
    first, last = base.first_day, base.last_day
    if not first or not last or (first.year, first.month) != (last.year, last.month):
        return None
    month = first.year * 12 + first.month - 1 + partial.shift
    return parse_when(f"{month // 12:04}-{month % 12 + 1:02}")


def step_week(partial: Partial, base: When, is_past: bool | None) -> When | None:
    """The week, Monday to Sunday, of the base or so many on."""
    day = find_day(base, partial.shift)
    if day is None:
        return None
    monday = move(day, 7 * partial.shift - day.weekday())
    return None if monday is None else parse_when(f"{monday}/{move(monday, 6)}")


def step_day(partial: Partial, base: When, is_past: bool | None) -> When | None:
    """So many days on, from the base's only or last day (its first, if backward)."""
    day = find_day(base, partial.shift)
    moved = move(day, partial.shift) if day else None
    return None if moved is None else When(moved.isoformat())


def step_weekday(partial: Partial, base: When, is_past: bool | None) -> When | None:
    """The nearest such weekday before or after the base; both, as "one of", where nothing tells which."""
    day = base.first_day
    if day is None or partial.weekday is None:
        return None
    ahead = (partial.weekday - day.weekday()) % 7
    before, after = move(day, ahead - 7), move(day, ahead or 7)
    if partial.shift:
        chosen = before if partial.shift < 0 else after
    elif ahead == 0:
        chosen = day
    elif is_past is None:
        return parse_when(f"[{before},{after}]")
    else:
        chosen = before if is_past else after
    return None if chosen is None else When(chosen.isoformat())


def step_part(partial: Partial, base: When, is_past: bool | None) -> When | None:
    """The month or day in the base's year, or in the year so many on."""
    year = year_of(base)
    return None if year is None else place_part(partial, year + partial.shift)


STEPS = {
    "year": step_year, "decade": step_decade, "century": step_century, "month": step_month, "week": step_week,
    "day": step_day, "weekday": step_weekday, "part": step_part,
}  # fmt: skip


def place_part(partial: Partial, year: int) -> When | None:
    """The month, day, season or range in that year; None where it has no such day. A range may end in the next year."""
    if partial.season:
        return parse_when(f"{year:04}-{partial.season}")
    start = write_parts(year, partial.month, partial.day)
    if partial.to_month is None and partial.to_day is None:
        return parse_when(start)
    to_month = partial.to_month or partial.month
    wraps = (to_month or 0) < (partial.month or 0)
    return parse_when(f"{start}/{write_parts(year + wraps, to_month, partial.to_day)}")


def write_parts(year: int, month: int | None, day: int | None) -> str:
    """The parts in EDTF."""
    parts = [f"{year:04}"] + [f"{part:02}" for part in (month, day) if part is not None]
    return "-".join(parts)


def find_nearest(partial: Partial, published: date, is_past: bool | None) -> When | None:
    """The one of three years nearest to the day of publication, on the side that is asked for."""
    found = [place_part(partial, published.year + step) for step in (-1, 0, 1)]
    days = [(when, when.first_day) for when in found if when is not None]
    known = [(abs((day - published).days), when) for when, day in days if day and fits_side(day, published, is_past)]
    return min(known)[1] if known else None


def fits_side(day: date, published: date, is_past: bool | None) -> bool:
    """Whether the day lies on the asked side of the day of publication, which counts for both."""
    return is_past is None or day == published or (day < published) == is_past


def find_day(base: When, shift: int) -> date | None:
    """The day to count from; None where the base is vaguer than days or longer than a month."""
    first, last = base.first_day, base.last_day
    if not first or not last or base.precision not in ("day", "interval", "set"):
        return None
    if (last - first).days > monthrange(first.year, first.month)[1]:
        return None
    return first if shift < 0 else last if shift > 0 else first if first == last else None


def move(day: date, days: int) -> date | None:
    """The day so many days on; None beyond the calendar."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None
