"""Findings on tables: cells that cannot be read, rows that cannot be, rows that stand twice.

In: `Fault`s, from whoever read the table (`comity.exchange`), and clusters. Out: findings of the group C6.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from comity.checking.case import Case, make_finding
from comity.checking.faults import Fault
from comity.checking.gathering import in_order
from comity.checking.spans import is_apart
from comity.checking.wording import join_words, plain
from comity.model import Finding, Statement

# So many rows of one claim are shown; the reason says how many there are.
MOST_SHOWN = 10
_WORDS = re.compile(r"[^\W\d_]{2,}")


def tell_faults(code: str) -> Callable[[Case], Iterator[Finding]]:
    """The check that tells the faults of one code."""
    return functools.partial(_tell_faults, code)


def _tell_faults(code: str, case: Case) -> Iterator[Finding]:
    rows: dict[tuple[str, int, int], list[Fault]] = defaultdict(list)
    for fault in case.faults:
        if fault.code == code:
            rows[fault.source, fault.start, fault.end].append(fault)
    for (source, start, end), faults in rows.items():
        reason = " ".join(dict.fromkeys(fault.reason for fault in faults))
        yield make_finding(code, reason, [case.place(source, start, end)], settle=faults[0].settle)


def find_doubled_rows(case: Case) -> Iterator[Finding]:
    """Rows of one table that make the same claim, of one time or of times that overlap."""
    for cluster in in_order(one for one in case.repeated if len(one.statements) > len(one.sources)):
        by_table: dict[str, list[Statement]] = defaultdict(list)
        for statement in cluster.statements:
            if statement.source in case.tables:
                by_table[statement.source].append(statement)
        for rows in (sorted(rows, key=lambda row: row.evidence) for rows in by_table.values()):
            if len({row.evidence for row in rows}) > 1 and is_doubled(cluster.step, rows):
                shown = rows[:MOST_SHOWN]
                places = [case.place_of(row) for row in shown]
                lines = join_words(str(place.line) for place in places)
                count = "two" if len(rows) == 2 else str(len(rows))
                reason = f"The same claim ({plain(rows[0].kind)}) stands in {count} rows: lines {lines}."
                settle = "Whether one row is a slip, or they differ in something that the table does not tell."
                yield make_finding("C602", reason, places, statements=shown, settle=settle)


def is_doubled(step: str | None, rows: Sequence[Statement]) -> bool:
    """Whether rows say the same twice: of one time, or for what holds for a while of times that overlap.

    A short stay within a longer one is another stop of the journey. Rows that differ in words beside their numbers (a
    note, a place, a title that the mapping does not read) are two things, however alike their statements are.
    """
    times = {row.when for row in rows}
    if None in times and len(times) > 1:
        return False
    is_once = len(times) == 1 or (
        step is not None and not any(is_apart(left, right) for left, right in itertools.combinations(times, 2))
    )
    return is_once and len({tuple(_WORDS.findall(row.quote)) for row in rows}) == 1
