"""Statements as claims: one for each combination of their key roles, with what must agree. From kinds, not Python.

The rule is the codebook's ("Comparing two statements"): kind, action, key roles and key attributes, time within time,
amounts within 0.5 %, and modality by class. What a kind has beyond its key (the visitor, the city, the title) parts two
claims where both give it and differ, unless the kind's file calls it a detail (`rule: details`).
"""

from __future__ import annotations

import functools
import itertools
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from json.encoder import encode_basestring as quote_json
from math import isfinite
from operator import attrgetter, itemgetter

from comity.checking.lazy import in_slots, lazy
from comity.checking.likeness import fold
from comity.checking.shapes import Shape
from comity.checking.spans import time_order
from comity.kinds import Kind
from comity.model import Amount, Attributes, Roles, Statement, Value

OUTLOOK = {"asserted": "asserted", "planned": "to come", "hoped": "to come", "denied": "denied"}
Parties = tuple[tuple[str, tuple[str, ...]], ...]
Key = tuple[str, str, str, Parties]
# Headings, each with its statements.
Told = list[tuple["Heading", list[Statement]]]
write_json = json.JSONEncoder(ensure_ascii=False, sort_keys=True).encode
RANK = attrgetter("rank")
NAME = itemgetter(0)
SAID = attrgetter("kind", "action", "modality", "roles", "attributes")
MARK = "\2"


@in_slots
@dataclass(eq=False)
class Heading:
    """What claims share that say the same but for time and amount: worked out once for all of them."""

    shape: Shape
    action: str | None
    modality: str
    roles: Roles
    attributes: Attributes = ()

    @property
    def outlook(self) -> str:
        """asserted, to come (planned or hoped) or denied: three different claims."""
        return OUTLOOK[self.modality]

    @lazy
    def parties(self) -> Parties:
        """The key roles with their entities, folded; the order of entities does not count."""
        return tuple([(role, fold_all(entities)) for role, entities in self.given])

    @property
    def given(self) -> Roles:
        """The key roles with their entities as they are written, in the order of the kind."""
        roles = dict(self.roles)
        return tuple([(role, roles[role]) for role in self.shape.key_roles if roles.get(role)])

    @lazy
    def key(self) -> Key:
        """What must be equal for two claims to be the same; attributes and times are compared apart."""
        return (self.shape.kind.name, self.action or "", self.outlook, self.parties)

    @lazy
    def order(self) -> str:
        """The key as one text, which sorts as the key does, and quicker: parted by what no name has."""
        kind, _, parties = self.dealings.partition("\0")
        return f"{kind}\0{self.action or ''}\0{self.outlook}\0{parties}"

    @property
    def dealings(self) -> str:
        """What claims that may contradict or replace each other have in common: kind and parties, as one text."""
        return "\0".join([self.shape.kind.name, *map(name_party, self.given)])

    def attribute(self, name: str) -> Value | None:
        """The value of an attribute; None where it gives none."""
        return next((value for known, value in self.attributes if known == name), None)

    @property
    def step(self) -> str | None:
        """Whether it begins, changes, holds or ends a state of affairs; None where it does none of these."""
        return self.shape.steps.get(self.action)

    @lazy
    def written(self) -> tuple[str, str]:
        """What stands before and after the time in the text of which a fact's id is the hash: JSON."""
        words = f'{quote_json(self.shape.kind.name)}, {quote_json(self.action or "")}, "{self.outlook}"'
        parties = ", ".join(map(write_party, self.given))
        return (
            f'[[[{words}, [{parties}]], "',
            f'", {list_values(self.attributes)}, {list_pairs(self.roles)}], ',
        )

    @lazy
    def said(self) -> str:
        """How the text of a claim's content begins, up to its time: JSON."""
        action = "null" if self.action is None else quote_json(self.action)
        return (
            f"[{quote_json(self.shape.kind.name)}, {action}, {list_pairs(self.roles)}, {list_values(self.attributes)}, "
        )

    @lazy
    def fields(self) -> Mapping[str, tuple[str, ...]]:
        """What it gives for each role and attribute, as words."""
        attributes = {name: (str(value),) for name, value in self.attributes}
        return {**{role: entities for role, entities in self.roles if entities}, **attributes}

    def values(self, name: str) -> tuple[str, ...]:
        """What it gives for one role or attribute, as words."""
        given = next((entities for role, entities in self.roles if role == name), ())
        return given or tuple(str(value) for known, value in self.attributes if known == name)

    @property
    def names(self) -> tuple[str, ...]:
        """Its roles and attributes."""
        return (*map(NAME, self.roles), *map(NAME, self.attributes))

    def gives(self, name: str) -> bool:
        """Whether it gives anything for a role or attribute."""
        return any(known == name and entities for known, entities in self.roles) or any(
            known == name for known, _ in self.attributes
        )

    @lazy
    def details(self) -> int:
        """How much it tells."""
        return len(self.roles) + len(self.attributes)

    @lazy
    def states(self) -> frozenset[str]:
        """Every entity of its key roles of type party."""
        given = dict(self.roles)
        return frozenset(entity for role in self.shape.party_roles for entity in given.get(role, ()))


