"""Statements of records: the entries of the kinds matched against the fields of a line or a row.

What a record tells of stands in the label of a field ("Embassy: Accra", a column "In force") or in a heading above, up
to the page's title. Roles are filled from the fields by their type and label, then from the label and the headings,
then by the document's other state. Where two fields would do, or none, nothing is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from comity.model import When
from comity.reading.cues import Lexicon
from comity.reading.entries import Entry
from comity.reading.fill import Filled
from comity.reading.headings import Heading
from comity.reading.labels import fits
from comity.reading.listing_attributes import find_attributes
from comity.reading.listing_match import LONGEST_CELL, Match, Surroundings, find_standing
from comity.reading.listing_roles import fill_roles, is_complete
from comity.reading.listing_times import find_when
from comity.reading.listing_topics import Topics
from comity.reading.page import Page
from comity.reading.records import LIGHT, Field, Record
from comity.reading.registry import state_then
from comity.reading.series import part_series
from comity.reading.times import Time

# What stands in brackets behind a value; of a state whose relations ended, one word.
_ENDED = re.compile(r"\w+(?:ed|drawn|former)")
_NOTE = re.compile(r"\s?\(([^()\n]{1,60})\)")


class Listings:
    """Reads the records of one document."""

    def __init__(self, lexicon: Lexicon, page: Page, title: Heading) -> None:
        self.entries = lexicon.entries
        self.text = page.text
        self.kinds = lexicon.kinds
        self.around = Surroundings(page, title, lexicon.kinds)
        self.topics = Topics(lexicon.entries, self.around)

    def read(self, record: Record) -> list[Filled]:
        """The statements of a record, or of the things that it lists in a row."""
        return [filled for part in part_series(record) for filled in self._read_one(part)]

    def _read_one(self, record: Record) -> list[Filled]:
        types = {one.type for one in record.fields}
        fields = {name: record.of_type(name) for name in types} | {"person": self.around.people_of(record)}
        labels = {one.label for one in record.fields if one.label}
        topics = self.topics.called_up
        is_told = "text" in types and bool(types & {"date", "city"})
        matches = (
            match
            for entry in self.entries
            if fields.get(entry.value.name)
            and not self.topics.is_barred(entry)
            and self.topics.is_labelled(entry, record, labels)
            and (is_told or entry.id in topics or any(self.topics.is_about(entry, label) for label in labels))
            for match in self._match(entry, record, fields[entry.value.name])
        )
        found = [(match, filled) for match in matches for filled in self._fill(match)]
        dated = {self._claim(match, filled) for match, filled in found if filled.time.when is not None}
        return [
            filled
            for match, filled in found
            if filled.time.when is not None
            or self._claim(match, filled) not in dated
            or self._says_it_holds(match.entry)
            or match.entry.is_beside
        ]

    def _says_it_holds(self, entry: Entry) -> bool:
        """Whether a cell says that it goes on: "incumbent"."""
        return entry.says is not None and self.kinds[entry.kind].step(entry.action) == "holds"

    def _claim(self, match: Match, filled: Filled) -> tuple[str, ...]:
        """Kind and key entities: of a record's claims of one kind on the same parties, those with a date suffice."""
        keys = self.kinds[filled.kind].key_roles
        roles = filled.roles if len(keys) != sum(len(match.roles.get(name, ())) for name in keys) else match.roles
        return (filled.kind, *(code for name in keys for code in roles.get(name, ())))

    # -- matching ----------------------------------------------------------------------------------------------

    def _match(self, entry: Entry, record: Record, fields: Sequence[Field]) -> Iterator[Match]:
        wanted = entry.value.label
        if entry.value.name == "text" and wanted is None and entry.under is None:
            yield from self._match_names(entry, record, fields)
            return
        fields = [one for one in fields if self._is_noted(entry, one)]
        labelled = [
            one
            for one in fields
            if one.label and self.topics.is_about(entry, one.label) and (wanted is None or wanted.search(one.label))
        ]
        if labelled:
            alone = [one for one in labelled if self._is_alone(one, labelled)]
            yield from (Match(entry, record, one, one.label, True) for one in alone)
            return
        if entry.under is not None and wanted is not None:
            return  # it is the label that tells
        topic = self.topics.called_up.get(entry.id)
        if topic is None:
            yield from self._match_beside(entry, record, fields)
            return
        fitting = [one for one in fields if not one.label or fits(entry.value, one)]
        if entry.value.name == "date":
            fitting = self._in_order(entry, topic, fitting)
        if len(fitting) == 1 or entry.value.name in ("state", "organisation"):
            yield from (Match(entry, record, one, topic, False) for one in fitting)

    def _is_noted(self, entry: Entry, one: Field) -> bool:
        """Whether what stands in brackets behind a value does not bar the entry, and says what it asks for."""
        found = _NOTE.match(self.text, one.end)
        note = found[1] if found is not None else ""
        if one.type == "state" and not entry.when and entry.noted is None and _ENDED.fullmatch(note):
            return False  # "Morocco (withdrawn)"
        if entry.noted is not None:
            return entry.noted.search(note) is not None
        if entry.value.name != "organisation" or entry.unless is None:
            return True
        return entry.unless.search(note) is None

    def _match_names(self, entry: Entry, record: Record, fields: Sequence[Field]) -> Iterator[Match]:
        """A text that is the name of what is listed and no more, under a heading of such: "Embassy of Kenya"."""
        for one in fields if len(record.fields) == 1 else ():
            words = one.words(self.text)
            if one.label or len(one.tokens) > LONGEST_CELL:
                continue
            if self.topics.is_about(entry, words) and self._says_all(entry, one):
                yield Match(
                    entry, record, replace(one, head=self.around.page.make_label(one.start, one.end)[1]), words, True
                )

    def _match_beside(self, entry: Entry, record: Record, fields: Sequence[Field]) -> Iterator[Match]:
        """A value beside the words that tell what it is: "Embassy of Kenya, Muscat", "1992 – Diplomatic relations"."""
        texts = record.of_type("text")
        if len(fields) != 1 or len(texts) != 1 or fields[0].type not in ("date", "city"):
            return
        words = texts[0].words(self.text)
        if self.topics.is_about(entry, words) and self._says_all(entry, texts[0]):
            yield Match(entry, record, self._headed(fields[0], texts[0]), words, True)

    def _headed(self, value: Field, text: Field) -> Field:
        """A value with what a text names as its label's."""
        return replace(value, head=self.around.page.make_label(text.start, text.end)[1])

    def _says_all(self, entry: Entry, one: Field) -> bool:
        """Whether the words that tell what it is, states and prepositions are all of a text."""
        words = one.words(self.text)
        found = entry.about.search(words)
        rest = words[: found.start()] + words[found.end() :] if found is not None else words
        named = {word for token in one.tokens if token.tag in "EJC" for word in token.text.casefold().split()}
        return all(word in LIGHT or word in named for word in re.findall(r"\w+", rest.casefold()))

    def _in_order(self, entry: Entry, topic: str, dates: list[Field]) -> list[Field]:
        """Of several dates that one heading announces in order ("recognition and establishment of relations") the
        entry's own; none where they are not as many."""
        topics = self.topics.called_up
        others = (other for other in self.entries if other.value == entry.value and topics.get(other.id) == topic)
        places = {other: found.start() for other in others if (found := other.about.search(topic))}
        if len(places) < 2:
            return dates
        ordered = sorted(places, key=lambda other: places[other])
        return [dates[ordered.index(entry)]] if len(dates) == len(ordered) else []

    def _is_alone(self, one: Field, labelled: Sequence[Field]) -> bool:
        """Whether a date or amount is the only one under its label: of several it is not told which is meant."""
        return one.type not in ("date", "amount") or sum(other.label == one.label for other in labelled) == 1

    # -- filling -----------------------------------------------------------------------------------------------

    def _fill(self, match: Match) -> Iterator[Filled]:
        entry, kind = match.entry, self.kinds[match.entry.kind]
        if entry.says is not None and find_standing(self.around, entry, match.record) is None:
            return
        if any(fits(place, one) for place in entry.lacks for one in match.record.of_type(place.name)):
            return
        fill_roles(self.around, match)
        if not is_complete(self.around, match):
            return
        when = find_when(self.around, match)
        if "when" in entry.require and when is None:
            return
        attributes = find_attributes(self.around, match)
        if any(name not in attributes for name in kind.key_attributes) or any(
            not match.roles.get(role) for role in entry.require if role != "when"
        ):
            return
        amount = match.value.tokens[0].data.amount if match.value.type == "amount" else None
        for roles in _split(self._then(match, when), kind.key_roles):
            yield Filled(
                kind=kind.name,
                action=entry.action,
                roles=roles,
                attributes=attributes,
                modality="denied" if self._is_denied(match) else entry.modality,  # type: ignore[arg-type]
                time=Time(when, "of the record"),
                amount=amount,
                start=match.record.start,
                end=match.record.start + len(self.text[match.record.start : match.record.end].rstrip()),
                cue=f"{kind.name}: {entry.name}",
                notes=match.notes,
            )

    def _then(self, match: Match, when: When | None) -> dict[str, list[str]]:
        """The roles with each state as it was then, where the document names it: Russia of 1930 is the Soviet Union."""
        roles = self.kinds[match.entry.kind].roles
        named = self.around.context.named
        return {
            role: [state_then(code, when, named) if roles[role].type == "party" else code for code in codes]
            for role, codes in match.roles.items()
        }

    def _is_denied(self, match: Match) -> bool:
        """Whether the record's words say that it was not: "Cancelled"."""
        denied = match.entry.denied
        return denied is not None and denied.search(self.text, match.record.start, match.record.end) is not None


def _split(roles: Mapping[str, list[str]], keys: Sequence[str]) -> Iterator[dict[str, list[str]]]:
    """One statement for each entity of a directed key role; what stands between states is one set."""
    name = next((key for key in keys if key != "between" and len(roles.get(key, ())) > 1), None)
    if name is None:
        yield {role: list(entities) for role, entities in roles.items() if entities}
        return
    for entity in roles[name]:
        yield from _split({**roles, name: [entity]}, keys)
