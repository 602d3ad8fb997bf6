"""Citations: which claim rests on which entry of the list of references.

The claim of a mark is the text before it, back to the mark before or to the start of its sentence, whichever is nearer.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from comity.model import Block, Citation, Evidence
from comity.sources.draft import Mark

# "[1]", "[12]", "[a]", "[note 3]"; not "[1992]", which is an editor's insertion.
NUMBER = r"(?:\d{1,3}|[a-z]{1,2}|(?:note|nb|n)\.? ?\d{1,3}|[*†‡])"
MARK = re.compile(rf"\[({NUMBER})\]")
SENTENCE_END = re.compile(r"[.!?…][\"”’»)\]]*(?:\[[^\[\]\s]{1,8}\])*\s+(?=[\"“‘«(\[]*[^\W_a-zß-öø-ÿ])|[。！？]")
ABBREVIATION = re.compile(
    r"(?:^|[\s(\"“])(?:[^\W\d_]|(?:[^\W\d_]\.)+[^\W\d_]|Mr|Mrs|Ms|Dr|Prof|St|Gen|Col|Lt|Sen|Rep|Gov|Hon|Jr|Sr|No|Nos|vol|"
    r"ca|cf|vs|approx|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)$",
    re.IGNORECASE,
)
CITED_KINDS = frozenset(("paragraph", "item", "row", "caption", "heading", "title"))
# The most that stands before a full stop and makes it an abbreviation's ("approx").
LOOK_BEHIND = 12


def find_marks(text: str, blocks: Sequence[Block]) -> list[Mark]:
    """The marks printed in the prose of a plain text; a bracket that opens a block is a number of the block itself."""
    marks: list[Mark] = []
    for index, block in enumerate(blocks if "[" in text else ()):
        if block.kind not in CITED_KINDS or text.find("[", block.start, block.end) < 0:
            continue
        marks.extend(
            Mark(Evidence(found.start(), found.end()), found[1], "", index)
            for found in MARK.finditer(text, block.start, block.end)
            if found.start() > block.start
        )
    return marks


def find_citations(text: str, blocks: Sequence[Block], marks: Iterable[Mark]) -> Iterator[Citation]:
    """The claim of each mark, in order. Marks side by side ([2][3]) share their claim."""
    for index, group in groupby(marks, key=lambda mark: mark.block):
        if blocks[index].kind in CITED_KINDS:
            yield from cite_block(text, blocks[index], list(group))


def cite_block(text: str, block: Block, marks: Sequence[Mark]) -> Iterator[Citation]:
    """The citations of one block."""
    starts = list_sentence_starts(text, block)
    claim: Evidence | None = None
    previous_end = block.start
    for mark in marks:
        if mark.evidence.start < previous_end:
            continue
        between = text[previous_end : mark.evidence.start]
        if claim is None or between.strip(" ,;–-\u200b"):
            claim = find_claim(text, max(previous_end, find_start(starts, mark.evidence.start)), mark.evidence.start)
        previous_end = mark.evidence.end
        if claim is not None:
            yield Citation(mark.number, mark.evidence, claim)


def find_claim(text: str, start: int, end: int) -> Evidence | None:
    """The characters of a claim without the punctuation and space around it; None where only such is left."""
    claim = text[start:end]
    stripped = claim.rstrip()
    left = claim.lstrip(' \t\r\n.,;:!?…)]”’"»')
    start += len(claim) - len(left)
    end -= len(claim) - len(stripped)
    return Evidence(start, end) if start < end and any(map(str.isalnum, text[start:end])) else None


def list_sentence_starts(text: str, block: Block) -> list[int]:
    """Where the sentences of a block begin; a stop after an abbreviation or an initial ends none."""
    starts = [block.start]
    for found in SENTENCE_END.finditer(text, block.start, block.end):
        before = text[max(block.start, found.start() - LOOK_BEHIND) : found.start()]
        if found[0][0] != "." or ABBREVIATION.search(before) is None:
            starts.append(found.end())
    return starts


def find_start(starts: Sequence[int], position: int) -> int:
    """The start of the sentence before a position. A mark after the stop belongs to the sentence that the stop ends."""
    return starts[max(bisect_right(starts, position - 1) - 1, 0)]
