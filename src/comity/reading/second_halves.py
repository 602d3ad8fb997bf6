"""Second halves without their verb, of any shape: "A imposed sanctions on B in 1995 and C on D in 1996", "A gave B 5
million in 1995 and C 3 million in 1996". Posts and visits are told so at places too: `gapped`.

In: the tokens of a sentence. Out: the sentence once for each half; nothing where their shapes leave open what goes with
what.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from comity.reading.tokens import Token


def tell_halves(tokens: Sequence[Token]) -> list[list[Token]]:
    """The sentence once for each of two halves of which the second leaves its verb out: "A imposed sanctions on B
    in 1995 and *C on D in 1996*", "A gave B 5 million in 1995 and *C 3 million in 1996*". The second has the
    prepositions of the first in their order, so that it is plain what goes with what."""
    verbs = [i for i, token in enumerate(tokens) if token.tag in "VX"]
    if not verbs or verbs[-1] - verbs[0] >= len(verbs) or not _is_state(tokens[verbs[0] - 1]):
        return []
    after = verbs[-1] + 1
    joint = next((i for i in range(after, len(tokens)) if tokens[i].tag in "K;"), None)
    if joint is None or tokens[-1].tag != "." or tokens[joint].lower not in ("and", "while", ";"):
        return []
    end, start = joint - (tokens[joint - 1].tag == ","), joint + 1 + (tokens[joint + 1].tag == "T")
    first, second = tokens[after:end], tokens[start:-1]
    if (
        len(second) < 4
        or not first
        or any(token.tag in ",(:" for token in (*first, *second))
        or first[-1].tag + second[-1].tag != "DD"
    ):
        return []
    shape, other = _shape(first), _shape(second)
    if other[0][0] == shape[0][0] and [tag for tag, _ in other] == [tag for tag, _ in shape]:
        told = [*tokens[:after], *second] if [w for _, w in other] == [w for _, w in shape] else []
    elif second[0].tag == "I":
        kept = _behind(first, len(shape) - len(other))
        told = [*tokens[: after + kept], *second] if shape[-len(other) :] == other else []
    else:
        rest = other[1:] if _is_state(second[0]) else []
        is_same = (len(rest) > 3 or (len(rest) == 3 and rest[0][0] == "P")) and shape[-len(rest) :] == rest
        kept = _behind(first, len(shape) - len(rest))
        told = [*tokens[: verbs[0] - 1], second[0], *tokens[verbs[0] : after + kept], *second[1:]] if is_same else []
    return [[*tokens[:end], tokens[-1]], [*told, tokens[-1]]] if told else []


COPULAS = frozenset("is are was were became become becomes remains remained".split())


def tell_capacities(tokens: Sequence[Token]) -> list[list[Token]]:
    """The sentence once for each thing that somebody is: "is a member of A, B and C, and *a founding member of D*"."""
    verb = next((i for i, token in enumerate(tokens) if token.tag in "VX"), 0)
    if not verb or tokens[verb].lower not in COPULAS or any(token.tag in "VXRUM" for token in tokens[verb + 1 :]):
        return []
    if any(token.lower in ("no", "not", "neither", "nor", "n't", "never") for token in tokens):
        return []  # "is not a member of A nor an observer in B": both are denied
    nouns = [i for i, token in enumerate(tokens) if token.tag == "H" and i > verb]
    for first, second in pairwise(nouns):
        kinds = {noun.kind for noun in tokens[first].data}
        start = second
        while tokens[start - 1].tag in "TAWJ":
            start -= 1
        joint = start - 1 - (tokens[start - 1].tag == "K" and tokens[start - 2].tag == ",")
        is_alike = any(noun.kind in kinds for noun in tokens[second].data) and tokens[start].lower in ("a", "an")
        if is_alike and tokens[start - 1].tag in "K," and joint > first + 1:
            told = [*tokens[: verb + 1], *tokens[start:]]
            return [[*tokens[:joint], tokens[-1]], *(tell_capacities(told) or [told])]
    return []


def _shape(tokens: Sequence[Token]) -> list[tuple[str, str]]:
    """The tags of the tokens without articles, states and cities alike, prepositions with their words."""
    return [
        ("P" if token.tag in "EC" else token.tag, token.lower if token.tag == "I" else "")
        for token in tokens
        if token.tag != "T"
    ]


def _behind(tokens: Sequence[Token], count: int) -> int:
    """The place behind so many tokens that are no articles."""
    places = [i for i, token in enumerate(tokens) if token.tag != "T"]
    return places[count] if 0 <= count < len(places) else len(tokens)


def _is_state(token: Token) -> bool:
    return token.tag == "E" and all(party.states and not party.person for party in token.data)
