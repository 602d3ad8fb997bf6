"""Tables of a plain text: rows whose cells are set apart by bars, tabs or blanks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from comity.model import Evidence, Table
from comity.sources.headers import is_header_of_figures
from comity.sources.text_lines import (
    BAR,
    BARRED,
    GAP,
    LONGEST_HEADING,
    Line,
    has_bars,
    has_stop,
    is_bar_rule,
    list_runs,
)


def list_tables(lines: Sequence[Line], text: str) -> list[Table]:
    """Tables: two or more rows with as many cells; the first is the header if a rule of bars stands below it or no cell
    of it has a digit. Below such a rule a row with more or fewer cells is none of the table's. A line between rows of
    one width is the caption of those below it, under the same header; so is, in a table copied with tabs, what a row
    tells below it."""
    tables: list[Table] = []
    header: tuple[Evidence, ...] = ()
    last = 0
    for start, end in list_runs(lines, lambda line: line.kind == "row", least=1):
        is_tabbed = bool(header) and "\t" in text[header[0].start : header[-1].end] and "\t" in lines[start].text
        if end - start < 2 and not is_tabbed:
            header, last = lines[start].cells, end
            continue
        run = [line for line in lines[start:end] if not is_bar_rule(line.text)]
        is_ruled = len(run) > 1 and len(run) < end - start and is_bar_rule(lines[start + 1].text)
        rows = [split_cells(line) for line in run]
        if is_ruled:
            run, rows = keep_width(run, rows)
        if len(rows) > 2 and len(rows[0]) == len(rows[1]) - 1 and lines[start].start:  # nothing heads the first column
            rows[0] = (Evidence(lines[start].start - 1, lines[start].start), *rows[0])
        goes_on = is_tabbed or (bool(header) and start == last + 1)
        rows = set_under(rows, run, text, len(header) if goes_on else 0)
        if not rows or not rows[0]:
            header, last = (), end
            continue
        words = [split_words(line) for line in run]
        words[0] = [""] * (len(rows[0]) - len(words[0])) + words[0]
        has_header = is_ruled or not any(map(str.isdigit, run[0].text)) or is_header_of_figures(words)
        if has_header:
            header, rows = rows[0], rows[1:]
        elif not goes_on or len(header) < max(map(len, rows)) or (not is_tabbed and len(header) > len(rows[0])):
            header = ()
        if has_header and len(header) == 2 and not words[0][1]:  # an infobox under its name
            tables.append(Table(header[0], (), tuple(rows)))
            header, last = (), end
            continue
        is_headed = bool(header) and not has_header and start == last + 1 and is_caption(lines[start - 1])
        above = Evidence(lines[start - 1].start, lines[start - 1].end) if is_headed else None
        last = end
        is_further = goes_on and bool(header) and not has_header and above is None
        if is_further and tables and tables[-1].header == header:
            tables[-1] = replace(tables[-1], rows=(*tables[-1].rows, *rows))
        elif rows:
            tables.append(Table(above, header, tuple(rows)))
    return tables


def is_caption(line: Line) -> bool:
    """Whether a line between rows can head those below it: it is short and no sentence."""
    return len(line.text) <= LONGEST_HEADING and not has_stop(line.text)


def set_under(
    rows: Sequence[tuple[Evidence, ...]], run: Sequence[Line], text: str, width: int
) -> list[tuple[Evidence, ...]]:
    """The rows with each cell in its column, where some have an empty one; none where it is not told which. `width`:
    of the header above, 0 where they have none yet."""
    widths = {len(row) for row in rows}
    if len(widths) < 2:
        return list(rows)
    if max(width, len(rows[0])) < max(widths):
        return []
    if "\t" in text[run[0].start : run[0].end]:
        return list(rows)  # what is empty at the end of a line was cut off
    if len(rows) < 3 or len(rows[0]) < max(widths):
        return []
    if has_bars(run[0].text) or any(line.cells for line in run):
        return list(rows)
    margins = [text.rfind("\n", 0, line.start) + 1 for line in run]
    columns = [(cell.start - margins[0], cell.end - margins[0]) for cell in rows[0]]
    placed = [rows[0]]
    for row, margin in zip(rows[1:], margins[1:], strict=True):
        places = [find_column(cell.start - margin, cell.end - margin, columns) for cell in row]
        if any(later <= earlier for earlier, later in zip(places, places[1:], strict=False)):
            return []
        cells: list[Evidence] = []
        for place, cell in zip(places, row, strict=True):
            empty = place - len(cells)
            cells += [Evidence(cell.start - 1 - n, cell.start - n) for n in range(empty, 0, -1)]
            cells.append(cell)
        placed.append(tuple(cells))
    return placed


def find_column(start: int, end: int, columns: Sequence[tuple[int, int]]) -> int:
    """The column that a cell stands under: the one whose head it meets, else the one whose side it is nearest to."""
    return max(
        range(len(columns)),
        key=lambda index: (
            min(end, columns[index][1]) - max(start, columns[index][0]),
            -min(abs(start - columns[index][0]), abs(end - columns[index][1])),
        ),
    )


def keep_width(
    run: Sequence[Line], rows: Sequence[tuple[Evidence, ...]]
) -> tuple[list[Line], list[tuple[Evidence, ...]]]:
    """The rows that have as many cells as the first, with their lines."""
    kept = [index for index, row in enumerate(rows) if len(row) == len(rows[0])]
    return [run[index] for index in kept], [rows[index] for index in kept]


def split_words(line: Line) -> list[str]:
    """The words of a row's cells."""
    return [line.text[cell.start - line.start : cell.end - line.start].strip(" |") for cell in split_cells(line)]


def split_bars(line: Line) -> tuple[Evidence, ...]:
    """The spans of cells between bars; bars at both ends only close the row. An empty cell is its bar."""
    text = line.text
    first = BAR.match(text)
    start = first.end() if first is not None else 0
    cells = []
    for bar in BAR.finditer(text, start):
        cells.append(Evidence(line.start + start, line.start + max(bar.start(), start + 1)))
        start = bar.end()
    if start < len(text):
        cells.append(Evidence(line.start + start, line.start + len(text)))
    return tuple(cells)


def split_cells(line: Line) -> tuple[Evidence, ...]:
    """The spans of a row's cells; an empty cell is its separator."""
    if line.cells:
        return line.cells
    if "\t" not in line.text and BARRED.search(line.text):
        return split_bars(line)
    if "\t" not in line.text:
        ends = [*(found.start() for found in GAP.finditer(line.text)), len(line.text)]
        starts = [0, *(found.end() for found in GAP.finditer(line.text))]
        return tuple(Evidence(line.start + start, line.start + end) for start, end in zip(starts, ends, strict=True))
    cells, position = [], 0
    for cell in line.text.split("\t"):
        end = position + len(cell)
        cells.append(Evidence(line.start + position, line.start + max(end, position + 1)))
        position = end + 1
    return tuple(cells)
