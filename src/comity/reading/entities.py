"""Who and what stands at a place of a sentence: tokens turned into states, organisations, people, cities and names."""

from __future__ import annotations

from typing import Any

from comity.names import find_names
from comity.reading.acting import PEOPLE, find_acting
from comity.reading.candidates import Candidate
from comity.reading.noun_places import tells_of_many
from comity.reading.party import Group, Party
from comity.reading.place_items import COUNTED, find_complements, find_items
from comity.reading.places import Sentence
from comity.reading.registry import capital_of, heads_post, is_organisation
from comity.reading.titles import read_name

EACH = frozenset({"two", "both", "respective"})
# To whom envoys present their credentials.
RECEIVERS = frozenset("president king queen emir sultan head_of_state governor_general foreign_minister".split())
RECEIVING = frozenset("receive accept welcome host".split())  # who does so is at home
PRONOUNS = frozenset({"it", "they", "both", "one", "which"})  # what takes up a noun told before


class Entities:
    """The entities of one sentence by place."""

    def __init__(self, sentence: Sentence, text: str) -> None:
        self.sentence = sentence
        self.context = sentence.context
        self.text = text

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
            if name == "other" and self.lacks_visitor(candidate, role, filled, parties):
                continue
            if name == "other":
                result.extend(
                    self.context.other(
                        code for codes in filled.values() for code in codes if codes is not filled.get("visitor")
                    )
                )
            elif name == "back" and self.context.visit is not None:
                came, stayed = self.context.visit
                going = stayed if role == "sender" else came
                result.append(going if going not in filled.get("sender", ()) else "")
            elif name == "along" and self.context.visit is not None:
                came, stayed = self.context.visit
                going = came if role == "sender" else stayed
                result.append(came if going in filled.get("sender", ()) else going)
            elif name == "told":
                known = self.context.shared.get((candidate.cue.kind, role))
                result.extend((self.context.focus or "",) if known is None else known)
            elif name == "home":
                result.extend(self._home(candidate, filled))
            elif name == "receiver":
                result.extend(self._receiver(candidate))
            elif name == "post" and self.context.post is not None:
                result.append(self.context.post[role == "host"])
            elif name == "pair":
                result.extend(self.context.pair or () if not self._is_of_others(candidate) else ())
            elif name == "both":
                result.extend(self.context.pair or () if self._is_of_both(candidate) else ())
            elif name == "teller":
                result.extend((self.context.teller,) if self.context.teller and self._may_be_focus(candidate) else ())
            elif name == "topic":
                named = {code for codes in filled.values() for code in codes}
                result.extend((self.context.focus,) if self.context.focus and self.context.focus not in named else ())
            elif name == "focus":
                result.extend((self.context.focus,) if self.context.focus and self._may_be_focus(candidate) else ())
            else:
                for item in find_items(self.sentence, candidate, name):
                    result.extend(self.convert(item, kind, name, parties, role))
        return [code for code in dict.fromkeys(result) if code]

    def _home(self, candidate: Candidate, filled: dict[str, list[str]]) -> tuple[str, ...]:
        """The state that publishes the document, for an office of its own that is named without a state: "The Minister
        left for Oslo". An envoy may be another's: whose page it is, or that he is sent elsewhere, must be told."""
        clause, context = candidate.clause, self.context
        if candidate.party is not None:
            return self._home_of_party(candidate)
        told = [code for codes in filled.values() for code in codes]
        tag, places = context.dateline or ("C", ())
        written = [code for place in places for code in (self.sentence.city_state(place) if tag == "C" else (place,))]
        is_at_home = tag == "C" and bool(written) and capital_of(places[0].code) == (written[0],)
        written = written if told or (is_at_home and clause is not None and clause.lemma in RECEIVING) else []
        own = context.author or next(iter(written), context.actor or context.focus)
        if clause is None or (own is None and context.pair is None):
            return ()
        items = [item for item in find_acting(self.sentence, clause) if not isinstance(item, tuple) and item.tag == "E"]
        parties = [party for item in items for party in item.data]
        sent = [code for party in parties if heads_post(party.office) and not party.states for code in party.posted]
        if sent and context.pair is not None:
            return context.other(sent)  # "The Ambassador to A is also accredited to C"
        is_told = candidate.cue.complement == "office"  # "N was appointed ambassador to B"
        if is_told:
            sent = [party for group in find_complements(self.sentence, clause, "complement") for party in group]
            told += [code for party in sent for code in party.posted]
            is_told = bool(told)
        is_somebody = is_told or (is_at_home and clause.lemma in RECEIVING and all(party.person for party in parties))
        if not parties or any(context.states_of(party) or not (party.office or is_somebody) for party in parties):
            return ()
        if own is None or own in told:
            return ()
        if is_told and not any(party.office for party in parties):
            return (own,)
        if not any(heads_post(party.office) for party in parties) or context.is_mission:
            return (own,)
        return (own,) if told else ()

    def _receiver(self, candidate: Candidate) -> tuple[str, ...]:
        """The state from whose capital it is reported, where its ruler or minister receives and is named without it:
        "presented his credentials to *President N*"."""
        clause, context = candidate.clause, self.context
        tag, places = context.dateline or ("", ())
        own = capital_of(places[0].code) if tag == "C" and context.is_report else ()
        if clause is None or not own:
            return ()
        ends = range(clause.verb[1], clause.right)
        groups = [
            self.sentence.tokens[i].data
            for i in ends
            if self.sentence.tag(i) == "E" and self.sentence.lower(i - 1) == "to"
        ]
        received = len(groups) == 1 and all(p.office in RECEIVERS and not context.states_of(p) for p in groups[0])
        return own if received else ()

    def _home_of_party(self, candidate: Candidate) -> tuple[str, ...]:
        """The one state that the document speaks of, for an envoy to another, in a sentence that names no third: "The
        others are N, ambassador to Peru"."""
        own = self.context.author or self.context.actor or self.context.focus
        group = self.sentence.tokens[candidate.party or 0].data
        sent = [code for party in group for code in party.posted]
        if own is None or not sent or own in sent or any(party.states for party in group):
            return ()
        parties = (party for token in self.sentence.tokens if token.tag == "E" for party in token.data)
        told = {code for party in parties for code in party.posted}
        return (own,) if self.sentence.named <= {own, *told} else ()

    def _is_of_both(self, candidate: Candidate) -> bool:
        """Whether the noun is told of each of the document's two states: "the two legations", "their respective
        missions", "both were raised"."""
        if candidate.noun is None:
            return False
        token, phrase = self.sentence.tokens[candidate.noun], self.sentence.phrase(candidate.noun)
        after = [self.sentence.lower(i) for i in range(candidate.noun + 1, candidate.noun + 4)]
        before = self.sentence.tokens[phrase.left - 1] if phrase.left else token
        is_two = before.tag == "E" and before.lower == "the two"
        is_each = is_two or any(word.lower in EACH for word in phrase.words) or "respective" in after
        return token.lower == "both" or (token.lower.endswith("s") and is_each)

    def _is_of_others(self, candidate: Candidate) -> bool:
        """Whether others than the document's two are meant: the subject is named after a third state ("*Ethiopian*
        Airlines began flights"), or it is told of "these countries", "all countries"."""
        pair, clause = self.context.pair, candidate.clause
        if pair is None or clause is None:
            return False
        subject = (self.sentence.tokens[i] for i in range(*clause.subject))
        words = (word for token in subject if token.tag == "Q" for word in token.text.split())
        named = [name for word in words for name in find_names(word)]
        is_third = any(name.type in ("state", "adjective") and name.code not in pair for name in named)
        return is_third or tells_of_many(self.sentence, clause.left, clause.right)

    def _may_be_focus(self, candidate: Candidate) -> bool:
        """Whether the document's state may be meant though it is not named: nobody else is the subject."""
        clause = candidate.clause
        if clause is None:
            return True
        first = clause.subject[0]
        return not tells_of_many(self.sentence, *clause.subject) and not any(
            self.sentence.tag(i) in "ECQJ" and not (i > first and self.sentence.is_governed(i, first))
            for i in range(*clause.subject)
        )

    def convert(self, item: Any, kind: str, place: str, parties: dict[str, list[Party]], role: str) -> list[str]:
        """An item as entities of a type; what is of another type gives nothing."""
        if isinstance(item, tuple):
            return self._special(item, kind, parties, role)
        if item.tag == "E":
            return self._of_group(item.data, kind, parties, role)
        if item.tag == "J" and kind in ("party",):
            return list(item.data)
        if item.tag == "M" and kind == "party" and item.data.amount.unit in COUNTED:  # "on 30 Kenyan officials"
            return [name.code for name in find_names(item.text) if name.type == "adjective"]
        if item.tag == "C":
            if kind == "city":
                return [city.code for city in item.data]
            if kind == "party":
                return [code for city in item.data for code in self.sentence.city_state(city)]
        if item.tag == "H" and kind == "name":
            at = next(k for k, token in enumerate(self.sentence.tokens) if token is item)
            if item.lower in PRONOUNS:
                return []
            name = self.context.full_names.get(item.text) or read_name(self.sentence, self.text, at)
            return [name] if name and any(noun.group == "body" for noun in item.data) else []
        if item.tag == "H" and kind == "party":
            # "to the court of Spain", "with the signing of an accord with X": the states at that noun
            phrase = self.sentence.phrase(self.sentence.tokens.index(item))
            is_people = any(noun.group in PEOPLE for noun in item.data)
            if place == "noun.with" or (is_people and phrase.adjectives):
                return [code for codes in phrase.adjectives for code in codes]  # "firms with Kazakh capital"
            if item.lower in self.sentence.english.governments and phrase.adjectives:
                return [code for codes in phrase.adjectives for code in codes]  # "between Thai and Cambodian troops"
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
            if kind == "city":
                return [party.city.code for party in group if party.city is not None]
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
            codes = (code for party in group for code in party.states or self.context.body_meant(party.pronoun))
            return [code for code in codes if is_organisation(code)]
        if kind == "person":
            named = [self.context.person_of(party) for party in group]
            parties.setdefault(role, []).extend(party for party in named if party.person or party.office)
            return [party.person for party in named if party.person]
        return []

    def lacks_visitor(
        self, candidate: Candidate, role: str, filled: dict[str, list[str]], parties: dict[str, list[Party]]
    ) -> bool:
        """Whether a visit that names nobody is given the document's other state: "Visits to Latvia:" is not."""
        if candidate.cue.kind != "visit" or candidate.cue.verbs or candidate.cue.heading or role != "sender":
            return False
        return not filled.get("visitor") and not any(party.office for group in parties.values() for party in group)
