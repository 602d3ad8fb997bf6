"""The record against its budgets (design, "Budgets"). `record.py [--statements N] [--rounds N] [--keep FILE]`.

Bulk: a data set of N statements into a new SQLite record, hashing included, side by side (A B A B …, same statements)
with the plain driver's executemany of the same finished rows into the same table with the same indexes. What only the
record does (hash, check of the quote, forms) is thus in the ratio. Then the statements of pairs, drawn evenly from all
pairs that the record has, and again drawn as often as they have statements (the busy pairs more often).

The statements are synthetic, made here by chance with a fixed seed; states are as unequal as in life (a state of rank
r is named 1/r^0.7 as often as the first).
"""

from __future__ import annotations

import argparse
import gc
import hashlib
import itertools
import random
import resource
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from statistics import median, quantiles

from comity.kinds import load_vocabulary
from comity.model import Amount, Document, Evidence, Source, Statement, When, make_statement
from comity.record import open_record
from comity.record.forms import PartyFinder, make_row
from comity.record.indexes import BULK_INDEXES
from comity.record.rows import BATCH, WRITTEN_COLUMNS

RATE_BUDGET = 140_000
MEDIAN_BUDGET_MS, LAST_BUDGET_MS = 5.0, 20.0
CHUNK = 100_000
LOOKUPS = 1_000
STATES = ["".join(letters) for letters in itertools.product("ABCDEFGHIJKLM", repeat=3)][:2000:10]
KINDS = (
    ("visit", None, "sender", "host", (("office", "president"), ("rank", "official"))),
    ("mission", "opened", "sender", "host", (("type", "embassy"),)),
    ("envoy", "appointed", "sender", "host", (("office", "ambassador"),)),
    ("trade", None, "exporter", "importer", (("flow", "export"),)),
    ("recognition", "recognised", "by", "of", ()),
)


def make_dataset(number: int, count: int, chance: random.Random) -> tuple[Document, bytes, list[Statement]]:
    """One data set: a line of text for each statement."""
    weights = [1 / rank**0.7 for rank in range(1, len(STATES) + 1)]
    pairs = list(zip(chance.choices(STATES, weights, k=count), chance.choices(STATES, weights, k=count), strict=True))
    kinds = chance.choices(KINDS, k=count)
    days = [f"{chance.randint(1816, 2026)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}" for _ in range(count)]
    lines = [
        f"{number},{line},{kind[0]},{one},{other},{day},the line of a table on what was done"
        for line, (kind, (one, other), day) in enumerate(zip(kinds, pairs, days, strict=True))
    ]
    text = "\n".join(lines) + "\n"
    data = text.encode()
    sha256 = hashlib.sha256(data).hexdigest()
    statements, start = [], 0
    for line, form, (one, other), day in zip(lines, kinds, pairs, days, strict=True):
        kind, action, sender, host, attributes = form
        evidence = Evidence(start, start + len(line))
        statements.append(
            make_statement(
                kind, action, roles={sender: [one], host: [other]}, attributes=dict(attributes), when=When(day),
                amount=Amount(float(len(line)), "USD") if kind == "trade" else None, evidence=evidence, quote=line,
                source=sha256, cue=f"table:{kind}",
            )
        )  # fmt: skip
        start += len(line) + 1
    return Document(Source(sha256, f"set-{number}.csv", "text/csv", len(data)), text), data, statements


def load_record(path: Path, datasets: Iterator[tuple[Document, bytes, list[Statement]]]) -> float:
    """The seconds of loading, without those of making the statements."""
    seconds = 0.0
    with open_record(str(path), vocabulary=load_vocabulary()) as record:
        loading = record.loading()
        began = time.perf_counter()
        loading.__enter__()
        seconds += time.perf_counter() - began
        for dataset in datasets:
            began = time.perf_counter()
            record.add_statements(*dataset)
            seconds += time.perf_counter() - began
        began = time.perf_counter()
        loading.__exit__(None, None, None)
    return seconds + time.perf_counter() - began