# Not frozen, nor is the heading: there are as many as statements, and a frozen one takes three times as long to make.
@in_slots
@dataclass(eq=False)
class Claim:
    """One statement narrowed to one combination of its key roles: members A and B of O are two claims.

    `statement` is as the record has it, `narrowed` has only this combination in its roles.
    """

    statement: Statement
    heading: Heading

    @lazy
    def narrowed(self) -> Statement:
        """The statement with the roles of this claim alone."""
        is_whole = self.statement.roles == self.heading.roles
        return self.statement if is_whole else replace(self.statement, roles=self.heading.roles)

    @property
    def shape(self) -> Shape:
        """Its kind, as the engines need it."""
        return self.heading.shape

    @property
    def kind(self) -> Kind:
        """Its kind."""
        return self.heading.shape.kind

    @property
    def outlook(self) -> str:
        """asserted, to come (planned or hoped) or denied: three different claims."""
        return self.heading.outlook

    @property
    def parties(self) -> Parties:
        """The key roles with their entities, folded; the order of entities does not count."""
        return self.heading.parties

    @property
    def key(self) -> Key:
        """What must be equal for two claims to be the same; attributes and times are compared apart."""
        return self.heading.key

    @property
    def states(self) -> frozenset[str]:
        """Every entity of its key roles of type party."""
        return self.heading.states

    @property
    def fields(self) -> Mapping[str, tuple[str, ...]]:
        """What it gives for each role and attribute, as words."""
        return self.heading.fields

    @lazy
    def rank(self) -> tuple[tuple[int, int, str], int]:
        """The most precise in time first, and then those that tell most."""
        statement = self.statement
        details = self.heading.details + (statement.amount is not None)
        return (time_order(statement.when), -details)

    @lazy
    def words(self) -> tuple[object, ...]:
        """What it says beside kind, action and time: claims that are equal in it agree with the same others."""
        return (self.statement.attributes, self.heading.roles, self.statement.amount)

    @lazy
    def content(self) -> str:
        """What it says, without place and source, as one text."""
        when, amount = self.statement.when, self.statement.amount
        told = "null" if amount is None else write_amount(amount)
        return f'{self.heading.said}"{None if when is None else when.edtf}", {told}]'

    @lazy
    def order(self) -> tuple[object, ...]:
        """Most precise first, and then by content: the order of reading has no say."""
        return (*self.rank, self.content, self.statement.id)


@functools.lru_cache(maxsize=65536)
def name_party(given: tuple[str, tuple[str, ...]]) -> str:
    """A key role with its entities, folded, as one text."""
    role, entities = given
    return f"{role}\1{MARK.join(fold_all(entities))}"


@functools.lru_cache(maxsize=65536)
def write_party(given: tuple[str, tuple[str, ...]]) -> str:
    """A key role with its entities, folded, as a JSON list."""
    role, entities = given
    return write_pair((role, fold_all(entities)))


def list_pairs(pairs: Roles) -> str:
    """Roles with their entities as a JSON list.

    >>> list_pairs((("between", ("KAZ", "TUR")),))
    '[["between", ["KAZ", "TUR"]]]'
    """
    return f"[{', '.join(map(write_pair, pairs))}]"


@functools.lru_cache(maxsize=65536)
def write_pair(given: tuple[str, tuple[str, ...]]) -> str:
    """A role with its entities as a JSON list."""
    role, entities = given
    return f"[{quote_json(role)}, [{', '.join(map(quote_json, entities))}]]"


