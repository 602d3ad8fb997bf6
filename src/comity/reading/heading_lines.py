"""Lines that head what follows though no mark-up says so: of a list, of columns, a year, a direction, a banner."""

from __future__ import annotations

import re

from comity.model import Block
from comity.reading.headings import LINE_LEVEL
from comity.reading.page import Page

# Blocks of the page's own words, and those that stand in a list.
PROSE = frozenset({"paragraph", "item", "row", "caption"})
ENTRIES = frozenset({"item", "row"})
# A line that heads others has no more characters.
LONGEST_LINE = 100
# A line of a list has no more.
LONGEST_DATED = 160
# "1. Political Relations" under no mark-up stands over "(1) From A to B", and both over their entries.
_NUMBERED = re.compile(r"\s*(?P<bracket>\()?(?:\d{1,2}|[a-zA-Z]|[ivxIVX]{1,4})(?P<close>[.)])\)?\s+(?=\S)")
_YEAR = re.compile(r"\W{0,3}(?:1[5-9]|20)\d\d\W{0,2}")
# What is told of a thing in the line below its name: "Signed: …", "In force since: …".
_STEP = re.compile(
    r"[ \t]*\n[ \t]*(?:(?:date|place)(?: and (?:date|place))? of )?(?:signed|signature|concluded|conclusion|"
    r"(?:in|entry into|entered into) force|ratified|ratification|status)\b[^\n:]{0,20}:",
    re.IGNORECASE,
)
# The end of a sentence; not that of "U.S."
STOP = re.compile(r"(?<!\.[A-Z])[.!?;…][\"”’')\]\d]*\s*$")
# A line that may give a direction and no more.
_TURN = re.compile(r"[ \t]*(?:To|From|to|from)\b[^\n.;]*")
# The heads of columns, the first of states: "# Country[5] Date".
_COLUMNS = re.compile(
    r"(?:# ?|No\.? )?(?:Country|State|Nation|Partner)\b(?: ?\[\w+\])?(?: [A-Z(][\w()/]*(?: ?\[\w+\])?){1,8}\s*"
)
_KEYED_BELOW = re.compile(r"[^\S\n]*\n[^\S\n]*[A-Z][\w ]{2,30}: \S")
BULLET = re.compile(r"\s*[-–—•*·▪]")


def names_what_follows(text: str, end: int) -> bool:
    """Whether the line after this place tells of what the words before it name: "Signed: Accra, 6 July 1976"."""
    return _STEP.match(text, end) is not None


def is_year(page: Page, block: Block) -> bool:
    """Whether a block is a year alone, which heads what happened in it."""
    return _YEAR.fullmatch(page.text, block.start, block.end) is not None


def is_banner(page: Page, block: Block) -> bool:
    """Whether a paragraph is a title in capitals that tells between whom: "AGREEMENTS BETWEEN A AND B"."""
    words = page.text[block.start : block.end]
    if len(words) > LONGEST_LINE or not words.isupper() or STOP.search(words):
        return False
    tags = [mention.tag for mention in page.inside(block.start, block.end)]
    return "H" in tags and "S" in tags and not any(t.tag in "VX" for t in page.tokens(block.start, block.end))


def is_heading(page: Page, block: Block) -> bool:
    """Whether a block is a heading by its mark-up, or a year; not a name of which the next line tells."""
    if block.kind == "heading":
        return not names_what_follows(page.text, block.end)
    return block.kind == "paragraph" and is_year(page, block)


def heads_list(page: Page, index: int) -> bool:
    """Whether a paragraph is the heading of the entries after it: a short line that is no sentence."""
    block = page.blocks[index]
    following = page.blocks[index + 1] if index + 1 < len(page.blocks) else None
    if (
        block.kind not in ("paragraph", "caption")
        or following is None
        or block.end - block.start > LONGEST_LINE
        or (following.kind not in ENTRIES and not _heads_lines(page, index))
    ):
        return False
    words = page.text[block.start : block.end]
    if STOP.search(words) or "\n" in words.strip():
        return False
    mentions = page.inside(block.start, block.end)
    tags = {mention.tag for mention in mentions}
    if tags & {"O", "P"} and _opens_with_date(page, block):
        return False  # "May 2015 Prime Minister N on a working visit" is an entry itself
    return "M" not in tags and bool(tags & {"H", "S", "J"})


