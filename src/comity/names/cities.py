"""Cities: their names through time, the state that held them at a date, and what they were the capital of.

`cities.csv` is built from GeoNames by `tools/build_cities.py`; `city_names.csv` (other and former names),
`city_states.csv` (a region or a whole country of today that belonged to another state for a time) and `capitals.csv`
are written by us. Two rows that hold on one day mean that the place was divided or is disputed: no state is given.
"""

from __future__ import annotations

import difflib
import functools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from comity.errors import UnknownNameError
from comity.names.folding import fold_name
from comity.names.forms import SurfaceForm
from comity.names.spans import is_within
from comity.names.states import load_states
from comity.names.tables import load_rows, need


@dataclass(frozen=True, slots=True)
class CityName:
    """Another name; `kind` is former, local or variant; only a former name has its dates."""

    text: str
    kind: str
    since: str | None
    until: str | None
    needs_context: bool


@dataclass(frozen=True, slots=True)
class City:
    """A city under its English name of today; `state` holds it today, `population` is None where it is unknown."""

    name: str
    state: str
    lat: float
    lon: float
    population: int | None
    is_capital: bool
    needs_context: bool
    regions: tuple[str, ...] = ()
    names: tuple[CityName, ...] = ()

    def name_on(self, on: date | None = None) -> str:
        """The name in use on that day; today's where none is known for it.

        >>> city("Astana").name_on(date(2020, 1, 1))
        'Nur-Sultan'
        """
        former = [n for n in self.names if on and n.kind == "former" and is_within(on, n.since, n.until)]
        return max(former, key=lambda name: name.since or "").text if former else self.name

    def states_on(self, on: date) -> tuple[str, ...]:
        """The states that held it, or claimed to, on that day; empty where it is not known.

        >>> city("Leipzig").states_on(date(1960, 1, 1)), city("Almaty").states_on(date(1960, 1, 1))
        (('DDR',), ('SUN',))
        """
        for region in (*self.regions, self.state):
            if held := _held_by(region, on):
                return held
        return _trace(self.state, on)

    def state_on(self, on: date) -> str | None:
        """The state that held it on that day; None where it was divided, disputed, or is not known.

        >>> city("Lviv").state_on(date(1930, 1, 1)), city("Berlin").state_on(date(1960, 1, 1))
        ('POL', None)
        """
        states = self.states_on(on)
        return states[0] if len(states) == 1 else None


@dataclass(frozen=True, slots=True)
class Capital:
    """A city as capital or seat of government (`role`) of a state; None is open or unknown."""

    state: str
    city: str
    role: str
    since: str | None
    until: str | None


def find_cities(name: str, *, on: date | None = None) -> tuple[City, ...]:
    """Every city with that name of today or of that day, capitals first, then by population.

    >>> [city.state for city in find_cities("Tripoli")]
    ['LBY', 'LBN']
    >>> find_cities("Leningrad", on=date(2020, 1, 1))
    ()
    """
    return tuple(known for known in _by_name().get(fold_name(name), ()) if on is None or _is_called(known, name, on))


def city(name: str, state: str | None = None) -> City:
    """The likeliest city of that name, in that state if one is given; raises UnknownNameError.

    >>> city("Saigon").name, city("Tripoli", "LBN").population
    ('Ho Chi Minh City', 229398)
    """
    for known in find_cities(name):
        if state in (None, known.state):
            return known
    near = difflib.get_close_matches(fold_name(name), _by_name(), n=3)
    raise UnknownNameError(
        f"{name!r} is not a city that is known{f' in {state}' if state else ''}. "
        f"Near names: {', '.join(near) or 'none'}. "
        "Known are cities over 100,000 people, capitals, and seats of organisations."
    )


def find_capitals(state: str, *, on: date | None = None) -> tuple[City, ...]:
    """The capital of a state and its other seats of government on that day; the last ones without a day.

    >>> [city.name for city in find_capitals("DEU", on=date(1960, 1, 1))]
    ['Bonn']
    """
    rows = [row for row in _capitals().get(state, ()) if (is_within(on, row.since, row.until) if on else not row.until)]
    return tuple(_locate(row) for row in sorted(rows, key=lambda row: row.role))


def capitals() -> tuple[Capital, ...]:
    """Every capital and seat of government, by state."""
    return tuple(row for rows in _capitals().values() for row in rows)


