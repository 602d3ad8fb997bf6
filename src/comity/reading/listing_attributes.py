"""The attributes that a record gives what it tells of: by its words, a field, an office or an ordinal."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Mapping
from typing import Any

from comity.reading.entries import Place
from comity.reading.labels import fits
from comity.reading.listing_match import Match, Surroundings
from comity.reading.ordinals import read_ordinal, read_roman


def find_attributes(around: Surroundings, match: Match) -> dict[str, Any]:
    """The attributes that the entry gives outright, and those of which a rule finds a value in the record."""
    values = {name: _value(around, match, rule) for name, rule in match.entry.attributes.items()}
    return {name: value for name, value in values.items() if value is not None}


def _value(around: Surroundings, match: Match, rule: object) -> Any:
    """What a rule gives: the first of its ways that finds a value; a rule that is no mapping is the value itself."""
    if not isinstance(rule, dict):
        return rule
    found = (RULES[how](around, match, what) for how, what in rule.items())
    return next((value for value in found if value is not None), None)


def _words(around: Surroundings, match: Match, table: Mapping[str, str]) -> str | None:
    """The value for the first pattern in the record's words, else in those that tell what it is about."""
    record = around.text[match.record.start : match.record.end]
    topics = [heading.text for heading in around.headings()]
    for words in (record, match.value.label, match.topic, *topics):
        for pattern, value in table.items():
            if re.search(rf"\b(?:{pattern})", words, re.IGNORECASE):
                return value
    return None


def _field(around: Surroundings, match: Match, what: str) -> str | None:
    """The words of the field at a place: "text title|name", "value"."""
    name, _, label = what.partition(" ")
    if name == "value":
        return match.value.words(around.text)
    place = Place(name, _pattern(label) if label else None)
    found = [one for one in match.record.of_type(name) if fits(place, one)]
    return found[0].words(around.text) if len(found) == 1 else None


def _office(around: Surroundings, match: Match, role: str) -> str | None:
    """The office that the record gives whoever fills the role, where it gives one."""
    return next((party.office for party in match.people if party.office), None)


def _ordinal(around: Surroundings, match: Match, what: str) -> int | None:
    """The number in the words of the field at a place, or of the value's label: "First", "2nd", "3"."""
    words = (match.value.label if what == "label" else _field(around, match, what) or "").casefold().split()
    for word in words:
        number = (
            read_ordinal(word) or (int(word) if word.isdigit() and len(word) < 3 else None) or read_roman(word.upper())
        )
        if number:
            return number
    return None


@functools.lru_cache(maxsize=512)
def _pattern(label: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{label})\b", re.IGNORECASE)


RULES: dict[str, Callable[[Surroundings, Match, Any], Any]] = {
    "words": _words,
    "field": _field,
    "office": _office,
    "ordinal": _ordinal,
}
