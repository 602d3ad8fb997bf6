"""The day that a report is stamped with: in a short line over or under its title, or by itself at its end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from comity.sources.dates import MONTHS, WORD, parse_date

CLOCK = r"\d{1,2}[:.]\d\d(?::\d\d)?(?:\s?[AaPp]\.?[Mm]\.?)?(?: \(?[A-Z]{2,4}\)?)?"
WEEKDAY = r"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*[.,]{0,2} )"
DAY = (
    rf"\d{{1,2}}(?:st|nd|rd|th)? {WORD}\.?,? \d{{4}}|{WORD}\.? \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}"
    rf"|\d{{1,2}}(?:st|nd|rd|th) [A-Z][a-z]+day, {WORD} \d{{4}}"
    r"|\d{1,2}[./-]\d{1,2}[./-]\d{4}|\d{4}[./-]\d{1,2}[./-]\d{1,2}"
)
# By itself or between bars: "Source: Agency | 2018-09-12 21:07:44", "18 May 2021, 16:52".
STAMP = re.compile(
    rf"(?:(?P<update>\bupdated?)\b\W.{{0,20}}?)?(?P<clock>\b{CLOCK}\W{{1,3}})?(?P<weekday>{WEEKDAY})?"
    rf"(?P<day>{DAY})(?P<after>\W{{1,3}}(?:at )?{CLOCK})?",
    re.IGNORECASE,
)
FIGURES = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})")
BAR = re.compile(r"\s+[|•·–—]+\s+|\s*\|\s*|\s{3,}|\n")
LONGEST_STAMP = 140
UPDATE = re.compile(r"\bupdate.*", re.IGNORECASE)
BYLINE = re.compile(r"\W{0,3}(?:By|From|Source|Posted|Published|News|Press)\b")
TIME = re.compile(rf"\b{CLOCK}", re.IGNORECASE)
# The section of a site beside a day: "News - 3 May 2011".
SECTION = re.compile(r"\b(?:latest|news|press|releases?|statements?|articles?)\b", re.IGNORECASE)
# What stands before a day of the week in the same line: the newspaper, the place, the section.
NAMES = re.compile(r"\W*(?:(?:[^\W\d_a-z]\S*|of|the|and|de|du)\W+){0,10}")
# "ANSA: 15 May 2024", "Dakar, 3 May 2011", "(Lima Daily May 3, 2011)": the last line of a report.
LAST_DAY = re.compile(
    rf"(?:[^\w^]{{0,3}}(?:[A-Z]{{2,12}}[:,.]? |[^\W\d_a-z][\w'’ -]{{1,25}}, )?{WEEKDAY}?(?P<day>{DAY})"
    rf"(?:\W{{1,3}}(?:at )?{CLOCK})?[^\w.]{{0,3}}"
    rf"|\((?:[^\W\d_a-z][\w'’-]*[,:]? ){{1,4}}(?P<last>{DAY})\)\W?)"
)
# How far from its end a report may have its day, and how many such lines may stand about it.
LAST_LINES = 10


def read_stamps(opening: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The property, "published" or "updated", and the day that stands by itself, between bars or beside a clock time
    in a short line. Of two lines with a clock time the earlier day is the report's: the other is of the page. Where
    more lines have one, they are entries and say nothing of the page."""
    stamped = [
        matches
        for text in opening
        if len(text) <= LONGEST_STAMP and not text.rstrip().endswith(".")
        if (matches := [match for part in BAR.split(text) if (match := find_stamp(part, text))])
    ]
    if len(stamped) == 2 and all(match["clock"] or match["after"] for matches in stamped for match in matches):
        stamped = [min(stamped, key=lambda matches: parse_date(matches[0]["day"]) or "9999")]
    for match in stamped[0] if len(stamped) == 1 else ():
        yield "updated" if match["update"] else "published", read_day(match["day"], opening) or ""


def read_day(words: str, texts: Sequence[str]) -> str | None:
    """The day in EDTF; of two orders of its figures that which the texts write out ("March 6, 2023").

    >>> read_day("06/03/2023", ["Today, on March 6, 2023, the ministers met."]), read_day("06/03/2023", ["They met."])
    ('2023-03-06', None)
    """
    figures, known = FIGURES.fullmatch(words), parse_date(words)
    if figures is None or known is not None:
        return known
    one, two, year = (int(figure) for figure in figures.groups())
    orders = ((day, month) for day, month in ((one, two), (two, one)) if month <= len(MONTHS))
    told = [(day, month) for day, month in orders if _is_written(day, MONTHS[month - 1], year, " ".join(texts))]
    return f"{year:04d}-{told[0][1]:02d}-{told[0][0]:02d}" if len(told) == 1 else None


def _is_written(day: int, month: str, year: int, text: str) -> bool:
    number = rf"0?{day}(?:st|nd|rd|th)?"
    return re.search(rf"\b(?:{number} {month}|{month} {number}),? {year}\b", text, re.IGNORECASE) is not None


def find_stamp(part: str, text: str) -> re.Match[str] | None:
    """The day in a part of a line that holds nothing else beside a byline, or a clock time, an update or a day of the
    week beside it."""
    match = STAMP.search(part)
    if match is None:
        return None
    after = part[match.end() :]
    before = part[: match.start()]
    rest = before + UPDATE.sub("", after)
    is_alone = part == text.strip() or BYLINE.match(text) is not None or UPDATE.search(after) is not None
    is_bare = not re.search(r"[^\W\d_]{3}", SECTION.sub("", rest))
    is_timed = match["clock"] or match["after"] or (is_bare and TIME.search(text.replace(match["day"], "")))
    is_closing = match["weekday"] and not after.strip() and NAMES.fullmatch(before)
    return match if is_timed or is_closing or (is_alone and is_bare) else None


def is_stamp(text: str) -> bool:
    """Whether a line tells the day and hour at which a report was published, and nothing else.

    >>> is_stamp("20 June 2019 - 18:41"), is_stamp("20 June 2019"), is_stamp("From 20 June 2019 at 18:41")
    (True, False, False)
    """
    match = STAMP.search(text)
    if match is None or not (match["clock"] or match["after"]):
        return False
    return not re.search(r"[^\W\d_]{4}", text[: match.start()] + text[match.end() :])


def read_last_day(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The day in one of the last lines, where it is the only line of that form: others are entries of a chronology."""
    days = [
        (at, match)
        for at, text in enumerate(lines)
        if len(text) <= LONGEST_STAMP
        if (match := LAST_DAY.fullmatch(text))
    ]
    if len(days) == 1 and days[0][0] >= max(len(lines) - LAST_LINES, 1):
        yield "published", parse_date(days[0][1]["day"] or days[0][1]["last"]) or ""
