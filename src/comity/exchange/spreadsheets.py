"""Spreadsheets as text: XLSX and ODS go in, one sheet comes out as lines of cells parted by tabs.

Line n is row n of the sheet, so that a finding names the row that a person sees. Dates come as YYYY-MM-DD, whatever the
sheet shows; formulas as the values that were kept with them. Nothing is run and nothing fetched.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import PurePosixPath
from zipfile import ZipFile

from comity.errors import SourceError
from comity.sources.archives import BROKEN, open_bytes
from comity.sources.tagged import parse_tagged

SUFFIXES = (".xlsx", ".xlsm", ".ods")
MOST_COLUMNS, MOST_ROWS = 2_000, 1_048_576
# The numbers of the formats that Excel has for dates; a format of one's own is one if it has a day or a year.
DATE_FORMATS = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
LITERAL = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')
REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
Rows = Mapping[int, Sequence[str]]


def write_sheet(data: bytes, address: str, sheet: str = "") -> str:
    """The text of a sheet, the first without a name; raises SourceError for what is no such file or has no such one."""
    archive = open_bytes(data, address)
    names = set(archive.namelist())
    if "xl/workbook.xml" in names:
        rows = read_workbook(archive, address, sheet)
    elif "content.xml" in names:
        rows = read_content(archive, address, sheet)
    else:
        raise SourceError(f"{address}: this is no spreadsheet: it has neither xl/workbook.xml nor content.xml.")
    return write_rows(rows)


def write_rows(rows: Rows) -> str:
    """Rows by their number as lines of cells; a row is as long as its last cell, and at least as the first row."""
    width = max((len(row) for _, row in sorted(rows.items())[:1]), default=0)
    out = io.StringIO()
    writer = csv.writer(out, delimiter="\t", lineterminator="\n")
    for number in range(1, max(rows, default=0) + 1):
        row = rows.get(number, ())
        if any(row):
            writer.writerow([" ".join(cell.split()) for cell in (*row, *("",) * (width - len(row)))])
        else:
            out.write("\n")
    return out.getvalue()


def trim(cells: Mapping[int, str]) -> list[str]:
    """The cells of a row by their column, without the empty ones at its end."""
    last = max((at for at, words in cells.items() if words), default=-1)
    return [cells.get(at, "") for at in range(last + 1)]


def read_entry(archive: ZipFile, name: str, address: str) -> bytes:
    """The bytes of an entry; raises SourceError where it is missing or broken."""
    try:
        return archive.read(name)
    except (KeyError, *BROKEN) as error:
        raise SourceError(f"{address}: this spreadsheet cannot be read: {name}: {error}. Save it again.") from error


class Elements:
    """Listens to elements: each with its path of names, its values, and the words within."""

    def __init__(self) -> None:
        self.path: list[str] = []
        self.found: list[tuple[str, Mapping[str, str], str]] = []
        self._open: list[tuple[Mapping[str, str], list[str]]] = []

    def start(self, name: str, values: Mapping[str, str]) -> None:
        """An element begins."""
        self.path.append(name)
        self._open.append((values, []))

    def end(self, name: str) -> None:
        """It ends: what it held is kept."""
        values, words = self._open.pop()
        self.path.pop()
        self.take(name, values, "".join(words))
        if self._open:
            self._open[-1][1].extend(words)

    def words(self, text: str) -> None:
        """Characters between tags."""
        if self._open:
            self._open[-1][1].append(text)

    def take(self, name: str, values: Mapping[str, str], text: str) -> None:
        """One whole element."""
        self.found.append((name, values, text))


def list_elements(archive: ZipFile, name: str, address: str) -> list[tuple[str, Mapping[str, str], str]]:
    """The elements of an entry, each after those within it."""
    listener = Elements()
    parse_tagged(read_entry(archive, name, address), listener, address=address, words="spreadsheet")
    return listener.found


def choose_sheet(names: Sequence[str], sheet: str, address: str) -> int:
    """The number of the sheet of that name, the first without one; raises SourceError where there is none."""
    if not names or (sheet and sheet not in names):
        raise SourceError(f"{address}: there is no sheet {sheet!r}. Sheets: {', '.join(names) or 'none'}.")
    return names.index(sheet) if sheet else 0


# -- XLSX ------------------------------------------------------------------------------------------------------------


def read_workbook(archive: ZipFile, address: str, sheet: str) -> Rows:
    """The rows of a sheet of an XLSX file."""
    book = list_elements(archive, "xl/workbook.xml", address)
    sheets = [values for name, values, _ in book if name == "sheet"]
    chosen = sheets[choose_sheet([values.get("name", "") for values in sheets], sheet, address)]
    targets = {
        values.get("Id", ""): values.get("Target", "")
        for name, values, _ in list_elements(archive, "xl/_rels/workbook.xml.rels", address)
        if name == "Relationship"
    }
    target = targets.get(chosen.get("id", ""), "")
    path = target.lstrip("/") if target.startswith("/") else str(PurePosixPath("xl") / target)
    names = set(archive.namelist())
    shared = read_shared(archive, address) if "xl/sharedStrings.xml" in names else ()
    dates = read_date_styles(archive, address) if "xl/styles.xml" in names else ()
    is_1904 = any(name == "workbookPr" and values.get("date1904") in ("1", "true") for name, values, _ in book)
    return read_cells(list_elements(archive, path, address), shared, dates, is_1904=is_1904)


def read_shared(archive: ZipFile, address: str) -> Sequence[str]:
    """The words that cells share, in their order."""
    return [text for name, _, text in list_elements(archive, "xl/sharedStrings.xml", address) if name == "si"]


def read_date_styles(archive: ZipFile, address: str) -> Sequence[bool]:
    """For each style of a cell, whether it shows dates."""
    elements = list_elements(archive, "xl/styles.xml", address)
    own = {values.get("numFmtId", ""): values.get("formatCode", "") for name, values, _ in elements if name == "numFmt"}
    styles: list[bool] = []
    waiting: list[bool] = []
    for name, values, _ in elements:
        if name == "xf":
            number = values.get("numFmtId", "0")
            waiting.append(is_date_format(number, own.get(number, "")))
        elif name in ("cellStyleXfs", "cellXfs"):
            styles, waiting = (waiting if name == "cellXfs" else styles), []
    return styles


def is_date_format(number: str, code: str) -> bool:
    """Whether a format shows a date: one of those that Excel has, or one with a year or a day in its code.

    >>> is_date_format("14", ""), is_date_format("165", "yyyy-mm-dd"), is_date_format("166", '0.0" days"')
    (True, True, False)
    """
    if code:
        return bool(re.search(r"[yd]", LITERAL.sub("", code), re.IGNORECASE))
    return number.isdecimal() and int(number) in DATE_FORMATS


def read_cells(
    elements: Iterable[tuple[str, Mapping[str, str], str]], shared: Sequence[str], dates: Sequence[bool], *,
    is_1904: bool,
) -> Rows:  # fmt: skip
    """The rows of a worksheet. Within a cell come its value `v` or its words `is`, and then the cell `c` itself."""
    cells: dict[int, dict[int, str]] = {}
    value = ""
    for name, values, text in elements:
        if name in ("v", "is"):
            value = text
        elif name == "c":
            place = REFERENCE.fullmatch(values.get("r", ""))
            if place is not None and int(place[2]) <= MOST_ROWS and (at := count_column(place[1])) < MOST_COLUMNS:
                cells.setdefault(int(place[2]), {})[at] = read_value(value, values, shared, dates, is_1904=is_1904)
            value = ""
    return {number: trim(row) for number, row in cells.items()}


def count_column(letters: str) -> int:
    """The number of a column, from 0.

    >>> count_column("A"), count_column("AA")
    (0, 26)
    """
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def read_value(
    value: str, cell: Mapping[str, str], shared: Sequence[str], dates: Sequence[bool], *, is_1904: bool
) -> str:
    """The words of a cell."""
    kind, style = cell.get("t", "n"), cell.get("s", "0")
    if kind == "s":
        return shared[int(value)] if value.isdecimal() and int(value) < len(shared) else ""
    if kind != "n" or not value:
        return value
    try:
        number = float(value)
    except ValueError:
        return value
    if style.isdecimal() and int(style) < len(dates) and dates[int(style)]:
        return write_serial(number, is_1904=is_1904)
    return str(int(number)) if number.is_integer() and abs(number) < 1e15 else repr(number)


def write_serial(number: float, *, is_1904: bool) -> str:
    """The day that a spreadsheet counts: day 1 is 1 January 1900, or day 0 is 1 January 1904.

    >>> write_serial(33665.0, is_1904=False), write_serial(60.5, is_1904=True)
    ('1992-03-02', '1904-03-01T12:00:00')
    """
    # Excel has a 29 February 1900, so that the days before it count from one day later.
    start = datetime(1904, 1, 1) if is_1904 else datetime(1899, 12, 31 if number < 60 else 30)
    try:
        moment = start + timedelta(days=number)
    except OverflowError:
        return repr(number)
    return moment.date().isoformat() if number.is_integer() else moment.isoformat(timespec="seconds")


# -- ODS -------------------------------------------------------------------------------------------------------------


class Tables(Elements):
    """Listens to the tables of an ODS file."""

    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []
        self.tables: list[dict[int, list[str]]] = []
        self.cells: dict[int, str] = {}
        self.paragraphs: list[str] = []
        self.column = self.row = 0

    def start(self, name: str, values: Mapping[str, str]) -> None:
        """A table, a row or a cell begins."""
        super().start(name, values)
        if name == "table":
            self.names.append(values.get("name", ""))
            self.tables.append({})
            self.row = 0
        elif name == "table-row":
            self.cells, self.column = {}, 0
        elif name in ("table-cell", "covered-table-cell"):
            self.paragraphs = []

    def take(self, name: str, values: Mapping[str, str], text: str) -> None:
        """A paragraph, a cell or a row is whole."""
        if name == "p" and "annotation" not in self.path:
            self.paragraphs.append(text)
        elif name in ("table-cell", "covered-table-cell"):
            words = values.get("date-value") or values.get("value") or " ".join(self.paragraphs)
            for _ in range(min(count_repeats(values, "number-columns-repeated"), MOST_COLUMNS - self.column)):
                self.cells[self.column] = words
                self.column += 1
        elif name == "table-row" and self.tables:
            row = trim(self.cells)
            for _ in range(min(count_repeats(values, "number-rows-repeated"), MOST_ROWS - self.row)):
                self.row += 1
                if row:
                    self.tables[-1][self.row] = row


def count_repeats(values: Mapping[str, str], name: str) -> int:
    """How often a cell or row is repeated."""
    words = values.get(name, "1")
    return int(words) if words.isdecimal() and len(words) < 9 else 1


def read_content(archive: ZipFile, address: str, sheet: str) -> Rows:
    """The rows of a sheet of an ODS file."""
    listener = Tables()
    parse_tagged(read_entry(archive, "content.xml", address), listener, address=address, words="spreadsheet")
    return listener.tables[choose_sheet(listener.names, sheet, address)]
