"""Statements, facts, findings and sources as flat rows of plain values: for tables, CSV and data frames."""

from __future__ import annotations

from collections.abc import Mapping

from comity.model import Decision, Fact, Finding, Roles, Source, Statement

Cell = str | int | float | None
Row = dict[str, Cell]

CLAIM_COLUMNS = (
    "kind", "action", "roles", "attributes", "when", "first_day", "last_day", "modality", "value", "to", "unit",
    "bound",
)  # fmt: skip
STATEMENT_COLUMNS = ("id", *CLAIM_COLUMNS, "start", "end", "quote", "source", "cue")
FACT_COLUMNS = ("id", "standing", *CLAIM_COLUMNS, "origins", "statements", "sources", "reasons", "quote")
FINDING_COLUMNS = (
    "id", "code", "severity", "reason", "arithmetic", "settle", "address", "line", "column", "quote", "places",
)  # fmt: skip
DECISION_COLUMNS = ("at", "who", "verb", "what", "subject", "why", "correction", "holds")
SOURCE_COLUMNS = (
    "sha256", "address", "title", "publisher", "author", "author_state", "published", "updated", "retrieved",
    "language", "licence", "media_type", "size",
)  # fmt: skip


def write_roles(roles: Roles) -> str:
    """The roles in one line.

    >>> write_roles((("between", ("KAZ", "TUR")), ("city", ("Astana",))))
    'between=KAZ,TUR city=Astana'
    """
    return " ".join(f"{name}={','.join(entities)}" for name, entities in roles)


def write_attributes(statement: Statement) -> str:
    """The attributes in one line, as `name=value` with semicolons between."""
    return "; ".join(f"{name}={value}" for name, value in statement.attributes)


def claim_cells(statement: Statement) -> Row:
    """The cells that say what is claimed."""
    when, amount = statement.when, statement.amount
    first, last = (None, None) if when is None else (when.first_day, when.last_day)
    return {
        "kind": statement.kind,
        "action": statement.action,
        "roles": write_roles(statement.roles),
        "attributes": write_attributes(statement),
        "when": None if when is None else str(when),
        "first_day": None if first is None else first.isoformat(),
        "last_day": None if last is None else last.isoformat(),
        "modality": statement.modality,
        "value": None if amount is None else amount.value,
        "to": None if amount is None else amount.to,
        "unit": None if amount is None else amount.unit,
        "bound": None if amount is None else amount.bound,
    }


def statement_row(statement: Statement) -> Row:
    """The row of a statement, with its place."""
    return {
        "id": statement.id,
        **claim_cells(statement),
        "start": statement.evidence.start,
        "end": statement.evidence.end,
        "quote": statement.quote,
        "source": statement.source,
        "cue": statement.cue,
    }


def fact_row(fact: Fact) -> Row:
    """The row of a fact: its most precise claim, and what it rests on."""
    return {
        "id": fact.id,
        "standing": fact.standing,
        **claim_cells(fact.claim),
        "origins": fact.origins,
        "statements": " ".join(statement.id for statement in fact.statements),
        "sources": " ".join(dict.fromkeys(statement.source for statement in fact.statements)),
        "reasons": " ".join(fact.reasons),
        "quote": fact.claim.quote,
    }


def finding_row(finding: Finding, addresses: Mapping[str, str]) -> Row:
    """The row of a finding; `addresses` give the address of a source by its SHA-256."""
    place = finding.places[0] if finding.places else None
    return {
        "id": finding.id,
        "code": finding.code,
        "severity": finding.severity,
        "reason": finding.reason,
        "arithmetic": finding.arithmetic,
        "settle": finding.settle,
        "address": None if place is None else addresses.get(place.source, place.source),
        "line": None if place is None else place.line,
        "column": None if place is None else place.column,
        "quote": None if place is None else place.quote,
        "places": len(finding.places),
    }


def decision_row(decision: Decision, what: str, *, holds: bool) -> Row:
    """The row of a decision on a statement or finding; `holds` where no later one is on the same."""
    return {
        "at": decision.at,
        "who": decision.who,
        "verb": decision.verb,
        "what": what,
        "subject": decision.subject,
        "why": decision.why,
        "correction": decision.correction,
        "holds": "yes" if holds else "no",
    }


def source_row(source: Source) -> Row:
    """The row of a source; what is not known is None."""
    return {column: getattr(source, column) for column in SOURCE_COLUMNS}
