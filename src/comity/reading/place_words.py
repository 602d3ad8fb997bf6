""" "There" as the place named before it, in the sentence or the one before: "left Lima and closed its embassy *there*".

In: the tokens of a sentence with parties joined, and the last place before it. Out: the tokens with "in" and that
place where "there" stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from comity.reading.context import Context
from comity.reading.party import Party
from comity.reading.registry import is_organisation
from comity.reading.tokens import Token

# What stands before a place of which something is told: "in Lima", "visited Lima".
LEADING = frozenset("in at to from with for".split())


def take_up_there(tokens: list[Token], context: Context) -> list[Token]:
    """The tokens with the place that "there" stands for; "there is" stands for none. The context keeps the place of
    a sentence that tells of one alone."""
    for i in [i for i in range(len(tokens) - 1, 1, -1) if tokens[i].lower == "there"]:
        if tokens[i - 1].tag not in "VHEWQD" or tokens[i + 1 : i + 2] == [] or tokens[i + 1].tag in "VX":
            continue
        place = _last_place(tokens[:i]) or context.place
        if place is not None:
            start, end = tokens[i].start, tokens[i].end
            within = [Token(start, start, "in", "I"), replace(place, start=start, end=end)]
            tokens = [*tokens[:i], *within, *tokens[i + 1 :]]
    places = [place for k in range(1, len(tokens)) if (place := _place_at(tokens, k)) is not None]
    context.place = places[0] if len({place.lower for place in places}) == 1 else None
    return tokens


def _last_place(tokens: Sequence[Token]) -> Token | None:
    return next((place for k in range(len(tokens) - 1, 0, -1) if (place := _place_at(tokens, k)) is not None), None)


def _place_at(tokens: Sequence[Token], k: int) -> Token | None:
    """The city or the one state that token k names as a place or as where one is sent."""
    token, before = tokens[k], tokens[k - 1]
    if token.tag == "E" and len(token.data) == 1 and token.data[0].posted and not token.data[0].person:
        return Token(0, 0, "there", "E", (Party(0, 1, states=token.data[0].posted),))  # "withdrew its envoy to A"
    if token.tag not in "CE" or not (before.tag == "V" or before.lower in LEADING):
        return None
    if token.tag == "C":
        return token if len(token.data) == 1 else None
    plain = len(token.data) == 1 and not (token.data[0].person or token.data[0].office or token.data[0].pronoun)
    states = token.data[0].states
    return token if plain and len(states) == 1 and not is_organisation(states[0]) else None
