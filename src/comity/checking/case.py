"""The case that the checks are given: the statements, their claims and documents, and the day that is asked for."""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from comity.checking.claims import Cluster, gather_clusters, split_claims
from comity.checking.origins import Dependence
from comity.checking.rules import Rule, details_of, load_rules
from comity.kinds import Vocabulary
from comity.model import Document, Finding, Place, Severity, Source, Statement, When
from comity.model.when import parse_when


@dataclass(frozen=True)
class Case:
    """Statements (each once, sorted, none rejected), documents by SHA-256, vocabulary, and the day asked for."""

    statements: tuple[Statement, ...]
    documents: Mapping[str, Document]
    vocabulary: Vocabulary
    on: date

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """The constraints of the kinds."""
        return load_rules(self.vocabulary)

    def rules_named(self, name: str) -> Iterator[Rule]:
        """The constraints of one rule."""
        return (rule for rule in self.rules if rule.name == name)

    @cached_property
    def clusters(self) -> tuple[Cluster, ...]:
        """The claims that are the same, in order of their key."""
        claims = split_claims(self.statements, self.vocabulary, details=details_of(self.rules))
        return tuple(gather_clusters(claims))

    @cached_property
    def asserted(self) -> Mapping[str, tuple[Cluster, ...]]:
        """The clusters of what is said to have happened or to hold, by kind."""
        found: dict[str, list[Cluster]] = {}
        for cluster in self.clusters:
            if cluster.lead.outlook == "asserted":
                found.setdefault(cluster.lead.kind.name, []).append(cluster)
        return {kind: tuple(clusters) for kind, clusters in found.items()}

    @cached_property
    def dependence(self) -> Dependence:
        """Which source rests on which."""
        return Dependence(self.documents)

    @cached_property
    def by_source(self) -> Mapping[str, tuple[Statement, ...]]:
        """The statements of each source, in order of their evidence."""
        found: dict[str, list[Statement]] = {sha: [] for sha in self.documents}
        for statement in sorted(self.statements, key=lambda statement: (statement.evidence, statement.id)):
            found.setdefault(statement.source, []).append(statement)
        return {sha: tuple(statements) for sha, statements in sorted(found.items())}

    @cached_property
    def _lines(self) -> dict[str, list[int]]:
        return {}

    def source(self, sha: str) -> Source | None:
        """The source of that hash; None where its document is not here."""
        document = self.documents.get(sha)
        return None if document is None else document.source

    def place(self, sha: str, start: int, end: int, quote: str = "") -> Place:
        """The place of a span, with line and column; those of an unknown document count from its first character."""
        document = self.documents.get(sha)
        if document is None:
            return Place(sha, start, end, 1, start + 1, quote)
        starts = self._lines.get(sha) or self._lines.setdefault(sha, line_starts(document.text))
        line = bisect_right(starts, start)
        return Place(sha, start, end, line, start - starts[line - 1] + 1, document.text[start:end])

    def place_of(self, statement: Statement) -> Place:
        """The place of a statement's evidence."""
        return self.place(statement.source, statement.evidence.start, statement.evidence.end, statement.quote)

    def written(self, sha: str) -> When | None:
        """The day on which a source was last changed, as it says itself; None where it does not say."""
        source = self.source(sha)
        edtf = source and (source.updated or source.published)
        return parse_when(edtf) if edtf else None

    def name_source(self, sha: str) -> str:
        """A source in words: its title or address, and its publisher."""
        source = self.source(sha)
        if source is None:
            return f"source {sha[:8]}"
        name = f"“{source.title}”" if source.title else source.address
        return f"{name} ({source.publisher})" if source.publisher and source.publisher != source.title else name

    def path(self, sha: str) -> str:
        """Where a source was taken from."""
        source = self.source(sha)
        return sha[:12] if source is None else source.address


def line_starts(text: str) -> list[int]:
    """The offset at which each line begins."""
    starts = [0]
    at = text.find("\n")
    while at >= 0:
        starts.append(at + 1)
        at = text.find("\n", at + 1)
    return starts


def make_finding(
    code: str,
    reason: str,
    places: Iterable[Place],
    *,
    statements: Iterable[Statement] = (),
    severity: Severity = "warning",
    arithmetic: str | None = None,
    settle: str | None = None,
) -> Finding:
    """A finding whose id is a hash of its code and places, so that a decision on it lasts when its words change."""
    there = tuple(dict.fromkeys(places))
    rests_on = tuple(dict.fromkeys(statement.id for statement in statements))
    content = [code, sorted((place.source, place.start, place.end) for place in there)]
    digest = hashlib.sha256(json.dumps(content).encode()).hexdigest()[:16]
    return Finding(digest, code, severity, reason, there, rests_on, arithmetic, settle)


def first_of_each_source(clusters: Sequence[Cluster]) -> list[Statement]:
    """One statement of each source, the most precise, for quotes."""
    found: dict[str, Statement] = {}
    for cluster in clusters:
        for statement in cluster.statements:
            found.setdefault(statement.source, statement)
    return list(found.values())
