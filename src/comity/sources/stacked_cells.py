"""Cells that stand on lines of their own, joined to the rows of a table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from comity.model import Evidence
from comity.sources.text_lines import (
    DATE_CELL,
    DIRECTION,
    ITEM,
    KEYED,
    LONGEST_HEADING,
    Line,
    has_bars,
    has_stop,
    is_row,
    list_runs,
)

MOST_COLUMNS = 8
COUNTED = re.compile(r"1[.)]?")
NUMBER_CELL = re.compile(r"\d{1,3}[.)]?|No\.|S\.?/?No?\.?|Ser\.|#")
# What a column of dates is called.
DATED_HEAD = re.compile(r"date|year|sign|force|since|from|until|period|time|join|established|when|opened|closed", re.I)
FEWEST_BARRED = 8
MOST_HEADINGS = 2


def part_cells(lines: list[Line]) -> list[Line]:
    """Cells on lines of their own with bars between them made lines without bars: "|", "States", "|", "1992"."""
    parted: list[Line] = []
    done = 0
    for start, end in list_runs(lines, is_barred_cell, least=FEWEST_BARRED):
        run = lines[start:end]
        if 3 * sum("|" in line.text for line in run) < len(run):
            continue
        parted += [*lines[done:start], *(cell for line in run if (cell := without_bars(line)) is not None)]
        done = end
    return [*parted, *lines[done:]]


def is_barred_cell(line: Line) -> bool:
    """Whether a line is short and has bars at its ends alone."""
    words = line.text.strip(" |")
    return line.kind == "paragraph" and len(line.text) <= LONGEST_HEADING and not has_bars(words) and "|" not in words


def without_bars(line: Line) -> Line | None:
    """The line without the bars at its ends; None where it is nothing else."""
    words = line.text.strip(" |")
    start = line.start + line.text.index(words)
    return replace(line, start=start, end=start + len(words), text=words) if words else None


def join_pairs(lines: list[Line]) -> list[Line]:
    """Numbered items each with a date on the line below made rows of two cells: "1. Bhutan", "15 June 2014"."""
    joined: list[Line] = []
    for line in lines:
        above = joined[-1] if joined else None
        is_pair = (
            above is not None
            and above.kind == line.kind == "paragraph"
            and len(above.text) <= LONGEST_HEADING
            and ITEM.match(above.text) is not None
            and not has_stop(above.text)
            and DATE_CELL.fullmatch(line.text) is not None
        )
        if above is not None and is_pair:
            item = ITEM.match(above.text)
            words = replace(above, start=above.start + (item.end() if item is not None else 0))
            joined[-1] = replace(join_row([words, line]), start=above.start)
        else:
            joined.append(line)
    return joined if sum(bool(line.cells) for line in joined) > 1 else lines


def join_cells(lines: list[Line]) -> list[Line]:
    """Tables copied with each cell on a line of its own: their lines joined to rows.

    Dates tell the width: they stand in one column, so at one distance from each other.
    """
    joined: list[Line] = []
    done = 0
    for start, stop in list_runs(lines, is_cell):
        shape, end = find_part(lines, start, stop)
        if shape is None:
            continue
        first, width = start + shape[0], shape[1]
        if shape[0] == width - 1 > 0 and COUNTED.fullmatch(lines[first].text):  # nothing heads the numbers
            joined += [*lines[done:start], join_row(lines[start:first])]
            done = first
        joined += lines[done:first]
        over = find_heads(lines[start:end], shape)
        if over is not None and first == start + shape[0]:
            # a line of its own stands between the heads of the columns and the first row
            joined = [*joined[: len(joined) - (first - start)], *lines[start : start + over]]
            first = start + over
            body = first + width
            while DATE_CELL.fullmatch(lines[body].text) is None:
                body += 1
            body -= next(column for column in range(width) if DATED_HEAD.search(lines[first + column].text))
            joined += [join_row(lines[first : first + width]), *lines[first + width : body]]
            first = body
        joined += [join_row(lines[index : index + width]) for index in range(first, end, width)]
        done = end
    return [*joined, *lines[done:]]


def is_cell(line: Line) -> bool:
    """Whether a line may be a cell of a table: it is short, no sentence, item or row, and heads no rows."""
    if line.kind != "paragraph" or len(line.text) > LONGEST_HEADING or DIRECTION.match(line.text):
        return False
    if NUMBER_CELL.fullmatch(line.text):
        return True
    if has_stop(line.text):
        return False
    return ITEM.match(line.text) is None and not is_row(line) and KEYED.match(line.text) is None


def find_part(lines: Sequence[Line], start: int, stop: int) -> tuple[tuple[int, int] | None, int]:
    """The shape of the table in a run of cells, and where it ends: behind rows that begin with their date a heading or
    two of what follows may stand."""
    dated = [DATE_CELL.fullmatch(line.text) is not None for line in lines[start:stop]]
    for rest in range(MOST_HEADINGS + 1 if dated[0] else 1):
        shape = find_shape(dated[: len(dated) - rest])
        if shape is not None:
            return shape, stop - rest
    return None, stop


def find_shape(dated: Sequence[bool]) -> tuple[int, int] | None:
    """Where a table begins in a run of cells, and its width; None where they are none. `dated`: which are dates."""
    places = [index for index, is_dated in enumerate(dated) if is_dated]
    if len(places) < 2:
        return None
    for width in range(2, MOST_COLUMNS + 1):
        first = len(dated) % width
        columns = {(place - first) % width for place in places}
        body = [place - first for place in places if place >= first]
        rows = (len(dated) - first) // width
        has_header = bool(body) and body[0] >= width
        is_regular = len(body) == len(columns) * (rows - has_header) and len(body) == len(places)
        if rows - has_header >= 2 and is_regular and len(columns) < width:
            return first, width
    return None


def find_heads(run: Sequence[Line], shape: tuple[int, int]) -> int | None:
    """Where the heads of the columns begin in a run of cells, if not where its shape has them; None where it is right.

    The heads of the columns of dates are called so, and no others: "Title", "Date of signature", "Date of entry".
    """
    first, width = shape
    dated = [DATE_CELL.fullmatch(line.text) is not None for line in run]
    columns = {(place - first) % width for place, is_dated in enumerate(dated) if is_dated and place >= first}
    top = next((place for place, is_dated in enumerate(dated) if is_dated), 0) - min(columns, default=0)

    def fits(start: int) -> bool:
        return all(
            (DATED_HEAD.search(run[start + column].text) is not None) == (column in columns) for column in range(width)
        )

    if top < width or fits(top - width):
        return None
    return next((start for start in range(top - width - 1, -1, -1) if fits(start)), None)


def join_row(cells: Sequence[Line]) -> Line:
    """The row that cells on lines of their own make."""
    words = " | ".join(cell.text for cell in cells)
    spans = tuple(Evidence(cell.start, cell.end) for cell in cells)
    return Line(cells[0].start, cells[-1].end, words, cells[0].after_gap, "row", cells=spans)
