"""The examples in the kinds' files are read as they say; in the counter-examples nothing of the kind is read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from comity.kinds import Kind, Vocabulary, load_vocabulary
from comity.model import Statement
from comity.reading import read
from comity.sources import Taken, make_document

LEAST_EXAMPLES = 3
VOCABULARY = load_vocabulary()
EXAMPLES = [
    pytest.param(kind, example, id=f"{kind.name}: {example['text']}")
    for kind in VOCABULARY.values()
    for example in kind.examples
]
COUNTER_EXAMPLES = [
    pytest.param(kind, text, id=f"{kind.name}: {text}")
    for kind in VOCABULARY.values()
    for text in kind.counter_examples
]


def read_text(text: str, title: str | None = None, vocabulary: Vocabulary = VOCABULARY) -> list[Statement]:
    """What is read in a text under a title."""
    whole = "\n\n".join(filter(None, (title, text)))
    return read(make_document(Taken("example.txt", whole.encode())), vocabulary)


def told_of(statement: Statement, kind: Kind, names: Mapping[str, Any]) -> dict[str, object]:
    """What a statement says of the things that an example names."""
    plain: dict[str, object] = {
        "action": statement.action,
        "when": None if statement.when is None else str(statement.when),
        "modality": statement.modality,
        "amount": None if statement.amount is None else statement.amount.value,
        "unit": None if statement.amount is None else statement.amount.unit,
    }
    roles = {name: sorted(statement.role(name)) for name in kind.roles}
    attributes = {name: statement.attribute(name) for name in kind.attributes}
    return {name: value for name, value in {**plain, **roles, **attributes}.items() if name in names}


def wanted_of(kind: Kind, gives: Mapping[str, Any]) -> dict[str, object]:
    """What an example gives, with roles as sorted lists; it is asserted unless it says otherwise."""
    lists = {name: sorted(v if isinstance(v, list) else [v]) for name, v in gives.items() if name in kind.roles}
    return {"modality": "asserted", **gives, **lists}


@pytest.mark.parametrize(("kind", "example"), EXAMPLES)
def test_example_gives_what_it_says(kind, example):
    wanted = wanted_of(kind, example["gives"])
    statements = read_text(example["text"], example.get("title"))
    assert wanted in [told_of(one, kind, wanted) for one in statements if one.kind == kind.name]


@pytest.mark.parametrize(("kind", "text"), COUNTER_EXAMPLES)
def test_counter_example_gives_nothing_of_its_kind(kind, text):
    assert [statement for statement in read_text(text) if statement.kind == kind.name] == []


@pytest.mark.parametrize("kind", VOCABULARY.values(), ids=lambda kind: kind.name)
def test_file_is_whole(kind):
    assert kind.description.endswith(".")
    assert kind.key_roles
    assert kind.codes
    assert kind.heading
    assert kind.order < 100, "its section has no place among the others"
    assert len(kind.examples) >= LEAST_EXAMPLES
    assert kind.counter_examples


@pytest.mark.parametrize("kind", VOCABULARY.values(), ids=lambda kind: kind.name)
def test_examples_name_varied_states(kind):
    named = {str(value) for example in kind.examples for name, value in example["gives"].items() if name in kind.roles}
    assert len(named) >= LEAST_EXAMPLES
