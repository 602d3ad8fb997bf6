"""The facts on two states as they stood on a day: what had happened, what held, what was to come.

In: checked facts with their documents. Out: a `View`, from which the article and the brief are written.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from comity.checking import Checked, holds_on
from comity.checking.courses import known_day, newest_days, start_of
from comity.kinds import Kind, Vocabulary
from comity.model import Document, Fact, Finding, Source, Statement, When
from comity.model.when import parse_when
from comity.names import load_states
from comity.writing.claims import Setting, is_state
from comity.writing.house import PLAIN, House
from comity.writing.phrases import Mode, load_phrases


@dataclass(frozen=True)
class View:
    """What a page on two states is written from. `facts` are those known by the day, in order of time.

    `written` is the day on which each source speaks; `ended` has what something of a higher rank replaced, and when.
    """

    pair: tuple[str, str]
    on: date
    known_at: date | None
    facts: tuple[Fact, ...]
    findings: tuple[Finding, ...]
    documents: Mapping[str, Document]
    vocabulary: Vocabulary
    holding: frozenset[str]
    written: Mapping[str, date]
    ended: Mapping[str, When | None]
    since: date | None
    house: House

    @property
    def setting(self) -> Setting:
        """The setting in which its claims are written."""
        return Setting(self.pair, self.on, self.house)

    @cached_property
    def ends(self) -> dict[str, date]:
        """Those of the two that are no more on the day, each with its last day: nothing holds between them."""
        ends = {code: known.end for code in self.pair if (known := load_states().get(code)) is not None}
        days = {code: date.fromisoformat(end) for code, end in ends.items() if end}
        return {code: day for code, day in days.items() if day < self.on}

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """For each statement, which of the facts it is part of."""
        found: dict[str, list[int]] = {}
        for place, fact in enumerate(self.facts):
            for statement in fact.statements:
                found.setdefault(statement.id, []).append(place)
        return found

    def name(self, code: str) -> str:
        """A state's name on the day."""
        return self.house.name(code, on=self.on)

    def name_in_text(self, code: str) -> str:
        """A state's name on the day, with its article."""
        return self.house.name_in_text(code, on=self.on)

    def source(self, sha256: str) -> Source | None:
        """The source of that hash, where its document is at hand."""
        document = self.documents.get(sha256)
        return None if document is None else document.source

    def kind(self, fact: Fact) -> Kind:
        """The kind of a fact."""
        return self.vocabulary[fact.claim.kind]

    def mode(self, fact: Fact) -> Mode:
        """Whether a fact is written as past, as holding, as to come, hoped or denied on the day."""
        claim = fact.claim
        if claim.modality == "denied":
            return "denied"
        last = claim.when.last_day if claim.when is not None else None
        is_over = bool(self.ends) or (last is not None and last < self.on)
        if claim.modality in ("planned", "hoped"):
            return "overdue" if is_over else "hoped" if claim.modality == "hoped" else "planned"
        if self.kind(fact).step(claim.action) != "holds":
            return "happened"
        return "held" if is_over or (fact.standing == "superseded" and fact.id not in self.holding) else "holds"


def is_fulfilled(fact: Fact, facts: Sequence[Fact], vocabulary: Vocabulary) -> bool:
    """Whether a hope, or a plan without a date, to begin something has come true: the same is told as done."""
    claim = fact.claim
    is_open = claim.modality == "hoped" or (claim.modality == "planned" and claim.when is None)
    if not is_open or vocabulary[claim.kind].step(claim.action) != "begins":
        return False
    told = {*claim.roles, *claim.attributes}
    return any(
        other.claim.modality == "asserted"
        and (other.claim.kind, other.claim.action) == (claim.kind, claim.action)
        and told <= {*other.claim.roles, *other.claim.attributes}
        for other in facts
    )


def look(
    checked: Checked,
    documents: Mapping[str, Document],
    vocabulary: Vocabulary,
    pair: tuple[str, str],
    *,
    on: date,
    known_at: date | None = None,
    since: date | None = None,
    house: House = PLAIN,
) -> View:
    """The view of two states on a day."""
    facts = [fact for fact in checked.facts if fact.claim.kind in vocabulary and concerns(fact, pair, vocabulary)]
    written = find_days(documents, facts)
    seen = sorted((fact for fact in facts if is_known(fact, on, written)), key=order)
    ids = {statement.id for fact in seen for statement in fact.statements}
    seen = [fact for fact in seen if not is_fulfilled(fact, seen, vocabulary)]
    held = holds_on(seen, on=on, vocabulary=vocabulary, written=written)
    ended = end_raised(seen, held, vocabulary)
    sources = {sha256 for sha256 in documents if written.get(sha256, on) <= on}
    return View(
        pair=pair,
        on=on,
        known_at=known_at,
        facts=tuple(seen),
        findings=tuple(one for one in checked.findings if rests_on(one, ids, sources)),
        documents=documents,
        vocabulary=vocabulary,
        holding=frozenset(fact.id for fact in held if fact.id not in ended),
        written=written,
        ended=ended,
        since=since,
        house=house,
    )


