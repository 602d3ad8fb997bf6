"""What the tools give: small, in pages, each claim with its sentence and the quotes of its sources."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from comity.api import OpenRecord
from comity.errors import ComityError
from comity.model import Fact, Source, Statement
from comity.model.shown import clean
from comity.writing import write_rows
from comity.writing.timeline import write_claims

MOST_QUOTES = 3
LONGEST_QUOTE = 400
MOST_ITEMS = 50


@dataclass(frozen=True)
class Quote:
    """The words of a source; `source`, `start` and `end` are what source_text takes."""

    quote: str
    title: str
    publisher: str | None
    address: str
    published: str | None
    source: str
    start: int
    end: int
    statement: str


@dataclass(frozen=True)
class FactAnswer:
    """A fact: its sentence, its time (EDTF), its standing, whether sources disagree, and quotes of what it rests on."""

    id: str
    sentence: str
    when: str
    kind: str
    standing: str
    is_disputed: bool
    sources: int
    quotes: list[Quote]


@dataclass(frozen=True)
class FactPage:
    """Facts; `next` is given back as `cursor` for those after them, null at the end."""

    items: list[FactAnswer]
    total: int
    next: str | None


@dataclass(frozen=True)
class NameAnswer:
    """What a name could mean; standing is meant, possible, not meant or unknown."""

    name: str
    standing: str | None
    code: str | None
    type: str | None
    label: str | None
    reason: str | None


@dataclass(frozen=True)
class NamePage:
    """Names."""

    items: list[NameAnswer]


@dataclass(frozen=True)
class ClaimAnswer:
    """What the record says of a claim: supported, contradicted or cannot tell, why, and the quotes that show it."""

    read_as: str
    ruling: str
    reason: str
    quotes: list[Quote]


@dataclass(frozen=True)
class ClaimPage:
    """A verdict on each thing that the text claims; where nothing was read in it, `note` says so."""

    items: list[ClaimAnswer]
    note: str | None


@dataclass(frozen=True)
class Hit:
    """A statement that has the words."""

    sentence: str
    when: str
    quote: Quote


@dataclass(frozen=True)
class HitPage:
    """Statements, the best first."""

    items: list[Hit]


@dataclass(frozen=True)
class Passage:
    """The text around a quote: `before`, the characters asked for, `after`; and what the source is."""

    before: str
    quote: str
    after: str
    title: str
    publisher: str | None
    address: str
    published: str | None
    retrieved: str | None
    source: str
    start: int
    end: int


def make_quote(statement: Statement, sources: Mapping[str, Source]) -> Quote:
    """The quote of a statement."""
    source = sources[statement.source]
    return Quote(
        quote=cut(clean(statement.quote)), title=clean(source.title or source.address), publisher=source.publisher,
        address=source.address, published=source.published, source=source.sha256, start=statement.evidence.start,
        end=statement.evidence.end, statement=statement.id,
    )  # fmt: skip


def cut(text: str) -> str:
    """The text, not too long."""
    return text if len(text) <= LONGEST_QUOTE else text[:LONGEST_QUOTE].rsplit(" ", 1)[0] + " …"


def find_sources(record: OpenRecord, statements: Iterable[Statement]) -> dict[str, Source]:
    """The sources of statements."""
    return {sha256: record.store.source(sha256) for sha256 in {one.source for one in statements}}


def page_facts(
    record: OpenRecord, facts: Sequence[Fact], *, on: date, cursor: str | None, limit: int, dated: bool
) -> FactPage:
    """The facts after the cursor, in the order of time."""
    rows = [row for row in write_rows(facts, record.vocabulary, on=on) if row.when or not dated]
    start = 0
    if cursor is not None:
        places = [number for number, row in enumerate(rows) if row.id == cursor]
        if not places:
            raise ComityError("That cursor is none of this question: ask again without one.")
        start = places[0] + 1
    most = max(1, min(limit, MOST_ITEMS))
    shown = rows[start : start + most]
    by_id = {fact.id: fact for fact in facts}
    sources = find_sources(record, (one for row in shown for one in by_id[row.id].statements[:MOST_QUOTES]))
    items = [
        FactAnswer(
            row.id, row.sentence, row.when, row.kind, row.standing, row.standing == "disputed", row.sources,
            [make_quote(one, sources) for one in by_id[row.id].statements[:MOST_QUOTES]],
        )
        for row in shown
    ]  # fmt: skip
    return FactPage(items, len(rows), shown[-1].id if shown and start + most < len(rows) else None)


def write_hits(record: OpenRecord, statements: Sequence[Statement], *, on: date) -> HitPage:
    """The statements with their sentences."""
    sources = find_sources(record, statements)
    told = write_claims(statements, record.vocabulary, on=on)
    return HitPage(
        [
            Hit(sentence, str(one.when or ""), make_quote(one, sources))
            for one, sentence in zip(statements, told, strict=True)
        ]
    )
