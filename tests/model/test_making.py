"""Nouns made without their constructors are those that the constructors make; an identity is worked out once."""

from __future__ import annotations

import copy
from dataclasses import astuple, fields, replace

import pytest

from comity.model import Amount, Evidence, Fact, Statement, When
from comity.model.making import make_known_evidence, make_known_fact, make_known_statement, make_known_time

VISIT = Statement(
    "visit", "ended", (("host", ("TUR",)), ("sender", ("KAZ",))), (("rank", "state"),), When("2012-10-11"), "planned",
    Amount(2.0, "persons"), Evidence(3, 7), "came", "ab" * 32, "visit:paid",
)  # fmt: skip


def values(one):
    return [getattr(one, field.name) for field in fields(one)]


def test_known_statement_is_what_the_constructor_makes():
    known = make_known_statement(*values(VISIT), VISIT.id)
    assert (known, known.id, repr(known), hash(known)) == (VISIT, VISIT.id, repr(VISIT), hash(VISIT))


def test_known_statement_has_the_id_that_is_given():
    assert make_known_statement(*values(VISIT), "0" * 32).id == "0" * 32


def test_known_time_and_evidence_are_what_the_constructors_make():
    assert (make_known_time("1992"), make_known_evidence(3, 7)) == (When("1992"), Evidence(3, 7))


def test_known_fact_is_what_the_constructor_makes():
    fact = Fact("1f", VISIT, (VISIT,), "expected", 1, ("one origin: a page",))
    assert make_known_fact(*values(fact)) == fact


@pytest.mark.parametrize("again", [copy.copy, copy.deepcopy])
def test_a_copy_has_the_same_id(again):
    assert (again(VISIT), again(VISIT).id) == (VISIT, VISIT.id)


def test_a_changed_statement_has_another_id():
    assert VISIT.id != replace(VISIT, action=None).id


def test_the_id_is_no_field():
    assert len(astuple(VISIT)) == 11


def test_what_a_statement_does_not_have_is_named():
    with pytest.raises(AttributeError, match="'Statement' object has no attribute 'kin'"):
        VISIT.kin  # noqa: B018 - asked for in vain
