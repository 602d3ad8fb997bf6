"""Claims gathered into clusters of the same claim. The result does not depend on their order or number.

A thousand sources of one claim say few different things: what they say is compared once, not source by source.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import attrgetter

from comity.checking.claims import (
    Claim,
    Heading,
    agrees,
    name_dealings,
    sort_claims,
    write_amount,
)
from comity.checking.lazy import in_slots, lazy
from comity.checking.shapes import Shape
from comity.checking.spans import is_same_time, span_of
from comity.model import Roles, Statement, When

LEAD_RANK = attrgetter("lead.rank")
ID = attrgetter("id")
# Action and outlook: what the clusters of one part of dealings have in common.
PartName = tuple[str, str]
Told = Sequence[tuple[Heading, Sequence[Statement]]]
# First and last day, number, heading and statement.
Row = tuple[int, int, int, Heading, Statement]


# No dataclass, for speed, nor are its claims made before they are asked for: there are nearly as many as statements.
@in_slots
class Cluster:
    """The claims that are the same, the most precise first; `heading` and `lead` are those of the first.

    `is_uniform`: all its claims say the very same.
    """

    heading: Heading
    told: Sequence[Statement]
    is_uniform: bool

    def __init__(self, heading: Heading, told: Sequence[Statement]) -> None:
        self.heading = heading
        self.told = told
        self.is_uniform = True

    @classmethod
    def of_claims(cls, claims: Sequence[Claim]) -> Cluster:
        """The cluster of claims that say the same in several words."""
        made = cls(claims[0].heading, [claim.statement for claim in claims])
        made.claims = claims
        made.is_uniform = False
        return made

    @lazy
    def claims(self) -> Sequence[Claim]:
        """Its claims; where they were not given, all say the very same."""
        return [Claim(statement, self.heading) for statement in self.told]

    @lazy
    def lead(self) -> Claim:
        """The most precise claim."""
        return self.claims[0]

    @property
    def when(self) -> When | None:
        """The most precise time that a claim of it gives."""
        return self.told[0].when

    @lazy
    def statements(self) -> tuple[Statement, ...]:
        """The statements, each once, the most precise first."""
        if len(self.told) == 1:
            return (self.told[0],)
        return tuple({statement.id: statement for statement in self.told}.values())

    @lazy
    def sources(self) -> tuple[str, ...]:
        """The sources that carry it, sorted."""
        if len(self.told) == 1:
            return (self.told[0].source,)
        return tuple(sorted({statement.source for statement in self.told}))

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
        return self.heading.step


def in_order(clusters: Iterable[Cluster]) -> list[Cluster]:
    """The clusters in order of their keys, and then of their leads."""
    return sorted(clusters, key=lambda one: (one.heading.order, one.lead.order))


@in_slots
class Dealings:
    """What is told of one kind on the same parties: what may contradict or replace each other.

    `spellings` are their key roles as they are written. The clusters are gathered at once, and only put in order
    (`parts`, `clusters`, `asserted`) where a check looks at them.
    """

    shape: Shape
    name: str
    spellings: list[Roles]
    told: dict[PartName, list[tuple[Heading, Sequence[Statement]]]]

    def __init__(self, shape: Shape, name: str) -> None:
        self.shape = shape
        self.name = name
        self.spellings = []
        self.told = {}

    @lazy
    def gathered(self) -> Mapping[PartName, Sequence[Cluster]]:
        """The clusters by action and outlook, in any order."""
        told = self.told
        if len(told) == 1 or not self.shape.kind.actions:
            return {part: gather_clusters(headings) for part, headings in told.items()}
        found: dict[PartName, list[Cluster]] = defaultdict(list)
        for headings in join_null_actions(told):
            for cluster in gather_clusters(headings):
                found[cluster.heading.action or "", cluster.heading.outlook].append(cluster)
        return found

    @property
    def has_several(self) -> bool:
        """Whether it has two clusters and more."""
        return len(self.gathered) > 1 or any(len(part) > 1 for part in self.gathered.values())

    @lazy
    def parts(self) -> Sequence[Sequence[Cluster]]:
        """The clusters of each action and outlook, in order."""
        return [sort_clusters(self.gathered[part]) for part in sorted(self.gathered)]

    @lazy
    def clusters(self) -> Sequence[Cluster]:
        """All of them, in order."""
        return join(self.parts)

    @lazy
    def asserted(self) -> Sequence[Cluster]:
        """What is said to have happened or to hold."""
        return join([part for part in self.parts if part[0].heading.outlook == "asserted"])

    @lazy
    def asserted_parts(self) -> Mapping[str, Sequence[Cluster]]:
        """What is asserted to have been done, by action ('' where none is named), in any order."""
        return {action: part for (action, outlook), part in self.gathered.items() if outlook == "asserted"}

    @lazy
    def steps(self) -> frozenset[str | None]:
        """Whether something asserted in it begins, changes, holds or ends."""
        return frozenset(self.shape.step(action or None) for action in self.asserted_parts)

    @lazy
    def order(self) -> tuple[PartName, str]:
        """Sorts dealings of one kind: by what was done, and by the parties."""
        return (min(self.gathered), self.name)


def gather_dealings(headings: Mapping[Heading, Sequence[Statement]]) -> dict[str, list[Dealings]]:
    """What is told, by kind and parties: for each kind the dealings of each set of parties, in any order."""
    known: dict[tuple[str, Roles], Dealings] = {}
    named: dict[str, Dealings] = {}
    found: dict[str, list[Dealings]] = defaultdict(list)
    for heading, told in headings.items():
        shape = heading.shape
        kind, keys = shape.kind.name, shape.key_names
        given = tuple([pair for pair in heading.roles if pair[0] in keys])
        one = known.get((kind, given))
        if one is None:
            name = name_dealings(shape, heading.parties)
            one = named.get(name)
            if one is None:
                one = named[name] = Dealings(shape, name)
                found[kind].append(one)
            known[kind, given] = one
            one.spellings.append(given)
        one.told.setdefault((heading.action or "", heading.outlook), []).append((heading, told))
    return found


def join(parts: Sequence[Sequence[Cluster]]) -> Sequence[Cluster]:
    """The clusters of some parts, in order."""
    return parts[0] if len(parts) == 1 else tuple(itertools.chain.from_iterable(parts))


def sort_clusters(clusters: Sequence[Cluster]) -> Sequence[Cluster]:
    """The clusters in order of their leads."""
    if len(clusters) < 2:
        return clusters
    ordered = sorted(clusters, key=LEAD_RANK)
    if all(left.lead.rank != right.lead.rank for left, right in itertools.pairwise(ordered)):
        return ordered
    by_lead = {cluster.lead: cluster for cluster in clusters}
    return [by_lead[lead] for lead in sort_claims(by_lead)]


def join_null_actions(told: Mapping[PartName, Told]) -> Iterator[Told]:
    """What is told, action by action. What names none goes to the only action of its outlook, or stays apart."""
    for (action, outlook), headings in told.items():
        named = [other for other, same in told if other and same == outlook]
        if not action and len(named) == 1:
            continue
        bare = told.get(("", outlook)) if action and len(named) == 1 else None
        yield headings if bare is None else [*headings, *bare]


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


def gather_clusters(headings: Told) -> list[Cluster]:
    """The clusters of claims with one key. The most precise come first, and the vaguer join what they may mean.

    What shares no day with another is compared with none; what is undated, open or long is compared with all.
    """
    if len(headings) == 1 and len(headings[0][1]) == 1:
        return [Cluster(*headings[0])]
    rows: list[Row] = []
    vague: list[Claim] = []
    for heading, told in headings:
        for statement in told:
            span = None if statement.when is None else span_of(statement.when.edtf)
            if span is None or span.first is None or span.last is None or not span.is_brief:
                vague.append(Claim(statement, heading))
            else:
                rows.append((span.first, span.last, len(rows), heading, statement))
    rows.sort()
    found: list[Cluster] = []
    grown: list[Grown] = []
    for run in part_by_time(rows):
        _, _, _, heading, statement = run[0]
        if not vague and len(run) == 1:
            found.append(Cluster(heading, (statement,)))
        elif not vague and says_one_thing(run):
            found.append(Cluster(heading, sort_twins([row[4] for row in run])))
        else:
            grown += grow([Claim(row[4], row[3]) for row in run], [])
    found += [Cluster.of_claims(one.claims) for one in grow(vague, grown)]
    return found


def says_one_thing(run: Sequence[Row]) -> bool:
    """Whether claims say the very same, word for word, as most do that share a day."""
    _, _, _, heading, first = run[0]
    when, amount = first.when, first.amount
    return all(row[3] is heading and row[4].when == when and row[4].amount == amount for row in run)


def sort_twins(told: list[Statement]) -> list[Statement]:
    """Statements of one heading, time and amount, in order of what they say (2 or 2.0), and of their ids."""
    told.sort(key=lambda one: ("" if one.amount is None else write_amount(one.amount), one.id))
    return told


def part_by_time(rows: Sequence[Row]) -> Iterator[Sequence[Row]]:
    """The rows, sorted, in runs that share no day with each other."""
    start, end = 0, -1
    for at, row in enumerate(rows):
        if at > start and row[0] > end:
            yield rows[start:at]
            start = at
        end = max(end, row[1])
    if rows:
        yield rows[start:]


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
