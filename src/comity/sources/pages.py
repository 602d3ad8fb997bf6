"""A page to a document: markup goes in; text, blocks, tables, references, citations and properties come out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from comity.model import Block, Document, Link, Reference, Source
from comity.sources.bounds import check_characters
from comity.sources.citations import find_citations, find_marks
from comity.sources.dates import parse_date
from comity.sources.draft import Layout, Mark, Piece, join_terms, lay_out
from comity.sources.maintext import mark_boilerplate
from comity.sources.markup import read_markup
from comity.sources.parsed import Head, Markup
from comity.sources.properties import (
    LONGEST_OPENING,
    OPENING_BLOCKS,
    Signal,
    describe,
    find_signals,
    list_signals,
)
from comity.sources.references import find_number, has_caret, is_reference_heading, make_reference

WORDS = re.compile(r"\W+")
# The comments of SingleFile, and of browsers that save a page ("saved from url=(0042)https://…").
SAVED_WITHIN = 4_000
SAVED = re.compile(
    r"<!--\s*(?:Page saved with SingleFile\s+url:\s*|saved from url=\(\d+\))(https?://[^\s<>]{1,2000})"
    r"(?:\s+saved date:\s*(?:\w{3}\s+)?(\w{3}\s+\d{1,2}\s+\d{4}))?"
)


def make_page(source: Source, markup: str, *, signals: Sequence[Signal] = (), base: str = "") -> Document:
    """The document of a page's markup. `signals` (of an envelope, of file properties) come before the page's own.

    `base` is the address that the page had where it was saved, if that is known.
    """
    saved = find_saved(markup[:SAVED_WITHIN])
    base = base or saved[0] or source.address
    if source.retrieved is None and saved[1]:
        source = replace(source, retrieved=saved[1])
    read = read_markup(markup, address=base)
    return make_from_pieces(source, read, signals=signals, address=find_own_address(read.head, base))


def make_from_pieces(source: Source, read: Markup, *, signals: Sequence[Signal] = (), address: str = "") -> Document:
    """The document of pieces, whatever format they were read from."""
    seen = (piece for piece in read.pieces if piece.text or not (piece.grid and piece.grid.is_layout))
    pieces = list(join_terms(seen))
    check_characters(sum(len(piece.text) for piece in pieces), source.address)
    cited = frozenset(span.value for piece in pieces for span in piece.spans if span.kind == "mark" and span.value)
    mark_boilerplate(pieces, read.regions, read.parents, cited=cited)
    heading = mark_title(pieces, read.head)
    found = [*signals, *find_signals(read.head, heading=heading, **list_texts(pieces))]
    if heading:
        found.insert(0, Signal("title", heading, "h1"))
    layout = lay_out(pieces)
    references = tuple(mark_references(layout))
    marks = merge_marks(layout.marks, find_marks(layout.text, layout.blocks))
    described = describe(source, found, address=address)
    return Document(
        source=described,
        text=layout.text,
        blocks=tuple(layout.blocks),
        tables=tuple(layout.tables),
        references=references,
        citations=tuple(find_citations(layout.text, layout.blocks, marks)),
        links=tuple(layout.links),
        signals=list_signals(found, described),
        hidden=read.hidden,
    )


def find_saved(start: str) -> tuple[str, str | None]:
    """The address and day that a program wrote into a page when it saved it; "" and None where it wrote none."""
    found = SAVED.search(start)
    return (found[1], parse_date(found[2] or "")) if found else ("", None)


def find_own_address(head: Head, base: str) -> str:
    """Where the page says that it stands, else where it was taken."""
    if "://" in base:
        return base
    targets = [target for relation, target in head.links if "canonical" in relation.split()]
    return next(iter([*targets, *(content for name, content in head.metas if name == "og:url")]), base)


def list_texts(pieces: Sequence[Piece]) -> dict[str, list[str]]:
    """The texts in which a page speaks of itself: its first blocks and its boilerplate."""
    title = next((index for index, piece in enumerate(pieces) if piece.kind == "title"), 0)
    # The stamp of a report often stands over its title.
    opening = [piece.text[:LONGEST_OPENING] for piece in pieces[max(0, title - 2) : title + OPENING_BLOCKS]]
    closing = [piece.text for piece in pieces if piece.kind == "boilerplate"]
    last = [piece.text for piece in pieces[-3:] if piece.kind in ("paragraph", "item") and len(piece.text) < 200]
    lines = [piece.text for piece in pieces if piece.kind not in ("row", "reference")]
    return {"opening": opening, "closing": closing + last, "lines": lines}


def mark_title(pieces: Sequence[Piece], head: Head) -> str | None:
    """The page's heading, which becomes its title: of several of the first level, the one that the head names."""
    headings = [piece for piece in pieces if piece.kind == "heading" and piece.level == 1]
    if not headings:
        return None
    named = simplify(" ".join([head.title, *(content for name, content in head.metas if name == "og:title")]))
    title = next((piece for piece in headings if (words := simplify(piece.text)) and words in named), headings[0])
    title.kind = "title"
    for piece in pieces:
        if piece is not title and piece.text == title.text and piece.kind in ("heading", "paragraph"):
            piece.kind = "boilerplate"
    return " ".join(title.text.split())


