"""The case that the checks are given: the statements, their claims and documents, and the day that is asked for."""

from __future__ import annotations

import hashlib
import itertools
import json
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter, itemgetter

from comity.checking.claims import Heading, Told, split_statements
from comity.checking.faults import Fault
from comity.checking.gathering import Cluster, Dealings, gather_dealings, in_order, sort_clusters
from comity.checking.lazy import lazy
from comity.checking.origins import Dependence, Tie
from comity.checking.replacing import find_later
from comity.checking.rules import Rule, details_of, load_rules
from comity.checking.sentences import Sentence, split_document
from comity.checking.shapes import Shape, make_shapes
from comity.kinds import Vocabulary
from comity.model import Document, Finding, Place, Severity, Source, Statement, When
from comity.model.when import parse_when

FEW_LINES = 8
DEALINGS_ORDER = attrgetter("order")


@dataclass(frozen=True)
class Case:
    """Statements (each once, none rejected, in any order), documents by SHA-256, vocabulary, and the day asked for.

    Where only facts are wanted, the lines of places are not looked up (`has_lines`), which would need all texts.
    """

    statements: tuple[Statement, ...]
    documents: Mapping[str, Document]
    vocabulary: Vocabulary
    on: date
    faults: tuple[Fault, ...] = ()
    has_lines: bool = True

    @lazy
    def tables(self) -> frozenset[str]:
        """The sources that are tables: they have statements, and no block of prose."""
        return frozenset(sha for sha, document in self.documents.items() if not document.blocks)

    @lazy
    def rules(self) -> tuple[Rule, ...]:
        """The constraints of the kinds."""
        return load_rules(self.vocabulary)

    def rules_named(self, name: str) -> Iterator[Rule]:
        """The constraints of one rule."""
        return (rule for rule in self.rules if rule.name == name)

    @lazy
    def headings(self) -> Mapping[str, Told]:
        """The statements by kind and by what they say beside time and amount, in any order.

        Most checks concern few statements: whether any says what a check looks for is asked here, once for all of it.
        """
        return split_statements(self.statements, self.shapes)

    @lazy
    def shapes(self) -> Mapping[str, Shape]:
        """The kinds as the checks need them."""
        return make_shapes(self.vocabulary, details_of(self.rules))

    def says(self, kind: str, is_wanted: Callable[[Heading], bool]) -> bool:
        """Whether anything asserted of a kind says what is wanted."""
        return any(one.modality == "asserted" and is_wanted(one) for one, _ in self.headings.get(kind, ()))

    def gives(self, kind: str, *names: str) -> bool:
        """Whether anything asserted of a kind has all of these roles and attributes."""
        return any(given.issuperset(names) for given in self._given.get(kind, ()))

    @lazy
    def _given(self) -> Mapping[str, set[frozenset[str]]]:
        """By kind, what roles and attributes its statements have: there are few such sets."""
        return {
            kind: {frozenset(names) for names in {one.names for one, _ in told if one.modality == "asserted"}}
            for kind, told in self.headings.items()
        }

    @lazy
    def standing(self) -> Mapping[str, Sequence[Statement]]:
        """By kind, the statements that tell how things stand, of kinds that go stale."""
        found: dict[str, list[Statement]] = {
            kind.name: [] for kind in self.vocabulary.values() if kind.stale_after_years is not None
        }
        shapes = self.shapes
        for one in self.statements:
            told = found.get(one.kind)
            if told is not None and is_standing(one, shapes[one.kind]):
                told.append(one)
        return found

    @lazy
    def dealings(self) -> Mapping[str, Sequence[Dealings]]:
        """The clusters by kind, in groups of the same parties; in any order."""
        return {kind: gather_dealings(told) for kind, told in self.headings.items()}

    @lazy
    def clusters(self) -> Sequence[Cluster]:
        """The claims that are the same, in any order."""
        return [
            cluster
            for group in self.dealings.values()
            for one in group
            for part in one.gathered.values()
            for cluster in part
        ]

    @lazy
    def rich(self) -> Mapping[str, Sequence[Dealings]]:
        """The dealings with two clusters and more, by kind; a cluster alone contradicts and replaces nothing."""
        return {kind: [one for one in group if one.has_several] for kind, group in self.dealings.items()}

    def told(self, kind: str, outlook: str = "asserted") -> Sequence[Cluster]:
        """The clusters of a kind that are asserted, to come or denied, in order; worked out once."""
        known = self._told_so.get((kind, outlook))
        if known is None:
            parts = (
                ((part, one.name), clusters)
                for one in self.dealings.get(kind, ())
                for part, clusters in one.gathered.items()
                if part[1] == outlook
            )
            ordered = sorted(parts, key=itemgetter(0))
            known = [cluster for _, clusters in ordered for cluster in sort_clusters(clusters)]
            self._told_so[kind, outlook] = known
        return known

    @lazy
    def _told_so(self) -> dict[tuple[str, str], Sequence[Cluster]]:
        return {}

    def asserted(self, kind: str) -> Iterator[Cluster]:
        """The clusters of a kind that are asserted, in any order."""
        return (
            cluster
            for one in self.dealings.get(kind, ())
            for (_, outlook), clusters in one.gathered.items()
            if outlook == "asserted"
            for cluster in clusters
        )

    def rivals(self, kind: str, may_differ: Callable[[Dealings], bool]) -> Sequence[Dealings]:
        """The dealings of a kind, in order, in which by a quick look something may contradict another."""
        return sorted(filter(may_differ, self.rich.get(kind, ())), key=DEALINGS_ORDER)

    @lazy
    def figures(self) -> dict[str, Sequence[tuple[Cluster, Cluster]]]:
        """For each kind, the figures that cannot be one, as the checks find them."""
        return {}

    @lazy
    def later(self) -> Mapping[Cluster, Cluster]:
        """For the clusters that a later one replaced, the later one."""
        return find_later(self.rich, self.rules, self.known_time)

    @lazy
    def replaced(self) -> frozenset[str]:
        """The ids of the statements that a later state has replaced."""
        return frozenset(one.id for cluster in self.later for one in cluster.statements)

    def known_time(self, statement: Statement) -> When | None:
        """When a statement holds: its own time, else the day on which its source says that it was written."""
        return statement.when or self.written(statement.source)

    @lazy
    def repeated(self) -> Sequence[Cluster]:
        """The clusters of more than one claim, in any order."""
        return [one for one in self.clusters if len(one.told) > 1]

    @lazy
    def shared(self) -> Sequence[Cluster]:
        """The clusters that more than one source carries, in any order."""
        return [one for one in self.repeated if len(one.sources) > 1]

    @lazy
    def tied(self) -> Sequence[Cluster]:
        """The clusters of which some statements are no witnesses of their own, in order."""
        return in_order(one for one in self.shared if self.ties(one))

    def ties(self, cluster: Cluster) -> Sequence[Tie]:
        """Why some of a cluster's statements are no witnesses of their own; worked out once."""
        known = self.known_ties.get(cluster)
        if known is None:
            known = self.known_ties[cluster] = self.dependence.ties(cluster.statements)
        return known

    @lazy
    def known_ties(self) -> dict[Cluster, Sequence[Tie]]:
        """The ties that were worked out already."""
        return {}

    @lazy
    def sentences(self) -> tuple[Sentence, ...]:
        """Every sentence of every paragraph, in order of the sources."""
        return tuple(one for _, document in sorted(self.documents.items()) for one in split_document(document))

    @lazy
    def dependence(self) -> Dependence:
        """Which source rests on which."""
        return Dependence(self.documents)

    def told_in(self, sha: str) -> Sequence[Statement]:
        """The statements of a source, in order of their evidence."""
        known = self._told.get(sha)
        if known is None:
            told = self._by_source.get(sha, ())
            known = self._told[sha] = sorted(told, key=lambda one: (one.evidence.start, one.evidence.end, one.id))
        return known

    @lazy
    def _told(self) -> dict[str, Sequence[Statement]]:
        return {}

    @lazy
    def _by_source(self) -> Mapping[str, Sequence[Statement]]:
        found: dict[str, list[Statement]] = defaultdict(list)
        for statement in self.statements:
            found[statement.source].append(statement)
        return found

    @lazy
    def _lines(self) -> dict[str, list[int]]:
        return {}

    def source(self, sha: str) -> Source | None:
        """The source of that hash; None where its document is not here."""
        document = self.documents.get(sha)
        return None if document is None else document.source

    def place(self, sha: str, start: int, end: int, quote: str = "") -> Place:
        """The place of a span, with line and column; those of an unknown document count from its first character."""
        document = self.documents.get(sha) if self.has_lines else None
        if document is None:
            return Place(sha, start, end, 1, start + 1, quote)
        line, column = self._find_line(sha, document.text, start)
        return Place(sha, start, end, line, column, document.text[start:end])

    def _find_line(self, sha: str, text: str, at: int) -> tuple[int, int]:
        """Line and column of an offset. Where each line begins is only listed for a text that is asked for often."""
        asked = self._asked[sha] = self._asked.get(sha, 0) + 1
        if asked <= FEW_LINES:
            return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
        starts = self._lines.get(sha) or self._lines.setdefault(sha, line_starts(text))
        line = bisect_right(starts, at)
        return line, at - starts[line - 1] + 1

    @lazy
    def _asked(self) -> dict[str, int]:
        return {}

    def place_of(self, statement: Statement) -> Place:
        """The place of a statement's evidence."""
        return self.place(statement.source, statement.evidence.start, statement.evidence.end, statement.quote)

    def place_of_sentence(self, sentence: Sentence) -> Place:
        """The place of a sentence."""
        return self.place(sentence.document.source.sha256, sentence.start, sentence.end)

    def written(self, sha: str) -> When | None:
        """The day on which a source was last changed, as it says itself; None where it does not say."""
        return self._written.get(sha)

    @lazy
    def _written(self) -> Mapping[str, When]:
        given = {sha: one.source.updated or one.source.published for sha, one in self.documents.items()}
        read = {sha: parse_when(edtf) for sha, edtf in given.items() if edtf}
        return {sha: when for sha, when in read.items() if when is not None}

    def name_source(self, sha: str) -> str:
        """A source in words: its title or address, and its publisher."""
        return self._names.get(sha) or self._names.setdefault(sha, self._name_source(sha))

    @lazy
    def _names(self) -> dict[str, str]:
        return {}

    def _name_source(self, sha: str) -> str:
        source = self.source(sha)
        if source is None:
            return f"source {sha[:8]}"
        name = f"“{source.title}”" if source.title else source.address
        return f"{name} ({source.publisher})" if source.publisher and source.publisher != source.title else name

    def origins(self, cluster: Cluster) -> Sequence[Sequence[str]]:
        """The sources of a cluster in groups that are one witness each; of those without ties worked out once."""
        ties = self.ties(cluster)
        if ties:
            return self.dependence.origins(cluster.sources, ties)
        known = self._untied.get(cluster.sources)
        if known is None:
            known = self._untied[cluster.sources] = self.dependence.origins(cluster.sources, ())
        return known

    @lazy
    def _untied(self) -> dict[Sequence[str], Sequence[Sequence[str]]]:
        return {}

    def only_origin(self, sha: str) -> tuple[str, ...]:
        """The reason of a claim that this source alone carries."""
        known = self._origins.get(sha)
        return self._origins.setdefault(sha, (f"one origin: {self.name_source(sha)}",)) if known is None else known

    @lazy
    def _origins(self) -> dict[str, tuple[str, ...]]:
        return {}

    @lazy
    def authors(self) -> Mapping[str, str]:
        """The state that speaks in a source, of those that are official pages of one."""
        given = {sha: one.source.author_state for sha, one in self.documents.items()}
        return {sha: str(state) for sha, state in given.items() if state is not None}

    def path(self, sha: str) -> str:
        """Where a source was taken from."""
        source = self.source(sha)
        return sha[:12] if source is None else source.address


def is_standing(statement: Statement, shape: Shape) -> bool:
    """Whether a statement tells how things stand: a figure, or what is said to hold at the time of writing."""
    if statement.modality != "asserted":
        return False
    return shape.steps.get(statement.action) == "holds" if shape.kind.actions else statement.amount is not None


def line_starts(text: str) -> list[int]:
    """The offset at which each line begins."""
    return [0, *itertools.accumulate(len(line) + 1 for line in text.split("\n")[:-1])]


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
