"""Lists that go on over full stops: "Visits from A include: Minister N (May 2007). President M (2011)."

In: the tokens of a sentence, its parties joined. Out: those of a member that stands by itself, with the words before
the first one put in front; what they say of it is said of the members after it too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from comity.reading.context import Context
from comity.reading.tokens import Token


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


def _is_member(tokens: Sequence[Token], i: int) -> bool:
    """Whether from token i on there are only parties, each with a date in brackets."""
    rest = [token for token in tokens[i:] if token.tag not in "T,;.K"]
    tags = "".join(token.tag for token in rest)
    return tags.startswith("E(") and set(tags) <= set("E(D)I") and tags.count("D") >= 1
