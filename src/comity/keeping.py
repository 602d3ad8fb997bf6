"""The facts of a pair: worked out by who asks first, and read from the record by all others while nothing changed.

What they rest on in the record, the record watches. Beside it they rest on the vocabulary, on this program and its
lists of names: a hash of its files stands with what is kept. The day that is asked for only chooses among the facts,
and names the states in their reasons: for a day on which one had another name than now, they are found anew.
"""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from importlib.abc import Traversable
from importlib.resources import files

from comity import checking
from comity.kinds import Vocabulary
from comity.model import Decision, Document, Fact, Statement
from comity.names import load_states
from comity.record import KnownFact, Record
from comity.writing.view import find_days, known_from

ROOMS = ("checking", "kinds", "model", "names", "record", "writing/view.py")
"""What the facts follow from, beside the record."""

FEWEST_KEPT = 40
"""The facts of a pair with fewer statements are found about as quickly as they are read."""


def find_pair_facts(
    store: Record, pair: tuple[str, str], ask: Callable[[], Collection[Statement]], vocabulary: Vocabulary, *, on: date
) -> Sequence[KnownFact]:
    """The facts of a pair, as they are kept; `ask` gives the statements of which they are found where they are not."""
    has_names_of_now = name_states(on) == name_states(date.max)
    kept = store.kept_facts(pair, hash_program()) if has_names_of_now else None
    if kept is not None:
        return kept
    turn = store.turn()
    statements = ask()
    facts = find_facts(store, statements, vocabulary, on=on, decisions=store.decisions())
    if has_names_of_now and len(statements) >= FEWEST_KEPT:
        store.keep_facts(pair, hash_program(), facts, turn)
    return facts


def find_facts(
    store: Record, statements: Iterable[Statement], vocabulary: Vocabulary, *, on: date, decisions: Iterable[Decision]
) -> list[KnownFact]:
    """The facts of statements of the record."""
    told = tuple(statements)
    documents = store.documents_on_demand(one.source for one in told)
    facts = checking.find_facts(told, documents, vocabulary, on=on, decisions=decisions)
    return date_facts(facts, documents)


def date_facts(facts: Iterable[Fact], documents: Mapping[str, Document]) -> list[KnownFact]:
    """The facts, each with the day from which it is known: it had happened, held or was announced by then."""
    given = tuple(facts)
    written = find_days(documents, given)
    return [(fact, known_from(fact, written)) for fact in given]


def choose_facts(facts: Iterable[KnownFact], *, on: date, kind: str | None = None) -> list[Fact]:
    """The facts that are known by a day, of one kind or of all."""
    return [fact for fact, day in facts if (day is None or day <= on) and kind in (None, fact.claim.kind)]


@functools.lru_cache(maxsize=64)
def name_states(on: date) -> tuple[str, ...]:
    """The names of all states on a day."""
    return tuple(state.name_on(on) for state in load_states().values())


@functools.cache
def hash_program() -> str:
    """A hash of the files of the rooms that facts follow from."""
    digest = hashlib.sha256()
    for room in ROOMS:
        for file in list_files(files("comity").joinpath(room)):
            digest.update(file.read_bytes())
    return digest.hexdigest()


def list_files(place: Traversable) -> Iterable[Traversable]:
    """The files in a folder and those below it, in order of their names, without what Python has compiled."""
    if place.is_file():
        yield place
    elif place.name != "__pycache__":
        for entry in sorted(place.iterdir(), key=lambda one: one.name):
            yield from list_files(entry)