def _heads_lines(page: Page, index: int) -> bool:
    """Whether a line without a date or a verb stands over dated lines that are no sentences: "Agreements", and below it
    "1962 – Treaty of Friendship", "4 May 1978 – Agreement on Fisheries"."""
    block, following = page.blocks[index], page.blocks[index + 1 : index + 3]
    tags = {mention.tag for mention in page.inside(block.start, block.end)}
    if "H" not in tags or tags & {"D", "O", "P"} or len(following) < 2 or ": " in page.text[block.start : block.end]:
        return False
    if not all(one.kind == "paragraph" and _is_dated_line(page, one) for one in following):
        return False
    return not any(token.tag in "VX" for token in page.tokens(block.start, block.end))


def _is_dated_line(page: Page, block: Block) -> bool:
    words = page.text[block.start : block.end]
    if len(words) > LONGEST_DATED or "\n" in words.strip() or STOP.search(words):
        return False
    return any(mention.tag == "D" for mention in page.inside(block.start, block.end))


def heads_columns(page: Page, index: int) -> bool:
    """Whether a line is the heads of columns that the text does not keep: "Country Formal Relations Began Notes"
    over lines that begin with a state."""
    block, following = page.blocks[index], page.blocks[index + 1 : index + 2]
    if not following or not _COLUMNS.fullmatch(page.text, block.start, block.end):
        return False
    if any(mention.tag in "SDPCOM" for mention in page.inside(block.start, block.end)):
        return False
    inside = page.inside(following[0].start, following[0].end)
    return bool(inside) and inside[0].tag == "S" and following[0].kind in ("paragraph", "heading")


def turns_about(page: Page, index: int) -> bool:
    """Whether a line gives a direction alone and a line with a date comes next: "To Norway", "From A to B"."""
    block, following = page.blocks[index], page.blocks[index + 1 : index + 2]
    if not following or following[0].kind not in PROSE or block.end - block.start > LONGEST_LINE:
        return False
    if _TURN.match(page.text, block.start, block.end) is None or not _opens_with_date(page, following[0]):
        return False
    heading = page.heading(block.start, block.end, LINE_LEVEL)
    return heading.is_plain and heading.is_direction


def _opens_with_date(page: Page, block: Block) -> bool:
    bullet = BULLET.match(page.text, block.start, block.end)
    first = page.inside(block.start if bullet is None else bullet.start(), block.end)[:1]
    return bool(first) and first[0].tag == "D" and not page.text[block.start : first[0].start].strip("•*–- ")


def is_numbered_heading(page: Page, index: int) -> bool:
    """Whether a numbered item is a heading: few words, a cue noun or two states; no person, verb or figure."""
    block = page.blocks[index]
    if _is_listed(page, index):
        return False
    number = _NUMBERED.match(page.text, block.start, block.end)
    words = page.text[block.start : block.end]
    if number is None or _KEYED_BELOW.match(page.text, block.end):
        return False  # what the lines below tell, "Signed: …", is told of it
    if len(words) > LONGEST_LINE or STOP.search(words) or "\n" in words.strip() or ": " in words:
        return False
    if names_what_follows(page.text, block.end):
        return False  # "1. Trade Agreement", and below it "Signed: Accra, 6 July 1976"
    mentions = [mention for mention in page.inside(block.start, block.end) if mention.start >= number.end()]
    tags = "".join(mention.tag for mention in mentions)
    if "M" in tags or "O" in tags or "P" in tags:
        return False
    tokens = page.tokens(number.end(), block.end)
    return not any(token.tag in "VX" for token in tokens) and ("H" in tags or sum(tag in "SJ" for tag in tags) > 1)


def _is_listed(page: Page, index: int) -> bool:
    """Whether a numbered item follows or goes before another at once: under a heading other text would stand."""
    following = page.blocks[index + 1 : index + 2]
    if not following or following[0].kind == "heading":
        return True
    near = page.blocks[max(0, index - 1) : index] + following
    return any(block.kind == "item" and _NUMBERED.match(page.text, block.start, block.end) for block in near)
