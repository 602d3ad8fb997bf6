"""The sentences of documents, for checks that look at words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from comity.model import Block, Document
from comity.reading.sentences import split_sentences


@dataclass(frozen=True)
class Sentence:
    """A sentence of a paragraph: its document, block, span and words."""

    document: Document
    block: Block
    start: int
    end: int

    @property
    def text(self) -> str:
        """The characters of the sentence."""
        return self.document.text[self.start : self.end]


def split_document(document: Document) -> Iterator[Sentence]:
    """Every sentence of every paragraph of a document, in order."""
    for block in document.blocks:
        if block.kind == "paragraph":
            for start, end in split_sentences(document.text, block.start, block.end):
                yield Sentence(document, block, start, end)
