"""Rows stated: a table and its mapping go in, a document with statements and faults comes out.

The evidence of a statement is its row. What a row does not tell stays unknown; a row with a fault states nothing.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath
from typing import Any

from comity.checking.faults import Fault
from comity.errors import ComityError, MappingError, UnknownNameError
from comity.exchange import spreadsheets
from comity.exchange.mapping import TEMPLATE, Cell, Figure, Pattern, Period, TableMapping
from comity.exchange.marked import list_marked, words_of
from comity.exchange.tables import TableRow, find_cell, list_rows
from comity.kinds import Vocabulary
from comity.model import Amount, Document, Evidence, Source, Statement, When, WhenError, make_statement
from comity.model.when import make_interval
from comity.names import find_state, load_states
from comity.names.codes import state_behind
from comity.sources import Taken
from comity.sources.decoding import decode

MEDIA_TYPES = {
    ".csv": "text/csv", ".tsv": "text/tab-separated-values", ".jsonl": "application/jsonl", ".xml": "application/xml",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
}  # fmt: skip
# A stamp as Wikidata exports it, with the precision beside it: 11 is a day, 10 a month, 9 a year.
STAMP = re.compile(r"[+]?(-?\d{4})-(\d\d)-(\d\d)(?:T[\d:.]*Z?)?")
PARTS_OF_PRECISION = {"11": 3, "10": 2, "9": 1}
# Codes that change while the state goes on (Romania: ROM, since 2002 ROU); who makes a table today writes today's.
RENAMED = ("iso2", "iso3", "isonum")
ITEM = re.compile(r"https?://www\.wikidata\.org/entity/(Q\d+)")


@dataclass(frozen=True)
class TableReading:
    """A table that was read: its bytes' document, what its rows state, and the rows that are at fault."""

    document: Document
    statements: tuple[Statement, ...]
    faults: tuple[Fault, ...]


class RowError(ComityError):
    """A row that cannot be read as it stands; `code` is that of the finding."""

    def __init__(self, reason: str, code: str = "C601") -> None:
        super().__init__(reason)
        self.code = code


def read_table(taken: Taken, mapping: TableMapping, vocabulary: Vocabulary) -> TableReading:
    """What the rows of a table state; raises SourceError where its bytes are no text."""
    suffix = PurePath(taken.address).suffix.casefold()
    text, rows = open_table(taken, suffix, mapping)
    about = Source(taken.sha256, taken.address, MEDIA_TYPES.get(suffix, "text/plain"), len(taken.data))
    statements: list[Statement] = []
    faults: list[Fault] = []
    for row in rows:
        try:
            told = list(state_row(row, mapping, vocabulary))
        except RowError as fault:
            faults.append(Fault(fault.code, taken.sha256, row.start, row.end, str(fault)))
            continue
        evidence, quote = Evidence(row.start, row.end), text[row.start : row.end]
        statements += [place(one, evidence, quote, taken.sha256, mapping.name) for one in told]
    return TableReading(Document(about, text), tuple(statements), tuple(faults))


def open_table(taken: Taken, suffix: str, mapping: TableMapping) -> tuple[str, Iterable[TableRow]]:
    """The text of a table and its rows; raises SourceError where it cannot be opened."""
    if suffix in spreadsheets.SUFFIXES:
        text = spreadsheets.write_sheet(taken.data, taken.address, mapping.sheet)
        return text, list_rows(text, ".tsv")
    text = decode(taken.data, address=taken.address)
    if suffix != ".xml":
        return text, list_rows(text, suffix)
    if not mapping.rows:
        raise MappingError(f"{mapping.path}: rows: it is missing. For XML, name the elements that are rows.")
    return text, list_marked(text, mapping.rows, taken.address)


def place(statement: Statement, evidence: Evidence, quote: str, source: str, mapping: str) -> Statement:
    """The statement with its row."""
    return Statement(
        statement.kind, statement.action, statement.roles, statement.attributes, statement.when, statement.modality,
        statement.amount, evidence, quote, source, f"mapping: {mapping}",
    )  # fmt: skip


def state_row(row: TableRow, mapping: TableMapping, vocabulary: Vocabulary) -> Iterator[Statement]:
    """What one row states, still without its place; raises RowError."""
    if row.fault:
        raise RowError(row.fault, "C605")
    if mapping.form == "codebook":
        yield state_form(row.cells, vocabulary)
        return
    cells = _Cells(row.cells, mapping.missing, is_open=bool(mapping.rows))
    for pattern in mapping.patterns:
        if applies(cells, pattern):
            yield state_pattern(cells, pattern)


