"""Claims of different parties that touch each other by a key (one person's journeys), kept for a case that grows.

In: the clusters that came and went. Out: what is found among those that share a key with one of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain

from comity.checking.case import Case
from comity.checking.checks import Check, Keyed
from comity.checking.engine import run_checks
from comity.checking.gathering import Cluster, in_order
from comity.checking.rules import Rule
from comity.model import Finding, Statement

# The number of a check with its rule, and the key.
Touch = tuple[int, str]
Touching = tuple[Touch, Cluster]


class Touches:
    """The clusters by the keys of the checks that have some, and what was found among those of one key."""

    def __init__(self, checks: Iterable[Check], rules: Sequence[Rule]) -> None:
        self.keyed = [
            (check, check.find, rule)
            for check in checks
            if isinstance(check.find, Keyed)
            for rule in rules
            if rule.name == check.find.rule
        ]
        self.clusters: dict[Touch, dict[Cluster, None]] = defaultdict(dict)
        self.findings: dict[Touch, tuple[Finding, ...]] = {}

    def list(self, case: Case) -> Iterator[Touching]:
        """The claims of a case with the keys by which they may touch others."""
        for number, (_, find, rule) in enumerate(self.keyed):
            for cluster in case.told(rule.kind.name):
                for key in find.keys(rule, cluster):
                    yield (number, key), cluster

    def check(
        self, old: Collection[Touching], new: Collection[Touching], make_case: Callable[[Iterable[str]], Case]
    ) -> tuple[Sequence[Finding], Sequence[Statement]]:
        """The findings by the keys of what came or went, and the statements of findings that are new, or no more.

        `make_case` gives a case with the documents of some sources.
        """
        for touch, cluster in old:
            self.clusters[touch].pop(cluster, None)
        for touch, cluster in new:
            self.clusters[touch][cluster] = None
        touched = {touch: in_order(self.clusters[touch]) for touch, _ in chain(old, new)}
        case = make_case(sha for clusters in touched.values() for one in clusters for sha in one.sources)
        found: list[Finding] = []
        changed: set[Finding] = set()
        for touch, clusters in touched.items():
            check, find, rule = self.keyed[touch[0]]
            among = replace(check, find=find.among(rule, clusters))
            after = tuple(run_checks(case, [among])) if len(clusters) > 1 else ()
            changed.update(set(self.findings.pop(touch, ())).symmetric_difference(after))
            found += after
            if after:
                self.findings[touch] = after
        known = {one.id: one for clusters in touched.values() for cluster in clusters for one in cluster.told}
        resting = {id for finding in changed for id in finding.statements}
        return found, [known[id] for id in resting if id in known]
