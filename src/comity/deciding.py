"""Decisions made of words: what they are on, and whether they can be."""

from __future__ import annotations

from collections.abc import Callable

from comity.api import OpenRecord
from comity.checking import Checked, correct
from comity.errors import ComityError, RecordError
from comity.model import Decision, DecisionVerb, Finding, Statement

MIN_DIGITS = 4
VERBS: dict[str, DecisionVerb] = {
    "accept": "accepted", "reject": "rejected", "correct": "corrected", "flag": "flagged",
}  # fmt: skip
NEED_REASON = ("rejected", "corrected")


def find_subject(record: OpenRecord, identity: str, check: Callable[[], Checked] | None) -> Statement | Finding:
    """The statement or finding that has that identity, or one that begins so; raises ComityError.

    `check` gives the findings among which it is sought where it is no statement; without it only statements are.
    """
    digits = identity.casefold()
    if len(digits) < MIN_DIGITS or set(digits) - set("0123456789abcdef"):
        raise ComityError(
            f"{identity!r} is no id: it has {MIN_DIGITS} or more hexadecimal digits. Copy one from 'comity search' or "
            "'comity check --format json'."
        )
    try:
        kept = record.store.find(digits)
    except RecordError as error:
        if check is None:
            raise
        return find_finding(check(), digits, error)
    if not isinstance(kept, Statement):
        raise ComityError(f"{identity} is no statement and no finding: only on these can be decided.")
    return kept


def find_finding(checked: Checked, digits: str, error: RecordError) -> Finding:
    """The only finding whose id begins so; of a fact, an error that names its statements."""
    findings = [*checked.findings, *(one.finding for one in checked.silenced)]
    found = [one for one in findings if one.id.startswith(digits)]
    if len(found) == 1:
        return found[0]
    if found:
        raise ComityError(f"{digits} is the beginning of {len(found)} findings: {', '.join(one.id for one in found)}.")
    fact = next((one for one in checked.facts if one.id.startswith(digits)), None)
    if fact is None:
        raise error
    raise ComityError(
        f"{fact.id} is a fact, which follows from its statements. Decide on one of these: "
        f"{', '.join(one.id for one in fact.statements)}."
    )


def make_decision(
    subject: Statement | Finding, verb: DecisionVerb, who: str, at: str, why: str, correction: str | None
) -> Decision:
    """The decision; raises ComityError where a reason or a correction is missing, or can be none."""
    if verb in NEED_REASON and not why:
        raise ComityError(f"What is {verb} needs a reason: add --why TEXT. It is kept with the decision.")
    if (verb == "corrected") != (correction is not None):
        raise ComityError("'correct' needs --to JSON, and no other verb has it: what the statement should say.")
    if correction is not None:
        if isinstance(subject, Finding):
            raise ComityError(f"{subject.id} is a finding: it is accepted, rejected or flagged. Correct its statement.")
        correct(subject, correction)
    return Decision(subject.id, verb, who, at, why, correction)


def keep_decision(record: OpenRecord, subject: Statement | Finding, decision: Decision) -> None:
    """Adds the decision on a statement or finding to the record."""
    record.store.decide(decision, subject if isinstance(subject, Finding) else None)
