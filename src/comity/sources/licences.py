"""Licences by their usual names: the address of a licence or a sentence that states one goes in, its name comes out."""

from __future__ import annotations

import re
from collections.abc import Callable

CREATIVE_COMMONS_ADDRESS = re.compile(
    r"creativecommons\.org/(?:licenses/([a-z-]{2,12})/(\d\.\d)|publicdomain/(zero|mark)/(\d\.\d))", re.IGNORECASE
)
CREATIVE_COMMONS_CODE = re.compile(r"\bCC[ -](BY(?:-(?:SA|NC|ND)){0,2})(?:[ -](\d\.\d))?(?![\w-])")
CREATIVE_COMMONS_NAME = re.compile(
    r"\bCreative Commons\s+Attribution"
    r"((?:[\s–-]+(?:Share-?\s?Alike|Non-?\s?Commercial|No-?\s?Deriv(?:ative)?s?(?: Works)?))*)"
    r"(?:\s+(\d\.\d))?",
    re.IGNORECASE,
)
CONDITIONS = ((r"non-?\s?commercial", "NC"), (r"no-?\s?deriv", "ND"), (r"share-?\s?alike", "SA"))

# Named licences: a pattern in text or address, and the name by which lawyers and catalogues know it.
NAMED: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), name)
    for pattern, name in (
        (r"\bCC0\b|creative commons zero", "CC0 1.0"),
        (r"open-government-licence/version/3|\bopen government licen[cs]e v?3", "OGL 3.0"),
        (r"open-government-licence|\bopen government licen[cs]e\b", "OGL"),
        (r"\bcrown copyright\b", "Crown copyright"),
        (r"gnu\.org/(?:copyleft|licenses)/fdl|\bGNU Free Documentation Licen[cs]e\b", "GFDL"),
        (r"etalab\.gouv\.fr/licence-ouverte|\blicence ouverte\b", "Licence Ouverte"),
        (r"govdata\.de/dl-de/by-2-0|\bdatenlizenz deutschland", "DL-DE BY 2.0"),
        (r"opendatacommons\.org/licenses/odbl", "ODbL"),
        (
            r"\b(?:is|are|lies?|material|work|text|information)\s+(?:\w+\s+){0,3}in the public domain\b"
            r"|^in the public domain\b|\bpublic domain (?:work|material|dedication)\b",
            "public domain",
        ),
        (r"\ball rights reserved\b", "all rights reserved"),
    )
)


def find_licence(text: str) -> str | None:
    """The licence that an address or a sentence names; None where it names none that is known.

    >>> find_licence("https://creativecommons.org/licenses/by-sa/4.0/deed.en")
    'CC BY-SA 4.0'
    >>> find_licence("available under the Creative Commons Attribution-ShareAlike License")
    'CC BY-SA'
    """
    steps: tuple[Callable[[str], str | None], ...] = (find_address, find_code, find_name)
    for find in steps:
        if found := find(text):
            return found
    return next((name for pattern, name in NAMED if pattern.search(text)), None)


def find_address(text: str) -> str | None:
    """A Creative Commons licence by its address."""
    found = CREATIVE_COMMONS_ADDRESS.search(text)
    if found is None:
        return None
    if found[3]:
        return f"CC0 {found[4]}" if found[3].lower() == "zero" else "public domain"
    return f"CC {found[1].upper()} {found[2]}"


def find_code(text: str) -> str | None:
    """A Creative Commons licence by its short name."""
    found = CREATIVE_COMMONS_CODE.search(text)
    return None if found is None else " ".join(filter(None, ("CC", found[1], found[2])))


def find_name(text: str) -> str | None:
    """A Creative Commons licence by its full name."""
    found = CREATIVE_COMMONS_NAME.search(text)
    if found is None:
        return None
    conditions = [code for pattern, code in CONDITIONS if re.search(pattern, found[1], re.IGNORECASE)]
    return " ".join(filter(None, ("CC", "-".join(["BY", *conditions]), found[2])))
