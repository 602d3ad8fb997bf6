"""Several things in a row under one label: "Treaties: Treaty of Friendship (1962); Fisheries Agreement of 4 May 1978".

In: the record of a labelled line. Out: a record for each thing with what is told of it; the record itself where its
fields are no such row.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from comity.reading.records import STEPS, Field, Record

# Between a name and its date: "Treaty of Peace *of* 1962", "Agreement *dated* 4 May 1978".
JOINING = frozenset("of dated from".split())


def part_series(record: Record) -> list[Record]:
    """The records of the things that a labelled line lists.

    >>> part_series(Record((), 0, 0))
    [Record(fields=(), start=0, end=0)]
    """
    fields = [part for one in record.fields for part in _part_date(one)]
    label = fields[0].label if fields else ""
    names = sum(one.type == "text" for one in fields)
    if not label or names < 2 or fields[0].type != "text" or names == len(fields):
        return [record]
    if any(one.type not in ("text", "date", "city") or not _is_under(one, label) for one in fields):
        return [record]
    return list(_things(fields, label))


def _is_under(one: Field, label: str) -> bool:
    """Whether a field stands under the label of all, alone or behind words that tell what a date is that of."""
    return one.label.endswith(label) or one.label in STEPS


def _things(fields: list[Field], label: str) -> Iterator[Record]:
    thing: list[Field] = []
    for one in fields:
        if one.type == "text" and thing:
            yield _record(thing)
            thing = []
        own = one.label.removesuffix(label).strip() if one.type != "text" else label
        thing.append(replace(one, label=own))
    yield _record(thing)


def _record(thing: list[Field]) -> Record:
    return Record(tuple(thing), thing[0].start, thing[-1].end)


def _part_date(one: Field) -> list[Field]:
    """A name and the date with which it ends, apart: "Agreement on Fisheries *of 4 May 1978*"."""
    tokens = one.tokens
    if one.type != "text" or len(tokens) < 3 or tokens[-1].tag != "D" or tokens[-2].lower not in JOINING:
        return [one]
    return [replace(one, tokens=tokens[:-2]), Field("date", tokens[-1:], one.label, one.head)]
