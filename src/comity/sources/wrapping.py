"""Paragraphs whose lines were wrapped at one width, joined again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from comity.sources.text_lines import BOTH_WAYS, Line, has_stop, list_lines, starts_block

UNDERLINE = re.compile(r"\s*(={3,}|-{3,}|~{3,}|\*{3,}|_{3,})\s*$")
SENTENCE_END = re.compile(r"[.!?…。！？:][\"”’»)\]]*$")
# A line of a list of names with what is said of each: "Kenya – 12 December 1963", "Embassy: Accra".
LISTED = re.compile(r"^[^\W\d_][^.!?:–—]{1,90}(?: [–—-]|:) \S")
# A row of a numbered list: "16  Gabon 3 September 1963".
COUNTED = re.compile(r"^\d{1,3}[.)]?\s{1,4}[^\W\d_a-z]")
# What ends the line of a table or list without marks of columns: the mark of a note, a year, years in brackets.
NOTED_END = re.compile(r"\S ?(?:\[[\da-z]{1,3}\]|\([^()]{0,20}\d{4}[^()]{0,20}\)[.,;]?|\b(?:1[5-9]|20)\d\d)$")
# Lines between these widths may be wrapped; mail wraps at 72 to 78, typescripts at up to 110, printers of lists at 132.
NARROWEST_WRAP, WIDEST_WRAP = 40, 140
# The lines that begin small in prose broken anywhere at least: names and numbers begin the others.
SHARE_OF_SMALL = 0.25
MARK_START = re.compile(r"[,;.)](?:\s|$)")
# What no line of prose ends with that does not go on in the next.
LONGEST_END = 8  # no word of the next pattern is longer
UNFINISHED = re.compile(
    r"(?:,|\b(?:in|on|at|to|of|and|or|the|an?|with|from|for|by|than|between|since|until|was|were|is|are|its|their|his|her|as|"
    r"that|which|who|about|around|over|nearly|some|EUR|USD)|[$€£])$"
)


def join_wrapped(lines: Iterator[Line]) -> Iterator[Line]:
    """The lines of wrapped paragraphs joined; all others as they are."""
    run: list[Line] = []
    for line in join_marks(lines):
        if run and not goes_on(run, line):
            yield from join_run(run)
            run = []
        run.append(line)
    yield from join_run(run)


def join_marks(lines: Iterator[Line]) -> Iterator[Line]:
    """The lines, a line that begins with a mark joined to that before it: the text of a link was copied as one."""
    held: list[Line] = []
    for line in lines:
        if held and (line.after_gap or not MARK_START.match(line.text) or starts_block(held[-1])):
            yield join_all(held)
            held = []
        held.append(line)
    if held:
        yield join_all(held)


def goes_on(run: Sequence[Line], line: Line) -> bool:
    """Whether a line may belong to the paragraph of those before it."""
    last = run[-1]
    if BOTH_WAYS.fullmatch(line.text):
        return False
    if line.after_gap or last.text.endswith("|") or (starts_block(line) and not is_unfinished(last.text)):
        return False
    return NARROWEST_WRAP <= len(last.text) <= WIDEST_WRAP or is_cut(last, line) or is_ragged(run)


def is_unfinished(text: str) -> bool:
    """Whether the last word is one after which no sentence ends."""
    return UNFINISHED.search(text, max(len(text) - LONGEST_END, 0)) is not None


def is_cut(line: Line, following: Line) -> bool:
    """Whether a line ends in the middle of a sentence: by its last word, or by the small letter of the next."""
    is_small = following.text[0].islower() and not has_stop(line.text)
    return (is_small or is_unfinished(line.text)) and not LISTED.match(line.text)


def is_ragged(run: Sequence[Line]) -> bool:
    """Whether many lines begin small: prose broken anywhere, wherever its names stand."""
    small = sum(line.text[0].islower() for line in run)
    is_wide = any(len(line.text) >= NARROWEST_WRAP for line in run)
    return is_wide and len(run) > 5 and small > SHARE_OF_SMALL * len(run)


def is_full(line: Line, following: Line, width: int) -> bool:
    """Whether a line goes on in the next: no room for its first word, or a sentence that is cut where none ends."""
    if following.text[0].islower() and not has_stop(line.text):
        return True
    if is_unfinished(line.text) and not LISTED.match(line.text):
        return True
    return len(line.text) + 1 + len(following.text.split(maxsplit=1)[0]) > width


def split_block(text: str, *, is_typed: bool) -> list[tuple[int, int]]:
    """Where the parts of a block of several lines stand: paragraphs and items of a typescript, else items alone."""
    if is_typed:
        return [(line.start, line.end) for line in join_wrapped(list_lines(text))]
    lines = list(list_lines(text))
    starts = [line.start for line in lines if starts_block(line)]
    if len(starts) < 2:
        return [(0, len(text))]
    bounds = [0, *(start for start in starts if start), len(text)]
    return [(start, end - (end < len(text))) for start, end in pairwise(bounds)]


def join_run(run: Sequence[Line]) -> Iterator[Line]:
    """The run's paragraphs: where lines are cut within sentences, one ends with a sentence that leaves room."""
    if len(run) == 1:
        yield run[0]
        return
    width = max((len(line.text) for line in run), default=0)
    ends = [
        number
        for number, (line, following) in enumerate(pairwise(run), start=1)
        if has_stop(line.text) and not is_full(line, following, width)
    ]
    is_prose = any(line.text[0].islower() and not has_stop(before.text) for before, line in pairwise(run))
    for start, end in pairwise((0, *(ends if is_prose else ()), len(run))):
        yield from join_paragraph(run[start:end], width)


def join_paragraph(run: Sequence[Line], width: int) -> Iterator[Line]:
    """One line where the run was wrapped: no line has room for the first word of the next."""
    if len(run) < 2:
        yield from run
        return
    is_wrapped = is_ragged(run) or all(is_full(line, following, width) for line, following in pairwise(run))
    # A sentence that ends where its line ends says nothing of the next line, unless more lines were wrapped so.
    ends_apart = SENTENCE_END.search(run[0].text) if len(run) == 2 else not has_stop(run[-1].text)
    is_list = any(all(pattern.search(line.text) for line in run) for pattern in (LISTED, COUNTED, NOTED_END))
    if not is_wrapped or ends_apart or is_list or UNDERLINE.match(run[-1].text):
        yield from join_cut(run)
        return
    yield join_all(run)


def join_cut(run: Sequence[Line]) -> Iterator[Line]:
    """The lines, each with those before it that end with a word that wants another ("was minister to")."""
    held: list[Line] = []
    for line in run:
        held.append(line)
        if not is_unfinished(line.text) or line.text.endswith(",") or LISTED.match(line.text):
            yield join_all(held)
            held = []
    if held:
        yield join_all(held)


def join_all(run: Sequence[Line]) -> Line:
    """One line made of several."""
    return Line(run[0].start, run[-1].end, " ".join(line.text for line in run), run[0].after_gap)
