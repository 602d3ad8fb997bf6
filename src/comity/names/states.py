"""States through time: who they are, what they were called when, and how their names stand in text.

`states.csv` has one row a state, `state_names.csv` the names that held for a time. A state that goes on under a
new name keeps its code (codebook, "Entities"). Labels are neutral: a row says nothing of anyone's recognition.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Literal

from comity.errors import UnknownNameError
from comity.model.statement import StateCode
from comity.names.forms import NameType, SurfaceForm
from comity.names.spans import is_within
from comity.names.tables import load_rows, need

Status = Literal["un", "observer", "other", "territory", "ended"]
NameKind = Literal["short", "official", "variant"]


@dataclass(frozen=True, slots=True)
class DatedName:
    """A name with the days on which it was in use; None is open or unknown."""

    text: str
    kind: NameKind
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True)
class State:
    """One state: its code, names, adjectives, and the time that it existed.

    `begin` and `end` are ISO days of the state under this code; None is before 1816, open or unknown. `gaps` are the
    first and last days in which it was part of another (Serbia in Yugoslavia, Estonia in the Soviet Union).
    `status` "un" is a member of the United Nations, "observer" has that standing there, "other" is neither,
    "territory" belongs to another state, "ended" is no more.
    """

    code: StateCode
    name: str
    official: str
    status: Status
    begin: str | None
    end: str | None
    gaps: tuple[tuple[str, str], ...]
    predecessors: tuple[str, ...]
    successors: tuple[str, ...]
    names: tuple[DatedName, ...]
    adjectives: tuple[str, ...]
    people: tuple[str, ...]

    def existed(self, on: date) -> bool:
        """Whether it may have existed on that day under this code.

        >>> [state("SRB").existed(date(year, 1, 1)) for year in (1900, 1950, 2010)]
        [True, False, True]
        """
        return is_within(on, self.begin, self.end) and not any(is_within(on, *gap) for gap in self.gaps)

    def name_on(self, on: date | None, kind: NameKind = "short") -> str:
        """Its name of that kind on the day; today's (or last) where the day is None or no name is known for it."""
        dated = [name.text for name in self.names if name.kind == kind and on and is_within(on, name.since, name.until)]
        return dated[0] if dated else self.official if kind == "official" else self.name


def _split(cell: str | None) -> tuple[str, ...]:
    return tuple((cell or "").split(";")) if cell else ()


def _split_gap(cell: str) -> tuple[str, str]:
    first, last = cell.split("/")
    return first, last


def _dated_names() -> Mapping[str, list[DatedName]]:
    names: dict[str, list[DatedName]] = {}
    for row in load_rows("state_names.csv"):
        name = DatedName(need(row, "name"), need(row, "kind"), row["since"], row["until"])  # type: ignore[arg-type]
        names.setdefault(need(row, "code"), []).append(name)
    return names


@functools.cache
def load_states() -> Mapping[str, State]:
    """Every state and territory by its code, in the order of the file."""
    dated = _dated_names()
    states = {}
    for row in load_rows("states.csv"):
        code = need(row, "code")
        variants = (DatedName(text, "variant") for text in _split(row["variants"]))
        states[code] = State(
            code=StateCode(code),
            name=need(row, "name"),
            official=need(row, "official"),
            status=need(row, "status"),  # type: ignore[arg-type]
            begin=row["begin"],
            end=row["end"],
            gaps=tuple(_split_gap(gap) for gap in _split(row["gaps"])),
            predecessors=_split(row["from"]),
            successors=_split(row["into"]),
            names=(*dated.get(code, ()), *variants),
            adjectives=_split(row["adjectives"]),
            people=_split(row["people"]),
        )
    return MappingProxyType(states)


def state(code: str) -> State:
    """The state with that code.

    Raises UnknownNameError for any other text; `find_state` takes names.
    >>> state("KAZ").name
    'Kazakhstan'
    """
    if known := load_states().get(code):
        return known
    raise UnknownNameError(f"{code!r} is not the code of a state. Give a code (KAZ), or use find_state for a name.")


def label(code: str, *, on: date | None = None) -> str:
    """The short English name of a state in use on that day; today's where no day is given.

    >>> label("TUR", on=date(2015, 1, 1)), label("TUR")
    ('Turkey', 'Türkiye')
    """
    return state(code).name_on(on)


