"""MediaWiki's XML export of one page: its wikitext, title, last change, and the wiki that it is from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from urllib.parse import quote, urljoin

from comity.sources.dates import parse_date
from comity.sources.properties import Signal
from comity.sources.tagged import parse_tagged

KEPT = {
    "siteinfo/sitename": "site", "siteinfo/base": "base", "page/title": "title", "page/ns": "namespace",
    "revision/timestamp": "updated", "revision/text": "text",
}  # fmt: skip
REDIRECT = re.compile(rb"<redirect\b|<ns>(?!0</ns>)")


class PageReader:
    """Gathers what is kept of a page; of several revisions the last one."""

    def __init__(self) -> None:
        self.path: list[str] = []
        self.values: dict[str, list[str]] = {}
        self.language = ""

    def start(self, name: str, values: Mapping[str, str]) -> None:
        """An element begins; what is named again is named anew."""
        self.path.append(name)
        if name == "mediawiki":
            self.language = values.get("lang", "")
        if kept := KEPT.get("/".join(self.path[-2:])):
            self.values[kept] = []

    def end(self, _name: str) -> None:
        """An element ends."""
        self.path.pop()

    def words(self, text: str) -> None:
        """Characters."""
        if kept := KEPT.get("/".join(self.path[-2:])):
            self.values[kept].append(text)

    def get(self, name: str) -> str:
        """What is kept under a name."""
        return "".join(self.values.get(name, ()))


def read_dump(data: bytes, *, address: str) -> tuple[str, tuple[Signal, ...], str]:
    """The wikitext of the page of an export, what the export states, and the page's address."""
    reader = PageReader()
    parse_tagged(data, reader, address=address, words="MediaWiki dump")
    return reader.get("text"), tuple(state(reader)), find_address(reader.get("base"), reader.get("title").strip())


def state(reader: PageReader) -> Iterator[Signal]:
    """What an export states. When a page was changed is not when it was published."""
    for name, value, where in (
        ("title", reader.get("title").strip(), "title"), ("publisher", reader.get("site").strip(), "sitename"),
        ("updated", parse_date(reader.get("updated").strip()) or "", "timestamp"),
        ("language", reader.language, "xml:lang"),
    ):  # fmt: skip
        if value:
            yield Signal(name, value, f"dump {where}")


def find_address(base: str, title: str) -> str:
    """The page's address, beside the wiki's main page; "" where that is not stated.

    >>> find_address("https://wiki.example/wiki/Main_Page", "A–B relations")
    'https://wiki.example/wiki/A%E2%80%93B_relations'
    """
    if not base.startswith(("http://", "https://")) or not title:
        return ""
    return urljoin(base, quote(title.replace(" ", "_"), safe="/(),'!*"))


def is_article(page: bytes) -> bool:
    """Whether a page of a dump is one to read: no redirect, no talk, template or file."""
    return REDIRECT.search(page[:4096]) is None
