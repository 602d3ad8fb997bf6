"""Gold texts from their files: pairs NAME.txt and NAME.json, or YAML lists of short cases."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from comity.kinds import Kind, Vocabulary
from comity.model import Amount, Evidence, Statement, When, make_statement
from scoring import Gold

# A case names roles and attributes beside these; in a pair of files the codebook's form keeps them apart.
PLAIN_KEYS = ("kind", "action", "when", "modality", "amount", "unit", "optional")
# What a case may say of its source.
GIVEN = ("published", "author_state")


def load_pairs(folder: Path) -> list[Gold]:
    """The texts below a folder that have a gold file, in the order of their paths."""
    return [load_pair(path) for path in sorted(folder.rglob("*.json")) if path.with_suffix(".txt").exists()]


def load_pair(path: Path) -> Gold:
    """The gold of one NAME.json with the text of its NAME.txt."""
    form = json.loads(path.read_text(encoding="utf-8"))
    wanted = [entry for entry in form["statements"] if not entry.get("optional")]
    optional = [entry for entry in form["statements"] if entry.get("optional")]
    return Gold(
        name=str(path.with_suffix(".txt")),
        text=path.with_suffix(".txt").read_bytes().decode(),
        statements=tuple(map(Statement.from_json, wanted)),
        optional=tuple(map(Statement.from_json, optional)),
        ignored=tuple((start, end) for start, end in form.get("ignored") or ()),
        is_partial=form.get("gold_type") == "headings",
    )


def load_cases(folder: Path, vocabulary: Vocabulary) -> list[Gold]:
    """The cases of every YAML file below a folder."""
    return [
        load_case(f"{path.name}: {case['name']}", case, vocabulary)
        for path in sorted(folder.rglob("*.yaml"))
        for case in yaml.safe_load(path.read_text(encoding="utf-8")) or ()
    ]


def load_case(name: str, case: Mapping[str, Any], vocabulary: Vocabulary) -> Gold:
    """One case: its text, or its page, and what it gives."""
    statements = [(make_case_statement(form, vocabulary[form["kind"]]), form) for form in case.get("gives") or ()]
    return Gold(
        name=name,
        text=case.get("html") or "\n\n".join(filter(None, (case.get("title"), case["text"]))),
        statements=tuple(statement for statement, form in statements if not form.get("optional")),
        optional=tuple(statement for statement, form in statements if form.get("optional")),
        given=tuple((key, str(case[key])) for key in GIVEN if key in case),
    )


def load_pages(path: Path, vocabulary: Vocabulary) -> list[Gold]:
    """The pages that a YAML file names, seen from its own folder, each with what it gives."""
    cases = yaml.safe_load(path.read_text(encoding="utf-8"))
    texts = [(path.parent / case["page"]).read_text(encoding="utf-8") for case in cases]
    return [
        load_case(case["name"], {**case, "text": text}, vocabulary) for case, text in zip(cases, texts, strict=True)
    ]


def make_case_statement(form: Mapping[str, Any], kind: Kind) -> Statement:
    """The statement of a case's flat form, in which roles and attributes stand side by side."""
    rest = {name: value for name, value in form.items() if name not in PLAIN_KEYS}
    return make_statement(
        kind.name,
        form.get("action"),
        roles={name: as_list(value) for name, value in rest.items() if name in kind.roles},
        attributes={name: value for name, value in rest.items() if name in kind.attributes},
        when=When(str(form["when"])) if form.get("when") else None,
        modality=form.get("modality") or "asserted",
        amount=make_case_amount(form),
        evidence=Evidence(0, 1),
    )


def make_case_amount(form: Mapping[str, Any]) -> Amount | None:
    """The amount of a flat form: a mapping, or a number with its unit beside; None where either is not given."""
    amount = form.get("amount")
    if isinstance(amount, dict):
        return Amount.from_json(amount)
    return None if amount is None or "unit" not in form else Amount(float(amount), form["unit"])


def as_list(value: object) -> list[str]:
    """The entities of a role that names one or several."""
    return [str(one) for one in value] if isinstance(value, list) else [str(value)]


def hash_gold(golds: list[Gold]) -> str:
    """One SHA-256 over all texts and statements: another gold has another."""
    content = hashlib.sha256()
    for line in gold_lines(golds):
        content.update(line.encode())
    return content.hexdigest()


def gold_lines(golds: list[Gold]) -> Iterator[str]:
    """What the hash is taken over; nothing of where the files lie."""
    for gold in golds:
        yield gold.text
        for statement in (*gold.statements, *gold.optional):
            yield json.dumps(statement.to_json(), ensure_ascii=False, sort_keys=True)
