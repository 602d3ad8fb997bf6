"""Who wrote a report that others print: the agency that its dateline or its line of credit names."""

from __future__ import annotations

import re

from comity.model import Document
from comity.sources.properties import DATELINE, OPENING_BLOCKS

# What newspapers put before or below the reports that they take over, in small letters.
AGENCIES = frozenset((
    "afp", "agence france-presse", "anadolu", "anadolu agency", "aa", "ani", "ansa", "antara", "ap",
    "associated press", "the associated press", "apa", "azertac", "belta", "bernama", "cna", "dpa", "efe", "gna",
    "ians", "interfax", "irna", "itar-tass", "kazinform", "kcna", "kuna", "kyodo", "lusa", "mena", "montsame",
    "notimex", "pa", "pap", "petra", "pti", "qna", "reuters", "ria novosti", "saba", "sana", "spa", "tass", "tt",
    "ukrinform", "united press international", "upi", "vna", "wam", "xinhua", "yonhap",
))  # fmt: skip
IN_BRACKETS = re.compile(r"[(/]([^()/]{2,40})[)/]")
# At the head of a paragraph, behind a city or alone: "RIGA (AP) — The ministers met."
HEAD = re.compile(r"\W{0,3}(?:[^\W\d_a-zà-ž][^()\n]{0,60} )?\(([^()]{2,40})\)[\s:–—-]")
LINE = re.compile(r"\W{0,3}(?:(?:by|source|from|credit|text)\b\s*:?\s*)?([^\n.:]{2,40}?)\W{0,3}", re.IGNORECASE)


def find_credit(document: Document) -> str | None:
    """The agency that a report is taken from, in small letters; None where none is named in its first blocks."""
    opening = [block for block in document.blocks if block.kind in ("paragraph", "boilerplate")][:OPENING_BLOCKS]
    for block in opening:
        text = document.text[block.start : min(block.end, block.start + 200)]
        if credited := read_credit(text):
            return credited
    return None


def read_credit(text: str) -> str | None:
    """The agency that a line or the head of a paragraph names.

    >>> read_credit("ACCRA, 3 May 2014 (News Service) – The ministers"), read_credit("By Reuters"), read_credit("By Jo")
    ('news service', 'reuters', None)
    """
    if (dateline := DATELINE.match(text)) and (named := IN_BRACKETS.search(text, dateline.end(1), dateline.end())):
        return named[1].strip().casefold()
    found = HEAD.match(text) or LINE.fullmatch(text)
    name = found[1].strip().casefold() if found else ""
    return name if name in AGENCIES else None
