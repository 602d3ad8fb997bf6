"""Text → the names in it: states, adjectives, people, organisations, cities, offices and persons.

One automaton holds all spellings of all names, and the longer names in which a state's name is something else
("Gulf of Mexico"). Its matches are cut to whole words and the longest; most of what is left is decided by the table
of spellings, the rest by a rule that looks at the words around.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

import ahocorasick_rs

from comity.names.cache import load_cached
from comity.names.folding import PARAGRAPH, Folded, fold, paragraph_around
from comity.names.governments import acts_as_government, states_seated_in
from comity.names.resolution import (
    Days,
    Years,
    days_of_year,
    decide,
    find_years,
    load_bearers,
    overlaps,
)
from comity.names.senses import Place, other_sense
from comity.names.spellings import BLOCKERS, Entry, build_table
from comity.names.states import load_states

Span = tuple[int, int, int]
"""Start and end in the folded text, and the number of the entry."""
_WORD = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_")
_NONE: tuple[str, ...] = ()
_POLITICAL = frozenset({"state", "adjective", "office", "people", "organisation"})


class Name(NamedTuple):
    """A name in a text: its characters, what it is, and whom it means.

    `type` is "state", "adjective", "people" (code: the state's), "organisation" (its acronym of today), "city" (its
    English name of today), "office" (the codebook's) or "person". A capital that acts is a "state". Where the text
    does not decide, `code` is the likeliest and `others` are the rest; a careful reader leaves such a name out.
    A tuple, not a dataclass: a page has thousands, and these are made in a third of the time.
    """

    start: int
    end: int
    type: str
    code: str
    others: tuple[str, ...] = ()


@dataclass(slots=True)
class _Reading:
    """What a rule may look at: the text, the caller's day, and what is decided in the text without a rule."""

    folded: Folded
    on: date | None
    given: Collection[str]
    kept: list[Span]
    entries: list[Entry]
    sure: frozenset[int]
    decided: set[str] = field(default_factory=set)
    _codes: frozenset[str] | None = field(default=None)
    _years: Years | None = field(default=None)

    def codes(self) -> frozenset[str]:
        """The codes of the text that need no rule, and those of the caller."""
        if self._codes is None:
            found = {self.entries[known].code for _, _, known in self.kept if known in self.sure}
            self._codes = frozenset(found | set(self.given))
        return self._codes

    def years(self) -> Years:
        """The years of the text."""
        if self._years is None:
            self._years = find_years(self.folded.text)
        return self._years

    def days_near(self, start: int) -> Days | None:
        """The time a name is taken at: the year of its sentence, else the caller's day, else the last year told."""
        year = self.years().in_sentence(start)
        if year is None and self.on is not None:
            return self.on, self.on
        # The paragraph may go on about the year that it told before.
        reach = start - max(self.folded.text.rfind(PARAGRAPH, 0, start), start - 600)
        year = year or self.years().last_before(start, reach=reach)
        return None if year is None else days_of_year(year)

    def place(self, number: int) -> Place:
        """The name with that number among the kept ones, and its neighbours."""
        start, end, _ = self.kept[number]
        is_last = number + 1 == len(self.kept)
        is_name_next = not is_last and self.kept[number + 1][0] == end + 1 and self._is_political(number + 1)
        return Place(self.folded.text, start, end, is_name_next, functools.partial(self._count_political, number))

    def _is_political(self, number: int) -> bool:
        return self.entries[self.kept[number][2]].type in _POLITICAL

    def _count_political(self, number: int) -> int:
        """How many names of states and offices stand within a hundred characters in its paragraph."""
        near = (other for other in range(max(0, number - 4), min(len(self.kept), number + 5)) if other != number)
        return sum(self._is_political(other) and self._is_near(number, other) for other in near)

    def _is_near(self, number: int, other: int) -> bool:
        first, last = sorted((self.kept[number][0], self.kept[other][0]))
        return last - first < 100 and self.folded.text.find(PARAGRAPH, first, last) < 0


Decision = tuple[str, str, tuple[str, ...]] | None
"""Type, code and other candidates; None where it is no name."""
Told = tuple[int, int, str, str, tuple[str, ...]]
Rule = Callable[[_Reading, int, Entry], Decision]


# "US$", "NZ dollars": the short name of a state that is part of its currency's.
LONGEST_SIGN = 4
_MONEY = ("$", " $", " dollar", " Dollar")


class Finder:
    """The automaton with its table; built once a process."""

    def __init__(self, spellings: list[str], entry_of: list[int], entries: list[Entry]) -> None:
        self._entry_of = entry_of
        self._entries = entries
        self._plain = [None if entry.rule else (entry.type, entry.code, _NONE) for entry in entries]
        self._sure = frozenset(number for number, entry in enumerate(entries) if entry.rule in ("", "dual", "capital"))
        self._blockers = frozenset(number for number, entry in enumerate(entries) if entry.rule in BLOCKERS - {"whole"})
        small = [number for number, spelling in enumerate(spellings) if spelling[0].islower()]
        others = [number for number, spelling in enumerate(spellings) if not spelling[0].islower()]
        # Spellings that begin small could begin in every word: for these few a table of all steps is worth its room.
        self._automata = (
            (small, _build_automaton(spellings, small, ahocorasick_rs.Implementation.DFA)),
            (others, _build_automaton(spellings, others, ahocorasick_rs.Implementation.ContiguousNFA)),
        )

    def find(self, text: str, on: date | None, given: Collection[str]) -> list[Name]:
        """The names of the text in their order."""
        folded = fold(text)
        kept = self._longest(folded.text)
        return self._decide(_Reading(folded, on, given, kept, self._entries, self._sure)) if kept else []

    def _longest(self, text: str) -> list[Span]:
        """The leftmost and longest of the whole-word matches that overlap."""
        entry_of = self._entry_of
        kept: list[Span] = []
        for end, start, spelling in sorted(self._whole_words(text)):
            while kept and kept[-1][0] >= start:
                kept.pop()
            if not kept or kept[-1][1] <= start:
                kept.append((start, end, entry_of[spelling]))
        return kept

    def _whole_words(self, text: str) -> Iterator[Span]:
        """The matches that begin and end with words, of each automaton in turn: end, start and number of the spelling.
        The folded text is ASCII, so a place in its bytes is one in it."""
        word, data = _WORD, text.encode("ascii")
        for numbers, automaton in self._automata:
            for spelling, start, end in automaton.find_matches_as_indexes(data, overlapping=True):
                # A spelling that ends with a hyphen, blank or full stop ends by itself.
                if (text[end] in word and text[end - 1] in word) or (text[start - 1] in word and text[start] in word):
                    continue
                yield end, start, numbers[spelling]

    def _decide(self, reading: _Reading) -> list[Name]:
        kept, plain, folded = reading.kept, self._plain, reading.folded
        blocked = self._blocked(kept)
        decided: list[Told] = []
        for number, (start, end, known) in enumerate(kept):
            if end - start <= LONGEST_SIGN and folded.text.startswith(_MONEY, end) and folded.text[start:end].isupper():
                continue
            decision = plain[known] or self._ask(reading, number)
            if decision and (start, end) not in blocked:
                decided.append((start - 1, end - 1, *decision))
        return list(map(Name._make, decided)) if not folded.starts else _shift(decided, folded)

    def _blocked(self, kept: list[Span]) -> frozenset[tuple[int, int]]:
        """The names after "Gulf of" or before "Street", one blank between."""
        if self._blockers.isdisjoint([known for _, _, known in kept]):
            return frozenset()
        rules = [self._entries[known].rule for _, _, known in kept]
        after = {
            right[:2]
            for left, right, rule in zip(kept, kept[1:], rules, strict=False)
            if rule in ("before", "beside") and left[1] + 1 == right[0]
        }
        before = {
            left[:2]
            for left, right, rule in zip(kept, kept[1:], rules[1:], strict=False)
            if rule in ("after", "beside") and left[1] + 1 == right[0]
        }
        return frozenset(after | before)

    def _ask(self, reading: _Reading, number: int) -> Decision:
        entry = self._entries[reading.kept[number][2]]
        return None if entry.rule in BLOCKERS else RULES[entry.rule](reading, number, entry)


def _build_automaton(
    spellings: Sequence[str], numbers: Sequence[int], implementation: ahocorasick_rs.Implementation
) -> ahocorasick_rs.BytesAhoCorasick:
    """The automaton of the spellings with these numbers, which it counts from 0."""
    return ahocorasick_rs.BytesAhoCorasick(
        [spellings[number].encode("ascii") for number in numbers],
        matchkind=ahocorasick_rs.MatchKind.Standard,
        implementation=implementation,
    )


def _shift(decided: list[Told], folded: Folded) -> list[Name]:
    """The names at their places in the original text."""
    starts, shifts = (*folded.starts, len(folded.text) + 1), (0, *folded.shifts)
    names, passed = [], 0
    for start, end, type_, code, others in decided:
        while starts[passed] <= start + 1:
            passed += 1
        last = end + shifts[passed] if end < starts[passed] else folded.offset(end) + 1
        names.append(Name(start + shifts[passed], last, type_, code, others))
    return names


_WORD_AFTER = re.compile(r"( [A-Za-z]|-)([A-Za-z]*)")
_NO_NOUNS = frozenset(
    "and or to in of on for with has had have is was were are will would also does did may can could must should shall "
    "since until from by at as that which who when where while after before under over into not said sent gave took "
    "became began remains continues supports plans wants left made did a an the its his it".split()
)


def _tell_dual(reading: _Reading, number: int, entry: Entry) -> Decision:
    """ "U.S.", "UK", "New Zealand": an adjective before a noun, else the state."""
    _, end, _ = reading.kept[number]
    after = _WORD_AFTER.match(reading.folded.text, end)
    word = (after[1].strip() + after[2]) if after else ""
    is_state = not word or word in _NO_NOUNS or word.endswith("ed")
    return "state" if is_state else "adjective", entry.code, ()


def _tell_bearer(reading: _Reading, number: int, entry: Entry) -> Decision:
    """A name of several states: by the time, and by what else the text names."""
    start, end, _ = reading.kept[number]
    if other_sense(entry.argument, reading.place(number)):
        return None
    window = paragraph_around(reading.folded.text, start, end, 250)
    codes = reading.codes() | reading.decided
    chosen, possible = decide(load_bearers()[entry.argument], reading.days_near(start), codes, (window,))
    if chosen:
        # A name means one thing within a text, unless the text says otherwise.
        reading.decided.add(chosen.code)
        return entry.type, chosen.code, ()
    return (entry.type, possible[0].code, tuple(bearer.code for bearer in possible[1:])) if possible else None


def _tell_sense(reading: _Reading, number: int, entry: Entry) -> Decision:
    return None if other_sense(entry.argument, reading.place(number)) else (entry.type, entry.code, ())


def _tell_land(reading: _Reading, number: int, entry: Entry) -> Decision:
    """A land that was a state: the state where the time is the state's, or the text gives its full name."""
    start, known = reading.kept[number][0], load_states()[entry.code]
    year = reading.years().in_sentence(start)
    days = days_of_year(year) if year else None if entry.code in reading.codes() else reading.days_near(start)
    is_state = overlaps(days, known.begin or "1500", known.end) if days else entry.code in reading.codes()
    return (entry.type, entry.code, ()) if is_state else None


def _tell_combining(reading: _Reading, number: int, entry: Entry) -> Decision:
    """ "Sino", "Franco": only before a hyphen."""
    _, end, _ = reading.kept[number]
    return (entry.type, entry.code, ()) if reading.folded.text[end] == "-" else None


_PLACE_BEFORE = re.compile(r"\b(?:in|at|to|from|near|via|of|between|and|outside) $")


def _tell_context(reading: _Reading, number: int, entry: Entry) -> Decision:
    """A word that is mostly something else: a city after "in", "to" …; the rest where it is named without doubt."""
    if entry.type == "city":
        start = reading.kept[number][0]
        is_meant = _PLACE_BEFORE.search(reading.folded.text, max(0, start - 10), start)
        return ("city", entry.code, ()) if is_meant else None
    if entry.type == "office" and _are_initials(reading, number):
        return ("office", entry.code, ())
    known = entry.argument.split("|")
    named = [code for code in known if code in reading.codes()]
    if not named and entry.type == "organisation" and _is_in_row(reading, number):
        named = known
    return (entry.type, named[0], tuple(named[1:])) if named else None


def _are_initials(reading: _Reading, number: int) -> bool:
    """Whether initials of an office stand behind a state's name: "the Kenyan *PM*", "Japan's *FM*"."""
    start, end, _ = reading.kept[number]
    if number == 0 or not reading.folded.text[start:end].removesuffix("s").isupper():
        return False
    _, last, before = reading.kept[number - 1]
    is_state = reading.entries[before].type in ("state", "adjective")
    return is_state and reading.folded.text[last:start] in (" ", "'s ", "' ")


_ROW = re.compile(r"(?: \([^()]{1,30}\))?,? (?:and )?(?:the )?")


def _is_in_row(reading: _Reading, number: int) -> bool:
    """Whether an organisation that is named without doubt stands next in the same list: "ILO, *WHO*, WMO"."""
    kept = reading.kept
    for left, right, other in ((number - 1, number, number - 1), (number, number + 1, number + 1)):
        if left < 0 or right == len(kept) or "," not in reading.folded.text[kept[left][1] : kept[right][0]]:
            continue
        is_known = reading.entries[kept[other][2]].type == "organisation" and kept[other][2] in reading.sure
        if is_known and _ROW.fullmatch(reading.folded.text, kept[left][1], kept[right][0]):
            return True
    return False


def _tell_capital(reading: _Reading, number: int, entry: Entry) -> Decision:
    """A capital that acts is its government."""
    start, end, _ = reading.kept[number]
    if acts_as_government(reading.folded.text, start, end):
        seated = states_seated_in(entry.code, reading.days_near(start)) or states_seated_in(entry.code)
        if seated:
            return "state", seated[0], seated[1:]
    return "city", entry.code, ()


RULES: Mapping[str, Rule] = MappingProxyType(
    {
        "combining": _tell_combining,
        "dual": _tell_dual,
        "ambiguous": _tell_bearer,
        "senses": _tell_sense,
        "land": _tell_land,
        "context": _tell_context,
        "capital": _tell_capital,
    }
)


@functools.cache
def load_finder() -> Finder:
    """The finder over every list, from the cache where there is one."""
    spellings, entry_of, rows = load_cached(build_table)
    return Finder(spellings, entry_of, [Entry(*row) for row in rows])


def find_names(text: str, *, on: date | None = None, context: Collection[str] = ()) -> list[Name]:
    """The names in a text: whole words, the longest, in order, none overlapping.

    `on` is the day the text speaks of where its sentences name no year; `context` are codes known of it (the states a
    page is about).
    >>> [(name.type, name.code) for name in find_names("Turkey’s president met the Kazakh delegation.")]
    [('state', 'TUR'), ('office', 'president'), ('adjective', 'KAZ')]
    >>> [(name.type, name.code) for name in find_names("Ankara and Astana agreed; they met in London.")]
    [('state', 'TUR'), ('state', 'KAZ'), ('city', 'London')]
    """
    return load_finder().find(text, on, context)
