"""Whether a verb has the complement that a cue asks for: an organisation, an office, a guest, one who travels."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from comity.reading.clause import Clause
from comity.reading.delegation_parties import DELEGATIONS
from comity.reading.host_parties import COUNTERPARTS
from comity.reading.party import Group, Party
from comity.reading.places import Sentence
from comity.reading.registry import heads_post, is_organisation


def has_complement(sentence: Sentence, clause: Clause, kind: str) -> bool:
    """Whether the verb has a complement of that kind, one of `COMPLEMENTS`."""
    return COMPLEMENTS[kind](sentence, clause)


def is_somebody(group: Group) -> bool:
    """Whether one of the parties has an office, or a name that is surely a person's."""
    return any(party.office or (party.person and party.is_sure) for party in group)


def words_of(sentence: Sentence, i: int) -> set[str]:
    """The words of a token that no preposition governs, and of which a party was made: "a Tanzanian delegation"."""
    return set() if sentence.is_governed(i) else set(sentence.lower(i).split())


def _is_official(group: Group) -> bool:
    return is_somebody(group) or any(party.pronoun in ("he", "guest") for party in group)


def _is_envoy(party: Party) -> bool:
    """Whether the party lives where it is sent; a minister may be an envoy or of the government, the words decide."""
    return heads_post(party.office) and (bool(party.posted) or party.office != "minister")


def _groups(sentence: Sentence, places: Iterable[int]) -> Iterator[Group]:
    """The parties at those of the tokens that are parties."""
    return (sentence.tokens[i].data for i in places if sentence.tag(i) == "E")


def _after(clause: Clause) -> range:
    """The tokens of the clause after its verb."""
    return range(clause.verb[1], clause.right)


def _has_party(sentence: Sentence, clause: Clause) -> bool:
    return any(sentence.tag(i) in "EC" for i in _after(clause))


def _has_organisation(sentence: Sentence, clause: Clause) -> bool:
    taken_up = () if clause.antecedent is None else (clause.antecedent,)
    places = (i for i in (*taken_up, *_after(clause)) if sentence.tag(i + 1) != "Z")
    return any(is_organisation(code) for group in _groups(sentence, places) for party in group for code in party.states)


def _has_office(sentence: Sentence, clause: Clause) -> bool:
    return any(heads_post(party.office) for group in _groups(sentence, _after(clause)) for party in group)


def _has_state(sentence: Sentence, clause: Clause) -> bool:
    objects = _groups(sentence, sentence.objects(clause))
    return any(not is_organisation(code) for group in objects for party in group for code in party.states)


def _has_itself(sentence: Sentence, clause: Clause) -> bool:
    """ "The country became the Republic of A": the object is the state that the subject is."""
    own, other = (
        {code for group in _groups(sentence, places) for party in group for code in sentence.context.states_of(party)}
        for places in (sentence.subjects(clause), sentence.objects(clause))
    )
    return bool(own & other)


def _has_guest(sentence: Sentence, clause: Clause) -> bool:
    """A state, not a person of it, receives somebody."""
    hosts = [sentence.tokens[i] for i in sentence.subjects(clause) if sentence.tag(i) in "EC"]
    is_state = bool(hosts) and not any(token.tag == "E" and is_somebody(token.data) for token in hosts)
    return is_state and any(map(is_somebody, _groups(sentence, sentence.objects(clause))))


def _is_traveller(sentence: Sentence, clause: Clause) -> bool:
    """The subject is a delegation or an official, and no envoy, who lives there."""
    subjects = [*_groups(sentence, sentence.subjects(clause))]
    subjects += [sentence.tokens[i].data for i in sentence.leaders(clause)]
    known = [tuple(map(sentence.context.person_of, group)) for group in subjects]
    is_delegation = any(words_of(sentence, i) & DELEGATIONS for i in range(*clause.subject))
    is_sent = any(_is_envoy(party) for group in known for party in group)
    return not is_sent and (is_delegation or any(map(_is_official, (*subjects, *known))))


def _has_envoy(sentence: Sentence, places: Iterable[int]) -> bool:
    groups = _groups(sentence, places)
    return any(_is_envoy(sentence.context.person_of(party)) for group in groups for party in group)


def _are_officials(sentence: Sentence, clause: Clause) -> bool:
    """Officials on both sides of the verb, or several that are its subject: "Presidents N and M met"."""
    subjects = _groups(sentence, range(*clause.subject))
    if any(sum(is_somebody((party,)) for party in group) > 1 for group in subjects):
        return True
    return all(
        any(sentence.tag(i) == "E" and sentence.tag(i + 1) != "Z" and _is_known_by_office(sentence, i) for i in side)
        for side in (range(*clause.subject), _after(clause))
    )


def _is_known_by_office(sentence: Sentence, i: int) -> bool:
    """Whether the party at token i is an official, or the counterpart of one: "hosted *her Irish counterpart*"."""
    return _is_official(sentence.tokens[i].data) or not COUNTERPARTS.isdisjoint(sentence.lower(i).split())


COMPLEMENTS: Mapping[str, Callable[[Sentence, Clause], bool]] = {
    "party": _has_party,
    "organisation": _has_organisation,
    "office": _has_office,
    "state": _has_state,
    "itself": _has_itself,
    "guest": _has_guest,
    "traveller": _is_traveller,
    "sent": lambda sentence, clause: _has_envoy(sentence, sentence.objects(clause)),
    "envoy": lambda sentence, clause: _has_envoy(sentence, sentence.subjects(clause)),
    "officials": _are_officials,
}
