"""Dates by a month's name, before or behind the day, and the year that follows it."""

from __future__ import annotations

import re
from dataclasses import replace

from comity.model.when import parse_when
from comity.reading import date_words as w
from comity.reading.date_piece import Parts, Piece, add_marks
from comity.reading.relative import WHICH, Partial, squeeze


def make_day_piece(text: str, match: re.Match[str], reached: int) -> Piece | None:
    """The piece of a day or days with their month; None where there is no such day."""
    year, end = find_year(text, match)
    month = read_month_name(match["month"])
    day, day2 = (read_ordinal(match[name]) for name in ("day", "day2"))
    first, last = Parts(year, month, day), Parts(year, month, day2) if day2 else None
    if day2 and day and day2 <= day:
        return None
    if any(parts and parse_when(str(replace(parts, year=parts.year or "2000"))) is None for parts in (first, last)):
        return None
    link = "," if match["between"] else (match["link"] or "").strip()
    piece = Piece(match.start(), end, first, last, link, rule="day")
    return add_marks(text, add_year_of_context(text, piece), reached)


def find_year(text: str, match: re.Match[str]) -> tuple[str | None, int]:
    """The year behind a month, and where the match ends without it where it is a count ("on 5 May 2000 people …")."""
    year = match["year"]
    if year and year.endswith("00") and w.COUNTED.match(text, match.end()):
        return None, max(match.end(name) for name in match.groupdict() if name != "year")
    return year, match.end()


def read_month_name(name: str) -> int:
    """The number of a month's name."""
    return w.MONTH_NUMBERS[name.rstrip(".").capitalize()]


def read_ordinal(digits: str | None) -> int | None:
    """22 of "22nd"."""
    return int(digits.rstrip("stndrh")) if digits else None


def read_month(text: str, start: int, reached: int) -> Piece | None:
    """March 2, 1992; March 1992; in March."""
    match = w.MONTH_DAY.match(text, start)
    if match and not (match["year"] is None and is_count_word(text, match.end())):
        piece = make_day_piece(text, match, reached)
        if piece is not None:
            return piece
    match = w.MONTH_YEAR.match(text, start)
    if match is None:
        return None
    year, end = find_year(text, match)
    piece = add_year_of_context(text, Piece(start, end, Parts(year, read_month_name(match["month"])), rule="month"))
    if year is None and piece.shift is None and not is_month(text, match, reached):
        return None
    return add_marks(text, piece, reached)


def is_count_word(text: str, end: int) -> bool:
    """Whether a counted noun follows: "in May 12 companies"."""
    follows = w.COUNTED.match(text, end)
    return follows is not None and follows[0][0].isspace()


def is_month(text: str, match: re.Match[str], reached: int) -> bool:
    """Whether a month's name alone is a month: "in March", "March and April 1992", not "March on Rome" or "May"."""
    name = match["month"]
    if name in w.FULL_MONTHS and w.MONTH_ALONE_BEFORE.search(text, max(0, match.start() - 24), match.start()):
        return True
    if text[match.start() - 1 : match.start()] == "(" and text[match.end() : match.end() + 1] == ")":
        return True  # "2003 – Visit of the King to Ghana (February)"
    gap = text[reached : match.start()]
    if reached > 0 and len(gap) < 20 and w.JOIN.fullmatch(gap) and text[reached - 1].isalnum():
        return name in w.FULL_MONTHS
    join = w.JOIN.match(text, match.end())
    return join is not None and w.MONTH_YEAR.match(text, join.end()) is not None


def add_year_of_context(text: str, piece: Piece) -> Piece:
    """The piece with "this year", "of the following year" behind it taken in."""
    match = None if piece.first.year else w.YEAR_OF_CONTEXT.match(text, piece.end)
    if match is None:
        return piece
    base, shift = WHICH[squeeze(match["which"])]
    return replace(piece, end=match.end(), shift=Partial(base, "year", shift))
