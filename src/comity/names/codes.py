"""A state's code in another list on a day, and the state behind a code: codes are dated attributes.

Lists: iso2, iso3, isonum (ISO 3166-1), iso3166-3 (four letters, once withdrawn), m49 (UN), cow and cowabb (Correlates
of War, number and abbreviation), gw (Gleditsch–Ward), fips (FIPS 10-4, today GEC), wikidata. Russia and the Soviet
Union share COW 365, Germany had 255, 260 and 255 again: so a day is asked for, and without one a code that changed
is refused.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from comity.errors import UnknownNameError
from comity.model.statement import StateCode
from comity.names.spans import first_day, is_within, last_day
from comity.names.tables import load_rows, need


@dataclass(frozen=True, slots=True)
class DatedCode:
    """One code of one state in one list, and when it held; None is open or unknown."""

    state: str
    list: str
    value: str
    since: str | None
    until: str | None
    source: str

    def holds(self, on: date) -> bool:
        """Whether it may hold on that day."""
        return is_within(on, self.since, self.until)


@functools.cache
def load_codes() -> tuple[DatedCode, ...]:
    """Every code, list by list."""
    return tuple(
        DatedCode(
            need(row, "code"), need(row, "list"), need(row, "value"), row["since"], row["until"], need(row, "source")
        )
        for row in load_rows("state_codes.csv")
    )


Index = Mapping[tuple[str, str], tuple[DatedCode, ...]]


def _group(keys: Mapping[DatedCode, str]) -> Index:
    groups: dict[tuple[str, str], list[DatedCode]] = {}
    for code, key in keys.items():
        groups.setdefault((code.list, key), []).append(code)
    return MappingProxyType({key: tuple(codes) for key, codes in groups.items()})


@functools.cache
def _by_state() -> Index:
    return _group({code: code.state for code in load_codes()})


@functools.cache
def _by_value() -> Index:
    return _group({code: code.value.casefold() for code in load_codes()})


@functools.cache
def code_lists() -> tuple[str, ...]:
    """The names of the lists."""
    return tuple(dict.fromkeys(code.list for code in load_codes()))


def code_in(list_name: str, state: str, on: date | None = None) -> str | None:
    """The code of a state in a list on that day; None where it has none then.

    Without a day it is the only code that the state ever had there. Raises UnknownNameError for an unknown list, and
    without a day for a state that had several.
    >>> code_in("cow", "DEU", date(1970, 1, 1)), code_in("gw", "DEU", date(2000, 1, 1)), code_in("iso2", "KAZ")
    ('260', '260', 'KZ')
    """
    _check_list(list_name)
    codes = _by_state().get((list_name, state), ())
    if on is not None:
        return next((code.value for code in codes if code.holds(on)), None)
    values = list(dict.fromkeys(code.value for code in codes))
    if len(values) > 1:
        raise UnknownNameError(f"{state} has several codes in {list_name!r}: {_told(codes)}. Give a day.")
    return values[0] if values else None


def state_behind(list_name: str, value: str, on: date | None = None) -> StateCode | None:
    """The state that has that code in a list on that day; None where none has it then.

    Raises UnknownNameError for an unknown list, and without a day where several states had the code.
    >>> state_behind("cow", "365", date(1980, 1, 1)), state_behind("cow", "365", date(2000, 1, 1))
    ('SUN', 'RUS')
    """
    _check_list(list_name)
    codes = _by_value().get((list_name, value.casefold()), ())
    if on is not None:
        return next((StateCode(code.state) for code in codes if code.holds(on)), None)
    states = list(dict.fromkeys(code.state for code in codes))
    if len(states) > 1:
        raise UnknownNameError(f"{value} in {list_name!r} was the code of several states: {_told(codes)}. Give a day.")
    return StateCode(states[0]) if states else None


def coexisted(list_name: str, first: str, second: str, year: int) -> bool:
    """Whether two states were in a list on one and the same day of a year: else they are no dyad of that year.

    >>> coexisted("cow", "SUR", "cow:RVN", 1975)
    False
    """
    _check_list(list_name)
    spans = [_days_in_year(list_name, state, year) for state in (first, second)]
    return any(one[0] <= two[1] and two[0] <= one[1] for one in spans[0] for two in spans[1])


def _days_in_year(list_name: str, state: str, year: int) -> list[tuple[date, date]]:
    begin, end = date(year, 1, 1), date(year, 12, 31)
    codes = _by_state().get((list_name, state), ())
    spans = (
        (max(begin, first_day(code.since or begin.isoformat())), min(end, last_day(code.until or end.isoformat())))
        for code in codes
    )
    return [span for span in spans if span[0] <= span[1]]


def _check_list(list_name: str) -> None:
    if list_name not in code_lists():
        raise UnknownNameError(f"{list_name!r} is not a list of codes. Lists: {', '.join(code_lists())}.")


def _told(codes: tuple[DatedCode, ...]) -> str:
    return "; ".join(f"{code.state} {code.value} ({code.since or '…'} to {code.until or '…'})" for code in codes)
