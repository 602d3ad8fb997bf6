"""A synthetic record of all pairs of today's states: each state's ministry tells its relations with every other.

python bench/pairs.py FILE [STATES]
"""

from __future__ import annotations

import hashlib
import itertools
import random
import sys
from collections.abc import Iterator
from datetime import date

from comity.model import Amount, Document, Evidence, Source, Statement, When, make_statement
from comity.names import find_capitals, load_states
from comity.record import open_record

DAY = date(2026, 1, 1)
STATES = 196  # of which 19,110 pairs
SHARES = (1.0, 1 / 3, 1 / 4, 1 / 2)


def list_states() -> list[str]:
    """The states of today with a code of their own, in the order of their codes."""
    return sorted(code for code in load_states() if len(code) == 3 and find_capitals(code, on=DAY))


def tell(one: str, other: str, chance: random.Random) -> Iterator[tuple[str, Statement]]:
    """What the ministry of one state says of its relations with another: a line and its statement each."""
    year = chance.randint(1946, 2015)
    day = f"{year}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
    city = find_capitals(other, on=DAY)[0].name
    amount = chance.randint(10, 900) * 1e6
    forms = (
        ("relations", "established", {"between": sorted((one, other))}, {}, day, None),
        ("mission", "opened", {"sender": [one], "host": [other], "city": [city]}, {"type": "embassy"}, str(year + 1),
         None),
        ("visit", None, {"sender": [one], "host": [other]}, {"office": "president", "rank": "official"},
         f"{year + 5}-05-0{chance.randint(1, 9)}", None),
        ("trade", None, {"exporter": [one], "importer": [other]}, {"flow": "export"}, "2020", Amount(amount, "USD")),
    )  # fmt: skip
    # Of most pairs little is told: relations by each of the two, one of three has an embassy, one of four a visit.
    told = [form for form, share in zip(forms, SHARES, strict=True) if chance.random() < share]
    for kind, action, roles, attributes, when, sum_ in told:
        line = f"{one} and {other}: {kind} {action or ''} {when}.".replace("  ", " ")
        yield line, make_statement(kind, action, roles=roles, attributes=attributes, when=When(when), amount=sum_)


def make_ministry(one: str, states: list[str]) -> tuple[Document, bytes, list[Statement]]:
    """The page of one ministry."""
    chance = random.Random(one)
    told = [pair for other in states if other != one for pair in tell(one, other, chance)]
    text = "\n".join(line for line, _ in told) + "\n"
    data = text.encode()
    sha256 = hashlib.sha256(data).hexdigest()
    starts = itertools.accumulate((len(line) + 1 for line, _ in told), initial=0)
    statements = [
        make_statement(
            made.kind, made.action, roles=dict(made.roles), attributes=dict(made.attributes), when=made.when,
            amount=made.amount, evidence=Evidence(start, start + len(line)), quote=line, source=sha256,
        )
        for (line, made), start in zip(told, starts, strict=False)
    ]  # fmt: skip
    source = Source(
        sha256, f"https://mfa.{one.lower()}.example/relations", "text/plain", len(data), title=f"Relations of {one}",
        publisher=f"Ministry of Foreign Affairs of {one}", author_state=one, published="2021-01-01",
        retrieved="2026-01-01",
    )  # fmt: skip
    return Document(source, text), data, statements


def make_record(path: str, most: int = STATES) -> int:
    """Fill a new record; the number of pairs."""
    states = list_states()[:most]
    with open_record(path) as record, record.loading():
        for one in states:
            record.add_statements(*make_ministry(one, states))
    return len(states) * (len(states) - 1) // 2


if __name__ == "__main__":
    print(make_record(sys.argv[1], *map(int, sys.argv[2:])))
