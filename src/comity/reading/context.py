"""What a document has said so far: its states, people, last date; what "he", "it", "the two countries" mean.

The states of a document come from its title (and publisher), else from what it speaks of most.
Nothing is guessed from one mention.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from comity.model import When
from comity.names import Name
from comity.names.people import is_given_name
from comity.reading.headings import Heading, Headings
from comity.reading.names_of_people import clean_person
from comity.reading.party import Group, Party
from comity.reading.registry import may_hold, part_in

# States whose names are plurals.
PLURAL = frozenset("ARE BHS COM MDV MHL NLD PHL SLB SYC USA".split())
# Offices that are named without state or person once it was told who holds them.
HOLDERS = frozenset({"president", "prime_minister", "foreign_minister", "minister", "king", "speaker", "chancellor"})
# The share of all mentions of states that two (or one) must have to be what an untitled document is about.
PAIR_SHARE = 0.6


@dataclass
class Context:
    """The memory of one reading; sentences are read in order and leave their traces here."""

    pair: tuple[str, str] | None = None
    focus: str | None = None
    published: date | None = None
    named: frozenset[str] = frozenset()  # the states that the document names
    people: dict[str, Party] = field(default_factory=dict)  # folded name or surname -> who that is
    holders: dict[str, list[str]] = field(default_factory=dict)  # office -> who was named with it, the first first
    offices: dict[str, int] = field(default_factory=dict)  # whose state the sentence tells -> where it does so last
    last_person: Party | None = None
    last_subject: tuple[str, ...] = ()
    last_pair: tuple[str, ...] = ()
    place: Any = None  # the place of which the last sentence told last, which "there" takes up
    last_body: str | None = None  # the organisation named last
    last_named: tuple[str, ...] = ()  # all states of the last sentence that named one
    last_two: tuple[str, ...] = ()  # the two states of the last sentence that named just two
    told_two: tuple[str, ...] = ()  # since then: the one that a sentence named, and whom the document is about
    post: tuple[str, str] | None = None  # sender and host of the mission or envoy spoken of last
    posts: set[tuple[str, str]] = field(default_factory=set)  # the same of all that were spoken of
    abbreviations: dict[str, Any] = field(default_factory=dict)  # "HLSCC" -> the cue nouns that it stands for
    full_names: dict[str, str] = field(default_factory=dict)  # "HLSCC" -> High Level Strategic Cooperation Council
    now: When | None = None  # the first date of the sentence that is read
    last_day: When | None = None  # the day of the statement before, which "the same day" takes up
    told: When | None = None  # the last year or date of the paragraph that is read
    day: When | None = None  # the first day of which a report tells
    is_report: bool = False  # news of the day of publication: a day or month without a year is the nearest one
    is_dated: bool = False  # the paragraph that is read has told a date with its year
    sides: dict[str, tuple[str, ...]] = field(
        default_factory=dict
    )  # kind -> between whom the paragraph told of it last
    counted: Any = None  # what was told of people whom a sentence before counted, and its kind
    is_counted_near: bool = False  # the sentence before counted them, named some or leads in their list
    shared: dict[tuple[str, str], tuple[str, ...]] = field(
        default_factory=dict
    )  # kind and role -> who stood there in all that was told; nobody where they differ
    claims: Any = ()  # what the last sentence with a statement told, which "followed suit" takes up
    figure: Any = None  # the figure told last in the paragraph, which "this figure" takes up
    figure_before: Any = None  # the same of the paragraph before
    visitors: frozenset[str] = frozenset()  # last names of those who visited in the sentence before
    under: When | None = None  # the date of the entry or of the heading over it, for what has none of its own
    visit: tuple[str, str] | None = None  # sender and host of the visit told last
    guest: Party | None = None  # who paid it, or was received
    occasion: Any = None  # the visit or meeting told last, and its time
    main_occasion: Any = None  # that of which the document is the news
    coming: Any = None  # the visit or meeting to come that was told last
    is_occasion_near: bool = False  # the paragraph that is read has told of it
    visit_time: When | None = None  # of the visit told last
    by_word: dict[str, Party | None] = field(default_factory=dict)  # words of a name; None: of several
    anchor: When | None = None
    headings: Headings = field(default_factory=Headings)
    title: Heading = field(default_factory=lambda: Heading(0))
    author: str | None = None  # the state whose ministry publishes the document
    actor: str | None = None  # the state of which the title tells what it does: "Peru opens embassies"
    teller: str | None = None  # the state of whose trade the title tells: "Peru's exports", not "Exports to Peru"
    is_mission: bool = False  # the page of a mission: its envoys are the author's
    bodies: list[tuple[str, frozenset[str], int | None]] = field(default_factory=list)  # name, states, last session
    lead: tuple[Any, ...] = ()  # the tokens that lead in the list of the paragraph that is read
    list_lead: tuple[Any, ...] = ()  # what the line over the list that is read says of each of its names
    thing: tuple[tuple[Any, ...], bool] | None = None  # the cue nouns of the sentence before, and whether they are many
    # between whom, and when, the sentence counts up papers that it does not name; the same of the sentence before
    papers_counted: tuple[tuple[str, ...], When | None] | None = None
    papers: tuple[tuple[str, ...], When | None] | None = None
    signing: Any = None  # whose papers were signed last that were not named one by one, and when
    dateline: tuple[str, tuple[Any, ...]] | None = None  # the place with which a report begins, as tag and data
    known_state: Callable[[str, When | None], tuple[str, ...]] = lambda name, on: ()

    # -- people ------------------------------------------------------------------------------------------------

    def note_person(self, party: Party) -> None:
        """Keep what is said of a person: state, office, post. What was said before stays where this says nothing."""
        if not party.person or not (party.states or party.office):
            return
        surname = _surname(party.person)
        if party.office and party.is_sure:
            for office in {party.office, "minister" if party.office.endswith("minister") else party.office}:
                held = self.holders.setdefault(office, [])
                held += [surname] if surname not in held else []
        old = self.people.get(_fold(party.person)) or self.people.get(surname)
        if old is not None:
            party = replace(
                party,
                states=party.states or old.states,
                office=party.office or old.office,
                posted=party.posted or old.posted,
                city=party.city or old.city,
                person=max(party.person, old.person or "", key=len),
            )
        self.people[_fold(party.person or "")] = party
        if len(surname) > 2:
            self.people[surname] = party
        for word in _fold(party.person or "").split()[:-1]:
            old = self.by_word.setdefault(word, party)
            if old is not None and old.person != party.person:
                self.by_word[word] = None

    def is_known(self, name: str) -> bool:
        """Whether the document has named this person with office or state."""
        return self._named(name) is not None

    def _named(self, name: str) -> Party | None:
        """Who was named before by this name, or by one word of his: "Escalona" after "Ramiro Escalona Díaz"."""
        folded = _fold(name)
        return self.people.get(folded) or (self.by_word.get(folded) if len(folded) > 2 else None)

    def person_state(self, name: str, office: str | None = None) -> tuple[str, ...]:
        """The state that a person acts for: as the document says, else as the registry of people knows."""
        known = self._known(name)
        if known is not None and known.states:
            return known.states
        return self.known_state(name, self.now or self.anchor) if may_hold(name, office) else ()

    def person_office(self, name: str) -> str | None:
        """The office that the document last gave a person."""
        known = self._known(name)
        return known.office if known is not None else None

    def _known(self, name: str) -> Party | None:
        return self._named(name) or self.people.get(_surname(name))

    # -- states ------------------------------------------------------------------------------------------------

    def note_group(self, group: Group, *, is_subject: bool = False) -> None:
        """Remember who was spoken of."""
        for party in group:
            if party.person and party.is_sure and (party.states or party.office or self.is_known(party.person)):
                self.last_person = party
            elif party.person and is_subject and is_given_name(party.person.split()[0]):
                self.last_person = party  # "N was named. He": not who was spoken of before
        states = tuple(dict.fromkeys(code for party in group for code in party.states))
        if not states:
            return
        if is_subject:
            self.last_subject = states
        if len(states) == 2:
            self.last_pair = states

    def states_of(self, party: Party) -> tuple[str, ...]:
        """The states for which a party acts; empty where that cannot be told."""
        if party.states:
            return party.states
        if party.person:
            states = self.person_state(party.person, party.office)
            if states:
                return states
        return self._pronoun(party.pronoun) or self._holder(party)

    def _holder(self, party: Party) -> tuple[str, ...]:
        """Whose minister "the Minister" is who was named before: of several, in news, who was named first. Not his who
        follows in the sentence: "the *Foreign Minister* met the Foreign Minister of A"."""
        if party.person or party.posted or party.office not in HOLDERS:
            return ()
        if self.offices.get(party.office, party.start) > party.start:
            return ()
        held = self.holders.get(party.office, [])
        first = self.people.get(held[0]) if len(held) == 1 or (held and self.is_report) else None
        return first.states if first is not None else ()

    def _pronoun(self, pronoun: str | None) -> tuple[str, ...]:
        if pronoun in ("we", "own") and self.author is not None:
            return (self.author,)
        if pronoun == "pair" and self.told_two:
            return self.pair or self.told_two
        if pronoun in ("pair", "we"):
            return self.pair or self.last_two or self.last_pair or self.visit or ()  # "visited Oslo. *The two sides*"
        if pronoun == "both":
            return self.pair or ()  # in a sentence that has named them
        if pronoun == "they" and len(self.last_subject) > 2:
            return ()
        if pronoun == "they" and self.focus in PLURAL and self.last_subject == (self.focus,):
            return self._focus()  # "The Maldives became independent. *They* joined"
        if pronoun == "they":
            return self.last_two or self.last_pair or ((self.pair or ()) if not self.focus else ())
        if pronoun == "it":
            if self.pair is not None and len(self.last_subject) == 1 and self.last_subject[0] in self.pair:
                return self.last_subject
            return self._focus() or (self.last_subject if len(self.last_subject) == 1 else ())
        if pronoun == "focus":
            return self._focus()
        if pronoun == "body":
            return (self.last_body,) if self.last_body else ()
        person = self._meant(pronoun)
        return () if person is None else person.states or (self.person_state(person.person) if person.person else ())

    def _meant(self, pronoun: str | None) -> Party | None:
        """Who is "he", who "the guest"."""
        return self.last_person if pronoun == "he" else self.guest if pronoun == "guest" else None

    def body_meant(self, pronoun: str | None) -> tuple[str, ...]:
        """What may be the organisation that "the organisation" or "it" means: who acted last, else whom the title
        names where nobody has acted."""
        if pronoun == "body" or (pronoun == "it" and not self.last_subject and self.focus is None):
            return (self.last_body,) if self.last_body else ()
        return self.last_subject if pronoun == "it" and len(self.last_subject) == 1 else ()

    def _focus(self) -> tuple[str, ...]:
        return (self.focus,) if self.focus else ()

    def person_of(self, party: Party) -> Party:
        """The party with all that the document said of it: "he" becomes the last person."""
        party = self._meant(party.pronoun) or party
        known = self._known(party.person) if party.person else None
        if known is None:
            return party
        return replace(
            party,
            person=self._full_name(party.person, known.person),
            states=party.states or known.states,
            office=party.office or known.office,
            posted=party.posted or known.posted,
            city=party.city or known.city,
        )

    def _full_name(self, name: str | None, known: str | None) -> str | None:
        """The longer name of one who is named by a part of it: "Escalona" after "Ramiro Escalona Díaz"."""
        is_part = name and known and set(_fold(name).split()) < set(_fold(known).split())
        return known if is_part else name

    def note_sentence(self, states: Iterable[str]) -> None:
        """Remember the two states of a sentence that names no third."""
        named = tuple(dict.fromkeys(states))
        self.last_named = named or self.last_named
        if len(named) == 2:
            self.last_two, self.told_two = named, ()

    def note_body(self, name: str, states: Iterable[str], session: int | None) -> None:
        """Remember a standing body of states that was named, and which of its sessions was told of."""
        between = frozenset(states)
        self.bodies = [body for body in self.bodies if body[:2] != (name, between)][-20:] + [(name, between, session)]

    def body_of(self, states: Iterable[str], session: int | None) -> str | None:
        """The body of these states that holds "the 17th session": whose 16th or 18th was told, else the last."""
        own = [body for body in self.bodies if body[1] == frozenset(states)][::-1]
        near = [name for name, _, last in own if session and last and abs(last - session) == 1]
        return next(iter([*near, *(name for name, _, _ in own)]), None)

    def two(self) -> tuple[str, ...]:
        """The two states meant where none is named: the document's, else the last named with its one state."""
        if self.pair:
            return self.pair
        return self.last_pair if self.focus in self.last_pair else ()

    def other(self, codes: Iterable[str]) -> tuple[str, ...]:
        """The other state of the document's pair, when `codes` names just one of the two, or what it was part of."""
        pair = self.two()
        named = {part_in(code, pair) for code in codes}
        if not pair or len(named) != 1 or not named <= set(pair):
            return ()
        return tuple(code for code in pair if code not in named)


