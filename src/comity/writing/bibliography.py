"""Sources as lists of references for other programs: CSL-JSON, BibTeX (biblatex) and RIS.

Nothing is filled in: a source without a title is given its address, and a date that a form cannot say in parts is
kept as words. The hash of the bytes stands in the note, so that an entry can be traced to what was read.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from comity.model import Source
from comity.model.shown import clean
from comity.model.when import When, parse_when
from comity.writing.citation import is_web_address
from comity.writing.dates import write_csl_date, write_ris_date
from comity.writing.wikitext import split_archive

# What a source is, by its media type; a page of the web otherwise, or a document where it has no address of the web.
CSL_TYPES = {"application/pdf": "report", "text/csv": "dataset", "text/tab-separated-values": "dataset",
             "application/x-ndjson": "dataset"}  # fmt: skip
BIBTEX_TYPES = {"webpage": "online", "report": "report", "dataset": "dataset", "document": "misc"}
RIS_TYPES = {"webpage": "ELEC", "report": "RPRT", "dataset": "DATA", "document": "GEN"}
_TEX = {"\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#", "_": r"\_", "%": r"\%",
        "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}  # fmt: skip
_NO_ADDRESS = re.compile(r"[\s{}\\%<>\"^`|]")


def type_of(source: Source) -> str:
    """The type of a source in CSL's words."""
    if source.media_type in CSL_TYPES:
        return CSL_TYPES[source.media_type]
    return "webpage" if is_web_address(split_archive(source.address)[0]) else "document"


def name_keys(sources: Sequence[Source]) -> list[str]:
    """A key for each source: publisher and year, told apart by digits of the hash."""
    return [f"{slug(source)}-{source.sha256[:8]}" for source in sources]


def slug(source: Source) -> str:
    """A source's publisher or title and its year, in ASCII."""
    text = unicodedata.normalize("NFKD", clean(source.publisher or source.title or "source"))
    words = re.findall(r"[a-z0-9]+", text.encode("ascii", "ignore").decode().casefold())[:3]
    when = known_time(source.published)
    year = [str(when.first_day.year)] if when is not None and when.first_day is not None else []
    return "-".join([*words, *year])[:40] or "source"


def known_time(edtf: str | None) -> When | None:
    """The time that a field has; None where there is none."""
    return parse_when(edtf) if edtf else None


def title_of(source: Source) -> str:
    """The title, or the address where there is none."""
    return clean(source.title or "") or clean(source.address) or f"Source {source.sha256[:12]}"


def note_of(source: Source) -> str:
    """The hash of the bytes, and the licence."""
    return f"SHA-256 {source.sha256}." + (f" Licence: {clean(source.licence)}." if source.licence else "")


def language_of(source: Source) -> str | None:
    """The language, where it is a code."""
    found = source.language or ""
    return found if re.fullmatch(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", found) else None


# CSL-JSON


def write_csl(sources: Iterable[Source]) -> str:
    """CSL-JSON: a list of items."""
    given = list(sources)
    items = [make_item(source, key) for source, key in zip(given, name_keys(given), strict=True)]
    return json.dumps(items, ensure_ascii=False, indent=1) + "\n"


def make_item(source: Source, key: str) -> dict[str, Any]:
    """One item; a field that is not known is left out."""
    address, archive, _ = split_archive(source.address)
    published, retrieved = known_time(source.published or source.updated), known_time(source.retrieved)
    item = {
        "id": key,
        "type": type_of(source),
        "title": title_of(source),
        "author": [{"literal": clean(source.author)}] if source.author else None,
        "publisher": source.publisher and clean(source.publisher),
        "issued": published and write_csl_date(published),
        "accessed": retrieved and write_csl_date(retrieved),
        "URL": address if is_web_address(address) else None,
        "archive": "Internet Archive" if archive else None,
        "archive_location": archive,
        "language": language_of(source),
        "note": note_of(source),
    }
    return {name: value for name, value in item.items() if value}


# BibTeX


def write_bibtex(sources: Iterable[Source]) -> str:
    """BibTeX as biblatex reads it: dates in EDTF."""
    given = list(sources)
    return "\n".join("\n".join(list_fields(*one)) for one in zip(given, name_keys(given), strict=True))


def list_fields(source: Source, key: str) -> Iterator[str]:
    """The lines of one entry."""
    address, archive, _ = split_archive(source.address)
    fields = {
        "title": f"{{{escape_tex(title_of(source))}}}",
        "author": source.author and f"{{{escape_tex(source.author)}}}",
        "publisher": source.publisher and f"{{{escape_tex(source.publisher)}}}",
        "date": source.published or source.updated,
        "urldate": source.retrieved,
        "url": encode_address(address) if is_web_address(address) else None,
        "eprint": encode_address(archive) if archive else None,
        "langid": language_of(source),
        "note": escape_tex(note_of(source)),
    }
    yield f"@{BIBTEX_TYPES[type_of(source)]}{{{key},"
    for name, value in fields.items():
        if value and (name not in ("date", "urldate") or parse_when(value)):
            yield f"  {name} = {{{value}}},"
    yield "}\n"


def escape_tex(text: str) -> str:
    """The text with everything that TeX would take for a command made plain.

    >>> escape_tex("R&D 100% {x}")
    'R\\\\&D 100\\\\% \\\\{x\\\\}'
    """
    return "".join(_TEX.get(character, character) for character in clean(text))


def encode_address(address: str) -> str:
    """An address without a character that would end it."""
    return _NO_ADDRESS.sub(lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode()), address)


# RIS


def write_ris(sources: Iterable[Source]) -> str:
    """RIS, each entry from TY to ER, lines ended as the format has it."""
    return "".join(f"{tag}  - {value}\r\n" for source in sources for tag, value in list_tags(source))


def list_tags(source: Source) -> Iterator[tuple[str, str]]:
    """The tags of one entry in their order."""
    address, archive, _ = split_archive(source.address)
    published, retrieved = known_time(source.published or source.updated), known_time(source.retrieved)
    yield "TY", RIS_TYPES[type_of(source)]
    yield "TI", title_of(source)
    if source.author:
        yield "AU", clean(source.author)
    if source.publisher:
        yield "PB", clean(source.publisher)
    if published is not None:
        year, day = write_ris_date(published)
        if year is not None:
            yield "PY", year
        yield "DA", day
    if retrieved is not None:
        yield "Y2", write_ris_date(retrieved)[1]
    if is_web_address(address):
        yield "UR", encode_address(address)
    if archive:
        yield "L2", encode_address(archive)
    if language := language_of(source):
        yield "LA", language
    yield "N1", note_of(source)
    yield "ER", ""


BIBLIOGRAPHIES: Mapping[str, Callable[[Iterable[Source]], str]] = MappingProxyType(
    {"csl": write_csl, "bibtex": write_bibtex, "ris": write_ris}
)
