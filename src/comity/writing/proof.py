"""The proof of a page: one HTML file with every claim, fact and quote, sealed by hashes that it can check itself.

The seal is a tree of SHA-256: quotes, facts of quotes, claims of facts, the page of claims. The sources' own texts are
not in it (they are not ours to pass on): their hashes are, and the page tells whether a file that the reader chooses
has the same bytes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from comity.model.shown import clean
from comity.writing.citation import cite_source, is_web_address
from comity.writing.html import make_environment, style_sheet
from comity.writing.picture import read_style
from comity.writing.sheets import hash_script
from comity.writing.tree import Figure, Page, Proof, Quote, ReferenceEntry, Support, TableBlock


@dataclass(frozen=True, slots=True)
class SealedQuote:
    """A quote as the page shows it. `verbatim` is the hash of its exact characters in the text of the source."""

    statement: str
    source: str
    name: str
    start: int
    end: int
    line: int | None
    modality: str
    when: str
    before: str
    quote: str
    after: str
    verbatim: str
    sha256: str


@dataclass(frozen=True, slots=True)
class SealedFact:
    """A fact or finding with the quotes behind it."""

    id: str
    anchor: str
    standing: str
    reasons: tuple[str, ...]
    quotes: tuple[SealedQuote, ...]
    sha256: str


@dataclass(frozen=True, slots=True)
class SealedClaim:
    """A sentence, row or picture of the page with the facts behind it."""

    text: str
    facts: tuple[SealedFact, ...]
    sha256: str


@dataclass(frozen=True, slots=True)
class SealedSource:
    """A source: how it is cited, its address if that is one of the web, and its bytes."""

    sha256: str
    size: int
    cited: str
    address: str | None


@dataclass(frozen=True, slots=True)
class Bundle:
    """The whole of it under one seal."""

    title: str
    on: str
    claims: tuple[SealedClaim, ...]
    facts: tuple[SealedFact, ...]
    sources: tuple[SealedSource, ...]
    sha256: str


def render_proof(bundle: Bundle) -> str:
    """The bundle as a self-contained HTML document."""
    script = read_style("proof.js")
    return make_environment("british").get_template("proof.html").render(
        proof=bundle, style=Markup(style_sheet()), proof_style=Markup(read_style("proof.css")), script=Markup(script),
        script_hash=Markup(hash_script(script)),
    )  # fmt: skip


def make_bundle(page: Page) -> Bundle:
    """The claims of a page with all that they rest on."""
    entries = {entry.number: entry for entry in page.references}
    facts = {id: seal_fact(proof, entries) for id, proof in page.proofs.items()}
    claims = tuple(seal_claim(text, support, facts) for text, support in dict.fromkeys(list_claims(page)))
    title = clean(page.title)
    return Bundle(
        title=title,
        on=page.on,
        claims=claims,
        facts=tuple(facts.values()),
        sources=tuple(seal_source(entry, page) for entry in page.references),
        sha256=seal([title, page.on, [claim.sha256 for claim in claims]]),
    )


def list_claims(page: Page) -> Iterator[tuple[str, Support]]:
    """Everything that the page claims, in the order of reading."""
    yield from ((one.text, one.support) for one in page.sentences())
    for section in page.sections:
        for block in section.blocks:
            if isinstance(block, TableBlock):
                yield from ((", ".join(row.cells), row.support) for row in block.rows)
            elif isinstance(block, Figure):
                yield block.picture.alternative, block.support


def seal(values: list[object]) -> str:
    """The hash of a list, written as JSON without spaces.

    >>> seal(["a", 1])[:8]
    '135f17a4'
    """
    return hashlib.sha256(json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()


def seal_claim(text: str, support: Support, facts: dict[str, SealedFact]) -> SealedClaim:
    """A claim with the facts and findings behind it."""
    behind = tuple(facts[id] for id in (*support.facts, *support.findings))
    return SealedClaim(clean(text), behind, seal([clean(text), [fact.sha256 for fact in behind]]))


def seal_fact(proof: Proof, entries: dict[int, ReferenceEntry]) -> SealedFact:
    """A fact or finding with its quotes."""
    quotes = tuple(seal_quote(quote, entries[quote.number]) for quote in proof.quotes)
    standing, reasons = clean(proof.standing), tuple(map(clean, proof.reasons))
    sealed = seal([proof.id, standing, list(reasons), [quote.sha256 for quote in quotes]])
    return SealedFact(proof.id, f"f{proof.id}", standing, reasons, quotes, sealed)


def seal_quote(quote: Quote, entry: ReferenceEntry) -> SealedQuote:
    """A quote in its place."""
    source, when = entry.source.sha256, quote.when or ""
    shown = clean(quote.before), clean(quote.quote), clean(quote.after)
    verbatim = hashlib.sha256(quote.quote.encode()).hexdigest()
    place = (quote.statement, source, quote.start, quote.end, quote.modality, when)
    return SealedQuote(
        quote.statement, source, clean(entry.name), quote.start, quote.end, quote.line, quote.modality, when, *shown,
        verbatim, seal([*place, *shown, verbatim]),
    )  # fmt: skip


def seal_source(entry: ReferenceEntry, page: Page) -> SealedSource:
    """A source with its hash."""
    address = clean(entry.source.address)
    cited = " ".join(cite_source(entry.source, page.house.dates))
    return SealedSource(entry.source.sha256, entry.source.size, cited, address if is_web_address(address) else None)