def state_form(form: Mapping[str, Any], vocabulary: Vocabulary) -> Statement:
    """The statement of an object in the codebook's form; raises RowError."""
    try:
        made = Statement.from_json({**form, "evidence": {"start": 0, "end": 1}, "quote": "", "source": ""})
    except (WhenError, ValueError, KeyError, TypeError, AttributeError) as error:
        code = "C603" if "backward" in str(error) else "C601"
        raise RowError(f"It is no statement: {str(error) or type(error).__name__}", code) from error
    kind = vocabulary.get(made.kind)
    if kind is None:
        raise RowError(f"kind: {made.kind!r} is none. Kinds: {', '.join(vocabulary)}.")
    for name, _ in made.roles:
        if name not in kind.roles:
            raise RowError(f"roles: {name!r} is not a role of {kind.name}. Roles: {', '.join(kind.roles)}.")
    for name, value in made.attributes:
        if name in kind.attributes and kind.attributes[name].type == "number" and type(value) not in (int, float):
            raise RowError(f"attributes: {name}: {value!r} is no number.")
    check_parties(made.kind, {name: entities for name, entities in made.roles if name in kind.key_roles})
    return made


class _Cells:
    """The cells of a row as words, without what the mapping calls missing.

    `is_open`: a row of XML leaves out what it does not have, and a column that it lacks is empty.
    """

    def __init__(self, cells: Mapping[str, Any], missing: frozenset[str], *, is_open: bool) -> None:
        self.cells, self.missing, self.is_open = cells, missing, is_open

    def get(self, column: str) -> str:
        """The words of a cell; '' where it is missing. Raises RowError for a column that the table does not have."""
        value = find_cell(self.cells, column) if column else None
        if value is None and column.split(".")[0] not in self.cells and column and not self.is_open:
            raise RowError(f"{column}: the table has no such column. Columns: {', '.join(self.cells)}.")
        words = "" if value is None else words_of(value).strip()
        return "" if words in self.missing else words


def applies(cells: _Cells, pattern: Pattern) -> bool:
    """Whether a row makes a statement."""
    return all(cells.get(column) in values for column, values in pattern.only.items()) and all(
        map(cells.get, pattern.given)
    )


def state_pattern(cells: _Cells, pattern: Pattern) -> Statement:
    """One statement of a row; raises RowError."""
    when = None if pattern.when is None else read_period(cells, pattern.when)
    roles = {
        role: tuple(itertools.chain.from_iterable(read_entities(cells, one, when) for one in listed))
        for role, listed in pattern.roles.items()
    }
    check_parties(pattern.kind.name, {role: roles[role] for role in roles if role in pattern.kind.key_roles})
    given = {name: read_attribute(cells, name, one, pattern) for name, one in pattern.attributes.items()}
    attributes = {name: value for name, value in given.items() if value is not None}
    amount = None if pattern.amount is None else read_amount(cells, pattern.amount)
    return make_statement(
        pattern.kind.name, pattern.action, roles=roles, attributes=attributes, when=when, modality=pattern.modality,
        amount=amount,
    )  # fmt: skip


def check_parties(kind: str, roles: Mapping[str, Sequence[str]]) -> None:
    """Raises RowError where a key role is empty, or one state stands on both sides."""
    for role, entities in roles.items():
        if not entities:
            raise RowError(f"{role}: the row names no one, and a statement on {kind} needs it.")
        if len(set(entities)) < len(entities):
            raise RowError(f"{role} names {entities[0]} twice.", "C604")
    for left, right in itertools.combinations(roles, 2):
        if roles[left] == roles[right]:
            raise RowError(f"{left} and {right} are both {', '.join(roles[left])}.", "C604")


# -- values ----------------------------------------------------------------------------------------------------------


def read_words(cells: _Cells, cell: Cell) -> str:
    """The words of a cell, in their meaning; raises RowError for a value that the mapping does not know."""
    if cell.template:
        given = [cells.get(column) for column in TEMPLATE.findall(cell.template)]
        return TEMPLATE.sub(lambda match: cells.get(match[1]), cell.template) if all(given) else ""
    words = cells.get(cell.column)
    if not words or cell.values is None:
        return words
    if words not in cell.values:
        raise RowError(f"{cell.column}: {words!r} is not known. Known: {', '.join(cell.values)}.")
    return cell.values[words]


