"""DOCX to markup: headings, lists, tables and footnotes go through mammoth; the file's own properties are read here."""

from __future__ import annotations

import html
import io
import re
import zipfile
from collections.abc import Iterator, Mapping

from comity.errors import SourceError
from comity.sources.archives import BROKEN, open_bytes, read_entry
from comity.sources.dates import parse_date
from comity.sources.properties import Signal
from comity.sources.tagged import parse_tagged

# How XML begins, in any encoding.
XML_START = re.compile(rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?[\s\0]{0,100}<")
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


class Unheard:
    """Listens to XML that is only looked at for what is hostile."""

    def start(self, name: str, values: Mapping[str, str]) -> None:
        """An element begins."""

    def end(self, name: str) -> None:
        """An element ends."""

    def words(self, text: str) -> None:
        """Characters."""


def check_parts(archive: zipfile.ZipFile, address: str) -> None:
    """Nothing; raises SourceError for XML that is too large or too deep or declares entities, whatever its name."""
    for name in archive.namelist():
        data = read_entry(archive, name)
        if XML_START.match(data):
            parse_tagged(data, Unheard(), address=address, words=f"part {name!r} of a DOCX file")


def read_properties(archive: zipfile.ZipFile) -> Iterator[Signal]:
    """What the core properties state. When the file was made is not when its text was published."""
    if "docProps/core.xml" not in archive.namelist():
        return
    properties = read_entry(archive, "docProps/core.xml").decode("utf-8", errors="replace")
    for name, value in PROPERTY.findall(properties):
        known = PROPERTIES.get(name.lower())
        words = SPACED.sub(" ", html.unescape(value)).strip()
        stated = parse_date(words) if known == "updated" else words
        if known and stated:
            yield Signal(known, stated, f"docProps/core.xml {name}")


def make_error(address: str, found: str) -> SourceError:
    """The error for a DOCX file that cannot be read."""
    return SourceError(
        f"{address}: this DOCX file cannot be read: {found}. Its parts must be well-formed. "
        f"Open it in a word processor and save it again as .docx."
    )
