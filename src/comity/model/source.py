"""What was published: the source with its dates, and the document that is read from its bytes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from comity.model.statement import Evidence, StateCode


@dataclass(frozen=True, slots=True)
class Source:
    """Something published, as it was on the day it was taken. What is not known is None.

    `sha256` (hex, of the raw bytes) is the identity: the same bytes are one source. `address` is the
    path or URL that it was taken from. Dates are EDTF: `published` and `updated` as the source gives them,
    `retrieved` the day on which the bytes were taken. `author_state` is set where an organ of a state
    publishes: a ministry speaks for its state.
    """

    sha256: str
    address: str
    media_type: str
    size: int
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    author_state: StateCode | None = None
    published: str | None = None
    updated: str | None = None
    retrieved: str | None = None
    language: str | None = None
    licence: str | None = None


BlockKind = Literal["title", "heading", "paragraph", "item", "row", "caption", "reference", "boilerplate"]


@dataclass(frozen=True, slots=True)
class Block:
    """A run of the text with one function; blocks are in order and do not overlap. `level` is a heading's, from 1.

    What is "boilerplate" (navigation, contents, licence, terms, notices) is kept and not read as prose.
    """

    kind: BlockKind
    start: int
    end: int
    level: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """A table: spans of the text. `header` is empty where it has none; each row has a span for each cell."""

    caption: Evidence | None
    header: tuple[Evidence, ...]
    rows: tuple[tuple[Evidence, ...], ...]


@dataclass(frozen=True, slots=True)
class Reference:
    """One entry of a source's list of references: what a claim of it rests on. `number` is as printed."""

    number: str
    evidence: Evidence
    text: str
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: str | None = None
    retrieved: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """A mark such as `[1]`: the claim before it (`claim`) rests on the reference of that number."""

    number: str
    mark: Evidence
    claim: Evidence


@dataclass(frozen=True, slots=True)
class Link:
    """A hyperlink: its words and where they lead."""

    evidence: Evidence
    url: str


@dataclass(frozen=True)
class Document:
    """The plain text of a source with its structure. Every offset counts code points of `text`.

    Of a plain-text file, `text` is the file's text, unchanged. `signals` say where each property of the
    source was found ("published": "meta article:published_time"); `hidden` counts the characters that a
    reader of the page does not see and that are therefore left out of `text`.
    """

    source: Source
    text: str
    blocks: tuple[Block, ...] = ()
    tables: tuple[Table, ...] = ()
    references: tuple[Reference, ...] = ()
    citations: tuple[Citation, ...] = ()
    links: tuple[Link, ...] = field(default=())
    signals: tuple[tuple[str, str], ...] = ()
    hidden: int = 0
