"""Times as the codebook writes them: Extended Date/Time Format (ISO 8601-2)."""

from __future__ import annotations

from dataclasses import dataclass


class WhenError(ValueError):
    """A text that is no date in EDTF."""


@dataclass(frozen=True, slots=True)
class When:
    """A date or interval in EDTF."""

    edtf: str

    def __str__(self) -> str:
        return self.edtf
