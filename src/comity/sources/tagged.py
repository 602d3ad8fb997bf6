"""XML read by events: bytes go in, a writer is told of each element; nothing is expanded or fetched.

Entities that a file declares are refused, whatever they expand to; names lose their prefixes.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping
from typing import Protocol
from xml.parsers import expat

from comity.errors import SourceError
from comity.sources.bounds import check_xml

# Deeper than any text; the parser itself is bounded by memory alone.
DEEPEST = 2_000
SPACED = re.compile(r"\s+")


class Listener(Protocol):
    """What is told of elements as they come."""

    def start(self, name: str, values: Mapping[str, str]) -> None:
        """An element begins."""

    def end(self, name: str) -> None:
        """An element ends."""

    def words(self, text: str) -> None:
        """Characters between tags."""


class DeclaredEntityError(Exception):
    """The file declares an entity."""


def parse_tagged(data: bytes, listener: Listener, *, address: str, words: str) -> None:
    """Nothing; the listener is told of all elements. Raises SourceError for what is broken, too deep or hostile.

    `words` names the format in messages.
    """
    check_xml(data, address)
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.EntityDeclHandler = refuse_entity
    depth = 0

    def start(name: str, values: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise make_error(address, words, f"its elements are nested deeper than {DEEPEST:,}")
        listener.start(cut_prefix(name), {cut_prefix(key): value for key, value in values.items()})

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        listener.end(cut_prefix(name))

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = listener.words
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise make_error(address, words, f"line {error.lineno}, {expat.ErrorString(error.code)}") from error
    except (DeclaredEntityError, ValueError, LookupError) as error:
        raise make_error(address, words, str(error) or type(error).__name__) from error


def refuse_entity(*_parts: object) -> None:
    """Nothing; no format that is read needs entities of its own."""
    raise DeclaredEntityError("it declares entities")


def cut_prefix(name: str) -> str:
    """A name without its prefix."""
    return name.rpartition(":")[2]


def make_error(address: str, words: str, found: str) -> SourceError:
    """The error for XML that is not read."""
    return SourceError(
        f"{address}: this {words} cannot be read: {found}. It must be well-formed XML without "
        f"entities of its own. Export it again, or save its text."
    )


class MarkupWriter:
    """Writes markup from the elements of a format; the formats are tables and methods of their own.

    `TAGS` are elements written as others, `DROPPED` those that are left out with all that is in them. A method
    `start_x` or `end_x` (hyphens as underscores) takes over an element. Notes are gathered and stand at the end.
    """

    TAGS: Mapping[str, str] = {}
    DROPPED: frozenset[str] = frozenset()

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.notes: list[str] = []
        self.kept: list[list[str]] = []
        self.dropped = 0
        self.in_header_row = False

    def start(self, name: str, values: Mapping[str, str]) -> None:
        """An element begins: it is dropped, handled by its method, or written by its tag."""
        if self.dropped or name in self.DROPPED:
            self.dropped += 1
            return
        handle: Callable[[Mapping[str, str]], None] | None = getattr(self, f"start_{name.replace('-', '_')}", None)
        if handle is not None:
            handle(values)
        elif tag := self.TAGS.get(name):
            self.parts.append(f"<{tag}>")

    def end(self, name: str) -> None:
        """An element ends."""
        if self.dropped:
            self.dropped -= 1
            return
        handle: Callable[[], None] | None = getattr(self, f"end_{name.replace('-', '_')}", None)
        if handle is not None:
            handle()
        elif tag := self.TAGS.get(name):
            self.parts.append(f"</{tag}>")

    def words(self, text: str) -> None:
        """Characters."""
        if not self.dropped:
            self.parts.append(html.escape(text, quote=False))

    def open_note(self, printed: str = "") -> None:
        """A note begins: its mark is written here, its words go to the list of notes."""
        number = len(self.notes) + 1
        self.notes.append("")
        self.parts.append(f'<sup><a href="#fn-{number}">{html.escape(printed.strip() or str(number))}</a></sup>')
        self.kept.append([str(number)])
        self.kept.append(self.parts)
        self.parts = []

    def close_note(self) -> None:
        """The note ends."""
        words = SPACED.sub(" ", "".join(self.parts)).strip()
        self.parts = self.kept.pop()
        self.notes[int(self.kept.pop()[0]) - 1] = words

    def cell(self, *, is_header: bool, columns: str = "", rows: str = "") -> None:
        """A cell of a table begins."""
        spans = "".join(
            f' {name}="{count}"' for name, count in (("colspan", columns), ("rowspan", rows)) if count.isdecimal()
        )
        self.parts.append(f"<{'th' if is_header else 'td'}{spans}>")

    def finish(self) -> str:
        """The markup, with the notes as a list."""
        notes = "".join(f'<li id="fn-{number}">{words}</li>' for number, words in enumerate(self.notes, 1))
        return f"<html><body>{''.join(self.parts)}{f'<ol>{notes}</ol>' if notes else ''}"
