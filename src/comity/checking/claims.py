"""Statements as claims: one for each combination of their key roles, with what must agree. From kinds, not Python.

The rule is the codebook's ("Comparing two statements"): kind, action, key roles and key attributes, time within time,
amounts within 0.5 %, and modality by class. What a kind has beyond its key (the visitor, the city, the title) parts two
claims where both give it and differ, unless the kind's file calls it a detail (`rule: details`).
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from comity.checking.likeness import fold, is_same_person, is_same_title
from comity.kinds import Kind, Vocabulary
from comity.model import Statement, When

OUTLOOK = {"asserted": "asserted", "planned": "to come", "hoped": "to come", "denied": "denied"}
SAME_OF_TYPE: Mapping[str, Callable[[str, str], bool]] = {
    "person": is_same_person,
    "name": is_same_title,
    "text": is_same_title,
}
Key = tuple[object, ...]
LONG_AGO = 10**6
STAY_DAYS = 31


@dataclass(frozen=True)
class Claim:
    """One statement narrowed to one combination of its key roles: members A and B of O are two claims.

    `statement` is as the record has it, `narrowed` has only this combination in its roles.
    """

    statement: Statement
    narrowed: Statement
    kind: Kind
    details: frozenset[str] = frozenset()

    @property
    def outlook(self) -> str:
        """asserted, to come (planned or hoped) or denied: three different claims."""
        return OUTLOOK[self.statement.modality]

    @cached_property
    def parties(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The key roles with their entities, folded; the order of entities does not count."""
        return tuple(
            (role, tuple(sorted(map(fold, self.narrowed.role(role)))))
            for role in self.kind.key_roles
            if self.narrowed.role(role)
        )

    @cached_property
    def key(self) -> Key:
        """What must be equal for two claims to be the same; attributes and times are compared apart."""
        return (self.statement.kind, self.statement.action or "", self.outlook, self.parties)

    @cached_property
    def states(self) -> frozenset[str]:
        """Every entity of its key roles of type party."""
        return frozenset(
            entity
            for role in self.kind.roles.values()
            if role.type == "party" and role.is_key
            for entity in self.narrowed.role(role.name)
        )

    @cached_property
    def details_given(self) -> int:
        """How many roles and attributes it gives: the more, the more precise."""
        return len(self.narrowed.roles) + len(self.narrowed.attributes) + (self.statement.amount is not None)

    @cached_property
    def content(self) -> str:
        """What it says, without place and source, as one text."""
        return content_of(self.narrowed)

    @cached_property
    def order(self) -> tuple[object, ...]:
        """Most precise first, and then by content: the order of reading has no say."""
        statement = self.statement
        return (*time_order(statement.when), -self.details_given, self.content, statement.id)


def split_claims(
    statements: Iterable[Statement], vocabulary: Vocabulary, *, details: Mapping[str, frozenset[str]]
) -> Iterator[Claim]:
    """The claims of the statements, one for each combination of directed key roles; unknown kinds are left out."""
    for statement in statements:
        if statement.kind in vocabulary:
            kind = vocabulary[statement.kind]
            for narrowed in narrow(statement, kind):
                yield Claim(statement, narrowed, kind, details.get(kind.name, frozenset()))


def narrow(statement: Statement, kind: Kind) -> Iterator[Statement]:
    """The statement for each combination of the entities of its key roles; `between` is one set and stays whole.

    A combination of a state with itself is left out: visas that two states abolish for each other are two claims.
    """
    listed = [role for role in kind.key_roles if role != "between" and len(statement.role(role)) > 1]
    if not listed:
        yield statement
        return
    whole = dict(statement.roles)
    for choice in itertools.product(*(whole[role] for role in listed)):
        if len({*choice}) == len(choice):
            chosen = {role: (entity,) for role, entity in zip(listed, choice, strict=True)}
            yield replace(statement, roles=tuple(sorted({**whole, **chosen}.items())))


def content_of(statement: Statement) -> str:
    """What a statement says, without place and source, as one text."""
    amount = None if statement.amount is None else statement.amount.to_json()
    content = (statement.kind, statement.action, statement.roles, statement.attributes, str(statement.when), amount)
    return json.dumps(content, ensure_ascii=False, sort_keys=True)


def time_order(when: When | None) -> tuple[int, int, str]:
    """Sorts times: the most precise first, undated last. A stay of some days is as precise as a day."""
    if when is None:
        return (3, 0, "")
    first, last = when.first_day, when.last_day
    if first is None or last is None:
        return (2, 0, str(when))
    days = (last - first).days
    is_stay = "/" in when.edtf and days <= STAY_DAYS
    return (0, -days if is_stay else 0, str(when)) if is_stay or days == 0 else (1, days, str(when))


def is_same_time(left: When | None, right: When | None) -> bool:
    """Whether one lies within the other; what gives no time agrees with any."""
    return left is None or right is None or left == right or left.contains(right) or right.contains(left)


def is_apart(left: When | None, right: When | None) -> bool:
    """Whether two times exclude each other; approximate and doubtful ones never do."""
    if left is None or right is None or left.overlaps(right):
        return False
    return not any(when.is_approximate or when.is_uncertain for when in (left, right))


def is_before(left: When | None, right: When | None) -> bool:
    """Whether all of the first lies before all of the second, both exact as far as they go."""
    if left is None or right is None or not is_apart(left, right):
        return False
    last, first = left.last_day, right.first_day
    return last is not None and first is not None and last < first


def agrees(mine: Claim, yours: Claim) -> bool:
    """Whether two claims of one key agree in attributes, other roles and amount as far as both give them."""
    return agrees_in_attributes(mine, yours) and agrees_in_roles(mine, yours) and agrees_in_amount(mine, yours)


