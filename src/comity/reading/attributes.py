"""The attributes of a statement, by the rules of its cue: from the noun, the words, the office, the amount."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator
from typing import Any

from comity.kinds import Kind
from comity.reading.candidates import Candidate
from comity.reading.entities import Entities
from comity.reading.evidence import find_evidence
from comity.reading.needed import Sought
from comity.reading.nouns import fold_case
from comity.reading.party import Party
from comity.reading.places import Sentence
from comity.reading.registry import heads_post
from comity.reading.titles import NOUN_PARTS, read_members


class Attributes:
    """Reads the attributes of the candidates of one sentence."""

    def __init__(self, sentence: Sentence, text: str, entities: Entities) -> None:
        self.sentence = sentence
        self.context = sentence.context
        self.text = text
        self.at = entities

    def read(self, candidate: Candidate, kind: Kind, parties: dict[str, list[Party]]) -> dict[str, Any]:
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
        return next(iter(self.at.entities(candidate, (place,), "party", {}, "", {})), None)

    def complement_office(self, candidate: Candidate, what: str, parties: object) -> str | None:
        """The office named after the verb: "was appointed ambassador", "served as consul"."""
        clause = candidate.clause
        if clause is None:
            return None
        groups = (
            self.sentence.tokens[i].data for i in range(clause.verb[1], clause.right) if self.sentence.tag(i) == "E"
        )
        return next((party.office for group in groups for party in group if heads_post(party.office)), None)

    def modifier(self, candidate: Candidate, table: dict[str, str], parties: object) -> str | None:
        """The value for a word before the noun: "the *honorary* consulate"."""
        if candidate.noun is None:
            return None
        phrase = self.sentence.phrase(candidate.noun)
        words = " ".join(self.sentence.tokens[k].lower for k in range(phrase.left, phrase.head + 1))
        return next((value for word, value in table.items() if _search(rf"\b{word}\b", words, fold_case(words))), None)

    def matched(self, candidate: Candidate, table: dict[str, str], parties: object) -> str | None:
        """The value for the first pattern that the statement's own words match."""
        words = self._own_words(candidate).translate(UNQUOTED)
        folded = fold_case(words)
        return next((value for word, value in table.items() if _search(rf"\b(?:{word})", words, folded)), None)

    def _own_words(self, candidate: Candidate) -> str:
        """The statement's own words in small letters."""
        start, end = find_evidence(self.sentence, candidate)
        return self.text[start:end].casefold()

    def named(self, candidate: Candidate, what: str, parties: object) -> Any:
        """A part of the noun phrase: its name, its ordinal, what it is about."""
        if candidate.noun is None:
            return None
        return NOUN_PARTS[what](self.sentence, self.text, candidate.noun)

    def measured(self, candidate: Candidate, unit: str, parties: object) -> float | None:
        """A number of that unit: the amount's own, else the next one in its clause."""
        place = self._measure_at(candidate, unit)
        return None if place is None else float(self.sentence.tokens[place].data.amount.value)

    def _measure_at(self, candidate: Candidate, unit: str) -> int | None:
        """The token of the number of that unit; "from 2 billion" is what grew."""
        if candidate.amount is None or "from" in (self.sentence.lower(candidate.amount - k) for k in (1, 2)):
            return None
        if self.sentence.tokens[candidate.amount].data.amount.unit == unit:
            return candidate.amount
        after = range(candidate.amount + 1, min(candidate.amount + 8, len(self.sentence.tokens)))
        before = range(candidate.amount - 1, max(candidate.amount - 12, (candidate.noun or 0)), -1)
        for side in (after, before):  # before: "trade grew by 5% and reached …"
            for k in side:
                token = self.sentence.tokens[k]
                if token.tag == "M" and token.data.amount.unit == unit:
                    return k
                if token.tag in "M;":
                    return None
        return None

    def changed(self, candidate: Candidate, unit: str, parties: object) -> float | None:
        """Growth in that unit, a fall below nought; None where no word says that it is one."""
        place = self._measure_at(candidate, unit)
        if place is None:
            return None
        value = float(self.sentence.tokens[place].data.amount.value)
        direction = self._direction(place)
        return None if direction is None else direction * value if value else 0.0

    def _direction(self, place: int) -> int | None:
        """1 where a figure goes up and -1 where it goes down, by its sign or the nearest word that tells it."""
        sign = self.text[self.sentence.tokens[place].start - 1]
        if sign == "+":
            return 1
        if sign in "-–−" and self.text[self.sentence.tokens[place].start - 2] in " (\n":
            return -1
        english = self.sentence.english
        for k in sorted(
            (*range(max(0, place - 8), place), *range(place + 1, min(place + 5, len(self.sentence.tokens)))),
            key=lambda k: place - k if k < place else 2 * (k - place),
        ):
            if english.rises.fullmatch(self.sentence.lower(k)):
                return 1
            if english.falls.fullmatch(self.sentence.lower(k)):
                return -1
        return None

    def each(self, candidate: Candidate, attributes: dict[str, Any]) -> Iterator[tuple[dict[str, Any], int | None]]:
        """The attributes once for every value of the one that the cue counts off ("in energy and defence"), or for
        every member that a plural counts up ("agreements on trade and on culture"), with the token of its own date."""
        members = list(self._members(candidate))
        if len(members) > 1:
            yield from (({**attributes, **member}, date) for member, date in members)
            return
        name = candidate.cue.each
        rule = candidate.cue.attributes.get(name) if name else None
        if name is None or not isinstance(rule, dict) or "text" not in rule:
            yield attributes, None
            return
        start, end = find_evidence(self.sentence, candidate)
        words = self.text[start : self._list_end(end)].casefold()
        folded = fold_case(words)
        values = [value for word, value in rule["text"].items() if _search(rf"\b(?:{word})", words, folded)]
        yield from (({**attributes, name: value}, None) for value in dict.fromkeys(values or [attributes.get(name)]))

    def _list_end(self, end: int) -> int:
        """Where a list ends that goes on behind a place: "in the spheres of education*, science and arts*"."""
        tokens = self.sentence.tokens
        for k in (k for k, token in enumerate(tokens) if token.start >= end):
            if tokens[k].tag not in "WQAKJT," and tokens[k].lower not in ("of", "in"):
                break
            end = tokens[k].end
            if tokens[k].lower in FIELDS:
                break
        return end

    def _members(self, candidate: Candidate) -> Iterator[tuple[dict[str, Any], int | None]]:
        """What the rules for parts of the noun give for each member that the noun counts up."""
        rules = {name: rule["noun"] for name, rule in candidate.cue.attributes.items() if "noun" in rule}
        if candidate.noun is None or "topic" not in rules.values():
            return
        for member in read_members(self.sentence, self.text, candidate.noun):
            yield {name: member.parts[part] for name, part in rules.items() if part in member.parts}, member.date


def _search(pattern: str, words: str, folded: str) -> bool:
    """Whether a pattern is in words; `folded`: the same as needed words are written."""
    sought = _seek(pattern)
    return not sought.is_out(folded) and sought.search(words) is not None


@functools.cache
def _seek(pattern: str) -> Sought:
    return Sought(re.compile(pattern))


FIELDS = frozenset("field fields sector sectors area areas sphere spheres domain domains".split())
UNQUOTED = str.maketrans("", "", '"“”')  # "a “strategic” partnership"
ATTRIBUTE_RULES: dict[str, Callable[..., Any]] = {
    "party": Attributes.party_at,
    "complement": Attributes.complement_office,
    "office": Attributes.office,
    "modifier": Attributes.modifier,
    "text": Attributes.matched,
    "noun": Attributes.named,
    "amount": Attributes.measured,
    "change": Attributes.changed,
}
