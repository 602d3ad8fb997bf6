"""A name by itself → whom it means: a code or any name, at a date and in a context."""

from __future__ import annotations

import difflib
import functools
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from types import MappingProxyType

from comity.errors import UnknownNameError
from comity.model.statement import StateCode
from comity.names import states
from comity.names.finder import all_forms, find_names, load_senses
from comity.names.folding import fold_name
from comity.names.forms import SurfaceForm
from comity.names.resolution import (
    Candidate,
    Resolution,
    days_of,
    decide,
    explain_bearers,
    load_bearers,
)

Forms = Mapping[str, tuple[SurfaceForm, ...]]


def _key(name: str) -> str:
    return fold_name(name).removeprefix("the ").removeprefix("The ").casefold().rstrip(".")


def _index(forms: Iterable[SurfaceForm]) -> Forms:
    index: dict[str, dict[tuple[str, str], SurfaceForm]] = {}
    for form in forms:
        index.setdefault(_key(form.text), {}).setdefault((form.type, form.code), form)
    return MappingProxyType({key: tuple(known.values()) for key, known in index.items()})


@functools.cache
def _state_index() -> Forms:
    return _index(form for form in states.surface_forms() if not form.text.endswith("-"))


@functools.cache
def _whole_index() -> Forms:
    return _index(form for form in all_forms() if not form.text.endswith("-"))


@functools.cache
def _bearer_keys() -> Mapping[str, str]:
    return {name.casefold(): name for name in load_bearers()}


def _as_day(on: date | str | None) -> tuple[date, date] | None:
    return days_of(on) if isinstance(on, str) else (on, on) if on else None


def _by_code(name: str) -> Resolution | None:
    if name in states.load_states():
        return Resolution(name, name, "state", (Candidate(name, "state", "it is the code itself"),))
    return None


def _by_bearers(name: str, on: date | str | None, context: Collection[str]) -> Resolution | None:
    known = _bearer_keys().get(_key(name))
    if known is None:
        return None
    days, bearers = _as_day(on), load_bearers()[known]
    chosen, possible = decide(known, bearers, days, context)
    candidates = explain_bearers(bearers, days, chosen, possible)
    return Resolution(name, chosen.code if chosen else None, "state" if chosen else None, tuple(candidates))


def _is_something_else(name: str, context: Collection[str]) -> bool:
    """Whether the words around it say that it is no state: a bird, a river, a person, a state of the Union."""
    known = next((sense for sense in load_senses() if sense.casefold() == _key(name)), None)
    if known is None or not context:
        return False
    told = [text for text in context if known in fold_name(text)]
    text = told[0] if told else "; ".join([known, *context])
    return not any(fold_name(text[found.start : found.end]) == known and found.type == "state" for found in find_names(text))


_TYPES = {"state": 0, "adjective": 1, "people": 2, "organisation": 3, "office": 4, "city": 5, "person": 6}


def _by_index(name: str, index: Forms) -> Resolution | None:
    forms = sorted(index.get(_key(name), ()), key=lambda form: _TYPES[form.type])
    if not forms:
        return None
    codes = dict.fromkeys(form.code for form in forms if form.type == forms[0].type)
    if forms[0].type in ("state", "adjective", "people"):
        codes = dict.fromkeys(form.code for form in forms if form.type in ("state", "adjective", "people"))
    candidates = tuple(dict.fromkeys(Candidate(form.code, form.type, _reason(form), form.code in codes) for form in forms))
    decided = len(codes) == 1
    return Resolution(name, next(iter(codes)) if decided else None, forms[0].type if decided else None, candidates)


def _reason(form: SurfaceForm) -> str:
    span = f", in use {form.since or '…'} to {form.until or '…'}" if form.since or form.until else ""
    return f"{form.type} name {form.text!r}{span}"


def resolve(name: str, *, on: date | str | None = None, context: Collection[str] = ()) -> Resolution:
    """Whom a name means on that day (a date, or an ISO day, month or year) and in that context.

    `context` are codes, names and sentences that go with it. What they do not decide has no code, but candidates.
    >>> resolve("Korea", on="1890").code, resolve("Korea", on="1990").code, resolve("Korea", context=["Seoul"]).code
    ('cow:KOR', None, 'KOR')
    """
    if _is_something_else(name, context):
        candidates = _by_index(name, _whole_index())
        rest = candidates.candidates if candidates else ()
        return Resolution(name, None, None, tuple(Candidate(c.code, c.type, f"{c.reason}: the words around it say otherwise", False) for c in rest))
    found = _by_code(name) or _by_bearers(name, on, context) or _by_index(name, _whole_index())
    return found or _by_language(name) or Resolution(name, None, None)


def _by_language(name: str) -> Resolution | None:
    from comity.names.languages import codes_in_languages  # loaded only for what is no English name

    codes = codes_in_languages(name)
    candidates = tuple(Candidate(code, "state", f"name in {', '.join(languages)}") for code, languages in codes.items())
    if not candidates:
        return None
    decided = len(candidates) == 1
    return Resolution(name, candidates[0].code if decided else None, "state" if decided else None, candidates)


def find_state(name: str, *, on: date | None = None) -> StateCode:
    """The code of a state given by its code or any name, adjective included.

    Raises UnknownNameError, with near names, for what is unknown, and with the candidates for what is undecided.
    >>> find_state("Kazakhstan"), find_state("TUR"), find_state("the Ottoman Empire")
    ('KAZ', 'TUR', 'TUR')
    """
    found = _by_code(name) or _by_bearers(name, on, ()) or _by_index(name, _state_index()) or _by_code(name.upper()) or _by_language(name)
    if found and found.code:
        return StateCode(found.code)
    raise UnknownNameError(_undecided(found) if found else _unknown(name))


def _undecided(found: Resolution) -> str:
    means = "; ".join(f"{candidate.code}, {candidate.reason}" for candidate in found.candidates)
    return f"{found.name!r} may mean several states: {means}. Give one of the codes, or a date."


def _unknown(name: str) -> str:
    near = difflib.get_close_matches(_key(name), list(_state_index()), n=3, cutoff=0.75)
    offered = [states.load_states()[_state_index()[key][0].code] for key in near]
    hint = f"Did you mean {' or '.join(dict.fromkeys(f'{known.name} ({known.code})' for known in offered))}? " if offered else ""
    return f"{name!r} is not the name or code of a state. {hint}Give a code (KAZ) or a name (Kazakhstan); 'comity names NAME' shows what is known."


def explain_name(name: str, on: date | str | None = None, context: Collection[str] = ()) -> list[tuple[str, str, str, str]]:
    """Rows for `comity names`: standing ("meant", "possible", "not meant"), code, type and reason."""
    resolution = resolve(name, on=on, context=context)
    return [(_standing(resolution, candidate), candidate.code, candidate.type, candidate.reason) for candidate in resolution.candidates]


def _standing(resolution: Resolution, candidate: Candidate) -> str:
    if not candidate.stands:
        return "not meant"
    return "meant" if candidate.code == resolution.code else "possible"
