"""Further subjects without their verb: "A recognised B in May, C in June and D in 1992", once for each.

In: the tokens of a sentence and the state that the document is about. Of "recognised B in May, C in June" C is another
subject where B is that state, else another object, which `distribution` reads.
"""

from __future__ import annotations

from collections.abc import Sequence

from comity.reading.respective import after_separator
from comity.reading.tokens import Token


def tell_subjects(tokens: Sequence[Token], focus: str | None) -> list[list[Token]]:
    """The sentence once for each of the states that did it to the one that the document is about; nothing where it
    tells of none but the first."""
    if focus is None or sum(token.tag == "D" for token in tokens) < 2:
        return []
    verb = next((i for i, token in enumerate(tokens) if token.tag == "V"), 0)
    if not verb or not _is_state(tokens[verb - 1]) or focus in tokens[verb - 1].data[0].states:
        return []
    end = _date_end(tokens, verb + 1)
    goal = next((token for token in tokens[verb + 1 : end] if token.tag in "EJ"), None)
    if end is None or goal is None or focus not in _codes(goal):
        return []
    others: list[tuple[int, int]] = []
    following = after_separator(tokens, end)
    while following is not None:
        following += tokens[following].tag == "T"
        tags = "".join(token.tag for token in tokens[following : following + 3])
        if tags != "EID" or not _is_state(tokens[following]):
            break
        others.append((following, following + 3))
        following = after_separator(tokens, following + 3)
    if not others or tokens[others[-1][1]].tag not in ".;[":
        return []
    body, tail = tokens[verb : end - 2], tokens[others[-1][1] :]
    rest = ([*tokens[first : first + 1], *body, *tokens[first + 1 : last], *tail] for first, last in others)
    return [[*tokens[:end], *tail], *rest]


def _date_end(tokens: Sequence[Token], i: int) -> int | None:
    """Where the first date after a preposition ends, before which there is no other verb, mark or sum."""
    for k in range(i, len(tokens) - 1):
        if tokens[k].tag in "VX,;M(":
            return None
        if tokens[k].tag + tokens[k + 1].tag == "ID":
            return k + 2
    return None


def _is_state(token: Token) -> bool:
    return token.tag == "E" and all(party.states and not party.person for party in token.data)


def _codes(token: Token) -> tuple[str, ...]:
    return token.data if token.tag == "J" else tuple(code for party in token.data for code in party.states)
