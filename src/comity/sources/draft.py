"""A text under construction: pieces with their marks and cells go in, plain text with offsets comes out.

Every format with structure (HTML, and what is turned into it) makes pieces; laying them out is done once, here.
Within a piece, offsets count from the piece's start.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Literal

from comity.model import Block, BlockKind, Evidence, Link, Table
from comity.sources.headers import is_header_of_figures

CELL_SEPARATOR = " | "
# A cell may be repeated for the columns and rows that it spans; a table never grows beyond this many times its cells.
MOST_REPETITIONS = 8
# A term of a list of definitions that has more characters is a heading.
LONGEST_TERM = 80


@dataclass(slots=True)
class Span:
    """Characters of a piece that are a link (value: where to) or a citation mark (value: the anchor it points to)."""

    kind: Literal["link", "mark"]
    start: int
    end: int
    value: str
    number: str = ""


@dataclass(slots=True, eq=False)
class Grid:
    """A table while it is read. It is layout where it holds a table, a heading, a text, or a single column."""

    is_layout: bool = False
    has_header: bool = False
    rows: int = 0
    order: int = 0
    columns: int = 0


@dataclass(slots=True)
class Cell:
    """Where a piece stands in a table: its grid, row and column (from 0), and what it spans."""

    grid: Grid
    row: int
    order: int
    is_header: bool = False
    columns: int = 1
    rows: int = 1
    length: int = 0
    pieces: int = 0


@dataclass(slots=True)
class Piece:
    """A block before it has its place in the text."""

    kind: BlockKind
    text: str
    level: int = 0
    spans: list[Span] = field(default_factory=list)
    cell: Cell | None = None
    grid: Grid | None = None
    anchors: tuple[str, ...] = ()
    region: int = 0
    place: int = 0
    """The part of the page that it stands in, by number."""
    page: int = 0
    is_term: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """A citation mark in the final text: what is printed between its brackets, and the anchor that it points to."""

    evidence: Evidence
    number: str
    anchor: str
    block: int


@dataclass(slots=True)
class Layout:
    """The final text with all that has a place in it."""

    text: str = ""
    blocks: list[Block] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    anchors: dict[str, int] = field(default_factory=dict)


def lay_out(pieces: Sequence[Piece]) -> Layout:
    """The text of pieces: a blank line between blocks, items and rows of one list or table on lines of their own; a row
    without words is none."""
    layout, writer = Layout(), Writer()
    tables: dict[int, TableSpans] = {}
    previous: Piece | None = None
    for row in group_rows(pieces):
        first = row[0]
        if not any(piece.text.strip() for piece in row):  # who points to it means what stands before
            layout.anchors |= {anchor: max(len(layout.blocks) - 1, 0) for piece in row for anchor in piece.anchors}
            continue
        writer.write(separate(previous, first))
        start = writer.length
        spans = [place(piece, writer, layout, len(layout.blocks)) for piece in separate_cells(row, writer)]
        kind = choose_kind(first)
        layout.blocks.append(Block(kind, start, writer.length, first.level if kind == "heading" else 0))
        note_table(tables, row, spans)
        previous = first
    layout.text = writer.finish()
    layout.tables = [table for spans in tables.values() for table in head_by_digits(spans.finish(), layout.text)]
    return layout


@dataclass(slots=True)
class Writer:
    """Parts of a text and how long they are together."""

    parts: list[str] = field(default_factory=list)
    length: int = 0

    def write(self, text: str) -> None:
        """Nothing; the text is appended."""
        self.parts.append(text)
        self.length += len(text)

    def finish(self) -> str:
        """The whole text."""
        return "".join(self.parts)


def group_rows(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    """Pieces that stand on one line: the cells of a row together, everything else alone."""
    for place_of_row, group in groupby(enumerate(pieces), key=lambda numbered: find_row(*numbered)):
        row = [piece for _, piece in group]
        yield join_cells(row) if place_of_row[0] else row


def find_row(index: int, piece: Piece) -> tuple[int, int]:
    """What the pieces of a row share; different for every piece outside a table of data."""
    cell = piece.cell
    if cell is None or cell.grid.is_layout:
        return 0, index
    return id(cell.grid), cell.row


def join_cells(row: list[Piece]) -> list[Piece]:
    """One piece for each cell: paragraphs in a cell are joined by a space."""
    joined: list[Piece] = []
    for piece in row:
        if joined and joined[-1].cell is piece.cell:
            append_piece(joined[-1], piece)
        else:
            joined.append(piece)
    return joined


def join_terms(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """The pieces; a term of a list of definitions is joined to what is said of it: "Embassy: Accra"."""
    term: Piece | None = None
    for piece in pieces:
        if term is not None and piece.kind == "item" and not piece.is_term and len(term.text) <= LONGEST_TERM:
            term.text = term.text.rstrip(" :") + ":"
            append_piece(term, piece)
            yield term
            term = None
            continue
        if term is not None:
            yield term
        term = piece if piece.is_term else None
        if term is None:
            yield piece
    if term is not None:
        yield term


def append_piece(piece: Piece, more: Piece) -> None:
    """Nothing; `more` is appended to the piece behind a space, with its spans moved."""
    if not more.text:
        return
    shift = len(piece.text) + 1 if piece.text else 0
    piece.text = f"{piece.text} {more.text}" if piece.text else more.text
    piece.spans.extend(Span(s.kind, s.start + shift, s.end + shift, s.value, s.number) for s in more.spans)
    piece.anchors += more.anchors


def separate(previous: Piece | None, piece: Piece) -> str:
    """What stands between two blocks."""
    if previous is None:
        return ""
    if piece.page != previous.page:
        return "\n\n" + "\f" * (piece.page - previous.page)
    if piece.cell is not None and previous.cell is not None and piece.cell.grid is previous.cell.grid:
        return "\n"
    return "\n" if piece.kind == previous.kind and piece.kind in ("item", "reference") else "\n\n"


def separate_cells(row: Iterable[Piece], writer: Writer) -> Iterator[Piece]:
    """The pieces of a row; the separator is written between them, and an empty cell is a space."""
    for index, piece in enumerate(row):
        if index:
            writer.write(CELL_SEPARATOR)
        if not piece.text:
            piece.text = " "
        elif piece.cell is not None and not piece.cell.grid.is_layout:
            piece.text = piece.text.replace("\n", " ")
        yield piece


def place(piece: Piece, writer: Writer, layout: Layout, block: int) -> Evidence:
    """Where the piece's text stands; its links, marks and anchors are noted."""
    start = writer.length
    writer.write(piece.text)
    for span in piece.spans:
        if span.start >= span.end:
            continue
        evidence = Evidence(start + span.start, start + span.end)
        if span.kind == "link":
            layout.links.append(Link(evidence, span.value))
        else:
            layout.marks.append(Mark(evidence, span.number, span.value, block))
    for anchor in piece.anchors:
        layout.anchors.setdefault(anchor, block)
    return Evidence(start, writer.length)