def find_topic(
    title: str, names: list[Name], title_names: list[Name], author_state: str | None, *, is_own: bool = False
) -> tuple[tuple[str, str] | None, str | None]:
    """The pair of states that a document is about, and the one that it speaks of as "the country"; `is_own`: one of
    them it calls "we"."""
    in_title = list(dict.fromkeys(name.code for name in title_names if name.type in ("state", "adjective", "people")))
    counts = Counter(name.code for name in names if name.type in ("state", "adjective", "people"))
    if len(in_title) == 2:
        return (in_title[0], in_title[1]), None
    if len(in_title) == 1:
        return _with_author(in_title[0], author_state, title, counts, is_own=is_own)
    ranked = counts.most_common(3)
    total = sum(counts.values())
    if len(in_title) > 2 and author_state is None:
        return None, find_actor(title, title_names)
    if author_state is not None and not in_title:
        return _of_author(author_state, counts)
    if (
        len(ranked) >= 2
        and not in_title
        and ranked[1][1] >= 2
        and ranked[0][1] + ranked[1][1] >= PAIR_SHARE * total
        and (len(ranked) < 3 or ranked[2][1] < ranked[1][1])
    ):
        return (ranked[0][0], ranked[1][0]), None
    if len(ranked) >= 1 and not in_title and ranked[0][1] >= 3 and ranked[0][1] >= PAIR_SHARE * total:
        return (None, ranked[0][0])
    return None, None


