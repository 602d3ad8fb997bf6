"""ODT to markup: headings, lists, tables, notes and links of an OpenDocument text, and what its file states."""

from __future__ import annotations

import html
import zipfile
from collections.abc import Iterator, Mapping

from comity.errors import SourceError
from comity.sources.archives import BROKEN, open_bytes, read_entry
from comity.sources.dates import parse_date
from comity.sources.properties import Signal
from comity.sources.tagged import SPACED, MarkupWriter, parse_tagged

PROPERTIES = {"title": "title", "creator": "author", "initial-creator": "author", "language": "language",
              "date": "updated"}  # fmt: skip


class TextWriter(MarkupWriter):
    """Writes the markup of `content.xml`."""

    TAGS = {"p": "p", "list": "ul", "list-item": "li", "list-header": "li", "table": "table", "table-row": "tr"}
    DROPPED = frozenset((
        "annotation", "tracked-changes", "forms", "font-face-decls", "scripts", "desc", "sequence-decls",
        "variable-decls", "user-field-decls", "covered-table-cell", "script", "object", "plugin",
    ))  # fmt: skip
    HIDDEN_VALUES = frozenset(("none", "true", "condition"))

    def __init__(self) -> None:
        super().__init__()
        self.style = ""
        self.parents: dict[str, str] = {}
        self.hiding: set[str] = set()
        self.levels: list[int] = []
        self.ends: dict[str, list[str]] = {"p": [], "span": []}
        self.in_citation = False
        self.printed = ""

    def start_style(self, values: Mapping[str, str]) -> None:
        """A style: what it stands on."""
        self.style = values.get("name", "")
        self.parents[self.style] = values.get("parent-style-name", "")

    def start_text_properties(self, values: Mapping[str, str]) -> None:
        """What a style does to its words: hide them."""
        if values.get("display") in self.HIDDEN_VALUES:
            self.hiding.add(self.style)

    def open(self, tag: str, name: str, values: Mapping[str, str]) -> None:
        """An element that a style may hide."""
        is_hidden = values.get("style-name", "") in self.hiding
        self.parts.append(f"<{tag} hidden>" if is_hidden else f"<{tag}>")
        self.ends[name].append(f"</{tag}>")

    def start_p(self, values: Mapping[str, str]) -> None:
        """A paragraph; one in the style of titles is the title."""
        name = values.get("style-name", "")
        self.open("h1" if "Title" in (name, self.parents.get(name)) else "p", "p", values)

    def end_p(self) -> None:
        """The paragraph ends."""
        self.parts.append(self.ends["p"].pop())

    def start_span(self, values: Mapping[str, str]) -> None:
        """Words in a style of their own."""
        self.open("span", "span", values)

    def end_span(self) -> None:
        """They end."""
        self.parts.append(self.ends["span"].pop())

    def start_hidden_text(self, values: Mapping[str, str]) -> None:
        """A field whose words are hidden."""
        self.parts.append(f"<span hidden>{html.escape(values.get('string-value', ''))}</span>")
        self.dropped += 1

    def start_h(self, values: Mapping[str, str]) -> None:
        """A heading."""
        level = values.get("outline-level", "1")
        self.levels.append(min(max(int(level), 1), 6) if level.isdecimal() and len(level) < 3 else 1)
        self.parts.append(f"<h{self.levels[-1]}>")

    def end_h(self) -> None:
        """The heading ends."""
        self.parts.append(f"</h{self.levels.pop()}>")

    def start_table_of_content(self, _values: Mapping[str, str]) -> None:
        """A list of contents is no prose."""
        self.parts.append("<nav>")

    def end_table_of_content(self) -> None:
        """It ends."""
        self.parts.append("</nav>")

    def start_table_header_rows(self, _values: Mapping[str, str]) -> None:
        """The rows that follow head the table."""
        self.in_header_row = True

    def end_table_header_rows(self) -> None:
        """They end."""
        self.in_header_row = False

    def start_table_cell(self, values: Mapping[str, str]) -> None:
        """A cell. Repeated ones are empty and not repeated here."""
        columns, rows = values.get("number-columns-spanned", ""), values.get("number-rows-spanned", "")
        self.cell(is_header=self.in_header_row, columns=columns, rows=rows)

    def start_a(self, values: Mapping[str, str]) -> None:
        """A link."""
        self.parts.append(f'<a href="{html.escape(values.get("href", ""))}">')

    def end_a(self) -> None:
        """The link ends."""
        self.parts.append("</a>")

    def start_s(self, values: Mapping[str, str]) -> None:
        """Several spaces."""
        self.parts.append(" ")

    def start_tab(self, _values: Mapping[str, str]) -> None:
        """A tabulator."""
        self.parts.append("\t")

    def start_line_break(self, _values: Mapping[str, str]) -> None:
        """A new line within a paragraph."""
        self.parts.append("<br>")

    def start_note_citation(self, _values: Mapping[str, str]) -> None:
        """The mark of a note."""
        self.in_citation, self.printed = True, ""

    def end_note_citation(self) -> None:
        """The mark is known."""
        self.in_citation = False

    def start_note_body(self, _values: Mapping[str, str]) -> None:
        """The words of the note; its paragraphs are parted by a space."""
        self.open_note(self.printed)

    def end_note_body(self) -> None:
        """The note ends."""
        self.parts = [" " if part in ("<p>", "</p>") else part for part in self.parts]
        self.close_note()

    def words(self, text: str) -> None:
        """Characters; those of a mark are kept for it."""
        if self.in_citation:
            self.printed += text
        else:
            super().words(text)


class PropertyReader:
    """Reads `meta.xml`: each property with its words."""

    def __init__(self) -> None:
        self.found: list[tuple[str, str]] = []
        self.name = ""

    def start(self, name: str, _values: Mapping[str, str]) -> None:
        """A property begins."""
        self.name = name if name in PROPERTIES else ""
        if self.name:
            self.found.append((name, ""))

    def end(self, _name: str) -> None:
        """It ends."""
        self.name = ""

    def words(self, text: str) -> None:
        """Its words."""
        if self.name:
            self.found[-1] = (self.name, self.found[-1][1] + text)


def read_opendocument(data: bytes, *, address: str) -> tuple[str, tuple[Signal, ...]]:
    """The markup of an ODT file and what its properties state; raises SourceError for what is broken or a bomb."""
    with open_bytes(data, address) as archive:
        content, properties = read_part(archive, "content.xml", address), read_part(archive, "meta.xml", address)
    writer, reader = TextWriter(), PropertyReader()
    parse_tagged(content, writer, address=address, words="ODT file")
    if properties:
        parse_tagged(properties, reader, address=address, words="ODT file")
    return writer.finish(), tuple(state(reader.found))


def read_part(archive: zipfile.ZipFile, name: str, address: str) -> bytes:
    """The bytes of a part; b"" of one that need not be there."""
    try:
        return read_entry(archive, name) if name in archive.namelist() or name == "content.xml" else b""
    except (KeyError, *BROKEN) as error:
        raise SourceError(
            f"{address}: this ODT file cannot be read: {error}. It must have a content.xml. "
            f"Open it in a word processor and save it again as .odt."
        ) from error


def state(found: list[tuple[str, str]]) -> Iterator[Signal]:
    """What the properties state; who changed the text last is its author only where nobody else is named."""
    for name, words in sorted(found, key=lambda pair: pair[0] == "creator"):
        value = SPACED.sub(" ", words).strip()
        stated = parse_date(value) if PROPERTIES[name] == "updated" else value
        if stated:
            yield Signal(PROPERTIES[name], stated, f"meta.xml {name}")
