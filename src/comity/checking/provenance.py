"""What one source rests on: the entries that it cites, and the sources that have its words.

In: its document and the others of a record. Out: `Provenance`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from comity.checking.origins import Dependence
from comity.model import Document, Reference
from comity.sources.copies import Compared, Copy, find_candidates, make_sketch


@dataclass(frozen=True, slots=True)
class Cited:
    """An entry of a source's references, the number of its claims that rest on it, and which source it is, if known."""

    reference: Reference
    claims: int
    source: str | None


@dataclass(frozen=True, slots=True)
class Provenance:
    """What a source rests on."""

    cited: tuple[Cited, ...]
    copies: tuple[Copy, ...]


def trace(sha256: str, documents: Mapping[str, Document]) -> Provenance:
    """What a source among documents rests on: its references in their order, and the near-copies of its text."""
    document = documents[sha256]
    claims = Counter(citation.number for citation in document.citations)
    named = Dependence({sha256: document} | dict(documents)).matches if document.references else {}
    cited = tuple(
        Cited(reference, claims[reference.number], named.get((sha256, reference.number)))
        for reference in document.references
    )
    return Provenance(cited, tuple(find_copies_of(sha256, documents)))


def find_copies_of(sha256: str, documents: Mapping[str, Document]) -> list[Copy]:
    """The near-copies of one source among documents."""
    pairs = find_candidates(map(make_sketch, documents.values()))
    compared = Compared(documents)
    found = (compared.compare(*pair) for pair in pairs if sha256 in pair)
    return [copy for copy in found if copy is not None]
