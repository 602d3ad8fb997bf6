"""Candidates made into statements: roles resolved by type and context, attributes, modality, time, evidence.

A candidate whose key roles cannot be filled makes no statement: when in doubt the reader leaves out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from comity.kinds import Kind
from comity.model import Modality
from comity.reading.frames import Candidate, Sentence
from comity.reading.ordinals import read_ordinal
from comity.reading.parties import HEADS_OF_MISSION, Group, Party
from comity.reading.registry import is_organisation
from comity.reading.times import Time, choose_time

# Places at which one state may stand for one of two, the other being the document's.
PARTNERS = frozenset({"with", "against", "subject", "object", "by", "adjective", "possessive", "agent", "to"})
MANY = frozenset(
    {("membership", "member"), ("sanction", "by"), ("sanction", "on"), ("mobility", "by"), ("mobility", "for")}
)


@dataclass
class Filled:
    """A statement in the making, with offsets in the document's text."""

    kind: str
    action: str | None
    roles: dict[str, list[str]]
    attributes: dict[str, Any]
    modality: Modality
    time: Time
    amount: Any
    start: int
    end: int
    cue: str
    notes: list[tuple[str, str]] = field(default_factory=list)  # role and the place that filled it
    strength: int = 0


class Filler:
    """Fills the candidates of one sentence."""

    def __init__(self, sentence: Sentence, text: str) -> None:
        self.sentence = sentence
        self.context = sentence.context
        self.text = text

    def fill(self, candidate: Candidate, kind: Kind) -> Iterator[Filled]:
        """The statements of a candidate; none where a key role stays empty."""
        modality = self.modality(candidate)
        if modality is None:
            candidate.notes.append(("rejected", "hypothetical"))
            return
        parties: dict[str, list[Party]] = {}
        for roles in self.roles(candidate, kind, parties):
            time = choose_time(self.sentence, candidate, kind.step(candidate.cue.action), self.context)
            start, end = self.evidence(candidate)
            attributes = self.attributes(candidate, kind, parties)
            if any(name not in attributes for name in kind.key_attributes if kind.name == "cooperation"):
                return
            amount = self.amount(candidate)
            if amount is None and candidate.cue.amount in ("required", "money"):
                return
            for values in self.each(candidate, attributes):
                yield Filled(
                    kind=kind.name,
                    action=candidate.cue.action,
                    roles=roles,
                    attributes=values,
                    modality=modality,
                    time=time,
                    amount=amount,
                    start=start,
                    end=end,
                    cue=f"{kind.name}: {candidate.cue.name}",
                    notes=candidate.notes,
                    strength=2 if candidate.clause is not None and candidate.cue.verbs else 1,
                )

    def each(self, candidate: Candidate, attributes: dict[str, Any]) -> Iterator[dict[str, Any]]:
        """The attributes once for every value of the one that the cue counts off ("in energy and defence")."""
        name = candidate.cue.each
        rule = candidate.cue.attributes.get(name) if name else None
        if name is None or not isinstance(rule, dict) or "text" not in rule:
            yield attributes
            return
        start, end = self.evidence(candidate)
        words = self.text[start:end].casefold()
        values = [value for word, value in rule["text"].items() if re.search(rf"\b(?:{word})", words)]
        yield from ({**attributes, name: value} for value in dict.fromkeys(values or [attributes.get(name)]))

    # -- modality ----------------------------------------------------------------------------------------------

    def modality(self, candidate: Candidate) -> Modality | None:
        """Asserted, denied, planned or hoped, by noun, verb and heading; none where the act is only imagined."""
        english = self.sentence.english
        clause = candidate.clause
        result: Modality | None = "asserted"
        if candidate.noun is not None:
            phrase = self.sentence.phrase(candidate.noun)
            for word in phrase.words:
                if word.lower in english.hedges:
                    result = english.hedges[word.lower]  # type: ignore[assignment]
            before = (
                self.sentence.tokens[phrase.left - 2].lower
                if phrase.left > 1 and self.sentence.tag(phrase.left - 1) == "I"
                else ""
            )
            result = english.noun_governors.get(before, result)  # type: ignore[assignment]
            if phrase.is_negated:
                result = "denied"
        if clause is not None and (candidate.cue.verbs or candidate.amount is not None):
            result = clause.modality if result == "asserted" or clause.modality is None else result
        elif clause is not None and candidate.noun is not None and result == "asserted":
            if clause.modality is None:
                return None
            is_object = clause.verb[1] <= candidate.noun < clause.right
            clause = self._cancelled(candidate.noun) or clause
            if clause.lemma in CANCELS and (is_object or clause.is_passive):
                result = CANCELS[clause.lemma]
            elif (
                is_object
                and clause.lemma in NOUN_GOVERNORS
                and not clause.is_passive
                and not self.sentence.is_governed(self.sentence.phrase(candidate.noun).left)
            ):
                result = NOUN_GOVERNORS[clause.lemma]
            elif clause.modality in ("hoped", "planned", "denied") and not self._is_aside(candidate.noun):
                result = clause.modality
        if candidate.cue.modality == "asserted" and result is not None:
            result = "asserted"  # "need no visa", "can travel": the rule holds
        elif candidate.cue.modality and result == "asserted":
            result = candidate.cue.modality  # type: ignore[assignment]
        if result is not None and candidate.amount is not None and self._is_forecast(candidate):
            result = "planned" if result == "asserted" else result
        return result

    def _cancelled(self, noun: int) -> Any:
        """The clause that calls off what the noun names: "the visit, scheduled for May, was cancelled"."""
        return next(
            (
                clause
                for clause in self.sentence.clauses
                if clause.lemma in CANCELS and clause.is_passive and clause.subject[0] <= noun < clause.subject[1]
            ),
            None,
        )

    def _is_aside(self, noun: int) -> bool:
        """Whether the noun stands in a phrase of its own ("could not attend because of the war with B")."""
        return self.sentence.is_governed(self.sentence.phrase(noun).left)

    def _is_forecast(self, candidate: Candidate) -> bool:
        amount = candidate.amount or 0
        words = [token.lower for token in self.sentence.tokens[max(0, amount - 6) : amount]]
        return any(
            word in ("target", "targeted", "slated", "forecast", "projected", "expected", "goal") for word in words
        )

    # -- roles -------------------------------------------------------------------------------------------------

    def roles(
        self, candidate: Candidate, kind: Kind, parties: dict[str, list[Party]]
    ) -> Iterator[dict[str, list[str]]]:
        """The fillings of a statement's roles: more than one where states are told off in pairs."""
        filled: dict[str, list[str]] = {}
        pairs: list[list[str]] = []
        for name, places in candidate.cue.roles.items():
            role = kind.roles[name]
            if name == "between":
                pairs = self.between(candidate, places, parties)
                continue
            for place in places:
                entities = self.entities(candidate, place, role.type, parties, name, filled)
                if entities and candidate.amount is not None and len(entities) == 1 and entities in filled.values():
                    continue  # "exports from A …, imports to A …": the other figure's
                if entities:
                    filled[name] = entities
                    candidate.notes.append((name, "+".join(place)))
                    break
        self._complement(kind, candidate, filled, parties)
        self._take_up_post(kind, candidate, filled)
        self._spare(kind, filled)
        if not self._is_complete(kind, candidate, filled, pairs, parties):
            candidate.notes.append(("rejected", "incomplete"))
            return
        if pairs:
            for pair in pairs:
                yield {**filled, "between": pair}
            return
        yield from self._split(kind, filled)

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
        if self._has_foreign_agent(candidate):
            return
        for missing, given in (keys, keys[::-1]):
            if self._lacks_visitor(candidate, missing, filled, parties):
                continue
            if missing not in filled and sorted(filled.get(given, ())) == sorted(self.context.pair or ("",)):
                filled[missing] = list(filled[given])  # "their embassies": of each in the other
                candidate.notes.append((missing, "pair"))
            elif missing not in filled and filled.get(given) and not self._points_elsewhere(candidate, missing):
                other = self.context.other(filled[given])
                if other:
                    filled[missing] = list(other)
                    candidate.notes.append((missing, "other"))

    def _points_elsewhere(self, candidate: Candidate, role: str) -> bool:
        """Whether the noun names another goal than a state that is known: "his visit to the Latin American nation"."""
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
        if kind.name != "mission" or candidate.noun is None or filled.get("sender") or filled.get("host"):
            return
        words = self.sentence.phrase(candidate.noun).words
        if self.context.post is not None and any(token.lower in ("the", "this", "that") for token in words):
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
        if "between" in candidate.cue.roles:
            return bool(pairs)
        needed = [name for name in kind.key_roles if name in candidate.cue.roles]
        if not needed or any(not filled.get(name) for name in needed):
            return False
        if any(not filled.get(name) and not self._is_envoy(parties) for name in candidate.cue.require):
            return False
        sides = [set(filled[name]) for name in needed if kind.roles[name].type == "party"]
        if len(sides) == 2 and sides[0] == sides[1] and len(sides[0]) == 2:
            return True  # mutual: each of the other
        return not (len(sides) == 2 and sides[0] & sides[1])

    def _is_envoy(self, parties: dict[str, list[Party]]) -> bool:
        """Whether an envoy without a name fills a role ("the Danish Minister Resident")."""
        return any(party.office in HEADS_OF_MISSION for group in parties.values() for party in group)

    def _split(self, kind: Kind, filled: dict[str, list[str]]) -> Iterator[dict[str, list[str]]]:
        """One statement for each host of a visit, each state to which an envoy is accredited."""
        for name in kind.key_roles:
            if (
                len(filled.get(name, ())) > 1
                and (kind.name, name) not in MANY
                and kind.roles[name].type in ("party", "organisation")
            ):
                for entity in filled[name]:
                    yield from self._split(kind, {**filled, name: [entity]})
                return
        keys = [name for name in kind.key_roles if kind.roles[name].type == "party" and name in filled]
        if len(keys) == 2 and filled[keys[0]] == filled[keys[1]] and len(filled[keys[0]]) == 1:
            return
        if kind.name == "mission" and len(filled.get("city", ())) > 1:
            for city in filled["city"]:
                yield {**filled, "city": [city]}
            return
        people = next(
            (name for name, role in kind.roles.items() if role.type == "person" and len(filled.get(name, ())) > 1), None
        )
        if people and kind.name in ("envoy", "visit"):
            for person in filled[people]:
                yield {**filled, people: [person]}
            return
        yield filled

    def between(
        self, candidate: Candidate, places: Sequence[tuple[str, ...]], parties: dict[str, list[Party]]
    ) -> list[list[str]]:
        """The sets of states between which it is: one, or one for each partner ("with A in 1979, with B in 1994")."""
        single: list[str] = []
        for place in places:
            if place in (("pair",), ("focus",), ("other",)):
                continue
            parts = [self.codes(candidate, part, parties) for part in place]
            is_passive = candidate.clause is not None and candidate.clause.is_passive
            if len(parts) == 2 and len(parts[0]) == 1 and parts[0] == parts[1] and not is_passive:
                return []  # two of one state: its own affair
            if len(parts) == 2 and parts[0] and parts[1]:
                sets = _combine(parts[0], parts[1], one_by_one=candidate.cue.kind == "relations")
                if sets:
                    return sets
            for part, codes in zip(place, parts, strict=True):
                tail = part.rsplit(".", 1)[-1]
                if len(codes) >= 2 and tail in ("with", "against") and self._this_side(codes):
                    return [[one, code] for one in self._this_side(codes) for code in codes]
                if len(codes) >= 2:
                    return [codes]
                if len(codes) == 1 and tail in PARTNERS and not self._is_of_many(candidate, tail):
                    if single and codes != single:
                        return [[*single, *codes]]
                    single = codes
        return self._completed(candidate, places, single)

    def _is_of_many(self, candidate: Candidate, tail: str) -> bool:
        """Whether an adjective alone does not tell who the other is: "the South African Border War"."""
        return candidate.cue.kind == "conflict" and not candidate.cue.verbs and tail in ("adjective", "possessive")

    def _this_side(self, codes: Sequence[str]) -> tuple[str, ...]:
        """The state of the document that is not among its partners."""
        states = (*self.context.two(), self.context.focus) if self.context.pair is None else self.context.pair
        return tuple(dict.fromkeys(code for code in states if code is not None and code not in codes))[:1]

    def _completed(self, candidate: Candidate, places: Sequence[tuple[str, ...]], single: list[str]) -> list[list[str]]:
        """The set where the sentence names one state or none: with the document's, if the cue allows it."""
        context = self.context
        if self._has_foreign_subject(candidate) or (candidate.amount is not None and self._names_others()):
            return []
        if not single:
            return [list(context.two())] if ("pair",) in places and context.two() else []
        other = context.other(single) if ("pair",) in places or ("other",) in places else ()
        if not other and ("focus",) in places and context.focus is not None and context.focus not in single:
            other = (context.focus,)
        return [[*single, *other]] if other else []

    def _names_others(self) -> bool:
        """Whether the sentence speaks of states that are not the document's two."""
        pair = self.context.two()
        named = [code for token in self.sentence.tokens for code in _states_at(token)]
        return bool(pair) and any(code not in pair for code in named)

    def _lacks_visitor(
        self, candidate: Candidate, role: str, filled: dict[str, list[str]], parties: dict[str, list[Party]]
    ) -> bool:
        """Whether a visit that names nobody is given the document's other state: "Visits to Latvia:" is not."""
        if candidate.cue.kind != "visit" or candidate.cue.verbs or candidate.cue.heading or role != "sender":
            return False
        return not filled.get("visitor") and not any(party.office for group in parties.values() for party in group)

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
        tags = [self.sentence.tag(i) for i in range(*clause.subject)]
        return bool(tags) and not set(tags) & set("ECHOJ") and bool(set(tags) & set("WQM"))

    def codes(self, candidate: Candidate, place: str, parties: dict[str, list[Party]]) -> list[str]:
        """The states at a place, noted as what gives `between`."""
        found = self.entities(candidate, (place,), "party", parties, "between", {})
        if found:
            candidate.notes.append(("between", place))
        return found

    def entities(
        self,
        candidate: Candidate,
        place: tuple[str, ...],
        kind: str,
        parties: dict[str, list[Party]],
        role: str,
        filled: dict[str, list[str]],
    ) -> list[str]:
        """The entities of a type at a place, in the text's order."""
        result: list[str] = []
        for name in place:
            if name == "other" and self._lacks_visitor(candidate, role, filled, parties):
                continue
            if name == "other":
                result.extend(
                    self.context.other(
                        code for codes in filled.values() for code in codes if codes is not filled.get("visitor")
                    )
                )
            elif name == "pair":
                result.extend(self.context.pair or ())
            elif name == "focus":
                result.extend((self.context.focus,) if self.context.focus and self._may_be_focus(candidate) else ())
            else:
                for item in self.items(candidate, name):
                    result.extend(self.convert(item, kind, name, parties, role))
        return list(dict.fromkeys(result))

    def _may_be_focus(self, candidate: Candidate) -> bool:
        """Whether the document's state may be meant though it is not named: nobody else is the subject."""
        clause = candidate.clause
        return clause is None or not any(self.sentence.tag(i) in "ECQJ" for i in range(*clause.subject))

    def items(self, candidate: Candidate, place: str) -> Iterator[Any]:
        """What stands at a place: groups of parties, or tokens of cities and nouns."""
        sentence = self.sentence
        clause = candidate.clause
        if place == "party":
            if candidate.party is not None:
                yield sentence.tokens[candidate.party]
            return
        if place == "own":
            yield ("codes", (self.context.author,) if self.context.author else (), None)
            return
        if place.startswith("heading."):
            yield ("codes", self.context.headings.states(place.removeprefix("heading.")), None)
            return
        if place == "entry":
            yield from (
                ()
                if sentence.clauses
                else (
                    token for i, token in enumerate(sentence.tokens) if i != candidate.party and self._is_place(token)
                )
            )
            return
        if place.startswith("thing."):
            yield from self.things(clause, place.removeprefix("thing."))
            return
        if place.startswith("noun."):
            if candidate.noun is not None:
                yield from self.at_noun(candidate.noun, place.removeprefix("noun."))
            return
        if clause is None:
            return
        if place == "subject" or (place == "agent" and not clause.is_passive):
            yield from self.subject_items(clause)
        elif place == "object" and not clause.is_passive:
            yield from [sentence.tokens[i] for i in sentence.objects(clause) if sentence.tag(i) in "ECJ"][:1]
        elif place == "object":
            yield from self.subject_items(clause)
        elif place == "agent":
            yield from (sentence.tokens[i] for i in sentence.prepositional("by", clause.verb[1], clause.right))
        elif place == "anywhere":
            yield from (token for token in sentence.tokens[clause.verb[1] : clause.right] if token.tag == "E")
        elif place in ("as", "complement"):
            yield from (("office", place, group) for group in self.complements(clause, place))
        elif place in ("posted", "here"):
            for item in self.subject_items(clause):
                if not isinstance(item, tuple) and item.tag == "E":
                    yield ("posted", place, item.data)
        elif place in ("adjective", "possessive"):
            tag = "J" if place == "adjective" else "E"
            yield from (
                token
                for i, token in enumerate(sentence.tokens[clause.verb[1] : clause.right], clause.verb[1])
                if token.tag == tag and (tag == "J" or sentence.tag(i + 1) == "Z")
            )
        else:
            spans = [(clause.verb[1], clause.right), (clause.left, clause.verb[0])]
            for start, end in spans:
                found = [sentence.tokens[i] for i in sentence.prepositional(place, start, end)]
                if found:
                    yield from found
                    return

    def _is_place(self, token: Any) -> bool:
        return token.tag == "C" or (
            token.tag == "E" and not any(party.person or party.office or party.pronoun for party in token.data)
        )

    def complements(self, clause: Any, place: str) -> Iterator[Group]:
        """The office after the verb ("appointed *ambassador to B*"), or after "as"."""
        for i in range(clause.verb[1], clause.right):
            if self.sentence.tag(i) == "E" and any(party.office for party in self.sentence.tokens[i].data):
                k = i - 1
                while self.sentence.tag(k) == "T" or self.sentence.lower(k) in self.sentence.english.light:
                    k -= 1
                if place == "complement" or self.sentence.lower(k) == "as":
                    yield self.sentence.tokens[i].data
                    return

    def things(self, clause: Any, place: str) -> Iterator[Any]:
        """The place at the cue nouns of the clause, else of its parent: "the embassy *in Almaty* was opened with N"."""
        seen = 0
        while clause is not None and seen < 4:
            for start, end in (clause.subject, (clause.verb[1], clause.right)):
                for i in range(start, end):
                    if self.sentence.tag(i) == "H":
                        found = list(self.at_noun(i, place))
                        if found:
                            yield from found
                            return
            clause, seen = clause.parent, seen + 1

    def subject_items(self, clause: Any) -> list[Any]:
        """The tokens for states and persons that are the subject, else the firms that stand there."""
        found = [self.sentence.tokens[i] for i in self.sentence.subjects(clause)]
        found = found[:1] if found and found[0].tag in "EC" else [token for token in found if token.tag in "EC"][:1]
        if not found:
            return list(self._firms(clause))
        return [*found, *self._company(clause)] if found else []

    def _firms(self, clause: Any) -> Iterator[Any]:
        """Whose firms the subject names: "Turkish construction companies"."""
        for i in self.sentence.subjects(clause):
            token = self.sentence.tokens[i]
            if token.tag != "H":
                continue
            if token.lower in self.sentence.english.governments or any(noun.kind == "people" for noun in token.data):
                for place in ("adjective", "possessive", "of"):
                    yield from self.at_noun(i, place)

    def _company(self, clause: Any) -> list[Any]:
        """ "A, along with B and C, was": those named between the subject and its verb."""
        sentence = self.sentence
        return [
            sentence.tokens[i]
            for i in sentence.prepositional("with", clause.subject[1], clause.verb[0])
            if any(sentence.lower(k) in ("along", "together") for k in range(clause.subject[1], i))
        ]

    def at_noun(self, i: int, place: str) -> Iterator[Any]:
        """What stands at a place of the phrase of a noun: "possessive", "of", "adjective", "between", …"""
        phrase = self.sentence.phrase(i)
        if place == "peer":
            yield from self._of_peer(i, ("possessive", "adjective", "of"))
        elif place == "partner":
            yield from self._of_peer(i, ("to", "from", "with"))
        elif place == "adjective":
            for codes in phrase.adjectives:
                yield ("codes", codes, None)
        elif place == "modifier":
            yield from (token for token in self.sentence.tokens[phrase.left : i] if token.tag == "H")
        elif place == "possessive":
            if phrase.possessive:
                yield ("group", None, phrase.possessive)
            elif phrase.pronoun:
                inside = self.sentence.antecedent(phrase.left) if phrase.pronoun == "it" else ()
                person = self.sentence.person_before(phrase.left) if phrase.pronoun == "he" else None
                yield ("group", None, (person or Party(0, 1, states=inside, pronoun=phrase.pronoun),))
        else:
            for preposition, target in phrase.pps:
                if preposition == place:
                    yield self.sentence.tokens[target]

    def _of_peer(self, i: int, places: Sequence[str]) -> Iterator[Any]:
        """Whose the noun before it is, for one that stands bare: "Indian exports of X and imports of Y"."""
        sentence = self.sentence
        kinds = {noun.kind for noun in sentence.tokens[i].data}
        for k in range(i - 1, max(i - 16, -1), -1):
            if sentence.tag(k) == "H" and any(noun.kind in kinds for noun in sentence.tokens[k].data):
                for place in places:
                    found = list(self.at_noun(k, place))
                    if found:
                        yield from found
                        return

    def convert(self, item: Any, kind: str, place: str, parties: dict[str, list[Party]], role: str) -> list[str]:
        """An item as entities of a type; what is of another type gives nothing."""
        if isinstance(item, tuple):
            return self._special(item, kind, parties, role)
        if item.tag == "E":
            return self._of_group(item.data, kind, parties, role)
        if item.tag == "J" and kind in ("party",):
            return list(item.data)
        if item.tag == "C":
            if kind == "city":
                return [city.code for city in item.data]
            if kind == "party":
                return [code for city in item.data for code in self.sentence.city_state(city)]
        if item.tag == "H" and kind == "name":
            at = next(k for k, token in enumerate(self.sentence.tokens) if token is item)
            name = self.context.full_names.get(item.text) or self.name(at)
            return [name] if name and any(noun.group == "body" for noun in item.data) else []
        if item.tag == "H" and kind == "party":
            # "to the court of Spain", "with the signing of an accord with X": the states at that noun
            phrase = self.sentence.phrase(self.sentence.tokens.index(item))
            if place in ("with", "noun.with"):
                return [code for codes in phrase.adjectives for code in codes]  # "firms with Kazakh capital"
            if place in ("between", "noun.between"):
                return []
            return [
                code
                for name, target in phrase.pps
                if name == "of" and self.sentence.tag(target) == "E"
                for code in self._of_group(self.sentence.tokens[target].data, kind, {}, role)
            ]
        return []

    def _special(self, item: tuple[Any, ...], kind: str, parties: dict[str, list[Party]], role: str) -> list[str]:
        name, value, group = item
        if name == "codes":
            return (
                list(value)
                if kind == "party"
                else [code for code in value if is_organisation(code)]
                if kind == "organisation"
                else []
            )
        if name == "group":
            return self._of_group(group, kind, parties, role)
        if name == "office":
            if kind != "party":
                return []
            if role == "host":
                return [code for party in group for code in party.posted] or [
                    code for party in group if party.city is not None for code in self.sentence.city_state(party.city)
                ]
            return [code for party in group for code in party.states]
        if kind == "city":
            return [party.city.code for party in group if party.city is not None]
        if kind != "party":
            return []
        if value == "posted":
            known = [self.context.person_of(party) for party in group]
            direct = [code for party in known for code in party.posted]
            return direct or [
                code for party in known if party.city is not None for code in self.sentence.city_state(party.city)
            ]
        return [code for party in group if party.city is not None for code in self.sentence.city_state(party.city)]

    def _of_group(self, group: Group, kind: str, parties: dict[str, list[Party]], role: str) -> list[str]:
        if kind == "party":
            parties.setdefault(role, []).extend(group)
            return [code for party in group for code in self.context.states_of(party)]
        if kind == "organisation":
            return [code for party in group for code in party.states if is_organisation(code)]
        if kind == "person":
            named = [self.context.person_of(party) for party in group]
            named = [party for party in named if party.person]
            parties.setdefault(role, []).extend(named)
            return [party.person for party in named if party.person]
        return []

    # -- the rest ----------------------------------------------------------------------------------------------

    def attributes(self, candidate: Candidate, kind: Kind, parties: dict[str, list[Party]]) -> dict[str, Any]:
        """The attributes that the noun and the rules of the cue give, of those that the kind has."""
        values: dict[str, Any] = dict(candidate.noun_entry.attributes) if candidate.noun_entry else {}
        for name, rule in candidate.cue.attributes.items():
            value = rule if not isinstance(rule, dict) else self._attribute(candidate, rule, parties)
            if value is not None:
                values[name] = value
        return {name: value for name, value in values.items() if name in kind.attributes and value is not None}

    def _attribute(self, candidate: Candidate, rule: dict[str, Any], parties: dict[str, list[Party]]) -> Any:
        for how, what in rule.items():
            value = ATTRIBUTE_RULES[how](self, candidate, what, parties)
            if value is not None:
                return value
        return None

    def office(self, candidate: Candidate, role: str, parties: dict[str, list[Party]]) -> str | None:
        """The office of whoever fills the role, in these words or as the document told it before."""
        for party in parties.get(role, ()):
            office = party.office or (self.context.person_office(party.person) if party.person else None)
            if office:
                return office
        return None

    def party_at(self, candidate: Candidate, place: str, parties: object) -> str | None:
        """The first state at a place."""
        return next(iter(self.entities(candidate, (place,), "party", {}, "", {})), None)

    def complement_office(self, candidate: Candidate, what: str, parties: object) -> str | None:
        """The office named after the verb: "was appointed ambassador", "served as consul"."""
        clause = candidate.clause
        if clause is None:
            return None
        groups = (
            self.sentence.tokens[i].data for i in range(clause.verb[1], clause.right) if self.sentence.tag(i) == "E"
        )
        return next((party.office for group in groups for party in group if party.office in HEADS_OF_MISSION), None)

    def modifier(self, candidate: Candidate, table: dict[str, str], parties: object) -> str | None:
        """The value for a word before the noun: "the *honorary* consulate"."""
        if candidate.noun is None:
            return None
        phrase = self.sentence.phrase(candidate.noun)
        words = " ".join(self.sentence.tokens[k].lower for k in range(phrase.left, phrase.head + 1))
        return next((value for word, value in table.items() if re.search(rf"\b{word}\b", words)), None)

    def matched(self, candidate: Candidate, table: dict[str, str], parties: object) -> str | None:
        """The value for the first pattern that the statement's own words match."""
        start, end = self.evidence(candidate)
        words = self.text[start:end].casefold()
        return next((value for word, value in table.items() if re.search(rf"\b(?:{word})", words)), None)

    def named(self, candidate: Candidate, what: str, parties: object) -> Any:
        """A part of the noun phrase: its name, its ordinal, what it is about."""
        if candidate.noun is None:
            return None
        return NOUN_PARTS[what](self, candidate.noun)

    def measured(self, candidate: Candidate, unit: str, parties: object) -> float | None:
        """A number of that unit: the amount's own, else the next one in its clause; "from 2 billion" is what grew."""
        if candidate.amount is None or "from" in (self.sentence.lower(candidate.amount - k) for k in (1, 2)):
            return None
        own = self.sentence.tokens[candidate.amount].data.amount
        if own.unit == unit:
            return float(own.value)
        for k in range(candidate.amount + 1, min(candidate.amount + 8, len(self.sentence.tokens))):
            token = self.sentence.tokens[k]
            if token.tag == "M" and token.data.amount.unit == unit:
                return float(token.data.amount.value)
            if token.tag in "M;":
                return None
        for k in range(candidate.amount - 1, max(candidate.amount - 12, (candidate.noun or 0)), -1):
            token = self.sentence.tokens[k]  # "trade grew by 5% and reached …"
            if token.tag == "M" and token.data.amount.unit == unit:
                return float(token.data.amount.value)
            if token.tag in "M;":
                return None
        return None

    def title(self, i: int) -> str | None:
        """The agreement's name: from its first capital or modifier to the end of "of …", "on …"."""
        phrase = self.sentence.phrase(i)
        first = next(
            (
                k
                for k in range(phrase.left, i + 1)
                if self.sentence.tokens[k].text[:1].isupper() and self.sentence.tag(k) not in "TJED"
            ),
            None,
        )
        end = self.topic_end(i)
        if first is None:
            return None if end == i + 1 else self.span_text(i, end)
        while (
            first > phrase.left
            and self.sentence.tag(first - 1) in "JE"
            and self.sentence.tokens[first - 1].end + 1 >= self.sentence.tokens[first].start
            and self.sentence.tag(first) != "Q"
        ):
            first -= 1
        return self.span_text(first, end)

    def topic(self, i: int) -> str | None:
        """What follows "on", "of", "concerning" after the noun."""
        end = self.topic_end(i)
        if end <= i + 2:
            return None
        return self.span_text(i + 2, end).removeprefix("the ").casefold()

    def topic_end(self, i: int) -> int:
        """Where the subject of an agreement ends that follows its noun: "agreement *on air services*"."""
        sentence = self.sentence
        k = i + 1
        if sentence.lower(k) not in ("of", "on", "for", "concerning", "regarding", "about", "against"):
            return i + 1
        is_capital = sentence.tokens[i].text[:1].isupper()
        k += 1
        end = i + 1
        limit = min(len(sentence.tokens), i + 16)
        while k < limit:
            tag, token = sentence.tag(k), sentence.tokens[k]
            capital = token.text[:1].isupper()
            if (
                tag in "VXUR;.(["
                or tag == "D"
                or (tag == "I" and token.lower in ("in", "between", "with", "by", "at", "to", "from", "during"))
            ):
                break
            if (
                is_capital
                and tag == ","
                and not (sentence.tokens[k + 1].text[:1].isupper() if k + 1 < limit else False)
                and sentence.lower(k + 1) != "and"
            ):
                break
            if tag == "," and not is_capital:
                break
            if tag in "QWHEJCO" and (capital or not is_capital):
                end = k + 1
            elif tag in "QWHEJCO" and is_capital and not capital and tag == "W":
                break
            if (
                tag == "K"
                and is_capital
                and k + 1 < limit
                and not sentence.tokens[k + 1].text[:1].isupper()
                and sentence.tag(k + 1) != "T"
            ):
                break
            if tag == "K" and not is_capital and sentence.tag(k + 1) not in "WJQ":
                break
            k += 1
        return end

    def name(self, i: int) -> str | None:
        """The name of a body: its capitalised words, or the words before the noun."""
        phrase = self.sentence.phrase(i)
        first = next(
            (
                k
                for k in range(phrase.left, i + 1)
                if self.sentence.tokens[k].text[:1].isupper() and self.sentence.tag(k) not in "TZDA"
            ),
            None,
        )
        if first is None:
            first = next(
                (
                    k
                    for k in range(phrase.left, i + 1)
                    if self.sentence.tag(k) not in "TZEDA" and self.sentence.lower(k) not in self.sentence.english.light
                ),
                i,
            )
        end = (
            self.topic_end(i)
            if self.sentence.lower(i + 1) in ("on", "for", "of") and self.sentence.tokens[i].text[:1].isupper()
            else i + 1
        )
        return self.span_text(first, end)

    def ordinal(self, i: int) -> int | None:
        """The ordinal before a noun: 3 in "the third meeting"."""
        phrase = self.sentence.phrase(i)
        for k in range(max(0, phrase.left - 1), i):
            number = read_ordinal(self.sentence.lower(k))
            if number is not None:
                return number
        return None

    def span_text(self, first: int, end: int) -> str:
        """The words of the tokens first to end, with single spaces."""
        return " ".join(self.text[self.sentence.tokens[first].start : self.sentence.tokens[end - 1].end].split())

    def amount(self, candidate: Candidate) -> Any:
        """The amount that the candidate counts by, else the first one in its clause, after the verb, then before it."""
        sentence = self.sentence
        if candidate.amount is not None:
            return sentence.tokens[candidate.amount].data.amount
        if candidate.cue.amount and candidate.clause is not None:
            verb, clause = candidate.clause.verb[1], candidate.clause
            for i in (*range(verb, clause.right), *range(clause.start, verb)):
                if sentence.tag(i) == "M" and (
                    candidate.cue.amount != "money" or sentence.tokens[i].data.rule == "money"
                ):
                    return sentence.tokens[i].data.amount
        return None

    def evidence(self, candidate: Candidate) -> tuple[int, int]:
        """The characters of the smallest clause that carries the claim."""
        tokens = self.sentence.tokens
        if candidate.cue.heading:
            return tokens[0].start, tokens[-1].end
        first, last = len(tokens), 0
        clause = candidate.clause
        if clause is not None and (candidate.cue.verbs or candidate.amount is not None or candidate.party is not None):
            spans: Iterable[tuple[int, int]] = [
                s for s in (clause.subject, (clause.verb[0], clause.right)) if s[1] > s[0]
            ]
            first, last = min(s[0] for s in spans), max(s[1] for s in spans)
            if clause.relation in ("main", "subordinate"):
                first = min(first, clause.left)
        if candidate.noun is not None:
            phrase = self.sentence.phrase(candidate.noun)
            first, last = min(first, phrase.left), max(last, phrase.right)
        if candidate.party is not None:
            first, last = min(first, candidate.party), max(last, candidate.party + 1)
        if candidate.amount is not None and (clause is None or not clause.start <= candidate.amount < clause.right):
            first, last = min(first, candidate.amount), max(last, candidate.amount + 1)
        while last - 1 > first and tokens[last - 1].tag in ",;.:K[(":
            last -= 1
        while first < last - 1 and tokens[first].tag in ",;.:K[)•":
            first += 1
        return tokens[first].start, tokens[last - 1].end