def choose_kind(piece: Piece) -> BlockKind:
    """The block's kind: a row where the piece is a cell of data."""
    if piece.kind == "boilerplate" or piece.cell is None or piece.cell.grid.is_layout:
        return piece.kind
    return "row"


@dataclass(slots=True)
class TableSpans:
    """The spans of a table while its rows are laid out."""

    caption: Evidence | None = None
    rows: list[list[tuple[Cell, Evidence]]] = field(default_factory=list)

    def finish(self) -> Iterator[Table]:
        """The table with spanning cells repeated; a cell over its whole width begins another, whose caption it is, and
        whose columns are those of the rows above where it has no header of its own."""
        if not self.rows:
            return
        grid = spread(self.rows)
        first, caption = 0, self.caption
        columns: tuple[Evidence, ...] = ()
        width = max(map(len, grid))
        for index in range(len(grid) + 1):
            if index < len(grid) and not (width > 1 and is_banner(grid[index])):
                continue
            rows = self.rows[first:index]
            if len(rows) == 1 and index < len(grid) and is_header(rows[0]):
                columns = grid[first]  # the header of the rows below the banner
            elif rows:
                header = find_header(rows)
                columns = grid[first] if header else columns if len(columns) == len(grid[first]) else ()
                yield Table(caption, columns, tuple(grid[first + header : index]))
            if index < len(grid):
                first, caption = index + 1, grid[index][0]


