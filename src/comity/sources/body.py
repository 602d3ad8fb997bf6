"""Where a page has its text: the smallest part of it that holds nearly all of its prose, and what stands beside."""

from __future__ import annotations

import re
from collections.abc import Sequence

from comity.sources.draft import Piece

# Swept 0.7-0.9 on 36 layouts of bench/maintext: from 0.8 on more furniture stays, below 0.75 nothing more goes.
BODY_SHARE = 0.75
# Less prose than this, or prose of which one piece is more than this share, has no part of its own.
SHORTEST_BODY, LARGEST_SHARE = 200, 0.6
# A longer piece, or one with a year and some words, is a text wherever it stands, if it is not mostly links.
LONG_PIECE, FEWEST_WORDS, MOST_LINKED = 100, 6, 0.5
YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
# Letters of other scripts than the Latin one, and the share of them below which they are the page's furniture.
FOREIGN = re.compile(r"[^\W\d_a-zA-Z\u00aa-\u024f\u1e00-\u1eff]")
FOREIGN_SHARE, LONGEST_FOREIGN = 0.3, 200


def find_outside(pieces: Sequence[Piece], parents: Sequence[int], furniture: frozenset[int]) -> frozenset[int]:
    """The indexes of pieces beside the body of the page that are no text.

    `parents` are the parts in which its parts stand, by number; `furniture` are pieces known to be none of its text.
    """
    told = [index not in furniture and is_told(piece) for index, piece in enumerate(pieces)]
    weights = [0] * len(parents)
    largest = 0
    for index, piece in enumerate(pieces):
        if told[index]:
            weights[piece.place] += len(piece.text)
            largest = max(largest, len(piece.text))
    total = sum(weights)
    if total < SHORTEST_BODY or largest > LARGEST_SHARE * total:
        return frozenset()
    for place in range(len(parents) - 1, 0, -1):
        weights[parents[place]] += weights[place]
    body = max(place for place, weight in enumerate(weights) if weight >= BODY_SHARE * total)
    inside = [False] * len(parents)
    for place in range(body, len(parents)):
        inside[place] = place == body or inside[parents[place]]
    # A list of visits beside the text keeps its heading, and the visit whose year is not told.
    kept = {piece.place for index, piece in enumerate(pieces) if told[index]}
    return frozenset(index for index, piece in enumerate(pieces) if not (inside[piece.place] or piece.place in kept))


def is_told(piece: Piece) -> bool:
    """Whether a piece is a text by itself: a datum, long, or with a year; and not mostly links."""
    if is_foreign(piece):
        return False
    if piece.cell is not None and not piece.cell.grid.is_layout:
        return piece.cell.grid.rows > 1
    if piece.kind == "heading" or not (len(piece.text) >= LONG_PIECE or YEAR.search(piece.text)):
        return False
    return not is_linked(piece) and len(piece.text.split()) >= FEWEST_WORDS


def is_linked(piece: Piece) -> bool:
    """Whether a piece is mostly links."""
    return sum(span.end - span.start for span in piece.spans if span.kind == "link") > MOST_LINKED * len(piece.text)


def is_foreign(piece: Piece) -> bool:
    """Whether most letters of a short piece are of another script than the Latin one."""
    if piece.text.isascii() or len(piece.text) >= LONGEST_FOREIGN:
        return False
    return 2 * len(FOREIGN.findall(piece.text)) > sum(map(str.isalpha, piece.text))


def find_foreign(pieces: Sequence[Piece], furniture: frozenset[int]) -> frozenset[int]:
    """The indexes of short pieces in another script, on a page that is written in the Latin one; data are kept."""
    foreign = frozenset(index for index, piece in enumerate(pieces) if is_foreign(piece))
    lengths = [(index, len(piece.text)) for index, piece in enumerate(pieces) if index not in furniture]
    if sum(length for index, length in lengths if index in foreign) > FOREIGN_SHARE * sum(one for _, one in lengths):
        return frozenset()
    return frozenset(index for index in foreign if (cell := pieces[index].cell) is None or cell.grid.is_layout)