def _states_at(token: Any) -> list[str]:
    if token.tag == "J":
        return list(token.data)
    return [code for party in token.data for code in party.states] if token.tag == "E" else []


def _combine(left: list[str], right: list[str], *, one_by_one: bool) -> list[list[str]]:
    """One side with the other: one state with each of several, several with one as one set."""
    right = [code for code in right if code not in left]
    if not right:
        return []
    if len(left) == 1 or one_by_one:
        return [[one, code] for one in left for code in right]
    return [[*left, *right]]


CANCELS: dict[str, Modality] = {
    "cancel": "denied",
    "postpone": "planned",
    "reject": "denied",
    "block": "denied",
    "veto": "denied",
}
NOUN_GOVERNORS: dict[str, Modality] = {
    **dict.fromkeys(
        ("hope", "seek", "propose", "want", "request", "consider", "urge", "suggest", "desire", "discuss", "explore"),
        "hoped",
    ),
    **dict.fromkeys(("plan", "schedule", "prepare", "arrange", "expect", "await"), "planned"),
    **dict.fromkeys(("refuse", "rule"), "denied"),
}
NOUN_PARTS: dict[str, Callable[[Filler, int], Any]] = {
    "title": Filler.title,
    "topic": Filler.topic,
    "name": Filler.name,
    "ordinal": Filler.ordinal,
}
ATTRIBUTE_RULES: dict[str, Callable[..., Any]] = {
    "party": Filler.party_at,
    "complement": Filler.complement_office,
    "office": Filler.office,
    "modifier": Filler.modifier,
    "text": Filler.matched,
    "noun": Filler.named,
    "amount": Filler.measured,
}