def find_actor(title: str, title_names: list[Name]) -> str | None:
    """The state that is the subject of a title which tells what it does: "Peru to open embassies in A, B and C"."""
    first = next(iter(title_names), None)
    if first is None or first.type != "state" or title[: first.start].strip().casefold() not in ("", "the"):
        return None
    return first.code if _ACTING.match(title, first.end) else None


def find_teller(title: str, title_names: list[Name], focus: str | None) -> str | None:
    """The state that a document is about, where its title names it as one that acts or owns and not as a partner:
    "Peru's exports rise", not "Exports to Peru rise"."""
    named = [name for name in title_names if name.code == focus]
    before = title[: named[0].start].split() if named else []
    is_partner = (
        bool(before) and (before[-2:][0] if before[-1].casefold() == "the" else before[-1]).casefold() in TOWARDS
    )
    return None if is_partner else focus


TOWARDS = frozenset("to from with in into for on at against between among by and of via through".split())


def _of_author(author_state: str, counts: Counter[str]) -> tuple[tuple[str, str] | None, str | None]:
    """What a state's own page is about whose title names none: it and the one state that it speaks of, else itself."""
    others = [(code, number) for code, number in counts.most_common(4) if code != author_state]
    total = sum(number for code, number in counts.items() if code != author_state)
    if others and others[0][1] >= 2 and others[0][1] >= PAIR_SHARE * total:
        return (author_state, others[0][0]), None
    return None, author_state


