"""What to tell of the findings: codes to select and to ignore, severities to change, the least severity to tell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from comity.errors import ComityError
from comity.model import SEVERITIES, Finding, Severity


@dataclass(frozen=True)
class CheckSettings:
    """A code stands for itself and a beginning for its group: "C1" is every contradiction.

    `select` empty: all codes. `severities` changes that of a code or group; the longest beginning wins.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severities: Mapping[str, Severity] = field(default_factory=dict)
    least: Severity = "note"

    def __post_init__(self) -> None:
        """Raises ComityError for what is no code or severity."""
        for code in (*self.select, *self.ignore, *self.severities):
            if not (code[:1].isalpha() and code[1:].isdigit()):
                raise ComityError(
                    f"{code!r} is not the code of a finding. Give a code such as C104, or C1 for its group."
                )
        for severity in (*self.severities.values(), self.least):
            if severity not in SEVERITIES:
                raise ComityError(f"{severity!r} is not a severity. Severities: {', '.join(SEVERITIES)}.")

    def allows(self, code: str) -> bool:
        """Whether findings of this code are wanted."""
        return (not self.select or code.startswith(self.select)) and not (self.ignore and code.startswith(self.ignore))

    def severity(self, code: str, usual: Severity) -> Severity:
        """The severity of a code."""
        named = [prefix for prefix in self.severities if code.startswith(prefix)]
        return self.severities[max(named, key=len)] if named else usual

    def apply(self, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        """The findings that are wanted, with the severities that are wanted."""
        weighed = (
            replace(one, severity=self.severity(one.code, one.severity)) for one in findings if self.allows(one.code)
        )
        return tuple(one for one in weighed if SEVERITIES.index(one.severity) <= SEVERITIES.index(self.least))
