"""A document's passages in order: sentences, list entries, figures of tables, and the headings over them.

In: the document and its mentions. Out: `Passage`s. While one is read, `context.headings` holds the headings over it.
"""

from __future__ import annotations

import functools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from comity.model import Block, Document, Evidence, Table, When
from comity.model.when import year_of
from comity.reading.context import Context
from comity.reading.dates import find_dates, resolve_date
from comity.reading.english import English
from comity.reading.headings import LINE_LEVEL, Heading, make_heading
from comity.reading.parties import find_parties
from comity.reading.records import Field, Record, clean_label, label_rest, make_line, split_fields
from comity.reading.sentences import split_sentences
from comity.reading.tables import Figure, find_figures, make_tokens
from comity.reading.tokens import Mention, Token, tokenise

PROSE = frozenset({"paragraph", "item", "row", "caption"})
# "1. Political Relations" under no mark-up stands over "(1) From A to B", and both over their entries.
_NUMBERED = re.compile(r"\s*(?P<bracket>\()?(?:\d{1,2}|[a-zA-Z]|[ivxIVX]{1,4})(?P<close>[.)])\)?\s+(?=\S)")
ENTRIES = frozenset({"item", "row"})
# The longest sentence of the corpora has fewer than 1,500 characters; some rules look from every word at every other.
LONGEST_SENTENCE = 4000
_PIECE = re.compile(r"[^;\n]*[^;\s]")
LONGEST_ENTRY = 300
# A year heads what follows it below every heading of the page's own.
YEAR_LEVEL = 7
# A row with text below it heads that text.
ROW_LEVEL = 8
_YEAR = re.compile(r"\W{0,3}(?:1[5-9]|20)\d\d\W{0,2}")
# Where a paragraph over a table gives the unit of its figures.
LONGEST_NOTE = 300
LONGEST_LINE = 100
# What is told of a thing in the line below its name: "Signed: …", "In force since: …".
_STEP = re.compile(
    r"[ \t]*\n[ \t]*(?:(?:date|place)(?: and (?:date|place))? of )?(?:signed|signature|concluded|conclusion|"
    r"(?:in|entry into|entered into) force|ratified|ratification|status)\b[^\n:]{0,20}:",
    re.IGNORECASE,
)
_STOP = re.compile(r"(?<!\.[A-Z])[.!?;…][\"”’')\]\d]*\s*$")
# A line that may give a direction and no more.
_TURN = re.compile(r"[ \t]*(?:To|From|to|from)\b[^\n.;]*")
# The heads of columns, the first of states: "# Country[5] Date".
_COLUMNS = re.compile(
    r"(?:# ?|No\.? )?(?:Country|State|Nation|Partner)\b(?: ?\[\w+\])?(?: [A-Z(][\w()/]*(?: ?\[\w+\])?){1,8}\s*"
)
# A line that begins with a date and a mark is an entry of its own, whatever the block is.
_DATED_LINE = re.compile(
    r"\n(?=[^\S\n]*(?:[-–•*·]\s*)?(?:[0-3]?\d(?:\s?[-–]\s?[0-3]?\d)?\s+)?(?:[A-Z][a-z]{2,8}\.?\s+)?(?:[0-3]?\d,\s+)?(?:1[6-9]|20)\d\d\s*[:–—|-])"
)


_KEYED_BELOW = re.compile(r"[^\S\n]*\n[^\S\n]*[A-Z][\w ]{2,30}: \S")
_LINE_HEAD = re.compile(r"(?P<bullet>[\s•*·▪–—-]*)")
# "1928. Iran claims …" is an entry of that year.
_AFTER_YEAR = re.compile(r"\.\s+[A-Z“\"]")
_DASH = re.compile(r"\s*(?:[:|]|[–—-]+\s)")
# An entry of a list that is printed as paragraphs: a few words, a dash, what it is.
_BULLET = re.compile(r"\s*[-–—•*·▪]")
_DASHED = re.compile(r"[^.\n]{3,110}? [–—-]{1,2} ")


@dataclass(frozen=True, slots=True)
class Passage:
    """A span to be read; `tokens` where they are not simply those of the span; entries stand under headings.

    `under`: the date of the entry or the heading above. `record`: what the span lists; `is_listed`: it is read as a
    record alone; `states`: whom its row is about.
    """

    start: int
    end: int
    tokens: Sequence[Token] = ()
    is_entry: bool = False
    record: Record | None = None
    under: When | None = None
    is_listed: bool = False
    states: tuple[str, ...] = ()


