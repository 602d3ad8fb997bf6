"""Markdown to markup: CommonMark with tables and footnotes; a block of properties at the top is read as such."""

from __future__ import annotations

import re
from collections.abc import Iterator

from comity.errors import SourceError
from comity.sources.bounds import check_characters
from comity.sources.dates import parse_date
from comity.sources.properties import Signal

# Each takes up to 2 KB while it is parsed.
SIGNS, MOST_SIGNS = "\n*_[`|<", 80_000
FRONT = re.compile(r"---[ \t]*\r?\n(.{0,20000}?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|$)", re.DOTALL)
FRONT_LINE = re.compile(
    r"(title|author|publisher|date|updated|lang|language|licen[cs]e):[ \t]*[\"']?(.{1,300}?)[\"']?[ \t]*$"
)
FRONT_NAMES = {"date": "published", "lang": "language", "license": "licence"}
NOTE = re.compile(r"^\[\^([\w-]{1,40})\]:[ \t]+(.+(?:\r?\n(?:[ \t]{2,}\S.*))*)", re.MULTILINE)
NOTE_MARK = re.compile(r"\[\^([\w-]{1,40})\]")


def read_markdown(text: str, *, address: str) -> tuple[str, tuple[Signal, ...]]:
    """The markup of a Markdown text and what its first block states."""
    from markdown_it import MarkdownIt

    check_characters(len(text), address)
    if (count := sum(map(text.count, SIGNS))) > MOST_SIGNS:
        raise SourceError(
            f"{address}: this Markdown text has {count:,} lines and signs. One may have {MOST_SIGNS:,}. "
            f"Split it into its documents."
        )
    front = FRONT.match(text)
    signals = tuple(read_front(front[1])) if front else ()
    body = text[front.end() :] if front else text
    notes: dict[str, str] = dict(NOTE.findall(body))
    parser = MarkdownIt("commonmark").enable("table")
    markup = write_marks(parser.render(NOTE.sub("", body)), list(notes))
    entries = "".join(f'<li id="fn-{name}">{parser.renderInline(words)}</li>' for name, words in notes.items())
    return f"<html><body>{markup}<ol>{entries}</ol>", signals


def read_front(front: str) -> Iterator[Signal]:
    """The properties of a block at the top; only simple lines are read."""
    for line in front.splitlines():
        found = FRONT_LINE.match(line)
        if found is None:
            continue
        name = FRONT_NAMES.get(found[1], found[1])
        value = parse_date(found[2]) if name in ("published", "updated") else found[2]
        if value:
            yield Signal(name, value, f"front matter {found[1]}")


def write_marks(markup: str, names: list[str]) -> str:
    """The markup with a link for each mark of a note that exists."""
    numbers = {name: number for number, name in enumerate(names, 1)}

    def link(found: re.Match[str]) -> str:
        number = numbers.get(found[1])
        return f'<sup><a href="#fn-{found[1]}">{number}</a></sup>' if number else found[0]

    return NOTE_MARK.sub(link, markup)
