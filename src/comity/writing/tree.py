"""What a page is before it has a form: sections of sentences and tables, each with the statements it rests on.

A `Sentence`, `Cell` or `Row` without support cannot be made: what the page itself says of the record (that nothing
is known, as of when) is a `Note`. The renderers (`html`, `markdown`, `text`) only walk this tree.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from typing import Any, Literal

from comity.model import Source
from comity.writing.house import House
from comity.writing.picture import Picture


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark such as [1] in the text: the number of the reference, and which of its uses it is ("a", "b", …)."""

    number: int
    use: str

    @property
    def anchor(self) -> str:
        """The name of the place of the mark, to which the reference leads back."""
        return f"cite-{self.number}-{self.use}"


@dataclass(frozen=True, slots=True)
class Support:
    """What a piece of text rests on: ids of facts and findings, of their statements, and its marks."""

    facts: tuple[str, ...]
    statements: tuple[str, ...]
    marks: tuple[Mark, ...]
    findings: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.facts and not self.findings:
            raise ValueError("a claim needs the facts or findings that it rests on")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence with its support; `rule` names what wrote it: "relations, established: lead"."""

    text: str
    support: Support
    rule: str


@dataclass(frozen=True, slots=True)
class Note:
    """What the page says of itself or of the record: no claim about the world."""

    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences that run on; a note among them is set apart."""

    sentences: tuple[Sentence | Note, ...]


@dataclass(frozen=True, slots=True)
class Items:
    """A list, one sentence a line."""

    sentences: tuple[Sentence | Note, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: a text for each column, what the row rests on, and the rule that wrote it."""

    cells: tuple[str, ...]
    support: Support
    rule: str


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table of facts."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture of facts; each of its marks leads to `proof-ID` of the fact (its first twelve digits)."""

    picture: Picture
    support: Support
    rule: str


Block = Paragraph | Items | TableBlock | Figure


@dataclass(frozen=True, slots=True)
class Section:
    """A section with its heading; `anchor` is its name in addresses."""

    anchor: str
    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class InfoRow:
    """A line of the infobox: what it is about, and values with their support.

    `parameter` is its name in the encyclopaedia's template ("mission1"), empty where that has none.
    """

    label: str
    values: tuple[Sentence, ...]
    parameter: str = ""


@dataclass(frozen=True, slots=True)
class Infobox:
    """The box beside the lead: the map and the lines."""

    title: str
    map: Picture | None
    rows: tuple[InfoRow, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """Another page: its title, and the one or two states that it is about; none for an organisation."""

    text: str
    states: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReferenceEntry:
    """A numbered reference: the source, the places that cite it, and on which other source of the page it rests."""

    number: int
    source: Source
    name: str
    uses: tuple[Mark, ...]
    statements: int


@dataclass(frozen=True, slots=True)
class Quote:
    """A statement behind a fact: the source's characters with a little before and after, and where they stand.

    `start` and `end` count the characters of the source's text; `when` is the time of the claim (EDTF).
    """

    statement: str
    number: int
    before: str
    quote: str
    after: str
    line: int | None
    modality: str
    start: int
    end: int
    when: str | None = None


@dataclass(frozen=True, slots=True)
class Proof:
    """Why a fact or finding stands: its standing, the reasons, and the quotes."""

    id: str
    standing: str
    reasons: tuple[str, ...]
    quotes: tuple[Quote, ...]


@dataclass(frozen=True)
class Page:
    """An article or a brief as a tree."""

    form: Literal["article", "brief"]
    title: str
    description: str
    lead: Paragraph
    infobox: Infobox | None
    sections: tuple[Section, ...]
    notes: tuple[Note, ...]
    see_also: tuple[Link, ...]
    references: tuple[ReferenceEntry, ...]
    proofs: Mapping[str, Proof]
    pair: tuple[str, str]
    on: str
    known_at: str | None
    is_past: bool
    house: House

    def supports(self) -> Iterator[Support]:
        """Every support of the page, in the order of reading."""
        for sentence in self.sentences():
            yield sentence.support
        for section in self.sections:
            for block in section.blocks:
                if isinstance(block, TableBlock):
                    yield from (row.support for row in block.rows)
                elif isinstance(block, Figure):
                    yield block.support

    def sentences(self) -> Iterator[Sentence]:
        """Every sentence outside tables and figures, in the order of reading."""
        blocks: list[Block] = [self.lead]
        if self.infobox is not None:
            blocks += [Items(row.values) for row in self.infobox.rows]
        blocks += [block for section in self.sections for block in section.blocks]
        for block in blocks:
            if isinstance(block, Paragraph | Items):
                yield from (sentence for sentence in block.sentences if isinstance(sentence, Sentence))

    def _repr_html_(self) -> str:
        """The page in a frame of its own, for a notebook: its styles do not reach beyond it, and it runs nothing."""
        from comity.writing.html import render_html

        return f'<iframe sandbox srcdoc="{escape(render_html(self))}" width="100%" height="600"></iframe>'

    def to_json(self) -> dict[str, Any]:
        """The tree as plain values; each block with its type."""
        form = to_plain(self)
        assert isinstance(form, dict)
        return form


class Article(Page):
    """The encyclopaedia article on two states."""


class Brief(Page):
    """The desk brief on two states."""


def to_plain(value: object) -> object:
    """Dataclasses as mappings with their type, tuples as lists; pictures leave as what they show in words."""
    if isinstance(value, Picture):
        return {"alternative": value.alternative, "caption": value.caption}
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = {field.name: to_plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
        return {"type": type(value).__name__.lower(), **fields}
    if isinstance(value, Mapping):
        return {str(key): to_plain(one) for key, one in value.items()}
    if isinstance(value, tuple | list):
        return [to_plain(one) for one in value]
    return value


def join_quotes(quotes: Iterable[Quote]) -> list[Quote]:
    """Quotes of the same characters as one, which names the first digits of each statement."""
    same: dict[object, list[Quote]] = {}
    for one in quotes:
        same.setdefault((one.number, one.line, one.before, one.quote), []).append(one)
    return [
        dataclasses.replace(
            group[0], statement=" ".join(dict.fromkeys(one.statement[:12] for one in group if one.statement))
        )
        for group in same.values()
    ]