def list_values(attributes: Attributes) -> str:
    """Attributes with their values as a JSON list.

    >>> list_values((("rank", "state"), ("share", 2.5)))
    '[["rank", "state"], ["share", 2.5]]'
    """
    words = [
        write_value(name, value) if type(value) is str else f"[{quote_json(name)}, {write_json(value)}]"
        for name, value in attributes
    ]
    return f"[{', '.join(words)}]"


@functools.lru_cache(maxsize=65536)
def write_value(name: str, value: str) -> str:
    """An attribute with its value as a JSON list."""
    return f"[{quote_json(name)}, {quote_json(value)}]"


def fold_all(entities: tuple[str, ...]) -> tuple[str, ...]:
    """The entities folded and sorted."""
    return (fold(entities[0]),) if len(entities) == 1 else tuple(sorted(map(fold, entities)))


def sort_claims(claims: Iterable[Claim]) -> list[Claim]:
    """The claims in order. Their content is only written out where two are as precise as each other."""
    ordered: list[Claim] = []
    for _, run in itertools.groupby(sorted(claims, key=RANK), key=RANK):
        ordered += sort_alike(list(run))
    return ordered


def sort_alike(claims: list[Claim]) -> list[Claim]:
    """The claims, which are as precise as each other, in order of what they say, and of their ids."""
    if len(claims) > 1:
        claims.sort(key=lambda claim: (claim.content, claim.statement.id))
    return claims


def split_statements(statements: Iterable[Statement], shapes: Mapping[str, Shape]) -> dict[str, Told]:
    """The statements by kind and by what they say beside time and amount.

    One heading for each combination of directed key roles. Unknown kinds are left out.
    """
    known: dict[object, Callable[[Statement], object]] = {}
    found: dict[str, Told] = defaultdict(list)
    for statement in statements:
        said: object = SAID(statement)
        take = known.get(said)
        if take is None:
            if any(type(value) is not str for _, value in statement.attributes):
                said = (said, repr(statement.attributes))  # 1, 1.0 and true are equal, and three different values
                take = known.get(said)
            if take is None:
                take = known[said] = begin_headings(statement, shapes, found)
        take(statement)
    return found


def begin_headings(
    statement: Statement, shapes: Mapping[str, Shape], found: Mapping[str, Told]
) -> Callable[[Statement], object]:
    """What puts a statement under its headings, which are begun here."""
    shape = shapes.get(statement.kind)
    told: Told = [] if shape is None else [(heading, []) for heading in list_headings(statement, shape)]
    if told:
        found[statement.kind].extend(told)
    if len(told) == 1:
        return told[0][1].append
    return functools.partial(put_under, told)


def put_under(told: Told, statement: Statement) -> None:
    """A statement under each of its headings."""
    for _, under in told:
        under.append(statement)


def list_headings(statement: Statement, shape: Shape) -> Sequence[Heading]:
    """One for each combination of the entities of a statement's key roles; `between` is one set and stays whole.

    A combination of a state with itself is left out: visas that two states abolish for each other are two claims.
    """
    for role, entities in statement.roles:
        if len(entities) > 1 and role in shape.listed_roles:
            break
    else:
        return (Heading(shape, statement.action, statement.modality, statement.roles, statement.attributes),)
    whole = dict(statement.roles)
    listed = [role for role in shape.key_roles if role in shape.listed_roles and len(whole.get(role, ())) > 1]
    found: list[Heading] = []
    for choice in itertools.product(*(whole[role] for role in listed)):
        if len({*choice}) == len(choice):
            chosen = {role: (entity,) for role, entity in zip(listed, choice, strict=True)}
            roles = tuple(sorted({**whole, **chosen}.items()))
            found.append(Heading(shape, statement.action, statement.modality, roles, statement.attributes))
    return found


def write_amount(amount: Amount) -> str:
    """An amount as JSON, its keys in order.

    >>> write_amount(Amount(3.1e9, "USD")), write_amount(Amount(2, "persons", "min", 4.5))
    ('{"unit": "USD", "value": 3100000000.0}', '{"bound": "min", "to": 4.5, "unit": "persons", "value": 2}')
    """
    if amount.to is None and amount.bound is None and type(amount.value) is float and isfinite(amount.value):
        return f'{{"unit": {quote_json(amount.unit)}, "value": {amount.value!r}}}'
    return write_json(amount.to_json())


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
    if mine.heading.attributes == yours.heading.attributes:
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
