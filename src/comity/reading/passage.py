"""What is read at once: a sentence, an entry of a list, a row or a figure of a table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from comity.model import When
from comity.reading.records import Record
from comity.reading.tokens import Token


class Passage(NamedTuple):
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
