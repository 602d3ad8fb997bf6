"""Claims that touch each other by a key (a person's journeys, what two pages share), kept for a case that grows.

In: the clusters that came and went. Out: what is found among those that share a key with one of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain

from comity.checking.case import Case
from comity.checking.checks import Check, Keyed, run_checks
from comity.checking.gathering import Cluster, in_order
from comity.model import Finding, Statement

# The number of a check, and the key.
Touch = tuple[int, tuple[str, ...]]
Touching = tuple[Touch, Cluster]


class Touches:
    """The clusters by the keys of the checks that have some, and what was found among those of one key."""

    def __init__(self, checks: Iterable[Check]) -> None:
        self.keyed = [(check, check.find) for check in checks if isinstance(check.find, Keyed)]
        self.clusters: dict[Touch, dict[Cluster, None]] = defaultdict(dict)
        self.found: dict[Touch, tuple[Finding, ...]] = {}

    @property
    def findings(self) -> Iterator[Finding]:
        """All that was found, in order of checks and keys."""
        return (finding for touch in sorted(self.found) for finding in self.found[touch])

    def list(self, case: Case) -> Iterator[Touching]:
        """The claims of a case with the keys by which they may touch others."""
        for number, (_, find) in enumerate(self.keyed):
            for key, cluster in find.touching(case):
                yield (number, key), cluster

    def check(
        self, old: Collection[Touching], new: Collection[Touching], make_case: Callable[[Iterable[str]], Case]
    ) -> tuple[Sequence[Finding], Sequence[Statement]]:
        """The findings by the keys of what came or went, and the statements on which others rest now, or no more.

        Only findings that make facts disputed count for the latter. `make_case` gives a case with the documents of some
        sources.
        """
        for touch, cluster in old:
            self.clusters[touch].pop(cluster, None)
        for touch, cluster in new:
            self.clusters[touch][cluster] = None
        touched = {touch: in_order(self.clusters[touch]) for touch in {touch: None for touch, _ in chain(old, new)}}
        case = make_case(sha for clusters in touched.values() for one in clusters for sha in one.sources)
        found: list[Finding] = []
        changed: set[Finding] = set()
        for touch, clusters in touched.items():
            number, key = touch
            check, find = self.keyed[number]
            after = tuple(run_checks(case, [replace(check, find=find.among(key, clusters))])) if clusters else ()
            before = self.found.pop(touch, ())
            if check.can_dispute:
                changed.update(set(before).symmetric_difference(after))
            found += after
            if after:
                self.found[touch] = after
        known = {one.id: one for clusters in touched.values() for cluster in clusters for one in cluster.told}
        resting = {id for finding in changed for id in finding.statements}
        return found, [known[id] for id in resting if id in known]
