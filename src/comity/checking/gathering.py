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
    Told,
    agrees,
    sort_claims,
    write_amount,
)
from comity.checking.lazy import in_slots, lazy
from comity.checking.shapes import Shape
from comity.checking.spans import is_same_time, span_of
from comity.model import Statement, When

LEAD_RANK = attrgetter("lead.rank")
ID = attrgetter("id")
# Action and outlook: what the clusters of one part of dealings have in common.
PartName = tuple[str, str]
# First and last day, number, heading, and the statements of that time.
Row = tuple[int, int, int, Heading, list[Statement]]


# No dataclass, for speed, nor are its claims made before they are asked for: there are nearly as many as statements.
@in_slots
class Cluster:
    """The claims that are the same, the most precise first; `heading` and `lead` are those of the first.

    `is_uniform`: all its claims say the very same.
    """

    heading: Heading
    told: Sequence[Statement]

    is_uniform = True

    def __init__(self, heading: Heading, told: Sequence[Statement]) -> None:
        self.heading = heading
        self.told = told

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
        return tuple({statement.id: statement for statement in self.told}.values())

    @lazy
    def sources(self) -> tuple[str, ...]:
        """The sources that carry it, sorted."""
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


class Mixed(Cluster):
    """Claims that are the same, in several words."""

    __slots__ = ()

    is_uniform = False

    def __init__(self, claims: Sequence[Claim]) -> None:
        super().__init__(claims[0].heading, [claim.statement for claim in claims])
        self.claims = claims


def in_order(clusters: Iterable[Cluster]) -> list[Cluster]:
    """The clusters in order of their keys, and then of their leads."""
    by_key: dict[str, list[Cluster]] = defaultdict(list)
    for cluster in clusters:
        by_key[cluster.heading.order].append(cluster)
    return [cluster for key in sorted(by_key) for cluster in sort_clusters(by_key[key])]


@in_slots
class Dealings:
    """What is told of one kind on the same parties: what may contradict or replace each other.

    `gathered` are the clusters by action and outlook, in any order; they are only put in order (`parts`, `clusters`,
    `asserted`) where a check looks at them. `is_asserted`: all of it is, and nothing to come or denied.
    """

    name: str
    told: Told
    is_asserted: bool
    gathered: Mapping[PartName, Sequence[Cluster]]

    def __init__(self, name: str) -> None:
        self.name = name
        self.told = []
        self.is_asserted = True

    @property
    def shape(self) -> Shape:
        """The kind."""
        return self.told[0][0].shape

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


def gather_dealings(told: Told) -> list[Dealings]:
    """What is told of one kind, by parties, in any order."""
    found: dict[str, Dealings] = {}
    for one in told:
        heading = one[0]
        name = heading.dealings
        home = found.get(name)
        if home is None:
            home = found[name] = Dealings(name)
        home.told.append(one)
        if heading.modality != "asserted":
            home.is_asserted = False
    for dealings in found.values():
        dealings.gathered = gather_parts(dealings.told)
    return [*found.values()]


def gather_parts(told: Told) -> Mapping[PartName, Sequence[Cluster]]:
    """The clusters of what is told on the same parties, by action and outlook."""
    if len(told) == 1:
        heading = told[0][0]
        return {(heading.action or "", heading.outlook): gather_clusters(told)}
    parts: dict[PartName, Told] = {}
    for one in told:
        heading = one[0]
        parts.setdefault((heading.action or "", heading.outlook), []).append(one)
    if len(parts) == 1 or not told[0][0].shape.kind.actions:
        return {part: gather_clusters(headings) for part, headings in parts.items()}
    found: dict[PartName, list[Cluster]] = defaultdict(list)
    for headings in join_null_actions(parts):
        for cluster in gather_clusters(headings):
            found[cluster.heading.action or "", cluster.heading.outlook].append(cluster)
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
        for edtf, statements in part_by_text(told).items():
            span = None if edtf is None else span_of(edtf)
            if span is None or span.first is None or span.last is None or not span.is_brief:
                vague += [Claim(statement, heading) for statement in statements]
            else:
                rows.append((span.first, span.last, len(rows), heading, statements))
    rows.sort()
    found: list[Cluster] = []
    grown: list[Grown] = []
    for run in part_by_time(rows):
        _, _, _, heading, statements = run[0]
        if not vague and len(run) == 1 and has_one_amount(statements):
            found.append(Cluster(heading, sort_twins(statements)))
        else:
            grown += grow([Claim(statement, row[3]) for row in run for statement in row[4]], [])
    if vague:
        grown = grow(vague, grown)
    return [*found, *[Mixed(one.claims) for one in grown]] if grown else found


def part_by_text(told: list[Statement]) -> Mapping[str | None, list[Statement]]:
    """Statements by the text of their time."""
    found: dict[str | None, list[Statement]] = {}
    for statement in told:
        edtf = None if statement.when is None else statement.when.edtf
        if edtf in found:
            found[edtf].append(statement)
        else:
            found[edtf] = [statement]
    return found


def has_one_amount(told: Sequence[Statement]) -> bool:
    """Whether statements of one heading and time say the very same, as most do."""
    amount = told[0].amount
    return len(told) == 1 or all(one.amount == amount for one in told)


def sort_twins(told: list[Statement]) -> list[Statement]:
    """Statements of one heading, time and amount, in order of what they say (2 or 2.0), and of their ids."""
    if len(told) > 1:
        told.sort(key=ID if told[0].amount is None else amount_order)
    return told


def amount_order(one: Statement) -> tuple[str, str]:
    """Sorts statements by the text of their amounts, and by their ids."""
    return ("" if one.amount is None else write_amount(one.amount), one.id)


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
