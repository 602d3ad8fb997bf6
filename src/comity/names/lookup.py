"""A name by itself → whom it means: a code or any name, at a date and in a context."""

from __future__ import annotations

import difflib
import functools
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from comity.errors import UnknownNameError
from comity.model.statement import StateCode
from comity.names import organisations, states
from comity.names.finder import find_names
from comity.names.folding import fold_name
from comity.names.forms import SurfaceForm
from comity.names.governments import states_seated_in
from comity.names.languages import codes_in_languages
from comity.names.resolution import (
    Candidate,
    Days,
    Resolution,
    days_of,
    decide,
    explain_bearers,
    load_bearers,
    overlaps,
)
from comity.names.senses import load_senses
from comity.names.spellings import LANDS, STATE_TYPES, TYPES, all_forms

Forms = Mapping[str, tuple[SurfaceForm, ...]]
When = date | str | None
"""A day, or an ISO day, month or year; None where no time is given."""


def resolve(name: str, *, on: When = None, context: Collection[str] = ()) -> Resolution:
    """Whom a name means in that time and context.

    `context` are codes, names and sentences that go with it. What they do not decide has no code, but candidates.
    >>> resolve("Korea", on="1890").code, resolve("Korea", on="1990").code, resolve("Korea", context=["Seoul"]).code
    ('cow:KOR', None, 'KOR')
    """
    if _is_something_else(name, context):
        return _refuse(name)
    return _look_up(name, on, context, _whole_index()) or _by_language(name) or Resolution(name, None, None)


def find_state(name: str, *, on: date | None = None) -> StateCode:
    """The code of a state given by its code or any name.

    Raises UnknownNameError, with near names, for what is unknown, and with the candidates for what is undecided.
    >>> find_state("Kazakhstan"), find_state("TUR"), find_state("the Ottoman Empire"), find_state("Kasachstan")
    ('KAZ', 'TUR', 'TUR', 'KAZ')
    """
    found = _look_up(name, on, (), _state_index()) or _by_code(name.upper()) or _by_language(name)
    if found and found.code:
        return StateCode(found.code)
    raise UnknownNameError(_tell_undecided(found) if found else _tell_unknown(name))


def label(code: str, *, on: date | None = None) -> str:
    """The short English name in use on that day of a state, or the name of an organisation; today's without a day.

    >>> label("TUR", on=date(2015, 1, 1)), label("TUR"), label("OTS", on=date(2015, 1, 1))
    ('Turkey', 'Türkiye', 'Turkic Council')
    """
    if code in states.load_states():
        return states.label(code, on=on)
    return organisations.organisation(code).name_on(on)


def explain_name(name: str, on: When = None, context: Collection[str] = ()) -> list[tuple[str, str, str, str]]:
    """Rows for `comity names`: standing ("meant", "possible", "not meant"), code, type and reason."""
    resolution = resolve(name, on=on, context=context)
    return [(_standing(resolution, one), one.code, one.type, one.reason) for one in resolution.candidates]


def _standing(resolution: Resolution, candidate: Candidate) -> str:
    if not candidate.stands:
        return "not meant"
    return "meant" if candidate.code == resolution.code else "possible"


def _look_up(name: str, on: When, context: Collection[str], index: Forms) -> Resolution | None:
    for spelling in (name, *_turn_round(name)):
        found = _by_code(spelling) or _by_bearers(spelling, on, context) or _by_index(spelling, index, on)
        if found:
            return replace(found, name=name)
    return None


# "Korea, Republic of", "Micronesia (Federated States of)": the way of lists, the generic part last.
_LISTED = re.compile(r"(?P<first>[^,(]+?)(?:, | \()(?P<last>(?:.* )?(?:of|of the|the))\)?")


def _turn_round(name: str) -> Iterator[str]:
    """The name as it is said, where it is given as lists give it."""
    if listed := _LISTED.fullmatch(name):
        yield f"{listed['last']} {listed['first']}"
        yield f"{listed['last']} the {listed['first']}"


def _key(name: str) -> str:
    return fold_name(name).removeprefix("the ").removeprefix("The ").casefold().rstrip(".")


def _index(forms: Iterable[SurfaceForm]) -> Forms:
    index: dict[str, dict[tuple[str, str], SurfaceForm]] = {}
    for form in forms:
        if not form.text.endswith("-"):
            index.setdefault(_key(form.text), {}).setdefault((form.type, form.code), form)
    return MappingProxyType({key: tuple(known.values()) for key, known in index.items()})


@functools.cache
def _state_index() -> Forms:
    return _index(states.surface_forms())


@functools.cache
def _whole_index() -> Forms:
    return _index(all_forms())


