"""DOCX to markup: headings, lists, tables and footnotes go through mammoth; the file's own properties are read here."""

from __future__ import annotations

import html
import io
import re
import zipfile
from collections.abc import Iterator

from comity.errors import SourceError
from comity.sources.archives import BROKEN, open_bytes
from comity.sources.dates import parse_date
from comity.sources.properties import Signal

# Parts with prose and with relations; a larger one is no document that a person wrote.
LARGEST_PART = 32 * 1024 * 1024
DECLARATION = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
PROPERTY = re.compile(r"<(?:dc|dcterms|cp):(\w+)[^>]{0,200}>([^<]{1,1000})</", re.IGNORECASE)
PROPERTIES = {"title": "title", "creator": "author", "language": "language", "modified": "updated"}
SPACED = re.compile(r"\s+")


def read_word(data: bytes, *, address: str) -> tuple[str, tuple[Signal, ...]]:
    """The markup of a DOCX file and what its properties state; raises SourceError for what is broken or a bomb."""
    try:
        import mammoth  # type: ignore[import-untyped]
    except ModuleNotFoundError as error:
        raise SourceError(
            f"{address}: this is a DOCX file, and the reader of such files is not installed. It comes with the extra "
            f"'documents': pip install 'comity[documents]'"
        ) from error
    with open_bytes(data, address) as archive:
        try:
            check_parts(archive, address)
            signals = tuple(read_properties(archive))
        except BROKEN as error:
            raise make_error(address, str(error)) from error
    try:
        result = mammoth.convert_to_html(io.BytesIO(data), convert_image=mammoth.images.img_element(drop_image))
    except Exception as error:
        raise make_error(address, type(error).__name__) from error
    return f"<html><body>{result.value}", signals


def drop_image(_image: object) -> dict[str, str]:
    """No address for a picture: pictures are not read."""
    return {"src": ""}


def check_parts(archive: zipfile.ZipFile, address: str) -> None:
    """Nothing; raises SourceError for a part that is too large or declares entities, which no DOCX needs."""
    for entry in archive.infolist():
        if not entry.filename.endswith((".xml", ".rels")):
            continue
        if entry.file_size > LARGEST_PART:
            raise make_error(address, f"its part {entry.filename!r} has {entry.file_size:,} bytes")
        if DECLARATION.search(archive.read(entry)):
            raise make_error(address, f"its part {entry.filename!r} declares entities")


def read_properties(archive: zipfile.ZipFile) -> Iterator[Signal]:
    """What the core properties state. When the file was made is not when its text was published."""
    if "docProps/core.xml" not in archive.namelist():
        return
    for name, value in PROPERTY.findall(archive.read("docProps/core.xml").decode("utf-8", errors="replace")):
        known = PROPERTIES.get(name.lower())
        words = SPACED.sub(" ", html.unescape(value)).strip()
        stated = parse_date(words) if known == "updated" else words
        if known and stated:
            yield Signal(known, stated, f"docProps/core.xml {name}")


def make_error(address: str, found: str) -> SourceError:
    """The error for a DOCX file that cannot be read."""
    return SourceError(
        f"{address}: this DOCX file cannot be read: {found}. Its parts must be well-formed and of at most "
        f"{LARGEST_PART >> 20} MiB. Open it in a word processor and save it again as .docx."
    )
