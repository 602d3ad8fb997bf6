"""A document's passages in order: sentences, list entries, figures of tables, and the headings over them.

In: the document and its mentions. Out: `Passage`s. While one is read, `context.headings` holds the headings over it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import replace

from comity.model import Block, When
from comity.reading.dates import resolve_date
from comity.reading.heading_lines import (
    BULLET,
    LONGEST_LINE,
    PROSE,
    STOP,
    heads_columns,
    heads_list,
    is_banner,
    is_heading,
    is_numbered_heading,
    is_year,
    turns_about,
)
from comity.reading.headings import LINE_LEVEL
from comity.reading.lines import BRACKETED_END
from comity.reading.page import Page
from comity.reading.passage import Passage
from comity.reading.records import Field, Record
from comity.reading.sentences import split_sentences
from comity.reading.table_rows import TableRows

# The longest sentence of the corpora has fewer than 1,500 characters; some rules look from every word at every other.
LONGEST_SENTENCE = 4000
_PIECE = re.compile(r"[^;\n]*[^;\s]")
LONGEST_ENTRY = 300
# A heading that is an entry has no more words: "1872–1874: N".
LONGEST_HOLDER = 10
# A year heads what follows it below every heading of the page's own.
YEAR_LEVEL = 7
# A line that begins with a date and a mark is an entry of its own, whatever the block is.
_DATED_LINE = re.compile(
    r"\n(?=[^\S\n]*(?:[-–•*·]\s*)?(?:[0-3]?\d(?:\s?[-–]\s?[0-3]?\d)?\s+)?(?:[A-Z][a-z]{2,8}\.?\s+)?(?:[0-3]?\d,\s+)?(?:1[6-9]|20)\d\d\s*[:–—|-])"
)
_LINE = re.compile(r"[^\n]*\S")
_LINE_HEAD = re.compile(r"(?P<bullet>[\s•*·▪–—-]*)")
# "1928. Iran claims …" is an entry of that year.
_AFTER_YEAR = re.compile(r"\.\s+[A-Z“\"]")
_DASH = re.compile(r"\s*(?:[:|]|[–—-]+\s)")
# An entry of a list that is printed as paragraphs: a few words, a dash, what it is.
_DASHED = re.compile(r"[^.\n]{3,110}? [–—-]{1,2} ")


class Passages:
    """Walks through a document."""

    def __init__(self, page: Page, silent: Collection[int] = (), title: str = "") -> None:
        self.page = page
        self.text = page.text
        self.context = page.context
        self.silent = silent
        self.rows = TableRows(page, title)

    def __iter__(self) -> Iterator[Passage]:
        page, headings = self.page, self.context.headings
        for index, block in enumerate(page.blocks):
            if block.kind in ("heading", "paragraph") and is_banner(page, block):
                headings.push(page.heading(block.start, block.end, 0))
            elif is_heading(page, block):
                yield from self._head(block)
            elif index in self.rows.headers:
                continue
            elif index in self.rows.rows:
                yield from self.rows.read(index)
            elif block.kind == "item" and is_numbered_heading(page, index):
                is_inner = self.text[block.start : block.end].lstrip().startswith("(")
                headings.push(page.heading(block.start, block.end, LINE_LEVEL - (1 if is_inner else 2)))
            elif block.kind == "paragraph" and heads_columns(page, index):
                headings.push(replace(page.heading(block.start, block.end, LINE_LEVEL - 1), is_plain=True))
            elif block.kind in PROSE and (heads_list(page, index) or turns_about(page, index)):
                if {"S", "D"} <= {mention.tag for mention in page.inside(block.start, block.end)}:
                    record = page.line(block.start, block.end)  # "Finland 1935-03-21" over what is told of it
                    yield Passage(block.start, block.end, record=record, is_listed=True)
                headings.push(page.heading(block.start, block.end, LINE_LEVEL))
            elif block.kind in (*PROSE, "heading"):
                yield from self._prose(index, block)

    # -- headings ----------------------------------------------------------------------------------------------

    def _head(self, block: Block) -> Iterator[Passage]:
        """A heading, with its year for the days below it; what it names may be listed itself."""
        headings = self.context.headings
        heading = self.page.heading(block.start, block.end, YEAR_LEVEL if is_year(self.page, block) else block.level)
        if headings.stack and (record := self._holder(block)) is not None:
            yield Passage(block.start, block.end, record=record, is_entry=True, is_listed=True)
            if any(one.type == "date" for one in record.fields):
                return  # an entry by itself between two headings
        headings.push(heading)
        if heading.nouns and heading.states:  # "Embassy of Kenya in Oslo" over its address
            stack = headings.stack
            headings.stack = stack[:-1]
            yield self._name(block)
            headings.stack = stack
        if heading.date is not None and heading.date.data.when is not None:
            self.context.anchor = heading.date.data.when

    def _holder(self, block: Block) -> Record | None:
        """What a heading says that is no more than who held an office, and when: "N" under "Ambassador to Peru",
        "1872–1874: N"; else None."""
        if len(self.text[block.start : block.end].split()) > LONGEST_HOLDER:
            return None
        record = self.page.line(block.start, block.end)
        types = [] if record is None else sorted(one.type for one in record.fields)
        return record if types in (["person"], ["date", "person"]) and not self._names_office(record) else None

    def _names_office(self, record: Record | None) -> bool:
        fields = record.fields if record is not None else ()
        parties = [p for one in fields if one.type == "person" for token in one.tokens for p in token.data]
        return any(not party.person for party in parties)

    def _name(self, block: Block) -> Passage:
        """A heading as the name of what may be listed."""
        name = Field("text", tuple(self.page.tokens(block.start, block.end)))
        return Passage(block.start, block.end, record=Record((name,), block.start, block.end), is_listed=True)

    def _below_name(self, block: Block) -> Block:
        """The lines of a paragraph below one that is the name of a state alone, which heads them; else all."""
        line = self.text.find("\n", block.start, block.end)
        inside = self.page.inside(block.start, line) if 0 < line - block.start <= LONGEST_LINE else ()
        if block.kind != "paragraph" or len(inside) != 1 or inside[0].tag not in "SL":
            return block
        if self.text[block.start : line].strip(" :") != self.text[inside[0].start : inside[0].end]:
            return block
        self.context.headings.push(self.page.heading(block.start, line, LINE_LEVEL))
        return Block(block.kind, line + 1, block.end, block.level)

    # -- prose -------------------------------------------------------------------------------------------------

    def _prose(self, index: int, block: Block) -> Iterator[Passage]:
        text = self.text
        is_prose = block.kind == "paragraph" and STOP.search(text, max(block.start, block.end - 8), block.end)
        is_entry = _DASHED.match(text, block.start, block.end) or BULLET.match(text, block.start)
        if is_prose and not is_entry:
            self.context.headings.end_lines()
        if index not in self.silent:
            yield from self._sentences(self._below_name(block))
        if text[block.start : block.end].rstrip().endswith(":"):
            self.context.headings.push(self.page.heading(self._last_sentence(block), block.end, LINE_LEVEL))

    def _last_sentence(self, block: Block) -> int:
        """Where the last sentence of a block begins: "… Below is a list of agreements:" heads what follows."""
        return [start for start, _ in split_sentences(self.text, block.start, block.end)][-1]

    def _sentences(self, block: Block) -> Iterator[Passage]:
        headings = self.context.headings
        stack = list(headings.stack)
        is_headed = bool(stack)
        for first, last in self._lines(block):
            under = self._head_of_line(first, last) or self._time_above()
            for start, end in split_sentences(self.text, first, last):
                for begin, stop in self._pieces(start, end):
                    yield Passage(begin, stop, is_entry=is_headed and stop - begin < LONGEST_ENTRY, under=under)
                    if self.text[stop - 1] == ":" and stop < block.end - 1:
                        headings.push(self.page.heading(begin, stop, LINE_LEVEL))  # "The two signed:" and lines below
                        is_headed = True
        if len(headings.stack) > len(stack) or any(a is not b for a, b in zip(headings.stack, stack, strict=False)):
            headings.stack[:] = stack

    def _time_above(self) -> When | None:
        """The date that the heading above is; not one of two, and not the day on which a report was published."""
        when = self.context.headings.time()
        is_stamp = when is not None and when.edtf == str(self.context.published)
        return None if when is None or is_stamp or when.edtf.startswith("[") else when

    def _head_of_line(self, start: int, end: int) -> When | None:
        """The date with which an entry begins: "3–5 December – …" holds for all its sentences."""
        head = _LINE_HEAD.match(self.text, start, end)
        inside = self.page.inside(start, start + LONGEST_LINE) if head is not None else ()
        if not inside or inside[0].tag != "D" or head is None or inside[0].start != head.end("bullet"):
            return None
        is_of_year = inside[0].data.rule in ("year", "interval") and _AFTER_YEAR.match(self.text, inside[0].end, end)
        if not is_of_year and not _DASH.match(self.text, inside[0].end, end):
            return None
        return resolve_date(inside[0].data, anchor=self.context.anchor, published=self.context.published)

    def _pieces(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The sentence; of one that is too long for prose its lines and the parts between semicolons. What is too long
        even so is left out: it is no sentence, and cut anywhere it would say what nobody said."""
        if end - start < LONGEST_SENTENCE:
            yield start, end
            return
        for match in _PIECE.finditer(self.text, start, end):
            if match.end() - match.start() < LONGEST_SENTENCE:
                yield match.span()

    def _lines(self, block: Block) -> Iterator[tuple[int, int]]:
        start = block.start
        lines = [match.span() for match in _LINE.finditer(self.text, block.start, block.end)]
        if len(lines) > 1 and all(BRACKETED_END.search(self.text, *span) for span in lines):
            yield from lines
            return
        for match in _DATED_LINE.finditer(self.text, block.start, block.end):
            yield start, match.start()
            start = match.end()
        yield start, block.end
