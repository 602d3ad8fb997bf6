"""PDF to pieces: the pages' lines with their places, by a process of its own that may fail without harm.

PDFium reads hostile files in C++; a crash, a bomb or an endless loop ends the process and not the program.
Lines become paragraphs by the gaps between them, headings by their height, table rows by the gaps within them.
Before each page but the first stands a form feed, so that the page of a statement can be counted.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, islice
from statistics import median
from typing import Any, NamedTuple

from comity.errors import SourceError
from comity.sources.bounds import MOST_CHARACTERS
from comity.sources.dates import parse_date
from comity.sources.decoding import join_surrogates
from comity.sources.draft import Cell, Grid, Piece
from comity.sources.properties import Signal
from comity.sources.text_lines import has_stop

SECONDS = 60
# Beside the file itself, which PDFium holds as the child read it.
MOST_MEMORY = 192 << 20
MOST_PAGES = 5_000
# Words that stand together on a line.
MOST_RUNS = 400_000
PAGE = "\f"
# A gap of this many usual steps from line to line parts paragraphs; measured on pages printed by a browser, where
# lines of one paragraph differ by less than a tenth.
PARAGRAPH_STEP = 1.25
# Heads are set larger than the text: browsers and word processors by a sixth or more.
HEADING_HEIGHT = 1.12
# Columns of a table are parted by more than the widest space between words, in heights of a line.
COLUMN_GAP = 1.2
# The cells of a column begin in one place, but for a rounding, in points.
COLUMN_SHIFT = 2.0
# So many runs are looked at for two lines.
MOST_PEEKED = 60
# A line that ends a sentence before this share of a full line ends its paragraph.
SHORT_SHARE = 0.7
LONGEST_HEADING = 150
# Lines at a page's edges that recur, but for their digits, on half of the pages.
EDGE_LINES, FEWEST_PAGES = 2, 3
HYPHEN = re.compile(r"(?<=[^\W\d_])[\u00ad\u2010\x02\ufffe-]$")
BULLET = re.compile(r"\s*(?:[•▪‣◦·●○■–—*-]\s|\(?\d{1,3}[.)]\s|\(?[a-z][.)]\s)")
CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\ufffe\uffff]")
PROPERTIES = (("Title", "title"), ("Author", "author"))

# Run by the child: the file comes on standard input; to standard output goes a line of JSON for each page, then one
# with the number of pages and the properties.
CHILD = """
import json, math, sys
data = sys.stdin.buffer.read()
try:
    import resource
    most = {memory} + 2 * len(data)
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_CPU, ({seconds}, {seconds}))
except (ImportError, ValueError, OSError):
    pass
import pypdfium2
document = pypdfium2.PdfDocument(data)
count = len(document)
raw = pypdfium2.raw

def read_runs(text):
    words, box, matrix = [], None, raw.FS_MATRIX()
    for index in range(text.count_chars()):
        character = chr(raw.FPDFText_GetUnicode(text.raw, index))
        if character in "\\r\\n" or (character == " " and raw.FPDFText_IsGenerated(text.raw, index) == 1):
            if words:
                yield words, box
            words, box = [], None
        elif character.isspace():
            words and words.append(" ")
        else:
            left, bottom, right, top = text.get_charbox(index, loose=True)
            if words and (left - box[2] > {gap} * (box[3] - box[1]) or bottom > box[3] or top < box[1]):
                yield words, box
                words, box = [], None
            if not words:
                raw.FPDFText_GetMatrix(text.raw, index, matrix)
                size = raw.FPDFText_GetFontSize(text.raw, index) * math.hypot(matrix.c, matrix.d)
            words.append(character)
            box = [left, bottom, right, top, size] if box is None else [
                min(box[0], left), min(box[1], bottom), max(box[2], right), max(box[3], top), size]
    if words:
        yield words, box

