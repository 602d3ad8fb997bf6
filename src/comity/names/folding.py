"""Text → the same text in plain ASCII letters with straight quotes and single spaces, and the way back.

Names are compared in this form, so that "Côte d’Ivoire", "Cote d'Ivoire" and a name broken over two lines are one.
What comes out has a space at each end, so that no look at a neighbour runs over the edge.
"""

from __future__ import annotations

import codecs
import unicodedata
from bisect import bisect_right
from typing import NamedTuple

_PUNCTUATION = {
    **dict.fromkeys("‘’‚‛′`´ʼʻ", "'"),
    **dict.fromkeys("“”„‟″«»", '"'),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    **dict.fromkeys("\u00a0\u2002\u2003\u2007\u2009\u200a\u202f\u3000", " "),
    **dict.fromkeys("\u00ad\u200b\u200c\u200d\ufeff", " "),
}
_LETTERS = dict(zip("ıłŁøØđĐðÐßæÆœŒþÞəƏŋħĦ", "ilLoOdDdDsaAoOtTaAnhH", strict=True))
# Two line ends part paragraphs: no name runs over them, so they stay two characters. One line end is a blank.
PARAGRAPH = "\x00\x00"
_LINE_ENDS = (("\n\n", PARAGRAPH), ("\n", " "), ("\t", " "), ("\r", " "), ("\f", " "), ("\v", " "))


def _fold_character(character: str) -> str:
    """One ASCII character: the letter without accent, "_" for a letter of another script, a space for the rest."""
    if plain := _PUNCTUATION.get(character) or _LETTERS.get(character):
        return plain
    base = unicodedata.normalize("NFD", character)[0]
    return base if base.isascii() else "_" if character.isalpha() else " "


def _fold_error(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(map(_fold_character, error.object[error.start : error.end])), error.end


# The codec walks the ASCII part at memory speed and calls us for the rest: 1 ns a character, str.translate takes 40.
_FOLD = "comity.names.fold"
codecs.register_error(_FOLD, _fold_error)


class Folded(NamedTuple):
    """`text` is the folded form between two spaces; `starts` and `shifts` say how many characters were dropped."""

    text: str
    starts: tuple[int, ...] = ()
    shifts: tuple[int, ...] = ()

    def offset(self, position: int) -> int:
        """The offset in the original of a position in the folded text."""
        if not self.starts:
            return position - 1
        known = bisect_right(self.starts, position) - 1
        return position - 1 + (self.shifts[known] if known >= 0 else 0)


def fold(text: str) -> Folded:
    """The folded text with what is needed to find each character in the original.

    >>> fold("Côte\\nd’Ivoire").text
    " Cote d'Ivoire "
    """
    plain = text if text.isascii() else text.encode("ascii", _FOLD).decode("ascii")
    for line_end, blank in _LINE_ENDS:
        plain = plain.replace(line_end, blank)
    padded = f" {plain} "
    return _collapse(padded) if "  " in padded else Folded(padded)


def fold_name(text: str) -> str:
    """A name in folded form, without blanks around it.

    >>> fold_name(" Côte  d’Ivoire ")
    "Cote d'Ivoire"
    """
    return fold(text).text.strip()


def paragraph_around(text: str, start: int, end: int, reach: int) -> str:
    """The folded text as far as `reach` to both sides, within the paragraph."""
    begin = max(start - reach, 0)
    broken = text.rfind(PARAGRAPH, begin, start)
    stop = text.find(PARAGRAPH, end, end + reach)
    return text[begin if broken < 0 else broken + 2 : end + reach if stop < 0 else stop]


def _collapse(padded: str) -> Folded:
    pieces: list[str] = []
    starts: list[int] = []
    shifts: list[int] = []
    at = dropped = 0
    begin = padded.find("  ")
    while begin >= 0:
        pieces.append(padded[at : begin + 1])
        at = begin
        while padded[at : at + 1] == " ":
            at += 1
        dropped += at - begin - 1
        starts.append(at - dropped)
        shifts.append(dropped)
        begin = padded.find("  ", at)
    pieces.append(padded[at:])
    return Folded("".join(pieces), tuple(starts), tuple(shifts))