def end_raised(facts: Iterable[Fact], held: Iterable[Fact], vocabulary: Vocabulary) -> dict[str, When | None]:
    """The facts that ended when one of their kind and parties was raised to another rank.

    They are those of the first rank; where there was none, and one other alone, it is that which was raised. What does
    not hold for another reason (it was closed before) did not end so.
    """
    facts = list(facts)
    open_ids = {fact.id for fact in held} | {fact.id for fact in facts if is_left_open(fact, facts, vocabulary)}
    ended: dict[str, When | None] = {}
    for raised in facts:
        kind = vocabulary[raised.claim.kind]
        phrases = load_phrases(kind)
        if raised.claim.action != phrases.raised or raised.claim.when is None or raised.claim.modality != "asserted":
            continue
        if not phrases.is_chief(raised.claim):
            continue
        before = [
            fact for fact in facts
            if fact.id in open_ids and is_of(fact, raised, kind)
            and (fact.claim.when is None or fact.claim.when < raised.claim.when)
            and any(fact.claim.attribute(name) != raised.claim.attribute(name) for name in phrases.chief)
        ]  # fmt: skip
        chief = [fact for fact in before if phrases.is_chief(fact.claim)]
        ended |= {fact.id: raised.claim.when for fact in chief or (before if len(before) == 1 else [])}
    return ended


def is_left_open(fact: Fact, facts: Sequence[Fact], vocabulary: Vocabulary) -> bool:
    """Whether a fact begins or holds something of which no fact on the same parties tells that it ended."""
    kind = vocabulary[fact.claim.kind]
    if fact.claim.modality != "asserted" or kind.step(fact.claim.action) not in ("begins", "holds"):
        return False
    return not any(kind.step(other.claim.action) == "ends" and is_of(other, fact, kind) for other in facts)


def is_of(fact: Fact, other: Fact, kind: Kind) -> bool:
    """Whether two facts are of one kind and between the same parties."""
    return fact.claim.kind == kind.name and all(fact.claim.role(one) == other.claim.role(one) for one in kind.key_roles)


def concerns(fact: Fact, pair: tuple[str, str], vocabulary: Vocabulary) -> bool:
    """Whether a fact is on both states, or on what became of one (its independence), or on its place in a body."""
    kind = vocabulary[fact.claim.kind]
    parties = {code for name in kind.roles if kind.roles[name].type == "party" for code in fact.claim.role(name)}
    if set(pair) <= parties:
        return True
    keys = [role for role in kind.roles.values() if role.is_key and role.type == "party"]
    return len(keys) == 1 and keys[0].name != "between" and bool(parties) and parties <= set(pair)


def find_days(documents: Mapping[str, Document], facts: Iterable[Fact]) -> dict[str, date]:
    """For each source the day on which it speaks: as it says, otherwise the newest day of which it tells.

    A source without any date speaks on the newest day that any of the others tells of: it is not asked about times
    before.
    """
    given = list(facts)
    days = newest_days(given)
    for sha256, document in documents.items():
        for text in (document.source.published, document.source.updated):
            when = parse_when(text) if text else None
            if when is not None and when.last_day is not None:
                days[sha256] = max(when.last_day, days.get(sha256, date.min))
    newest = max(days.values(), default=date.min)
    for fact in given:
        for statement in fact.statements:
            days.setdefault(statement.source, newest)
    return days


def known_from(fact: Fact, written: Mapping[str, date]) -> date | None:
    """The day by which the fact had happened, held, or been said to be to come; None where nothing tells it."""
    claim = fact.claim
    if claim.when is not None and claim.modality == "asserted":
        return start_of(claim.when)
    known = min((written[one.source] for one in fact.statements if one.source in written), default=None)
    return known_day(fact, written) if claim.when is None and known is None else known


def is_known(fact: Fact, on: date, written: Mapping[str, date]) -> bool:
    """Whether by a day the fact had happened, held, or been said to be to come."""
    known = known_from(fact, written)
    return known is None or known <= on


def order(fact: Fact) -> tuple[bool, date, date, str, str]:
    """By time, a vague time after the days that it can mean; without a date last; on one day by kind and id."""
    when = fact.claim.when
    if when is None:
        return True, date.max, date.max, fact.claim.kind, fact.id
    return False, start_of(when) or date.min, when.last_day or date.max, fact.claim.kind, fact.id


def rests_on(finding: Finding, statements: set[str], sources: set[str]) -> bool:
    """Whether a finding is about what is seen: its statements, or without any its sources."""
    if finding.statements:
        return set(finding.statements) <= statements
    return bool(finding.places) and all(place.source in sources for place in finding.places)


def spans_day(when: When | None, first: date, last: date) -> bool:
    """Whether a time lies within two days, both included."""
    return when is not None and when.first_day is not None and first <= when.first_day <= last


def next_anniversary(when: When | None, on: date, within_days: int = 90) -> tuple[date, int] | None:
    """The day and number of the next full anniversary of a day, if it comes within so many days.

    >>> next_anniversary(When("1992-03-02"), date(2027, 1, 1))
    (datetime.date(2027, 3, 2), 35)
    """
    if when is None or when.precision != "day" or when.first_day is None:
        return None
    for year in (on.year, on.year + 1):
        try:
            day = when.first_day.replace(year=year)
        except ValueError:  # 29 February is kept on the 28th
            day = when.first_day.replace(year=year, day=28)
        if on <= day <= on + timedelta(days=within_days) and year > when.first_day.year:
            return day, year - when.first_day.year
    return None


def states_of(claim: Statement) -> tuple[str, ...]:
    """The states among the entities of a claim."""
    return tuple(dict.fromkeys(code for _, codes in claim.roles for code in codes if is_state(code)))