def names_what_follows(text: str, end: int) -> bool:
    """Whether the line after this place tells of what the words before it name: "Signed: Accra, 6 July 1976"."""
    return _STEP.match(text, end) is not None


def find_unnamed(document: Document, starts: Sequence[int]) -> Mapping[int, Block]:
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


@dataclass(frozen=True)
class _Heads:
    """What stands over the rows of a table: its caption, its columns, the dates among them, words that give a unit."""

    table: Table
    caption: Heading | None
    columns: Sequence[Heading]
    dates: frozenset[Evidence]
    within: Mapping[Evidence, Evidence]
    words: Sequence[str]
    tokens: dict[Evidence, Sequence[Token]] = field(default_factory=dict)
    labels: dict[Evidence, tuple[str, Heading]] = field(default_factory=dict)

    @functools.cached_property
    def directed(self) -> list[int]:
        """The columns whose heads say who goes where."""
        return [
            column
            for column, head in enumerate(self.columns)
            if head.is_direction or {"from", "to"} & head.states.keys()
        ]


class Passages:
    """Walks through a document."""

    def __init__(
        self,
        document: Document,
        mentions: Sequence[Mention],
        english: English,
        context: Context,
        silent: Collection[int] = (),
        title: str = "",
    ) -> None:
        self.document = document
        self.text = document.text
        self.mentions = mentions
        self.starts = [mention.start for mention in mentions]
        self.english = english
        self.context = context
        self.silent = silent
        self.title = title
        self.blocks = document.blocks or (Block("paragraph", 0, len(document.text)),)
        self.block_starts = [block.start for block in self.blocks]
        self.rows, self.headers = self._find_rows()
        self._heads: _Heads | None = None
        self._sides: tuple[Heading, ...] = ()  # of an infobox on two states, and where its last row ended
        self._sides_end = 0

    def __iter__(self) -> Iterator[Passage]:
        headings = self.context.headings
        for index, block in enumerate(self.blocks):
            if block.kind in ("heading", "paragraph") and self._is_banner(block):
                headings.push(self._heading(block.start, block.end, 0))
            elif (block.kind == "heading" and not names_what_follows(self.text, block.end)) or (
                block.kind == "paragraph" and self._is_year(block)
            ):
                level = YEAR_LEVEL if self._is_year(block) else block.level
                heading = self._heading(block.start, block.end, level)
                headings.push(heading)
                if heading.nouns and heading.states:  # "Embassy of Kenya in Oslo" over its address
                    stack = headings.stack
                    headings.stack = stack[:-1]
                    yield self._name(block)
                    headings.stack = stack
                self._take_year()
            elif index in self.headers:
                continue
            elif index in self.rows:
                self._close_row()
                yield from self._row(block, *self.rows[index])
                self._open_row(index)
            elif block.kind == "item" and not self._is_listed(index) and self._is_numbered_heading(block):
                is_inner = self.text[block.start : block.end].lstrip().startswith("(")
                headings.push(self._heading(block.start, block.end, LINE_LEVEL - (1 if is_inner else 2)))
            elif block.kind == "paragraph" and self._heads_columns(index):
                columns = self._heading(block.start, block.end, LINE_LEVEL - 1)
                headings.push(replace(columns, is_plain=True))
            elif block.kind in PROSE and (self._heads_list(index) or self._turns_about(index)):
                if {"S", "D"} <= {mention.tag for mention in self.inside(block.start, block.end)}:
                    record = self.line(block.start, block.end)  # "Finland 1935-03-21" over what is told of it
                    yield Passage(block.start, block.end, record=record, is_listed=True)
                headings.push(self._heading(block.start, block.end, LINE_LEVEL))
            elif block.kind in (*PROSE, "heading"):
                is_prose = block.kind == "paragraph" and _STOP.search(
                    self.text, max(block.start, block.end - 8), block.end
                )
                is_entry = _DASHED.match(self.text, block.start, block.end) or _BULLET.match(self.text, block.start)
                if is_prose and not is_entry:
                    headings.end_lines()
                if index not in self.silent:
                    yield from self._sentences(self._below_name(block))
                if self.text[block.start : block.end].rstrip().endswith(":"):
                    headings.push(self._heading(self._last_sentence(block), block.end, LINE_LEVEL))

    def _name(self, block: Block) -> Passage:
        """A heading as the name of what may be listed."""
        name = Field("text", tuple(self._tokens(block.start, block.end)))
        return Passage(block.start, block.end, record=Record((name,), block.start, block.end), is_listed=True)

    def _below_name(self, block: Block) -> Block:
        """The lines of a paragraph below one that is the name of a state alone, which heads them; else all."""
        line = self.text.find("\n", block.start, block.end)
        inside = self.inside(block.start, line) if 0 < line - block.start <= LONGEST_LINE else ()
        if block.kind != "paragraph" or len(inside) != 1 or inside[0].tag not in "SL":
            return block
        if self.text[block.start : line].strip(" :") != self.text[inside[0].start : inside[0].end]:
            return block
        self.context.headings.push(self._heading(block.start, line, LINE_LEVEL))
        return Block(block.kind, line + 1, block.end, block.level)

    def _is_year(self, block: Block) -> bool:
        """Whether a block is a year alone, which heads what happened in it."""
        return _YEAR.fullmatch(self.text, block.start, block.end) is not None

    def _take_year(self) -> None:
        """The year of a heading completes the days below it."""
        date = self.context.headings.stack[-1].date
        if date is not None and date.data.when is not None:
            self.context.anchor = date.data.when

    def inside(self, start: int, end: int) -> Sequence[Mention]:
        """The mentions that begin in a span."""
        return self.mentions[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def _last_sentence(self, block: Block) -> int:
        """Where the last sentence of a block begins: "… Below is a list of agreements:" heads what follows."""
        return [start for start, _ in split_sentences(self.text, block.start, block.end)][-1]

    # -- headings ----------------------------------------------------------------------------------------------

    def _tokens(self, start: int, end: int) -> list[Token]:
        if not self.text[start:end].strip():
            return []
        tokens = tokenise(self.text, start, end, self.inside(start, end), self.english)
        return find_parties(tokens, self.english, self.context.person_state, self.context.is_known)

    def _heading(self, start: int, end: int, level: int) -> Heading:
        return make_heading(self._tokens(start, end), level, self.text[start:end], self.english)

    def _heads_list(self, index: int) -> bool:
        """Whether a paragraph is the heading of the entries after it: a short line that is no sentence."""
        block = self.blocks[index]
        following = self.blocks[index + 1] if index + 1 < len(self.blocks) else None
        if (
            block.kind not in ("paragraph", "caption")
            or following is None
            or following.kind not in ENTRIES
            or block.end - block.start > LONGEST_LINE
        ):
            return False
        words = self.text[block.start : block.end]
        if _STOP.search(words) or "\n" in words.strip():
            return False
        mentions = self.inside(block.start, block.end)
        tags = {mention.tag for mention in mentions}
        if tags & {"O", "P"} and self._opens_with_date(block):
            return False  # "May 2015 Prime Minister N on a working visit" is an entry itself
        return "M" not in tags and bool(tags & {"H", "S", "J"})

    def _heads_columns(self, index: int) -> bool:
        """Whether a line is the heads of columns that the text does not keep: "Country Formal Relations Began Notes"
        over lines that begin with a state."""
        block, following = self.blocks[index], self.blocks[index + 1 : index + 2]
        if not following or not _COLUMNS.fullmatch(self.text, block.start, block.end):
            return False
        if any(mention.tag in "SDPCOM" for mention in self.inside(block.start, block.end)):
            return False
        inside = self.inside(following[0].start, following[0].end)
        return bool(inside) and inside[0].tag == "S" and following[0].kind in ("paragraph", "heading")

    def _turns_about(self, index: int) -> bool:
        """Whether a line gives a direction alone and a line with a date comes next: "To Norway", "From A to B"."""
        block, following = self.blocks[index], self.blocks[index + 1 : index + 2]
        if not following or following[0].kind not in (*PROSE, "row") or block.end - block.start > LONGEST_LINE:
            return False
        if _TURN.match(self.text, block.start, block.end) is None or not self._opens_with_date(following[0]):
            return False
        heading = self._heading(block.start, block.end, LINE_LEVEL)
        return heading.is_plain and heading.is_direction

    def _opens_with_date(self, block: Block) -> bool:
        bullet = _BULLET.match(self.text, block.start, block.end)
        first = self.inside(block.start if bullet is None else bullet.start(), block.end)[:1]
        return bool(first) and first[0].tag == "D" and not self.text[block.start : first[0].start].strip("•*–- ")

    def _is_listed(self, index: int) -> bool:
        """Whether a numbered item follows or goes before another at once: under a heading other text would stand."""
        following = self.blocks[index + 1 : index + 2]
        if not following or following[0].kind == "heading":
            return True
        near = self.blocks[max(0, index - 1) : index] + following
        return any(block.kind == "item" and _NUMBERED.match(self.text, block.start, block.end) for block in near)

    def _is_banner(self, block: Block) -> bool:
        """Whether a paragraph is a title in capitals that tells between whom: "AGREEMENTS BETWEEN A AND B"."""
        words = self.text[block.start : block.end]
        if len(words) > LONGEST_LINE or not words.isupper() or _STOP.search(words):
            return False
        tags = [mention.tag for mention in self.inside(block.start, block.end)]
        return "H" in tags and "S" in tags and not any(t.tag in "VX" for t in self._tokens(block.start, block.end))

    def _is_numbered_heading(self, block: Block) -> bool:
        """Whether a numbered item is a heading: few words, a cue noun or two states; no person, verb or figure."""
        number = _NUMBERED.match(self.text, block.start, block.end)
        words = self.text[block.start : block.end]
        if number is None or _KEYED_BELOW.match(self.text, block.end):
            return False  # what the lines below tell, "Signed: …", is told of it
        if len(words) > LONGEST_LINE or _STOP.search(words) or "\n" in words.strip() or ": " in words:
            return False
        if names_what_follows(self.text, block.end):
            return False  # "1. Trade Agreement", and below it "Signed: Accra, 6 July 1976"
        mentions = [mention for mention in self.inside(block.start, block.end) if mention.start >= number.end()]
        tags = "".join(mention.tag for mention in mentions)
        if "M" in tags or "O" in tags or "P" in tags:
            return False
        tokens = self._tokens(number.end(), block.end)
        return not any(token.tag in "VX" for token in tokens) and ("H" in tags or sum(tag in "SJ" for tag in tags) > 1)

    # -- prose -------------------------------------------------------------------------------------------------

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
                        headings.push(self._heading(begin, stop, LINE_LEVEL))  # "The two signed:" and lines below
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
        inside = self.inside(start, start + LONGEST_LINE) if head is not None else ()
        if not inside or inside[0].tag != "D" or head is None or inside[0].start != head.end("bullet"):
            return None
        is_year = inside[0].data.rule in ("year", "interval") and _AFTER_YEAR.match(self.text, inside[0].end, end)
        if not is_year and not _DASH.match(self.text, inside[0].end, end):
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
        for match in _DATED_LINE.finditer(self.text, block.start, block.end):
            yield start, match.start()
            start = match.end()
        yield start, block.end

    # -- tables ------------------------------------------------------------------------------------------------

    def _find_rows(self) -> tuple[dict[int, tuple[Table, tuple[Evidence, ...]]], frozenset[int]]:
        """The blocks that are rows of tables, with table and cells; and those that are headers."""
        starts = self.block_starts
        rows: dict[int, tuple[Table, tuple[Evidence, ...]]] = {}
        headers = []
        captions = []
        for table in self.document.tables:
            if table.caption is not None:
                captions.append(bisect_right(starts, table.caption.start) - 1)
            for row in table.rows:
                if row:
                    rows[bisect_right(starts, row[0].start) - 1] = (table, row)
            if table.header and table.rows:
                headers.append(bisect_right(starts, table.header[0].start) - 1)
        headers += [index for index in captions if self.blocks[index].kind == "row"]
        return {index: row for index, row in rows.items() if self.blocks[index].kind == "row"}, frozenset(headers)

    def _row(self, block: Block, table: Table, row: Sequence[Evidence]) -> Iterator[Passage]:
        headings = self.context.headings
        stack = list(headings.stack)
        over = self._heads_of(table)
        if over.caption is not None:
            headings.push(over.caption)
        figures = list(self._figures(block, over, row))
        directed = [column for column in over.directed if column < len(row)]
        if directed and not figures:
            under = self._time_of_row([cell for column, cell in enumerate(row) if column not in directed])
            for column in directed:
                headings.push(over.columns[column])
                yield Passage(row[column].start, row[column].end, is_entry=True, under=under)
                headings.stack.pop()
        else:
            yield from figures or self._cells(block, over.columns, row)
        headings.stack[:] = stack

    def _time_of_row(self, cells: Sequence[Evidence]) -> When | None:
        """The date that is a cell of a row by itself: of what the other cells tell; None where none is."""
        dates = [mention for cell in cells if self._is_date(cell) for mention in self.inside(cell.start, cell.end)]
        return dates[0].data.when if len(dates) == 1 and dates[0].tag == "D" else None

    def _open_row(self, index: int) -> None:
        """A row of a table between whose rows text stands is the heading of the text below it."""
        table, row = self.rows[index]
        if index + 1 in self.rows or index + 1 == len(self.blocks) or self.blocks[index + 1].kind == "row":
            return
        places = [number for number, (other, _) in self.rows.items() if other is table]
        if len(places) - 1 == max(places) - min(places):
            return
        named = (cell for cell in row if any(mention.tag == "S" for mention in self.inside(cell.start, cell.end)))
        cell = next(named, None)
        if cell is not None:
            self.context.headings.push(self._heading(cell.start, cell.end, ROW_LEVEL))

    def _close_row(self) -> None:
        """The heading that the row before was ends with the next."""
        stack = self.context.headings.stack
        while stack and stack[-1].level >= ROW_LEVEL and any(heading.level == ROW_LEVEL for heading in stack):
            stack.pop()

    def _heads_of(self, table: Table) -> _Heads:
        """What a table's caption and header cells say; kept from one row to the next."""
        if self._heads is None or self._heads.table is not table:
            caption = table.caption
            level = LINE_LEVEL + (caption is not None and self._is_row(caption))
            over = None if caption is None else self._heading(caption.start, caption.end, level)
            columns = [self._heading(cell.start, cell.end, LINE_LEVEL + 2) for cell in table.header]
            dates = frozenset(cell for cell in table.header if self._is_date(cell))
            within = {cell: date for cell in table.header if cell not in dates and (date := self._date_in(cell))}
            words = [self.text[cell.start : cell.end] for cell in (*([caption] if caption else []), *table.header)]
            words += [*self._notes(table), self.context.headings.text(), self.title]
            self._heads = _Heads(table, over, columns, dates, within, words)
        return self._heads

    def _is_row(self, span: Evidence) -> bool:
        return self.blocks[bisect_right(self.block_starts, span.start) - 1].kind == "row"

    def _date_in(self, cell: Evidence) -> Evidence | None:
        """The one date in a cell with other words."""
        dates = [mention for mention in self.inside(cell.start, cell.end) if mention.tag == "D"]
        return Evidence(dates[0].start, dates[0].end) if len(dates) == 1 else None

    def _notes(self, table: Table) -> Iterator[str]:
        """Short paragraphs right above a table, which may give the unit of its figures."""
        spans = [span for row in (table.header, *table.rows[:1]) for span in row]
        first = bisect_right(self.block_starts, min(spans).start) - 1 if spans else 0
        for block in self.blocks[max(first - 2, 0) : first][::-1]:
            if block.kind in ("paragraph", "caption") and block.end - block.start <= LONGEST_NOTE:
                yield self.text[block.start : block.end]

    def _cells(self, block: Block, heads: Sequence[Heading], row: Sequence[Evidence]) -> Iterator[Passage]:
        """A row as a record; its prose is read by itself where the row is about a state that it names first."""
        fields: list[Field] = []
        for column, cell in enumerate(row):
            if cell in row[:column]:
                continue  # it spans more than one
            head = heads[column] if column < len(heads) else None
            inside = split_fields(self._tokens(cell.start, cell.end), clean_label(head.text) if head else "", head)
            fields += inside if column or head is None else self._named_first(inside)
        if not fields:
            return  # cells of nothing but strokes and signs
        if not heads and len(row) == 2 and (halves := self._by_side(block, row, fields)):
            yield from halves
            return
        if not heads:
            fields = label_rest(fields, self.make_label)
        record = Record(tuple(fields), block.start, block.end)
        states = next((field.states for field in fields if field.type == "state"), ())
        prose = [field for field in fields if field.type == "text" and len(field.tokens) > 3]
        if heads and prose and len(states) == 1:
            yield Passage(block.start, block.end, record=record, is_listed=True, states=states)
            for field in prose:
                for start, end in split_sentences(self.text, field.start, field.end):
                    yield Passage(start, end, is_entry=True, states=states)
        else:
            yield Passage(
                block.start, block.end, is_entry=True, record=record, states=states if len(states) == 1 else ()
            )

    def _named_first(self, fields: list[Field]) -> list[Field]:
        """The fields of a row's first cell: words in front label the rest, as in "Embassy of A in B (C)"."""
        if len(fields) < 2 or fields[0].type != "text":
            return fields
        words, head = self.make_label(fields[0].start, fields[0].end)
        return [fields[0], *(Field(one.type, one.tokens, f"{one.label} {words}", head) for one in fields[1:])]

    def _by_side(self, block: Block, row: Sequence[Evidence], fields: Sequence[Field]) -> list[Passage]:
        """The two cells of a row by themselves, below a row of two states: what an infobox tells of each of them."""
        states = [one.states for one in fields]
        if len(fields) == 2 and all(one.type == "state" for one in fields) and all(len(codes) == 1 for codes in states):
            self._sides = tuple(self._heading(cell.start, cell.end, LINE_LEVEL + 2) for cell in row)
            self._sides_end = block.end
            return []
        if len(self._sides) != 2 or block.start - self._sides_end > LONGEST_LINE:
            return []
        self._sides_end = block.end
        halves = []
        for cell, head in zip(row, self._sides, strict=True):
            own = tuple(Field(one.type, one.tokens, "", head) for one in fields if cell.start <= one.start < cell.end)
            if own:
                halves.append(Passage(cell.start, cell.end, is_entry=True, record=Record(own, cell.start, cell.end)))
        return halves

    def line(self, start: int, end: int) -> Record | None:
        """The record of a line; None where it is prose."""
        return make_line(self._tokens(start, end), self.make_label)

    def make_label(self, start: int, end: int) -> tuple[str, Heading]:
        """The words of a label and what they name."""
        return clean_label(self.text[start:end]), self._heading(start, end, LINE_LEVEL + 1)

    def _figures(self, block: Block, over: _Heads, row: Sequence[Evidence]) -> Iterator[Passage]:
        own = [cell for cell in row if self._is_date(cell)]
        stated = None if own or over.dates or over.within else self._stated_date()
        if not own and not over.dates and not over.within and stated is None:
            return
        for figure in find_figures(
            self.text, over.table, row, {*own, *over.dates}, over.within, over.words, is_dated=stated is not None
        ):
            labels = [token for cell in figure.labels for token in self._cell_tokens(over, cell)]
            if figure.date is not None:
                labels = [token for token in labels if token.tag != "D"]
            date = (
                next((token for token in self._cell_tokens(over, figure.date) if token.tag == "D"), None)
                if figure.date
                else stated
            )
            tokens = tuple(make_tokens(labels, figure, date, self.text))
            record = Record(tuple(self._figure_fields(over, figure, tokens, date)), block.start, block.end)
            yield Passage(block.start, block.end, tokens, is_entry=True, record=record)

    def _cell_tokens(self, over: _Heads, cell: Evidence) -> Sequence[Token]:
        """The tokens of a cell, kept for the cells of the header."""
        if cell not in over.tokens:
            tokens = self._tokens(cell.start, cell.end)
            if cell not in over.table.header:
                return tokens
            over.tokens[cell] = tokens
        return over.tokens[cell]

    def _cell_label(self, over: _Heads, cell: Evidence) -> tuple[str, Heading]:
        """The label that a cell is, kept for the cells of the header."""
        if cell not in over.labels:
            label = self.make_label(cell.start, cell.end)
            if cell not in over.table.header:
                return label
            over.labels[cell] = label
        return over.labels[cell]

    def _stated_date(self) -> Token | None:
        """The year for which a heading or the title gives all figures of a table; no period."""
        date = self.context.headings.date() or next(
            (Token(0, 0, "", "D", found) for found in find_dates(self.title) if found.when is not None), None
        )
        when = date.data.when if date is not None else None
        return date if when is not None and year_of(when) is not None else None

    def _figure_fields(
        self, over: _Heads, figure: Figure, tokens: Sequence[Token], date: Token | None
    ) -> Iterator[Field]:
        """A figure under the innermost of its labels, with the words of the other, and its date."""
        cell = figure.labels[-1]
        label, head = self._cell_label(over, cell)
        amount = tuple(token for token in tokens if token.tag == "M" and token.start == figure.mention.start)
        if len(figure.labels) > 1:
            yield from split_fields(self._tokens(figure.labels[0].start, figure.labels[0].end))
        elif head.states and not head.nouns and head.is_plain:
            yield from split_fields(self._tokens(cell.start, cell.end))
            label = ""
        yield Field("amount", amount, label, head)
        yield from [Field("date", (date,))] if date is not None else []

    def _is_date(self, cell: Evidence) -> bool:
        inside = self.inside(cell.start, cell.end)
        length = len(self.text[cell.start : cell.end].strip())
        return len(inside) == 1 and inside[0].tag == "D" and length - (inside[0].end - inside[0].start) <= 2