characters = runs = 0
for index in range(min(count, {pages})):
    page = document[index]
    text = page.get_textpage()
    lines = []
    for words, box in read_runs(text):
        lines.append(("".join(words), *box))
        characters, runs = characters + len(words), runs + 1
        if characters > {characters} or runs > {runs}:
            raise OverflowError("it has more than {characters:,} characters or {runs:,} words that stand apart")
    print(json.dumps(lines))
    text.close()
    page.close()
print(json.dumps((count, document.get_metadata_dict())))
"""


class Run(NamedTuple):
    """Words that stand together on a line, and their place on the page in points."""

    words: str
    left: float
    bottom: float
    right: float
    top: float
    size: float
    """Of the font, in points."""

    @property
    def height(self) -> float:
        """How tall the words are."""
        return self.top - self.bottom


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page or a row of a table: its cells (one, unless wide gaps part it), where they begin, its place."""

    cells: tuple[str, ...]
    lefts: tuple[float, ...]
    bottom: float
    height: float
    page: int

    @property
    def text(self) -> str:
        """The words of the line."""
        return " ".join(self.cells)


def read_portable(data: bytes, *, address: str) -> tuple[list[Piece], tuple[Signal, ...]]:
    """The pieces of a PDF and what its properties state; raises SourceError for what has no text or cannot be read."""
    *read, last = run_child(data, address).splitlines()
    count, properties = json.loads(last)
    if count > MOST_PAGES:
        raise make_error(address, f"it has {count:,} pages")
    pages = [list(make_lines(json.loads(runs), number)) for number, runs in enumerate(read)]
    if not any(pages):
        raise make_error(address, "it has no text, only pictures of text")
    edges = find_edges(pages)
    lines = [line for page in pages for line in page if simplify(line.text) not in edges]
    return list(make_pieces(lines)), tuple(read_properties(properties))


def write_code() -> str:
    """The child's program, with its bounds."""
    return CHILD.format(
        memory=MOST_MEMORY, seconds=SECONDS, pages=MOST_PAGES, characters=MOST_CHARACTERS, runs=MOST_RUNS,
        gap=COLUMN_GAP,
    )  # fmt: skip


