"""What the reader of a table could not take as it stood."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """A row of a source that cannot be read: its span, the code of the finding, why, and what would settle it."""

    code: str
    source: str
    start: int
    end: int
    reason: str
    settle: str = "The source from which the row was made."
