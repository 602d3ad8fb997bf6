"""The states between which something is: those at a cue's places, else the document's, or those told of before."""

from __future__ import annotations

from collections.abc import Sequence

from comity.kinds import Role
from comity.reading.candidates import Candidate
from comity.reading.entities import Entities
from comity.reading.occasions import NAMING
from comity.reading.party import Party
from comity.reading.phrases import TEMPORAL
from comity.reading.places import Sentence
from comity.reading.registry import is_organisation
from comity.reading.sides import has_foreign_subject, is_with_unknown, takes_up_several, two_before
from comity.reading.tokens import states_of

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


DURING = frozenset("during until".split())
# "the 22nd country to ratify it", "met his Emirati opposite number".
MEMBERS = frozenset("country state nation member party government".split())
OWNING = frozenset("its his her their".split())


class Between:
    """Fills the role `between` of the candidates of one sentence."""

    def __init__(self, sentence: Sentence, entities: Entities) -> None:
        self.sentence = sentence
        self.context = sentence.context
        self.at = entities
        self._of_nouns: dict[tuple[str, int], list[list[str]]] = {}

    def find(
        self, candidate: Candidate, role: Role, places: Sequence[tuple[str, ...]], parties: dict[str, list[Party]]
    ) -> list[list[str]]:
        """The sets of states between which it is: those between which a clause before told of the same noun ("signed a
        treaty, *which* was ratified"), else those at the cue's places."""
        noun, clause = candidate.noun, candidate.clause
        if noun is None:
            return self._find(candidate, role, places, parties)
        told = self._of_nouns.get((candidate.cue.kind, noun))
        if told and clause is not None and noun < clause.left and self.sentence.tag(clause.left) == "R":
            candidate.notes.append(("between", "told"))
            return told
        found = self._find(candidate, role, places, parties)
        self._of_nouns.setdefault((candidate.cue.kind, noun), found)
        return found

    def _find(
        self, candidate: Candidate, role: Role, places: Sequence[tuple[str, ...]], parties: dict[str, list[Party]]
    ) -> list[list[str]]:
        """The sets at the places: one, or one for each partner ("with A in 1979, with B in 1994")."""
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
            parts = [self._codes(candidate, part, parties) for part in place]
            is_passive = candidate.clause is not None and candidate.clause.is_passive
            if len(parts) == 2 and len(parts[0]) == 1 and parts[0] == parts[1] and not is_passive:
                return []  # two of one state: its own affair
            is_far = candidate.noun is None or self.sentence.lower(candidate.noun + 1) != "with"
            if place == ("agent", "noun.with") and len(parts[0]) > 1 and parts[1] and is_far:
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
                is_aside = self._is_spoken_of(candidate) or self._is_time(candidate, codes)
                if len(codes) >= 2 and len(place) > 1 and tail == "subject" and is_aside:
                    continue  # who talk of a war, or do something during it, need not be at war
                if len(codes) >= 2 and single and tail in ("subject", "agent") and not set(single) <= set(codes):
                    continue  # "With A we concluded": "we" are not the two that were spoken of
                if len(codes) >= 2 and not (candidate.cue.is_strict and len(place) > 1):
                    return [codes]
                is_doer = tail == "subject" and not candidate.cue.verbs and role.is_open
                if len(codes) == 1 and tail in PARTNERS and not is_doer and not (role.is_open and tail in NAMED_AFTER):
                    if single and codes != single:
                        return [[*single, *codes]]
                    single = codes
        return self._completed(candidate, role, places, single)

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

    def _is_time(self, candidate: Candidate, codes: Sequence[str]) -> bool:
        """Whether the noun of a cue without verbs tells only when these states act: "*during the war* A and B met",
        "after the war of another"."""
        noun, clause = candidate.noun, candidate.clause
        if candidate.cue.verbs or noun is None or clause is None or noun >= clause.subject[0]:
            return False
        told = {self.sentence.lower(i) for i in range(clause.left, noun)} & TEMPORAL
        others = {code for group in self.sentence.phrase(noun).adjectives for code in group} - set(codes)
        return bool(told & DURING) or bool(told and others)

    def _is_by_unknown(self, candidate: Candidate) -> bool:
        """Whether one acts of whose office no state is told: on a ministry's own page "Vice Minister N" is its own."""
        if candidate.clause is None or candidate.clause.is_passive:
            return False
        subjects = [self.sentence.tokens[i] for i in self.sentence.subjects(candidate.clause)]
        groups = [token.data for token in subjects if token.tag == "E"]
        return len(groups) == 1 and all(
            party.person and party.office and not self.context.states_of(party) for party in groups[0]
        )

    def _this_side(self, codes: Sequence[str]) -> tuple[str, ...]:
        """The state of the document that is not among its partners."""
        states = (*self.context.two(), self.context.focus) if self.context.pair is None else self.context.pair
        return tuple(dict.fromkeys(code for code in states if code is not None and code not in codes))[:1]

    def _completed(
        self, candidate: Candidate, role: Role, places: Sequence[tuple[str, ...]], single: list[str]
    ) -> list[list[str]]:
        """The set where the sentence names one state or none: with the document's, if the cue allows it."""
        context = self.context
        if has_foreign_subject(self.sentence, candidate) or (candidate.amount is not None and self._names_others()):
            return []
        is_elsewhere = self._is_of_others(candidate) or (not candidate.cue.verbs and self._names_other_states())
        if self._is_with_many(candidate) or (not single and is_elsewhere):
            return []
        if not role.is_open and self._is_with_stranger(candidate):
            return []
        if context.pair is None and is_with_unknown(self.sentence, candidate):
            return []  # "the Government and the rebels of the north signed a truce": a matter of one state
        if not single and ("visit",) in places and self._is_by_guest(candidate):
            return [list(context.visit or ())]
        if not single and takes_up_several(self.sentence, candidate):
            kind = candidate.cue.kind
            return [list(told.filled.roles["between"]) for told in context.claims if told.filled.kind == kind]
        if not single:
            if ("pair",) in places and context.pair is None and (own := two_before(self.sentence, candidate)):
                return [own]
            is_named = candidate.noun is not None and self.sentence.phrase(candidate.noun).adjectives
            is_others = role.is_open and (is_named or context.pair is None)  # "the Israeli conflict"
            return [list(context.two())] if ("pair",) in places and context.two() and not is_others else []
        if self._is_one_of_many(candidate):
            return []
        is_of_visit = context.pair is None and context.visit is not None and single[0] in context.visit
        other = self._hosts(candidate, single[0]) if ("visit",) in places and is_of_visit else ()
        if not other and (("pair",) in places or ("other",) in places):
            other = context.other(single)
        if not other and ("focus",) in places and context.focus is not None and context.focus not in single:
            other = (context.focus,)
        if not other and ("visit",) in places:
            other = self._hosts(candidate, single[0])
        return [[*single, *other]] if other and not self._meets_others(candidate, {*single, *other}) else []

    def _is_one_of_many(self, candidate: Candidate) -> bool:
        """Whether it is one of the states that did so: "became the 22nd *country to ratify* the treaty"."""
        clause = candidate.clause
        if clause is None or clause.relation != "infinitive":
            return False
        i = clause.verb[0] - 1 - (self.sentence.lower(clause.verb[0]) != "to")
        return self.sentence.lower(i) in MEMBERS or self.sentence.lower(i + 1) in MEMBERS

    def _meets_others(self, candidate: Candidate, codes: set[str]) -> bool:
        """Whether the object is somebody of another state: "met his *Emirati* opposite number"."""
        clause = candidate.clause
        if clause is None or not candidate.cue.verbs:
            return False
        i = clause.verb[1]
        while i < clause.right and (self.sentence.tag(i) in "IT" or self.sentence.lower(i) in OWNING):
            i += 1
        return self.sentence.tag(i) == "J" and codes.isdisjoint(self.sentence.tokens[i].data)

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
        sent = {host for party in parties if code in context.states_of(party) for host in party.posted}
        if len(sent) == 1 and code not in sent:
            return tuple(sent)  # "Minister N met with A's ambassador to B, M": N is B's
        if context.visit is not None and code in context.visit:
            return tuple(other for other in context.visit if other != code)
        tag, places = context.dateline or ("C", ())
        written = [other for place in places for other in (self.sentence.city_state(place) if tag == "C" else (place,))]
        written = written or [context.author or code]
        return tuple(written[:1]) if written[0] != code else ()

    def _is_by_guest(self, candidate: Candidate) -> bool:
        """Whether the visitor told of just before is who does it, with somebody of whom no state is told: "visited A
        and was received by Prime Minister N"."""
        guest, clause = self.context.guest, candidate.clause
        if guest is None or clause is None or self.context.visit is None:
            return False
        own, others = (
            [party for i in places if self.sentence.tag(i) == "E" for party in self.sentence.tokens[i].data]
            for places in (self.sentence.subjects(clause), range(clause.verb[1], clause.right))
        )
        known = any(self.context.states_of(party) for party in others)
        return any(party.person == guest.person for party in own) and bool(others) and not known

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

    def _is_with_stranger(self, candidate: Candidate) -> bool:
        """Whether the partner bears a name that is no state's: "an agreement with Toyota"."""
        noun, clause = candidate.noun, candidate.clause
        if noun is None or clause is None or not clause.verb[1] <= noun < clause.right:
            return False
        near = range(noun + 1, min(noun + 6, clause.right))
        i = next((k for k in near if self.sentence.lower(k) == "with"), None)
        if i is None or any(self.sentence.tag(k) in ",;" for k in range(noun, i)):
            return False
        i += 1 + (self.sentence.tag(i + 1) == "T")
        return self.sentence.tag(i) == "Q" and self.sentence.tag(i + 1) in "QIDW.,"

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

    def _codes(self, candidate: Candidate, place: str, parties: dict[str, list[Party]]) -> list[str]:
        """The states at a place, noted as what gives `between`."""
        found = self.at.entities(candidate, (place,), "party", parties, "between", {})
        if found:
            candidate.notes.append(("between", place))
        return found


def _combine(left: list[str], right: list[str], *, one_by_one: bool) -> list[list[str]]:
    """One side with the other: one state with each of several, several with one as one set."""
    right = [code for code in right if code not in left]
    if not right:
        return []
    if len(left) == 1 or one_by_one:
        return [[one, code] for one in left for code in right]
    return [[*left, *right]]
