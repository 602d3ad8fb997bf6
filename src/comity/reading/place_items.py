"""What stands at the places that a cue names: parties, and tokens of cities and nouns."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from comity.reading.acting import find_acting
from comity.reading.candidates import Candidate
from comity.reading.clause import Clause
from comity.reading.clause_bounds import behind_country
from comity.reading.noun_places import find_at_noun
from comity.reading.party import Group
from comity.reading.places import Sentence
from comity.reading.registry import is_organisation
from comity.reading.tokens import DASHES, Token

LINKED = frozenset("linked tied connected related associated belonging loyal close".split())
COUNTED = frozenset({"persons", "firms"})


def find_items(sentence: Sentence, candidate: Candidate, place: str) -> Iterator[Any]:
    """What stands at a place: groups of parties, or tokens of cities and nouns."""
    where, _, side = place.partition(".")
    if side:
        yield from SIDES[where](sentence, candidate, side)
    elif place in OUTSIDE:
        yield from OUTSIDE[place](sentence, candidate)
    elif candidate.clause is not None and place in INSIDE:
        yield from INSIDE[place](sentence, candidate, candidate.clause)
    elif candidate.clause is not None:
        yield from _governed(sentence, candidate, candidate.clause, place)


# -- outside the clause


def _the_party(sentence: Sentence, candidate: Candidate) -> Iterator[Any]:
    if candidate.party is not None:
        yield _party(sentence, candidate)


def _bracketed(sentence: Sentence, candidate: Candidate) -> Iterator[Any]:
    """The party before the brackets in which the amount stands."""
    k = candidate.amount or 0
    if k > 1 and sentence.tag(k - 1) == "(" and sentence.tag(k - 2) == "E":
        yield sentence.tokens[k - 2]


def _own(sentence: Sentence, candidate: Candidate) -> Iterator[Any]:
    yield ("codes", (sentence.context.author,) if sentence.context.author else (), None)


def _body(sentence: Sentence, candidate: Candidate) -> Iterator[Any]:
    """The organisation spoken of, unless the noun names another: "a member *of the Council of X*"."""
    k = -1 if candidate.noun is None else candidate.noun + 1
    if k > 0 and sentence.lower(k) == "of":
        while sentence.tag(k + 1) in "TWAJH":
            k += 1
        if sentence.tag(k + 1) == "Q":
            return
    clause = candidate.clause
    if clause is not None and clause.relation == "coordinate":  # "joined O in 1963 and left it in 1985"
        before = (party for token in sentence.tokens[: clause.verb[0]] if token.tag == "E" for party in token.data)
        named = [code for party in before for code in party.states if is_organisation(code)]
        if named:
            yield ("codes", (named[-1],), None)
            return
    yield ("codes", (sentence.context.last_body,) if sentence.context.last_body else (), None)


def _of_entry(sentence: Sentence, candidate: Candidate) -> Iterator[Any]:
    """The states and cities of an entry without verbs."""
    for i, token in enumerate(() if sentence.clauses else sentence.tokens):
        if i != candidate.party and _is_place(token):
            yield token


def _of_heading(sentence: Sentence, candidate: Candidate, side: str) -> Iterator[Any]:
    yield ("codes", _over(sentence, candidate, side), None)


def _of_thing(sentence: Sentence, candidate: Candidate, side: str) -> Iterator[Any]:
    """The place at the cue nouns of the clause, else of its parent: "the embassy *in Almaty* was opened with N"."""
    clause, seen = candidate.clause, 0
    while clause is not None and seen < 4:
        for start, end in (clause.subject, (clause.verb[1], clause.right)):
            for i in range(start, end):
                found = list(find_at_noun(sentence, i, side)) if sentence.tag(i) == "H" else []
                if found:
                    yield from found
                    return
        clause, seen = clause.parent, seen + 1


def _of_noun(sentence: Sentence, candidate: Candidate, side: str) -> Iterator[Any]:
    return iter(()) if candidate.noun is None else find_at_noun(sentence, candidate.noun, side)


# -- inside the clause


def _subject(sentence: Sentence, candidate: Candidate, clause: Clause) -> Iterator[Any]:
    return iter(find_acting(sentence, clause if candidate.amount is None else _with_subject(clause)))


def _object(sentence: Sentence, candidate: Candidate, clause: Clause) -> Iterator[Any]:
    if clause.is_passive:
        yield from find_acting(sentence, clause)
        return
    for one in (clause, *_purposes(sentence, candidate)):
        found = [sentence.tokens[i] for i in sentence.objects(one) if sentence.tag(i) in "ECJ"][:1]
        if found:
            yield from found
            return


def _agent(sentence: Sentence, candidate: Candidate, clause: Clause) -> Iterator[Any]:
    if not clause.is_passive:
        return iter(find_acting(sentence, clause))
    return (sentence.tokens[i] for i in sentence.prepositional("by", clause.verb[1], clause.right))


def _leader(sentence: Sentence, candidate: Candidate, clause: Clause) -> Iterator[Any]:
    return (sentence.tokens[i] for i in sentence.leaders(clause))


def _anywhere(sentence: Sentence, candidate: Candidate, clause: Clause) -> Iterator[Any]:
    yield from () if clause.antecedent is None else (sentence.tokens[clause.antecedent],)
    governed = (c.right for c in sentence.clauses if c.parent is clause and c.lemma in candidate.cue.governs)
    right = max([clause.right, *governed])  # "ceased to be a member of O"
    for i in range(clause.verb[1], right):
        if sentence.tag(i) == "E":
            yield _but_owner(sentence, i)
    yield from _behind_brackets(sentence, clause.verb[1], right)


def _complement(sentence: Sentence, candidate: Candidate, clause: Clause) -> Iterator[Any]:
    return (("office", "complement", group) for group in find_complements(sentence, clause, "complement"))


def _as(sentence: Sentence, candidate: Candidate, clause: Clause) -> Iterator[Any]:
    return (("office", "as", group) for group in find_complements(sentence, clause, "as"))


def _posted(sentence: Sentence, candidate: Candidate, clause: Clause) -> Iterator[Any]:
    """Those of whom it may be told to which state they are sent: the candidate's party, else who acts, or whose noun
    it is."""
    if candidate.party is not None:
        yield ("posted", "posted", _party(sentence, candidate).data)
        return
    yield from (("posted", "posted", group) for group in _named_at(sentence, candidate.noun))
    objects = [sentence.tokens[i] for i in sentence.objects(clause)] if not clause.is_passive else []
    for item in [*find_acting(sentence, clause), *objects]:
        if not isinstance(item, tuple) and item.tag == "E":
            yield ("posted", "posted", item.data)


def _adjective(sentence: Sentence, candidate: Candidate, clause: Clause) -> Iterator[Any]:
    return (token for token in sentence.tokens[clause.verb[1] : clause.right] if token.tag == "J")


def _possessive(sentence: Sentence, candidate: Candidate, clause: Clause) -> Iterator[Any]:
    places = range(clause.verb[1], min(clause.right, len(sentence.tokens)))
    return (sentence.tokens[i] for i in places if sentence.tag(i) == "E" and sentence.tag(i + 1) == "Z")


def _governed(sentence: Sentence, candidate: Candidate, clause: Clause, preposition: str) -> Iterator[Any]:
    """What a preposition governs: after the verb, else before it, else at what the clause goes on with."""
    spans = [(clause.verb[1], clause.right), (clause.left, clause.verb[0])]
    if sentence.lower(clause.left - 1) in ("which", "whom") and sentence.lower(clause.left - 2) == preposition:
        yield from _taken_up(sentence, clause.left - 3)
    if sentence.lower(clause.left - 1) == "where" and preposition == "in":
        inside = sentence.prepositional("in", clause.verb[1], clause.right)
        if not any(sentence.tag(i) in "EC" for i in inside):
            yield from _taken_up(sentence, clause.left - 2)
            return
    if candidate.amount is not None and candidate.noun is not None and candidate.noun < clause.verb[0]:
        spans.append((candidate.noun, clause.verb[0]))  # "the projects undertaken by firms of A in B reached"
    if candidate.amount is not None:
        spans.insert(0, (candidate.amount + 1, _next_amount(sentence, candidate.amount, clause.right)))
    parent = clause.parent
    if clause.relation == "coordinate" and clause.is_passive and parent is not None and parent.is_passive:
        spans.append((parent.verb[1], parent.right))  # "was imposed on A by B in 1986 and lifted in 2004"
    spans += [(purpose.verb[1], purpose.right) for purpose in _purposes(sentence, candidate)]
    own_end = _end_of_own(sentence, candidate, clause)
    for start, end in spans:
        end = min(end, own_end) if start <= (candidate.noun or 0) else end
        found = [sentence.tokens[_of_counted(sentence, i)] for i in sentence.prepositional(preposition, start, end)]
        if found:
            yield from found
            return


HAVING = frozenset("have maintain operate keep run retain possess".split())


def _end_of_own(sentence: Sentence, candidate: Candidate, clause: Clause) -> int:
    """Where another thing begins that somebody has at places of its own: "28 embassies abroad, as well as *consulates*
    in A and B". "Embassies and consulates in A" are in the same place."""
    noun, entry = candidate.noun, candidate.noun_entry
    if noun is None or entry is None or noun < clause.verb[1] or clause.lemma not in HAVING:
        return len(sentence.tokens)
    for i in range(noun + 1, clause.right):
        if sentence.tag(i) == "H" and any(one.kind == entry.kind for one in sentence.tokens[i].data):
            is_apart = any(sentence.tag(k) not in ",KTM" for k in range(noun + 1, sentence.phrase(i).left))
            return i if is_apart else len(sentence.tokens)
    return len(sentence.tokens)