def simplify(text: str) -> str:
    """The words of a text without case and punctuation."""
    return WORDS.sub(" ", text).strip().casefold()


def mark_references(layout: Layout) -> Iterator[Reference]:
    """The entries that marks point to or that stand under a heading for references; their blocks become references."""
    numbers = number_cited(layout)
    within, count = False, 0
    links = iter_links(layout)
    for index, block in enumerate(layout.blocks):
        entry = layout.text[block.start : block.end]
        if block.kind in ("heading", "title"):
            within, count = is_reference_heading(entry), 0
            continue
        printed = find_number(entry)
        is_listed = within and (block.kind == "item" or (block.kind == "paragraph" and printed is not None))
        if index not in numbers and not is_listed and not has_caret(entry):
            continue
        count += 1
        layout.blocks[index] = Block("reference", block.start, block.end)
        number = numbers.get(index) or (printed[0] if printed else "") or str(count)
        words = printed[1] if printed and (not printed[0] or printed[0] == number) else 0
        link = next((link for link in links.get(index, ()) if link.url.startswith(("http://", "https://"))), None)
        yield make_reference(
            number, block.start, block.end, entry[words:],
            url=link.url if link else None,
            title=None if link is None else name_link(layout.text[link.evidence.start : link.evidence.end]),
        )  # fmt: skip


def merge_marks(linked: Sequence[Mark], printed: Sequence[Mark]) -> list[Mark]:
    """The marks that are links and those that are only printed, in order."""
    starts = {mark.evidence.start for mark in linked}
    extra = [mark for mark in printed if mark.evidence.start not in starts]
    return sorted([*linked, *extra], key=lambda mark: mark.evidence)


def number_cited(layout: Layout) -> dict[int, str]:
    """For each block that marks point to, the number printed in the first of them."""
    numbers: dict[int, str] = {}
    for mark in layout.marks:
        block = layout.anchors.get(mark.anchor) if mark.anchor else None
        if block is not None and block != mark.block and layout.blocks[block].kind not in ("title", "heading"):
            numbers.setdefault(block, mark.number)
    return numbers


def iter_links(layout: Layout) -> dict[int, list[Link]]:
    """The links of each block."""
    links: dict[int, list[Link]] = {}
    block = 0
    for link in layout.links:
        while block < len(layout.blocks) - 1 and layout.blocks[block].end <= link.evidence.start:
            block += 1
        links.setdefault(block, []).append(link)
    return links


def name_link(words: str) -> str | None:
    """A link's words as a title; None where they are an address or too short for one."""
    return None if len(words) < 8 or words.startswith(("http", "www.")) else words.strip(" \"“”'.,")
