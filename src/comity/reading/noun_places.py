"""What stands at a place of the phrase of a noun: its possessive, its adjectives, what its prepositions govern."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import Any

from comity.reading.party import Party
from comity.reading.places import Sentence


def find_at_noun(sentence: Sentence, i: int, place: str) -> Iterator[Any]:
    """What stands at a place of the phrase of a noun: "possessive", "of", "adjective", "between", …"""
    phrase = sentence.phrase(i)
    if place == "peer":
        yield from _of_peer(sentence, i, ("possessive", "adjective", "of"), ("from", "to"))
    elif place == "partner":
        yield from _of_peer(sentence, i, ("with",), ("to", "from"))
    elif place == "adjective":
        for codes in phrase.adjectives:
            yield ("codes", codes, None)
    elif place == "made":
        yield from _made(sentence, i)
    elif place == "apposed":
        if sentence.tag(phrase.left - 1) in ",(" and sentence.tag(phrase.left - 2) == "E":
            yield sentence.tokens[phrase.left - 2]  # "A and B, both members of O"
    elif place == "bracketed":
        yield from _bracketed(sentence, max((phrase.right, *(target + 1 for _, target in phrase.pps))))
    elif place == "self":
        yield from (token for token in (sentence.tokens[i],) if token.text[0].isupper())
    elif place == "modifier":
        yield from (token for token in sentence.tokens[phrase.left : i] if token.tag == "H")
    elif place == "possessive":
        if phrase.possessive:
            yield ("group", None, phrase.possessive)
        elif phrase.pronoun == "they" and _is_of_many(sentence, i):
            return
        elif phrase.pronoun:
            inside = sentence.antecedent(phrase.left) if phrase.pronoun == "it" else ()
            person = sentence.person_before(phrase.left) if phrase.pronoun == "he" else None
            yield ("group", None, (person or Party(0, 1, states=inside, pronoun=phrase.pronoun),))
        elif sentence.lower(phrase.left - 1) == "whose":
            owner = phrase.left - 2 - (sentence.tag(phrase.left - 2) == ",")
            yield from (sentence.tokens[owner],) if sentence.tag(owner) == "E" else ()
        else:
            yield from _of_act(sentence, phrase.left)
    else:
        for preposition, target in phrase.pps:
            if preposition == place:
                yield sentence.tokens[target]
        if place == "by":
            yield from _doer(sentence, phrase.right)
        elif place == "between":
            yield from _joined(sentence, i + 1)


def _doer(sentence: Sentence, k: int) -> Iterator[Any]:
    """By whom what the noun names was made: "the hospital *built by Cuba*"."""
    if sentence.tag(k) in "VW" and sentence.lower(k + 1) == "by":
        target = sentence.phrases.target(k + 2)
        yield from (sentence.tokens[target],) if target is not None else ()


def _bracketed(sentence: Sentence, k: int) -> Iterator[Any]:
    """The parties that brackets at token k name, and nothing else: "the members of O (*Peru, Chile* and *Cuba*)"."""
    inside = list(takewhile(lambda i: sentence.tag(i) != ")", range(k + 1, len(sentence.tokens))))
    if sentence.tag(k) == "(" and all(sentence.tag(i) in "ETK," for i in inside):
        yield from (sentence.tokens[i] for i in inside if sentence.tag(i) == "E")


def _made(sentence: Sentence, i: int) -> Iterator[Any]:
    """Whose the goods are of which the noun tells: "the import of *Latvian* products"."""
    k = i + 2 + (sentence.tag(i + 2) == "T")
    if sentence.lower(i + 1) == "of" and sentence.tag(k) + sentence.tag(k + 1) == "JW":
        yield ("codes", sentence.tokens[k].data, None)


def _joined(sentence: Sentence, k: int) -> Iterator[Any]:
    """What the thing that a noun names joins: "a railway *linking A with B*", "a bridge that connects A and B"."""
    verb = next((i for i in range(k, k + 10) if sentence.lower(i) in JOINING), None)
    if verb is None or any(sentence.tag(i) in ".;VX" and sentence.lower(i) not in AHEAD for i in range(k, verb)):
        return
    i = verb + 1
    while sentence.tag(i) in "TEZCKIWQJ" and sentence.lower(i) not in ("in", "on", "by", "for", "at"):
        if sentence.tag(i) in "EC":
            yield sentence.tokens[i]
        i += 1


JOINING = frozenset("linking connecting joining link links linked connect connects connected join joins".split())
AHEAD = frozenset("will would to that which is was planned proposed".split())  # before such a verb


def _of_act(sentence: Sentence, left: int) -> Iterator[Any]:
    """Whose act it is that governs the phrase at token `left`: "upon *Zambia's* attainment of independence"."""
    k = left - 2
    if sentence.lower(left - 1) != "of" or sentence.tag(k) != "W":
        return
    while sentence.tag(k) in "WA" or sentence.lower(k) in sentence.english.light:
        k -= 1
    if sentence.tag(k) == "Z" and sentence.tag(k - 1) == "E":
        yield ("group", None, sentence.tokens[k - 1].data)


def _of_peer(sentence: Sentence, i: int, places: Sequence[str], ways: tuple[str, str]) -> Iterator[Any]:
    """Whose the noun before it is, for one that stands bare: "Indian exports of X and imports of Y". `ways` are the
    prepositions that tell it of what goes out and of what comes in: exports *from*, imports *to*."""
    kinds = {noun.kind for noun in sentence.tokens[i].data}
    for k in range(i - 1, max(i - 16, -1), -1):
        if sentence.tag(k) == "H" and any(noun.kind in kinds for noun in sentence.tokens[k].data):
            for place in (*places, ways[sentence.lower(k).startswith("import")]):
                found = list(find_at_noun(sentence, k, place))
                if found:
                    yield from found
                    return


def _is_of_many(sentence: Sentence, i: int) -> bool:
    """Whether countries that are not named are those of the noun: "*some countries* returned to their membership"."""
    clause = sentence.clause_of(i)
    return clause is not None and tells_of_many(sentence, *clause.subject)


def tells_of_many(sentence: Sentence, start: int, end: int) -> bool:
    """Whether countries that are not named are told of there: "these countries", "some countries", "all states"."""
    return any(sentence.lower(i) in COUNTRIES and sentence.lower(i - 1) in NOT_NAMED for i in range(start + 1, end))


COUNTRIES = frozenset("countries states nations governments neighbours neighbors".split())
NOT_NAMED = frozenset("all these those some many several other most various certain few".split())
