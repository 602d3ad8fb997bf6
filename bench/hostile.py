"""Hostile files, in processes of their own: what comes of them, in what time and memory. `hostile.py [--files N]`.

First the bombs, one process each; then N mutated files of each format, a process a format: each must give a document
(and of every fifth its statements) or a message, within ten seconds of the processor, and the memory may
not grow. A PDF is read by
the same code as ever, in a fork that has its library loaded: a new interpreter for each takes longer than the file.
"""

from __future__ import annotations

import argparse
import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
import traceback
import warnings
from collections import Counter
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

from bench.attacks.bombs import BOMBS  # noqa: E402
from bench.attacks.mutations import make_mutations, read_seeds  # noqa: E402
from run import tell  # noqa: E402

from comity.errors import ComityError  # noqa: E402
from comity.intake import read_taken  # noqa: E402
from comity.kinds import Vocabulary, load_vocabulary  # noqa: E402
from comity.sources import Untaken, make_document, portable, take_bytes, take_each  # noqa: E402

SECONDS = 10.0
MOST_MEMORY = 200.0
# More than the largest file may hold for a moment and give back.
MOST_GROWTH = 30.0
MOST_SHOWN = 3
# Of every fifth file the statements are read too, which takes four times as long as the document.
READ_OF = 5


class TooSlowError(Exception):
    """A file took longer than it may."""


def use_up(kind: int = resource.RUSAGE_SELF) -> float:
    """The most memory that this process, or one that it started, has had, in MiB."""
    return resource.getrusage(kind).ru_maxrss / 1024


def try_bomb(number: int) -> None:
    """What comes of one bomb, its seconds and the memory of the process; printed for whoever asked."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bomb"
        if not (made := os.fork()):
            path.write_bytes(BOMBS[number].make())
            os._exit(0)
        os.waitpid(made, 0)
        vocabulary = load_vocabulary()
        list(take_bytes(b"Turkey has an embassy in Astana.", "x"))
        began, told = time.perf_counter(), ""
        for taken in take_each(str(path)):
            try:
                told = taken.reason if isinstance(taken, Untaken) else str(read_taken(taken, vocabulary).address)
            except ComityError as error:
                told = str(error)
        seconds = time.perf_counter() - began
        # The process that made the bomb is a child too; only PDFs have one of their own.
        memory = max(use_up(), portable.MOST_MEMORY / 1024**2 if BOMBS[number].name.startswith("pdf") else 0)
    print(f"{seconds:.2f}\t{memory:.0f}\t{BOMBS[number].refusal in told}")


def measure_bombs() -> None:
    worst = [0.0, 0.0]
    for number, bomb in enumerate(BOMBS):
        done = run("--bomb", str(number))
        seconds, memory, is_refused = done.split("\t")
        worst = [max(worst[0], float(seconds)), max(worst[1], float(memory))]
        tell(bomb.name, f"{seconds} s, {memory} MB", "", is_kept=is_refused.strip() == "True")
    tell(f"{len(BOMBS)} bombs, at most", f"{worst[0]:.2f} s, {worst[1]:.0f} MB", f"1 s, {MOST_MEMORY:.0f} MB",
         is_kept=worst[0] <= 1 and worst[1] <= MOST_MEMORY)  # fmt: skip


def run(*arguments: str) -> str:
    return subprocess.run([sys.executable, __file__, *arguments], capture_output=True, text=True, check=True).stdout


def run_in_fork(data: bytes, address: str) -> bytes:
    """As `portable.run_child`, without a new interpreter."""
    code = portable.write_code()
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as written, tempfile.TemporaryFile() as said:
        given.write(data)
        given.seek(0)
        sys.stdout.flush()
        if not (child := os.fork()):
            for number, file in enumerate((given, written, said)):
                os.dup2(file.fileno(), number)
            sys.stdin, sys.stdout, sys.stderr = open(0), open(1, "w"), open(2, "w")  # noqa: SIM115
            signal.setitimer(signal.ITIMER_PROF, 0)
            status = 0
            try:
                exec(code, {})
                sys.stdout.flush()
            except BaseException:  # noqa: BLE001 - as an interpreter does at its end
                traceback.print_exc()
                sys.stderr.flush()
                status = 1
            os._exit(status)
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        written.seek(0)
        said.seek(0)
        if status:
            raise portable.make_error(address, portable.explain(said.read().decode(errors="replace")))
        return written.read()


def try_file(data: bytes, vocabulary: Vocabulary | None) -> int:
    """The exit status that `comity read` would give; without a vocabulary no statements are read."""
    status = 0
    for taken in take_bytes(data, "file"):
        try:
            if isinstance(taken, Untaken):
                status = 2
            elif vocabulary:
                read_taken(taken, vocabulary)
            else:
                make_document(taken)
        except ComityError:
            status = 2
    return status


def refuse_to_wait(_signal: int, _frame: object) -> None:
    raise TooSlowError


def try_format(name: str, count: int) -> None:
    """What comes of the mutated files of a format; printed for whoever asked."""
    warnings.simplefilter("ignore")
    vocabulary = load_vocabulary()
    if name == "pdf":
        import pypdfium2  # noqa: F401

        portable.run_child = run_in_fork
    signal.signal(signal.SIGPROF, refuse_to_wait)
    statuses: Counter[str] = Counter()
    slowest = began_with = 0.0
    for number, data in enumerate(make_mutations(name, count)):
        signal.setitimer(signal.ITIMER_PROF, SECONDS)
        began = time.process_time()
        try:
            statuses[str(try_file(data, None if number % READ_OF else vocabulary))] += 1
        except TooSlowError:
            statuses["slow"] += 1
        except Exception:  # noqa: BLE001 - whatever it is, it is what is looked for
            statuses["traceback"] += 1
            if statuses["traceback"] <= MOST_SHOWN:
                print(f"{name} {number}\n{traceback.format_exc()}", file=sys.stderr)
        signal.setitimer(signal.ITIMER_PROF, 0)
        slowest = max(slowest, time.process_time() - began)
        if number == count // 5:
            began_with = use_up()
    print(*(statuses[key] for key in ("0", "2", "traceback", "slow")), f"{slowest:.2f}", f"{began_with:.0f}",
          f"{use_up():.0f}", sep="\t")  # fmt: skip


def measure_mutations(count: int, names: list[str]) -> None:
    for name in names or list(read_seeds()):
        command = [sys.executable, __file__, "--format", name, "--files", str(count)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        sys.stderr.write(done.stderr)
        read, refused, broken, slow, slowest, before, after = done.stdout.split()
        tell(f"{count:,} mutated files: {name}", f"{read} read, {refused} refused, {broken} tracebacks, {slow} slow",
             f"slowest {slowest} s; {before} MB after a fifth, {after} MB at the end",
             is_kept=broken == slow == "0" and float(after) - float(before) < MOST_GROWTH)  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", type=int, default=10_000)
    parser.add_argument("--only", nargs="*", default=[], metavar="FORMAT")
    parser.add_argument("--bomb", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--format", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.bomb is not None:
        try_bomb(options.bomb)
    elif options.format:
        try_format(options.format, options.files)
    else:
        if not options.only:
            measure_bombs()
        measure_mutations(options.files, options.only)


if __name__ == "__main__":
    main()
