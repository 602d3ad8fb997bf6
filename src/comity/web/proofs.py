"""Facts and findings as pages show them: the sentence, its standing, and each quote with where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from comity.model import Fact, Finding, Source, Statement
from comity.web.library import Library
from comity.web.pages import name_source, quote_address, statement_address
from comity.writing.timeline import TimelineRow

LONGEST_QUOTE = 600


@dataclass(frozen=True, slots=True)
class ShownQuote:
    """A quote, the source that has it, and the address where it is seen in its place."""

    text: str
    source: str
    address: str
    statement: str = ""
    modality: str = "asserted"


@dataclass(frozen=True, slots=True)
class ShownFact:
    """A fact with its sentence and quotes."""

    row: TimelineRow
    reasons: tuple[str, ...]
    quotes: tuple[ShownQuote, ...]


@dataclass(frozen=True, slots=True)
class ShownFinding:
    """A finding with its quotes."""

    finding: Finding
    quotes: tuple[ShownQuote, ...]


def show_facts(
    library: Library, facts: Sequence[Fact], sources: Mapping[str, Source], *, on: date, dated: bool = False
) -> list[ShownFact]:
    """The facts in the order of time; those without a date last, or left out where `dated`."""
    by_id = {fact.id: fact for fact in facts}
    rows = [row for row in library.tell_facts(facts, on) if row.when or not dated]
    return [ShownFact(row, by_id[row.id].reasons, show_statements(by_id[row.id].statements, sources)) for row in rows]


def show_statements(statements: Iterable[Statement], sources: Mapping[str, Source]) -> tuple[ShownQuote, ...]:
    """The quotes of statements."""
    return tuple(show_statement(one, sources) for one in statements)


def show_statement(statement: Statement, sources: Mapping[str, Source]) -> ShownQuote:
    """The quote of a statement."""
    named = tell_source(statement.source, sources)
    return ShownQuote(cut(statement.quote), named, statement_address(statement), statement.id, statement.modality)


def show_finding(finding: Finding, sources: Mapping[str, Source]) -> ShownFinding:
    """A finding with the quotes of its places; the statement is told where one stands there."""
    named = dict(enumerate(finding.statements)) if len(finding.statements) == len(finding.places) else {}
    quotes = tuple(
        ShownQuote(
            cut(place.quote), tell_source(place.source, sources), quote_address(place.source, place.start, place.end),
            named.get(number, ""),
        )
        for number, place in enumerate(finding.places)
    )  # fmt: skip
    return ShownFinding(finding, quotes)


def tell_source(sha256: str, sources: Mapping[str, Source]) -> str:
    """A source in a few words; of one that is not at hand, its first digits."""
    source = sources.get(sha256)
    return f"source {sha256[:8]}" if source is None else name_source(source)


def cut(quote: str) -> str:
    """A quote that is not too long for a list."""
    return quote if len(quote) <= LONGEST_QUOTE else quote[:LONGEST_QUOTE].rsplit(" ", 1)[0] + " …"
