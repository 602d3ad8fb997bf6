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
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from statistics import median
from typing import Any

from comity.errors import SourceError
from comity.sources.dates import parse_date
from comity.sources.draft import Cell, Grid, Piece
from comity.sources.plain import FINAL_STOP
from comity.sources.properties import Signal

SECONDS = 60
MOST_MEMORY = 1 << 30
MOST_PAGES = 5_000
MOST_CHARACTERS = 64_000_000
PAGE = "\f"
# A gap of this many usual steps from line to line parts paragraphs; measured on pages printed by a browser, where
# lines of one paragraph differ by less than a tenth.
PARAGRAPH_STEP = 1.25
# Heads are set larger than the text: browsers and word processors by a sixth or more.
HEADING_HEIGHT = 1.12
# Columns of a table are parted by more than the widest space between words, in heights of a line.
COLUMN_GAP = 1.2
# A line that ends a sentence before this share of a full line ends its paragraph.
SHORT_SHARE = 0.7
LONGEST_HEADING = 150
# Lines at a page's edges that recur, but for their digits, on half of the pages.
EDGE_LINES, FEWEST_PAGES = 2, 3
HYPHEN = re.compile(r"(?<=[^\W\d_])[\u00ad\u2010\x02\ufffe-]$")
BULLET = re.compile(r"\s*(?:[•▪‣◦·●○■–—*-]\s|\(?\d{1,3}[.)]\s|\(?[a-z][.)]\s)")
CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\ufffe\uffff]")
PROPERTIES = (("Title", "title"), ("Author", "author"))

# Run by the child: the file comes on standard input, a JSON object goes to standard output.
CHILD = """
import json, sys
total, pages = 0, []
try:
    import resource
    resource.setrlimit(resource.RLIMIT_AS, ({memory}, {memory}))
    resource.setrlimit(resource.RLIMIT_CPU, ({seconds}, {seconds}))
except (ImportError, ValueError, OSError):
    pass
import pypdfium2
document = pypdfium2.PdfDocument(sys.stdin.buffer.read())
count = len(document)
unicode_of = pypdfium2.raw.FPDFText_GetUnicode

def read_runs(text):
    words, box = [], None
    for index in range(text.count_chars()):
        character = chr(unicode_of(text.raw, index))
        if character in "\\r\\n":
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
            words.append(character)
            box = [left, bottom, right, top] if box is None else [
                min(box[0], left), min(box[1], bottom), max(box[2], right), max(box[3], top)]
    if words:
        yield words, box

for index in range(min(count, {pages})):
    page = document[index]
    runs = [("".join(words), *box) for words, box in read_runs(page.get_textpage())]
    total += sum(len(run[0]) for run in runs)
    pages.append(runs)
    page.close()
    if total > {characters}:
        break
json.dump({{"count": count, "total": total, "pages": pages, "properties": document.get_metadata_dict()}}, sys.stdout)
"""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page: its cells (one, unless wide gaps part it), and its place in points."""

    cells: tuple[str, ...]
    left: float
    bottom: float
    top: float
    page: int

    @property
    def text(self) -> str:
        """The words of the line."""
        return " ".join(self.cells)

    @property
    def height(self) -> float:
        """How tall the line is."""
        return self.top - self.bottom


def read_portable(data: bytes, *, address: str) -> tuple[list[Piece], tuple[Signal, ...]]:
    """The pieces of a PDF and what its properties state; raises SourceError for what has no text or cannot be read."""
    read = run_child(data, address)
    if read["count"] > MOST_PAGES or read["total"] > MOST_CHARACTERS:
        raise make_error(address, f"it has {read['count']:,} pages and {read['total']:,} characters or more")
    pages = [list(make_lines(runs, number)) for number, runs in enumerate(read["pages"])]
    if not any(pages):
        raise make_error(address, "it has no text, only pictures of text")
    edges = find_edges(pages)
    lines = [line for page in pages for line in page if simplify(line.text) not in edges]
    return list(make_pieces(lines)), tuple(read_properties(read["properties"]))


def run_child(data: bytes, address: str) -> dict[str, Any]:
    """What the child process read; raises SourceError where it failed, crashed or took too long."""
    code = CHILD.format(
        memory=MOST_MEMORY, seconds=SECONDS, pages=MOST_PAGES, characters=MOST_CHARACTERS, gap=COLUMN_GAP
    )
    try:
        done = subprocess.run(
            [sys.executable, "-c", code], input=data, capture_output=True, timeout=2 * SECONDS, check=False
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
    return dict(json.loads(done.stdout))


def explain(trace: str) -> str:
    """Why the child failed, in words."""
    last = trace.strip().splitlines()[-1] if trace.strip() else "the reader of PDF files crashed"
    if "password" in last.lower():
        return "it is locked by a password"
    return "it needs too much memory" if last.startswith("MemoryError") else last.rpartition(": ")[2]


def make_error(address: str, found: str) -> SourceError:
    """The error for a PDF that cannot be read."""
    return SourceError(
        f"{address}: this PDF cannot be read: {found}. A PDF must have a text layer and at most {MOST_PAGES:,} pages. "
        f"Recognise the text first (ocrmypdf IN OUT), or save it again from its program."
    )


def make_lines(runs: Iterable[Sequence[Any]], page: int) -> Iterator[Line]:
    """The lines of a page: runs of one height on the page, from left to right."""
    line: list[tuple[str, float, float, float, float]] = []
    for words, left, bottom, right, top in runs:
        cleaned = " ".join(mend(str(words)).split())
        if not cleaned:
            continue
        if line and not overlaps(line[-1], bottom, top):
            yield finish_line(line, page)
            line = []
        line.append((cleaned, left, bottom, right, top))
    if line:
        yield finish_line(line, page)


def mend(words: str) -> str:
    """The words with characters beyond the first plane put together, and what stands for a soft hyphen as one."""
    return CONTROLS.sub("\u00ad", words.encode("utf-16", "surrogatepass").decode("utf-16", "replace"))


def overlaps(run: tuple[str, float, float, float, float], bottom: float, top: float) -> bool:
    """Whether a run stands on the line of another: half of the lower one's height is shared."""
    shared = min(run[4], top) - max(run[2], bottom)
    return shared > 0.5 * min(run[4] - run[2], top - bottom)


def finish_line(runs: list[tuple[str, float, float, float, float]], page: int) -> Line:
    """The line of runs; those that stand close are one cell."""
    runs = sorted(runs, key=lambda run: run[1])
    height = max(run[4] - run[2] for run in runs)
    cells, end = [runs[0][0]], runs[0][3]
    for words, left, _, right, _ in runs[1:]:
        gap = left - end
        if gap > COLUMN_GAP * height and not BULLET.fullmatch(cells[-1] + " "):
            cells.append(words)
        else:
            cells[-1] += words if gap < 0.1 * height else f" {words}"
        end = max(end, right)
    bottom, top = max(runs, key=lambda run: len(run[0]))[2::2]
    return Line(tuple(cells), runs[0][1], bottom, top, page)


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
            is_large = line.height >= HEADING_HEIGHT * height and len(line.text) < LONGEST_HEADING
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
        return FINAL_STOP.search(previous.text) is None and line.text[:1].islower()
    if len(previous.text) <= short and FINAL_STOP.search(previous.text):
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
