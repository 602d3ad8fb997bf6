"""Tables read as entries: each figure of a yearly table with its label, its year and its unit; each row of a list.

Of a figure three things must be told besides the number: what it counts (the label of its row or column), when (a date
in the other), and its unit (its own, its label's, or that of the caption or heading). What lacks one is left out.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from comity.model import Amount, Evidence, Table
from comity.reading.amounts import AmountMention, find_amounts
from comity.reading.numbers import SCALES, read_number
from comity.reading.tokens import Token

_SCALE = "|".join(sorted((word for word in SCALES if len(word) > 1), key=len, reverse=True))
_UNIT = re.compile(
    rf"\b(?P<scale>{_SCALE})s?\b\.?(?: of)? (?P<after>[A-Za-z.$€£]+(?: [A-Za-z]+)?)"
    rf"|(?P<before>[A-Z]{{1,3}}\$|[A-Z]{{3}}|US dollars?|euros?|Euros?|[$€£])[ ,]*(?:in )?\(?(?P<later>{_SCALE})\b",
)
_CELL_NUMBER = re.compile(r"^[~≈<>]?\s*\d[\d.,' \u00a0]*(?:\s*[%*])?$")
MAX_COLUMNS = 40


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of a table: the cells that label it, the cell that dates it, and the amount with its unit."""

    labels: tuple[Evidence, ...]
    date: Evidence | None
    cell: Evidence
    mention: AmountMention


@functools.lru_cache(maxsize=1_000)
def find_unit(words: tuple[str, ...]) -> tuple[float, str] | None:
    """Scale and currency that a label, caption or heading gives to bare numbers; the first that has them.

    >>> find_unit(("Year", "Bilateral trade (US$ million)")), find_unit(("Exports, thousand euros",))
    ((1000000.0, 'USD'), (1000.0, 'EUR'))
    >>> find_unit(("Exports",))
    """
    for text in words:
        match = _UNIT.search(text)
        if match is None:
            continue
        scale, name = match["scale"] or match["later"], match["after"] or match["before"]
        for form in (f"1 {name}", f"{name} 1", f"1 {name.split()[0]}"):
            amounts = [mention.amount for mention in find_amounts(form) if mention.rule == "money"]
            if amounts:
                return float(SCALES[scale.lower()]), amounts[0].unit
    return None


def find_figures(
    text: str,
    table: Table,
    row: Sequence[Evidence],
    dates: Collection[Evidence],
    within: Mapping[Evidence, Evidence],
    around: Sequence[str],
    *,
    is_dated: bool = False,
) -> Iterator[Figure]:
    """The figures of a row. `dates`: cells that hold a date alone; `within`: the date in a header cell with other words
    ("Exports 2021"); `around`: words of caption and headings; `is_dated`: these date all figures."""
    header = table.header[:MAX_COLUMNS]
    own_date = next((cell for cell in row if cell in dates), None)
    label = next(
        (cell for cell in row if cell not in dates and not _is_number(text, cell) and _words(text, cell)), None
    )
    for column, cell in enumerate(row[:MAX_COLUMNS]):
        if cell in dates or cell is label:
            continue
        head = header[column] if column < len(header) else None
        date = own_date or (head if head in dates else None if head is None else within.get(head))
        labels = tuple(part for part in (label, head) if part is not None and part not in dates)
        mention = _amount(text, cell, [*(_words(text, part) for part in reversed(labels)), *around])
        if mention is not None and labels and (date is not None or is_dated):
            yield Figure(labels, date, cell, mention)


def _is_number(text: str, cell: Evidence) -> bool:
    return bool(_CELL_NUMBER.match(_words(text, cell))) or any(True for _ in _own_amounts(text, cell))


def _words(text: str, cell: Evidence) -> str:
    return text[cell.start : cell.end].strip()


def _own_amounts(text: str, cell: Evidence) -> Iterator[AmountMention]:
    words = text[cell.start : cell.end]
    for mention in find_amounts(words):
        if len(words.strip()) - (mention.end - mention.start) <= 2:
            yield AmountMention(
                cell.start + mention.start, cell.start + mention.end, mention.amount, mention.rule, mention.noun
            )


def _amount(text: str, cell: Evidence, around: Sequence[str]) -> AmountMention | None:
    """The amount of a cell: with the unit that it gives itself, else with that of its labels."""
    own = next(_own_amounts(text, cell), None)
    words = _words(text, cell)
    if own is not None or not _CELL_NUMBER.match(words):
        return own
    unit = find_unit(tuple(around))
    start = next((i for i, letter in enumerate(words) if letter.isdigit()), None)
    number = read_number(words, start) if start is not None else None
    if unit is None or number is None:
        return None
    return AmountMention(cell.start, cell.end, Amount(float(number.value) * unit[0], unit[1]), "money")


def make_tokens(labels: Sequence[Token], figure: Figure, date: Token | None, text: str) -> list[Token]:
    """A figure as the sentence that it stands for: its labels, the amount, the date."""
    mention = figure.mention
    amount = Token(mention.start, mention.end, text[mention.start : mention.end], "M", mention)
    return [*labels, Token(mention.start, mention.start, ":", ":"), amount, *([date] if date is not None else [])]
