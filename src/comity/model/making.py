"""Nouns made of fields that are known to be valid, because they were so when they were kept: nothing is tried again.

The constructors take twice to four times as long, and a pair of states can have thousands of statements.
"""

from __future__ import annotations

import functools
from typing import Any

from comity.model.amount import Amount
from comity.model.fact import Fact, Standing
from comity.model.statement import Attributes, Evidence, Modality, Roles, Statement
from comity.model.when import When

new = object.__new__


def setters(kind: type[Any], *names: str) -> list[Any]:
    """The functions that fill the slots of a frozen object."""
    return [getattr(kind, name).__set__ for name in names]


(set_edtf,) = setters(When, "edtf")
set_start, set_end = setters(Evidence, "start", "end")
(
    set_kind, set_action, set_roles, set_attributes, set_when, set_modality, set_amount, set_evidence, set_quote,
    set_source, set_cue, set_id,
) = setters(
    Statement, "kind", "action", "roles", "attributes", "when", "modality", "amount", "evidence", "quote", "source",
    "cue", "id",
)  # fmt: skip
set_fact_id, set_claim, set_statements, set_standing, set_origins, set_reasons = setters(
    Fact, "id", "claim", "statements", "standing", "origins", "reasons"
)


@functools.lru_cache(maxsize=65_536)
def make_known_time(edtf: str) -> When:
    """The time of an EDTF text."""
    when = new(When)
    set_edtf(when, edtf)
    return when


def make_known_evidence(start: int, end: int) -> Evidence:
    """The span of characters."""
    evidence = new(Evidence)
    set_start(evidence, start)
    set_end(evidence, end)
    return evidence


def make_known_statement(
    kind: str, action: str | None, roles: Roles, attributes: Attributes, when: When | None, modality: Modality,
    amount: Amount | None, evidence: Evidence, quote: str, source: str, cue: str, id: str,
) -> Statement:  # fmt: skip
    """The statement with its id."""
    statement = new(Statement)
    set_kind(statement, kind)
    set_action(statement, action)
    set_roles(statement, roles)
    set_attributes(statement, attributes)
    set_when(statement, when)
    set_modality(statement, modality)
    set_amount(statement, amount)
    set_evidence(statement, evidence)
    set_quote(statement, quote)
    set_source(statement, source)
    set_cue(statement, cue)
    set_id(statement, id)
    return statement


def make_known_fact(
    id: str, claim: Statement, statements: tuple[Statement, ...], standing: Standing, origins: int,
    reasons: tuple[str, ...],
) -> Fact:  # fmt: skip
    """The fact."""
    fact = new(Fact)
    set_fact_id(fact, id)
    set_claim(fact, claim)
    set_statements(fact, statements)
    set_standing(fact, standing)
    set_origins(fact, origins)
    set_reasons(fact, reasons)
    return fact