@functools.cache
def cities() -> tuple[City, ...]:
    """Every city, by state and name."""
    names, today = _load_names(), _capitals_today()
    return tuple(
        City(
            name=need(row, "name"),
            state=need(row, "state"),
            lat=float(need(row, "lat")),
            lon=float(need(row, "lon")),
            population=int(row["population"]) if row["population"] else None,
            is_capital=(row["name"], row["state"]) in today,
            needs_context=row["flags"] == "context",
            regions=tuple((row["regions"] or "").split(";")) if row["regions"] else (),
            names=tuple(names[need(row, "name"), need(row, "state")]),
        )
        for row in load_rows("cities.csv")
    )


def surface_forms() -> Iterable[SurfaceForm]:
    """Every name of every city once; it needs no context where one city of that name needs none."""
    forms: dict[tuple[str, str], SurfaceForm] = {}
    for known in cities():
        for form in _forms_of(known):
            key = (form.text, form.code)
            if key not in forms or forms[key].needs_context:
                forms[key] = form
    return tuple(forms.values())


def _forms_of(known: City) -> Iterator[SurfaceForm]:
    yield SurfaceForm(known.name, "city", known.name, needs_context=known.needs_context)
    for name in known.names:
        yield SurfaceForm(
            name.text, "city", known.name, since=name.since, until=name.until, needs_context=name.needs_context
        )


def _is_called(known: City, name: str, on: date) -> bool:
    called = fold_name(name)
    if fold_name(known.name) == called:
        return True
    return any(
        fold_name(other.text) == called and (other.kind != "former" or is_within(on, other.since, other.until))
        for other in known.names
    )


def _trace(state: str, on: date) -> tuple[str, ...]:
    """The state on that day on whose land this state stands, back along the only predecessor of each."""
    seen: set[str] = set()
    while state in load_states() and state not in seen:
        known = load_states()[state]
        if known.existed(on):
            return (state,)
        seen.add(state)
        if len(known.predecessors) != 1:
            break
        state = known.predecessors[0]
    return ()


def _held_by(region: str, on: date) -> tuple[str, ...]:
    return tuple(state for state, since, until in _holders().get(region, ()) if is_within(on, since, until))


def _locate(row: Capital) -> City:
    """The city of the capital: in the state itself if it is there, else the likeliest of that name."""
    candidates = find_cities(row.city)
    return next((known for known in candidates if known.state == row.state), candidates[0])


@functools.cache
def _holders() -> Mapping[str, list[tuple[str, str | None, str | None]]]:
    holders: defaultdict[str, list[tuple[str, str | None, str | None]]] = defaultdict(list)
    for row in load_rows("city_states.csv"):
        holders[need(row, "region")].append((need(row, "state"), row["since"], row["until"]))
    return MappingProxyType(holders)


@functools.cache
def _capitals() -> Mapping[str, list[Capital]]:
    rows: defaultdict[str, list[Capital]] = defaultdict(list)
    for row in load_rows("capitals.csv"):
        capital = Capital(need(row, "state"), need(row, "city"), need(row, "role"), row["since"], row["until"])
        rows[capital.state].append(capital)
    return MappingProxyType(rows)


def _capitals_today() -> set[tuple[str, str]]:
    return {(row.city, row.state) for rows in _capitals().values() for row in rows if not row.until}


def _load_names() -> defaultdict[tuple[str, str], list[CityName]]:
    names: defaultdict[tuple[str, str], list[CityName]] = defaultdict(list)
    for row in load_rows("city_names.csv"):
        if row["kind"] != "today":
            kind = "local" if row["kind"] == "geonames" else need(row, "kind")
            name = CityName(need(row, "name"), kind, row["since"], row["until"], row["flags"] == "context")
            names[need(row, "city"), need(row, "state")].append(name)
    return names


@functools.cache
def _by_name() -> Mapping[str, tuple[City, ...]]:
    found: defaultdict[str, dict[City, None]] = defaultdict(dict)
    for known in cities():
        for text in (known.name, *(name.text for name in known.names)):
            found[fold_name(text)][known] = None
    return MappingProxyType({text: tuple(sorted(known, key=_likeliness)) for text, known in found.items()})


def _likeliness(known: City) -> tuple[bool, int, str]:
    return (not known.is_capital, -(known.population or 0), known.state)
