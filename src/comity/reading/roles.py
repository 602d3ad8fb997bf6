"""The roles of a candidate filled from its cue's places, by type and by what the document is about.

A candidate whose key roles cannot be filled makes no statement: when in doubt the reader leaves out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from comity.kinds import Kind, Role
from comity.reading.candidates import Candidate
from comity.reading.complements import DELEGATIONS, words_of
from comity.reading.entities import Entities
from comity.reading.named_later import find_counted, sending_side
from comity.reading.occasions import NAMING
from comity.reading.party import Party
from comity.reading.places import Sentence
from comity.reading.registry import heads_post, is_organisation, lies_in
from comity.reading.sides import is_with_unknown, states_of, takes_up_several, two_before
from comity.reading.tokens import DASHES

SPEAKING = frozenset(
    "discuss speak talk review address mention recall deplore condemn regret welcome express exchange consider follow "
    "raise mark commemorate remember mediate observe debate examine call urge criticise criticize mourn".split()
)
# Places at which one state may stand for one of two, the other being the document's.
MET = frozenset("with object on to".split())
PARTNERS = frozenset({"with", "against", "subject", "object", "by", "adjective", "possessive", "agent", "to"})
# What is named after one state tells not who the other is: "the South African Border War".
NAMED_AFTER = frozenset({"adjective", "possessive"})
# The words by which a noun takes up what was told of before.
MANY = frozenset("all most many several some other few various numerous more over".split())
TAKEN_UP = frozenset("it they the this these that those".split())


class Roles:
    """Fills the roles of the candidates of one sentence."""

    def __init__(self, sentence: Sentence, entities: Entities) -> None:
        self.sentence = sentence
        self.context = sentence.context
        self.at = entities

    def fill(self, candidate: Candidate, kind: Kind, parties: dict[str, list[Party]]) -> Iterator[dict[str, list[str]]]:
        """The fillings of a statement's roles: more than one where states are told off in pairs."""
        filled: dict[str, list[str]] = {}
        pairs: list[list[str]] = []
        for name, places in sorted(
            candidate.cue.roles.items(), key=lambda item: kind.roles[item[0]].type != "organisation"
        ):
            role = kind.roles[name]
            if name == "between":
                pairs = self.between(candidate, role, places, parties)
                continue
            for place in places:
                entities = self.at.entities(candidate, place, role.type, parties, name, filled)
                if role.type == "party":  # an organisation is no member of itself
                    entities = [
                        code
                        for code in entities
                        if not is_organisation(code) or code not in _organisations(kind, filled)
                    ]
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
        if len(keys) != 2 or candidate.cue.is_strict or self._has_foreign_subject(candidate):
            return
        if self._has_foreign_agent(candidate) or self._is_of_unknown(candidate):
            return
        for missing, given in (keys, keys[::-1]):
            if self.at.lacks_visitor(candidate, missing, filled, parties):
                continue
            if missing not in filled and sorted(filled.get(given, ())) == sorted(self.context.pair or ("",)):
                filled[missing] = list(filled[given])  # "their embassies": of each in the other
                candidate.notes.append((missing, "pair"))
            elif missing not in filled and filled.get(given) and not self._points_elsewhere(candidate, missing):
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
        """ "the first resident Ambassador, N, took charge": of the post that was spoken of last."""
        clause = candidate.clause
        if clause is None or self.context.post is None:
            return
        subjects = [self.sentence.tokens[i] for i in self.sentence.subjects(clause) if self.sentence.tag(i) == "E"]
        if any(token.lower.startswith("the ") and heads_post(token.data[0].office) for token in subjects):
            filled["sender"], filled["host"] = ([code] for code in self.context.post)
            candidate.notes += [("sender", "post"), ("host", "post")]

    def _is_complete(
        self,
        kind: Kind,
        candidate: Candidate,
        filled: dict[str, list[str]],
        pairs: list[list[str]],
        parties: dict[str, list[Party]],
    ) -> bool:
        required = [name for name in candidate.cue.require if name in kind.roles]
        if any(not filled.get(name) and not self._is_envoy(parties, name) for name in required):
            return False
        if "between" in candidate.cue.roles:
            return bool(pairs)
        needed = [name for name in kind.key_roles if name in candidate.cue.roles]
        if not needed or any(not filled.get(name) for name in needed):
            return False
        sides = [set(filled[name]) for name in needed if kind.roles[name].type == "party"]
        if len(sides) == 2 and sides[0] == sides[1] and len(sides[0]) == 2:
            return True  # mutual: each of the other
        return not (len(sides) == 2 and sides[0] & sides[1])

    def _is_envoy(self, parties: dict[str, list[Party]], role: str) -> bool:
        """Whether an envoy ("the Danish Minister Resident"), or in that role who else holds an office, is not named."""
        if any(party.office for party in parties.get(role, ())):
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

    def between(
        self, candidate: Candidate, role: Role, places: Sequence[tuple[str, ...]], parties: dict[str, list[Party]]
    ) -> list[list[str]]:
        """The sets of states between which it is: one, or one for each partner ("with A in 1979, with B in 1994")."""
        single: list[str] = []
        for place in places:
            if place in (("pair",), ("focus",), ("other",), ("visit",)):
                continue
            if place == ("told",):
                told = self._told(candidate)
                if single and not told:  # "A closed the frontier": the one that the document told of
                    told = list(self.context.shared.get((candidate.cue.kind, "between"), ()))
                if set(single) <= set(told) and told:
                    candidate.notes.append(("between", "told"))
                    return [told]
                continue
            parts = [self.codes(candidate, part, parties) for part in place]
            is_passive = candidate.clause is not None and candidate.clause.is_passive
            if len(parts) == 2 and len(parts[0]) == 1 and parts[0] == parts[1] and not is_passive:
                return []  # two of one state: its own affair
            if place == ("agent", "noun.with") and len(parts[0]) > 1:
                return [parts[0]]  # "on the border with C, signed by A and B"
            if len(parts) == 2 and parts[0] and parts[1]:
                sets = _combine(parts[0], parts[1], one_by_one=not role.is_joint)
                if sets:
                    return sets
            for part, codes in zip(place, parts, strict=True):
                tail = part.rsplit(".", 1)[-1]
                if len(codes) >= 2 and tail in MET and self._is_by_unknown(candidate):
                    author = self.context.author
                    return [[author, code] for code in codes if code != author] if author else []
                if len(codes) >= 2 and tail in ("with", "against") and self._this_side(codes):
                    return [[one, code] for one in self._this_side(codes) for code in codes]
                if len(codes) >= 2 and len(place) > 1 and tail == "subject" and self._is_spoken_of(candidate):
                    continue  # who talk of a war need not be at war
                if len(codes) >= 2 and single and tail in ("subject", "agent") and not set(single) <= set(codes):
                    continue  # "With A we concluded": "we" are not the two that were spoken of
                if len(codes) >= 2 and not (candidate.cue.is_strict and len(place) > 1):
                    return [codes]
                is_aside = tail == "subject" and not candidate.cue.verbs and role.is_open
                if len(codes) == 1 and tail in PARTNERS and not is_aside and not (role.is_open and tail in NAMED_AFTER):
                    if single and codes != single:
                        return [[*single, *codes]]
                    single = codes
        return self._completed(candidate, role, places, single)

    def _is_of_unknown(self, candidate: Candidate) -> bool:
        """Whether the noun's "of" names somebody whom the reader does not know: "recognition of the so-called XYZ"."""
        if candidate.noun is None or self.sentence.lower(candidate.noun + 1) != "of":
            return False
        i = candidate.noun + 2
        while self.sentence.tag(i) in "TWA" or self.sentence.lower(i) in ('"', "“", "‘", "'"):
            i += 1
        return self.sentence.tag(i) == "Q" and self.sentence.tag(i + 1) not in "WHZ"

    def _is_by_unknown(self, candidate: Candidate) -> bool:
        """Whether one acts of whose office no state is told: on a ministry's own page "Vice Minister N" is its own."""
        if candidate.clause is None or candidate.clause.is_passive:
            return False
        subjects = [self.sentence.tokens[i] for i in self.sentence.subjects(candidate.clause)]
        groups = [token.data for token in subjects if token.tag == "E"]
        return len(groups) == 1 and all(
            party.person and party.office and not self.context.states_of(party) for party in groups[0]
        )

    def _told(self, candidate: Candidate) -> list[str]:
        """Between whom the paragraph told of the same last, where the noun takes it up: "it", "which", "the treaty"."""
        noun, clause = candidate.noun, candidate.clause
        if noun is None or clause is None:
            return []
        is_near = clause.start <= noun < clause.right
        words = {token.lower for token in self.sentence.phrase(noun).words} | {self.sentence.lower(noun)}
        if clause.lemma in NAMING and self.context.papers is not None:
            return list(self.context.papers[0])
        if is_near and not words & TAKEN_UP:
            return []
        return list(self.context.sides.get(candidate.cue.kind, ()))

    def _is_spoken_of(self, candidate: Candidate) -> bool:
        """Whether the noun of a cue without verbs is what the subject speaks of: "they discussed the war"."""
        noun, clause = candidate.noun, candidate.clause
        if candidate.cue.verbs or noun is None or clause is None or noun < clause.verb[1]:
            return False
        return clause.lemma in SPEAKING

    def _this_side(self, codes: Sequence[str]) -> tuple[str, ...]:
        """The state of the document that is not among its partners."""
        states = (*self.context.two(), self.context.focus) if self.context.pair is None else self.context.pair
        return tuple(dict.fromkeys(code for code in states if code is not None and code not in codes))[:1]

    def _completed(
        self, candidate: Candidate, role: Role, places: Sequence[tuple[str, ...]], single: list[str]
    ) -> list[list[str]]:
        """The set where the sentence names one state or none: with the document's, if the cue allows it."""
        context = self.context
        if self._has_foreign_subject(candidate) or (candidate.amount is not None and self._names_others()):
            return []
        is_elsewhere = self._is_of_others(candidate) or (not candidate.cue.verbs and self._names_other_states())
        if self._is_with_many(candidate) or (not single and is_elsewhere):
            return []
        if context.pair is None and is_with_unknown(self.sentence, candidate):
            return []  # "the Government and the rebels of the north signed a truce": a matter of one state
        if not single and takes_up_several(self.sentence, candidate):
            kind = candidate.cue.kind
            return [list(told.filled.roles["between"]) for told in context.claims if told.filled.kind == kind]
        if not single:
            if ("pair",) in places and context.pair is None and (own := two_before(self.sentence, candidate)):
                return [own]
            is_named = candidate.noun is not None and self.sentence.phrase(candidate.noun).adjectives
            is_others = role.is_open and (is_named or context.pair is None)  # "the Israeli conflict"
            return [list(context.two())] if ("pair",) in places and context.two() and not is_others else []
        other = context.other(single) if ("pair",) in places or ("other",) in places else ()
        if not other and ("focus",) in places and context.focus is not None and context.focus not in single:
            other = (context.focus,)
        if not other and ("visit",) in places:
            other = self._hosts(candidate, single[0])
        return [[*single, *other]] if other else []

    def _hosts(self, candidate: Candidate, code: str) -> tuple[str, ...]:
        """The other state of the visit told last, or that from which a report is written, where one of those who meet
        holds an office and his state is not told: "Warsame was received by President N"."""
        clause, context = candidate.clause, self.context
        spans = (clause.subject, (clause.verb[1], clause.right)) if clause is not None else ((0, 0),)
        parties = [
            party
            for start, end in spans
            for i in range(start, end)
            if self.sentence.tag(i) == "E"
            for party in self.sentence.tokens[i].data
        ]
        if not any((party.office or party.person) and not context.states_of(party) for party in parties):
            return ()
        if context.visit is not None and code in context.visit:
            return tuple(other for other in context.visit if other != code)
        tag, places = context.dateline or ("C", ())
        written = [other for place in places for other in (self.sentence.city_state(place) if tag == "C" else (place,))]
        return tuple(written[:1]) if written and written[0] != code else ()

    def _is_of_others(self, candidate: Candidate) -> bool:
        """Whether "on the same day" goes on with a sentence that named a state besides the document's two."""
        clause, tokens = candidate.clause, self.sentence.tokens
        if clause is None or not any(
            tokens[i].tag == "D" and "same" in tokens[i].lower for i in range(clause.start, clause.right)
        ):
            return False
        return any(code not in self.context.two() for code in self.context.last_named)

    def _is_with_many(self, candidate: Candidate) -> bool:
        """Whether the partners are told as many and not by name: "relations with all member states"."""
        noun = candidate.noun
        if noun is None or self.sentence.lower(noun + 1) != "with":
            return False
        return self.sentence.tag(noun + 2) == "M" or self.sentence.lower(noun + 2) in MANY

    def _names_others(self) -> bool:
        """Whether the sentence speaks of states that are not the document's two."""
        pair = self.context.two()
        named = [code for token in self.sentence.tokens for code in states_of(token)]
        return bool(pair) and any(code not in pair for code in named)

    def _names_other_states(self) -> bool:
        """The same, without organisations, which the two may have joined."""
        pair = self.context.two()
        named = [code for token in self.sentence.tokens for code in states_of(token) if not is_organisation(code)]
        return bool(pair) and any(code not in pair for code in named)

    def _has_foreign_agent(self, candidate: Candidate) -> bool:
        """Whether a passive names by whom, and that is no party: "was recognised by several countries"."""
        clause = candidate.clause
        if clause is None or not clause.is_passive or not candidate.cue.verbs:
            return False
        words = [self.sentence.lower(i) for i in range(clause.verb[1], clause.right)]
        return "by" in words and not list(self.sentence.prepositional("by", clause.verb[1], clause.right))

    def _has_foreign_subject(self, candidate: Candidate) -> bool:
        """Whether an active verb has a subject that is no party: "130 countries recognised", "the company signed"."""
        clause = candidate.clause
        if clause is None or clause.is_passive or not candidate.cue.verbs or clause.subject == (0, 0):
            return False
        if any(words_of(self.sentence, i) & DELEGATIONS for i in range(*clause.subject)):
            return False  # "a delegation of the Senate": of one of the two
        tags = [
            self.sentence.tag(i)
            for i in range(*clause.subject)
            if not (self.sentence.tag(i) == "J" and self.sentence.lower(i + 1) in DASHES)  # "the Saudi-led group"
        ]
        return bool(tags) and not set(tags) & set("ECHOJ") and bool(set(tags) & set("WQM"))

    def codes(self, candidate: Candidate, place: str, parties: dict[str, list[Party]]) -> list[str]:
        """The states at a place, noted as what gives `between`."""
        found = self.at.entities(candidate, (place,), "party", parties, "between", {})
        if found:
            candidate.notes.append(("between", place))
        return found


def _organisations(kind: Kind, filled: dict[str, list[str]]) -> set[str]:
    codes = (code for name, held in filled.items() if kind.roles[name].type == "organisation" for code in held)
    return {code for code in codes if is_organisation(code)}


def _combine(left: list[str], right: list[str], *, one_by_one: bool) -> list[list[str]]:
    """One side with the other: one state with each of several, several with one as one set."""
    right = [code for code in right if code not in left]
    if not right:
        return []
    if len(left) == 1 or one_by_one:
        return [[one, code] for one in left for code in right]
    return [[*left, *right]]


def _only_city(filled: dict[str, list[str]], name: str, host: str) -> dict[str, list[str]]:
    """The roles of one host; a city of another is not his: "in Italy, Spain and the United States (in New York)"."""
    cities = filled.get("city", [])
    if name != "host" or len(cities) != 1 or lies_in(cities[0], host):
        return filled
    is_of_other = any(lies_in(cities[0], other) for other in filled[name] if other != host)
    return {role: values for role, values in filled.items() if role != "city"} if is_of_other else filled