def agrees_in_attributes(mine: Claim, yours: Claim) -> bool:
    """Key attributes are equal or both missing; the others are equal where both give them."""
    for attribute in mine.kind.attributes.values():
        left, right = mine.narrowed.attribute(attribute.name), yours.narrowed.attribute(attribute.name)
        if left is None or right is None:
            if attribute.is_key and left is not right:
                return False
            continue
        if attribute.is_key or attribute.name not in mine.details:
            same = SAME_OF_TYPE.get("" if attribute.values else attribute.type, is_same_value)
            if not same(str(left), str(right)):
                return False
    return True


def agrees_in_roles(mine: Claim, yours: Claim) -> bool:
    """Whether the roles beyond the key share an entity where both give them."""
    for role in mine.kind.roles.values():
        if role.is_key or role.name in mine.details:
            continue
        left, right = mine.narrowed.role(role.name), yours.narrowed.role(role.name)
        same = SAME_OF_TYPE.get(role.type, is_same_value)
        if left and right and not any(same(a, b) for a in left for b in right):
            return False
    return True


def is_same_value(left: str, right: str) -> bool:
    """Whether two plain values are equal: numbers by value, words folded."""
    try:
        return float(left) == float(right)
    except ValueError:
        return fold(left) == fold(right)


def agrees_in_amount(mine: Claim, yours: Claim) -> bool:
    """Whether the amounts are within 0.5 %; what gives none agrees with any."""
    left, right = mine.statement.amount, yours.statement.amount
    return left is None or right is None or left.is_same(right)


@dataclass(frozen=True)
class Cluster:
    """The claims that are the same, the most precise first."""

    claims: tuple[Claim, ...]

    @property
    def lead(self) -> Claim:
        """The most precise claim."""
        return self.claims[0]

    @property
    def when(self) -> When | None:
        """The most precise time that a claim of it gives."""
        return self.lead.statement.when

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """The statements, each once, the most precise first."""
        return tuple({claim.statement.id: claim.statement for claim in self.claims}.values())

    @cached_property
    def sources(self) -> tuple[str, ...]:
        """The sources that carry it, sorted."""
        return tuple(sorted({statement.source for statement in self.statements}))


def gather_clusters(claims: Iterable[Claim]) -> list[Cluster]:
    """The claims grouped into the same claim; the result does not depend on their order."""
    by_key: dict[Key, list[Claim]] = {}
    for claim in claims:
        by_key.setdefault(claim.key, []).append(claim)
    by_key = join_null_actions(by_key)
    clusters = [cluster for group in by_key.values() for cluster in gather_group(group)]
    return sorted(clusters, key=lambda cluster: (cluster.lead.key, cluster.lead.order))


def join_null_actions(by_key: dict[Key, list[Claim]]) -> dict[Key, list[Claim]]:
    """Claims without an action go to the only action that the same parties have; else they stay apart."""
    actions: dict[Key, list[Key]] = {}
    for key in by_key:
        if key[1]:
            actions.setdefault((key[0], key[2], key[3]), []).append(key)
    joined: dict[Key, list[Claim]] = {}
    for key, group in by_key.items():
        named = actions.get((key[0], key[2], key[3]), ())
        target = named[0] if not key[1] and len(named) == 1 else key
        joined.setdefault(target, []).extend(group)
    return joined


class Bins:
    """The clusters that grow in one group, found by year so that a large group stays quick."""

    def __init__(self) -> None:
        self.all: list[list[Claim]] = []
        self.by_year: dict[int, list[list[Claim]]] = {}
        self.elsewhere: list[list[Claim]] = []

    def near(self, when: When | None) -> Sequence[list[Claim]]:
        """The clusters that a claim of this time may belong to."""
        year = only_year(when)
        return self.all if year is None else [*self.by_year.get(year, ()), *self.elsewhere]

    def start(self, claim: Claim) -> None:
        """A cluster of its own for this claim."""
        grown = [claim]
        year = only_year(claim.statement.when)
        self.all.append(grown)
        (self.elsewhere if year is None else self.by_year.setdefault(year, [])).append(grown)


def only_year(when: When | None) -> int | None:
    """The year in which all of a time lies; None where it spans more or is open."""
    if when is None:
        return None
    first, last = when.first_day, when.last_day
    return first.year if first is not None and last is not None and first.year == last.year else None


def gather_group(group: Sequence[Claim]) -> Iterator[Cluster]:
    """The clusters of claims with one key. The most precise come first, and the vaguer join what they may mean.

    What may mean two different precise claims ("in 1992", of two visits) stays apart: it refines neither.
    """
    if len(group) == 1:
        yield Cluster((group[0],))
        return
    bins = Bins()
    for claim in sorted(group, key=lambda claim: claim.order):
        fitting = [grown for grown in bins.near(claim.statement.when) if fits(claim, grown)]
        twins = [grown for grown in fitting if is_twin(claim, grown[0])]
        if len(fitting) == 1 or twins:
            (twins or fitting)[0].append(claim)
        else:
            bins.start(claim)
    for grown in bins.all:
        yield Cluster(tuple(grown))


def fits(claim: Claim, grown: Sequence[Claim]) -> bool:
    """Whether a claim agrees with the most precise claim in time, and with each in the rest."""
    return is_same_time(claim.statement.when, grown[0].statement.when) and all(
        is_twin(claim, other) or agrees(claim, other) for other in grown
    )


def is_twin(left: Claim, right: Claim) -> bool:
    """Whether two claims say the very same."""
    return left.content == right.content


def day_of(edtf: str | None) -> date | None:
    """The last day that a source's date can mean; None where it gives none."""
    return None if not edtf else When(edtf).last_day
