"""The way a name stands in text: what every list of names gives to the finder.

Each module of names (`states`, `organisations`, `cities`, `offices`, `people`) has a function
`surface_forms() -> Iterable[SurfaceForm]`. Several forms may share one text: the finder decides.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

NameType = Literal["state", "adjective", "people", "organisation", "city", "office", "person"]
Case = Literal["exact", "any"]


@dataclass(frozen=True, slots=True)
class SurfaceForm:
    """One spelling of one name.

    `text` is plain: no possessive, straight quotes, single spaces, no leading "the"; accents as in good print
    (forms without accents, with curly quotes, line breaks and in capitals are found without being listed).
    `code` is what the codebook writes: a state's code, an acronym, a city's English name of today, an office.
    `since` and `until` are ISO days, months or years in which the name was in use; None is open or unknown.
    `case` "exact" finds the text as it is written or in capitals; "any" finds it in any case.
    `needs_context`: the text is mostly something else (Nice, Date, Man, SEATO's "Pact"): found only where the
    context carries it.

    >>> SurfaceForm("Nur-Sultan", "city", "Astana", since="2019-03-23", until="2022-09-17").case
    'exact'
    """

    text: str
    type: NameType
    code: str
    since: str | None = None
    until: str | None = None
    case: Case = "exact"
    needs_context: bool = False
