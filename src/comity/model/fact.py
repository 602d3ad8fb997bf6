"""What checking makes of statements: facts (same claims together) and findings (what is wrong)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from comity.model.statement import Statement

Standing = Literal["confirmed", "single source", "disputed", "superseded", "expected", "denied"]
STANDINGS: tuple[Standing, ...] = ("confirmed", "single source", "disputed", "superseded", "expected", "denied")

Severity = Literal["error", "warning", "note"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")


@dataclass(frozen=True, slots=True)
class Fact:
    """The statements that make the same claim. `id` is a hash of the claim's key, `claim` its most precise statement.

    `origins` counts the independent sources; `reasons` say in words why the standing is what it is.
    """

    id: str
    claim: Statement
    statements: tuple[Statement, ...]
    standing: Standing
    origins: int
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a source: its SHA-256, the span, and line and column (both from 1)."""

    source: str
    start: int
    end: int
    line: int
    column: int
    quote: str


@dataclass(frozen=True, slots=True)
class Finding:
    """Something an editor would want to know, with what shows it.

    `code` is stable ("C104"); `places` are the quotes that it rests on, the first the one to mend;
    `reason` is one sentence; `arithmetic` the sum that shows it; `settle` what would settle it.
    """

    id: str
    code: str
    severity: Severity
    reason: str
    places: tuple[Place, ...]
    statements: tuple[str, ...] = ()
    arithmetic: str | None = None
    settle: str | None = None


DecisionVerb = Literal["accepted", "rejected", "corrected", "flagged"]


@dataclass(frozen=True)
class Decision:
    """What a person said of a statement or a finding: added, never overwritten. `at` is ISO 8601 in UTC."""

    subject: str
    verb: DecisionVerb
    who: str
    at: str
    why: str = ""
    correction: str | None = None
