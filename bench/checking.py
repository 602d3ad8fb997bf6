"""Checking against its budgets. `checking.py [--statements N] [--sources N] [--rounds N] [--large FILE]`.

Full: the facts and findings of N statements, as they come from the record (each has its id), by turns (A B A B ...)
beside followthemoney, which puts the same statements together into entities (and checks nothing), and the least that
any program must do with them: hash each claim and sort the statements by it.
Record: statements from a record, from its opening to the findings. Review: a further source of twenty statements.
Witnesses: one claim told by many sources, in the same words and in words of their own; the time must grow with their
number and not with its square. Pair: the facts of a pair, from the record of ten millions that `large.py` makes.

The statements are those of `world.py`, of tables: what the checks of prose take goes with the length of the pages.
"""

from __future__ import annotations

import argparse
import gc
import hashlib
import random
import subprocess
import tempfile
import time
import venv
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from statistics import median, quantiles

from large import make_large
from world import make_datasets

import comity
from comity.checking import check
from comity.kinds import Vocabulary, load_vocabulary
from comity.model import Block, Document, Evidence, Source, Statement, When, make_statement
from record import load_record

RATE_BUDGET, PAIR_BUDGET_MS, GROWTH_BUDGET = 200_000, 5.0, 2.3
TODAY = date(2026, 11, 22)
SIZE = 20_000  # statements of a data set
HERE = Path(__file__).parent
SAME_WORDS = "Diplomatic relations between Norland and Sudland were established on 2 March 1992 in the old town hall."
OWN_WORDS = "Paper {n} has word{n} on how thing{n} Norland and place{n} Sudland took up relations on 2 March 1992."

Documents = Mapping[str, Document]


def seconds_of(work: Callable[[], object]) -> float:
    """Processor time of one run."""
    start = time.process_time()
    work()
    return time.process_time() - start


def hash_and_sort(statements: Sequence[Statement]) -> list[Statement]:
    """The floor: a hash of each claim, and the statements in its order."""
    keyed = [
        (hashlib.sha256(f"{one.kind}{one.action}{one.roles}{one.attributes}{one.when}".encode()).digest(), one.id, one)
        for one in statements
    ]
    return [one for _, _, one in sorted(keyed)]


def make_witnesses(count: int, words: str) -> tuple[list[Statement], dict[str, Document]]:
    """One claim, told by many pages."""
    statements, documents = [], {}
    for number in range(count):
        heading, told = f"Page {number}.\n\n", words.format(n=number)
        text = heading + told
        sha = hashlib.sha256(text.encode()).hexdigest()
        about = Source(sha, f"page{number}.txt", "text/plain", len(text))
        documents[sha] = Document(about, text, (Block("paragraph", len(heading), len(text)),))
        statements.append(
            make_statement(
                "relations", "established", roles={"between": ["PER", "LAO"]}, when=When("1992-03-02"),
                evidence=Evidence(len(heading), len(text)), quote=told, source=sha,
            )
        )  # fmt: skip
    return statements, documents


def make_world(count: int) -> tuple[list[Statement], dict[str, Document]]:
    """So many statements of data sets, each with its id, as a record gives them."""
    statements, documents = [], {}
    for document, _, told in make_datasets(count, SIZE, random.Random(7)):
        documents[document.source.sha256] = document
        statements += told
    assert all(one.id for one in statements)
    return statements, documents


def measure_full(vocabulary: Vocabulary, count: int, rounds: int) -> None:
    """All facts and findings, beside the floor and followthemoney, by turns."""
    statements, documents = make_world(count)
    check(statements[:500], documents, vocabulary, on=TODAY)  # the lists of names are loaded once a process
    gc.collect()
    gc.freeze()  # what is made here before is no work of either
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", suffix=".tsv") as file:
        for number, one in enumerate(statements):
            file.write(f"{one.kind} {one.roles}\t{number} {one.action} {one.when}\n")
        file.flush()
        command = [str(install_peer()), str(HERE / "peer_statements.py"), file.name]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as peer:
            assert peer.stdin is not None
            assert peer.stdout is not None
            if not peer.stdout.readline().startswith("ready"):
                raise SystemExit("followthemoney cannot be run here")
            runs = []
            for _ in range(rounds):
                peer.stdin.write("go\n")
                peer.stdin.flush()
                theirs = float(peer.stdout.readline().split()[0])
                floor = seconds_of(lambda: hash_and_sort(statements))
                began = time.process_time()
                checked = check(statements, documents, vocabulary, on=TODAY)
                found = time.process_time() - began
                facts = checked.facts  # made when they are asked for
                runs.append((time.process_time() - began, floor, theirs, found))
            peer.stdin.close()
    tellers = Counter(min(len(fact.statements), 4) for fact in facts)
    shares = ", ".join(f"{tellers[n] / len(facts):.0%} {n}{'+' * (n == 4)}" for n in (1, 2, 3, 4))
    print(f"world       {count:,} statements of {len(documents)} tables, {len(facts):,} facts")
    print(f"            (told by so many statements: {shares}), {len(checked.findings):,} findings")
    rate, peers, alone = (count / median(run[at] for run in runs) for at in (0, 2, 3))
    print(f"full        {rate:9,.0f} statements/s   aim {RATE_BUDGET:,}")
    print(f"            {median(run[0] / run[1] for run in runs):9.1f} x hash and sort")
    told = f"{median(run[0] / run[2] for run in runs):9.1f} x followthemoney, which makes entities"
    print(f"            {told} of {peers:,.0f} statements/s and checks nothing")
    print(f"            {alone:9,.0f} statements/s where only findings are asked for, as by `comity check`")