def _with_author(
    code: str, author_state: str | None, title: str, counts: Counter[str], *, is_own: bool
) -> tuple[tuple[str, str] | None, str | None]:
    if author_state and author_state != code:
        return (author_state, code), None
    partners = [other for other, _ in counts.most_common(3) if other != code]
    if (
        (is_own or re.search(r"\brelations?\b|\bbilateral\b|\bcooperation\b", title, re.IGNORECASE))
        and not re.search(r"\b(?:foreign|external) relations\b", title, re.IGNORECASE)  # those with all the world
        and partners
        and counts[partners[0]] >= 3
    ):
        second = counts[partners[1]] if len(partners) > 1 else 0
        if counts[partners[0]] >= 2 * second:
            return (partners[0], code), None
    if len(counts) == 2 and counts[partners[0]] >= 2 and _DEALING.search(title):
        return (partners[0], code), None  # no third state is named
    return None, code


_ACTING = re.compile(
    r"\s+(?:to|will|has|opens?|opened|appoints?|appointed|names?|named|establish(?:es|ed)?|signs?|signed|recalls?|sends?"
    r"|closes?|expands?|joins?|hosts?|accredits?|receives?)\b",
    re.IGNORECASE,
)
# What one state does with another: the title of a report on two, of which it names one.
_DEALING = re.compile(
    r"\b(?:visit\w*|ties|embass(?:y|ies)|mission|ambassador|envoy|talks|meets?|met|credentials|trade|agreements?|arrives?"
    r"|receives?|hosts?|delegation|counterpart|friendship|consultations)\b",
    re.IGNORECASE,
)


@functools.lru_cache(maxsize=20_000)
def _fold(name: str) -> str:
    return clean_person(name).casefold()


@functools.lru_cache(maxsize=20_000)
def _surname(name: str) -> str:
    words = [word for word in _fold(name).split() if word.strip(".") not in ("jr", "sr", "ii", "iii", "iv")]
    return words[-1] if words else ""
