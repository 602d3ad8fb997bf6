"""Dates that begin with digits: days, years, decades, centuries, quarters."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from comity.model.when import parse_when
from comity.reading import date_words as w
from comity.reading.date_months import make_day_piece, read_month_name, read_ordinal
from comity.reading.date_piece import Parts, Piece, add_marks
from comity.reading.units import CODES


def read_digits(text: str, start: int, end: int, reached: int) -> Piece | None:
    """The date that begins with a run of digits."""
    if end - start > 4 or not is_free(text, start, reached):
        return None
    for read in READERS_BY_LENGTH[end - start]:
        piece = read(text, start, reached)
        if piece is not None:
            return piece
    return None


def is_free(text: str, start: int, reached: int) -> bool:
    """Whether digits stand alone: not behind a letter, nor the decimals, group or rest of another number."""
    if start == 0:
        return True
    before = text[start - 1]
    if before.isalnum():
        return text[max(0, start - 2) : start].upper() == "FY"
    if before in ".,:/-–—−‑'’_" and start > 1 and text[start - 2].isdigit():
        return reached > 0 and reached >= start - 1
    return True


def read_year_first(text: str, start: int, reached: int) -> Piece | None:
    """2015-03-12."""
    match = w.YEAR_FIRST.match(text, start)
    if match is None or parse_when(edtf := f"{match['year']}-{match['month']:0>2}-{match['day']:0>2}") is None:
        return None
    parts = Parts(match["year"], int(match["month"]), int(match["day"]))
    return Piece(start, match.end(), parts, rule="day", edtf=None if edtf == str(parts) else edtf)


def read_year_and_month(text: str, start: int, reached: int) -> Piece | None:
    """1978 September, 1978 September, 3rd, 1978 May 5–7: at the beginning of a line."""
    if not w.LINE_BEFORE.search(text, max(0, start - 8), start):
        return None
    match = w.YEAR_MONTH.match(text, start)
    if match is None:
        return None
    first = Parts(match["year"], read_month_name(match["month"]), read_ordinal(match["day"]))
    last = replace(first, day=read_ordinal(match["day2"])) if match["day2"] else None
    if any(parts is not None and parse_when(str(parts)) is None for parts in (first, last)):
        return None
    return Piece(start, match.end(), first, last, "-" if last else "", rule="day" if first.day else "month")


def read_year_last(text: str, start: int, reached: int) -> Piece | None:
    """12.03.2015; with slashes or hyphens either order is in use, so both readings are kept as "one of"."""
    match = w.YEAR_LAST.match(text, start)
    if match is None:
        return None
    day, month = int(match["one"]), int(match["two"])
    orders = [(day, month)] if match["mark"] == "." else sorted({(day, month), (month, day)})
    valid = [Parts(match["year"], m, d) for d, m in orders if parse_when(str(Parts(match["year"], m, d)))]
    if len(valid) == 1:
        return add_marks(text, Piece(start, match.end(), valid[0], rule="day"), reached)
    one_of = f"[{','.join(sorted(map(str, valid)))}]"
    return Piece(start, match.end(), edtf=one_of, rule="one of two") if valid else None


def read_spaced(text: str, start: int, reached: int) -> Piece | None:
    """12 06 2007, 22-23 11 2010, 12–14.05.2009, 30.05.–02.06.2009."""
    match = w.SPACED.match(text, start)
    if match is None or (match["day2"] is None and (match["mark"] == "." or match["first"])):
        return None
    if text[max(0, start - 2) : start].strip()[-1:].isdigit() or text[max(0, start - 1) : start] == "+":
        return None
    year, months = match["year"], (match["first"] or match["month"], match["month"])
    days = [
        Parts(year, int(month), int(day))
        for month, day in zip(months, match.group("day", "day2"), strict=True)
        if day is not None
    ]
    days = [replace(days[0], month=int(match["month"]))] if len(days) == 1 else days
    if any(parse_when(str(day)) is None for day in days) or sorted(map(str, days)) != list(map(str, days)):
        return None
    last = days[1] if len(days) > 1 else None
    return add_marks(text, Piece(start, match.end(), days[0], last, "-" if last else "", rule="day"), reached)


def read_month_and_year(text: str, start: int, reached: int) -> Piece | None:
    """11/2018, alone in brackets or a cell, or after "in"."""
    match = w.MONTH_AND_YEAR.match(text, start)
    if match is None or not w.ALONE_BEFORE.search(text, max(0, start - 8), start):
        return None
    return add_marks(text, Piece(start, match.end(), Parts(match["year"], int(match["month"])), rule="month"), reached)


def read_day_month(text: str, start: int, reached: int) -> Piece | None:
    """2 March 1992, 22–24 May 2012, 2nd of March."""
    match = w.DAY_MONTH.match(text, start)
    return None if match is None else make_day_piece(text, match, reached)


def read_years(text: str, start: int, reached: int) -> Piece | None:
    """1992, 1990s, 1961–64, 2012/13."""
    match = w.YEARS.match(text, start)
    if match is None:
        return None
    if match["decade"]:
        return read_decade(text, match, reached)
    if match["short"]:
        return read_short_range(text, match, reached)
    piece = add_marks(text, Piece(start, match.end("year"), Parts(match["year"]), rule="year"), reached)
    return piece if is_year(text, piece, reached) else None


def read_decade(text: str, match: re.Match[str], reached: int) -> Piece | None:
    """1990s; 1900s may be the decade or the century, so it is the longer of the two; the 2000s are a decade."""
    year = match["year"]
    if not year.endswith("0"):
        return None
    is_century = year.endswith("00") and year < "2000"
    edtf, rule = (f"{year[:2]}XX", "century") if is_century else (f"{year[:3]}X", "decade")
    return add_marks(text, Piece(match.start(), match.end(), Parts(edtf), rule=rule), reached)


def read_short_range(text: str, match: re.Match[str], reached: int) -> Piece | None:
    """1961–64 and 2012/13 are years; 2014-05 is May 2014. 2011-12 may be either: the years, which hold the month."""
    year, short = match["year"], int(match["short"])
    if short > int(year[2:]) or (short == 0 and year.endswith("99")):
        end = int(year[:2]) * 100 + short + (100 if short == 0 else 0)
        piece = Piece(match.start(), match.end(), edtf=f"{year}/{end}", rule="interval")
        return add_marks(text, piece, reached)
    if match["mark"] == "-" and 1 <= short <= 12:
        return add_marks(text, Piece(match.start(), match.end(), Parts(year, short), rule="month"), reached)
    return None


def is_year(text: str, piece: Piece, reached: int) -> bool:
    """Whether four digits are a year and not a number of something, a count, or part of another number."""
    start, year = piece.start, int(piece.first.year or 0)
    if reached and reached >= start - 4 and w.JOIN.fullmatch(text, reached, start):
        return not is_counted(text, piece)
    window = max(0, start - 26)
    if is_counted(text, piece):
        return False
    if piece.mark("period") or piece.mark("relation") == "until at least":
        return True
    if w.NUMBERED.search(text, window, start):
        return False
    code = w.CODE_BEFORE.search(text, window, start)
    if code is not None and code[1] in CODES:
        return False
    if year % 100 == 0 and piece.mark("approximate") and not piece.mark("preposition"):
        return False
    is_usual = 1800 <= year <= 2099
    return is_usual or text[start - 1 : start] == "(" or bool(w.STRONG_BEFORE.search(text, window, start))


def is_counted(text: str, piece: Piece) -> bool:
    """Whether what follows makes the number a count: "1500 schools", "1990-metre"; not "in 2019 students came"."""
    follows = w.COUNTED.match(text, piece.end)
    if follows is None:
        return False
    if follows[0][0] == "\n" and text[max(0, piece.start - 2) : piece.start].endswith(("\t", "  ")):
        return False  # the last of a row of years
    year, is_word = int(piece.first.year or 0), follows[0][0].isspace()
    is_firm = w.FIRM_BEFORE.search(text, max(0, piece.start - 16), piece.start) is not None
    return not (is_word and is_firm and year % 50 and 1800 <= year <= 2099)


def read_century(text: str, start: int, reached: int) -> Piece | None:
    """19th century."""
    match = w.CENTURY.match(text, start)
    if match is None:
        return None
    first, last = int(match["first"]), int(match["last"] or match["first"])
    if not 1 <= first <= last <= 22:
        return None
    edtf = f"{first - 1:02}XX" if first == last else f"{first - 1:02}XX/{last - 1:02}XX"
    return add_marks(text, Piece(start, match.end(), edtf=edtf, rule="century"), reached)


def read_era(text: str, start: int, reached: int) -> Piece | None:
    """987 AD, 44 BC (the year before 1 AD is 0)."""
    match = w.ERA.match(text, start)
    if match is None:
        return None
    number = int(match["year"])
    year = number if match["era"].replace(".", "") in ("AD", "CE") else 1 - number
    edtf = f"{'-' if year < 0 else ''}{abs(year):04}"
    return Piece(start, match.end(), edtf=edtf, rule="year") if number else None


def read_old_year(text: str, start: int, reached: int) -> Piece | None:
    """The year 987: a number that is a year only because the word says so."""
    if not w.YEAR_WORD.search(text, max(0, start - 12), start) or text[start] == "0":
        return None
    match = re.compile(r"[0-9]{3,4}(?![0-9A-Za-z]|[.,][0-9])").match(text, start)
    if match is None or int(match[0]) >= 2200:
        return None
    return Piece(start, match.end(), edtf=match[0].zfill(4), rule="year")


def read_period(text: str, start: int, reached: int) -> Piece | None:
    """3Q 2020, 1H2014."""
    match = w.PERIOD_FIRST.match(text, start)
    if match is None:
        return None
    edtf = write_period(match["year"], match["kind"], int(match["number"]))
    return Piece(start, match.end(), edtf=edtf, rule="period") if edtf else None


Reader = Callable[[str, int, int], Piece | None]
SHORT_READERS: tuple[Reader, ...] = (
    read_year_last,
    read_spaced,
    read_month_and_year,
    read_day_month,
    read_century,
    read_period,
    read_era,
)
READERS_BY_LENGTH: tuple[tuple[Reader, ...], ...] = (
    (), SHORT_READERS, SHORT_READERS, (read_era, read_old_year),
    (read_year_first, read_year_and_month, read_years, read_era, read_old_year),
)  # fmt: skip


def write_period(year: str, kind: str, number: int) -> str | None:
    """The months of a quarter or half of the year, as an interval; None where it has no such part."""
    length = {"q": 3, "h": 6, "quarter": 3, "half": 6}[kind.lower()]
    return write_months(year, (number - 1) * length + 1, number * length) if number * length <= 12 else None


def write_months(year: str, first: int, last: int) -> str:
    """Months of one year as an interval."""
    return f"{year}-{first:02}/{year}-{last:02}" if first < last else f"{year}-{first:02}"
