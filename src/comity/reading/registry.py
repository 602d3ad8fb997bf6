"""What the reader asks of the names: a city's state, a person's, and whether a code is an organisation's."""

from __future__ import annotations

import functools
from collections.abc import Collection

from comity.names import Name
from comity.names.organisations import organisations


def is_organisation(code: str) -> bool:
    """Whether the code is an organisation's.

    >>> is_organisation("OSCE"), is_organisation("KAZ")
    (True, False)
    """
    return code in organisations()


def city_states(city: Name, near: Collection[str] = ()) -> tuple[str, ...]:
    """The state in which a city lies today; of several cities of one name that in a state of `near`."""
    states = _states_of(city.code)
    inside = tuple(code for code in states if code in near)
    return (inside or states)[:1]


@functools.lru_cache(maxsize=20_000)
def _states_of(name: str) -> tuple[str, ...]:
    try:
        from comity.names.cities import find_cities
    except ImportError:
        return ()
    return tuple(dict.fromkeys(city.state for city in find_cities(name)))


def person_states(name: str) -> tuple[str, ...]:
    """The states for which a person of that name is known to have acted; empty where none or several."""
    try:
        from comity.names.people import find_people
    except ImportError:
        return ()

    states = tuple(dict.fromkeys(person.state for person in find_people(name)))
    return states if len(states) == 1 else ()
