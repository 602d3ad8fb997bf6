"""The rows of a document's tables as passages: figures, entries under columns that give a direction, or records."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from comity.model import Block, Evidence, Table, When
from comity.model.when import year_of
from comity.reading.dates import find_dates
from comity.reading.heading_lines import LONGEST_LINE
from comity.reading.headings import LINE_LEVEL, Heading
from comity.reading.page import Page
from comity.reading.passage import Passage
from comity.reading.records import Field, Record, clean_label, label_rest, split_fields
from comity.reading.sentences import split_sentences
from comity.reading.table_heads import TableHeads, find_heads, is_date
from comity.reading.tables import Figure, find_figures, make_tokens
from comity.reading.tokens import Token

# A row with text below it heads that text.
ROW_LEVEL = 8


class TableRows:
    """Reads the rows of the tables of one page, in the order of the page."""

    def __init__(self, page: Page, title: str) -> None:
        self.page = page
        self.title = title
        self.rows, self.headers = _find_rows(page)
        self._heads: TableHeads | None = None
        self._sides: tuple[Heading, ...] = ()  # of an infobox on two states, and where its last row ended
        self._sides_end = 0

    def read(self, index: int) -> Iterator[Passage]:
        """The passages of the row that is the block of that number; it heads the text below it."""
        self._close_row()
        yield from self._row(self.page.blocks[index], *self.rows[index])
        self._open_row(index)

    def _row(self, block: Block, table: Table, row: Sequence[Evidence]) -> Iterator[Passage]:
        headings = self.page.context.headings
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

    def _heads_of(self, table: Table) -> TableHeads:
        """What stands over the rows of a table; kept from one row to the next."""
        if self._heads is None or self._heads.table is not table:
            self._heads = find_heads(self.page, table, self.title)
        return self._heads

    def _time_of_row(self, cells: Sequence[Evidence]) -> When | None:
        """The date that is a cell of a row by itself: of what the other cells tell; None where none is."""
        page = self.page
        dates = [mention for cell in cells if is_date(page, cell) for mention in page.inside(cell.start, cell.end)]
        return dates[0].data.when if len(dates) == 1 and dates[0].tag == "D" else None

    def _open_row(self, index: int) -> None:
        """A row of a table between whose rows text stands is the heading of the text below it."""
        table, row = self.rows[index]
        if index + 1 in self.rows or index + 1 == len(self.page.blocks) or self.page.blocks[index + 1].kind == "row":
            return
        places = [number for number, (other, _) in self.rows.items() if other is table]
        if len(places) - 1 == max(places) - min(places):
            return
        named = (cell for cell in row if any(mention.tag == "S" for mention in self.page.inside(cell.start, cell.end)))
        cell = next(named, None)
        if cell is not None:
            self.page.context.headings.push(self.page.heading(cell.start, cell.end, ROW_LEVEL))

    def _close_row(self) -> None:
        """The heading that the row before was ends with the next."""
        stack = self.page.context.headings.stack
        while stack and stack[-1].level >= ROW_LEVEL and any(heading.level == ROW_LEVEL for heading in stack):
            stack.pop()

    # -- records -----------------------------------------------------------------------------------------------

    def _cells(self, block: Block, heads: Sequence[Heading], row: Sequence[Evidence]) -> Iterator[Passage]:
        """A row as a record; its prose is read by itself where the row is about a state that it names first."""
        fields: list[Field] = []
        for column, cell in enumerate(row):
            if cell in row[:column]:
                continue  # it spans more than one
            head = heads[column] if column < len(heads) else None
            inside = split_fields(self.page.tokens(cell.start, cell.end), clean_label(head.text) if head else "", head)
            fields += inside if column or head is None else self._named_first(inside)
        if not fields:
            return  # cells of nothing but strokes and signs
        if not heads and len(row) == 2 and (halves := self._by_side(block, row, fields)):
            yield from halves
            return
        if not heads:
            fields = label_rest(fields, self.page.make_label)
        record = Record(tuple(fields), block.start, block.end)
        states = next((field.states for field in fields if field.type == "state"), ())
        prose = [field for field in fields if field.type == "text" and len(field.tokens) > 3]
        if heads and prose and len(states) == 1:
            yield Passage(block.start, block.end, record=record, is_listed=True, states=states)
            for field in prose:
                for start, end in split_sentences(self.page.text, field.start, field.end):
                    yield Passage(start, end, is_entry=True, states=states)
        else:
            yield Passage(
                block.start, block.end, is_entry=True, record=record, states=states if len(states) == 1 else ()
            )

    def _named_first(self, fields: list[Field]) -> list[Field]:
        """The fields of a row's first cell: words in front label the rest, as in "Embassy of A in B (C)"."""
        if len(fields) < 2 or fields[0].type != "text":
            return fields
        words, head = self.page.make_label(fields[0].start, fields[0].end)
        return [fields[0], *(Field(one.type, one.tokens, f"{one.label} {words}", head) for one in fields[1:])]

    def _by_side(self, block: Block, row: Sequence[Evidence], fields: Sequence[Field]) -> list[Passage]:
        """The two cells of a row by themselves, below a row of two states: what an infobox tells of each of them."""
        states = [one.states for one in fields]
        if len(fields) == 2 and all(one.type == "state" for one in fields) and all(len(codes) == 1 for codes in states):
            self._sides = tuple(self.page.heading(cell.start, cell.end, LINE_LEVEL + 2) for cell in row)
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

    # -- figures -----------------------------------------------------------------------------------------------

    def _figures(self, block: Block, over: TableHeads, row: Sequence[Evidence]) -> Iterator[Passage]:
        own = [cell for cell in row if is_date(self.page, cell)]
        stated = None if own or over.has_dates else self._stated_date()
        if not own and not over.has_dates and stated is None:
            return
        text = self.page.text
        for figure in find_figures(
            text, over.table, row, {*own, *over.dates}, over.within, over.words, is_dated=stated is not None
        ):
            labels = [token for cell in figure.labels for token in over.tokens(cell)]
            date = stated
            if figure.date is not None:
                labels = [token for token in labels if token.tag != "D"]
                date = next((token for token in over.tokens(figure.date) if token.tag == "D"), None)
            tokens = tuple(make_tokens(labels, figure, date, text))
            record = Record(tuple(self._figure_fields(over, figure, tokens, date)), block.start, block.end)
            yield Passage(block.start, block.end, tokens, is_entry=True, record=record)

    def _figure_fields(
        self, over: TableHeads, figure: Figure, tokens: Sequence[Token], date: Token | None
    ) -> Iterator[Field]:
        """A figure under the innermost of its labels, with the words of the other, and its date."""
        cell = figure.labels[-1]
        label, head = over.label(cell)
        amount = tuple(token for token in tokens if token.tag == "M" and token.start == figure.mention.start)
        if len(figure.labels) > 1:
            yield from split_fields(self.page.tokens(figure.labels[0].start, figure.labels[0].end))
        elif head.states and not head.nouns and head.is_plain:
            yield from split_fields(self.page.tokens(cell.start, cell.end))
            label = ""
        yield Field("amount", amount, label, head)
        yield from [Field("date", (date,))] if date is not None else []

    def _stated_date(self) -> Token | None:
        """The year for which a heading or the title gives all figures of a table; no period."""
        date = self.page.context.headings.date() or next(
            (Token(0, 0, "", "D", found) for found in find_dates(self.title) if found.when is not None), None
        )
        when = date.data.when if date is not None else None
        return date if when is not None and year_of(when) is not None else None


def _find_rows(page: Page) -> tuple[dict[int, tuple[Table, tuple[Evidence, ...]]], frozenset[int]]:
    """The blocks that are rows of tables, with table and cells; and those that are headers."""
    rows: dict[int, tuple[Table, tuple[Evidence, ...]]] = {}
    headers = []
    captions = []
    for table in page.document.tables:
        if table.caption is not None:
            captions.append(page.block_at(table.caption.start))
        for row in table.rows:
            if row:
                rows[page.block_at(row[0].start)] = (table, row)
        if table.header and table.rows:
            headers.append(page.block_at(table.header[0].start))
    headers += [index for index in captions if page.blocks[index].kind == "row"]
    return {index: row for index, row in rows.items() if page.blocks[index].kind == "row"}, frozenset(headers)
