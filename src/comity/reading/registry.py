"""What the reader asks of the names: a city's state, a person's, and whether a code is an organisation's."""

from __future__ import annotations

import functools
from collections.abc import Collection
from datetime import date

from comity.model import When
from comity.names import Name, find_names, label
from comity.names.cities import capitals, find_cities
from comity.names.offices import find_office, offices
from comity.names.organisations import organisations
from comity.names.people import Person, find_people, is_given_name
from comity.names.resolution import load_bearers
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
def is_called(code: str, form: str) -> bool:
    """Whether the state's official name begins with a form of state.

    >>> is_called("MAR", "kingdom"), is_called("MAR", "republic")
    (True, False)
    """
    known = load_states().get(code)
    return known is not None and known.official.casefold().startswith(f"{form} ")


def is_own_name(code: str, text: str) -> bool:
    """Whether the text is the state's name and not only its adjective.

    >>> is_own_name("SGP", "Singapore"), is_own_name("TUR", "Turkish")
    (True, False)
    """
    return label(code).casefold() == text.casefold()


def city_states(city: Name, near: Collection[str] = ()) -> tuple[str, ...]:
    """The state in which a city lies today; of several cities of one name, or of a capital of states that have ended,
    that in a state of `near`."""
    states = _states_of(city.code)
    inside = tuple(code for code in (*states, *_capital_of(city.code)) if code in near)
    return (inside or states)[:1]


def lies_in(city: str, state: str) -> bool:
    """Whether a city of that name lies in a state, or was its capital.

    >>> lies_in("Manila", "PHL"), lies_in("Manila", "JPN")
    (True, False)
    """
    return state in _states_of(city) or state in _capital_of(city)


@functools.lru_cache(maxsize=20_000)
def _capital_of(name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(row.state for row in capitals() if row.city == name))


@functools.lru_cache(maxsize=20_000)
def capital_of(city: str) -> tuple[str, ...]:
    """The state of today whose capital a city is.

    >>> capital_of("Washington"), capital_of("Lyon")
    (('USA',), ())
    """
    return tuple(code for code in _capital_of(city) if code in _states_of(city))[:1]


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


def may_hold(name: str, office: str | None) -> bool:
    """Whether people listed by that name may be meant with the office: a king's is not the name of a minister.

    >>> may_hold("Abdullah II", "king"), may_hold("Abdullah Abdullah", "king"), may_hold("Ana Ruiz", "king")
    (True, False, True)
    """
    known = {person.office for person in find_people(name)} if office in MONARCHS else set()
    return not known or bool(known & MONARCHS)


MONARCHS = frozenset("king queen emperor sultan emir grand_duke prince pope".split())


def _is_about(person: Person, year: int) -> bool:
    since = int((person.since or "0001")[:4])
    until = int((person.until or "9999")[:4])
    return since - YEARS_AROUND <= year <= until + YEARS_AROUND


def names_state(words: str) -> bool:
    """Whether the words name a state, by its name or its adjective.

    >>> names_state("Ambassador of Peru Ana Ruiz"), names_state("Ambassador Ruiz")
    (True, False)
    """
    return any(name.type in ("state", "adjective") for name in find_names(words))


@functools.lru_cache(maxsize=2_000)
def state_of_office(term: str) -> tuple[str, ...]:
    """The only state that has an office of that name: a word of its language, or the head of a chamber of that name.

    >>> state_of_office("Taoiseach"), state_of_office("Chairman of the State Duma"), state_of_office("Home Secretary")
    (('IRL',), ('RUS',), ())
    """
    office = find_office(term)
    if office is None or office.state is None or is_organisation(office.state):
        return ()
    return (office.state,) if " " not in term.strip() or office.office == "speaker" else ()


def heads_post(office: str | None) -> bool:
    """Whether who holds the office heads a mission or a consulate.

    >>> heads_post("ambassador"), heads_post("honorary_consul"), heads_post("president")
    (True, True, False)
    """
    found = offices().get(office or "")
    return found is not None and (found.is_head_of_mission or found.is_consul)


def is_sent(office: str) -> bool:
    """Whether who holds the office is sent to another state: to head a post, to work there, or on an errand."""
    found = offices().get(office)
    return heads_post(office) or (found is not None and found.group in ("mission_staff", "special"))


