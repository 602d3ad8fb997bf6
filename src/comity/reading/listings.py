"""Statements of records: the entries of the kinds matched against the fields of a line or a row.

What a record tells of stands in the label of a field ("Embassy: Accra", a column "In force") or in a heading above, up
to the page's title. Roles are filled from the fields by their type and label, then from the label and the headings,
then by the document's other state. Where two fields would do, or none, nothing is read.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from comity.model import When
from comity.model.when import make_interval
from comity.reading.context import Context
from comity.reading.cues import Lexicon
from comity.reading.dates import find_dates, resolve_date
from comity.reading.entries import Entry, Place
from comity.reading.fill import Filled
from comity.reading.headings import DIRECTIONS, Heading
from comity.reading.names_of_people import clean_person, looks_like_name
from comity.reading.ordinals import read_ordinal, read_roman
from comity.reading.records import LIGHT, Field, Record
from comity.reading.registry import city_states, is_organisation, state_then
from comity.reading.times import Time, relate

# Labels that say no more than the type of what stands under them.
PLAIN_LABELS = {
    "state": r"(?:names? of )?(?:the )?(?:partner |foreign |other )?(?:countr(?:y|ies)|states?|nations?|partners?|"
    r"governments?)(?: names?)?(?: visited)?|places? (?:of visit|visited)|destinations?|"
    r"(?:\d{1,3} )?(?:(?:is|are) )?(?:(?:in|from) )?(?:the )?(?:africa|asia|europe|(?:latin |north |south )?americas?|"
    r"oceania|pacific|middle east|gulf(?: region)?|caribbean)|"
    r"countries and territories|countr(?:y|ies)/(?:region|territory)",
    "city": r"(?:host )?(?:cit(?:y|ies)|places?|locations?|venues?|towns?|seats?)(?: visited)?|where|areas? visited|"
    r"(?:date|time) and place|place and (?:date|time)|headquarters",
    "date": r"dates?|years?|when|days?|time|since|periods?|months?|dates? and place|place and date|dates? of visit|"
    r"period of visit|duration(?: of visit)?|"
    r"dates? established|date/place",
    "amount": r"amounts?|values?|sums?|totals?|volumes?",
    "person": r"(?:full )?names?|persons?",
    "organisation": r"(?:names? of )?(?:the )?(?:international )?organi[sz]ations?|names?|bod(?:y|ies)|institutions?",
    "text": r"titles?|names?|subjects?|descriptions?",
}
_PLAIN = {name: re.compile(pattern) for name, pattern in PLAIN_LABELS.items()}
# What stands so at a noun tells of that noun alone: "Swiss envoys", not "Swiss–Thai relations" above it.
OWN_SIDES = frozenset(("adjective", "possessive", "party"))
# As many answers are kept: the labels of a page's tables come again in every row.
MOST_LABELS = 20_000
# A cell that names a post or a paper has no more words: "Embassy of Kenya to the Holy See (Rome)".
LONGEST_CELL = 14
WEAK = ("state", "other", "pair", "first", "second", "body", "own", "focus")


@dataclass
class _Match:
    """A record in which an entry is recognised: the field with its value, the words that tell what it is about."""

    entry: Entry
    record: Record
    value: Field
    topic: str
    is_labelled: bool
    roles: dict[str, list[str]] = field(default_factory=dict)
    notes: list[tuple[str, str]] = field(default_factory=list)
    people: list[Any] = field(default_factory=list)
    cells: list[Heading] | None = None  # what its cells of words name, once they were asked for


class Listings:
    """Reads the records of one document."""

    def __init__(
        self,
        lexicon: Lexicon,
        context: Context,
        text: str,
        title: Heading,
        make_label: Callable[[int, int], tuple[str, Heading]],
    ) -> None:
        self.entries = lexicon.entries
        self.kinds = lexicon.kinds
        self.make_label = make_label
        self.context = context
        self.text = text
        self.title = title
        self._about: dict[tuple[Entry, str], bool] = {}
        self._levels: tuple[tuple[Heading, ...], dict[str, str]] = ((), self._find_topics(()))

    # -- topics ------------------------------------------------------------------------------------------------

    @property
    def topics(self) -> dict[str, str]:
        """The entries that the headings call up, by kind and name, with the words that do."""
        stack, known = self.context.headings.stack, self._levels[0]
        if len(stack) != len(known) or any(one is not other for one, other in zip(stack, known, strict=True)):
            self._levels = (tuple(stack), self._find_topics(stack))
        return self._levels[1]

    def _is_barred(self, entry: Entry) -> bool:
        """Whether a heading above says of what is listed that the entry is not meant: "Closed missions"."""
        stack = self.context.headings.stack
        return entry.unless is not None and any(entry.unless.search(heading.text) for heading in stack)

    def _has_labels(self, entry: Entry, record: Record, labels: Collection[str]) -> bool:
        """Whether labels, cells of words or headings say what the entry asks for besides."""
        if entry.under is None:
            return True
        headings = (*self.context.headings.stack, self.title)
        texts = (one.words(self.text) for one in record.of_type("text") if len(one.tokens) <= LONGEST_CELL)
        return any(entry.under.search(words) for words in (*labels, *(heading.text for heading in headings), *texts))

    def _find_topics(self, stack: Sequence[Heading]) -> dict[str, str]:
        """A heading that says what is told below it ends what those above it said, but for people: "Incumbents" under
        "List of ambassadors of A to B" lists ambassadors."""
        found: dict[str, str] = {}
        entries: Sequence[Entry] = self.entries
        for heading in (*stack[::-1], self.title):
            entries = [entry for entry in entries if not (entry.unless and entry.unless.search(heading.text))]
            for entry in entries:
                if entry.about.search(heading.text):
                    found.setdefault(entry.id, heading.text)
            if not heading.is_plain:
                entries = [entry for entry in entries if entry.value.name == "person"]
        return found

    # -- matching ----------------------------------------------------------------------------------------------

    def read(self, record: Record) -> list[Filled]:
        """The statements of a record."""
        types = {one.type for one in record.fields}
        people = [one for one in record.fields if one.type == "person" or self._is_name(one)]
        fields = {name: record.of_type(name) for name in types} | {"person": people}
        labels = {one.label for one in record.fields if one.label}
        is_told = "text" in types and bool(types & {"date", "city"})
        matches = (
            match
            for entry in self.entries
            if fields.get(entry.value.name)
            and not self._is_barred(entry)
            and self._has_labels(entry, record, labels)
            and (is_told or entry.id in self.topics or any(self._is_about(entry, label) for label in labels))
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

    def _claim(self, match: _Match, filled: Filled) -> tuple[str, ...]:
        """Kind and key entities: of a record's claims of one kind on the same parties, those with a date suffice."""
        keys = self.kinds[filled.kind].key_roles
        roles = filled.roles if len(keys) != sum(len(match.roles.get(name, ())) for name in keys) else match.roles
        return (filled.kind, *(code for name in keys for code in roles.get(name, ())))

    def _match(self, entry: Entry, record: Record, fields: Sequence[Field]) -> Iterator[_Match]:
        wanted = entry.value.label
        if entry.value.name == "text" and wanted is None and entry.under is None:
            yield from self._match_names(entry, record, fields)
            return
        fields = [one for one in fields if self._is_noted(entry, one)]
        labelled = [
            one
            for one in fields
            if one.label and self._is_about(entry, one.label) and (wanted is None or wanted.search(one.label))
        ]
        if labelled:
            alone = [one for one in labelled if self._is_alone(one, labelled)]
            yield from (_Match(entry, record, one, one.label, True) for one in alone)
            return
        if entry.under is not None and wanted is not None:
            return  # it is the label that tells
        topic = self.topics.get(entry.id)
        if topic is None:
            yield from self._match_beside(entry, record, fields)
            return
        fitting = [one for one in fields if not one.label or fits(entry.value, one)]
        if entry.value.name == "date":
            fitting = self._in_order(entry, topic, fitting)
        if len(fitting) == 1 or entry.value.name in ("state", "organisation"):
            yield from (_Match(entry, record, one, topic, False) for one in fitting)

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

    def _match_names(self, entry: Entry, record: Record, fields: Sequence[Field]) -> Iterator[_Match]:
        """A text that is the name of what is listed and no more, under a heading of such: "Embassy of Kenya"."""
        for one in fields if len(record.fields) == 1 else ():
            words = one.words(self.text)
            if one.label or len(one.tokens) > LONGEST_CELL:
                continue
            if self._is_about(entry, words) and self._says_all(entry, one):
                yield _Match(entry, record, replace(one, head=self.make_label(one.start, one.end)[1]), words, True)

    def _match_beside(self, entry: Entry, record: Record, fields: Sequence[Field]) -> Iterator[_Match]:
        """A value beside the words that tell what it is: "Embassy of Kenya, Muscat", "1992 – Diplomatic relations"."""
        texts = record.of_type("text")
        if len(fields) != 1 or len(texts) != 1 or fields[0].type not in ("date", "city"):
            return
        words = texts[0].words(self.text)
        if self._is_about(entry, words) and self._says_all(entry, texts[0]):
            value = replace(fields[0], head=self.make_label(texts[0].start, texts[0].end)[1])
            yield _Match(entry, record, value, words, True)

    def _says_all(self, entry: Entry, one: Field) -> bool:
        """Whether the words that tell what it is, states and prepositions are all of a text."""
        found = entry.about.search(one.words(self.text))
        words = one.words(self.text)
        rest = words[: found.start()] + words[found.end() :] if found is not None else words
        named = {word for token in one.tokens if token.tag in "EJC" for word in token.text.casefold().split()}
        return all(word in LIGHT or word in named for word in re.findall(r"\w+", rest.casefold()))

    def _in_order(self, entry: Entry, topic: str, dates: list[Field]) -> list[Field]:
        """Of several dates that one heading announces in order ("recognition and establishment of relations") the
        entry's own; none where they are not as many."""
        others = (other for other in self.entries if other.value == entry.value and self.topics.get(other.id) == topic)
        places = {other: found.start() for other in others if (found := other.about.search(topic))}
        if len(places) < 2:
            return dates
        ordered = sorted(places, key=lambda other: places[other])
        return [dates[ordered.index(entry)]] if len(dates) == len(ordered) else []

    def _said(self, entry: Entry, record: Record) -> str | None:
        """The words of the cell that tells how things stand, from those that the entry asks for on: "Signed 4 May 2021"
        under "Status"; None where it says something else."""
        if entry.says is None:
            return None
        label, words = entry.says
        last = record.start
        for one in record.fields:
            if one.label and label.search(one.label) and (found := words.search(self.text, last, one.end)):
                end = max(other.end for other in record.fields if other.label == one.label)
                return self.text[found.start() : end]
            last = one.end
        return None

    def _is_alone(self, one: Field, labelled: Sequence[Field]) -> bool:
        """Whether a date or amount is the only one under its label: of several it is not told which is meant."""
        return one.type not in ("date", "amount") or sum(other.label == one.label for other in labelled) == 1

    def _is_about(self, entry: Entry, words: str) -> bool:
        known = self._about.get((entry, words))
        if known is None:
            known = bool(entry.about.search(words)) and not (entry.unless and entry.unless.search(words))
            if len(self._about) < MOST_LABELS:
                self._about[entry, words] = known
        return known

    def _of_type(self, place: Place, record: Record) -> list[Field]:
        if place.name == "person":
            return [one for one in record.fields if one.type == "person" or self._is_name(one)]
        return record.of_type(place.name)

    def _is_name(self, one: Field) -> bool:
        words = clean_person(one.words(self.text))
        return one.type == "text" and looks_like_name(words) and all(token.tag in "QPLJ.IW-'’" for token in one.tokens)

    # -- filling -----------------------------------------------------------------------------------------------

    def _fill(self, match: _Match) -> Iterator[Filled]:
        entry, kind = match.entry, self.kinds[match.entry.kind]
        if entry.says is not None and self._said(entry, match.record) is None:
            return
        if any(fits(place, one) for place in entry.lacks for one in match.record.of_type(place.name)):
            return
        self._fill_roles(match)
        if not self._is_complete(match):
            return
        when = self._when(match)
        if "when" in entry.require and when is None:
            return
        attributes = self._attributes(match)
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

    def _then(self, match: _Match, when: When | None) -> dict[str, list[str]]:
        """The roles with each state as it was then, where the document names it: Russia of 1930 is the Soviet Union."""
        roles = self.kinds[match.entry.kind].roles
        named = self.context.named
        return {
            role: [state_then(code, when, named) if roles[role].type == "party" else code for code in codes]
            for role, codes in match.roles.items()
        }

    def _is_denied(self, match: _Match) -> bool:
        """Whether the record's words say that it was not: "Cancelled"."""
        denied = match.entry.denied
        return denied is not None and denied.search(self.text, match.record.start, match.record.end) is not None

    def _fill_roles(self, match: _Match) -> None:
        """First what labels, fields with labels of their own and headings say; then the bare state; then the other."""
        for allowed in (lambda name: name not in WEAK, lambda name: name == "state", lambda name: True):
            for role, places in match.entry.roles.items():
                for place in places:
                    if match.roles.get(role) and role != "between":
                        break
                    if not (allowed(place.name) or place.label is not None):
                        continue
                    self._add(match, role, place)

    def _add(self, match: _Match, role: str, place: Place) -> None:
        found = self._entities(match, role, place)
        taken = {code for name, codes in match.roles.items() if name != role for code in codes}
        have = match.roles.get(role, [])
        if role == "between":
            found = [] if len(have) > 1 else [code for code in found if code not in have]
        else:
            found = [code for code in found if code not in taken]
        if found:
            match.roles[role] = [*have, *found]
            match.notes.append((role, place.name))

    def _entities(self, match: _Match, role: str, place: Place) -> list[str]:
        kind = self.kinds[match.entry.kind].roles[role].type
        if place.name == "body":
            named = (code for codes in self.title.states.values() for code in codes)
            return list(dict.fromkeys(code for code in named if is_organisation(code)))
        if place.name in ("other", "pair", "first", "second", "own", "focus"):
            return self._outside(match, role, place.name)
        if place.name == "seat":
            return self._seats(match.record)
        where, _, side = place.name.rpartition(".")
        if where:
            return self._beside(match, where, side, kind)
        fields = [match.value] if place.name == "value" else self._of_type(place, match.record)
        fields = [one for one in fields if place.name == "value" or (one is not match.value and fits(place, one))]
        found = [entity for one in fields for entity in self._convert(match, one, kind)]
        return list(dict.fromkeys(found))

    def _outside(self, match: _Match, role: str, name: str) -> list[str]:
        context = self.context
        if name == "own":
            return [context.author] if context.author else []
        if name == "focus":
            return [context.focus] if context.focus is not None else []
        if name in ("first", "second"):
            return [context.pair[name == "second"]] if context.pair is not None else []
        if name == "pair":
            return self._named_over(context.pair or ()) if role != "between" else list(context.pair or ())
        filled = {code for role, codes in match.roles.items() for code in codes if len(code) == 3 or ":" in code}
        filled &= {code for codes in self._parties(match) for code in codes}
        if not filled:
            return []
        if context.pair is not None and (context.focus is None or filled & set(context.pair)):
            return list(context.other(filled))
        return [context.focus] if context.focus is not None and context.focus not in filled else []

    def _named_over(self, codes: Sequence[str]) -> list[str]:
        """Those of the states that the innermost heading names, or the title: each is told of where it is named."""
        for head in (*self.context.headings.stack[::-1], self.title):
            named = {code for side in head.states.values() for code in side}
            if named & set(codes):
                return [code for code in codes if code in named]
        return []

    def _seats(self, record: Record) -> list[str]:
        """The states in which the cities of a record lie, where it names both: "India | New Delhi"."""
        cities = [token.data[0] for one in record.of_type("city") for token in one.tokens]
        named = [code for one in record.of_type("state") for code in one.states]
        return [code for city in cities for code in city_states(city, named)[:1] if code in named]

    def _parties(self, match: _Match) -> list[list[str]]:
        roles = self.kinds[match.entry.kind].roles
        return [codes for role, codes in match.roles.items() if roles[role].type == "party"]

    def _beside(self, match: _Match, where: str, side: str, kind: str) -> list[str]:
        """What the label of the value, the words of a cell, or the innermost heading that has it names at a side."""
        for head in self._heads(match, where):
            if side in OWN_SIDES and where == "heading" and (head is None or head.text != match.topic):
                continue
            if side in ("city", "person"):
                found = () if head is None else head.cities if side == "city" else head.people
            else:
                found = () if head is None else head.states.get(side, ())
                found = tuple(code for code in found if is_organisation(code) == (kind == "organisation"))
            if found:
                return list(found)
            if side in DIRECTIONS and head is not None and DIRECTIONS & head.states.keys():
                return []  # the nearer heading gives the direction
        return []

    def _heads(self, match: _Match, where: str) -> Sequence[Heading | None]:
        """The words that name somebody at a side: of the label, of cells on a post or paper, of headings."""
        if where == "label":
            return [match.value.head]
        if where == "heading":
            return [*self.context.headings.stack[::-1], self.title]
        if match.cells is None:
            texts = [one for one in match.record.of_type("text") if len(one.tokens) <= LONGEST_CELL]
            heads = ((one, self.make_label(one.start, one.end)[1]) for one in texts)
            match.cells = [head for one, head in heads if head.nouns or (match.is_labelled and one is match.value)]
        return match.cells

    def _convert(self, match: _Match, one: Field, kind: str) -> list[str]:
        if kind == "city":
            return [token.data[0].code for token in one.tokens if token.tag == "C"][:1]
        if kind == "person":
            return self._people(match, one)
        if kind == "organisation":
            return [code for code in one.states if is_organisation(code)]
        if kind == "party" and one.type == "city":
            return [code for city in one.tokens[0].data for code in city_states(city, self._near())][:1]
        if kind == "party":
            return [code for code in one.states if not is_organisation(code)]
        return [one.words(self.text)]

    def _near(self) -> tuple[str, ...]:
        return self.context.pair or ((self.context.focus,) if self.context.focus else ())

    def _people(self, match: _Match, one: Field) -> list[str]:
        if one.type == "person":
            match.people += [party for token in one.tokens for party in token.data]
            return [party.person for token in one.tokens for party in token.data if party.person]
        return [clean_person(one.words(self.text))]

    def _is_complete(self, match: _Match) -> bool:
        kind, roles = self.kinds[match.entry.kind], match.roles
        needed = [name for name in kind.key_roles if name in match.entry.roles]
        if any(not roles.get(name) for name in needed):
            return False
        if "between" in needed:
            return len(roles["between"]) > 1
        sides = [set(roles[name]) for name in needed if kind.roles[name].type == "party"]
        return len(sides) < 2 or not sides[0] & sides[1]

    # -- time and attributes -----------------------------------------------------------------------------------

    def _when(self, match: _Match) -> When | None:
        step = self.kinds[match.entry.kind].step(match.entry.action)
        end = self._date_field(match, match.entry.until, ())
        start = self._date_field(match, match.entry.when, (end,))
        first, last = (None if one is None else self._resolve(one, step) for one in (start, end))
        if first is None and any(place.name == "heading" for place in match.entry.when):
            first = self._of_heading()
        if match.entry.says is not None and not match.entry.when:
            dates = find_dates(self._said(match.entry, match.record) or "")
            first = resolve_date(dates[0], anchor=None, published=self.context.published) if dates else first
        if match.entry.until and first is not None and last is not None:
            ends = (str(first).split("/")[0], str(last).split("/")[-1])
            return When("/".join(ends)) if ends[0] <= ends[1] else None
        if match.entry.until and first is not None and step == "holds" and "/" not in str(first):
            return make_interval(first, None) if match.value.label else first
        return first

    def _date_field(self, match: _Match, places: Sequence[Place], taken: Sequence[Field | None]) -> Field | None:
        dates = [one for one in match.record.of_type("date") if one is not match.value and one not in taken]
        for place in places:
            if place.name == "after":
                return self._next(match, "date")
            fields = [match.value] if place.name == "value" else [one for one in dates if self._fits(match, place, one)]
            if len(fields) == 1 and fields[0].type == "date" and place.name in ("value", "date"):
                return fields[0]
        return None

    def _fits(self, match: _Match, place: Place, one: Field) -> bool:
        """Whether a date stands where the place asks for it, or, for a bare one, beside the value under its label:
        "chief of mission: N (since 2019)"."""
        is_beside = match.is_labelled and one.label == match.value.label and match.value.type == "person"
        return fits(place, one) or (place.label is None and is_beside)

    def _next(self, match: _Match, name: str) -> Field | None:
        """The field of a type that comes right after the value, in a record where every such value has its own."""
        fields = match.record.fields
        after = [following for one, following in zip(fields, fields[1:], strict=False) if one.type == match.value.type]
        is_paired = len(after) == len(match.record.of_type(match.value.type)) and all(one.type == name for one in after)
        place = next((i for i, one in enumerate(fields) if one is match.value), len(fields))
        return fields[place + 1] if is_paired and place + 1 < len(fields) else None

    def _of_heading(self) -> When | None:
        """The day, month or year that the innermost heading with one gives; no period."""
        over = self.context.headings.date()
        when = over.data.when if over is not None else None
        return when if isinstance(when, When) and "/" not in str(when) else None

    def _resolve(self, one: Field, step: str | None) -> When | None:
        mention = one.tokens[0].data
        over = self.context.headings.date()
        anchor = over.data.when if over is not None else None
        if mention.when is None and anchor is None:
            return None
        when = resolve_date(mention, anchor=anchor, published=self.context.published)
        return None if when is None else relate(when, mention.relation, step)

    def _attributes(self, match: _Match) -> dict[str, Any]:
        values = {}
        for name, rule in match.entry.attributes.items():
            value = (
                rule
                if not isinstance(rule, dict)
                else next(
                    (found for how, what in rule.items() if (found := RULES[how](self, match, what)) is not None), None
                )
            )
            if value is not None:
                values[name] = value
        return values

    def words(self, match: _Match, table: Mapping[str, str]) -> str | None:
        """The value for the first pattern in the record's words, else in those that tell what it is about."""
        record = self.text[match.record.start : match.record.end]
        topics = [heading.text for heading in (*self.context.headings.stack[::-1], self.title)]
        for words in (record, match.value.label, match.topic, *topics):
            for pattern, value in table.items():
                if re.search(rf"\b(?:{pattern})", words, re.IGNORECASE):
                    return value
        return None

    def field(self, match: _Match, what: str) -> str | None:
        """The words of the field at a place: "text title|name", "value"."""
        name, _, label = what.partition(" ")
        if name == "value":
            return match.value.words(self.text)
        place = Place(name, _pattern(label) if label else None)
        found = [one for one in match.record.of_type(name) if fits(place, one)]
        return found[0].words(self.text) if len(found) == 1 else None

    def office(self, match: _Match, role: str) -> str | None:
        """The office that the record gives whoever fills the role, else the one that the headings name for all."""
        return next((party.office for party in match.people if party.office), None)

    def ordinal(self, match: _Match, what: str) -> int | None:
        """The number in the words of the field at a place, or of the value's label: "First", "2nd", "3"."""
        words = (match.value.label if what == "label" else self.field(match, what) or "").casefold().split()
        for word in words:
            number = (
                read_ordinal(word)
                or (int(word) if word.isdigit() and len(word) < 3 else None)
                or read_roman(word.upper())
            )
            if number:
                return number
        return None


