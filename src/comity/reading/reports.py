"""News: a document that is a report of its day, and the dateline with which it begins."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import islice

from comity.model import Document
from comity.names import Name
from comity.reading.context import Context
from comity.reading.date_words import MONTH_NUMBERS
from comity.reading.dates import DateMention, find_dates, resolve_date
from comity.reading.tokens import DASHES, Token

# How news begins: "ACCRA, 3 May (Agency) –", "Accra – ", "Accra. 3 May 2014. AGENCY"; or with a day of the week.
_DATELINE = re.compile(
    r"\W{0,3}[^\W\d_a-z][^\n:;.]{1,40}?[.,]?"
    r"(?:[ ,(]+(?:\d{1,2} [A-Z][a-z]+|[A-Z][a-z]+\.? \d{1,2})\b,?(?: \d{4})?)?"
    r"(?:(?:\s*\([^()\n]{2,40}\)|\s*/[^/\n]{2,40}/)?\s*(?:--|[-–—:](?=\s))|\s*/[^/\n]{2,40}/\."
    r"|\.\s[A-Z]{3,}(?:\.|\s?[-–—](?=\s)))\s*"
)
# "Windhoek, Aug 27 (Agency) The president": no dash behind the agency in brackets.
_BRACKETED = re.compile(
    r"\W{0,3}[^\W\d_a-z][^\n:;.()]{1,40}?, (?:\d{1,2} [A-Z][a-z]{2,8}|[A-Z][a-z]{2,8}\.? \d{1,2})\b(?:,? \d{4})?"
    r"\.? \([A-Z][^()\n]{1,30}\)\.?\s+(?=[A-Z])"
)
# "LIMA, Nov. 16 (Agency) --", "BUJUMBURA, Burundi (Agency) —": a place in capitals and who reports; "Algiers (VNA) –",
# "ASTANA. KAZINFORM -": the agency in capitals; or "LAGOS —".
_PLACED = re.compile(
    r"(?:[^\W\d_a-z][^\Wa-z]{2,}[^\n.;]{0,40}?(?:\([A-Z][^()\n]{1,30}\)|/[A-Z]{3,}/)"
    r"|[A-Z][^\n.;()]{2,30} \([A-Z]{2,12}\)|[A-Z][A-Z'’ -]{2,30}\. [A-Z]{3,})\s*(?:--|[-–—])\s"
    r"|[^\W\d_a-z][^\Wa-z]{2,}[^\n.;:a-z]{0,20} (?:--|[–—])\s"
)
# "GABORONE, Nov. 29, BOPA -", "ASHGABAT, Turkmenistan, October 19.": the day, and the year left out.
_YEARLESS = re.compile(
    r"\W{0,3}[^\W\d_a-z][^\n:;()]{1,40}?[.,]\s(?P<day>\d{1,2} [A-Z][a-z]+|[A-Z][a-z]+\.? \d{1,2})(?!\d|,? \d{4})"
    r"[^\n\d]{0,30}?(?:--|[-–—](?=\s)|\.(?=\s[A-Z]))"
)
# "Lima, May 3, 2014" by itself, "NUKU'ALOFA, Tonga – Monday 3 May 2014".
_PLACE_LINE = re.compile(
    r"[^\W\d_a-z][^\n\d:;]{2,40}?[,–—-] ?(?:[A-Z][a-z]+day,? )?"
    r"(?:\d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]+|[A-Z][a-z]+ \d{1,2}(?:st|nd|rd|th)?)(?:,? \d{4})?\W{0,3}"
)
# The first paragraphs of a page are often its menu.
OPENING_PARAGRAPHS = 12
LEADING_PARAGRAPHS = 4
# What a report begins with gives a full date of the weeks about it: so many characters, so many days apart.
LONGEST_START = 700
NEAR_DAYS = 31
DAYS_AHEAD = 3
LONGEST_LEAD = 500
DAYS_OF_NEWS = 2
_FEAST = re.compile(r"\b[Aa]nniversar|\b[Jj]ubilee|\b(?:years|decades) (?:of|ago|since)\b")
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_WEEKDAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b(?!,? (?:the )?\d)|\b[Yy]esterday\b")
_DAY_NAMED = re.compile(rf"{_WEEKDAY.pattern}|\b[Tt]oday\b")


def is_report(document: Document) -> bool:
    """Whether a document is news: it has a dateline, or one of its first paragraphs tells of a day of the week or of
    the day on which it was published."""
    day = find_day(document)
    if day is None:
        return False
    if ("published", "dateline") in document.signals:
        return True
    now = re.compile(rf"{_DAY_NAMED.pattern}|{_write_days(day)}")
    return any(
        (k < LEADING_PARAGRAPHS and now.search(document.text, start, min(end, start + LONGEST_LEAD)) is not None)
        or _PLACED.match(document.text, start, end) is not None
        or _YEARLESS.match(document.text, start, end) is not None
        for k, (start, end) in enumerate(_openings(document))
    )


def is_undated_report(document: Document) -> bool:
    """Whether a document is news of a day that is not known: its first paragraphs tell of a day of the week, or of a
    day without its year, and of no year; or one of them begins with a dateline that leaves the
    year out, as the whole of it does."""
    if find_day(document) is not None:
        return False
    leads = [(start, min(end, start + LONGEST_LEAD)) for start, end in _openings(document)][:LEADING_PARAGRAPHS]
    if any(_YEARLESS.match(document.text, *lead) and not _YEAR.search(document.text, *lead) for lead in leads):
        return True
    if not leads or _YEAR.search(document.text, 0, leads[-1][1]) is not None:
        return False
    return any(
        _DAY_NAMED.search(document.text, *lead) is not None or _has_yearless(document.text[slice(*lead)])
        for lead in leads
    )


def tells_of_weekdays(document: Document) -> bool:
    """Whether one of the first paragraphs tells of a day of the week or of the day before, and of no year: it is news,
    and no month of it is of a year that was told of the past."""
    leads = [document.text[start : min(end, start + LONGEST_LEAD)] for start, end in _openings(document)]
    return any(_WEEKDAY.search(lead) is not None and _YEAR.search(lead) is None for lead in leads[:LEADING_PARAGRAPHS])


def _has_yearless(lead: str) -> bool:
    """Whether a text tells of a day without its year."""
    return any(mention.partial is not None and mention.partial.day is not None for mention in find_dates(lead))


def _write_days(last: date) -> str:
    """A pattern of the day of publication and of the day before, with or without the year."""
    forms = "|".join(_write_day(last - timedelta(days)) for days in range(DAYS_OF_NEWS))
    return rf"\b(?:{forms})(?!\w| \d{{1,3}}\b)"


def _write_day(day: date) -> str:
    month = f"(?:{'|'.join(name for name, number in MONTH_NUMBERS.items() if number == day.month)})\\.?"
    number = f"{day.day}(?:st|nd|rd|th)?"
    return f"{number} {month}|{month} {number}"


def find_dateline_day(document: Document) -> date | None:
    """The day of the dateline with which a report begins: that of publication or the day before it."""
    day = find_day(document)
    for start, end in _openings(document) if day is not None else ():
        found = next(filter(None, (form.match(document.text, start, end) for form in _DATED_LINES)), None)
        for one in (day, day - timedelta(1)) if found is not None and day is not None else ():
            if found is not None and re.search(rf"\b(?:{_write_day(one)})(?!\w)", found[0]):
                return one
    return None


_DATED_LINES = (_BRACKETED, _YEARLESS, _DATELINE)


def _openings(document: Document, kinds: Sequence[str] = ("paragraph",)) -> list[tuple[int, int]]:
    """Where the first paragraphs begin and end."""
    paragraphs = (block for block in document.blocks if block.kind in kinds)
    return [(block.start, block.end) for block in islice(paragraphs, OPENING_PARAGRAPHS)]


def skip_dateline(document: Document, start: int, names: Sequence[Name]) -> int:
    """Where the text of a paragraph begins behind its dateline, which is a place and says nothing of who acts."""
    found = _DATELINE.match(document.text, start) or _BRACKETED.match(document.text, start)
    at = bisect_left(names, start, key=lambda name: name.start)
    is_place = at < len(names) and names[at].start <= start + 3 and names[at].type in ("city", "state")
    return found.end() if found is not None and is_place else start


def find_place_line(document: Document, names: Sequence[Name]) -> tuple[str, tuple[object, ...]] | None:
    """The place in a line of its own that gives place and day: "Lima, May 3, 2014"; None where several do."""
    lines = [
        find_place(names, start)
        for start, end in _openings(document, ("paragraph", "heading"))
        if _PLACE_LINE.fullmatch(document.text, start, end) is not None and _begins_with_name(names, start)
    ]
    return lines[0] if len(lines) == 1 else None


def _begins_with_name(names: Sequence[Name], start: int) -> bool:
    at = bisect_left(names, start, key=lambda name: name.start)
    return at < len(names) and names[at].start <= start + 3


def find_place(names: Sequence[Name], start: int) -> tuple[str, tuple[object, ...]] | None:
    """The place with which a dateline begins at `start`, as tag and data of its token."""
    at = bisect_left(names, start, key=lambda name: name.start)
    if at == len(names) or names[at].type not in ("city", "state"):
        return None
    return ("C", (names[at],)) if names[at].type == "city" else ("S", (names[at].code,))


def skip_stamp(tokens: list[Token], context: Context) -> list[Token]:
    """The tokens of a headline or a first line without the day that is printed before it, on which it was published:
    "29.08.2022Minister to visit Oslo" in a list of news, "date 2022-08-29 The minister arrived"."""
    is_labelled = bool(tokens) and tokens[0].lower == "date"
    first = 1 if tokens and (tokens[0].text == "(" or is_labelled) else 0
    if len(tokens) < first + 3 or tokens[first].tag != "D":
        return tokens
    is_numeric = tokens[first].text[:4].isdigit() and "-" in tokens[first].text
    if not (is_labelled and is_numeric) and tokens[first + 1].start != tokens[first].end:
        return tokens
    when = tokens[first].data.when
    if when is None or when.first_day is None or when.first_day != when.last_day:
        return tokens
    if not tokens[first + 1].text[:1].isupper():
        return tokens
    context.published, context.is_report, context.day = when.first_day, True, None
    return tokens[first + 1 :]


def take_up_dateline(tokens: list[Token], context: Context) -> None:
    """ "LAGOS, March 3 (NAN) – The minister arrived here": "here" is where the report was written."""
    end = next((i for i, token in enumerate(tokens[:14]) if token.text in DASHES or token.text in (":", "--")), None)
    is_dateline = bool(end) and tokens[0].tag == "C" and (tokens[0].text.isupper() or end != 1)
    if is_dateline and all(token.tag in "CDQWG,().;" for token in tokens[:end]):
        context.dateline = ("C", tokens[0].data)
    if context.dateline is None:
        return
    for i, token in reversed(list(enumerate(tokens))):
        if token.lower == "here" and token.tag != "C":
            token.tag, token.data = context.dateline
            tokens.insert(i, Token(token.start, token.start, "in", "I"))  # "met here": met in the place, not the place


def find_day(document: Document) -> date | None:
    """The day of publication, or of the update that a report is stamped with, or of a dateline whose year the text
    tells; None where no day is known."""
    is_stamped = ("updated", "stamp") in document.signals
    text = document.source.published or (document.source.updated if is_stamped else None) or ""
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return date.fromisoformat(text)
    return None if text else _find_yearless(document)


def _find_yearless(document: Document) -> date | None:
    """The day of a dateline without its year, where the report gives a full date of the same weeks."""
    found = (_YEARLESS.match(document.text, start, end) for start, end in _openings(document))
    match = next((one for one in found if one is not None), None)
    if match is None:
        return None
    day = next((mention for mention in find_dates(match["day"]) if mention.partial and mention.partial.day), None)
    if day is None:
        return None
    told = document.text[match.end() : match.end() + LONGEST_START]
    if _FEAST.search(told):
        return None  # the day that is remembered lies near the day of the feast, of another year
    for mention in find_dates(told):
        when = _place_near(day, mention)
        if when is not None:
            return when
    return None


def _place_near(day: DateMention, told: DateMention) -> date | None:
    """A day without its year, in the year in which it soon follows a full date; None where it follows none.

    A full date some time after the day of the report may as well be that of another year, which is why it is full.
    """
    full = told.when.first_day if told.when is not None and told.when.precision in ("day", "interval") else None
    when = None if full is None else resolve_date(day, anchor=None, published=full)
    first = None if when is None else when.first_day
    return first if first is not None and full is not None and -DAYS_AHEAD <= (first - full).days <= NEAR_DAYS else None
