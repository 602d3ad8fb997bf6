"""Tables among the sources of a command: which they are, and by which mapping each is read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from comity.commands.output import say
from comity.errors import MappingError
from comity.exchange.mapping import TableMapping, find_mapping, load_mappings, recognise
from comity.exchange.spreadsheets import SUFFIXES as SPREADSHEETS
from comity.exchange.spreadsheets import write_sheet
from comity.exchange.stating import TableReading, read_table
from comity.exchange.tables import SUFFIXES, list_columns
from comity.kinds import Vocabulary
from comity.sources import Taken, take
from comity.sources.decoding import decode


def read_tables(
    arguments: Sequence[str], mapping: str | None, vocabulary: Vocabulary, *, quiet: bool
) -> tuple[list[TableReading], list[str]]:
    """The tables among the arguments, read, and the arguments that are none.

    With a mapping every argument is a table; without, those whose columns a mapping that comes with Comity knows.
    """
    given = None if mapping is None else find_mapping(mapping, vocabulary)
    if given is None and not any(map(is_table, arguments)):
        return [], list(arguments)
    known = {} if given is not None else load_mappings(vocabulary)
    tables: list[TableReading] = []
    others: list[str] = []
    for argument in arguments:
        if given is None and not is_table(argument):
            others.append(argument)
            continue
        taken = take_table(argument)
        chosen = given or find_fitting(taken, known)
        if chosen is None:
            others.append(argument)
            continue
        tables.append(read_table(taken, chosen, vocabulary))
        say(f"{argument}: read by the mapping {chosen.name}, {count_rows(tables[-1])}.", quiet=quiet)
    return tables, others


def is_table(argument: str) -> bool:
    """Whether an argument is a file with the ending of a table."""
    path = Path(argument)
    return path.suffix.casefold() in (*SUFFIXES, *SPREADSHEETS) and path.is_file()


def take_table(argument: str) -> Taken:
    """The bytes of a table as one; raises MappingError for what is no file."""
    path = Path(argument)
    if argument == "-":
        return next(iter(take(argument, retrieved=None)))
    if not path.is_file():
        raise MappingError(f"{argument}: there is no such file. With --mapping, each argument is a table.")
    return Taken(argument, path.read_bytes())


def find_fitting(taken: Taken, known: Mapping[str, TableMapping]) -> TableMapping | None:
    """The mapping that knows the columns of a table; None where none does."""
    suffix = Path(taken.address).suffix.casefold()
    if suffix in SPREADSHEETS:
        return recognise(list_columns(write_sheet(taken.data, taken.address), ".tsv"), known.values())
    text = decode(taken.data, address=taken.address)
    return recognise(list_columns(text, suffix), known.values())


def count_rows(table: TableReading) -> str:
    """What came of a table, in words."""
    return ", ".join(part for part in list_counts(table))


def list_counts(table: TableReading) -> Iterator[str]:
    """Its statements, and its rows at fault where there are any."""
    yield f"{len(table.statements)} statement{'' if len(table.statements) == 1 else 's'}"
    if table.faults:
        rows = len({(fault.start, fault.end) for fault in table.faults})
        yield f"{rows} row{'' if rows == 1 else 's'} at fault"
