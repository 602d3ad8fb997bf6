"""A page as plain text for the terminal: wrapped lines, aligned tables, numbered sources at the end."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from comity.model.shown import clean
from comity.writing.citation import cite_source
from comity.writing.tree import Block, Figure, Items, Note, Page, Paragraph, Sentence, Support, TableBlock

NARROWEST_COLUMN = 8


def render_text(page: Page, *, width: int = 96) -> str:
    """The page as plain text, no line longer than `width` (but for single long words)."""
    lines = [clean(page.title), "=" * len(clean(page.title)), clean(page.description), ""]
    for note in page.notes:
        lines += textwrap.wrap(clean(note.text), width)
    lines += ["", *write_block(page.lead, width)]
    for section in page.sections:
        heading = clean(section.heading)
        lines += [heading, "-" * len(heading)]
        for block in section.blocks:
            lines += write_block(block, width)
    if page.references:
        lines += ["Sources", "-------", *write_references(page, width), ""]
    return "\n".join(lines).rstrip("\n") + "\n"


def write_marks(support: Support) -> str:
    """The numbers of the references: " [1][2]"."""
    return " " + "".join(f"[{mark.number}]" for mark in support.marks) if support.marks else ""


def write_sentence(one: Sentence | Note) -> str:
    """A sentence with its marks."""
    return f"{clean(one.text)}{write_marks(one.support)}" if isinstance(one, Sentence) else f"({clean(one.text)})"


def write_block(block: Block, width: int) -> list[str]:
    """A block with the empty line after it."""
    if isinstance(block, Paragraph):
        return [*textwrap.wrap(" ".join(map(write_sentence, block.sentences)), width), ""] if block.sentences else []
    if isinstance(block, Items):
        return [line for one in block.sentences for line in wrap_item(write_sentence(one), width)] + [""]
    if isinstance(block, Figure):
        return [*textwrap.wrap(f"({clean(block.picture.alternative)}){write_marks(block.support)}", width), ""]
    return [*write_table(block, width), ""]


def wrap_item(text: str, width: int) -> list[str]:
    """An item of a list, its further lines indented."""
    return textwrap.wrap(text, width, initial_indent="- ", subsequent_indent="  ")


def write_table(table: TableBlock, width: int) -> Iterator[str]:
    """A table with aligned columns; cells that are too long are wrapped."""
    if table.caption:
        yield clean(table.caption)
    rows = [[*map(clean, row.cells), write_marks(row.support).strip()] for row in table.rows]
    header = [*map(clean, table.header), ""]
    widths = fit_widths([header, *rows], width)
    if any(header):
        yield from write_cells(header, widths)
        yield "  ".join("-" * size for size in widths).rstrip()
    for row in rows:
        yield from write_cells(row, widths)


def fit_widths(rows: Sequence[Sequence[str]], width: int) -> list[int]:
    """The widths of columns: as their longest cell has it, the widest shortened until all fit."""
    widths = [max(1, *(len(row[number]) for row in rows)) for number in range(len(rows[0]))]
    while sum(widths) + 2 * (len(widths) - 1) > width and max(widths) > NARROWEST_COLUMN:
        widths[widths.index(max(widths))] -= 1
    return widths


def write_cells(cells: Sequence[str], widths: Sequence[int]) -> Iterator[str]:
    """The lines of one row."""
    wrapped = [textwrap.wrap(cell, size) or [""] for cell, size in zip(cells, widths, strict=True)]
    for number in range(max(map(len, wrapped))):
        parts = [
            (lines[number] if number < len(lines) else "").ljust(size)
            for lines, size in zip(wrapped, widths, strict=True)
        ]
        yield "  ".join(parts).rstrip()


def write_references(page: Page, width: int) -> Iterator[str]:
    """The sources with their numbers."""
    for entry in page.references:
        cited = " ".join([*cite_source(entry.source, page.house.dates), clean(entry.source.address)]).rstrip()
        yield from textwrap.wrap(f"[{entry.number}] {cited}", width, subsequent_indent="    ")
