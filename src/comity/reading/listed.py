"""Lists that go on over full stops: "Visits from A include: Minister N (May 2007). President M (2011)."; and those over
which a line says of whom or what they are: "A has embassies in the following countries:", and the names below it.

In: the tokens of a sentence, its parties joined. Out: those of a member that stands by itself, with the words before
the first one put in front; what they say of it is said of the members after it too.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from comity.model import Block, Document
from comity.reading.context import Context
from comity.reading.sentences import split_sentences
from comity.reading.tokens import Token


class ListLines:
    """The lines over lists, which end with a colon: "A is a member of the following organisations:"."""

    def __init__(self, document: Document) -> None:
        self._items: list[tuple[int, int, tuple[int, int]]] = []
        line: tuple[int, int] | None = None
        for block in document.blocks:
            if block.kind != "item":
                line = _last_sentence(document.text, block)
            elif line is not None:
                self._items.append((block.start, block.end, line))

    def over(self, start: int) -> tuple[int, int] | None:
        """The line over the item at a place; None where there is no item, or no such line over it."""
        k = bisect_right(self._items, start, key=lambda item: item[0]) - 1
        return self._items[k][2] if k >= 0 and start < self._items[k][1] else None


def _last_sentence(text: str, block: Block) -> tuple[int, int] | None:
    words = text[block.start : block.end].rstrip(" -–—")
    if not words.endswith(":") or len(words) > LONGEST_LINE:
        return None
    return list(split_sentences(text, block.start, block.end))[-1]


LONGEST_LINE = 400


def level_marks(tokens: list[Token]) -> None:
    """Make commas of the semicolons between the organisations of a list: "a member of A; B; and C"."""
    marks = [i for i, token in enumerate(tokens) if token.tag == ";"]
    if not marks or not any(token.tag in "VX" for token in tokens[: marks[0]]):
        return  # the notes of a chronicle
    for i, end in zip(marks, [*marks, len(tokens)][1:], strict=True):
        part = [token for token in tokens[i + 1 : end] if token.tag not in "TK"]
        is_body = bool(part) and part[0].tag == "G" and tokens[i - 1].tag in "G)"
        if is_body and not any(token.tag in "VX" for token in part):
            tokens[i] = replace(tokens[i], tag=",")


LISTING = frozenset("include includes included comprise comprises comprised".split())


def go_on(tokens: list[Token], context: Context) -> list[Token]:
    """The tokens as they are; a member without a verb behind what led in the list that it goes on with."""
    lead = _find_lead(tokens)
    if context.list_lead and _is_name(tokens):
        return [*context.list_lead, *tokens]
    if lead:
        context.lead = tuple(lead)
    elif context.lead and _is_member(tokens, 0):
        return [*context.lead, *tokens]
    return tokens


def _find_lead(tokens: Sequence[Token]) -> Sequence[Token]:
    """The words up to the first of several dated members; none where there is no list."""
    for i, token in enumerate(tokens):
        if token.lower in LISTING and token.tag == "V":
            end = i + 1 + (i + 1 < len(tokens) and tokens[i + 1].tag == ":")
            return tokens[:end] if _is_member(tokens, end) else ()
    return ()


def find_list_lead(tokens: Sequence[Token]) -> Sequence[Token]:
    """What a line says of all that its list names: "A has embassies *in* the following countries:"; none where no verb
    says it."""
    words = [token for token in tokens if token.tag not in ":-"]
    at = next((i for i, token in enumerate(words) if token.lower in ("following", "follows")), len(words))
    end = at - (words[at - 1].tag == "T" or words[at - 1].lower == "as") if 0 < at < len(words) else at
    if not any(token.tag in "VX" for token in words[:end]) or not any(token.tag == "E" for token in words[:end]):
        return ()
    if words[end - 1].tag in "IV":
        return words[:end]
    said = words[:end] + [token for token in words[at + 1 :] if token.tag in "WH"]
    noun = max((i for i, token in enumerate(said) if token.tag == "H"), default=None)
    if noun is None or not any(entry.group == "post" for entry in said[noun].data):
        return ()
    last = said[noun]
    return [*said[: noun + 1], Token(last.end, last.end, "in", "I")]


def _is_name(tokens: Sequence[Token]) -> bool:
    """Whether there is nothing but the name of a state or an organisation, and perhaps cities in brackets behind it."""
    if any(party.person or party.office for token in tokens if token.tag == "E" for party in token.data):
        return False
    tags = "".join(token.tag for token in tokens if token.tag not in "T•*-–—.;,")
    return re.fullmatch(r"[EG](?:\([A-Z]+\))?", tags) is not None


def _is_member(tokens: Sequence[Token], i: int) -> bool:
    """Whether from token i on there are only parties, each with a date in brackets."""
    rest = [token for token in tokens[i:] if token.tag not in "T,;.K"]
    tags = "".join(token.tag for token in rest)
    return tags.startswith("E(") and set(tags) <= set("E(D)I") and tags.count("D") >= 1
