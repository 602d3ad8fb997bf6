"""A case that grows: a new source re-checks only what it touches, and the result is that of checking all of it at once.

Statements hang together in *affairs*: those on the same parties of a kind, those that may be the first of one thing.
What a check finds within an affair does not change while the affair gets no statement. Claims of different affairs may
touch each other by a key (one person's journeys): those that share one with a claim that came are looked at again.
What is found in a document changes only with its statements. What is found across all sources (who rests on whom,
what is old) is worked out anew, from claims that are known already.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from itertools import chain
from operator import attrgetter, itemgetter
from typing import Any, Generic, TypeVar

from comity.checking.case import Case, is_standing
from comity.checking.checks import CHECKS, Check, run_checks
from comity.checking.claims import Heading, list_headings
from comity.checking.engine import (
    Checked,
    decide,
    is_rejected,
    latest_decisions,
    place_order,
    silence,
)
from comity.checking.facts import fact_order, make_facts
from comity.checking.faults import Fault
from comity.checking.gathering import Cluster
from comity.checking.origins import MANY, Dependence
from comity.checking.rules import Rule, details_of, load_rules
from comity.checking.settings import CheckSettings
from comity.checking.shapes import make_shapes
from comity.checking.touching import Touches, Touching
from comity.collector import collector_at_rest
from comity.kinds import Vocabulary
from comity.model import Decision, Document, Fact, Finding, Statement

Key = Hashable
# So many times as many items as come in are sorted anew rather than put in one by one.
FEW = 20
Item = TypeVar("Item")


@dataclass
class Affair:
    """Statements that hang together, and what checking made of them."""

    statements: list[Statement] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    crowded: list[Cluster] = field(default_factory=list)
    later: dict[Cluster, Cluster] = field(default_factory=dict)
    touching: list[Touching] = field(default_factory=list)


class Kept(Generic[Item]):
    """Items in an order that is worked out once for each; those of some affairs come and go."""

    def __init__(self, order: Callable[[Item], Any]) -> None:
        self.order = order
        self.keys: list[Any] = []
        self.items: list[Item] = []

    def replace(self, old: Iterable[Item], new: Iterable[Item]) -> None:
        """The new in place of the old: where they are few, each at its place, so that the others are left alone."""
        for one in old:
            at = self._find(one)
            del self.keys[at], self.items[at]
        pairs = sorted(((self.order(one), one) for one in new), key=itemgetter(0))
        if len(pairs) * FEW > len(self.items):
            pairs = sorted(chain(zip(self.keys, self.items, strict=True), pairs), key=itemgetter(0))
            self.keys, self.items = [key for key, _ in pairs], [one for _, one in pairs]
            return
        for key, one in pairs:
            at = bisect_right(self.keys, key)
            self.keys.insert(at, key)
            self.items.insert(at, one)

    def _find(self, item: Item) -> int:
        """The place of an item; of several in one place, it is known by itself."""
        at = bisect_left(self.keys, self.order(item))
        while self.items[at] is not item:
            at += 1
        return at

    def __iter__(self) -> Iterator[Item]:
        return iter(self.items)


class Review:
    """Sources come one after the other; `add` gives the facts and findings of all so far."""

    def __init__(
        self, vocabulary: Vocabulary, *, on: date, decisions: Iterable[Decision] = (),
        settings: CheckSettings | None = None, checks: Sequence[Check] = CHECKS,
    ) -> None:  # fmt: skip
        self.vocabulary, self.on = vocabulary, on
        self.settings = settings or CheckSettings()
        self.decisions = latest_decisions(decisions)
        scopes = ("affair", "key", "source", "all")
        self.checks = {scope: [one for one in checks if one.scope == scope] for scope in scopes}
        self.order = {check.code: number for number, check in enumerate(checks)}
        self.rules = load_rules(vocabulary)
        self.shapes = make_shapes(vocabulary, details_of(self.rules))
        # The rules that tie together what is on different parties.
        self.ties: dict[str, list[Rule]] = defaultdict(list)
        for rule in self.rules:
            if rule.name in ("sum", "difference", "one_first"):
                self.ties[rule.kind.name].append(rule)
        self.faults: list[Fault] = []
        self.dependence = Dependence({})
        self.documents: Mapping[str, Document] = self.dependence.documents
        self.affairs: dict[Key, Affair] = {}
        self.by_source: dict[str, list[Finding]] = {}
        self.touches = Touches(self.checks["key"])
        self.facts: Kept[Fact] = Kept(fact_order)
        self.statements: Kept[Statement] = Kept(attrgetter("id"))
        self.crowded: dict[Cluster, None] = {}
        self.later: dict[Cluster, Cluster] = {}
        self.standing: dict[str, dict[str, Statement]] = {
            kind.name: {} for kind in vocabulary.values() if kind.stale_after_years is not None
        }
        self._sorted: dict[str, tuple[Statement, ...]] = {}
        self.rechecked = 0
        self.checked = Checked((), ())
        self._known: set[str] = set()
        self._lines: dict[str, list[int]] = {}
        self._asked: dict[str, int] = {}
        self._of_source: dict[str, list[Statement]] = defaultdict(list)
        self._leader: dict[Key, Key] = {}

    def add(
        self, statements: Iterable[Statement], documents: Mapping[str, Document] | None = None,
        faults: Iterable[Fault] = (),
    ) -> Checked:  # fmt: skip
        """The facts and findings of all that was added so far; `rechecked` counts the statements looked at again."""
        new = [one for one in decide(statements, self.decisions) if one.id not in self._known]
        self._known.update(one.id for one in new)
        self.faults.extend(faults)
        with collector_at_rest():
            changed = self.dependence.extend(documents or {})
            touched = self._sort_in(new) | {self._find(key) for key in self._resting_on(changed)}
            if documents:
                touched |= {self._find(self.keys_of(one.statements[0])[0]) for one in self.crowded}
            self.rechecked = 0
            while touched:
                touched = self._check_affairs(touched)
            self._check_sources({one.source for one in new} | set(documents or {}))
            self.checked = self._gather()
        return self.checked

    # -- what hangs together -----------------------------------------------------------------------------------------

    def _sort_in(self, new: Sequence[Statement]) -> set[Key]:
        """Each new statement into its affair; the affairs that it joins become one. Gives those that changed."""
        touched: set[Key] = set()
        self.statements.replace((), new)
        for statement in new:
            self._of_source[statement.source].append(statement)
            headings = self.headings_of(statement)
            if statement.kind in self.standing and is_standing(statement, self.shapes[statement.kind]):
                self.standing[statement.kind][statement.id] = statement
            first, *others = self.keys_of(statement, headings)
            for other in others:
                self._join(first, other)
            self.affairs.setdefault(self._find(first), Affair()).statements.append(statement)
            touched.add(first)
        return {self._find(key) for key in touched}

    def headings_of(self, statement: Statement) -> Sequence[Heading]:
        """What a statement says beside time and amount; nothing where no kind knows it."""
        shape = self.shapes.get(statement.kind)
        return () if shape is None else list_headings(statement, shape)

    def keys_of(self, statement: Statement, headings: Iterable[Heading] | None = None) -> list[Key]:
        """What a statement hangs together with others by; one that no kind knows stands alone."""
        keys: dict[Key, None] = {}
        for heading in self.headings_of(statement) if headings is None else headings:
            keys[statement.kind, heading.parties] = None
            for rule in self.ties.get(statement.kind, ()):
                if rule.name in ("sum", "difference"):
                    keys["sum", statement.kind, heading.states] = None
                elif rule.name == "one_first":
                    actor = rule.word("actor")
                    rest = [heading.fields.get(role, ()) for role in rule.kind.key_roles if role != actor]
                    keys["first", statement.kind, statement.action, *rest] = None
        return list(keys) or [statement.id]

    def _find(self, key: Key) -> Key:
        leader = self._leader
        while (above := leader.setdefault(key, key)) != key:
            leader[key] = leader[above]
            key = leader[key]
        return key

    def _join(self, left: Key, right: Key) -> None:
        first, second = self._find(left), self._find(right)
        if first != second:
            self._leader[second] = first
            if second in self.affairs:
                home, other = self.affairs.setdefault(first, Affair()), self.affairs.pop(second)
                home.statements += other.statements
                home.facts += other.facts
                home.findings += other.findings
                home.crowded += other.crowded
                home.later |= other.later
                home.touching += other.touching

    def _resting_on(self, changed: Iterable[tuple[str, str]]) -> Iterator[Key]:
        """The keys of statements whose reference now names another source than before: (source, number)."""
        numbers: dict[str, set[str]] = defaultdict(set)
        for source, number in changed:
            numbers[source].add(number)
        for source, told in numbers.items():
            for statement in self._of_source.get(source, ()):
                if any(reference.number in told for reference in self.dependence.references_of(statement)):
                    yield self.keys_of(statement)[0]

    # -- checking again ----------------------------------------------------------------------------------------------

    def _case(self, statements: Iterable[Statement], sources: Iterable[str]) -> Case:
        """A case of these statements, in order, and sources, that knows who rests on whom among all."""
        documents = {sha: self.documents[sha] for sha in sorted(set(sources)) if sha in self.documents}
        case = Case(tuple(statements), documents, self.vocabulary, self.on, tuple(self.faults))
        vars(case).update(dependence=self.dependence, rules=self.rules, _lines=self._lines, _asked=self._asked)
        return case

    def _check_affairs(self, touched: Iterable[Key]) -> set[Key]:
        """Claims, facts and findings of the affairs that changed; gives those with facts newly disputed, or no more."""
        affairs = {key: self.affairs[key] for key in touched if key in self.affairs}
        statements = sorted((one for affair in affairs.values() for one in affair.statements), key=attrgetter("id"))
        self.rechecked += len(statements)
        case = self._case(statements, (one.source for one in statements))
        home = {one.id: key for key, affair in affairs.items() for one in affair.statements}
        made = {key: Affair(affair.statements) for key, affair in affairs.items()}
        for touch, cluster in self.touches.list(case):
            made[home[cluster.told[0].id]].touching.append((touch, cluster))
        old, new = ([*chain(*(one.touching for one in side.values()))] for side in (affairs, made))
        by_key, changed = self.touches.check(old, new, partial(self._case, ()))
        findings = tuple(run_checks(case, self.checks["affair"]))
        told = [one for one in (*findings, *by_key) if not is_rejected(one, self.decisions)]
        for fact in make_facts(case, told, self.decisions):
            made[home[fact.statements[0].id]].facts.append(fact)
        for finding in findings:
            made[home[finding.statements[0]]].findings.append(finding)
        for cluster in filter(is_crowded, case.shared):
            made[home[cluster.statements[0].id]].crowded.append(cluster)
        for held, then in case.later.items():
            made[home[held.statements[0].id]].later[held] = then
        self._replace(affairs.values(), made.values())
        self.affairs.update(made)
        return {self._find(self.keys_of(one)[0]) for one in changed if one.id not in home}

    def _replace(self, old: Collection[Affair], new: Collection[Affair]) -> None:
        """What was made of some affairs gives way to what is made of them now."""
        for affair in old:
            for cluster in affair.later:
                self.later.pop(cluster, None)
            for cluster in affair.crowded:
                self.crowded.pop(cluster, None)
        for affair in new:
            self.later.update(affair.later)
            self.crowded.update(dict.fromkeys(affair.crowded))
        self.facts.replace(*(chain.from_iterable(one.facts for one in side) for side in (old, new)))

    def _check_sources(self, sources: Iterable[str]) -> None:
        """What is found in each of these documents by itself."""
        changed = sorted(sources)
        told = {one.id: one for sha in changed for one in self._of_source.get(sha, ())}
        case = self._case((one for _, one in sorted(told.items())), changed)
        for sha in changed:
            self.by_source[sha] = []
            self._sorted[sha] = tuple(sorted(self._of_source.get(sha, ()), key=lambda one: (one.evidence, one.id)))
        for finding in run_checks(case, self.checks["source"]):
            self.by_source[finding.places[0].source].append(finding)

    def _gather(self) -> Checked:
        """All facts, and all findings with those across sources."""
        case = self._case(self.statements, self.documents)
        standing = {name: tuple(told.values()) for name, told in self.standing.items()}
        vars(case).update(later=self.later, standing=standing, _told=self._sorted)
        within = (one.findings for one in self.affairs.values() if one.findings)
        known = chain(*within, self.touches.findings, *self.by_source.values())
        found = [*known, *run_checks(case, self.checks["all"])]
        found.sort(key=lambda one: (place_order(case, one), self.order.get(one.code, 0), one.statements))
        found = list({one.id: one for one in reversed(found)}.values())[::-1]  # of two affairs, one of each place
        told = [one for one in found if not is_rejected(one, self.decisions)]
        return Checked(tuple(self.facts), self.settings.apply(told), silence(found, self.decisions, self.settings))


def is_crowded(cluster: Cluster) -> bool:
    """Whether so many tell one claim that any new page may show which of them have the same words."""
    return len(cluster.statements) > MANY