OUTSIDE: Mapping[str, Callable[[Sentence, Candidate], Iterator[Any]]] = {
    "party": _the_party,
    "bracketed": _bracketed,
    "own": _own,
    "body": _body,
    "entry": _of_entry,
}
SIDES: Mapping[str, Callable[[Sentence, Candidate, str], Iterator[Any]]] = {
    "heading": _of_heading,
    "thing": _of_thing,
    "noun": _of_noun,
}
INSIDE: Mapping[str, Callable[[Sentence, Candidate, Clause], Iterator[Any]]] = {
    "subject": _subject,
    "object": _object,
    "agent": _agent,
    "leader": _leader,
    "anywhere": _anywhere,
    "complement": _complement,
    "as": _as,
    "posted": _posted,
    "adjective": _adjective,
    "possessive": _possessive,
}


def _with_subject(clause: Clause) -> Clause:
    """The clause, or the one whose subject it shares: "A was the main partner, accounting for 38 percent"."""
    while clause.relation in ("gerund", "coordinate") and clause.subject[0] == clause.subject[1] and clause.parent:
        clause = clause.parent
    return clause


def _behind_brackets(sentence: Sentence, start: int, end: int) -> Iterator[Token]:
    """The parties with which a list goes on behind brackets that hold a clause: "members of A (which it led), *B*"."""
    tags = [sentence.tag(i) for i in range(start, end)]
    if tags.count("(") <= tags.count(")"):
        return
    closing = next((i for i in range(end, len(sentence.tokens)) if sentence.tag(i) == ")"), len(sentence.tokens))
    for i in range(closing + 1, len(sentence.tokens)):
        if sentence.tag(i) not in ",KTEZA":
            return
        if sentence.tag(i) == "E":
            yield _but_owner(sentence, i)