def measure_record(count: int, rounds: int) -> None:
    """Statements a second from the opening of a record to the facts and findings on all of it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "record.db"
        load_record(path, make_datasets(count, SIZE, random.Random(7)))

        def check_all() -> None:
            with comity.open(path) as record:
                assert record.check(on=TODAY).facts

        seconds = median(seconds_of(check_all) for _ in range(rounds))
    print(f"record      {count / seconds:9,.0f} statements/s from opening the record to the findings")


def install_peer() -> Path:
    """The Python of the peers' environment, made on the first run."""
    home = HERE / ".venv"
    python = home / "bin" / "python"
    if not python.exists():
        venv.create(home, with_pip=True)
    if subprocess.run([python, "-c", "import followthemoney"], stderr=subprocess.DEVNULL).returncode:
        subprocess.run([python, "-m", "pip", "install", "-q", "-r", HERE / "requirements.txt"], check=True)
    return python


def measure_review(vocabulary: Vocabulary, count: int, rounds: int) -> None:
    """How many times longer the whole run takes than a further source of twenty statements in a review."""
    from comity.checking import Review

    statements, documents = make_world(count)
    document = next(iter(documents.values()))
    review = Review(vocabulary, on=TODAY)
    review.add(statements, documents)
    runs = []
    for number in range(rounds):
        about = replace(document.source, sha256=f"{number:064}", address=f"later{number}.txt")
        page = {about.sha256: replace(document, source=about)}
        new = [replace(one, source=about.sha256) for one in statements[20 * number : 20 * number + 20]]
        mine = seconds_of(lambda new=new, page=page: review.add(new, page))
        statements, documents = [*statements, *new], {**documents, **page}
        runs.append((mine, seconds_of(lambda: check(statements, documents, vocabulary, on=TODAY).facts)))  # noqa: B023
    ratio = median(whole / mine for mine, whole in runs)
    told = f"{median(mine for mine, _ in runs) * 1000:9,.0f} ms for 20 statements more among {count:,}"
    print(f"review      {told}   the whole run takes {ratio:.1f} x as long")


def measure_witnesses(vocabulary: Vocabulary, count: int, rounds: int) -> None:
    """Seconds for so many sources of one claim, and how they grow when the sources double."""
    for name, words in (("same words", SAME_WORDS), ("own words", OWN_WORDS)):
        times = []
        for number in (count // 2, count):
            statements, documents = make_witnesses(number, words)
            run = [
                seconds_of(lambda s=statements, d=documents: check(s, d, vocabulary, on=TODAY).facts)
                for _ in range(rounds)
            ]
            times.append(min(run))
        told = f"{times[1] * 1000:9,.0f} ms for {count:,} sources"
        print(f"{name:11} {told}   {times[1] / times[0]:.2f} x when doubled   budget {GROWTH_BUDGET}")


def measure_pairs(path: Path, count: int) -> None:
    """Milliseconds for the facts of a pair of a record of millions: drawn evenly, and by their statements."""
    if not path.exists():
        make_large(path, 10_000_000)
    with comity.open(path) as record, record.store._writing() as connection:
        connection.exec_driver_sql("DELETE FROM kept_facts")
    with comity.open(path) as record:
        pairs = record.store.pairs()
        print(f"pair        record of {sum(pairs.values()):,} statements, {len(pairs):,} pairs")
        chance = random.Random(9)
        for name, weights in (("drawn evenly", None), ("by statements", list(pairs.values()))):
            chosen = list(dict.fromkeys(chance.choices(list(pairs), weights, k=count)))
            record.statements(*chosen[0])
            size = median(pairs[pair] for pair in chosen)
            print(f"  {name}: {size:.0f} statements in the median   budget {PAIR_BUDGET_MS} ms")
            for told in ("statements alone", "facts, first asked", "facts, kept"):
                ask = record.statements if told == "statements alone" else record.facts
                times = [seconds_of(lambda p=pair, ask=ask: ask(*p)) * 1000 for pair in chosen]
                last = f"99 of 100 in {quantiles(times, n=100)[98]:.0f} ms"
                print(f"    {told:20} {median(times):9.2f} ms in the median, {last}")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--statements", type=int, default=1_000_000)
    parser.add_argument("--few", type=int, default=100_000, help="statements of the record and the review")
    parser.add_argument("--pairs", type=int, default=100)
    parser.add_argument("--large", type=Path, help="the record of ten millions: made there, or taken where it is there")
    parser.add_argument("--sources", type=int, default=1_000)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    vocabulary = load_vocabulary()
    measure_full(vocabulary, given.statements, given.rounds)
    measure_record(given.few, given.rounds)
    measure_review(vocabulary, given.few, given.rounds)
    measure_witnesses(vocabulary, given.sources, given.rounds)
    if given.large is not None:
        measure_pairs(given.large, given.pairs)


if __name__ == "__main__":
    main()
