"""What stands over the rows of a table: its caption, its columns, the dates among them, words that give a unit."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from comity.model import Evidence, Table
from comity.reading.headings import LINE_LEVEL, Heading
from comity.reading.page import Page
from comity.reading.tokens import Token

# Where a paragraph over a table gives the unit of its figures.
LONGEST_NOTE = 300


@dataclass(frozen=True)
class TableHeads:
    """The heads of one table; what its header cells are as tokens and labels is kept once it was asked for."""

    page: Page
    table: Table
    caption: Heading | None
    columns: Sequence[Heading]
    dates: frozenset[Evidence]
    within: Mapping[Evidence, Evidence]
    words: Sequence[str]
    _tokens: dict[Evidence, Sequence[Token]] = field(default_factory=dict)
    _labels: dict[Evidence, tuple[str, Heading]] = field(default_factory=dict)

    @functools.cached_property
    def directed(self) -> list[int]:
        """The columns whose heads say who goes where."""
        return [
            column
            for column, head in enumerate(self.columns)
            if head.is_direction or {"from", "to"} & head.states.keys()
        ]

    @property
    def has_dates(self) -> bool:
        """Whether a header cell is or has a date."""
        return bool(self.dates or self.within)

    def tokens(self, cell: Evidence) -> Sequence[Token]:
        """The tokens of a cell, kept for the cells of the header."""
        if cell not in self._tokens:
            tokens = self.page.tokens(cell.start, cell.end)
            if cell not in self.table.header:
                return tokens
            self._tokens[cell] = tokens
        return self._tokens[cell]

    def label(self, cell: Evidence) -> tuple[str, Heading]:
        """The label that a cell is, kept for the cells of the header."""
        if cell not in self._labels:
            label = self.page.make_label(cell.start, cell.end)
            if cell not in self.table.header:
                return label
            self._labels[cell] = label
        return self._labels[cell]


def find_heads(page: Page, table: Table, title: str) -> TableHeads:
    """What a table's caption and header cells say, and the notes, headings and title over it."""
    caption = table.caption
    is_row = caption is not None and page.blocks[page.block_at(caption.start)].kind == "row"
    over = None if caption is None else page.heading(caption.start, caption.end, LINE_LEVEL + is_row)
    columns = [page.heading(cell.start, cell.end, LINE_LEVEL + 2) for cell in table.header]
    dates = frozenset(cell for cell in table.header if is_date(page, cell))
    within = {cell: date for cell in table.header if cell not in dates and (date := _date_in(page, cell))}
    words = [page.text[cell.start : cell.end] for cell in (*([caption] if caption else []), *table.header)]
    words += [*_notes(page, table), page.context.headings.text(), title]
    return TableHeads(page, table, over, columns, dates, within, words)


def is_date(page: Page, cell: Evidence) -> bool:
    """Whether a cell is a date and no more."""
    inside = page.inside(cell.start, cell.end)
    length = len(page.text[cell.start : cell.end].strip())
    return len(inside) == 1 and inside[0].tag == "D" and length - (inside[0].end - inside[0].start) <= 2


def _date_in(page: Page, cell: Evidence) -> Evidence | None:
    """The one date in a cell with other words."""
    dates = [mention for mention in page.inside(cell.start, cell.end) if mention.tag == "D"]
    return Evidence(dates[0].start, dates[0].end) if len(dates) == 1 else None


def _notes(page: Page, table: Table) -> Iterator[str]:
    """Short paragraphs right above a table, which may give the unit of its figures."""
    spans = [span for row in (table.header, *table.rows[:1]) for span in row]
    first = page.block_at(min(spans).start) if spans else 0
    for block in page.blocks[max(first - 2, 0) : first][::-1]:
        if block.kind in ("paragraph", "caption") and block.end - block.start <= LONGEST_NOTE:
            yield page.text[block.start : block.end]
