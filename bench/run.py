"""Comity against its budgets (design, "Budgets"), next to spaCy's tokenizer, in one run. `run.py [--rounds N]`."""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
import venv
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median

HERE = Path(__file__).parent
PEER_HOME = HERE / ".venv"
PEER = PEER_HOME / "bin" / "python"
HELP_BUDGET_SECONDS = 0.15
EMPTY_BUDGET_MB = 50
HTML_BUDGET = 2.0
DOUBLING_BUDGET = 2.3
HOSTILE_BYTES = 140_000  # twice as many nested tags stay below what one page may have


class Worker:
    """A reader that runs in its own process with its texts loaded."""

    def __init__(self, python: Path, reader: str, corpus: str) -> None:
        self.process = subprocess.Popen(
            [python, HERE / "worker.py", reader, corpus], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self.size = int(self.answer().split()[1])

    def answer(self) -> str:
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        if not line:
            raise SystemExit(f"a worker ended: {self.process.args}")
        return line

    def ask(self) -> float:
        """The seconds of one reading."""
        assert self.process.stdin is not None
        self.process.stdin.write("go\n")
        self.process.stdin.flush()
        return float(self.answer())


@contextmanager
def start(python: Path, reader: str, corpus: str) -> Iterator[Worker]:
    worker = Worker(python, reader, corpus)
    try:
        yield worker
    finally:
        assert worker.process.stdin is not None
        worker.process.stdin.close()
        worker.process.wait()


def install_peer() -> None:
    """The peer's own environment, made on the first run."""
    if not PEER.exists():
        print(f"Installing spaCy into {PEER_HOME.relative_to(HERE.parent)} …", file=sys.stderr)
        venv.create(PEER_HOME, with_pip=True)
        subprocess.run([PEER, "-m", "pip", "install", "-q", "-r", HERE / "requirements.txt", "PyYAML"], check=True)


def take_turns(workers: list[Worker], rounds: int) -> list[float]:
    """The median seconds of each worker, asked by turns."""
    seconds: list[list[float]] = [[] for _ in workers]
    for _ in range(rounds):
        for worker, taken in zip(workers, seconds, strict=True):
            taken.append(worker.ask())
    return [median(taken) for taken in seconds]


def tell(what: str, measured: str, budget: str, *, is_kept: bool | None = None) -> None:
    verdict = "" if is_kept is None else "kept" if is_kept else "MISSED"
    print(f"{what:44} {measured:>34}   {budget:34} {verdict}", flush=True)


def measure_help(rounds: int) -> None:
    command = [Path(sys.executable).with_name("comity"), "--help"]
    seconds = []
    for _ in range(rounds):
        began = time.perf_counter()
        subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
        seconds.append(time.perf_counter() - began)
    taken = median(seconds)
    tell("comity --help", f"{taken:.3f} s", f"under {HELP_BUDGET_SECONDS} s", is_kept=taken < HELP_BUDGET_SECONDS)


def measure_reading(rounds: int) -> None:
    python = Path(sys.executable)
    with ExitStack() as stack:
        workers = [stack.enter_context(start(*arguments)) for arguments in (
            (python, "comity", "dense"), (PEER, "spacy", "dense"), (python, "comity", "html"),
        )]  # fmt: skip
        ours, peer, html = take_turns(workers, rounds)
        megabytes = workers[0].size / 1e6
    tell("dense text, Comity", f"{megabytes / ours:.2f} MB/s", "2 MB/s is the aim", is_kept=megabytes / ours >= 2)
    tell("dense text, spaCy's tokenizer alone", f"{megabytes / peer:.2f} MB/s", "")
    tell("Comity's speed / the tokenizer's", f"{peer / ours:.2f}", "the pipeline is slower still")
    tell("HTML / its plain text", f"{html / ours:.2f}", f"at most {HTML_BUDGET}", is_kept=html / ours <= HTML_BUDGET)


def measure_empty(rounds: int) -> None:
    with start(Path(sys.executable), "comity", "empty") as ours, start(PEER, "spacy", "empty") as peer:
        seconds, peer_seconds = take_turns([ours, peer], rounds)
        speed = ours.size / 1e6 / seconds
    tell("text that names no two states, Comity", f"{speed:.1f} MB/s", f"{EMPTY_BUDGET_MB} MB/s",
         is_kept=speed >= EMPTY_BUDGET_MB)  # fmt: skip
    tell("Comity's speed / the tokenizer's", f"{peer_seconds / seconds:.2f}", "")


def measure_hostile(rounds: int) -> None:
    from texts import HOSTILE

    python = Path(sys.executable)
    for kind in HOSTILE:
        small_name, large_name = (f"hostile:{kind}:{size}" for size in (HOSTILE_BYTES, 2 * HOSTILE_BYTES))
        with start(python, "comity", small_name) as small, start(python, "comity", large_name) as large:
            one, two = take_turns([small, large], rounds)
        # What takes no time has no ratio worth a verdict.
        is_kept = two / one <= DOUBLING_BUDGET or two < 0.02
        measured = f"{one:.3f} s, {two:.3f} s: {two / one:.2f}"
        tell(f"hostile input doubled: {kind}", measured, f"at most {DOUBLING_BUDGET}-fold", is_kept=is_kept)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    rounds = parser.parse_args().rounds
    install_peer()
    measure_help(rounds * 3)
    measure_reading(rounds)
    measure_empty(rounds)
    measure_hostile(max(3, rounds // 2))


if __name__ == "__main__":
    main()
