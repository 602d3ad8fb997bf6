"""The page of each code, from `codes.yaml`: for `comity explain C104` and docs/findings.md."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from pathlib import Path

import yaml

from comity.model import SEVERITIES, Severity

GROUPS = {
    "C1": "Contradictions",
    "C2": "Witnesses",
    "C3": "Arithmetic",
    "C4": "Time",
    "C5": "Text and names",
    "C6": "Tables",
}
TEXT = Path(__file__).parent / "codes.yaml"
RULES_TEXT = Path(__file__).parent / "rules.md"


@dataclass(frozen=True)
class Page:
    """What one code means: its name, usual severity, rule, an example, and what would settle a finding."""

    code: str
    name: str
    severity: Severity
    summary: str
    says: str
    example: str
    settle: str


@functools.cache
def load_pages() -> tuple[Page, ...]:
    """The pages of all codes, in order."""
    entries = yaml.safe_load(TEXT.read_text(encoding="utf-8"))
    return tuple(sorted((make_page(entry) for entry in entries), key=lambda page: page.code))


def make_page(entry: dict[str, str]) -> Page:
    """The page of one entry; raises KeyError or StopIteration where it is not whole."""
    words = {name: " ".join(entry[name].split()) for name in ("name", "summary", "says", "settle")}
    severity = next(known for known in SEVERITIES if known == entry["severity"])
    return Page(code=entry["code"], severity=severity, example=entry["example"].rstrip(), **words)


def explain_code(code: str) -> str | None:
    """The page of a code as Markdown; None where there is no such code.

    >>> explain_code("c301").splitlines()[0]
    '# C301: growth (error)'
    """
    page = next((page for page in load_pages() if page.code == code.upper()), None)
    return None if page is None else write_page(page, level=1)


def write_page(page: Page, *, level: int) -> str:
    """One page as Markdown."""
    return (
        f"{'#' * level} {page.code}: {page.name} ({page.severity})\n\n{page.summary}\n\n{page.says}\n\n"
        f"```text\n{page.example}\n```\n\nWhat would settle it: {page.settle[:1].lower()}{page.settle[1:]}\n"
    )


def write_pages() -> str:
    """docs/findings.md: all codes by group, and the rules that a kind may declare."""
    parts = [
        "# Findings\n\nWhat `comity check` tells, by code. Each page is also printed by `comity explain CODE`.\n"
        "The severity is the usual one; it can be changed, and each code selected or ignored.\n"
        "This file is generated from `src/comity/checking/codes.yaml` and `rules.md`.\n"
    ]
    for prefix, heading in GROUPS.items():
        parts.append(f"## {heading}\n")
        parts.extend(write_page(page, level=3) for page in load_pages() if page.code.startswith(prefix))
    parts.append(RULES_TEXT.read_text(encoding="utf-8"))
    return "\n".join(parts)
