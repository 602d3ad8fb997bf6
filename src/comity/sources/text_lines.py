"""The lines of a plain text, and what the marks in a line tell: an item, an entry, cells of a table."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from comity.model import BlockKind, Evidence
from comity.sources.references import find_number

BREAKS = "\r\f\x0b\u2028\u2029"
ITEM = re.compile(r"\s*(?:[•▪‣◦·●○■□➢✓]|[*+–—-](?=\s)|\(?\d{1,3}[.)](?=\s)|\(?[a-z][.)](?=\s))\s*")
STOPS, CLOSERS = frozenset(".!?…。！？;,:"), frozenset('"”’»)]')
FINAL_STOP = re.compile(r"[.!?…。！？;,:][\"”’»)\]]*(?:\[[^\[\]\s]{1,8}\])*\s*$")
# Columns of a table that is set with blanks; two do between figures.
GAP = re.compile(r"(?<=[^\s.!?:]) {3,}(?=\S)|(?<=[\d%]) {2}(?=[−-]?\d)")
# A key and its value, which no heading has: "Embassy: Accra".
KEYED = re.compile(r"[^\W\d_][^:.!?]{1,60}: \S")
# The key of a line that does not go on the line before.
KEY = re.compile(r"[A-Z][^\W\d_]*(?: [\w'’-]+){0,4}: \S")
# "1978 January India": no line of prose goes on so.
YEAR_START = re.compile(r"(?:1[5-9]|20)\d\d,? (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\b")
# A line that is a date by which a page says of when it is.
STAMP = re.compile(r"(?:date:? )?(?:1[5-9]|20)\d\d-\d\d-\d\d(?:[ T]\d\d:\d\d(?::\d\d)?)?\s*$", re.IGNORECASE)
LONGEST_HEADING = 100
# "to Finland", "from Estonia": a line that heads those below it.
DIRECTION = re.compile(r"(?:to|from) [^\W\d_]", re.I)
# "From the Republic of Finland to Estonia:": a line that heads a list, by itself.
BOTH_WAYS = re.compile(r"From [^\W\d][\w’' -]{2,40} to [^\W\d][\w’' -]{2,40}:?")
# A cell that is a date: "12 May 1990", "May 12, 1990", "12.05.1990", "1990", "1990–1995", "15 June – 16 June, 2014";
# under the year of a heading "March 10-11", "3–5 May".
_YEAR_DATE = (
    r"(?:[^\W\d_]{3,9}\.?,? )?(?:\d{1,2}(?:st|nd|rd|th)?[ .,/–-]{1,2}){0,3}(?:[^\W\d_]{3,9}\.?,? )?(?:\d{1,2}, )?"
    r"(?:1[5-9]|20)\d\d(?:[-–]\d{2,4}){0,2}"
)
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_SHORT_DATE = rf"(?:{_MONTH} {_DAY}(?: ?[-–] ?(?:{_MONTH} )?{_DAY})?|{_DAY}(?: ?[-–] ?{_DAY})? {_MONTH})"
DATE_CELL = re.compile(
    rf"(?:{_YEAR_DATE}|(?:{_SHORT_DATE}|{_YEAR_DATE}) ?[-–] ?(?:{_YEAR_DATE}|{_SHORT_DATE})|{_SHORT_DATE})"
)
# Cells between bars, and the rule below the header: "Country | Since | Notes |", "---|---|---|".
BARRED = re.compile(r" \||\| ")
BAR = re.compile(r"\s*\|\s*")
LONGEST_TITLE = 200


@dataclass(slots=True)
class Line:
    """A line or several wrapped ones: where it stands, its words, and whether an empty line comes before."""

    start: int
    end: int
    text: str
    after_gap: bool
    kind: BlockKind = "paragraph"
    level: int = 0
    cells: tuple[Evidence, ...] = ()


def has_stop(text: str) -> bool:
    """Whether a line ends with a stop or a comma, marks and brackets behind it set aside.

    >>> has_stop("It was signed in Oslo.[3]"), has_stop("Relations with Norway (1990)")
    (True, False)
    """
    last = text.rstrip()[-1:]
    return last in STOPS or (last in CLOSERS and FINAL_STOP.search(text) is not None)


def list_lines(text: str) -> Iterator[Line]:
    """The lines that are not empty, without the space around them."""
    if "\r" in text:
        text = text.replace("\r\n", " \n")  # as long as before: no place in the text changes
    for mark in BREAKS:
        text = text.replace(mark, "\n")
    after_gap, at = True, 0
    for line in text.split("\n"):
        words = line.strip()
        if "\t" in words:  # an empty first cell
            words = line.rstrip().lstrip(" ")
        if words:
            start = at + line.index(words[0])
            yield Line(start, start + len(words), words, after_gap)
        after_gap = not words
        at += len(line) + 1


def starts_block(line: Line) -> bool:
    """Whether a line is an item, an entry or a rule and so never goes on the line before."""
    text = line.text
    if KEY.match(text) or STAMP.match(text) or YEAR_START.match(text):
        return True
    return (
        ITEM.match(text) is not None or find_number(text) is not None or "\t" in text or has_bars(text) or has_gap(text)
    )


def has_bars(text: str) -> bool:
    """Whether bars set columns apart, or the line is the rule below their heads."""
    return ("|" in text and BARRED.search(text) is not None) or is_bar_rule(text)


def is_bar_rule(text: str) -> bool:
    """Whether a line is the rule below the heads of columns: dashes, with bars, colons and blanks between them."""
    return text[-1:] in "-|:+" and "--" in text and not text.strip(" \t|:+-")


def has_gap(text: str) -> bool:
    """Whether blanks set columns apart."""
    return "   " in text and GAP.search(text) is not None


def list_runs(lines: Sequence[Line], is_member: Callable[[Line], bool], least: int = 2) -> Iterator[tuple[int, int]]:
    """Start and end of each run of two or more lines that are members."""
    start = 0
    for index in range(len(lines) + 1):
        if index < len(lines) and is_member(lines[index]):
            continue
        if index - start >= least:
            yield start, index
        start = index + 1


def is_row(line: Line) -> bool:
    """Whether a line has cells: a separator, a tab, or a gap between columns."""
    return bool(line.cells) or "\t" in line.text or has_bars(line.text) or has_gap(line.text)
