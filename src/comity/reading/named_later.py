"""People who are named after it was told what several did: "Five ambassadors presented their credentials. They were N
of A, M of B and …", "received the credentials of three envoys: …", or in the items of a list.

In: a sentence and what the one before told of people whom it only counted. Out: that statement for each of those named.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from comity.kinds import Kind
from comity.reading.held_offices import POSTED, is_plural
from comity.reading.party import Party
from comity.reading.places import Sentence
from comity.reading.registry import heads_post

if TYPE_CHECKING:
    from comity.reading.candidates import Candidate
    from comity.reading.context import Context
    from comity.reading.fill import Filled

# What takes up the people who were counted: "They were …", "The new envoys are …".
TAKING_UP = frozenset(
    "they these those others rest newcomers diplomats ambassadors envoys commissioners two three four five six seven "
    "eight nine ten eleven twelve".split()
)
# Some of them: "the first to be received was N of A", "the only women among them are …".
SOME = frozenset("first second third last next other women woman".split())
REPRESENTING = frozenset("represent represented representing from".split())
NAMING = frozenset("be include comprise".split())


def find_counted(
    candidate: Candidate,
    kind: Kind,
    filled: Mapping[str, Sequence[str]],
    parties: Mapping[str, Sequence[Party]],
    text: str,
) -> Party | None:
    """Those who fill a role that asks for a person by number and office alone: "five new ambassadors"; None where it
    names them or tells whose they are."""
    people = kind.person_role or ""
    named = tuple(dict.fromkeys(parties.get(people, ()))) if people in candidate.cue.require else ()
    if filled.get(people) or len(named) != 1 or named[0].states or named[0].pronoun or not heads_post(named[0].office):
        return None
    words = text[named[0].start : named[0].end].casefold().split(" to ")[0].split(" in ")[0]
    words = words.rsplit(" ", 1)[0] if words.rsplit(" ", 1)[-1] in POSTED else words
    return named[0] if is_plural(words) else None


def sending_side(kind: Kind) -> str:
    """The role of those for whom the people of a kind act: the first party of the key."""
    return next(name for name in kind.key_roles if kind.roles[name].type == "party")


def name_counted(sentence: Sentence, counted: Filled, kind: Kind, start: int) -> Iterator[Filled]:
    """The statement of those counted for each person with a state of his own whom the sentence names from token
    `start` on."""
    others = {code for name, codes in counted.roles.items() if kind.roles[name].type == "party" for code in codes}
    office = counted.counted.office if counted.counted is not None else None
    for i in range(start, len(sentence.tokens)):
        for party in sentence.tokens[i].data if sentence.tag(i) == "E" else ():
            states = party.states or _home(sentence, i)
            if not party.person or len(states) != 1 or states[0] in others:
                continue
            roles = {**counted.roles, sending_side(kind): list(states), kind.person_role or "": [party.person]}
            attributes = {**counted.attributes, "office": party.office or office}
            token = sentence.tokens[i]
            yield replace(
                counted, roles=roles, attributes=attributes, start=token.start, end=token.end, counted=None, strength=2
            )


def _home(sentence: Sentence, i: int) -> tuple[str, ...]:
    """The state behind the person at token i: "N *from A*", "N (*A*)"."""
    following = sentence.tokens[i + 2] if i + 2 < len(sentence.tokens) else None
    is_told = sentence.lower(i + 1) in ("from", "of", "(") and following is not None and following.tag == "E"
    return following.data[0].states if is_told and following is not None and not following.data[0].person else ()


def name_later(sentence: Sentence, context: Context) -> Iterator[Filled]:
    """The statements of those whom a sentence before counted and this one names. An entry names them only next to what
    counts them, to what leads in their list ("The new envoys are:") or to another entry that does."""
    if context.counted is None:
        return
    entry, kind = context.counted
    start = _names_from(sentence)
    is_entry = not sentence.clauses
    found = (
        []
        if start is None or (is_entry and not context.is_counted_near)
        else list(name_counted(sentence, entry, kind, start))
    ) or list(_count_off(sentence, entry, kind))
    context.is_counted_near = bool(found) or (not is_entry and start is not None)
    yield from found


def _count_off(sentence: Sentence, counted: Filled, kind: Kind) -> Iterator[Filled]:
    """The statement of those counted for each state that is told as theirs without their names: "The new ambassadors
    *represent A, B and C*", "the ceremony included *the ambassadors of A, B and C*"."""
    others = {code for name, codes in counted.roles.items() if kind.roles[name].type == "party" for code in codes}
    for i, token in enumerate(sentence.tokens):
        if token.tag != "E" or any(party.person for party in token.data):
            continue
        first = sentence.lower(0) if sentence.tag(0) != "T" else sentence.lower(1)
        before = sentence.lower(i - 1 - (sentence.tag(i - 1) == "T"))
        is_theirs = i < 6 and before in REPRESENTING and first.split()[-1] in TAKING_UP
        is_group = sentence.clauses and sentence.clauses[0].lemma in NAMING and i > sentence.clauses[0].verb[0]
        is_sent = is_group and heads_post(token.data[0].office)
        codes = tuple(dict.fromkeys(code for party in token.data for code in party.states))
        if len(codes) < 2 or others & set(codes) or not (is_theirs or is_sent):
            continue
        for code in codes:
            roles = {**counted.roles, sending_side(kind): [code]}
            yield replace(counted, roles=roles, start=token.start, end=token.end, counted=None, strength=2)


def leads_in(words: str) -> bool:
    """Whether a line leads in the list of people who were counted: "The new envoys are:"."""
    return words.rstrip().endswith(":") and bool(TAKING_UP & set(words.casefold().split()))


def _names_from(sentence: Sentence) -> int | None:
    """Where those begin whom a sentence does no more than name: after "they were", or in an entry without a verb."""
    if not sentence.clauses:
        return 0
    for clause in sentence.clauses:
        if clause.lemma not in NAMING or clause.is_passive:
            continue
        words = {sentence.lower(i).split()[-1] for i in range(*clause.subject)}
        if sentence.lower(1) == "who" and clause.relation == "main":
            words.add(sentence.lower(0))  # "*those* who presented their credentials include"
        if words & TAKING_UP or (words & SOME and not any(sentence.tag(i) == "E" for i in range(*clause.subject))):
            return clause.verb[1]
        colon = next((i for i in range(clause.verb[1], len(sentence.tokens)) if sentence.tag(i) == ":"), None)
        if colon is not None and TAKING_UP & {sentence.lower(i) for i in range(clause.verb[1], colon)}:
            return colon  # "There were only two women among the new ambassadors: …"
    return None
