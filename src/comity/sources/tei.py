"""TEI to markup: text, tables, notes and links of an edition, and what its header states.

Of two readings that an editor offers (`choice`), the corrected, regular or expanded one is read.
"""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping

from comity.sources.dates import parse_date
from comity.sources.licences import find_licence
from comity.sources.properties import Signal
from comity.sources.tagged import SPACED, MarkupWriter, parse_tagged

# The path of names within the header, by its end → property. The edition's own title, not that of what it prints.
HEADER = {
    "titleStmt/title": "title", "titleStmt/author": "author", "publicationStmt/publisher": "publisher",
    "publicationStmt/date": "published", "availability/licence": "licence", "availability/p": "licence",
    "langUsage/language": "language", "revisionDesc/change": "updated",
}  # fmt: skip
VALUES = {"publicationStmt/date": "when", "langUsage/language": "ident", "availability/licence": "target",
          "revisionDesc/change": "when"}  # fmt: skip
LEFT = frozenset(("sic", "orig", "abbr"))


class EditionWriter(MarkupWriter):
    """Writes the markup of the text and gathers what the header states."""

    TAGS = {
        "p": "p", "ab": "p", "l": "p", "dateline": "p", "salute": "p", "signed": "p", "closer": "div",
        "opener": "div", "byline": "p", "quote": "div", "q": "span", "list": "ul", "item": "li", "table": "table",
        "row": "tr", "figure": "div", "postscript": "div", "address": "p", "label": "span", "docTitle": "h1",
        "epigraph": "div",
    }  # fmt: skip
    DROPPED = frozenset(("fw", "gap", "del", "figDesc", "graphic", "facsimile", "standOff", "surplus", "index"))

    def __init__(self) -> None:
        super().__init__()
        self.path: list[str] = []
        self.header: list[tuple[str, str, str]] = []
        self.divisions = 0
        self.is_label = False
        self.titles: list[str] = []
        self.choices: list[int] = []
        self.noted: list[bool] = []

    def start(self, name: str, values: Mapping[str, str]) -> None:
        """An element begins; those of the header are noted, not written."""
        self.path.append(name)
        if "teiHeader" in self.path:
            self.note_header(values)
        elif self.choices and name in LEFT and not self.dropped and self.path[-2] == "choice":
            self.dropped += 1
        else:
            super().start(name, values)

    def end(self, name: str) -> None:
        """An element ends."""
        in_header = "teiHeader" in self.path
        self.path.pop()
        if not in_header:
            super().end(name)

    def words(self, text: str) -> None:
        """Characters, of the header or of the text."""
        if "teiHeader" not in self.path:
            super().words(text)
        elif self.header and self.header[-1][0] == "/".join(self.path[-2:]):
            place, value, words = self.header[-1]
            self.header[-1] = (place, value, words + text)

    def note_header(self, values: Mapping[str, str]) -> None:
        """A property begins, if it is one of the edition."""
        place = "/".join(self.path[-2:])
        if place in HEADER and "sourceDesc" not in self.path:
            self.header.append((place, values.get(VALUES.get(place, ""), ""), ""))

    def start_choice(self, _values: Mapping[str, str]) -> None:
        """Two readings of one place."""
        self.choices.append(1)

    def end_choice(self) -> None:
        """They end."""
        self.choices.pop()

    def start_div(self, _values: Mapping[str, str]) -> None:
        """A part of the text."""
        self.divisions += 1
        self.parts.append("<div>")

    def end_div(self) -> None:
        """It ends."""
        self.divisions -= 1
        self.parts.append("</div>")

    def start_head(self, _values: Mapping[str, str]) -> None:
        """A heading; of a table or list, its caption."""
        holder = self.path[-2] if len(self.path) > 1 else ""
        tag = "caption" if holder == "table" else "p" if holder in ("list", "figure") else f"h{self.level()}"
        self.titles.append(tag)
        self.parts.append(f"<{tag}>")

    def level(self) -> int:
        """The level of a heading here."""
        return min(max(self.divisions, 1), 6)

    def end_head(self) -> None:
        """The heading ends."""
        self.parts.append(f"</{self.titles.pop()}>")

    def start_row(self, values: Mapping[str, str]) -> None:
        """A row; "label" ones head the table."""
        self.is_label = values.get("role") == "label"
        self.parts.append("<tr>")

    def start_cell(self, values: Mapping[str, str]) -> None:
        """A cell."""
        is_header = self.is_label or values.get("role") == "label"
        self.cell(is_header=is_header, columns=values.get("cols", ""), rows=values.get("rows", ""))

    def start_note(self, values: Mapping[str, str]) -> None:
        """A note of the page; one that stands between paragraphs is text."""
        is_noted = values.get("place") != "inline" and bool({"p", "head", "item", "cell", "l", "ab"} & set(self.path))
        self.noted.append(is_noted)
        if is_noted:
            self.open_note(values.get("n", ""))
        else:
            self.parts.append("<p>")

    def end_note(self) -> None:
        """The note ends."""
        if self.noted.pop():
            self.parts = [" " if part in ("<p>", "</p>") else part for part in self.parts]
            self.close_note()
        else:
            self.parts.append("</p>")

    def start_ref(self, values: Mapping[str, str]) -> None:
        """A link."""
        self.parts.append(f'<a href="{html.escape(values.get("target", ""))}">')

    def end_ref(self) -> None:
        """The link ends."""
        self.parts.append("</a>")

    def start_lb(self, values: Mapping[str, str]) -> None:
        """A new line of the print; a word may run over it."""
        self.parts.append("" if values.get("break") == "no" else " ")

    start_pb = start_lb


def read_tei(data: bytes, *, address: str) -> tuple[str, tuple[Signal, ...]]:
    """The markup of a TEI file and what its header states; raises SourceError for what is broken or hostile."""
    writer = EditionWriter()
    parse_tagged(data, writer, address=address, words="TEI file")
    return writer.finish(), tuple(state(writer.header))


def state(header: list[tuple[str, str, str]]) -> Iterator[Signal]:
    """What a header states, in its order."""
    for place, value, words in header:
        stated = normalise(HEADER[place], value, SPACED.sub(" ", words).strip())
        if stated:
            yield Signal(HEADER[place], stated, f"TEI header {place}")


def normalise(name: str, value: str, words: str) -> str:
    """The value of a property in its one form: what an attribute states before what is printed."""
    if name in ("published", "updated"):
        return parse_date(value or words) or ""
    if name == "licence":
        return find_licence(value or words) or find_licence(words) or ""
    return value or words
