"""Values worked out once, in a dictionary or in slots."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from comity.checking.lazy import in_slots, lazy


@in_slots
@dataclass(eq=False)
class Journey:
    """A journey in slots, which counts how often its length is asked."""

    days: int
    asked: int = 0

    @lazy
    def length(self) -> int:
        """Days and nights."""
        self.asked += 1
        return 2 * self.days - 1


def test_a_lazy_value_is_worked_out_once():
    journey = Journey(3)
    assert ([journey.length, journey.length], journey.asked) == ([5, 5], 1)


def test_what_is_in_slots_has_no_dictionary():
    assert not hasattr(Journey(3), "__dict__")


def test_a_lazy_value_can_be_given():
    journey = Journey(3)
    journey.length = 7
    assert (journey.length, journey.asked) == (7, 0)


def test_what_is_not_declared_is_named():
    with pytest.raises(AttributeError, match="'Journey' object has no attribute 'nights'"):
        Journey(3).nights  # noqa: B018 - asked for in vain
