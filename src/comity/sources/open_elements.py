"""Elements that are open while a page is read, and the tables, rows and cells that some of them begin."""

from __future__ import annotations

from dataclasses import dataclass

from comity.model import BlockKind
from comity.sources.draft import Cell, Grid
from comity.sources.elements import CELLS

# A cell with more than this is a column of a page, not a datum.
LONGEST_CELL = 2_000
PIECES_OF_A_TEXT, SHORTEST_TEXT = 3, 400
MOST_SPANNED = 1_000


@dataclass(slots=True)
class Open:
    """An open element and what holds inside it."""

    tag: str
    sight: int
    region: int
    kind: BlockKind
    level: int
    cell: Cell | None
    grid: Grid | None
    is_block: bool
    attributes: dict[str, str]
    place: int = 0
    serial: int = 0
    parts: int = 0
    length: int = 0
    before: int = 0
    captured: list[str] | None = None


def open_table_part(opened: Open) -> None:
    """Nothing; a table, row or cell begins."""
    if opened.tag == "table":
        if opened.cell is not None:
            opened.cell.grid.is_layout = True
        role = opened.attributes.get("role", "").lower()
        opened.grid, opened.cell = Grid(is_layout=role in ("presentation", "none")), None
    grid = opened.grid
    if grid is None:
        return
    if opened.tag == "tr":
        grid.rows += 1
        grid.order = 0
    elif opened.tag in CELLS:
        opened.kind, opened.level = "paragraph", 0
        opened.cell = Cell(
            grid, grid.rows, grid.order, opened.tag == "th",
            read_span(opened.attributes.get("colspan")), read_span(opened.attributes.get("rowspan")),
        )  # fmt: skip
        grid.order += 1
        grid.has_header |= opened.tag == "th"
        grid.columns = max(grid.columns, grid.order)


def weigh_cell(cell: Cell, length: int) -> None:
    """Nothing; a cell with the length of a text, or with several paragraphs, is a column of a page."""
    cell.length += length
    cell.pieces += 1
    is_text = cell.pieces >= PIECES_OF_A_TEXT and cell.length > SHORTEST_TEXT and not cell.grid.has_header
    cell.grid.is_layout |= is_text or cell.length > LONGEST_CELL


def read_span(value: str | None) -> int:
    """How many rows or columns a cell spans, from 1."""
    digits = (value or "").strip()[:6]
    return min(max(int(digits), 1), MOST_SPANNED) if digits.isascii() and digits.isdigit() else 1
