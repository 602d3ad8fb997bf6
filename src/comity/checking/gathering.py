"""Claims gathered into clusters of the same claim. The result does not depend on their order or number.

A thousand sources of one claim say few different things: what they say is compared once, not source by source.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from comity.checking.claims import Claim, Key, agrees, sort_claims
from comity.checking.lazy import lazy
from comity.checking.spans import Span, is_same_time, span_of
from comity.model import Statement, When


@dataclass(frozen=True, eq=False)
class Cluster:
    """The claims that are the same, the most precise first."""

    claims: tuple[Claim, ...]

    @lazy
    def lead(self) -> Claim:
        """The most precise claim."""
        return self.claims[0]

    @lazy
    def when(self) -> When | None:
        """The most precise time that a claim of it gives."""
        return self.lead.statement.when

    @lazy
    def statements(self) -> tuple[Statement, ...]:
        """The statements, each once, the most precise first."""
        if len(self.claims) == 1:
            return (self.claims[0].statement,)
        return tuple({claim.statement.id: claim.statement for claim in self.claims}.values())

    @lazy
    def sources(self) -> tuple[str, ...]:
        """The sources that carry it, sorted."""
        if len(self.claims) == 1:
            return (self.claims[0].statement.source,)
        return tuple(sorted({statement.source for statement in self.statements}))

    @lazy
    def first_of_source(self) -> dict[str, Statement]:
        """For each source its most precise statement, the most precise first."""
        found: dict[str, Statement] = {}
        for statement in self.statements:
            found.setdefault(statement.source, statement)
        return found

    @lazy
    def step(self) -> str | None:
        """Whether it begins, changes, holds or ends a state of affairs; None where it does none of these."""
        return self.lead.shape.step(self.lead.statement.action)


def gather_clusters(claims: Iterable[Claim]) -> list[Cluster]:
    """The claims grouped into the same claim, in order of their key."""
    by_key: dict[Key, list[Claim]] = {}
    for claim in claims:
        by_key.setdefault(claim.key, []).append(claim)
    return order_clusters(
        cluster
        for group in join_null_actions(by_key).values()
        for cluster in (gather_group(group) if len(group) > 1 else (Cluster((group[0],)),))
    )


def order_clusters(clusters: Iterable[Cluster]) -> list[Cluster]:
    """The clusters in order of their key."""
    by_lead: dict[Key, list[Cluster]] = {}
    for cluster in clusters:
        by_lead.setdefault(cluster.claims[0].key, []).append(cluster)
    return [cluster for _, level in sorted(by_lead.items()) for cluster in sort_clusters(level)]


def sort_clusters(clusters: list[Cluster]) -> list[Cluster]:
    """The clusters in order of their leads."""
    if len(clusters) == 1:
        return clusters
    by_lead = {id(cluster.lead): cluster for cluster in clusters}
    return [by_lead[id(lead)] for lead in sort_claims(cluster.lead for cluster in clusters)]


def join_null_actions(by_key: dict[Key, list[Claim]]) -> dict[Key, list[Claim]]:
    """Claims without an action go to the only action that the same parties have; else they stay apart."""
    bare = [key for key in by_key if not key[1]]
    wanted = {(key[0], key[2], key[3]) for key in bare}
    actions: dict[tuple[object, ...], list[Key]] = {}
    for key in by_key:
        if key[1] and (key[0], key[2], key[3]) in wanted:
            actions.setdefault((key[0], key[2], key[3]), []).append(key)
    for key in bare:
        named = actions.get((key[0], key[2], key[3]), ())
        if len(named) == 1:
            by_key[named[0]].extend(by_key.pop(key))
    return by_key


class Grown:
    """A cluster that grows: its claims, and one of them for each thing that they say."""

    def __init__(self, claim: Claim, number: int) -> None:
        self.claims = [claim]
        self.number = number
        self.said = {claim.words: claim}

    @property
    def lead(self) -> Claim:
        """The most precise claim."""
        return self.claims[0]

    def add(self, claim: Claim) -> None:
        """One more claim that is the same."""
        self.claims.append(claim)
        self.said.setdefault(claim.words, claim)

    def takes(self, claim: Claim) -> bool:
        """Whether a claim agrees with the most precise claim in time, and with each in the rest."""
        if not is_same_time(claim.statement.when, self.lead.statement.when):
            return False
        return all(words == claim.words or agrees(claim, other) for words, other in self.said.items())


class Bins:
    """The clusters that grow in one group, found by year so that a large group stays quick."""

    def __init__(self) -> None:
        self.all: list[Grown] = []
        self.by_year: dict[int, list[Grown]] = {}
        self.elsewhere: list[Grown] = []

    def near(self, when: When | None) -> Sequence[Grown]:
        """The clusters that a claim of this time may belong to: those that begin or end in its years, and the open."""
        years = bounds(when)
        if years is None or years[1] - years[0] >= len(self.all):
            return self.all
        found = {grown.number: grown for year in range(years[0], years[1] + 1) for grown in self.by_year.get(year, ())}
        found.update({grown.number: grown for grown in self.elsewhere})
        return [grown for _, grown in sorted(found.items())]

    def start(self, claim: Claim) -> None:
        """A cluster of its own for this claim."""
        grown = Grown(claim, len(self.all))
        years = bounds(claim.statement.when)
        self.all.append(grown)
        if years is None:
            self.elsewhere.append(grown)
            return
        for year in {*years}:
            self.by_year.setdefault(year, []).append(grown)


def bounds(when: When | None) -> tuple[int, int] | None:
    """The first and the last year of a run of days; None for what is open, undated or a set."""
    span: Span | None = None if when is None else span_of(when.edtf)
    return span.years if span is not None and span.is_plain else None


def gather_group(group: Sequence[Claim]) -> Iterator[Cluster]:
    """The clusters of claims with one key. The most precise come first, and the vaguer join what they may mean.

    What may mean two different precise claims ("in 1992", of two visits) stays apart: it refines neither.
    """
    bins = Bins()
    for claim in sort_claims(group):
        home = find_home(claim, [grown for grown in bins.near(claim.statement.when) if grown.takes(claim)])
        if home is None:
            bins.start(claim)
        else:
            home.add(claim)
    for grown in bins.all:
        yield Cluster(tuple(grown.claims))


def find_home(claim: Claim, fitting: Sequence[Grown]) -> Grown | None:
    """The cluster of a claim: the one that says the very same, else the only one that it fits."""
    when = claim.statement.when
    twins = (one for one in fitting if one.lead.words == claim.words and one.lead.statement.when == when)
    return next(twins, fitting[0] if len(fitting) == 1 else None)