def is_title(office: str) -> bool:
    """Whether it is a title of birth or arms, which its holder has beside an office.

    >>> is_title("prince"), is_title("general"), is_title("foreign_minister")
    (True, True, False)
    """
    found = offices().get(office)
    return office in ("prince", "duke") or (found is not None and found.group in ("royal", "military"))


def is_named(person: str, words: str, surname: str) -> bool:
    """Whether words that end or begin with a known surname name that person, and nobody else of the surname.

    >>> is_named("Thomas Jefferson", "President Jefferson", "Jefferson")
    True
    >>> is_named("Thomas Jefferson", "Jefferson Caffery", "Jefferson")
    False
    """
    before, _, after = words.partition(surname)
    own = set(person.split())
    if find_people(words) or (" " in surname.strip() and surname.split()[0] in own):
        return True
    others = [word for word in after.split() if word[0].isupper() and word not in own and word.rstrip(".") != "Jr"]
    if " " in surname.strip():
        return not others  # "King Hamad bin Saif" is not the King Hamad that is known
    return not others and not any(is_given_name(word) and word not in own for word in before.split()[-1:])


def state_then(code: str, when: When | None, named: Collection[str]) -> str:
    """The state of `named` that ruled at that time from a state's capital, and ended in our days or bore its name
    before it began; else the state itself.

    >>> state_then("RUS", When("1924"), {"SUN"}), state_then("RUS", When("1994"), {"SUN"})
    ('SUN', 'RUS')
    >>> state_then("KOR", When("1883"), {"cow:KOR"})
    'cow:KOR'
    """
    day = None if when is None else when.first_day
    if day is None:
        return code
    before = frozenset() if has_begun(code, day.year) else _namesakes(code)
    others = (one for one in sorted(named) if one in _ended_in_capital(code) and (":" not in one or one in before))
    return next((other for other in others if _lived(other, day)), code)


def has_begun(code: str, year: int | None) -> bool:
    """Whether a state was there in a year; true where the year or its beginning is unknown, and of what is no state.

    >>> has_begun("KOR", 1883), has_begun("KOR", 1948), has_begun("FRA", 1883), has_begun("EU", 1883)
    (False, True, True, True)
    """
    known = load_states().get(code)
    return year is None or known is None or known.begin is None or int(known.begin[:4]) <= year


def part_in(code: str, codes: Collection[str]) -> str:
    """The one of `codes` that came of a state that has ended; the state itself where none did, or several.

    >>> part_in("x:central-american-federation", ("USA", "GTM")), part_in("CSK", ("CZE", "SVK"))
    ('GTM', 'CSK')
    """
    known = load_states().get(code)
    parts = [one for one in codes if known is not None and known.end is not None and one in known.successors]
    return parts[0] if len(parts) == 1 else code


def has_ended(code: str) -> bool:
    """Whether the code is of a state that is no more.

    >>> has_ended("SUN"), has_ended("RUS")
    (True, False)
    """
    known = load_states().get(code)
    return known is not None and known.end is not None


def seat_then(cities: Collection[str], code: str, when: When | None, named: Collection[str]) -> str:
    """The state of `named` that has ended and held one of the cities, now of another state, at that time; else as
    `state_then`.

    >>> seat_then(["Bremen"], "DEU", When("1824"), {"x:hanseatic-republics"})
    'x:hanseatic-republics'
    """
    day = None if when is None else when.first_day
    for name in cities:
        held = {one.state_on(day) for one in find_cities(name) if one.state == code} if day is not None else set()
        then = [state for state in sorted(named) if state in held and load_states()[state].end is not None]
        if then:
            return then[0]
    return state_then(code, when, named)


def _lived(code: str, day: date) -> bool:
    known = load_states()[code]
    return (known.begin or "0001") <= day.isoformat() <= (known.end or "9999")


@functools.lru_cache(maxsize=1_000)
def _ended_in_capital(code: str) -> frozenset[str]:
    """The states that have ended whose capital was a capital of this one."""
    own = {row.city for row in capitals() if row.state == code}
    states = load_states()
    return frozenset(
        row.state for row in capitals() if row.city in own and row.state in states and states[row.state].end is not None
    )


@functools.lru_cache(maxsize=1_000)
def _namesakes(code: str) -> frozenset[str]:
    """The states that bear or bore a name of this one."""
    shared = [{bearer.code for bearer in bearers} for bearers in load_bearers().values()]
    return frozenset(other for codes in shared if code in codes for other in codes)
