"""A source as a list of references cites it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from comity.model import Source
from comity.model.shown import clean
from comity.model.when import Style, parse_when
from comity.writing.house import PLAIN
from comity.writing.words import end_sentence

# Addresses of web archives: a stamp of the day, then the address of the page.
_ARCHIVE = re.compile(r"^https?://[^/\s]+(?:/[a-z]+)*/(\d{8})\d{0,6}(?:[a-z]{2}_)?/(https?://\S+)$")


def is_web_address(address: str) -> bool:
    """Whether an address may be a link.

    >>> is_web_address("https://example.org/a"), is_web_address("javascript:alert(1)"), is_web_address("page.html")
    (True, False, False)
    """
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)


@dataclass(frozen=True, slots=True)
class Archived:
    """A copy of a page in a web archive: its address, that of the page, and the day of the copy in EDTF."""

    address: str
    original: str
    day: str


def find_archive(address: str) -> Archived | None:
    """What the address of a web archive says of the copy; None for another address.

    >>> find_archive("https://web.archive.org/web/20140204120000/http://mfa.example/x").day
    '2014-02-04'
    """
    found = _ARCHIVE.match(address)
    if found is None:
        return None
    year, month, day = found[1][:4], found[1][4:6], found[1][6:8]
    return Archived(address, found[2], "-".join(filter(None, (year, month, day))))


def cite_source(source: Source, style: Style = "british") -> list[str]:
    """The parts of a citation, each a sentence: author, title, publisher, dates, licence."""
    parts = []
    if source.author:
        parts.append(end_sentence(clean(source.author)))
    title = clean(source.title or "")
    parts.append(f"“{title}”." if title else end_sentence(clean(source.address) or f"Source {source.sha256[:12]}"))
    if source.publisher:
        parts.append(end_sentence(clean(source.publisher)))
    archive = find_archive(clean(source.address))
    dates = (
        ("Published", source.published), ("Updated", source.updated), ("Retrieved", source.retrieved),
        ("Archived", archive.day if archive is not None else None),
    )  # fmt: skip
    for label, edtf in dates:
        when = parse_when(edtf) if edtf else None
        if when is not None:
            parts.append(f"{label} {when.in_words(style, bare=True)}.")
    if source.licence:
        parts.append(f"Licence: {clean(source.licence)}.")
    return parts


def name_author_state(code: str | None) -> str:
    """The state for which a source speaks, as a table has it."""
    return "—" if code is None else PLAIN.name(code, on=None)