def run_child(data: bytes, address: str) -> bytes:
    """What the child process wrote; raises SourceError where it failed, crashed or took too long."""
    try:
        done = subprocess.run(
            [sys.executable, "-c", write_code()], input=data, capture_output=True, timeout=2 * SECONDS, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise make_error(address, f"it was not read within {2 * SECONDS} seconds") from error
    if b"ModuleNotFoundError" in done.stderr:
        raise SourceError(
            f"{address}: this is a PDF, and the reader of such files is not installed. It comes with the extra "
            f"'documents': pip install 'comity[documents]'"
        )
    if done.returncode:
        raise make_error(address, explain(done.stderr.decode(errors="replace")))
    return done.stdout


def explain(trace: str) -> str:
    """Why the child failed, in words."""
    *_, last = ["", *trace.strip().splitlines()]
    name, _, words = last.partition(": ")
    if not last:
        return "its reader crashed, or needed too much memory or time"
    if "password" in words.lower():
        return "it is locked by a password"
    if name == "MemoryError":
        return "it needs too much memory"
    return words if name == "OverflowError" else f"it is broken ({words or name})"


def make_error(address: str, found: str) -> SourceError:
    """The error for a PDF that cannot be read."""
    return SourceError(
        f"{address}: this PDF cannot be read: {found}. A PDF must have a text layer and at most {MOST_PAGES:,} pages. "
        f"Recognise the text first (ocrmypdf IN OUT), or save it again from its program."
    )


def make_lines(runs: Iterable[Sequence[Any]], page: int) -> Iterator[Line]:
    """The lines of a page: runs of one height on the page, from left to right; a row of a table is one line."""
    cleaned = [(" ".join(mend(str(words)).split()), *place) for words, *place in runs]
    left = deque(Run(*run) for run in cleaned if run[0])
    while left:
        line = take_line(left)
        first = finish_line(line, page)
        yield first
        if len(first.lefts) > 1:
            yield from take_rows(left, find_columns(left, first.lefts), page)


def take_line(runs: deque[Run]) -> list[Run]:
    """The first of the runs and those behind it on its line; they are taken from the runs."""
    line = [runs.popleft()]
    while runs and overlaps(line[-1], runs[0]):
        line.append(runs.popleft())
    return line


def find_columns(runs: deque[Run], heads: Sequence[float]) -> Sequence[float]:
    """Where the columns begin below a line of heads: at the heads, or, where these are centred, where as many runs
    of the next two lines do."""
    left = deque(islice(runs, MOST_PEEKED))
    if not left or find_column(left[0], heads) is not None:
        return heads
    upper, lower = take_line(left), take_line(left) if left else []
    shared = sorted(run.left for run in upper if any(abs(run.left - other.left) < COLUMN_SHIFT for other in lower))
    return shared if len(shared) == len(heads) else heads


def take_rows(runs: deque[Run], columns: Sequence[float], page: int) -> Iterator[Line]:
    """The rows below a line of cells that begin where its cells do; a cell may have several lines. Taken from the runs.

    A row begins in the first column below all of the row before; what has a cell in one column alone is no row.
    """
    rows: list[list[tuple[int, Run]]] = []
    for run in runs:
        column = find_column(run, columns)
        if column is None or (not rows and column > 0):
            if rows and overlaps(rows[-1][-1][1], run):
                rows.pop()  # the line goes on outside the columns: it is no row of theirs
            break
        if not rows or (column == 0 and run.top < min(held.bottom for _, held in rows[-1]) + 0.5 * run.height):
            rows.append([])
        rows[-1].append((column, run))
    while rows and len({column for column, _ in rows[-1]}) < 2:
        rows.pop()
    for row in rows:
        for _ in row:
            runs.popleft()
        cells = [[run for order, run in row if order == column] for column in range(len(columns))]
        words = tuple(" ".join(run.words for run in cell) for cell in cells if cell)
        lefts = tuple(cell[0].left for cell in cells if cell)
        first = row[0][1]
        yield Line(words, lefts, first.bottom, first.size, page)


def find_column(run: Run, columns: Sequence[float]) -> int | None:
    """The column in which a run begins and ends; None where it is in none."""
    for order, left in enumerate(columns):
        if abs(run.left - left) < COLUMN_SHIFT:
            return order if order + 1 == len(columns) or run.right < columns[order + 1] else None
    return None


def mend(words: str) -> str:
    """The words with characters beyond the first plane put together, and what stands for a soft hyphen as one."""
    return CONTROLS.sub("\u00ad", join_surrogates(words))


def overlaps(run: Run, other: Run) -> bool:
    """Whether a run stands on the line of another: half of the lower one's height is shared."""
    shared = min(run.top, other.top) - max(run.bottom, other.bottom)
    return shared > 0.5 * min(run.height, other.height)


def finish_line(runs: list[Run], page: int) -> Line:
    """The line of runs; those that stand close are one cell."""
    runs = sorted(runs, key=lambda run: run.left)
    height = max(run.height for run in runs)
    cells, lefts, end = [runs[0].words], [runs[0].left], runs[0].right
    for run in runs[1:]:
        gap = run.left - end
        if gap > COLUMN_GAP * height and not BULLET.fullmatch(cells[-1] + " "):
            cells.append(run.words)
            lefts.append(run.left)
        else:
            cells[-1] += run.words if gap < 0.1 * height else f" {run.words}"
        end = max(end, run.right)
    longest = max(runs, key=lambda run: len(run.words))
    return Line(tuple(cells), tuple(lefts), longest.bottom, longest.size, page)


def simplify(line: str) -> str:
    """A line without its digits, by which running heads and page numbers are the same on every page."""
    return re.sub(r"\d+", "#", line)


def find_edges(pages: Sequence[Sequence[Line]]) -> frozenset[str]:
    """The running heads and feet of pages."""
    edges = Counter(
        edge for page in pages for edge in {simplify(line.text) for line in (*page[:EDGE_LINES], *page[-EDGE_LINES:])}
    )
    return frozenset(edge for edge, count in edges.items() if count >= max(FEWEST_PAGES, len(pages) / 2))


def make_pieces(lines: Sequence[Line]) -> Iterator[Piece]:
    """The pieces of lines: tables where lines with several cells follow each other, else headings and paragraphs."""
    height = median(line.height for line in lines for _ in range(max(len(line.text) // 20, 1))) if lines else 0
    step = find_step(lines, height)
    full = sorted(len(line.text) for line in lines)[len(lines) * 9 // 10] if lines else 0
    for is_table, group in groupby(lines, key=lambda line: len(line.cells) > 1):
        members = list(group)
        if is_table and len(members) > 1:
            yield from make_rows(members)
        else:
            yield from make_paragraphs(members, height, step, SHORT_SHARE * full)


def find_step(lines: Sequence[Line], height: float) -> float:
    """The usual distance from a line of the text to the next."""
    steps = [
        line.bottom - following.bottom
        for line, following in zip(lines, lines[1:], strict=False)
        if line.page == following.page and line.height < HEADING_HEIGHT * height and line.bottom > following.bottom
    ]
    return min(median(steps), 1.6 * height) if steps else 1.2 * height


def make_rows(lines: Sequence[Line]) -> Iterator[Piece]:
    """The rows of a table."""
    grid = Grid()
    for row, line in enumerate(lines):
        for order, words in enumerate(line.cells):
            yield Piece("row", words, cell=Cell(grid, row, order), grid=grid, page=line.page)


def make_paragraphs(lines: Sequence[Line], height: float, step: float, short: float) -> Iterator[Piece]:
    """The headings, items and paragraphs of lines; a line up to `short` that ends a sentence ends its paragraph."""
    previous: Line | None = None
    piece: Piece | None = None
    for line in lines:
        if piece is not None and previous is not None and is_continued(previous, line, step, short):
            join(piece, line.text, PAGE if line.page != previous.page else " ")
        else:
            if piece is not None:
                yield piece
            # Where most letters have no height, none is larger than another.
            is_large = 0 < HEADING_HEIGHT * height <= line.height and len(line.text) < LONGEST_HEADING
            is_item = BULLET.match(line.text) is not None
            piece = Piece("heading" if is_large else "item" if is_item else "paragraph", line.text, page=line.page)
            piece.level = rank_heading(line.height / height) if is_large else 0
        previous = line
    if piece is not None:
        yield piece


def rank_heading(ratio: float) -> int:
    """The level of a heading by how much larger than the text it is."""
    return 1 if ratio >= 1.7 else 2 if ratio >= 1.3 else 3


def is_continued(previous: Line, line: Line, step: float, short: float) -> bool:
    """Whether a line goes on from the one before: as close and as high, or over the end of a page in mid-sentence."""
    if BULLET.match(line.text) or abs(previous.height - line.height) > 0.12 * max(previous.height, line.height):
        return False
    if line.page != previous.page or line.bottom > previous.bottom:
        return not has_stop(previous.text) and line.text[:1].islower()
    if len(previous.text) <= short and has_stop(previous.text):
        return False
    return previous.bottom - line.bottom <= PARAGRAPH_STEP * step


def join(piece: Piece, words: str, joint: str) -> None:
    """Nothing; the words go on in the piece, without the hyphen of a word that was broken."""
    if HYPHEN.search(piece.text) and words[:1].islower():
        piece.text = HYPHEN.sub("", piece.text) + (words if joint == " " else joint + words)
    else:
        piece.text += joint + words


def read_properties(properties: object) -> Iterator[Signal]:
    """What the file's properties state. When the file was made is not when its text was published."""
    stated = properties if isinstance(properties, dict) else {}
    for key, name in PROPERTIES:
        if value := " ".join(str(stated.get(key, "")).split()):
            yield Signal(name, value, f"PDF {key}")
    modified = re.match(r"D:(\d{8})", str(stated.get("ModDate", "")))
    if modified and (updated := parse_date(modified[1])):
        yield Signal("updated", updated, "PDF ModDate")
