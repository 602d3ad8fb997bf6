"""Lines of text that are broken by hand made whole, so that no rule need know where a line ended."""

from __future__ import annotations

import re
from collections.abc import Iterator

from comity.model import Document

# No-break, figure, thin and narrow spaces, which no pattern need know.
_SPACES = dict.fromkeys(map(ord, "\u00a0\u2007\u2009\u202f"), " ")
SHORTEST_PROSE_LINE = 45
# What a line of prose fills of the longest at least: a long word at its end goes to the next.
SHARE_OF_PROSE_LINE = 0.6
# The lines that begin small in a block of prose at least: names and numbers begin the others.
SHARE_OF_SMALL = 0.3
# Words that no line of a list ends with.
_UNENDED = re.compile(r"\b(?:to|in|of|the|and|with|by|at|from|for|an|its|their|was|were|had|until|between)\Z")
# What a line of a list of papers ends with: when one was signed.
BRACKETED_END = re.compile(r"\([^()]{0,60}\d{4}\)[.,;]?$")
# Between two lines of prose: after no mark that ends or opens one, before no bullet and no number or date of an entry.
_JOINT = re.compile(
    r"(?<=[\w,)\]%”’\"])\n(?=\S)(?![-–—•*·▪|]|\([\dA-Z]|\d{1,4}[.):\s–-]+[A-Z–—-]|(?:1[6-9]|20)\d\d\s*(?:[:—|]|[–-](?!\d)))"
)

# What editors of an encyclopaedia put behind a sentence: it is no part of what the sentence says.
_EDITORIAL = re.compile(
    r"\[(?:[a-z-]+ ){0,3}needed[^\]\n]{0,40}\]|\[(?:when|who|which|where|why|how|(?:by|for|to|according to) whom|"
    r"clarify|vague|edit|update|sic|(?:dubious|disputed|need quotation)[^\]\n]{0,20}|(?:permanent )?dead link|"
    r"failed verification|not in citation given|original research|unreliable source)\??\]"
)


# The file of a picture, which a copied page names in its place: "Flag of Japan.svg  Japan".
_PICTURE = re.compile(
    r"(?:Flag|Coat of arms|Emblem|Seal|Logo|Map|Location|Standard|Banner)\b[^\n|:;.]{1,60}"
    r"\.(?:svg|png|jpe?g|gif|webp)\b",
    re.IGNORECASE,
)
_PICTURE_END = re.compile(r"\.(?:svg|png|jpe?g|gif|webp)\b", re.IGNORECASE)


def level(document: Document) -> str:
    """The document's text, as long as before, in which a space is a space, the lines of a paragraph are one, and the
    remarks of editors and the names of pictures are blank.

    A line goes on in the next where that begins small or with a mark, where it ends with a word that wants another, or
    where it is as long as lines of prose that is broken by hand; entries of a list stay lines.
    """
    text = document.text
    if not text.isascii() and any(space in text for space in map(chr, _SPACES)):
        text = text.translate(_SPACES)
    if "[" in text:
        text = _EDITORIAL.sub(lambda found: " " * len(found[0]), text)
    if _PICTURE_END.search(text):
        text = _PICTURE.sub(lambda found: " " * len(found[0]), text)
    pieces, at = [], 0
    for joint in _joints(document, text):
        pieces += [text[at:joint], " "]
        at = joint + 1
    return "".join([*pieces, text[at:]]) if pieces else text


def _joints(document: Document, text: str) -> Iterator[int]:
    for block in document.blocks:
        if block.kind in ("paragraph", "item") and text.find("\n", block.start, block.end) >= 0:
            lines = text[block.start : block.end].split("\n")
            is_list, is_ragged = _is_list(lines), _is_ragged(lines)
            for joint in _JOINT.finditer(text, block.start, block.end):
                length = joint.start() - max(text.rfind("\n", 0, joint.start()), block.start)
                goes_on = text[joint.start() - 1] == "," or not is_list
                begins = text[joint.end()]
                is_prose = is_ragged or begins.islower() or begins in ",;.)"  # a link was on a line of its own
                is_prose = is_prose or (length > SHORTEST_PROSE_LINE and goes_on)
                if is_prose or _UNENDED.search(text, max(joint.start() - 9, 0), joint.start()):
                    yield joint.start()


def _is_ragged(lines: list[str]) -> bool:
    """Whether many lines of a block begin small: prose broken anywhere, wherever its names stand."""
    return len(lines) > 5 and sum(line[:1].islower() for line in lines) > SHARE_OF_SMALL * len(lines)


def _is_list(lines: list[str]) -> bool:
    """Whether the lines of a block are entries: prose that is broken by hand fills its lines but for the last."""
    if len(lines) > 1 and all(BRACKETED_END.search(line) for line in lines):
        return True  # "Agreement on Trade (3 May 1990)", line by line
    longest = max(map(len, lines))
    is_uneven = any(len(line) < SHARE_OF_PROSE_LINE * longest for line in lines[:-1])
    return len(lines) > 2 and is_uneven and all(line[:1].isupper() for line in lines)
