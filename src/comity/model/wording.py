"""An EDTF time in English words: British, American, or with full dates as ISO 8601 has them.

The reverse, from running text, is `reading.dates`.
"""

from __future__ import annotations

from typing import Literal

from comity.model.edtf import End, Parsed, Point

Style = Literal["british", "american", "iso"]

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
          "December")  # fmt: skip
SEASONS = ("spring", "summer", "autumn", "winter")
AMERICAN_SEASONS = ("spring", "summer", "fall", "winter")
PARTS_OF_YEAR = {33: "the first quarter of", 34: "the second quarter of", 35: "the third quarter of",
                 36: "the fourth quarter of", 37: "the first third of", 38: "the second third of",
                 39: "the last third of", 40: "the first half of", 41: "the second half of"}  # fmt: skip
DOUBT = {"": "", "?": "probably", "~": "about", "%": "probably about"}
ORDINAL_ENDINGS = {1: "st", 2: "nd", 3: "rd"}


def write_when(parsed: Parsed, style: Style, *, bare: bool) -> str:
    """The time with its preposition ("on", "in", "from", "since", "until"), without it where `bare`."""
    if parsed.form == "interval":
        return write_interval(*parsed.members[0], style, bare=bare)
    if parsed.form == "date":
        return write_member(parsed.members[0], style, bare=bare)
    words = [write_member(member, style, bare=bare) for member in parsed.members]
    lead = next((word for word in ("on ", "in ") if all(text.startswith(word) for text in words)), "")
    words[1:] = [text.removeprefix(lead) for text in words[1:]]
    return join_words(words, "or" if parsed.form == "one of" else "and")


def write_member(member: tuple[End, End], style: Style, *, bare: bool) -> str:
    """One member of a set, or the date itself."""
    start, end = member
    if isinstance(start, Point) and isinstance(end, Point):
        return write_point(start, style, bare=bare) if start == end else write_range(start, end, style, bare=bare)
    point, side = (end, "before") if isinstance(end, Point) else (start, "after")
    assert isinstance(point, Point), "a range in a set has a date at one end"
    return f"{preposition(point)} or {side} {name_point(point, style)}"


def write_point(point: Point, style: Style, *, bare: bool) -> str:
    """One date: "on 2 March 1992", "about 2006", "probably in 1993"."""
    doubt = DOUBT[find_doubt(point)]
    lead = "" if bare or doubt.endswith("about") else preposition(point)
    return " ".join(word for word in (doubt, lead, name_point(point, style)) if word)


def find_doubt(point: Point) -> str:
    """The mark of all of a date: "?", "~", both as "%", or none."""
    marks = set(point.qualifiers)
    if "%" in marks or {"?", "~"} <= marks:
        return "%"
    return next(iter(marks), "")


def preposition(point: Point) -> str:
    """The preposition before a date."""
    return "on" if point.day else "in"


def name_point(point: Point, style: Style) -> str:
    """The date without preposition or doubt: "2 March 1992", "the 1990s", "an unknown day in April 1985"."""
    year = name_year(point)
    if not point.month:
        return year
    if not year[:1].isdigit():
        year = f"in {year}"
    if "X" in point.month:
        return f"an unknown {'day' if point.day else 'month'} {year if year.startswith('in ') else 'in ' + year}"
    if not point.day:
        return f"{name_month(point, style)} {year}"
    if "X" in point.day:
        return f"an unknown day in {name_month(point, style)} {year}"
    return name_day(point, style, year)


def name_day(point: Point, style: Style, year: str) -> str:
    """A full date; the year is left out where it is empty."""
    if style == "iso" and year:
        return f"{point.year}-{point.month}-{point.day}"
    day, month = str(int(point.day)), MONTHS[int(point.month) - 1]
    if style == "american":
        return f"{month} {day}, {year}" if year else f"{month} {day}"
    return f"{day} {month} {year}".rstrip()


def name_month(point: Point, style: Style) -> str:
    """A month, a season, or a part of the year with its "of"."""
    month = int(point.month)
    if month <= 12:
        return MONTHS[month - 1]
    return PARTS_OF_YEAR.get(month) or (AMERICAN_SEASONS if style == "american" else SEASONS)[(month - 21) % 4]


def name_year(point: Point) -> str:
    """A year, decade or century; years before 1 are given BC (year 0 is 1 BC)."""
    digits, is_before = point.year.lstrip("-"), point.year.startswith("-") or set(point.year) == {"0"}
    unknown = digits.count("X")
    if not unknown:
        return f"{abs(int(point.year)) + 1} BC" if is_before else name_plain_year(digits)
    if unknown == len(digits):
        return "an unknown year"
    era = " BC" if is_before else ""
    if digits.endswith("X" * unknown) and unknown < 3:
        return f"the {name_decade_or_century(digits, unknown)}{era}"
    return f"a year like {digits}{era}"


def name_plain_year(digits: str) -> str:
    """A year after Christ; the first thousand are marked as years."""
    number = int(digits)
    return str(number) if 1000 <= number <= 9999 else f"the year {number}"


def name_decade_or_century(digits: str, unknown: int) -> str:
    """ "1990s", "20th century" (19XX: the century whose years begin with 19)."""
    if unknown == 1:
        return f"{int(digits[:-1] + '0')}s"
    return f"{write_ordinal(int(digits[:-2]) + 1)} century"


def write_ordinal(number: int) -> str:
    """ "1st", "22nd", "13th"."""
    ending = "th" if number % 100 in (11, 12, 13) else ORDINAL_ENDINGS.get(number % 10, "th")
    return f"{number}{ending}"


def write_interval(start: End, end: End, style: Style, *, bare: bool) -> str:
    """An interval; "since" and "until" stay where it is bare, for they carry the sense."""
    if isinstance(start, Point) and isinstance(end, Point):
        return write_range(start, end, style, bare=bare)
    if isinstance(start, Point):
        name = write_point(start, style, bare=True)
        return f"since {name}" if end == ".." else f"from {name} until an unknown time"
    if isinstance(end, Point):
        name = write_point(end, style, bare=True)
        return f"until {name}" if start == ".." else f"from an unknown time until {name}"
    return "at all times" if (start, end) == ("..", "..") else "at an unknown time"


def write_range(start: Point, end: Point, style: Style, *, bare: bool) -> str:
    """A range with two ends: "on 22–24 May 2012", "from 30 April to 3 May 2012", "from 1943 to 1945"."""
    is_plain = not (start.qualifiers or end.qualifiers or start.is_unspecified or end.is_unspecified)
    is_one_year = is_plain and style != "iso" and start.year == end.year and bool(start.month and end.month)
    if is_one_year and start.month == end.month and start.day and end.day:
        return ("" if bare else "on ") + name_days(start, end, style)
    first = name_without_year(start, style) if is_one_year else write_point(start, style, bare=True)
    words = f"{first} to {write_point(end, style, bare=True)}"
    return words if bare else f"from {words}"


def name_days(start: Point, end: Point, style: Style) -> str:
    """Days of one month: "22–24 May 2012", "May 22–24, 2012"."""
    days, month, year = f"{int(start.day)}–{int(end.day)}", MONTHS[int(start.month) - 1], name_year(end)
    return f"{month} {days}, {year}" if style == "american" else f"{days} {month} {year}"


def name_without_year(point: Point, style: Style) -> str:
    """The day or month of a range whose year is named at its end."""
    return name_day(point, style, "") if point.day else name_month(point, style).removesuffix(" of")


def join_words(words: list[str], conjunction: str) -> str:
    """ "a", "a or b", "a, b or c"."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {conjunction} {words[-1]}"
