"""Statements as claims: one for each combination of their key roles, with what must agree. From kinds, not Python.

The rule is the codebook's ("Comparing two statements"): kind, action, key roles and key attributes, time within time,
amounts within 0.5 %, and modality by class. What a kind has beyond its key (the visitor, the city, the title) parts two
claims where both give it and differ, unless the kind's file calls it a detail (`rule: details`).
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from comity.checking.lazy import lazy
from comity.checking.likeness import fold
from comity.checking.shapes import Shape
from comity.checking.spans import time_order
from comity.kinds import Kind, Vocabulary
from comity.model import Statement

OUTLOOK = {"asserted": "asserted", "planned": "to come", "hoped": "to come", "denied": "denied"}
Parties = tuple[tuple[str, tuple[str, ...]], ...]
Key = tuple[str, str, str, Parties]


@dataclass(frozen=True, eq=False)
class Claim:
    """One statement narrowed to one combination of its key roles: members A and B of O are two claims.

    `statement` is as the record has it, `narrowed` has only this combination in its roles.
    """

    statement: Statement
    narrowed: Statement
    shape: Shape

    @lazy
    def kind(self) -> Kind:
        """Its kind."""
        return self.shape.kind

    @lazy
    def outlook(self) -> str:
        """asserted, to come (planned or hoped) or denied: three different claims."""
        return OUTLOOK[self.statement.modality]

    @lazy
    def fields(self) -> Mapping[str, tuple[str, ...]]:
        """What it gives for each role and attribute, as words."""
        attributes = {name: (str(value),) for name, value in self.narrowed.attributes}
        return {**{role: entities for role, entities in self.narrowed.roles if entities}, **attributes}

    @lazy
    def parties(self) -> Parties:
        """The key roles with their entities, folded; the order of entities does not count."""
        given = dict(self.narrowed.roles)
        return tuple((role, fold_all(given[role])) for role in self.shape.key_roles if given.get(role))

    @lazy
    def key(self) -> Key:
        """What must be equal for two claims to be the same; attributes and times are compared apart."""
        return (self.statement.kind, self.statement.action or "", self.outlook, self.parties)

    @lazy
    def states(self) -> frozenset[str]:
        """Every entity of its key roles of type party."""
        return frozenset(entity for role in self.shape.party_roles for entity in self.narrowed.role(role))

    @lazy
    def rank(self) -> tuple[tuple[int, int, str], int]:
        """The most precise in time first, and then those that tell most."""
        narrowed = self.narrowed
        details = len(narrowed.roles) + len(narrowed.attributes) + (self.statement.amount is not None)
        return (time_order(self.statement.when), -details)

    @lazy
    def words(self) -> tuple[object, ...]:
        """What it says beside kind, action and time: claims that are equal in it agree with the same others."""
        return (self.narrowed.attributes, self.narrowed.roles, self.statement.amount)

    @lazy
    def content(self) -> str:
        """What it says, without place and source, as one text."""
        return content_of(self.narrowed)

    @lazy
    def order(self) -> tuple[object, ...]:
        """Most precise first, and then by content: the order of reading has no say."""
        return (*self.rank, self.content, self.statement.id)


def fold_all(entities: tuple[str, ...]) -> tuple[str, ...]:
    """The entities folded and sorted."""
    return (fold(entities[0]),) if len(entities) == 1 else tuple(sorted(map(fold, entities)))


def sort_claims(claims: Iterable[Claim]) -> list[Claim]:
    """The claims in order. Their content is only written out where two are as precise as each other."""
    ordered: list[Claim] = []
    for _, run in itertools.groupby(sorted(claims, key=lambda claim: claim.rank), key=lambda claim: claim.rank):
        level = list(run)
        ordered += level if len(level) == 1 else sorted(level, key=lambda claim: (claim.content, claim.statement.id))
    return ordered


def split_claims(
    statements: Iterable[Statement], vocabulary: Vocabulary, *, details: Mapping[str, frozenset[str]]
) -> Iterator[Claim]:
    """The claims of the statements, one for each combination of directed key roles; unknown kinds are left out."""
    shapes = {name: Shape(kind, details.get(name, frozenset())) for name, kind in vocabulary.items()}
    for statement in statements:
        shape = shapes.get(statement.kind)
        if shape is not None:
            for narrowed in narrow(statement, shape):
                yield Claim(statement, narrowed, shape)


def narrow(statement: Statement, shape: Shape) -> Iterator[Statement]:
    """The statement for each combination of the entities of its key roles; `between` is one set and stays whole.

    A combination of a state with itself is left out: visas that two states abolish for each other are two claims.
    """
    if all(len(entities) < 2 or role not in shape.listed_roles for role, entities in statement.roles):
        yield statement
        return
    whole = dict(statement.roles)
    listed = [role for role in shape.key_roles if role in shape.listed_roles and len(whole.get(role, ())) > 1]
    for choice in itertools.product(*(whole[role] for role in listed)):
        if len({*choice}) == len(choice):
            chosen = {role: (entity,) for role, entity in zip(listed, choice, strict=True)}
            yield replace(statement, roles=tuple(sorted({**whole, **chosen}.items())))


def content_of(statement: Statement) -> str:
    """What a statement says, without place and source, as one text."""
    amount = None if statement.amount is None else statement.amount.to_json()
    content = (statement.kind, statement.action, statement.roles, statement.attributes, str(statement.when), amount)
    return json.dumps(content, ensure_ascii=False, sort_keys=True)


def values_of(claim: Claim, name: str) -> tuple[str, ...]:
    """What a claim gives for a role or attribute; empty where it gives nothing."""
    return claim.fields.get(name, ())


def is_same_field(left: Claim, right: Claim, name: str) -> bool:
    """Whether two claims give the same for a role or attribute; False where one gives nothing."""
    mine, yours, same = values_of(left, name), values_of(right, name), left.shape.same[name]
    return any(same(a, b) for a in mine for b in yours)


def agrees(mine: Claim, yours: Claim) -> bool:
    """Whether two claims of one key agree in attributes, other roles and amount as far as both give them."""
    return agrees_in_attributes(mine, yours) and agrees_in_roles(mine, yours) and agrees_in_amount(mine, yours)


def agrees_in_attributes(mine: Claim, yours: Claim) -> bool:
    """Key attributes are equal or both missing; the others are equal where both give them."""
    if mine.narrowed.attributes == yours.narrowed.attributes:
        return True
    left, right = mine.fields, yours.fields
    for name, same in mine.shape.key_attributes:
        if (name in left) != (name in right) or (name in left and not same(left[name][0], right[name][0])):
            return False
    return all(
        same(left[name][0], right[name][0]) for name, same in mine.shape.other_fields if name in left and name in right
    )


def agrees_in_roles(mine: Claim, yours: Claim) -> bool:
    """Whether the roles beyond the key share an entity where both give them."""
    left, right = mine.fields, yours.fields
    return all(
        any(same(a, b) for a in left[name] for b in right[name])
        for name, same in mine.shape.other_roles
        if name in left and name in right
    )


def agrees_in_amount(mine: Claim, yours: Claim) -> bool:
    """Whether the amounts are within 0.5 %; what gives none agrees with any."""
    left, right = mine.statement.amount, yours.statement.amount
    return left is None or right is None or left.is_same(right)
