"""The gate: floors hold, rise and fall only when allowed."""

import pytest

import gate
from comity.kinds import load_vocabulary
from gold import hash_gold, load_case

VOCABULARY = load_vocabulary()
CASE = {"text": "A visited B.", "gives": [{"kind": "visit", "sender": "TUR", "host": "KAZ", "rank": "official"}]}


@pytest.mark.parametrize(("floors", "reached", "falls"), [
    pytest.param({"visit": 0.9}, {"visit": 0.9}, 0, id="on the floor"),
    pytest.param({"visit": 0.9}, {"visit": 0.8}, 1, id="below"),
    pytest.param({"visit": 0.9}, {}, 1, id="kind gone"),
    pytest.param({}, {"visit": 0.1}, 0, id="kind new"),
])  # fmt: skip
def test_falls_are_found(floors, reached, falls):
    assert len(list(gate.find_falls(floors, reached, gate.TOLERANCE))) == falls


@pytest.mark.parametrize(("may_fall", "floor"), [
    pytest.param(False, 0.9, id="kept"), pytest.param(True, 0.8, id="allowed"),
])  # fmt: skip
def test_floor_falls_only_when_allowed(may_fall, floor):
    assert gate.merge_floors({"visit": 0.9}, {"visit": 0.8}, may_fall=may_fall) == {"visit": floor}


def test_case_keeps_roles_and_attributes_apart():
    (statement,) = load_case("a visit", CASE, VOCABULARY).statements
    assert statement.role("host") == ("KAZ",)
    assert statement.attribute("rank") == "official"


def test_hash_changes_with_the_gold():
    other = {**CASE, "gives": []}
    assert hash_gold([load_case("a", CASE, VOCABULARY)]) != hash_gold([load_case("a", other, VOCABULARY)])
