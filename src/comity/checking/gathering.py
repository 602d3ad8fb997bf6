"""Claims gathered into clusters of the same claim. The result does not depend on their order or number.

A thousand sources of one claim say few different things: what they say is compared once, not source by source.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter

from comity.checking.claims import Claim, Heading, agrees, sort_alike, sort_claims
from comity.checking.lazy import lazy
from comity.checking.spans import is_same_time, span_of
from comity.model import Statement, When

DAYS_IN_YEAR = 366
LEAD_RANK = attrgetter("lead.rank")


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
        return tuple(sorted({claim.statement.source for claim in self.claims}))

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
    """The clusters of one kind on the same parties: what may contradict or replace each other.

    They are given in parts, each of one action and outlook, in order.
    """

    parts: Sequence[Sequence[Cluster]]

    @property
    def heading(self) -> Heading:
        """Its kind and parties."""
        return self.parts[0][0].lead.heading

    @lazy
    def clusters(self) -> Sequence[Cluster]:
        """All of them, in order."""
        return join(self.parts)

    @lazy
    def asserted(self) -> Sequence[Cluster]:
        """What is said to have happened or to hold."""
        parts = [part for part in self.parts if is_asserted(part)]
        return join(parts) if parts else ()

    def of_action(self, action: str) -> Sequence[Cluster]:
        """What is asserted to have been done so."""
        parts = [part for part in self.parts if is_asserted(part) and part[0].lead.heading.action == action]
        return join(parts) if parts else ()

    @lazy
    def actions(self) -> frozenset[str | None]:
        """What is said to have been done."""
        return frozenset(part[0].lead.heading.action for part in self.parts if is_asserted(part))

    @lazy
    def steps(self) -> frozenset[str | None]:
        """Whether something in it begins, changes, holds or ends."""
        return frozenset(map(self.heading.shape.step, self.actions))


def is_asserted(part: Sequence[Cluster]) -> bool:
    """Whether the clusters of a part are said to have happened or to hold."""
    return part[0].lead.heading.modality == "asserted"


def join(parts: Sequence[Sequence[Cluster]]) -> Sequence[Cluster]:
    """The clusters of some parts, in order."""
    return parts[0] if len(parts) == 1 else tuple(itertools.chain.from_iterable(parts))


def gather_clusters(claims: Mapping[Heading, list[Claim]]) -> list[list[Cluster]]:
    """The claims grouped into the same claim: a list for each key, in order of the keys."""
    told: dict[str, list[list[Claim]]] = {}
    for heading, group in claims.items():
        told.setdefault(heading.order, []).append(group)
    by_key = {
        key: groups[0] if len(groups) == 1 else list(itertools.chain.from_iterable(groups))
        for key, groups in told.items()
    }
    by_lead: dict[str, list[Cluster]] = {}
    joined = join_null_actions(by_key)
    for key, group in by_key.items():
        if key not in joined:
            by_lead.setdefault(key, []).extend(gather_group(group))
        else:
            for cluster in gather_group(group):
                by_lead.setdefault(cluster.lead.heading.order, []).append(cluster)
    return [sort_clusters(by_lead[order]) for order in sorted(by_lead)]


def sort_clusters(clusters: list[Cluster]) -> list[Cluster]:
    """The clusters in order of their leads."""
    if len(clusters) == 1:
        return clusters
    ordered = sorted(clusters, key=LEAD_RANK)
    if all(left.lead.rank != right.lead.rank for left, right in itertools.pairwise(ordered)):
        return ordered
    by_lead = {cluster.lead: cluster for cluster in clusters}
    return [by_lead[lead] for lead in sort_claims(by_lead)]


def join_null_actions(by_key: dict[str, list[Claim]]) -> set[str]:
    """Claims without an action go to the only action that the same parties have; else they stay apart.

    Gives the keys that others have joined.
    """
    headings = {key: group[0].heading for key, group in by_key.items() if group[0].shape.kind.actions}
    bare = {(one.dealings, one.outlook): key for key, one in headings.items() if not one.action}
    actions: dict[tuple[str, str], list[str]] = defaultdict(list)
    for key, one in headings.items() if bare else ():
        if one.action and (one.dealings, one.outlook) in bare:
            actions[one.dealings, one.outlook].append(key)
    single = {affair: named[0] for affair, named in actions.items() if len(named) == 1}
    for affair, key in single.items():
        by_key[key] = [*by_key[key], *by_key.pop(bare[affair])]
    return set(single.values())


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
    if len(group) == 1:
        yield Cluster(group[0], group)
        return
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
        if vague or not says_one_thing(run):
            grown += grow(run, [])
        else:
            claims = sort_alike(run)
            yield Cluster(claims[0], claims)
    for one in grow(vague, grown):
        yield Cluster(one.lead, one.claims)


def says_one_thing(run: Sequence[Claim]) -> bool:
    """Whether claims say the very same, word for word, as most do that share a day."""
    first = run[0]
    heading, when, amount = first.heading, first.statement.when, first.statement.amount
    for claim in run:
        statement = claim.statement
        if claim is not first and (
            claim.heading is not heading or statement.when != when or statement.amount != amount
        ):
            return False
    return True


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
