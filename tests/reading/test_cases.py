"""The collection in tests/cases: what a sentence gives, as a coder sees it. A case is text and statements, no Python.

A case gives `text` (or `html`), perhaps `title`, `published`, `author_state`, and under `gives` the claims that the
codebook sees in it. What a claim does not name is not compared, except that it is asserted unless it says otherwise.
Every claim must be read, and none besides of a core kind, or of a kind that the case names or its file is of.
`fails` tells why the reader does not manage a case yet; `kept` marks what was written before the rules and run after.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from comity.kinds import Vocabulary, load_vocabulary
from comity.model import Document, Statement
from comity.reading import read
from comity.sources import Taken, make_document

CASES = Path(__file__).parents[1] / "cases"
PLAIN = frozenset({"kind", "action", "modality", "when", "amount", "unit"})


def load_cases() -> Iterator[Any]:
    """Every case as a parameter, named by its file and its own name."""
    for path in sorted(CASES.rglob("*.yaml")):
        for case in yaml.safe_load(path.read_text(encoding="utf-8")) or ():
            marks = [pytest.mark.xfail(strict=True, reason=str(case["fails"]))] if case.get("fails") else []
            name = f"{path.relative_to(CASES).with_suffix('')}: {case['name']}"
            yield pytest.param({**case, "of": path.stem}, id=name, marks=marks)


def make_case_document(case: Mapping[str, Any]) -> Document:
    """The document of a case, made as from a file."""
    if "html" in case:
        taken = Taken("case.html", str(case["html"]).encode())
    else:
        taken = Taken("case.txt", "\n\n".join(filter(None, (case.get("title"), case["text"]))).encode())
    document = make_document(taken)
    given = {key: str(case[key]) for key in ("published", "author_state") if key in case}
    return replace(document, source=replace(document.source, **given))


def is_given(claim: Mapping[str, Any], statement: Statement) -> bool:
    """Whether a statement says what a case's claim names."""
    if statement.kind != claim["kind"] or statement.modality != claim.get("modality", "asserted"):
        return False
    if "action" in claim and statement.action != claim["action"]:
        return False
    if "when" in claim and (None if statement.when is None else str(statement.when)) != claim["when"]:
        return False
    return is_amount(claim, statement) and all(
        is_value(statement, name, claim[name]) for name in claim if name not in PLAIN
    )


def is_amount(claim: Mapping[str, Any], statement: Statement) -> bool:
    """Whether the amount is the claim's, where that names one."""
    amount = statement.amount
    if "amount" in claim and (
        amount is None or abs(amount.value - float(claim["amount"])) > 0.005 * float(claim["amount"])
    ):
        return False
    return "unit" not in claim or (amount is not None and amount.unit == claim["unit"])


def is_value(statement: Statement, name: str, value: Any) -> bool:
    """Whether a role or attribute is the claim's; entities of a role in any order."""
    roles = statement.role(name)
    if roles:
        return sorted(roles) == sorted(value if isinstance(value, list) else [value])
    return bool(statement.attribute(name) == value)


def compare(
    case: Mapping[str, Any], statements: Sequence[Statement], vocabulary: Vocabulary
) -> tuple[list[str], list[str]]:
    """The claims that were not read, and the statements that no claim gives."""
    rest = list(statements)
    missed = []
    for claim in case["gives"]:
        found = next((statement for statement in rest if is_given(claim, statement)), None)
        if found is None:
            missed.append(str(claim))
        else:
            rest.remove(found)
    named = {claim["kind"] for claim in case["gives"]} | {case["of"]}
    extra = [statement for statement in rest if statement.kind in named or vocabulary[statement.kind].group == "core"]
    return missed, [show(statement) for statement in extra]


def show(statement: Statement) -> str:
    """A statement in one line."""
    roles, attributes = dict(statement.roles), dict(statement.attributes)
    parts = (statement.kind, statement.action, roles, attributes, statement.when, statement.modality, statement.amount)
    return f"{' '.join(map(str, parts))} ({statement.cue})"


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return load_vocabulary()


@pytest.mark.parametrize("case", list(load_cases()))
def test_case_is_read_as_coded(case: Mapping[str, Any], vocabulary: Vocabulary) -> None:
    missed, extra = compare(case, read(make_case_document(case), vocabulary), vocabulary)
    assert (missed, extra) == ([], [])
