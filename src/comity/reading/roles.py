"""The roles of a candidate filled from its cue's places, by type and by what the document is about.

A candidate whose key roles cannot be filled makes no statement: when in doubt the reader leaves out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from comity.kinds import Kind
from comity.reading.between import Between
from comity.reading.candidates import Candidate
from comity.reading.clause import Clause
from comity.reading.entities import Entities
from comity.reading.named_later import find_counted, sending_side
from comity.reading.party import Party
from comity.reading.places import Sentence
from comity.reading.registry import heads_post, is_organisation, is_sent, lies_in
from comity.reading.sides import (
    has_foreign_agent,
    has_foreign_subject,
    is_of_unknown,
)
from comity.reading.tokens import Token


class Roles:
    """Fills the roles of the candidates of one sentence."""

    def __init__(self, sentence: Sentence, entities: Entities) -> None:
        self.sentence = sentence
        self.context = sentence.context
        self.at = entities
        self.between = Between(sentence, entities)

    def fill(self, candidate: Candidate, kind: Kind, parties: dict[str, list[Party]]) -> Iterator[dict[str, list[str]]]:
        """The fillings of a statement's roles: more than one where states are told off in pairs."""
        filled: dict[str, list[str]] = {}
        pairs: list[list[str]] = []
        for name, places in candidate.cue.roles.items():
            role = kind.roles[name]
            if name == "between":
                pairs = self.between.find(candidate, role, places, parties)
                continue
            for place in places:
                entities = self.at.entities(candidate, place, role.type, parties, name, filled)
                if role.is_joint and len(place) > 1 and len(entities) < 2:
                    continue  # "flights to A": from where is not told
                if role.type == "party":  # an organisation is no member of itself
                    entities = [
                        code
                        for code in entities
                        if not is_organisation(code) or code not in _organisations(kind, filled)
                    ]
                if candidate.cue.action in role.impersonal:
                    entities = self._of_no_person(entities, parties.get(name, ()))
                if role.is_state:
                    entities = [code for code in entities if not is_organisation(code)]
                if entities and candidate.amount is not None and len(entities) == 1 and entities in filled.values():
                    continue  # "exports from A …, imports to A …": the other figure's
                if entities:
                    filled[name] = entities
                    candidate.notes.append((name, "+".join(place)))
                    break
        counted = find_counted(candidate, kind, filled, parties, self.at.text)
        if counted is not None:
            filled.pop(sending_side(kind), None)
            if filled and kind.key_roles[-1] in filled:
                yield filled
            return
        self._complement(kind, candidate, filled, parties)
        self._take_up_post(kind, candidate, filled)
        self._spare(kind, filled)
        if not self._is_complete(kind, candidate, filled, pairs, parties):
            candidate.notes.append(("rejected", "incomplete"))
            return
        if pairs:
            for pair in pairs:
                own = self._those_of(kind, filled, parties, pair) if len(pairs) > 1 else {}
                yield {**filled, **own, "between": pair}
            return
        if candidate.amount is not None or candidate.cue.amount in ("required", "money"):
            sides = [codes for name, codes in filled.items() if kind.roles[name].type == "party"]
            if any(len(codes) > 1 for codes in sides):
                candidate.notes.append(("rejected", "several"))
                return  # a sum of several is no one's
        for own in self._of_each(kind, filled, parties):
            yield from self._split(kind, own)

    def _of_no_person(self, entities: list[str], parties: Sequence[Party]) -> list[str]:
        """The states that are told by their names, and not only by somebody of theirs: "*he* is a member of O"."""
        people = [party for party in parties if party.person or party.office or party.pronoun == "he"]
        others = {code for party in parties if party not in people for code in self.context.states_of(party)}
        own = {code for party in people for code in self.context.states_of(party)}
        return [code for code in entities if code in others or code not in own]

    def _those_of(
        self, kind: Kind, filled: dict[str, list[str]], parties: dict[str, list[Party]], pair: Sequence[str]
    ) -> dict[str, list[str]]:
        """The people at one of several meetings: those whose state is not known to be another."""
        people = kind.person_role
        if people is None or people not in filled:
            return {}
        homes = {party.person: self.context.states_of(party) for party in parties.get(people, ()) if party.person}
        return {people: [one for one in filled[people] if not homes.get(one) or set(homes[one]) & set(pair)]}

    def _of_each(
        self, kind: Kind, filled: dict[str, list[str]], parties: dict[str, list[Party]]
    ) -> Iterator[dict[str, list[str]]]:
        """Each of several people with the state that is his: "the ambassadors of A, N, and of B, M"."""
        people = kind.person_role or ""
        named = {party.person: self.context.states_of(party) for party in parties.get(people, ()) if party.person}
        homes = {code for states in named.values() for code in states}
        side = next((name for name in kind.key_roles if len(homes) > 1 and set(filled.get(name, ())) == homes), None)
        is_paired = len(named) == len(filled.get(people, ())) and all(len(codes) == 1 for codes in named.values())
        if side is None or not is_paired:
            yield filled
            return
        for person, states in named.items():
            yield {**filled, people: [person], side: list(states)}

    def _complement(
        self, kind: Kind, candidate: Candidate, filled: dict[str, list[str]], parties: dict[str, list[Party]]
    ) -> None:
        """The other state of the document, where one of two parties is not named."""
        keys = [
            name
            for name in kind.key_roles
            if kind.roles[name].type == "party" and name != "between" and name in candidate.cue.roles
        ]
        if len(keys) != 2 or candidate.cue.is_strict or has_foreign_subject(self.sentence, candidate):
            return
        if has_foreign_agent(self.sentence, candidate) or is_of_unknown(self.sentence, candidate):
            return
        for missing, given in (keys, keys[::-1]):
            if self.at.lacks_visitor(candidate, missing, filled, parties):
                continue
            is_of_both = sorted(filled.get(given, ())) == sorted(self.context.pair or ("",))
            if missing not in filled and is_of_both and not candidate.cue.require:
                filled[missing] = list(filled[given])  # "their embassies": of each in the other
                candidate.notes.append((missing, "pair"))
            elif (
                missing not in filled
                and filled.get(given)
                and not is_of_both
                and not self._points_elsewhere(candidate, missing)
            ):
                # "Minister to A and B", in a text on A and C
                known = self.context.pair or () if kind.is_post and kind.person_role is not None else ()
                inside = [code for code in filled[given] if code in known]
                other = self.context.other(inside or filled[given])
                if other and not set(other) & set(filled[given]):
                    filled[missing] = list(other)
                    candidate.notes.append((missing, "other"))

    def _points_elsewhere(self, candidate: Candidate, role: str) -> bool:
        """Whether the noun names another goal than a state that is known: "his visit to the Latin American nation"."""
        clause = candidate.clause
        if candidate.noun is None and clause is not None and role == "host":
            after = clause.verb[1]  # "will travel to Zanzibar"
            return self.sentence.lower(after) in ("to", "for", "in") and self.sentence.tag(after + 1) == "Q"
        if candidate.noun is None or role != "host" or self.sentence.lower(candidate.noun + 1) != "to":
            return False
        return not any(name == "to" for name, _ in self.sentence.phrase(candidate.noun).pps)

    def _spare(self, kind: Kind, filled: dict[str, list[str]]) -> None:
        """ "The two countries agreed to open an embassy in Oslo": the host is no sender."""
        keys = [name for name in kind.key_roles if kind.roles[name].type == "party" and name in filled]
        if len(keys) == 2:
            for one, many in (keys, keys[::-1]):
                if len(filled[one]) == 1 and len(filled[many]) == 2 and filled[one][0] in filled[many]:
                    filled[many] = [code for code in filled[many] if code not in filled[one]]

    def _take_up_post(self, kind: Kind, candidate: Candidate, filled: dict[str, list[str]]) -> None:
        """ "The Legation was closed": the post that was spoken of last, where the sentence names neither side."""
        if not kind.is_post or filled.get("sender") or filled.get("host"):
            return
        if kind.person_role is not None:
            self._take_up_his_post(candidate, filled)
            return
        if candidate.noun is None:
            return
        words = self.sentence.phrase(candidate.noun).words
        clause = candidate.clause
        pronoun = self.sentence.lower(clause.verb[0] - 1) if clause is not None and clause.verb[0] else ""
        is_taken_up = pronoun in ("which", "it", "they") or any(
            token.lower in ("the", "this", "that") for token in words
        )
        pair, is_plural = self.context.pair, self.sentence.lower(candidate.noun).endswith("s")
        cities = [k for _, k in self.sentence.phrase(candidate.noun).pps if self.sentence.tag(k) == "C"]
        if is_plural and pair is not None and is_taken_up and not cities:
            filled["sender"], filled["host"] = list(pair), list(pair)  # "The legations were raised": of each
            candidate.notes += [("sender", "pair"), ("host", "pair")]
        elif self.context.post is not None and is_taken_up:
            filled["sender"], filled["host"] = ([code] for code in self.context.post)
            candidate.notes += [("sender", "post"), ("host", "post")]

    def _take_up_his_post(self, candidate: Candidate, filled: dict[str, list[str]]) -> None:
        """ "the first resident Ambassador, N, took charge": of the post that was spoken of last; "Ambassador N was
        recalled": of the one that the document told of, where that is of one of its two states in the other."""
        clause = candidate.clause
        if clause is None or self.context.post is None:
            return
        subjects = [self.sentence.tokens[i] for i in self.sentence.subjects(clause) if self.sentence.tag(i) == "E"]
        envoys = [token for token in subjects if heads_post(token.data[0].office)]
        is_only = self.context.posts == {self.context.post} and set(self.context.post) == set(self.context.pair or ())
        is_only = is_only and self._is_only_dated(clause)
        if any(token.lower.startswith("the ") for token in envoys) or (is_only and any(map(_is_plain, envoys))):
            filled["sender"], filled["host"] = ([code] for code in self.context.post)
            candidate.notes += [("sender", "post"), ("host", "post")]

    def _is_only_dated(self, clause: Clause) -> bool:
        """Whether nothing but a date follows the verb: not "was recalled to active duty"."""
        after = clause.verb[1]
        return self.sentence.tag(after + (self.sentence.tag(after) == "I")) in "D.,;K" and after < clause.right

    def _is_complete(
        self,
        kind: Kind,
        candidate: Candidate,
        filled: dict[str, list[str]],
        pairs: list[list[str]],
        parties: dict[str, list[Party]],
    ) -> bool:
        required = [name for name in candidate.cue.require if name in kind.roles]
        if any(not filled.get(name) and not self._is_envoy(kind, parties, name) for name in required):
            return False
        if any(filled.get(name) in _others(kind, filled, name) for name in required):
            return False  # "the Romanian company built a refinery in Craiova": its own affair
        if "between" in candidate.cue.roles:
            return bool(pairs)
        needed = [name for name in kind.key_roles if name in candidate.cue.roles]
        if not needed or any(not filled.get(name) for name in needed):
            return False
        sides = [set(filled[name]) for name in needed if kind.roles[name].type == "party"]
        if len(sides) == 2 and sides[0] == sides[1] and len(sides[0]) == 2:
            return True  # mutual: each of the other
        return not (len(sides) == 2 and sides[0] & sides[1])

    def _is_envoy(self, kind: Kind, parties: dict[str, list[Party]], role: str) -> bool:
        """Whether an envoy ("the Danish Minister Resident"), or in that role who else holds an office, is not named; a
        post is held by none but those who are sent, or a minister."""
        if any(
            party.office and (not kind.is_post or is_sent(party.office) or party.office == "minister")
            for party in parties.get(role, ())
        ):
            return True
        return any(heads_post(party.office) for group in parties.values() for party in group)

    def _split(self, kind: Kind, filled: dict[str, list[str]]) -> Iterator[dict[str, list[str]]]:
        """One statement for each host of a visit, each state to which an envoy is accredited."""
        for name in kind.key_roles:
            if (
                len(filled.get(name, ())) > 1
                and not kind.roles[name].is_joint
                and kind.roles[name].type in ("party", "organisation")
            ):
                for entity in filled[name]:
                    yield from self._split(kind, {**_only_city(filled, name, entity), name: [entity]})
                return
        keys = [name for name in kind.key_roles if kind.roles[name].type == "party" and name in filled]
        if len(keys) == 2 and filled[keys[0]] == filled[keys[1]] and len(filled[keys[0]]) == 1:
            return
        if len(filled.get("city", ())) > 1 and len(filled.get("host", ())) == 1:
            # "embassies in Tokyo and Manila": each city with its own state
            inside = [city for city in filled["city"] if lies_in(city, filled["host"][0])]
            filled = {**filled, "city": inside or filled["city"]}
        several = (name for name, role in kind.roles.items() if not role.is_joint and len(filled.get(name, ())) > 1)
        each = next((name for name in several if kind.roles[name].type in ("city", "person")), None)
        yield from ({**filled, each: [one]} for one in filled[each]) if each is not None else (filled,)


def _is_plain(token: Token) -> bool:
    """Whether an envoy is named without his state and his post: "Ambassador N"."""
    return all(party.person and not party.states and not party.posted for party in token.data)


def _organisations(kind: Kind, filled: dict[str, list[str]]) -> set[str]:
    codes = (code for name, held in filled.items() if kind.roles[name].type == "organisation" for code in held)
    return {code for code in codes if is_organisation(code)}


def _others(kind: Kind, filled: dict[str, list[str]], name: str) -> list[list[str]]:
    """Who fills the other roles of parties."""
    return [codes for other, codes in filled.items() if other != name and kind.roles[other].type == "party"]


def _only_city(filled: dict[str, list[str]], name: str, host: str) -> dict[str, list[str]]:
    """The roles of one host; a city of another is not his: "in Italy, Spain and the United States (in New York)"."""
    cities = filled.get("city", [])
    if name != "host" or len(cities) != 1 or lies_in(cities[0], host):
        return filled
    is_of_other = any(lies_in(cities[0], other) for other in filled[name] if other != host)
    return {role: values for role, values in filled.items() if role != "city"} if is_of_other else filled
