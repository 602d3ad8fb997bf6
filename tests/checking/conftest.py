"""Sample pages of our own for the checks: plain text with its paragraphs, list of references and marks."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest
from tests.checking.planting import Draw
from tests.checking.plants import TEMPLATES

from comity.checking import Checked, check
from comity.intake import read_taken
from comity.kinds import Vocabulary, load_vocabulary
from comity.model import Block, Citation, Document, Evidence, Reference, Source, Statement
from comity.reading.sentences import split_sentences
from comity.sources import Taken

TODAY = date(2026, 11, 22)
MARK = re.compile(r"\[(\d{1,2})\]")


@dataclass
class Pages:
    """Pages by name, the statements on them, and what checking makes of both."""

    vocabulary: Vocabulary
    documents: dict[str, Document] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    statements: list[Statement] = field(default_factory=list)

    def add(
        self, name: str, text: str, *, references: Mapping[str, Mapping[str, Any]] | None = None, **source: Any
    ) -> str:
        """A page; its paragraphs are parted by empty lines, a first line without a stop is its title."""
        sha = hashlib.sha256(f"{name}\n{text}".encode()).hexdigest()
        blocks = tuple(make_blocks(text))
        title = next((text[block.start : block.end] for block in blocks if block.kind == "title"), None)
        given = {"address": f"{name}.txt", "title": title, **source}
        about = Source(sha256=sha, media_type="text/plain", size=len(text), **given)
        entries = tuple(
            Reference(number, Evidence(0, 1), str(entry), **entry) for number, entry in (references or {}).items()
        )
        self.documents[sha] = Document(
            about, text, blocks, references=entries, citations=tuple(make_citations(text, blocks))
        )
        self.names[name] = sha
        return sha

    def state(self, page: str, quote: str, kind: str, action: str | None = None, **form: Any) -> Statement:
        """A statement whose evidence is a quote of the page."""
        document = self.documents[self.names[page]]
        start = document.text.index(quote)
        statement = Statement.from_json(
            {
                "kind": kind,
                "action": action,
                "evidence": {"start": start, "end": start + len(quote)},
                "quote": quote,
                "source": document.source.sha256,
                **form,
            }
        )
        self.statements.append(statement)
        return statement

    def check(self, *, on: date = TODAY, **rest: Any) -> Checked:
        """Facts and findings of the pages."""
        return check(self.statements, self.documents, self.vocabulary, on=on, **rest)

    def codes(self, *, on: date = TODAY, **rest: Any) -> list[str]:
        """The codes of the findings, without those for what is only old: pages of tests are about long ago."""
        return sorted(one.code for one in self.check(on=on, **rest).findings if one.code != "C401")


def make_blocks(text: str) -> list[Block]:
    """The paragraphs of a text."""
    blocks = []
    for found in re.finditer(r"(?:[^\n]|\n(?!\n))+", text):
        start, end = found.span()
        start += len(found.group()) - len(found.group().lstrip())
        if start < end:
            is_title = not blocks and not re.search(r"[.:,]", text[start:end]) and "\n" not in text[start:end].strip()
            blocks.append(Block("title" if is_title else "paragraph", start, end))
    return blocks


def make_citations(text: str, blocks: tuple[Block, ...]) -> list[Citation]:
    """The claim of a mark is its sentence up to the mark."""
    return [
        Citation(mark[1], Evidence(mark.start(), mark.end()), Evidence(start, mark.start()))
        for block in blocks
        for start, end in split_sentences(text, block.start, block.end)
        for mark in MARK.finditer(text, start, end)
        if start < mark.start()
    ]


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    return load_vocabulary()


@pytest.fixture
def pages(vocabulary: Vocabulary) -> Pages:
    return Pages(vocabulary)


@pytest.fixture
def make_pages(vocabulary: Vocabulary) -> Callable[[Mapping[str, Any]], Pages]:
    """Pages from a row of a YAML file of cases."""

    def make(case: Mapping[str, Any]) -> Pages:
        made = Pages(vocabulary)
        for name, form in case["pages"].items():
            given = {"text": form} if isinstance(form, str) else dict(form)
            made.add(name, given.pop("text"), **given)
        for form in case.get("statements", ()):
            made.state(**form)
        return made

    return make


@pytest.fixture(scope="session")
def today() -> date:
    return TODAY


@pytest.fixture(scope="session")
def many(vocabulary: Vocabulary) -> tuple[list[Statement], dict[str, Document]]:
    """The pages of all plants as one record."""
    statements, documents = [], {}
    for code, makers in TEMPLATES.items():
        for number, make in enumerate(makers):
            plant = make(Draw(f"review/{code}/{number}"))
            for name, data in plant.pages.items() if not plant.mapping else ():
                read = read_taken(Taken(f"{code}-{number}-{name}", data), vocabulary)
                statements += read.statements
                documents[read.document.source.sha256] = read.document
    return statements, documents