@functools.cache
def _bearer_names() -> Mapping[str, str]:
    return MappingProxyType({name.casefold(): name for name in load_bearers()})


def _as_days(on: When) -> Days | None:
    return days_of(on) if isinstance(on, str) else (on, on) if on else None


def _by_code(name: str) -> Resolution | None:
    if name in states.load_states():
        return Resolution(name, name, "state", (Candidate(name, "state", "it is the code itself"),))
    return None


def _by_bearers(name: str, on: When, context: Collection[str]) -> Resolution | None:
    known = _bearer_names().get(_key(name))
    if known is None:
        return None
    days, bearers = _as_days(on), load_bearers()[known]
    chosen, possible = decide(bearers, days, context, [fold_name(text) for text in context])
    candidates = tuple(explain_bearers(bearers, days, chosen, possible))
    return Resolution(name, chosen.code if chosen else None, "state" if chosen else None, candidates)


def _by_index(name: str, index: Forms, on: When) -> Resolution | None:
    forms = sorted(index.get(_key(name), ()), key=lambda form: (form.needs_context, TYPES.index(form.type)))
    if not forms:
        return None
    if forms[0].type in STATE_TYPES and _is_land_then(forms[0], _as_days(on)):
        return Resolution(name, None, None, (Candidate(forms[0].code, "state", "no state at that time", False),))
    alike = STATE_TYPES if forms[0].type in STATE_TYPES else {forms[0].type}
    codes = {form.code for form in forms if form.type in alike}
    candidates = dict.fromkeys(Candidate(form.code, form.type, _reason(form), form.type in alike) for form in forms)
    # A surname alone is no one's in particular.
    decided = len(codes) == 1 and not (forms[0].type == "person" and forms[0].needs_context)
    seats = tuple(_seats(forms[0], on)) if forms[0].type == "city" else ()
    code, type_ = (forms[0].code, forms[0].type) if decided else (None, None)
    return Resolution(name, code, type_, (*candidates, *seats))


def _is_land_then(form: SurfaceForm, days: Days | None) -> bool:
    """Whether it is a land of today (Texas, Bavaria) outside the time in which it was a state."""
    known = states.load_states()[form.code]
    return days is not None and fold_name(form.text) in LANDS and not overlaps(days, known.begin, known.end)


def _seats(form: SurfaceForm, on: When) -> Iterable[Candidate]:
    """A capital may stand for its government; a name alone does not say so."""
    for code in states_seated_in(form.code, _as_days(on)):
        yield Candidate(code, "state", f"its government, where {form.code} acts as one", stands=False)


def _reason(form: SurfaceForm) -> str:
    span = f", in use {form.since or '…'} to {form.until or '…'}" if form.since or form.until else ""
    return f"{form.type} name {form.text!r}{span}"


def _by_language(name: str) -> Resolution | None:
    found = codes_in_languages(name)
    if not found:
        return None
    reasons = {code: f"name in {', '.join(languages[:6])}" for code, languages in found.items()}
    candidates = tuple(Candidate(code, "state", reason) for code, reason in reasons.items())
    decided = len(candidates) == 1
    return Resolution(name, candidates[0].code if decided else None, "state" if decided else None, candidates)


def _is_something_else(name: str, context: Collection[str]) -> bool:
    """Whether the words around it say that it is no state: a bird, a river, a person, a state of the Union."""
    known = next((sense for sense in load_senses() if sense.casefold() == _key(name)), None)
    if known is None or not context:
        return False
    told = [text for text in context if known in fold_name(text)]
    text = told[0] if told else ", ".join([*context, known])
    found = (one for one in find_names(text) if fold_name(text[one.start : one.end]) == known)
    return not any(one.type in STATE_TYPES for one in found)


def _refuse(name: str) -> Resolution:
    known = _by_index(name, _whole_index(), None)
    told = known.candidates if known else ()
    refused = (Candidate(one.code, one.type, f"{one.reason}: the words around it say otherwise", False) for one in told)
    return Resolution(name, None, None, tuple(refused))


def _tell_undecided(found: Resolution) -> str:
    means = "; ".join(f"{one.code}, {one.reason}" for one in found.candidates if one.stands)
    return f"{found.name!r} may mean several states: {means}. Give one of the codes, or a date."


def _tell_unknown(name: str) -> str:
    near = difflib.get_close_matches(_key(name), list(_state_index()), n=3, cutoff=0.75)
    offered = dict.fromkeys(_state_index()[key][0].code for key in near)
    told = " or ".join(f"{states.label(code)} ({code})" for code in offered)
    hint = f"Did you mean {told}? " if told else ""
    return (
        f"{name!r} is not the name or code of a state. {hint}"
        "Give a code (KAZ) or a name (Kazakhstan); 'comity names NAME' shows what is known."
    )
