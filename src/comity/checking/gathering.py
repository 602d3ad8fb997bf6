"""Claims gathered into clusters of the same claim. The result does not depend on their order or number.

A thousand sources of one claim say few different things: what they say is compared once, not source by source.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from comity.checking.claims import Claim, Heading, agrees, sort_claims
from comity.checking.lazy import lazy
from comity.checking.spans import is_same_time, span_of
from comity.model import Statement, When

DAYS_IN_YEAR = 366


# Not frozen, for speed: there are nearly as many as statements.
@dataclass(eq=False)
class Cluster:
    """The claims that are the same, the most precise first; `lead` is the first of them."""

    lead: Claim
    claims: Sequence[Claim]

    @property
    def when(self) -> When | None:
        """The most precise time that a claim of it gives."""
        return self.lead.statement.when

    @lazy
    def statements(self) -> tuple[Statement, ...]:
        """The statements, each once, the most precise first."""
        if len(self.claims) == 1:
            return (self.lead.statement,)
        return tuple({claim.statement.id: claim.statement for claim in self.claims}.values())

    @lazy
    def sources(self) -> tuple[str, ...]:
        """The sources that carry it, sorted."""
        if len(self.claims) == 1:
            return (self.lead.statement.source,)
        return tuple(sorted({statement.source for statement in self.statements}))

    @lazy
    def first_of_source(self) -> dict[str, Statement]:
        """For each source its most precise statement, the most precise first."""
        found: dict[str, Statement] = {}
        for statement in self.statements:
            found.setdefault(statement.source, statement)
        return found

    @property
    def step(self) -> str | None:
        """Whether it begins, changes, holds or ends a state of affairs; None where it does none of these."""
        return self.lead.heading.step


@dataclass(eq=False)
class Dealings:
    """The clusters of one kind on the same parties: what may contradict or replace each other."""

    clusters: Sequence[Cluster]

    @lazy
    def asserted(self) -> Sequence[Cluster]:
        """What is said to have happened or to hold."""
        return [one for one in self.clusters if one.lead.statement.modality == "asserted"]

    @lazy
    def actions(self) -> frozenset[str | None]:
        """What is said to have been done."""
        return frozenset(one.lead.statement.action for one in self.asserted)

    @lazy
    def steps(self) -> frozenset[str | None]:
        """Whether something in it begins, changes, holds or ends."""
        return frozenset(map(self.clusters[0].lead.shape.step, self.actions))


def gather_clusters(claims: Iterable[Claim]) -> list[Cluster]:
    """The claims grouped into the same claim, in order of their key."""
    by_heading: dict[Heading, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_heading[claim.heading].append(claim)
    by_key: dict[str, list[Claim]] = {}
    for heading, told in by_heading.items():
        known = by_key.setdefault(heading.order, told)
        if known is not told:
            known += told
    by_lead: dict[str, list[Cluster]] = defaultdict(list)
    for group in join_null_actions(by_key).values():
        for cluster in gather_group(group) if len(group) > 1 else (Cluster(group[0], group),):
            by_lead[cluster.lead.heading.order].append(cluster)
    return [cluster for order in sorted(by_lead) for cluster in sort_clusters(by_lead[order])]


def sort_clusters(clusters: list[Cluster]) -> list[Cluster]:
    """The clusters in order of their leads."""
    if len(clusters) == 1:
        return clusters
    by_lead = {cluster.lead: cluster for cluster in clusters}
    return [by_lead[lead] for lead in sort_claims(by_lead)]


def join_null_actions(by_key: dict[str, list[Claim]]) -> dict[str, list[Claim]]:
    """Claims without an action go to the only action that the same parties have; else they stay apart."""
    headings = {key: group[0].heading for key, group in by_key.items() if group[0].shape.kind.actions}
    bare = {(one.dealings, one.outlook): key for key, one in headings.items() if not one.action}
    actions: dict[tuple[str, str], list[str]] = defaultdict(list)
    for key, one in headings.items() if bare else ():
        if one.action and (one.dealings, one.outlook) in bare:
            actions[one.dealings, one.outlook].append(key)
    for affair, named in actions.items():
        if len(named) == 1:
            by_key[named[0]] += by_key.pop(bare[affair])
    return by_key


class Grown:
    """A cluster that grows: its claims, and one of them for each thing that they say."""

    def __init__(self, claim: Claim) -> None:
        self.claims = [claim]
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


def gather_group(group: Sequence[Claim]) -> Iterator[Cluster]:
    """The clusters of claims with one key. The most precise come first, and the vaguer join what they may mean.

    What shares no day with another is compared with none; what is undated, open or long is compared with all.
    """
    dated: list[tuple[int, int, int]] = []
    vague: list[Claim] = []
    for at, claim in enumerate(group):
        span = None if claim.statement.when is None else span_of(claim.statement.when.edtf)
        if span is None or span.first is None or span.last is None or span.last - span.first > DAYS_IN_YEAR:
            vague.append(claim)
        else:
            dated.append((span.first, span.last, at))
    grown: list[Grown] = []
    for run in part_by_time(group, sorted(dated)):
        if len(run) == 1 and not vague:
            yield Cluster(run[0], run)
        else:
            grown += grow(run, [])
    for one in grow(vague, grown):
        yield Cluster(one.lead, one.claims)


def part_by_time(group: Sequence[Claim], dated: Sequence[tuple[int, int, int]]) -> Iterator[list[Claim]]:
    """The claims in runs that share no day with each other; `dated` has first day, last day and number of each."""
    run: list[Claim] = []
    end = -1
    for first, last, at in dated:
        if run and first > end:
            yield run
            run = []
        run.append(group[at])
        end = max(end, last)
    if run:
        yield run


def grow(claims: Iterable[Claim], grown: list[Grown]) -> list[Grown]:
    """The clusters with these claims added, in order, or begun by them.

    What may mean two different precise claims ("in 1992", of two visits) stays apart: it refines neither.
    """
    for claim in sort_claims(claims):
        home = find_home(claim, [one for one in grown if one.takes(claim)])
        if home is None:
            grown.append(Grown(claim))
        else:
            home.add(claim)
    return grown


def find_home(claim: Claim, fitting: Sequence[Grown]) -> Grown | None:
    """The cluster of a claim: the one that says the very same, else the only one that it fits."""
    when = claim.statement.when
    twins = (one for one in fitting if one.lead.words == claim.words and one.lead.statement.when == when)
    return next(twins, fitting[0] if len(fitting) == 1 else None)
