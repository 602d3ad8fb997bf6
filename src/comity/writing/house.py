"""How a house writes: British or American English, the form of its dates, its own names of states."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Literal, get_args

from comity import names
from comity.errors import UnknownNameError
from comity.model import When
from comity.model.when import Style
from comity.writing import words

English = Literal["british", "american"]
ENGLISHES: tuple[English, ...] = get_args(English)
DATES: tuple[Style, ...] = get_args(Style)
# British words of the kinds' sentences and of our headings, and what American English has in their place.
AMERICAN = {
    "recognise": "recognize", "recognised": "recognized", "recognises": "recognizes", "organisation": "organization",
    "organisations": "organizations", "defence": "defense", "labour": "labor", "centre": "center",
    "programme": "program", "programmes": "programs", "cancelled": "canceled", "neighbouring": "neighboring",
    "neighbours": "neighbors", "licence": "license", "per cent": "percent", "honour": "honor", "towards": "toward",
}  # fmt: skip
_BRITISH = re.compile(rf"\b(?:{'|'.join(AMERICAN)})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class House:
    """The manners of a page; `names` are the house's own names of states and organisations by code, at any date."""

    english: English = "british"
    dates: Style = "british"
    names: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def day(self, day: date) -> str:
        """A day in words.

        >>> House(dates="american").day(date(1992, 3, 2))
        'March 2, 1992'
        """
        return When(day.isoformat()).in_words(self.dates, bare=True)

    def name(self, code: str, *, on: date | None) -> str:
        """The name of a state or organisation on a day; what has none there is written as it stands.

        >>> House().name("TUR", on=date(1992, 3, 2)), House(names={"TUR": "Turkiye"}).name("TUR", on=None)
        ('Turkey', 'Turkiye')
        """
        return self.names[code] if code in self.names else name_at(code, on)

    def name_in_text(self, code: str, *, on: date | None) -> str:
        """The name with its article."""
        return words.with_article(self.name(code, on=on))

    def spell(self, text: str) -> str:
        """Our own words in the house's English; names and titles are not to be given here.

        >>> House("american").spell("Recognised by two organisations")
        'Recognized by two organizations'
        """
        return text if self.english == "british" else _BRITISH.sub(_spell_american, text)


@functools.lru_cache(maxsize=4096)
def name_at(code: str, on: date | None) -> str:
    """The name of a state or organisation on a day, without a house's own."""
    try:
        return names.label(code, on=on)
    except UnknownNameError:
        return words.capitalise(code.removeprefix("x:").replace("-", " ")) if code.startswith("x:") else code


def _spell_american(match: re.Match[str]) -> str:
    word = AMERICAN[match[0].casefold()]
    return words.capitalise(word) if match[0][0].isupper() else word


PLAIN = House()
