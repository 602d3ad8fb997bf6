"""Structure of plain text: the text goes in, blocks come out; not a character is changed.

Lines are the unit: a paragraph is one long line, or lines that were wrapped at one width.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from comity.model import Block, BlockKind, Reference, Table
from comity.sources.boilerplate import find_tail, is_notice
from comity.sources.contents import mark_contents
from comity.sources.line_headings import is_heading, mark_title
from comity.sources.references import find_number, has_caret, is_reference_heading, make_reference
from comity.sources.stacked_cells import join_cells, join_pairs, part_cells
from comity.sources.text_lines import (
    BAR,
    ITEM,
    LONGEST_TITLE,
    Line,
    has_bars,
    has_stop,
    is_row,
    list_lines,
)
from comity.sources.text_tables import list_tables
from comity.sources.wrapping import UNDERLINE, join_wrapped

CAPTION = re.compile(
    r"(?:Map|Photo(?:graph)?|Picture|Image|Figure|Fig\.|Flag|Flags|Coat of arms|Emblem|Logo)\s+"
    r"(?:of|showing|indicating|by|from|\d)",
    re.IGNORECASE,
)
# "A. In force" stands below a heading without a letter.
LETTERED = re.compile(r"\(?(?:[A-Z]|\d{1,2}|[IVX]{1,4})[.)]+\s+\S")
# Of a menu in one line: so many links at least, none with more characters.
FEWEST_LINKS = 4
LONGEST_LINK = 30


@dataclass(frozen=True, slots=True)
class Structure:
    """What is found in a plain text beside its characters."""

    title: str | None
    blocks: tuple[Block, ...]
    references: tuple[Reference, ...]
    tables: tuple[Table, ...]


def find_structure(text: str, *, has_title: bool = True) -> Structure:
    """The title, blocks, tables and references of a plain text; a later part of a long one has no title of its own."""
    lines = list(join_wrapped(list_lines(text)))
    for step in STEPS:
        if has_title or step is not mark_title:
            lines = step(lines)
    blocks = tuple(Block(line.kind, line.start, line.end, line.level) for line in lines)
    title = next((line.text.strip() for line in lines if line.kind == "title"), None)
    return Structure(title, blocks, tuple(list_references(lines)), tuple(list_tables(lines, text)))


def mark_references(lines: list[Line]) -> list[Line]:
    """Entries of the list of references: numbered lines with a caret, or numbered below such a heading."""
    marked, within = list(lines), False
    for index, line in enumerate(lines):
        if line.kind != "paragraph":
            continue
        if is_heading(lines, index) or is_reference_heading(line.text):
            within = is_reference_heading(line.text)
        elif has_caret(line.text) or (within and (find_number(line.text) or ITEM.match(line.text))):
            marked[index] = replace(line, kind="reference")
    return marked


def mark_notices(lines: list[Line]) -> list[Line]:
    """Notices anywhere, and all that closes the page behind the last reference or at its end."""
    last = max((index for index, line in enumerate(lines) if line.kind == "reference"), default=0)
    tail = find_tail([line.text for line in lines[last + 1 :]]) + last + 1 if lines else 0
    return [
        replace(line, kind="boilerplate")
        if line.kind == "paragraph" and (index >= tail or (len(line.text) < LONGEST_TITLE and is_notice(line.text)))
        else line
        for index, line in enumerate(lines)
    ]


def mark_menus(lines: list[Line]) -> list[Line]:
    """A row of short words between bars that stands alone is a menu: "News | Embassy | Contact"."""
    return [
        replace(line, kind="boilerplate") if line.kind == "paragraph" and is_menu(lines, index) else line
        for index, line in enumerate(lines)
    ]


def is_menu(lines: Sequence[Line], index: int) -> bool:
    """Whether a line has four or more cells of a few words without a figure, and no row beside it."""
    if "|" not in lines[index].text or lines[index].text.count("|") < FEWEST_LINKS - 1:
        return False
    cells = BAR.split(lines[index].text.strip(" |"))
    if len(cells) < FEWEST_LINKS or any(len(cell) > LONGEST_LINK or re.search(r"\d", cell) for cell in cells):
        return False
    near = (*lines[max(0, index - 1) : index], *lines[index + 1 : index + 2])
    return not any(has_bars(line.text) for line in near)


def mark_headings(lines: list[Line]) -> list[Line]:
    """Headings, items, captions and rules; what is left are paragraphs."""
    return [
        line
        if line.kind != "paragraph" or kind == "paragraph"
        else replace(line, kind=kind, level=0 if kind != "heading" else 2 if LETTERED.match(line.text) else 1)
        for index, line in enumerate(lines)
        for kind in (find_kind(lines, index),)
    ]


def find_kind(lines: Sequence[Line], index: int) -> BlockKind:
    """The kind of a line that no other step has claimed."""
    line = lines[index]
    if UNDERLINE.match(line.text):
        return "boilerplate"
    if is_row(line):
        return "row"
    if not has_stop(line.text) and CAPTION.match(line.text):
        return "caption"
    if is_heading(lines, index):
        return "heading"
    return "item" if ITEM.match(line.text) else "paragraph"


STEPS: tuple[Callable[[list[Line]], list[Line]], ...] = (
    mark_contents, mark_title, part_cells, join_pairs, join_cells, mark_references, mark_notices, mark_menus,
    mark_headings,
)  # fmt: skip


def list_references(lines: Sequence[Line]) -> Iterator[Reference]:
    """The references in order; an entry without a printed number has its place in the list."""
    for count, line in enumerate((line for line in lines if line.kind == "reference"), 1):
        number, words = find_number(line.text) or ("", 0)
        if not number and (item := ITEM.match(line.text)):
            words = item.end()
        yield make_reference(number or str(count), line.start, line.end, line.text[words:])