def read_entities(cells: _Cells, cell: Cell, when: When | None) -> Iterator[str]:
    """The entities of a cell; raises RowError."""
    words = read_words(cells, cell)
    for one in words.split(cell.split) if cell.split and words else [words]:
        if one.strip():
            yield read_code(cell, one.strip(), when) if cell.list else one.strip()


def read_code(cell: Cell, value: str, when: When | None) -> str:
    """The codebook's code of a state that a table gives by another list; raises RowError."""
    if cell.list == "code" and (value in load_states() or value.startswith(("cow:", "x:"))):
        return value
    days = [day for day in (when.first_day, when.last_day) if day is not None] if when else []
    try:
        if cell.list in ("code", "name"):
            return find_state(value, on=days[0] if days else None)
        return read_listed(cell, ITEM.sub(r"\1", value), days)
    except UnknownNameError as error:
        raise RowError(f"{cell.column}: {error}") from error


def read_listed(cell: Cell, value: str, days: Sequence[date]) -> str:
    """The state behind a code on one of the days of a row; raises RowError or UnknownNameError."""
    found = next((code for day in days if (code := state_behind(cell.list, value, day))), None)
    if found is None and (not days or cell.list in RENAMED):
        found = state_behind(cell.list, value)
        if found is not None and days and not any(map(load_states()[found].existed, days)):
            found = None
    if found is None:
        on = f" on {days[0]}" if days else ""
        raise RowError(f"{cell.column}: no state has the code {value!r} in the list {cell.list!r}{on}.")
    return found


def read_attribute(cells: _Cells, name: str, cell: Cell, pattern: Pattern) -> str | float | None:
    """The value of an attribute; None where the row gives none. Raises RowError for what the kind does not know."""
    words = read_words(cells, cell)
    attribute = pattern.kind.attributes[name]
    if not words:
        return None
    if attribute.values and words not in attribute.values:
        raise RowError(f"{cell.column or name}: {words!r} is none of {', '.join(attribute.values)}.")
    return read_number(words, cell.column) if attribute.type == "number" else words


def read_number(words: str, column: str) -> float:
    """A number of a cell; raises RowError."""
    try:
        return float(words.replace(",", ""))
    except ValueError as error:
        raise RowError(f"{column}: {words!r} is no number.") from error


def read_amount(cells: _Cells, figure: Figure) -> Amount | None:
    """The amount of a row; None where it gives none."""
    words = cells.get(figure.column)
    return Amount(read_number(words, figure.column) * figure.scale, figure.unit) if words else None


def read_period(cells: _Cells, period: Period) -> When | None:
    """The time of a row; None where it gives none. Raises RowError."""
    if period.begin is None and period.end is None:
        return read_date(cells, period)
    ends = [None if one is None else read_date(cells, one) for one in (period.begin, period.end)]
    if ends == [None, None]:
        return None
    if ends[0] is not None and ends[0] == ends[1]:
        return ends[0]
    try:
        return make_interval(*ends)
    except WhenError as error:
        raise RowError(f"It ends before it begins: {ends[0]} to {ends[1]}.", "C603") from error


def read_date(cells: _Cells, period: Period) -> When | None:
    """One date of a row."""
    if period.column:
        edtf = read_stamp(cells.get(period.column), cells.get(period.precision) if period.precision else "")
        column = period.column
    else:
        edtf, column = "-".join(read_parts(cells, period.parts)), period.parts[0]
    try:
        return When(edtf) if edtf else None
    except WhenError as error:
        raise RowError(f"{column}: {edtf!r} is no date in the calendar, or not written as EDTF.") from error


def read_stamp(words: str, precision: str) -> str:
    """The EDTF of a cell: as it stands, or of a stamp so many parts as its precision says.

    >>> read_stamp("1992-03-02T00:00:00Z", "11"), read_stamp("+1992-01-01T00:00:00Z", "9"), read_stamp("1992-03", "")
    ('1992-03-02', '1992', '1992-03')
    """
    stamp = STAMP.fullmatch(words)
    return words if stamp is None else "-".join(stamp.groups()[: PARTS_OF_PRECISION.get(precision, 3)])


def read_parts(cells: _Cells, parts: Sequence[str]) -> list[str]:
    """Year, month and day as far as the row gives them: a day without its month is no day."""
    found: list[str] = []
    for column, width in zip(parts, (4, 2, 2), strict=True):
        words = cells.get(column) if column else ""
        if not words:
            break
        number = read_number(words, column)
        if number != int(number):
            raise RowError(f"{column}: {words!r} is no whole number.")
        found.append(f"{int(number):0{width}}")
    return found
