"""Sources as they are kept: their list, and the text of one with its statements marked, beside what is known of it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from comity.errors import ComityError
from comity.exchange import source_row
from comity.model import Block, Document, Statement
from comity.web.pages import name_source, quote_address, read_days, render, site_of

# Characters of the text on one page; the rest is on others.
PART = 60_000
SPAN = re.compile(r"(\d{1,9})-(\d{1,9})")


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters of a line: what is stated there, and whether it is what was asked for."""

    text: str
    address: str
    is_stated: bool
    is_asked: bool
    is_first: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a text, and what kind of block it is."""

    kind: str
    pieces: tuple[Piece, ...]


def show_sources(request: Request) -> Response:
    """Every source of the record."""
    library = site_of(request).library
    sources = library.sources()
    counts = library.keep("counts", library.record.store.count_by_source)
    return render(
        request, "sources.html", title="Sources",
        sources=[(source, name_source(source), counts.get(source.sha256, 0)) for source in sources],
    )  # fmt: skip


def show_source(request: Request) -> Response:
    """One source: its text with what it states marked, the asked quote apart, and its particulars."""
    library = site_of(request).library
    days = read_days(request)
    document = library.record.store.document(request.path_params["sha256"])
    source, text = document.source, document.text
    asked = read_span(request.query_params.get("at", ""), len(text))
    part = int_of(request.query_params.get("part", "")) if asked is None else asked[0] // PART
    parts = max(1, -(-len(text) // PART))
    if part >= parts:
        raise ComityError(f"The text has {parts} parts, counted from 0; {part} was asked for.")
    statements = library.record.statements(source=source.sha256, known_at=days.known_at)
    here = [one for one in statements if asked is not None and (one.evidence.start, one.evidence.end) == asked]
    return render(
        request, "source.html", title=name_source(source), source=source, document=document, asked=asked,
        quote=None if asked is None else text[slice(*asked)], part=part, parts=parts,
        lines=list(mark_lines(document, statements, asked, part * PART, (part + 1) * PART)),
        rows=[(name, value) for name, value in source_row(source).items() if value not in (None, "")],
        signals=dict(document.signals), stated=len(statements),
        claims=list(zip(here, library.tell(here), strict=True)),
        spells={one.id: library.record.store.history(one.id) for one in here},
        decisions=[one for each in here for one in library.record.store.decisions(each.id)],
    )  # fmt: skip


def go_to_statement(request: Request) -> Response:
    """On to a statement's quote in the kept copy."""
    library = site_of(request).library
    found = library.record.store.find(request.path_params["id"])
    if not isinstance(found, Statement):
        raise ComityError(f"{request.path_params['id']} is no statement.")
    return RedirectResponse(quote_address(found.source, found.evidence.start, found.evidence.end), 302)


def int_of(text: str) -> int:
    """The number of a part; 0 where none is given."""
    return int(text) if text.isdecimal() and len(text) < 7 else 0


def read_span(text: str, size: int) -> tuple[int, int] | None:
    """The span that an address names; None where it names none. Raises ComityError for one outside the text."""
    if not text:
        return None
    found = SPAN.fullmatch(text)
    span = (int(found[1]), int(found[2])) if found else (0, 0)
    if not span[0] < span[1] <= size:
        raise ComityError(f"at={text[:40]!r} is no place of this text. Give START-END, within its {size:,} characters.")
    return span


def mark_lines(
    document: Document, statements: Sequence[Statement], asked: tuple[int, int] | None, start: int, end: int
) -> Iterator[Line]:
    """The lines between two offsets, with their pieces; a line that is cut by the end of the part is shown whole."""
    text = document.text
    spans = sorted({(one.evidence.start, one.evidence.end) for one in statements} | ({asked} if asked else set()))
    starts = [block.start for block in document.blocks]
    at = text.rfind("\n", 0, start) + 1 if start else 0
    if at < start:  # its line began in the part before, which has shown it whole
        at = text.find("\n", start) + 1 or len(text)
    while at < min(end, len(text)):
        stop = text.find("\n", at)
        stop = len(text) if stop < 0 else stop
        if text[at:stop].strip():
            within = [span for span in spans if span[0] < stop and at < span[1]]
            kind = kind_of(document.blocks, starts, at)
            yield Line(kind, tuple(cut_line(text, at, stop, within, asked, document.source.sha256)))
        at = stop + 1


def kind_of(blocks: Sequence[Block], starts: Sequence[int], at: int) -> str:
    """The kind of the block in which an offset lies; a paragraph where it lies in none."""
    number = bisect_right(starts, at) - 1
    return blocks[number].kind if number >= 0 and at < blocks[number].end else "paragraph"


def cut_line(
    text: str, start: int, end: int, spans: Sequence[tuple[int, int]], asked: tuple[int, int] | None, sha256: str
) -> Iterator[Piece]:
    """A line in pieces at each beginning and end of a span; a piece leads to the shortest span that it lies in."""
    cuts = sorted({start, end, *(max(start, a) for a, _ in spans), *(min(end, b) for _, b in spans)})
    for a, b in zip(cuts, cuts[1:], strict=False):
        over = [span for span in spans if span[0] <= a and b <= span[1]]
        is_asked = asked in over
        shortest = min(over, key=lambda span: span[1] - span[0], default=None)
        address = "" if shortest is None else quote_address(sha256, *shortest)
        is_first = is_asked and asked is not None and a == max(start, asked[0]) and asked[0] >= start
        yield Piece(text[a:b], address, bool(over), is_asked, is_first)


ROUTES = [
    Route("/sources", show_sources),
    Route("/source/{sha256}", show_source),
    Route("/statement/{id}", go_to_statement),
]