def load_plainly(path: Path, statements: list[Statement]) -> float:
    """The seconds in which the driver alone writes the rows and makes the indexes."""
    find = PartyFinder({kind[0]: frozenset(kind[2:4]) for kind in KINDS}).find
    moment = "2026-01-01T00:00:00.000000Z"
    rows = [
        make_row(number, one, find(one.kind, one.roles), (1, 1, 1), moment) for number, one in enumerate(statements, 1)
    ]
    marks = ", ".join("?" * len(WRITTEN_COLUMNS))
    insert = f"INSERT INTO statement ({', '.join(WRITTEN_COLUMNS)}) VALUES ({marks})"
    schema = files("comity.record").joinpath("migrations/sqlite/0001_record.sql").read_text(encoding="utf-8")
    connection = sqlite3.connect(path)
    connection.executescript(f"PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; {schema}")
    connection.execute("PRAGMA cache_size = -65536")
    for name in BULK_INDEXES:
        connection.execute(f"DROP INDEX {name}")
    began = time.perf_counter()
    for at in range(0, len(rows), BATCH):
        connection.executemany(insert, rows[at : at + BATCH])
    for name, columns in BULK_INDEXES.items():
        connection.execute(f"CREATE INDEX {name} ON statement {columns}")
    connection.commit()
    seconds = time.perf_counter() - began
    connection.close()
    return seconds


def measure_bulk(folder: Path, rounds: int) -> None:
    dataset = make_dataset(0, CHUNK, random.Random(1))
    ours, plain = [], []
    for number in range(rounds):
        gc.collect()
        gc.freeze()  # what is made here before is no work of the record's
        ours.append(load_record(folder / f"ours-{number}.db", iter([dataset])))
        plain.append(load_plainly(folder / f"plain-{number}.db", dataset[2]))
    rate, plain_rate = CHUNK / median(ours), CHUNK / median(plain)
    print(f"bulk, {CHUNK:,} statements, median of {rounds}: {rate:,.0f}/s (aim {RATE_BUDGET:,})")
    print(f"  best: {CHUNK / min(ours):,.0f}/s, {min(ours) / min(plain):.2f} times the time of the plain driver")
    print(f"  plain executemany of the finished rows: {plain_rate:,.0f}/s, {plain_rate / rate:.2f} times as quick")


def measure_lookups(path: Path) -> None:
    with open_record(str(path), create=False) as record:
        began = time.perf_counter()
        pairs = record.pairs()
        sources, statements = record.count()
        size = path.stat().st_size / 1e6
        print(f"record of {statements:,} statements, {sources} sources, {len(pairs):,} pairs, {size:,.0f} MB")
        print(f"  all pairs counted in {time.perf_counter() - began:.2f} s")
        chance = random.Random(2)
        draws = {
            "drawn evenly": chance.choices(list(pairs), k=LOOKUPS),
            "drawn by their statements": chance.choices(list(pairs), list(pairs.values()), k=LOOKUPS),
        }
        for told, drawn in draws.items():
            times, counts = [], []
            for pair in drawn:
                began = time.perf_counter()
                found = record.statements(between=pair)
                times.append((time.perf_counter() - began) * 1000)
                counts.append(len(found))
                assert len(found) == pairs[pair]
            last = quantiles(times, n=100)[98]
            print(
                f"  pairs {told}: {median(counts):.0f} statements (median), {max(counts):,} (most): "
                f"median {median(times):.2f} ms (budget {MEDIAN_BUDGET_MS:.0f}), "
                f"p99 {last:.2f} ms ({LAST_BUDGET_MS:.0f})"
            )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--statements", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--keep", type=Path, help="the large record is made there, or taken where it is there already")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        measure_bulk(Path(name), options.rounds)
        path = options.keep or Path(name) / "large.db"
        if not path.exists():
            sets = range(1, options.statements // CHUNK + 1)
            chance = random.Random(3)
            seconds = load_record(path, (make_dataset(number, CHUNK, chance) for number in sets))
            print(f"{len(sets)} data sets of {CHUNK:,} after each other: {len(sets) * CHUNK / seconds:,.0f}/s")
        measure_lookups(path)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"most memory: {memory:,.0f} MB, with the statements made here")


if __name__ == "__main__":
    main()