# An adjective changes with the name where the two go together; elsewhere the first of the file holds.
_ADJECTIVE_BY_NAME = {
    "Ottoman Empire": "Ottoman", "Persia": "Persian", "Siam": "Siamese", "Burma": "Burmese", "Ceylon": "Ceylonese",
    "Upper Volta": "Voltaic", "Zaire": "Zairian", "Dahomey": "Dahomean", "Southern Rhodesia": "Rhodesian",
    "Rhodesia": "Rhodesian", "Northern Rhodesia": "Northern Rhodesian", "Tanganyika": "Tanganyikan",
    "Malaya": "Malayan", "Malagasy Republic": "Malagasy", "Prussia": "Prussian", "West Germany": "West German",
    "Western Samoa": "Western Samoan", "Swaziland": "Swazi", "Sardinia": "Sardinian", "Abyssinia": "Abyssinian",
    "North Vietnam": "North Vietnamese", "North Yemen": "North Yemeni", "Austrian Empire": "Austrian",
    "New Granada": "New Granadan", "Moldavia": "Moldavian", "Byelorussia": "Byelorussian", "Basutoland": "Basuto",
    "Kampuchea": "Kampuchean", "Transjordan": "Transjordanian", "North German Confederation": "North German",
    "Belgian Congo": "Congolese", "Sri Lanka": "Sri Lankan", "Myanmar": "Myanmar", "Eswatini": "Swazi",
}  # fmt: skip
_ADJECTIVE_BY_CODE = {
    "DMA": "Dominican", "DOM": "Dominican", "x:northern-cyprus": "Turkish Cypriot",
}  # fmt: skip


def adjective(code: str, *, on: date | None = None) -> str | None:
    """The English adjective of a state on that day; None where there is none.

    >>> adjective("KAZ"), adjective("IRN", on=date(1900, 1, 1)), adjective("USA")
    ('Kazakh', 'Persian', 'American')
    """
    known = state(code)
    if by_name := _ADJECTIVE_BY_NAME.get(known.name_on(on)):
        return by_name
    return _ADJECTIVE_BY_CODE.get(code) or next(iter(known.adjectives), None)


# First halves of pairs such as "Sino-Soviet"; found only before a hyphen.
COMBINING_FORMS = {
    "Sino": "CHN", "Russo": "RUS", "Anglo": "GBR", "Indo": "IND", "Franco": "FRA", "Austro": "AUT", "Greco": "GRC",
    "Graeco": "GRC", "Italo": "ITA", "Turco": "TUR", "Turko": "TUR", "Serbo": "SRB", "Polono": "POL", "Luso": "PRT",
    "Hispano": "ESP", "Dano": "DNK", "Finno": "FIN", "Nippo": "JPN", "Germano": "DEU", "Prusso": "DEU",
    "Belgo": "BEL", "Bulgaro": "BGR", "Albano": "ALB", "Cubano": "CUB", "Americano": "USA", "Irano": "IRN",
    "Perso": "IRN", "Soviéto": "SUN", "Czecho": "CZE", "Libano": "LBN", "Syro": "SYR",
    "Egypto": "EGY", "Ethio": "ETH", "Afghano": "AFG", "Romano": "ROU", "Amero": "USA",
}  # fmt: skip


def _texts_of(known: State) -> Iterator[tuple[str, NameType, str | None, str | None]]:
    yield known.name, "state", None, None
    yield known.official, "state", None, None
    for name in known.names:
        yield name.text, "state", name.since, name.until
    for text in known.adjectives:
        yield text, "adjective", None, None
    for text in known.people:
        yield text, "people", None, None


def _ascii_spellings(text: str) -> Iterator[str]:
    """The text, and its other spellings in use: "St." for "Saint", "&" for "and"."""
    yield text
    if text.startswith("Saint "):
        yield f"St. {text[6:]}"
        yield f"St {text[6:]}"
    if " and " in text:
        yield text.replace(" and ", " & ")


def surface_forms() -> Iterable[SurfaceForm]:
    """Every name, adjective and people name of every state, and the combining forms with their hyphen."""
    for code, known in load_states().items():
        for text, type_, since, until in _texts_of(known):
            for spelling in _ascii_spellings(text.removeprefix("The ").removeprefix("the ")):
                yield SurfaceForm(spelling, type_, code, since, until)
    for first, code in COMBINING_FORMS.items():
        yield SurfaceForm(f"{first}-", "adjective", code)
