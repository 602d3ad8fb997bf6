"""People who act for a state or an organisation: who held which office there, and when.

`people.csv` has a row for each time that a person held an office. Spellings stand in the first row of a person. A
surname alone names its bearer only where it is distinctive; one that is common, a word, a place, or that several
people here share needs a context. The list is of those that texts name most, not of all who held an office.
"""

from __future__ import annotations

import functools
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from comity.names.folding import fold_name
from comity.names.forms import SurfaceForm
from comity.names.spans import is_within
from comity.names.tables import load_rows, need

ARTICLES = ("al-", "el-")


@dataclass(frozen=True, slots=True)
class Person:
    """One person in one office; `state` is a state's code or, of those who head one, an organisation's.

    `since` and `until` are ISO days, months or years; `until` None is: in office, or not known.
    """

    name: str
    state: str
    office: str
    since: str | None
    until: str | None

    def held_on(self, on: date) -> bool:
        """Whether the person may have held the office on that day."""
        return is_within(on, self.since, self.until)


@dataclass(frozen=True, slots=True)
class _Spelling:
    text: str
    person: str
    needs_context: bool


def find_people(name: str, *, on: date | None = None) -> tuple[Person, ...]:
    """Who is meant by a full name, another spelling or a surname: the rows of all such people, by date.

    A name that is not listed is tried without what stands between its first word and its last.

    >>> [(person.name, person.office) for person in find_people("Erdoğan", on=date(2012, 5, 22))]
    [('Recep Tayyip Erdoğan', 'prime_minister')]
    >>> {person.name for person in find_people("Colin Luther Powell")}
    {'Colin Powell'}
    """
    persons = _by_spelling().get(fold_name(name)) or _by_ends().get(_ends(name), ())
    rows = [row for person in persons for row in _by_person()[person]]
    return tuple(row for row in rows if on is None or row.held_on(on))


@functools.cache
def given_names() -> frozenset[str]:
    """The given names by which a surname is known for one."""
    return frozenset(need(row, "name") for row in load_rows("given_names.csv"))


def is_given_name(word: str) -> bool:
    """Whether the word is a common given name."""
    return word in given_names()


@functools.cache
def people() -> tuple[Person, ...]:
    """Every row, by state and in the order of the file."""
    return tuple(
        Person(need(row, "person"), need(row, "state"), need(row, "office"), row["since"], row["until"])
        for row in load_rows("people.csv")
    )


def surface_forms() -> Iterable[SurfaceForm]:
    """Every spelling of every person once; a text that names two people needs a context."""
    bearers = Counter(spelling.text for spelling in _spellings())
    return tuple(
        SurfaceForm(
            spelling.text,
            "person",
            spelling.person,
            needs_context=spelling.needs_context or bearers[spelling.text] > 1,
        )
        for spelling in _spellings()
    )


@functools.cache
def _spellings() -> tuple[_Spelling, ...]:
    """Every text with its person, once; clear of context where one of its rows is."""
    spellings: dict[tuple[str, str], _Spelling] = {}
    for row in load_rows("people.csv"):
        for spelling in _spell(row):
            key = (spelling.text, spelling.person)
            if key not in spellings or not spelling.needs_context:
                spellings[key] = spelling
    return tuple(spellings.values())


def _spell(row: Mapping[str, str | None]) -> Iterator[_Spelling]:
    person = row["person"] or ""
    for text in (person, *(row["variants"] or "").split(";")):
        if text:
            yield _Spelling(text, person, False)
    for text in _surnames(row["surname"] or ""):
        yield _Spelling(text, person, row["flags"] == "context")


def _surnames(surname: str) -> Iterator[str]:
    """The surname, with its particle as a sentence begins, and without an Arabic article."""
    if surname:
        yield from dict.fromkeys((surname, surname[0].upper() + surname[1:]))
        if surname.startswith(ARTICLES):
            yield surname[3:]


@functools.cache
def _by_person() -> Mapping[str, tuple[Person, ...]]:
    rows: defaultdict[str, list[Person]] = defaultdict(list)
    for person in people():
        rows[person.name].append(person)
    return MappingProxyType({name: tuple(sorted(held, key=lambda row: row.since or "")) for name, held in rows.items()})


@functools.cache
def _by_spelling() -> Mapping[str, tuple[str, ...]]:
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for spelling in _spellings():
        found[fold_name(spelling.text)][spelling.person] = None
    return MappingProxyType({text: tuple(persons) for text, persons in found.items()})


@functools.cache
def _by_ends() -> Mapping[str, tuple[str, ...]]:
    """Full names by their first and last word; a surname alone has no two ends."""
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for spelling in _spellings():
        if " " in spelling.text:
            found[_ends(spelling.text)][spelling.person] = None
    return MappingProxyType({text: tuple(persons) for text, persons in found.items()})


def _ends(name: str) -> str:
    words = fold_name(name).split()
    return f"{words[0]} {words[-1]}" if len(words) > 1 else ""
