"""The sentences of a case's documents, for checks that look at words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from comity.checking.case import Case
from comity.model import Block, Document, Place
from comity.reading.sentences import split_sentences


@dataclass(frozen=True)
class Sentence:
    """A sentence of a paragraph: its document, block, span and words; `is_alone`: the block has no other."""

    document: Document
    block: Block
    start: int
    end: int
    is_alone: bool

    @property
    def text(self) -> str:
        """The characters of the sentence."""
        return self.document.text[self.start : self.end]

    def place(self, case: Case) -> Place:
        """Where it stands."""
        return case.place(self.document.source.sha256, self.start, self.end)


def prose(case: Case) -> Iterator[Sentence]:
    """Every sentence of every paragraph, in order of the sources."""
    for sha in sorted(case.documents):
        document = case.documents[sha]
        for block in document.blocks:
            if block.kind == "paragraph":
                yield from sentences_of(document, block)


def sentences_of(document: Document, block: Block) -> Iterator[Sentence]:
    """The sentences of one block."""
    spans = list(split_sentences(document.text, block.start, block.end))
    for start, end in spans:
        yield Sentence(document, block, start, end, len(spans) == 1)
