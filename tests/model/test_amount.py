"""Amount: what can be one, its codebook form, and when two are the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.model.amount import BOUNDS, Amount

AMOUNTS = st.builds(
    lambda value, unit, bound, more: Amount(value, unit, bound, None if more is None else value + more),
    st.floats(0, 1e15), st.sampled_from(("USD", "persons", "percent")), st.sampled_from((None, *BOUNDS)),
    st.none() | st.floats(0, 1e12),
)  # fmt: skip


@given(AMOUNTS)
def test_form_goes_there_and_back(amount: Amount) -> None:
    assert Amount.from_json(amount.to_json()) == amount


@pytest.mark.parametrize(("arguments", "says"), [
    pytest.param({"value": 1.0, "unit": ""}, "needs a unit", id="no-unit"),
    pytest.param({"value": 1.0, "unit": "USD", "bound": "most"}, "is not a bound", id="unknown-bound"),
    pytest.param({"value": 2.0, "unit": "USD", "to": 1.0}, "runs upward", id="backward-range"),
])  # fmt: skip
def test_what_is_no_amount_is_refused(arguments: dict[str, object], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        Amount(**arguments)  # type: ignore[arg-type]


@pytest.mark.parametrize(("left", "right", "same"), [
    pytest.param(Amount(500e6, "USD"), Amount(501e6, "USD"), True, id="within-half-a-percent"),
    pytest.param(Amount(500e6, "USD"), Amount(510e6, "USD"), False, id="beyond"),
    pytest.param(Amount(500e6, "USD"), Amount(500e6, "EUR"), False, id="other-currency"),
    pytest.param(Amount(5, "Persons"), Amount(5, "persons", "approx"), True, id="case-and-bound"),
])  # fmt: skip
def test_same_amounts(left: Amount, right: Amount, same: bool) -> None:
    assert left.is_same(right) == right.is_same(left) == same
