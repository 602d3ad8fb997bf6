"""Amounts as the codebook codes them: a value, its unit, and how exactly the text gives it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Bound = Literal["min", "max", "approx"]
BOUNDS: tuple[Bound, ...] = ("min", "max", "approx")


@dataclass(frozen=True, slots=True)
class Amount:
    """A value in whole units (not millions); `unit` is an ISO 4217 code or a counted noun.

    `bound` is "min" for *more than*, "max" for *up to*, "approx" for *about*; None: as given.
    `to` is the upper end of a range; None: a single value.

    >>> Amount(3.1e9, "USD").to_json()
    {'value': 3100000000.0, 'unit': 'USD'}
    """

    value: float
    unit: str
    bound: Bound | None = None
    to: float | None = None

    def __post_init__(self) -> None:
        if not self.unit:
            raise ValueError("an amount needs a unit: an ISO 4217 code, 'percent', 'persons', …")
        if self.bound is not None and self.bound not in BOUNDS:
            raise ValueError(f"{self.bound!r} is not a bound. Bounds: {', '.join(BOUNDS)}")
        if self.to is not None and self.to < self.value:
            raise ValueError(f"a range runs upward: {self.value} to {self.to}")

    def to_json(self) -> dict[str, object]:
        """The codebook's form; keys without a value are left out."""
        form: dict[str, object] = {"value": self.value, "unit": self.unit}
        if self.to is not None:
            form["to"] = self.to
        if self.bound is not None:
            form["bound"] = self.bound
        return form

    @classmethod
    def from_json(cls, form: Mapping[str, object]) -> Amount:
        """The amount of a codebook form; raises ValueError or KeyError where it is none."""
        to = form.get("to")
        bound = form.get("bound")
        return cls(
            value=float(str(form["value"])),
            unit=str(form["unit"]),
            bound=next((known for known in BOUNDS if known == bound), None),
            to=None if to is None else float(str(to)),
        )

    def is_same(self, other: Amount, *, tolerance: float = 0.005) -> bool:
        """Whether both give one unit and values within `tolerance` (codebook, "Comparing", 4)."""
        if self.unit.casefold() != other.unit.casefold():
            return False
        return abs(self.value - other.value) <= tolerance * max(abs(self.value), abs(other.value))
