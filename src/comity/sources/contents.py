"""Lists of contents, which are no text of the page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from comity.sources.text_lines import LONGEST_HEADING, Line, has_stop, list_runs

BULLET = re.compile(r"\s*[•▪‣◦·●○■□*+–—-]\s*")
TRAILING_NUMBER = re.compile(r"(.*?\S)[\s.…]+(\d{1,3})\s*$")
LEADING_NUMBER = re.compile(r"\s*(\d{1,2}(?:\.\d{1,2})*)[.)]?\s+(\S.*)$")
CONTENTS = frozenset(("contents", "table of contents", "içindekiler", "inhalt", "sommaire", "índice", "содержание"))


def mark_contents(lines: list[Line]) -> list[Line]:
    """Lists of contents become boilerplate: items that count up ("History 1"), or that name later headings."""
    short = Counter(line.text.casefold() for line in lines if len(line.text) <= LONGEST_HEADING)
    marked = list(lines)
    for start, end in list_runs(lines, is_short):
        titled = start > 0 and lines[start - 1].text.strip(" :").casefold() in CONTENTS
        first = start - 1 if titled else start
        opens = lines[start].text.strip(" :").casefold() in CONTENTS
        entries = lines[start + opens : end]
        if len(entries) >= 2 and (counts_up(entries) or names_headings(entries, short, titled=titled or opens)):
            for index in range(first, end):
                marked[index] = replace(lines[index], kind="boilerplate")
    return marked


def is_short(line: Line) -> bool:
    """Whether a line could be an entry of a list of contents."""
    if len(line.text) > LONGEST_HEADING or has_stop(line.text):
        return False
    if line.text.strip(" :").casefold() in CONTENTS:
        return True
    is_numbered = LEADING_NUMBER.match(line.text) or TRAILING_NUMBER.match(line.text)
    return BULLET.match(line.text) is not None or is_numbered is not None


def counts_up(entries: Sequence[Line]) -> bool:
    """Whether the numbers behind bulleted entries are 1, 2, 3 …, as a copied list of contents has them."""
    found = [TRAILING_NUMBER.match(line.text) for line in entries]
    numbers = [int(each[2]) for each in found if each]
    return len(numbers) == len(entries) and numbers == list(range(1, len(numbers) + 1))


def names_headings(entries: Sequence[Line], short: Counter[str], *, titled: bool) -> bool:
    """Whether entries recur as lines of their own further on: most of them, or half below the word "Contents"."""
    again = sum(1 for line in entries if short[name_entry(line.text).casefold()] > 0)
    return again * 2 >= len(entries) if titled else again >= 3 and again * 4 >= len(entries) * 3


def name_entry(text: str) -> str:
    """The words of an entry without its bullet and numbers; not its own line unless something is left away."""
    words = BULLET.sub("", text, count=1)
    found = LEADING_NUMBER.match(words)
    words = found[2] if found else words
    found = TRAILING_NUMBER.match(words)
    words = found[1] if found else words
    return words if words != text else "\0"
