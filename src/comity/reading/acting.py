"""Who acts in a clause: the parties that are its subject, or whose delegation or firms the subject names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from comity.reading.clause import Clause
from comity.reading.delegation_parties import DELEGATIONS
from comity.reading.english import VerbForm
from comity.reading.noun_places import find_at_noun
from comity.reading.places import Sentence
from comity.reading.registry import heads_post
from comity.reading.tokens import Token

SENT_BY = frozenset({"of", "from"})
# Groups of nouns for people of a state.
PEOPLE = frozenset({"citizens", "workers"})


def find_acting(sentence: Sentence, clause: Clause) -> list[Any]:
    """The tokens for states and persons that are the subject, else the firms that stand there."""
    found = [sentence.tokens[i] for i in sentence.subjects(clause)]
    found = found[:1] if found and found[0].tag in "EC" else [token for token in found if token.tag in "EC"][:1]
    found = found or _senders(sentence, clause)
    if not found:
        return list(_firms(sentence, clause))
    first = found[0]
    if clause.subordinator == "who" and first.tag == "E" and len(first.data) > 1 and _is_singular(sentence, clause):
        found = [replace(first, data=first.data[-1:])]  # "President N and Prime Minister M, who is in B"
    elif clause.subordinator == "who" and first.tag == "E":
        found[0] = _who_is(sentence, first)
    return [*found, *_company(sentence, clause)] if found else []


def _who_is(sentence: Sentence, told: Token) -> Token:
    """One of whom it is told what he is: "*N* is *a British diplomat* who served in A" has a name and a state."""
    tokens = sentence.tokens
    names = (clause for clause in sentence.clauses if clause.lemma == "be")
    main = next((clause for clause in names if tokens[clause.verb[1] : clause.right][:1] == [told]), None)
    if main is None or len(told.data) != 1 or told.data[0].person:
        return told
    named = [party for i in sentence.subjects(main) if tokens[i].tag == "E" for party in tokens[i].data]
    if len(named) != 1 or not named[0].person or heads_post(told.data[0].office):
        return told
    return replace(told, data=(replace(named[0], states=told.data[0].states),))


def _senders(sentence: Sentence, clause: Clause) -> list[Any]:
    """Whose delegation the subject is: "a delegation of the Ministry of Health of *Peru*"."""
    start, end = clause.subject
    if not any(sentence.lower(i) in DELEGATIONS for i in range(start, end)):
        return []
    parties = [i for i in range(start, end) if sentence.tag(i) == "E"]
    before = {i: i - 1 - (sentence.tag(i - 1) == "T") for i in parties}
    return [sentence.tokens[i] for i in parties if sentence.lower(before[i]) in SENT_BY][-1:]


def _is_singular(sentence: Sentence, clause: Clause) -> bool:
    """Whether the verb's form is that of one who acts: "is", "was", "has", "arrives"."""
    word = sentence.tokens[clause.verb[0]]
    if word.tag == "X":
        return word.lower in ("is", "was", "has")
    return isinstance(word.data, VerbForm) and "third" in word.data.forms


def _firms(sentence: Sentence, clause: Clause) -> Iterator[Any]:
    """Whose firms the subject names: "Turkish construction companies"."""
    for i in sentence.subjects(clause):
        token = sentence.tokens[i]
        if token.tag != "H" or token.codes:
            continue
        if token.lower in sentence.english.governments or any(noun.group in PEOPLE for noun in token.data):
            for place in ("adjective", "possessive", "of", "from"):
                yield from find_at_noun(sentence, i, place)


def _company(sentence: Sentence, clause: Clause) -> list[Any]:
    """ "A, along with B and C, was", "A left O together with B": those who did it with the subject."""
    return [
        sentence.tokens[i]
        for i in sentence.prepositional("with", clause.subject[1], clause.right)
        if any(
            sentence.lower(k) in ("along", "together") and sentence.lower(k + 1) == "with"
            for k in range(max(clause.subject[1], i - 4), i)
        )
    ]
