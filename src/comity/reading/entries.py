"""The entries of the kinds, compiled: what a row, line or cell says without a verb (docs/kinds.md, "Entries").

In: the `entries` of a kind's file. Out: `Entry`s. What they are matched against is made by `records`.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from comity.errors import KindError
from comity.kinds import Kind
from comity.kinds.vocabulary import near

TYPES = ("state", "city", "date", "amount", "person", "organisation", "text")
PLAIN_PLACES = ("value", "other", "pair", "first", "second", "body", "own", "focus", "heading", "seat", "after")
# At a place of the label or the headings, as at a noun: "Embassy of B: …", a list under "Visits to B".
SIDES = (
    "of", "in", "at", "to", "for", "with", "between", "by", "from",
    "adjective", "possessive", "party", "city", "person",
)  # fmt: skip
ENTRY_KEYS = (
    "name", "action", "about", "under", "unless", "value", "roles", "when", "attributes",
    "modality", "denied", "require", "says", "lacks", "beside", "noted",
)  # fmt: skip
RULES = ("words", "field", "office", "ordinal")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value stands in a record: a type of field with the words of its label (None: a label that says nothing),
    or a place outside: `value`, `other`, `pair`, `own`, `focus`, `label.of`, `cell.to`, `heading.to`."""

    name: str
    label: re.Pattern[str] | None = None


@dataclass(frozen=True, eq=False)
class Entry:
    """One way in which a record tells of a kind."""

    kind: str
    name: str
    action: str | None
    modality: str
    about: re.Pattern[str]  # in the label of the value, else in a heading or the title
    under: re.Pattern[str] | None  # must stand in a label, a heading or the title besides: "Severed" under "relations"
    unless: re.Pattern[str] | None
    value: Place
    roles: Mapping[str, tuple[Place, ...]]
    when: tuple[Place, ...]
    until: tuple[Place, ...]
    attributes: Mapping[str, Any]
    denied: re.Pattern[str] | None  # words of the record by which it is told not to have been
    require: tuple[str, ...]  # "when", or roles that are no key
    lacks: tuple[Place, ...]  # fields that the record must not have
    says: tuple[re.Pattern[str], re.Pattern[str]] | None  # the label of a cell, and the words that must stand there
    is_beside: bool  # told besides what else, with a date, the record tells of the same parties
    noted: re.Pattern[str] | None  # words that must stand in brackets behind the value

    @functools.cached_property
    def id(self) -> str:
        """Its kind and name."""
        return f"{self.kind} {self.name}"


def compile_entries(kind: Kind) -> list[Entry]:
    """The entries of a kind; raises KindError where one is not what it must be."""
    return [_EntryForm(kind, form, number).entry() for number, form in enumerate(kind.entries)]


class _EntryForm:
    """One entry of a file with its place there, for errors that point."""

    def __init__(self, kind: Kind, form: Mapping[str, Any], number: int) -> None:
        self.kind = kind
        self.form = form
        self.where = f"{kind.path}:{kind.line('entries', str(number))}: entries: {form.get('name') or number}"

    def entry(self) -> Entry:
        self._check()
        form, when, says = self.form, self.form.get("when") or [], self.form.get("says") or {}
        spans = when if isinstance(when, dict) else {"from": when}
        action = form.get("action")
        return Entry(
            kind=self.kind.name,
            name=str(form["name"]),
            action=None if action is None else str(action),
            modality=str(form.get("modality") or "asserted"),
            about=self._pattern(form["about"]),
            under=self._pattern(form["under"]) if form.get("under") else None,
            unless=self._pattern(form["unless"]) if form.get("unless") else None,
            value=self._place("value", form["value"]),
            roles=MappingProxyType(
                {str(role): self._places(str(role), places) for role, places in form["roles"].items()}
            ),
            when=self._places("when", spans.get("from") or []),
            until=self._places("when", spans.get("to") or []),
            attributes=MappingProxyType(form.get("attributes") or {}),
            denied=self._pattern(form["denied"]) if form.get("denied") else None,
            require=tuple(form.get("require") or ()),
            lacks=self._places("lacks", form.get("lacks") or []),
            is_beside=bool(form.get("beside")),
            noted=self._pattern(form["noted"]) if form.get("noted") else None,
            says=next(((self._pattern(label), self._pattern(words)) for label, words in says.items()), None),
        )

    def _check(self) -> None:
        for key in self.form:
            self._choose("key of an entry", str(key), ENTRY_KEYS)
        for key in ("name", "about", "value", "roles"):
            if not self.form.get(key):
                raise KindError(f"{self.where}: {key} is missing. An entry needs name, about, value and roles.")
        if self.form.get("action") is not None:
            self._choose(f"action of {self.kind.name!r}", str(self.form["action"]), self.kind.actions)
        for role in self.form["roles"]:
            self._choose(f"role of {self.kind.name!r}", str(role), tuple(self.kind.roles))
        for name, rule in (self.form.get("attributes") or {}).items():
            self._choose(f"attribute of {self.kind.name!r}", str(name), tuple(self.kind.attributes))
            for how in rule if isinstance(rule, dict) else ():
                self._choose("rule of an attribute", str(how), RULES)

    def _choose(self, what: str, found: str, allowed: Sequence[str]) -> None:
        if found not in allowed:
            raise KindError(
                f"{self.where}: {found!r} is not a {what}.{near(found, allowed)} "
                f"Allowed: {', '.join(allowed) or 'none'}."
            )

    def _pattern(self, source: object) -> re.Pattern[str]:
        alternatives = source if isinstance(source, list) else [source]
        try:
            return re.compile(r"\b(?:" + "|".join(map(str, alternatives)) + r")\b", re.IGNORECASE)
        except re.error as error:
            raise KindError(
                f"{self.where}: {source!r} is no pattern: {error}. Allowed: words, or a regular expression."
            ) from error

    def _places(self, role: str, places: object) -> tuple[Place, ...]:
        return tuple(self._place(role, place) for place in (places if isinstance(places, list) else [places]))

    def _place(self, role: str, place: object) -> Place:
        name, _, label = str(place).partition(" ")
        where, _, side = name.rpartition(".")
        if where:
            self._choose("place", where, ("label", "cell", "heading"))
            self._choose("place", side, SIDES)
        else:
            self._choose("place", name, (*TYPES, *PLAIN_PLACES))
        return Place(name, self._pattern(label) if label else None)