def note_table(tables: dict[int, TableSpans], row: Sequence[Piece], spans: Sequence[Evidence]) -> None:
    """Nothing; the row or caption is added to its table."""
    first = row[0]
    grid = first.grid if first.cell is None else first.cell.grid
    if grid is None or grid.is_layout or first.kind == "boilerplate":
        return
    table = tables.setdefault(id(grid), TableSpans())
    if first.cell is None and first.kind == "caption":
        table.caption = table.caption or spans[0]
    elif first.cell is not None:
        table.rows.append([(piece.cell, span) for piece, span in zip(row, spans, strict=True) if piece.cell])


def is_banner(row: Sequence[Evidence]) -> bool:
    """Whether one short cell spans a whole row: it heads the rows below."""
    return len(set(row)) == 1 and 1 < row[0].end - row[0].start <= LONGEST_TERM


def find_header(rows: Sequence[Sequence[tuple[Cell, Evidence]]]) -> bool:
    """Whether the first row is the table's header: header cells only, more than one of them, and rows below."""
    return len(rows) > 1 and is_header(rows[0])


def is_header(row: Sequence[tuple[Cell, Evidence]]) -> bool:
    """Whether a row has header cells only, more than one of them."""
    return len(row) > 1 and all(cell.is_header for cell, _ in row)


def head_by_digits(tables: Iterable[Table], text: str) -> Iterator[Table]:
    """The parts of a table, those without header cells under their first row where it is a header, also that of a part
    above; a row of words alone above the first banner is one."""
    columns: tuple[Evidence, ...] = ()
    parts = list(tables)
    for index, table in enumerate(parts):
        if has_header_by_digits(table, text):
            columns = table.rows[0]
            yield Table(table.caption, columns, table.rows[1:])
        elif index == 0 and len(parts) > 1 and is_row_of_words(table, text):
            columns = table.rows[0]
        elif not table.header and table.rows and len(table.rows[0]) == len(columns):
            yield Table(table.caption, columns, table.rows)
        else:
            yield table


def is_row_of_words(table: Table, text: str) -> bool:
    """Whether a table is one row of more than two cells, of words without a digit, without a caption."""
    if table.header or table.caption is not None or len(table.rows) != 1 or len(table.rows[0]) < 3:
        return False
    words = [text[cell.start : cell.end].strip() for cell in table.rows[0]]
    return all(cell and not any(map(str.isdigit, cell)) for cell in words)


def has_header_by_digits(table: Table, text: str) -> bool:
    """Whether the first row of a table without header cells is one: it has no digit, and most rows below have."""
    if table.header or len(table.rows) < 2 or len(table.rows[0]) < 2:
        return False
    if is_header_of_figures([[text[cell.start : cell.end] for cell in row] for row in table.rows]):
        return True
    rows = [any(char.isdigit() for cell in row for char in text[cell.start : cell.end]) for row in table.rows]
    return not rows[0] and sum(rows) * 2 > len(rows) - 1


def spread(rows: Sequence[Sequence[tuple[Cell, Evidence]]]) -> list[tuple[Evidence, ...]]:
    """Each row with the cells that reach into it from the left and from above, so that columns line up."""
    budget = MOST_REPETITIONS * sum(len(row) for row in rows) + 64
    waiting: dict[int, tuple[int, Evidence]] = {}
    spread_rows = []
    for row in rows:
        filled, budget = fill_row(row, waiting, budget)
        spread_rows.append(filled)
    return spread_rows


def fill_row(
    row: Sequence[tuple[Cell, Evidence]], waiting: dict[int, tuple[int, Evidence]], budget: int
) -> tuple[tuple[Evidence, ...], int]:
    """One row spread, and what is left of the budget; `waiting` holds, by column, what reaches down and how far."""
    filled: list[Evidence] = []
    for cell, span in row:
        budget = take_waiting(filled, waiting, budget)
        width = cell.columns if cell.columns <= budget else 1
        for _ in range(width):
            if cell.rows > 1:
                waiting[len(filled)] = (cell.rows - 1, span)
            filled.append(span)
        budget -= width - 1
    budget = take_waiting(filled, waiting, budget)
    return tuple(filled), budget


def take_waiting(filled: list[Evidence], waiting: dict[int, tuple[int, Evidence]], budget: int) -> int:
    """What is left of the budget; the cells from above that come next are appended."""
    while budget > 0 and len(filled) in waiting:
        column = len(filled)
        left, span = waiting.pop(column)
        if left > 1:
            waiting[column] = (left - 1, span)
        filled.append(span)
        budget -= 1
    return budget
