"""Nouns left out after their number: "The second session was in Oslo; *the third* is planned for May", "*the fourth of
which* took place in Rome".

In: the tokens of a sentence before parties are joined. The noun of the sentence, or of the one before, is put in again.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from comity.reading.ordinals import read_ordinal
from comity.reading.tokens import Token

if TYPE_CHECKING:
    from comity.reading.context import Context

NEXT = frozenset(("next", "last", "latest"))


def take_up_ordinals(tokens: list[Token], context: Context) -> None:
    """Put in the noun that is counted on, where a number stands bare before a verb or "of which"."""
    _take_up_own(tokens)
    known: Any = context.thing[0] if context.thing is not None else None
    for i in range(len(tokens) - 2, -1, -1):
        if tokens[i].lower != "the" or not _is_bare(tokens, i + 1):
            continue
        before = next((token.data for token in tokens[:i][::-1] if token.tag == "H"), known)
        if before is not None and tokens[i + 2].lower == "one":
            tokens[i + 2] = replace(tokens[i + 2], tag="H", data=before)
        elif before is not None:
            place = tokens[i + 1].end
            tokens.insert(i + 2, Token(place, place, "one", "H", before))


def _take_up_own(tokens: list[Token]) -> None:
    """ "expelled the ambassador of B and recalled *its own*": the office or the noun before is put in again."""
    for i in [i for i in range(len(tokens) - 1, 0, -1) if tokens[i].lower == "own"]:
        is_end = i + 1 == len(tokens) or tokens[i + 1].tag in ",.;KID"
        if tokens[i - 1].lower not in ("its", "their") or not is_end:
            continue
        at = next((k for k in range(i - 1, 0, -1) if tokens[k].tag in "OH"), None)
        if at is None:
            continue
        place = tokens[i].end
        owner = tokens[at - 1 - (tokens[at - 1].tag == "Z")]
        post = [Token(place, place, "to", "I"), replace(owner, start=place, end=place, tag="S")]
        is_post = tokens[at].tag == "O" and owner.tag in "SJ"
        tokens[i + 1 : i + 1] = [replace(tokens[at], start=place, end=place), *(post if is_post else ())]


def _is_bare(tokens: list[Token], i: int) -> bool:
    """Whether the word at i counts, and what it counts is left out."""
    if i + 1 >= len(tokens) or (read_ordinal(tokens[i].lower) is None and tokens[i].lower not in NEXT):
        return False
    k = i + 1
    if tokens[k].lower == "of" and k + 2 < len(tokens) and tokens[k + 1].lower in ("which", "these", "them"):
        k += 2
    if tokens[k].lower == "one":
        return k + 1 < len(tokens) and tokens[k + 1].tag in "X,"  # "the third one, planned for May, will be"
    return tokens[k].tag == "X" or (tokens[k].tag == "V" and tokens[k].lower in HAPPENED)


HAPPENED = frozenset("took takes followed met opened began ended came".split())