RULES: dict[str, Callable[[Listings, _Match, Any], Any]] = {
    "words": Listings.words,
    "field": Listings.field,
    "office": Listings.office,
    "ordinal": Listings.ordinal,
}


_ENDED = re.compile(r"\w+(?:ed|drawn|former)")
_NOTE = re.compile(r"\s?\(([^()\n]{1,60})\)")


@functools.lru_cache(maxsize=512)
def _pattern(label: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{label})\b", re.IGNORECASE)


def fits(place: Place, one: Field) -> bool:
    """Whether a field stands under the label that a place asks for; without one, under a label that says nothing.

    >>> from comity.reading.entries import Place
    >>> fits(Place("date"), Field("date", (), "year")), fits(Place("date"), Field("date", (), "national day"))
    (True, False)
    """
    if place.label is not None:
        return bool(one.label) and bool(place.label.search(one.label))
    return not one.label or bool(_PLAIN[one.type if one.type in _PLAIN else "text"].fullmatch(one.label))


def _split(roles: Mapping[str, list[str]], keys: Sequence[str]) -> Iterator[dict[str, list[str]]]:
    """One statement for each entity of a directed key role; what stands between states is one set."""
    name = next((key for key in keys if key != "between" and len(roles.get(key, ())) > 1), None)
    if name is None:
        yield {role: list(entities) for role, entities in roles.items() if entities}
        return
    for entity in roles[name]:
        yield from _split({**roles, name: [entity]}, keys)
