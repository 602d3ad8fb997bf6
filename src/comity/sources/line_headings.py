"""Which lines of a plain text are its title and its headings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from comity.model import BlockKind
from comity.sources.boilerplate import is_notice
from comity.sources.stamps import is_stamp
from comity.sources.text_lines import (
    BOTH_WAYS,
    DATE_CELL,
    DIRECTION,
    ITEM,
    KEYED,
    LONGEST_HEADING,
    LONGEST_TITLE,
    YEAR_START,
    Line,
    has_stop,
    is_row,
    starts_block,
)
from comity.sources.wrapping import UNDERLINE

# A name with its years, or with a full date in brackets, which is no heading.
DATED_END = re.compile(
    r",\s(?:\d{1,2}\s)?(?:[A-Z][a-z]+\s)?(?:1[5-9]|20)\d\d"
    r"(?:\s?[–-]\s?(?:\d{2,4}|present))?(?: \([^()]{1,60}\))?$"
    r"|\([^()]{0,40}\b\d{1,2}[ ./-](?:[A-Z][a-z]+|\d{1,2})[,./ -]{1,2}(?:1[5-9]|20)\d\d\)$"
)
# A line that begins with its year is an entry: "1996 – Visit of the President".
DATED_START = re.compile(r"(?:1[5-9]|20)\d\d(?:\s[–—-]|:)\s\S")
# "(Auckland 19 November 1994)" below the name of a treaty.
BRACKETED = re.compile(r"\([^()]{4,60} (?:1[5-9]|20)\d\d\)")
# What copies of wikis have behind headings.
EDIT = re.compile(r"\s*\[edit(?: source)?\]\s*$")
MOST_HEADING_WORDS = 14
# A key and its value, as handbooks print them: "members — (7) Canada, France", "established - 22 September 1985".
DASHED_KEY = re.compile(r"[a-z][a-z ]{2,30} [–—-] \S")
# What an encyclopaedia prints below a heading to point elsewhere.
HATNOTE = re.compile(r"(?:Main articles?|See also|Further information|Main page)(?: on| in)?: \S", re.IGNORECASE)
# A title is looked for among the first lines of a page; above it stand at most the site's name and its buttons.
TITLE_LINES = 12
# Of them the first may tell when and by whom a report was published.
STAMP_LINES = 3


def mark_title(lines: list[Line]) -> list[Line]:
    """The title: the first line that is repeated near the top, else the first line if it is like a title.

    What stands above a repeated title is the site's own.
    """
    top = [index for index in range(min(TITLE_LINES, len(lines))) if is_like_title(lines, index)]
    again = Counter(lines[index].text.casefold() for index in top)
    repeated = [index for index in top if again[lines[index].text.casefold()] > 1]
    if not repeated:
        if not top or len(lines) < 2:
            return lines
        first = next((index for index in range(min(STAMP_LINES, len(lines))) if not is_stamp(lines[index].text)), 0)
        return put(lines, {first: "title"}) if first in top else lines
    title = repeated[0]
    copies = [index for index in repeated[1:] if lines[index].text.casefold() == lines[title].text.casefold()]
    above: dict[int, BlockKind] = dict.fromkeys(range(title), "boilerplate")
    return put(lines, above | dict.fromkeys(copies, "boilerplate") | {title: "title"})


def is_like_title(lines: Sequence[Line], index: int) -> bool:
    """Whether a line could be a title: words, few, without a final stop, no item or row, and something follows."""
    line = lines[index]
    if "|" in line.text or not any(character.isalpha() for character in line.text):
        return False
    if line.kind != "paragraph" or len(line.text) > LONGEST_TITLE or index + 1 >= len(lines):
        return False
    if is_notice(line.text) or DATE_CELL.fullmatch(line.text.strip()):
        return False
    return not has_stop(line.text) and ITEM.match(line.text) is None and "\t" not in line.text


def put(lines: Sequence[Line], kinds: dict[int, BlockKind]) -> list[Line]:
    """The lines, some of them with another kind."""
    return [replace(line, kind=kinds[index]) if index in kinds else line for index, line in enumerate(lines)]


def is_heading(lines: Sequence[Line], index: int) -> bool:
    """Whether a line is short, has no final stop and no citation mark, stands apart, and something follows it."""
    line = lines[index]
    if len(line.text) > LONGEST_TITLE:
        return False
    if "[edit" in line.text:
        line = replace(line, text=EDIT.sub("", line.text))
    if is_capital_heading(lines, index):
        return True
    if len(line.text) > LONGEST_HEADING or len(line.text.split()) > MOST_HEADING_WORDS or index + 1 >= len(lines):
        return False
    if HATNOTE.match(line.text) or DASHED_KEY.match(line.text):
        return False
    if has_stop(line.text) or ITEM.match(line.text) or is_row(line) or line.text.endswith("]"):
        return False
    if DATED_END.search(line.text) or DATED_START.match(line.text) or YEAR_START.match(line.text):
        return False
    if BRACKETED.fullmatch(line.text):
        return False
    if KEYED.match(line.text) and line.text[-4:].isdigit():
        return False
    if KEYED.match(line.text) and any(KEYED.match(near.text) for near in (*lines[index - 1 : index], lines[index + 1])):
        return False
    following = lines[index + 1]
    if UNDERLINE.match(following.text) and not following.after_gap:
        return True
    heads = lines[index + 1 : index + (3 if DIRECTION.match(following.text) else 2)]
    if heads[-1].cells:
        return True  # "Visits", "To Finland" above the rows of a table
    if BOTH_WAYS.fullmatch(line.text) and ITEM.match(following.text):
        return True
    is_apart = line.after_gap or len(lines[index - 1].text) > LONGEST_HEADING
    return is_apart and (following.after_gap or len(following.text) > LONGEST_HEADING or starts_block(following))


def is_capital_heading(lines: Sequence[Line], index: int) -> bool:
    """Whether a line, or two joined, stands apart in capitals, with more words than a name has."""
    line = lines[index]
    if not line.after_gap or not line.text.isupper() or index + 1 >= len(lines) or is_row(line):
        return False
    if KEYED.match(line.text) and line.text[-4:].isdigit():
        return False
    if not lines[index + 1].after_gap and not lines[index + 1].text.startswith("("):
        return False
    return len(line.text) <= LONGEST_TITLE and len(line.text.split()) > 4
