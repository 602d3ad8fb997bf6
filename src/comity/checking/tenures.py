"""Persons in an office on a day on which, by the list of people, another held it."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from comity.checking.case import Case
from comity.checking.claims import values_of
from comity.checking.constraints import contradiction, told_by
from comity.checking.gathering import Cluster
from comity.checking.likeness import name_words
from comity.checking.naming import name_entity
from comity.checking.wording import join_words, name_time, plain
from comity.model import Finding, When
from comity.names.people import Person, find_people, people

SETTLE = "The dates of office, from the gazette of the state: the day, the office or the person is a slip."


def find_outside_office(case: Case) -> Iterator[Finding]:
    """Claims that give a person an office which another held then, and which the person held at another time."""
    for rule in case.rules_named("in_office"):
        person, office, of = rule.word("person"), rule.word("office"), rule.word("of")
        if not case.gives(rule.kind.name, person, office):
            continue
        for cluster in case.told(rule.kind.name):
            lead = cluster.lead
            if cluster.when is not None and lead.narrowed.role(person) and values_of(lead, office):
                held = values_of(cluster.lead, office)[0]
                for name in values_of(cluster.lead, person):
                    yield from check_tenure(case, cluster, name, values_of(cluster.lead, of), held)


def check_tenure(case: Case, cluster: Cluster, name: str, states: Sequence[str], office: str) -> Iterator[Finding]:
    """The finding where the list has another in the office, and this person in it at another time."""
    for state in states:
        rows = [row for row in find_people(name) if row.state == state]
        held = [row for row in rows if row.office == office]
        if len({row.name for row in rows}) != 1 or not held or not is_outside(held, cluster.when):
            continue
        other = holder_throughout(state, office, cluster.when)
        if other is not None and not shares_a_name(name, other.name):
            spans = join_words(f"{row.since or '…'} to {row.until or 'today'}" for row in held)
            reason = (
                f"{told_by(case, cluster)} has {name} as {plain(office)} of {name_entity(state, on=case.on)} "
                f"({name_time(cluster.when)}): {held[0].name} held that office {spans}; on that day it was "
                f"{other.name}."
            )
            yield contradiction(case, "C112", reason, cluster, settle=SETTLE)


def shares_a_name(left: str, right: str) -> bool:
    """Whether two persons have a word of their names in common: a father and his son follow each other in office."""
    return not set(name_words(left)).isdisjoint(name_words(right))


def is_outside(held: Sequence[Person], when: When | None) -> bool:
    """Whether an exact time lies outside every tenure."""
    if when is None or when.is_approximate or when.is_uncertain or when.first_day is None or when.last_day is None:
        return False
    return not any(row.held_on(when.first_day) or row.held_on(when.last_day) for row in held)


def holder_throughout(state: str, office: str, when: When | None) -> Person | None:
    """Who held an office of a state all through a time, by the list; None where it names nobody, or several."""
    if when is None or when.first_day is None or when.last_day is None:
        return None
    found = [row for row in _holders().get((state, office), ()) if is_whole(row, when.first_day, when.last_day)]
    return found[0] if len(found) == 1 else None


def is_whole(row: Person, first: date, last: date) -> bool:
    """Whether a tenure with both ends known, or still running, holds from one day to another."""
    return row.since is not None and row.held_on(first) and row.held_on(last)


@functools.cache
def _holders() -> Mapping[tuple[str, str], Sequence[Person]]:
    found: dict[tuple[str, str], list[Person]] = defaultdict(list)
    for row in people():
        found[row.state, row.office].append(row)
    return found
