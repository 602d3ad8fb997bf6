"""PDF to plain lines: the pages' text in order, by a process of its own that may fail without harm.

PDFium reads hostile files in C++; a crash, a bomb or an endless loop ends the process and not the program.
Between pages stands a form feed, so that the page of a statement can be counted.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from comity.errors import SourceError
from comity.sources.dates import parse_date
from comity.sources.plain import FINAL_STOP
from comity.sources.properties import Signal

SECONDS = 60
MOST_MEMORY = 1 << 30
MOST_PAGES = 5_000
MOST_CHARACTERS = 64_000_000
PAGE = "\f"
# A line that fills this share of its page's width goes on in the next; letters of different width allow for no more.
FULL_SHARE = 0.72
# Lines at a page's edges that recur, but for their digits, on half of the pages.
EDGE_LINES, FEWEST_PAGES = 2, 3
HYPHEN = re.compile(r"(?<=[^\W\d_])[\u00ad\u2010\x02\ufffe-]$")
STARTS_BLOCK = re.compile(r"\s*(?:[•▪‣◦·●○■–—*-]\s|\(?\d{1,3}[.)]\s|\(?[a-z][.)]\s)")
PROPERTIES = (("Title", "title"), ("Author", "author"))

# Run by the child: the file comes on standard input, a JSON object goes to standard output.
CHILD = """
import json, sys
try:
    import resource
    resource.setrlimit(resource.RLIMIT_AS, ({memory}, {memory}))
    resource.setrlimit(resource.RLIMIT_CPU, ({seconds}, {seconds}))
except (ImportError, ValueError, OSError):
    pass
import pypdfium2
document = pypdfium2.PdfDocument(sys.stdin.buffer.read())
count, total, pages = len(document), 0, []
for index in range(min(count, {pages})):
    page = document[index]
    text = page.get_textpage().get_text_bounded()
    page.close()
    total += len(text)
    pages.append(text)
    if total > {characters}:
        break
json.dump({{"count": count, "total": total, "pages": pages, "properties": document.get_metadata_dict()}}, sys.stdout)
"""


def read_portable(data: bytes, *, address: str) -> tuple[str, tuple[Signal, ...]]:
    """The text of a PDF, one line a paragraph, and what its properties state; raises SourceError for what has none."""
    read = run_child(data, address)
    pages = [str(page) for page in read["pages"]]
    if read["count"] > MOST_PAGES or read["total"] > MOST_CHARACTERS:
        raise make_error(address, f"it has {read['count']:,} pages and {read['total']:,} characters or more")
    if not any(page.strip() for page in pages):
        raise make_error(address, "it has no text, only pictures of text")
    lines = [split_lines(page) for page in pages]
    edges = find_edges(lines)
    return join_pages([[line for line in page if simplify(line) not in edges] for page in lines]), tuple(
        read_properties(read["properties"])
    )


def run_child(data: bytes, address: str) -> dict[str, Any]:
    """What the child process read; raises SourceError where it failed, crashed or took too long."""
    code = CHILD.format(memory=MOST_MEMORY, seconds=SECONDS, pages=MOST_PAGES, characters=MOST_CHARACTERS)
    try:
        done = subprocess.run(
            [sys.executable, "-c", code], input=data, capture_output=True, timeout=2 * SECONDS, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise make_error(address, f"it was not read within {2 * SECONDS} seconds") from error
    if done.returncode:
        raise make_error(address, explain(done.stderr.decode(errors="replace")))
    return dict(json.loads(done.stdout))


def explain(trace: str) -> str:
    """Why the child failed, in words."""
    last = trace.strip().splitlines()[-1] if trace.strip() else "the reader of PDF files crashed"
    if "No module named" in last:
        return "the reader of PDF files is not installed (pip install 'comity[documents]')"
    if "password" in last.lower():
        return "it is locked by a password"
    return "it needs too much memory" if last.startswith("MemoryError") else last.rpartition(": ")[2]


def make_error(address: str, found: str) -> SourceError:
    """The error for a PDF that cannot be read."""
    return SourceError(
        f"{address}: this PDF cannot be read: {found}. A PDF must have a text layer and at most {MOST_PAGES:,} pages. "
        f"Recognise the text first (ocrmypdf IN OUT), or save it again from its program."
    )


def split_lines(page: str) -> list[str]:
    """The lines of a page that are not empty."""
    return [line for raw in page.splitlines() if (line := " ".join(raw.split(" ")).strip())]


def simplify(line: str) -> str:
    """A line without its digits, by which running heads and page numbers are the same on every page."""
    return re.sub(r"\d+", "#", line)


def find_edges(pages: Sequence[Sequence[str]]) -> frozenset[str]:
    """The running heads and feet of pages."""
    edges = Counter(
        edge for page in pages for edge in {simplify(line) for line in (*page[:EDGE_LINES], *page[-EDGE_LINES:])}
    )
    return frozenset(edge for edge, count in edges.items() if count >= max(FEWEST_PAGES, len(pages) / 2))


def join_pages(pages: Sequence[Sequence[str]]) -> str:
    """The text: wrapped lines joined, an empty line between paragraphs; a paragraph goes on over the page's end."""
    paragraphs: list[list[str]] = []
    previous = ""
    for number, page in enumerate(pages):
        width = max((len(line) for line in page), default=0)
        for index, line in enumerate(page):
            joint = PAGE if number and not index else " "
            if not paragraphs or not is_continued(previous, line, width):
                paragraphs.append([line] if joint == " " else [PAGE, line])
            elif HYPHEN.search(previous) and line[:1].islower():
                paragraphs[-1][-1] = HYPHEN.sub("", paragraphs[-1][-1])
                paragraphs[-1] += [line] if joint == " " else [joint, line]
            else:
                paragraphs[-1] += [joint, line]
            previous = line
    return "\n\n".join("".join(parts) for parts in paragraphs)


def is_continued(previous: str, line: str, width: int) -> bool:
    """Whether a line goes on from the one before: that one is full, or has no stop and this begins small."""
    if STARTS_BLOCK.match(line):
        return False
    if FINAL_STOP.search(previous) is None and line[:1].islower():
        return True
    return len(previous) >= FULL_SHARE * width


def read_properties(properties: object) -> Iterator[Signal]:
    """What the file's properties state. When the file was made is not when its text was published."""
    stated = properties if isinstance(properties, dict) else {}
    for key, name in PROPERTIES:
        if value := " ".join(str(stated.get(key, "")).split()):
            yield Signal(name, value, f"PDF {key}")
    modified = re.match(r"D:(\d{8})", str(stated.get("ModDate", "")))
    if modified and (updated := parse_date(modified[1])):
        yield Signal("updated", updated, "PDF ModDate")
