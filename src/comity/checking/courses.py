"""States of affairs through time: what begins, changes, holds and ends, what replaced what, and what held on a day."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from comity.checking.claims import Claim
from comity.checking.rules import Rule, details_of, load_rules
from comity.checking.shapes import SAME_OF_TYPE, Shape, is_same_value
from comity.kinds import Vocabulary, load_vocabulary
from comity.model import Fact, Statement, When

STEP_ORDER = {"begins": 0, "changes": 1, "holds": 2, "ends": 3}


@dataclass(frozen=True)
class Stage:
    """A fact in the course of a state of affairs: from which day it is known, and whether it says so itself."""

    fact: Fact
    step: str
    known: date | None
    is_dated: bool

    @property
    def order(self) -> tuple[bool, date, int, str]:
        """By day, and on one day what begins before what ends; what is known from no day comes last."""
        return (self.known is None, self.known or date.max, STEP_ORDER[self.step], self.fact.id)


def holds_on(
    facts: Iterable[Fact], *, on: date, vocabulary: Vocabulary | None = None, written: Mapping[str, date] | None = None
) -> tuple[Fact, ...]:
    """The facts that hold on a day: begun or said to hold by then, and neither replaced nor ended.

    A fact without a date is placed on the day of its source (`written`: SHA-256 → day), otherwise on the newest day
    of which that source tells: before that day nothing is claimed for it. Events (visits, meetings) and figures
    hold at no time and are left out.
    """
    vocabulary = vocabulary or load_vocabulary()
    given = sorted(facts, key=lambda fact: fact.id)
    latest = {**newest_days(given), **(written or {})}
    rules = load_rules(vocabulary)
    held: list[Fact] = []
    for thread in gather_threads(stages_of(given, vocabulary, latest), vocabulary, rules):
        held.extend(what_holds(thread, on, rules))
    return tuple(sorted(held, key=lambda fact: fact.id))


def newest_days(facts: Iterable[Fact]) -> dict[str, date]:
    """For each source, the last day of which it tells as past: it cannot have been written earlier."""
    newest: dict[str, date] = {}
    for fact in facts:
        for statement in fact.statements:
            day = statement.when.last_day if statement.when and statement.modality == "asserted" else None
            if day is not None:
                newest[statement.source] = max(day, newest.get(statement.source, day))
    return newest


def stages_of(facts: Iterable[Fact], vocabulary: Vocabulary, latest: Mapping[str, date]) -> list[Stage]:
    """The facts that are asserted and belong to the course of something."""
    found = []
    for fact in facts:
        claim = fact.claim
        step = vocabulary[claim.kind].step(claim.action) if claim.kind in vocabulary else None
        if step is not None and claim.modality == "asserted":
            found.append(Stage(fact, step, known_day(fact, latest), is_dated=claim.when is not None))
    return found


def known_day(fact: Fact, latest: Mapping[str, date]) -> date | None:
    """The day by which a fact is known to hold; None where nothing tells it."""
    if fact.claim.when is not None:
        return start_of(fact.claim.when)
    days = [latest[statement.source] for statement in fact.statements if statement.source in latest]
    return min(days, default=None)


def start_of(when: When) -> date | None:
    """The day by which something that began at that time is known to have begun: for "1992", its last day."""
    if when.precision == "interval":
        return when.first_day
    return when.last_day or when.first_day


def gather_threads(stages: Sequence[Stage], vocabulary: Vocabulary, rules: Sequence[Rule]) -> list[list[Stage]]:
    """The stages in threads of one state of affairs: same kind and parties, no difference but in what may change."""
    threads: dict[tuple[object, ...], list[list[Stage]]] = {}
    for stage in sorted(stages, key=lambda stage: stage.order):
        kind = vocabulary[stage.fact.claim.kind]
        claim = Claim(stage.fact.claim, stage.fact.claim, Shape(kind))
        ignored = changing_fields(claim, rules)
        group = threads.setdefault((kind.name, claim.parties), [])
        home = next(
            (thread for thread in group if all(is_one_thread(stage, other, ignored, vocabulary) for other in thread)),
            None,
        )
        if home is None:
            group.append([stage])
        else:
            home.append(stage)
    return [thread for group in threads.values() for thread in group]


def changing_fields(claim: Claim, rules: Sequence[Rule]) -> frozenset[str]:
    """The roles and attributes of a claim that may change in the course of one state of affairs."""
    changing = details_of(rules).get(claim.kind.name, frozenset())
    for rule in rules:
        if rule.name == "one_at_a_time" and rule.kind.name == claim.kind.name and rule.covers(claim.narrowed):
            changing |= frozenset(rule.words("of"))
    return changing


def is_one_thread(left: Stage, right: Stage, ignored: frozenset[str], vocabulary: Vocabulary) -> bool:
    """Whether two stages differ in nothing but what may change."""
    kind = vocabulary[left.fact.claim.kind]
    fields = {role.name: role.type for role in kind.roles.values() if not role.is_key}
    fields |= {attribute.name: attribute.type for attribute in kind.attributes.values()}
    for name, type_ in fields.items():
        if name in ignored:
            continue
        mine, yours = entities(left.fact.claim, name), entities(right.fact.claim, name)
        same = SAME_OF_TYPE.get(type_, is_same_value)
        if mine and yours and not any(same(a, b) for a in mine for b in yours):
            return False
    return True


def entities(statement: Statement, name: str) -> tuple[str, ...]:
    """What a statement gives for a role or attribute."""
    value = statement.attribute(name)
    return statement.role(name) if value is None else (str(value),)


def what_holds(thread: Sequence[Stage], on: date, rules: Sequence[Rule]) -> list[Fact]:
    """The last stages of one state of affairs by a day; nothing where it has ended.

    Where the kind has one value at a time the last stage replaces all before it; else several beginnings stand
    beside each other (treaties without a title).
    """
    past = sorted(
        (stage for stage in thread if stage.known is not None and stage.known <= on), key=lambda one: one.order
    )
    if not past or past[-1].step == "ends":
        return []
    last = past[-1]
    is_single = any(rule.name == "one_at_a_time" and rule.kind.name == last.fact.claim.kind for rule in rules)
    if is_single or last.step != "begins":
        return [last.fact]
    return [stage.fact for stage in itertools.takewhile(lambda one: one.step == "begins", reversed(past))]
