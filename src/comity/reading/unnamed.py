"""Paragraphs in which no sentence can be read, since nobody is named; most of what is published is made of them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence

from comity.model import Block, Document
from comity.names import Name
from comity.reading.context import Context
from comity.reading.english import English
from comity.reading.heading_lines import LONGEST_LINE
from comity.reading.mentions import find_phrases
from comity.reading.nouns import fold_case


def is_sparse(names: Sequence[Name], context: Context) -> bool:
    """Whether the text names fewer than two states and neither title nor publisher gives one."""
    return context.pair is None and context.focus is None and len({name.code for name in names}) < 2


def find_silent(document: Document, names: Sequence[Name], context: Context, english: English) -> Mapping[int, Block]:
    """The paragraphs in which no sentence can be read, by their number: nobody is named, and no title or heading says
    who is meant."""
    is_prose = all(block.kind == "paragraph" for block in document.blocks)
    if context.pair is not None or context.focus is not None or not (is_prose or is_sparse(names, context)):
        return {}
    starts = [name.start for name in names]
    if not is_sparse(names, context):
        phrases = find_phrases(document.text, fold_case(document.text), english)
        starts = sorted([*starts, *(mention.start for mention in phrases)])
    return _find_unnamed(document, starts)


def _find_unnamed(document: Document, starts: Sequence[int]) -> Mapping[int, Block]:
    """The paragraphs in which none of these places lies, by their number; short ones may head a list."""
    return {
        number: block
        for number, block in enumerate(document.blocks)
        if block.kind == "paragraph"
        and block.end - block.start > LONGEST_LINE
        and bisect_left(starts, block.start) == bisect_left(starts, block.end)
    }


def blank_out(text: str, blocks: Iterable[Block]) -> str:
    """The text with zeros in place of some blocks, as long as before: what no pattern looks twice at."""
    pieces, at = [], 0
    for block in blocks:
        pieces += [text[at : block.start], "\0" * (block.end - block.start)]
        at = block.end
    return "".join([*pieces, text[at:]]) if pieces else text