def _but_owner(sentence: Sentence, i: int) -> Token:
    """The parties at token i but for one whose programme or body follows: "members of *A* and NATO's Partnership for
    Peace"."""
    token = sentence.tokens[i]
    is_owner = sentence.tag(i + 1) + sentence.tag(i + 2) == "ZE" and any(map(is_organisation, token.data[-1].states))
    return replace(token, data=token.data[:-1]) if is_owner else token


def _party(sentence: Sentence, candidate: Candidate) -> Token:
    """The party that a candidate is about, where it is one of several alone."""
    token: Token = sentence.tokens[candidate.party or 0]
    return token if candidate.member is None else replace(token, data=(token.data[candidate.member],))


def _named_at(sentence: Sentence, noun: int | None) -> Iterator[Group]:
    """The parties to which a noun belongs: "the recall of *the ambassador of A to B*", "*her* term", "letters from
    *the envoy of A to B*"."""
    for place in ("of", "from", "possessive"):
        for item in find_at_noun(sentence, noun, place) if noun is not None else ():
            if isinstance(item, tuple):
                yield item[2]
            elif item.tag == "E":
                yield item.data


def _over(sentence: Sentence, candidate: Candidate, place: str) -> tuple[str, ...]:
    """The states at a place of the headings, else of a title that has a noun of the kind."""
    title = sentence.context.title
    is_of_kind = any(noun.kind == candidate.cue.kind for noun in title.nouns)
    is_told = is_of_kind and candidate.amount is None and place != "party"
    return sentence.context.headings.states(place) or (title.states.get(place, ()) if is_told else ())


