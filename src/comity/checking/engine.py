"""`check`: statements and documents go in, facts and findings come out. Pure: same input in any order, same output."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date

from comity.checking.case import Case
from comity.checking.checks import CHECKS, Check, run_checks
from comity.checking.facts import make_facts
from comity.checking.faults import Fault
from comity.checking.settings import CheckSettings
from comity.checking.silencing import Silenced
from comity.collector import collector_at_rest
from comity.errors import ComityError
from comity.kinds import Vocabulary
from comity.model import Decision, Document, Fact, Finding, Statement

Facts = tuple[Fact, ...]


class Checked:
    """What checking made of the statements: facts by kind and time, findings by source and place.

    `silenced` are the findings that a person rejected, with the reason. The facts, or what makes them, are given; made
    are they when somebody first asks for them, which a look at the findings never does.
    """

    def __init__(
        self, facts: Facts | Callable[[], Facts], findings: tuple[Finding, ...], silenced: tuple[Silenced, ...] = ()
    ) -> None:
        self._facts: Facts = () if callable(facts) else facts
        self._make_facts: Callable[[], Facts] | None = facts if callable(facts) else None
        self.findings = findings
        self.silenced = silenced

    @property
    def facts(self) -> Facts:
        """The facts. Two threads that ask at once make the same twice."""
        make = self._make_facts
        if make is not None:
            self._facts = make()
            self._make_facts = None
        return self._facts

    def tell(self, findings: tuple[Finding, ...], silenced: tuple[Silenced, ...]) -> Checked:
        """The same facts with some of the findings."""
        return Checked(lambda: self.facts, findings, silenced)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Checked):
            return NotImplemented
        return (self.facts, self.findings, self.silenced) == (other.facts, other.findings, other.silenced)


def check(
    statements: Iterable[Statement],
    documents: Mapping[str, Document],
    vocabulary: Vocabulary,
    *,
    on: date,
    decisions: Iterable[Decision] = (),
    settings: CheckSettings | None = None,
    checks: Sequence[Check] = CHECKS,
    faults: Iterable[Fault] = (),
) -> Checked:
    """The facts and findings of statements as of a day; `documents` by SHA-256, decisions by people outrank the reader.

    A rejected statement is left out, a corrected one is replaced, a rejected finding is not told. `faults` are what the
    reader of a table could not take as it stood.
    Raises KindError for a constraint that is none.
    """
    wanted = settings or CheckSettings()
    last = latest_decisions(decisions)
    with collector_at_rest():
        case = Case(tuple(decide(statements, last)), dict(sorted(documents.items())), vocabulary, on, tuple(faults))
        found = sorted(run_checks(case, checks), key=lambda finding: place_order(case, finding))
        told = [finding for finding in found if not is_rejected(finding, last)]

    @collector_at_rest()
    def make() -> Facts:
        return make_facts(case, told, last)

    return Checked(make, wanted.apply(told), silence(found, last, wanted))


def find_facts(
    statements: Iterable[Statement], documents: Mapping[str, Document], vocabulary: Vocabulary, *, on: date,
    decisions: Iterable[Decision] = (),
) -> tuple[Fact, ...]:  # fmt: skip
    """The facts of `check` alone: of the findings only those are sought that can make a fact disputed.

    Of the texts of the documents, only those are looked at that may have a claim from each other.
    """
    last = latest_decisions(decisions)
    with collector_at_rest():
        case = Case(tuple(decide(statements, last)), dict(sorted(documents.items())), vocabulary, on, has_lines=False)
        contested = run_checks(case, [one for one in CHECKS if one.can_dispute])
        return make_facts(case, [finding for finding in contested if not is_rejected(finding, last)], last)


def silence(
    findings: Iterable[Finding], decisions: Mapping[str, Decision], settings: CheckSettings
) -> tuple[Silenced, ...]:
    """The findings that a person rejected, with the reason."""
    rejected = settings.apply(finding for finding in findings if is_rejected(finding, decisions))
    return tuple(Silenced(finding, reason_in_words(decisions[finding.id])) for finding in rejected)


def is_rejected(finding: Finding, decisions: Mapping[str, Decision]) -> bool:
    """Whether the last decision on a finding rejects it."""
    decision = decisions.get(finding.id)
    return decision is not None and decision.verb == "rejected"


def reason_in_words(decision: Decision) -> str:
    """Why a finding was rejected, by whom and when."""
    return f"{decision.why} ({decision.who}, {decision.at[:10]})".strip()


def latest_decisions(decisions: Iterable[Decision]) -> dict[str, Decision]:
    """The last decision on each subject."""
    ordered = sorted(decisions, key=lambda decision: (decision.at, decision.who, decision.verb, decision.why))
    return {decision.subject: decision for decision in ordered}


def decide(statements: Iterable[Statement], decisions: Mapping[str, Decision]) -> Iterable[Statement]:
    """The statements each once, without the rejected, the corrected as corrected."""
    each = {statement.id: statement for statement in statements}
    return judge(each, decisions) if decisions else each.values()


def judge(statements: Mapping[str, Statement], decisions: Mapping[str, Decision]) -> Iterator[Statement]:
    """Statements by id as people decided on them."""
    for key, statement in statements.items():
        decision = decisions.get(key)
        if decision is None or decision.verb in ("accepted", "flagged"):
            yield statement
        elif decision.verb == "corrected" and decision.correction:
            yield correct(statement, decision.correction)


def correct(statement: Statement, correction: str) -> Statement:
    """The statement with what a correction changes: keys of the codebook's form, as JSON; raises ComityError."""
    try:
        return Statement.from_json({**statement.to_json(), **json.loads(correction)})
    except (ValueError, KeyError, TypeError) as error:
        raise ComityError(
            f"The correction of statement {statement.id} is {correction!r}: {error}. "
            'Give keys of the codebook\'s form as JSON, such as {"when": "1992-03-02"}.'
        ) from error


def place_order(case: Case, finding: Finding) -> tuple[object, ...]:
    """Sorts findings as a reader of the sources meets them."""
    if not finding.places:
        return ("", "", 0, finding.code, finding.id)
    first = finding.places[0]
    return (case.path(first.source), first.source, first.start, finding.code, finding.id)
