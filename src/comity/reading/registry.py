"""What the reader asks of the names: a city's state, a person's, and whether a code is an organisation's."""

from __future__ import annotations

import functools
from collections.abc import Collection

from comity.model import When
from comity.names import Name, label
from comity.names.cities import find_cities
from comity.names.organisations import organisations
from comity.names.people import Person, find_people
from comity.names.states import load_states


class OrganisationCode(str):
    """A code that the text means as an organisation's: the acronyms NAM, CAN and CAF are states' codes too."""

    __slots__ = ()


def is_organisation(code: str) -> bool:
    """Whether the code is an organisation's; where it is a state's too, whether it was meant so.

    >>> [is_organisation(code) for code in ("OSCE", "KAZ", "CAN", OrganisationCode("CAN"))]
    [True, False, False, True]
    """
    return isinstance(code, OrganisationCode) or (code in organisations() and code not in load_states())


@functools.lru_cache(maxsize=20_000)
def is_own_name(code: str, text: str) -> bool:
    """Whether the text is the state's name and not only its adjective.

    >>> is_own_name("SGP", "Singapore"), is_own_name("TUR", "Turkish")
    (True, False)
    """
    return label(code).casefold() == text.casefold()


def city_states(city: Name, near: Collection[str] = ()) -> tuple[str, ...]:
    """The state in which a city lies today; of several cities of one name that in a state of `near`."""
    states = _states_of(city.code)
    inside = tuple(code for code in states if code in near)
    return (inside or states)[:1]


def lies_in(city: str, state: str) -> bool:
    """Whether a city of that name lies in a state.

    >>> lies_in("Manila", "PHL"), lies_in("Manila", "JPN")
    (True, False)
    """
    return state in _states_of(city)


@functools.lru_cache(maxsize=20_000)
def _states_of(name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(city.state for city in find_cities(name)))


# An office named in a text may have been left some time before ("former President"), or be taken up soon.
YEARS_AROUND = 3


def person_states(name: str, on: When | None = None) -> tuple[str, ...]:
    """The state for which a person of that name acted, about that time if given; empty where none or several."""
    year = None if on is None or on.first_day is None else on.first_day.year
    rows = [person for person in find_people(name) if year is None or _is_about(person, year)]
    states = tuple(dict.fromkeys(person.state for person in rows))
    return states if len(states) == 1 else ()


def _is_about(person: Person, year: int) -> bool:
    since = int((person.since or "0001")[:4])
    until = int((person.until or "9999")[:4])
    return since - YEARS_AROUND <= year <= until + YEARS_AROUND
