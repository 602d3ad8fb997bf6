"""A claim held against the record: is it supported, contradicted, or can nobody tell from what is kept.

The claim is read as any sentence is and checked together with what the record has on its states: what makes the same
claim supports it, what cannot be beside it contradicts it, by the rules of its kind.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from comity import checking
from comity.api import OpenRecord
from comity.checking import Checked
from comity.intake import Reading, read_taken
from comity.model import Fact, Statement
from comity.sources import Taken

Ruling = Literal["supported", "contradicted", "cannot tell"]
CONTRADICTION = "C1"
LONGEST_CLAIM = 2_000


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the record says of one statement of a claim: the ruling, why, and the statements that show it."""

    claim: Statement
    ruling: Ruling
    reason: str
    statements: tuple[Statement, ...]


def judge(record: OpenRecord, text: str, *, on: date) -> list[Verdict]:
    """A verdict on each statement that is read in the text; none where nothing is read in it."""
    reading = read_taken(Taken("claim", text[:LONGEST_CLAIM].encode(errors="replace")), record.vocabulary)
    return [judge_statement(record, reading, one, on=on) for one in reading.statements]


def judge_statement(record: OpenRecord, reading: Reading, claim: Statement, *, on: date) -> Verdict:
    """The verdict on one statement of the claim."""
    known = gather(record, claim)
    documents = record.store.documents(one.source for one in known)
    checked = checking.check(
        [*known, claim], {**documents, claim.source: reading.document}, record.vocabulary, on=on,
        decisions=record.store.decisions(),
    )  # fmt: skip
    by_id = {one.id: one for one in known}
    against = list(find_opponents(checked, claim, by_id))
    if against:
        reason = next(one.reason for one in checked.findings if is_against(one.code) and claim.id in one.statements)
        return Verdict(claim, "contradicted", reason, tuple(against))
    same = [one for one in find_fact(checked, claim) if one.id != claim.id and one.id in by_id]
    firm = [one for one in same if carries(one, claim)]
    if firm:
        sources = len({one.source for one in firm})
        return Verdict(claim, "supported", f"Said by {sources} source{'' if sources == 1 else 's'}.", tuple(firm))
    if same:
        return Verdict(claim, "cannot tell", "The record says something like it, but not all of it.", tuple(same))
    return Verdict(claim, "cannot tell", "The record has no statement that makes or excludes this claim.", ())


def gather(record: OpenRecord, claim: Statement) -> Sequence[Statement]:
    """What the record has on the claim's states, of its kind and of what bears on it."""
    kind = record.vocabulary[claim.kind]
    roles = [name for name in kind.roles if kind.roles[name].type == "party"]
    parties = list(dict.fromkeys(code for name in roles for code in claim.role(name)))
    return list(record.statements(*parties)) if 0 < len(parties) < 3 else list(record.statements(kind=claim.kind))


def is_against(code: str) -> bool:
    """Whether a finding is a contradiction."""
    return code.startswith(CONTRADICTION)


def find_opponents(checked: Checked, claim: Statement, known: dict[str, Statement]) -> Iterable[Statement]:
    """The statements of the record that a contradiction sets against the claim."""
    findings = [one for one in checked.findings if is_against(one.code) and claim.id in one.statements]
    ids = [id for one in findings for id in one.statements]
    return [known[id] for id in dict.fromkeys(ids) if id in known]


def find_fact(checked: Checked, claim: Statement) -> tuple[Statement, ...]:
    """The statements of the fact that the claim is part of."""
    facts: Iterable[Fact] = (one for one in checked.facts if any(each.id == claim.id for each in one.statements))
    return next((one.statements for one in facts), ())


def carries(statement: Statement, claim: Statement) -> bool:
    """Whether a statement says all that the claim says, as firmly and as precisely."""
    roles = all(set(entities) <= set(statement.role(name)) for name, entities in claim.roles)
    attributes = all(statement.attribute(name) == value for name, value in claim.attributes)
    dated = claim.when is None or (statement.when is not None and claim.when.contains(statement.when))
    return roles and attributes and dated and statement.modality == claim.modality
