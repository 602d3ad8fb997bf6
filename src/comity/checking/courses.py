"""States of affairs through time: what begins, changes, holds and ends, what replaced what, and what held on a day."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from comity.checking.claims import Heading
from comity.checking.likeness import fold, name_words
from comity.checking.rules import Rule, details_of, load_rules
from comity.checking.shapes import Shape, make_shapes
from comity.checking.spans import span_of
from comity.kinds import Vocabulary, load_vocabulary
from comity.model import Fact, Statement, When

# What a stage says in the roles beyond the key and in the attributes.
Said = tuple[tuple[str, tuple[str, ...]], ...]
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
    stages = [stage for stage in stages_of(given, vocabulary, latest) if stage.known is not None and stage.known <= on]
    held: list[Fact] = []
    for thread in gather_threads(stages, vocabulary, rules):
        held.extend(what_holds(thread, rules))
    raised = find_raised(stages, vocabulary, rules)
    return tuple(sorted((fact for fact in held if fact.id not in raised), key=lambda fact: fact.id))


def newest_days(facts: Iterable[Fact]) -> dict[str, date]:
    """For each source, the last day of which it tells as past: it cannot have been written earlier."""
    newest: dict[str, int] = {}
    for fact in facts:
        for statement in fact.statements:
            when = statement.when
            day = None if when is None or statement.modality != "asserted" else span_of(when.edtf).last
            if day is not None and day > newest.get(statement.source, 0):
                newest[statement.source] = day
    return {sha: date.fromordinal(day) for sha, day in newest.items()}


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
    shapes = make_shapes(vocabulary, details_of(rules))
    single = {name: [rule for rule in rules if is_single(rule, name)] for name in vocabulary}
    groups: dict[str, Threads] = {}
    for stage in sorted(stages, key=lambda stage: stage.order):
        claim = stage.fact.claim
        heading = Heading(shapes[claim.kind], claim.action, claim.modality, claim.roles)
        changing = heading.shape.details.union(*(one.words("of") for one in single[claim.kind] if one.covers(claim)))
        groups.setdefault(heading.dealings, Threads(heading.shape)).add(stage, changing)
    return [thread.stages for group in groups.values() for thread in group.all]


def is_single(rule: Rule, kind: str) -> bool:
    """Whether a rule says that a kind has one value at a time, which changes in the course of one state of affairs."""
    return rule.name == "one_at_a_time" and rule.kind.name == kind


@dataclass
class Thread:
    """The stages of one state of affairs, and what they say beside some fields that may change: each thing once."""

    stages: list[Stage] = field(default_factory=list)
    said: dict[frozenset[str], set[Said]] = field(default_factory=dict)

    def said_beside(self, changing: frozenset[str], fields: Iterable[str]) -> set[Said]:
        """What the stages say in these fields beside those that may change."""
        known = self.said.get(changing)
        if known is None:
            known = self.said[changing] = {say(stage, fields, changing) for stage in self.stages}
        return known

    def add(self, stage: Stage, fields: Iterable[str]) -> None:
        """One more stage."""
        self.stages.append(stage)
        for changing, known in self.said.items():
            known.add(say(stage, fields, changing))


class Threads:
    """The threads of one kind and its parties. Those of many persons (consuls beside each other) are found by name."""

    def __init__(self, shape: Shape) -> None:
        roles = shape.kind.roles
        self.same = {name: same for name, same in shape.same.items() if name not in shape.key_roles}
        self.people = frozenset(name for name in self.same if name in roles and roles[name].type == "person")
        self.all: list[Thread] = []
        self.by_word: dict[str, set[int]] = defaultdict(set)

    def add(self, stage: Stage, changing: frozenset[str]) -> None:
        """One more stage: into the first thread from which it differs in nothing but what may change, or a new one."""
        given = dict(say(stage, self.same, changing))
        names = [name for role in self.people for name in entities(stage.fact.claim, role)]
        words = {word for name in names for word in name_words(name)}
        near = self.near(words) if words and self.people.isdisjoint(changing) else range(len(self.all))
        takes = (at for at in near if self.is_one(given, self.all[at].said_beside(changing, self.same)))
        home = next(takes, len(self.all))
        if home == len(self.all):
            self.all.append(Thread())
        self.all[home].add(stage, self.same)
        for word in words or {""}:
            self.by_word[word].add(home)

    def near(self, words: Iterable[str]) -> Sequence[int]:
        """The numbers of the threads that name nobody, or somebody with one of these words in the name."""
        return sorted(self.by_word[""].union(*(self.by_word[word] for word in words)))

    def is_one(self, given: Mapping[str, tuple[str, ...]], others: Iterable[Said]) -> bool:
        """Whether what a stage gives agrees with what others say, where they say something."""
        return all(
            name not in given or any(self.same[name](a, b) for a in given[name] for b in values)
            for other in others
            for name, values in other
        )


def say(stage: Stage, fields: Iterable[str], changing: frozenset[str]) -> Said:
    """What a stage gives in these fields beside those that may change."""
    given = ((name, entities(stage.fact.claim, name)) for name in fields if name not in changing)
    return tuple((name, values) for name, values in given if values)


def entities(statement: Statement, name: str) -> tuple[str, ...]:
    """What a statement gives for a role or attribute."""
    value = statement.attribute(name)
    return statement.role(name) if value is None else (str(value),)


def what_holds(thread: Sequence[Stage], rules: Sequence[Rule]) -> list[Fact]:
    """The last stages of one state of affairs, of those that are given; nothing where it has ended.

    Where the kind has one value at a time the last stage replaces all before it; else several beginnings stand
    beside each other (treaties without a title).
    """
    past = sorted(thread, key=lambda one: one.order)
    if past[-1].step == "ends":
        return []
    last = past[-1]
    if any(is_single(rule, last.fact.claim.kind) for rule in rules) or last.step != "begins":
        return [last.fact]
    return [stage.fact for stage in itertools.takewhile(lambda one: one.step == "begins", reversed(past))]


def find_raised(stages: Sequence[Stage], vocabulary: Vocabulary, rules: Sequence[Rule]) -> set[str]:
    """The ids of facts that became another thing in the same place: a consulate of a city that was made an embassy."""
    found: set[str] = set()
    for rule in (rule for rule in rules if rule.name == "raised"):
        shape = Shape(vocabulary[rule.kind.name])
        by_place: dict[tuple[object, ...], list[Stage]] = defaultdict(list)
        for stage in (one for one in stages if one.fact.claim.kind == rule.kind.name):
            claim = stage.fact.claim
            heading = Heading(shape, claim.action, claim.modality, claim.roles)
            place = [tuple(map(fold, entities(claim, name))) for name in rule.words("same")]
            if all(place) and entities(claim, rule.word("of")):
                by_place[heading.dealings, *place].append(stage)
        for there in by_place.values():
            found.update(one.fact.id for one in there if any(is_raised(one, other, rule) for other in there))
    return found


def is_raised(stage: Stage, other: Stage, rule: Rule) -> bool:
    """Whether a later stage made another thing of what an earlier one tells of."""
    of = rule.word("of")
    is_later = stage.order < other.order and other.is_dated
    return (
        is_later and other.fact.claim.action in rule.words("actions")
        and entities(stage.fact.claim, of) != entities(other.fact.claim, of)
    )  # fmt: skip
