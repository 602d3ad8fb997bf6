"""How exactly a figure is printed."""

import pytest

from comity.checking.printed import can_be_equal, half_step
from comity.model import Amount


@pytest.mark.parametrize(
    ("value", "quote", "step"),
    [
        pytest.param(556.8e6, "USD 556.8 million", 0.05e6, id="tenth-of-a-million"),
        pytest.param(3.1e9, "3,1 billion USD", 0.05e9, id="decimal-comma"),
        pytest.param(1250.0, "1,250 students", 0.5, id="thousands-comma"),
        pytest.param(2.5e6, "2.500.000 euros", 0.5, id="thousands-stop"),
        pytest.param(500e6, "$500m", 0.5e6, id="short-scale"),
        pytest.param(500e6, "half a billion", 2.5e6, id="not-shown"),
        pytest.param(2012, "in 2012, 2012 students", 0.5, id="year-like"),
    ],
)
def test_half_step(value, quote, step):
    assert half_step(Amount(value, "USD"), quote) == pytest.approx(step)


@pytest.mark.parametrize(
    ("left", "right", "equal"),
    [
        pytest.param(
            (Amount(3.1e9, "USD"), "3.1 billion"), (Amount(3.14e9, "USD"), "3.14 billion"), True, id="rounded"
        ),
        pytest.param((Amount(3.1e9, "USD"), "3.1 billion"), (Amount(3.3e9, "USD"), "3.3 billion"), False, id="apart"),
        pytest.param((Amount(3e9, "USD", "min"), "over 3 billion"), (Amount(9e9, "USD"), "9 billion"), True, id="more"),
        pytest.param(
            (Amount(3e9, "USD", "max"), "up to 3 billion"), (Amount(9e9, "USD"), "9 billion"), False, id="up-to"
        ),
        pytest.param((Amount(15e3, "x", to=20e3), "15,000–20,000"), (Amount(18e3, "x"), "18,000"), True, id="range"),
    ],
)
def test_can_be_equal(left, right, equal):
    assert can_be_equal(left[0], right[0], left[1], right[1]) is equal
    assert can_be_equal(right[0], left[0], right[1], left[1]) is equal
