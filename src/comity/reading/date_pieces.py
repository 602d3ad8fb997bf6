"""Single dates in running English text: the digits or the month name, and the words before it that belong to it.

In: a text. Out: pieces in order, each as it stands: what it lacks, its neighbours may tell (`dates`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from comity.reading import date_words as w
from comity.reading.date_digits import read_digits
from comity.reading.date_months import read_month
from comity.reading.date_piece import Parts, Piece, add_marks
from comity.reading.relative import RELATIVE, read_relative, squeeze

# ---- one date


def find_pieces(text: str) -> Iterator[Piece]:
    """The dates one by one, with the words before them."""
    reached = 0
    for anchor in w.ANCHOR.finditer(text):
        if anchor.start() < reached:
            continue
        piece = read_piece(text, anchor, reached)
        if piece is not None:
            yield piece
            reached = piece.end


def settle_order(text: str, pieces: list[Piece]) -> list[Piece]:
    """Dates like 04/05/1976, 4-5-1976 in the order of those of the text that can be read one way only, if these agree.

    >>> pieces = settle_order(text := "from 02/28/1977 to 01/09/1984", list(find_pieces(text)))
    >>> [str(piece.first) for piece in pieces]
    ['1977-02-28', '1984-01-09']
    """
    if not any(piece.rule == "one of two" for piece in pieces):
        return pieces
    found = {i: w.YEAR_LAST.match(text, piece.start) for i, piece in enumerate(pieces)}
    told = [match for match in found.values() if match is not None and match["mark"] != "."]
    orders = {int(match["one"]) > 12 for match in told if max(int(match["one"]), int(match["two"])) > 12}
    if len(orders) != 1:
        return pieces
    settled = list(pieces)
    for i, match in found.items():
        if match is not None and match["mark"] != "." and pieces[i].rule == "one of two":
            day, month = (match["one"], match["two"]) if orders == {True} else (match["two"], match["one"])
            parts = Parts(match["year"], int(month), int(day))
            settled[i] = Piece(pieces[i].start, pieces[i].end, parts, rule="day")
    return settled


def read_piece(text: str, anchor: re.Match[str], reached: int) -> Piece | None:
    """The date at a digit, a month name or a word of time; None where it is none."""
    first = text[anchor.start()]
    if first.isdigit():
        return read_digits(text, anchor.start(), anchor.end(), reached)
    if first.isupper() and first != "C":
        return read_month(text, anchor.start(), reached)
    return read_words(text, anchor.start(), reached)


def read_words(text: str, start: int, reached: int) -> Piece | None:
    """The year after, two days later, yesterday; the nineteenth century; the sixties."""
    window = max(reached, start - 32)
    if text.startswith(("centur", "Centur"), start):
        match = w.CENTURY_WORD.search(text, window, start + 16)
        if match:
            number = w.ORDINAL_WORDS[squeeze(match["word"]).lower()]
            piece = Piece(match.start(), match.end(), edtf=f"{number - 1:02}XX", rule="century")
            return add_marks(text, piece, reached)
    if w.DECADE.match(text, start):
        match = w.DECADE_WORD.search(text, window, start + 12)
        if match is None or match.start("tens") != start:
            return None
        decade = Parts(f"19{w.DECADES[match['tens'].lower()]}X")
        return add_marks(text, Piece(match.start("word"), match.end(), decade, rule="decade"), reached)
    found = RELATIVE.search(text, window, min(len(text), start + 24))
    if found is None or not found.start() <= start < found.end():
        return None
    partial = read_relative(found)
    if partial is None:
        return None
    piece = Piece(found.start(), found.end(), partial=partial, rule="relative")
    return piece if found["running"] else add_marks(text, piece, reached)  # "by the end of the year" is within it


# ---- the words before
