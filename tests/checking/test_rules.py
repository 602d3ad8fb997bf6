"""The constraints in the kinds' files are checked when they are loaded, and a kind of one's own needs no Python."""

from __future__ import annotations

import textwrap

import pytest

from comity.checking import check
from comity.checking.rules import load_rules
from comity.errors import KindError
from comity.kinds import load_vocabulary
from comity.model import Statement, When, make_statement

TOWNS = """
kind: twin_towns
description: Two towns of two states call each other twins.
roles:
  between: {type: party, key: true}
  city: {type: city}
actions: [declared, ended]
course: {begins: [declared], ends: [ended]}
constraints:
"""


def load_towns(folder, constraint):
    (folder / "twin_towns.yaml").write_text(TOWNS + textwrap.indent(constraint, "  "), encoding="utf-8")
    return load_vocabulary(folder)


def test_rules_of_all_kinds_load(vocabulary):
    rules = load_rules(vocabulary)
    assert {rule.kind.name for rule in rules} == set(vocabulary)


@pytest.mark.parametrize(
    ("constraint", "message"),
    [
        pytest.param("- {rule: onse, actions: [declared]}", "Did you mean 'once'", id="rule"),
        pytest.param("- {rule: once}", "'actions' is missing", id="missing-key"),
        pytest.param("- {rule: once, actions: [declared], unles: [ended]}", "Did you mean 'unless'", id="key"),
        pytest.param("- {rule: once, actions: [declarred]}", "Did you mean 'declared'", id="action"),
        pytest.param("- {rule: one_at_a_time, of: town}", "none of the kind's", id="role"),
    ],
)
def test_wrong_constraint_is_named_with_its_mend(constraint, message, tmp_path):
    vocabulary = load_towns(tmp_path, constraint)
    with pytest.raises(KindError, match=message):
        load_rules(vocabulary)


def test_a_toy_kind_is_checked_without_python(tmp_path, today):
    vocabulary = load_towns(tmp_path, "- {rule: once, actions: [declared], unless: [ended], same: [city]}")
    forms = [
        {
            "kind": "twin_towns", "action": "declared", "roles": {"between": ["ITA", "PER"], "city": ["Pisa"]},
            "when": when, "evidence": {"start": 0, "end": 1}, "source": source * 64,
        }
        for when, source in (("1991-05-03", "a"), ("1991-06-03", "b"))
    ]  # fmt: skip
    checked = check(map(Statement.from_json, forms), {}, vocabulary, on=today)
    assert [finding.code for finding in checked.findings] == ["C101"]


@pytest.mark.parametrize("ordinal", ["third", True, "NaN", ""])
def test_an_ordinal_that_is_no_number_is_compared_with_none(ordinal, vocabulary, today):
    statements = [
        make_statement(
            "meeting",
            roles={"between": ["KEN", "PER"], "mechanism": ["Joint Commission"]},
            attributes={"ordinal": value},
            when=When(year),
            source=str(number) * 64,
        )
        for number, (value, year) in enumerate([(ordinal, "2001"), (2, "2003"), (4, "2002")])
    ]
    (found,) = (one for one in check(statements, {}, vocabulary, on=today).findings if one.code == "C107")
    assert "no. 2" in found.reason
    assert "no. 4" in found.reason