def _of_counted(sentence: Sentence, i: int) -> int:
    """Where it is told of which state those are who are counted at token i: "on nine officials *from Peru*", "on
    two firms and five officers linked to *Peru*"."""
    if sentence.tag(i) != "M" or sentence.tokens[i].data.amount.unit not in COUNTED:
        return i
    k = i + 1
    while sentence.tag(k) in "KMWHO," or sentence.lower(k) in LINKED:
        k += 1
    at = k + 1 + (sentence.tag(k + 1) == "T")
    return at if sentence.lower(k) in ("from", "of", "to", "with") and sentence.tag(at) == "E" else i


def _taken_up(sentence: Sentence, i: int) -> Iterator[Any]:
    """What a preposition with "which" after token i governs: "*Peru*, with which Chile had a dispute"."""
    i -= sentence.tag(i) == "," or sentence.lower(i) in DASHES
    i = behind_country(i, sentence.tag, sentence.lower)
    yield from (sentence.tokens[i],) if sentence.tag(i) in "EC" else ()


def _purposes(sentence: Sentence, candidate: Candidate) -> list[Clause]:
    """What a sum was given for: "gave 5 million *to rebuild schools in A*"; where somebody goes: "need a visa *to enter
    A*"."""
    clause, is_sum = candidate.clause, candidate.cue.amount in ("required", "money")
    return [
        other
        for other in (sentence.clauses if candidate.cue.verbs else ())
        if other.relation == "infinitive" and other.parent is clause and (is_sum or other.lemma in GOING)
    ]


GOING = frozenset({"enter", "visit", "travel"})


def _next_amount(sentence: Sentence, i: int, end: int) -> int:
    """Where the words of an amount end: at the next amount of its unit, or at the same place if there is none."""
    unit = sentence.tokens[i].data.amount.unit
    return next(
        (k for k in range(i + 1, end) if sentence.tag(k) == "M" and sentence.tokens[k].data.amount.unit == unit),
        end,
    )


def _is_place(token: Any) -> bool:
    return token.tag == "C" or (
        token.tag == "E" and not any(party.person or party.office or party.pronoun for party in token.data)
    )


def find_complements(sentence: Sentence, clause: Clause, place: str) -> Iterator[Group]:
    """The office after the verb ("appointed *ambassador to B*"), or after "as"."""
    for i in range(clause.verb[1], clause.right):
        if sentence.tag(i) == "E" and any(party.office for party in sentence.tokens[i].data):
            k = i - 1
            while sentence.tag(k) == "T" or sentence.lower(k) in sentence.english.light:
                k -= 1
            if place == "complement" or sentence.lower(k) == "as":
                yield sentence.tokens[i].data
                return
