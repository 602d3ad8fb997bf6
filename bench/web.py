"""The site under load, on this machine alone. `web.py [--seconds N] [--pairs N] [--load N] [--datasette PATH]`.

1. Facts of pairs as JSON and pages of pairs as HTML, by turns with Datasette on the same record: answers a second and
   the 99th percentile, of answers that are kept and of answers that are asked for the first time.
2. Readers while documents are read in and decisions made: what they get, and that nothing is lost.
3. The same, and the site is killed in the midst: what was acknowledged is there when it is started again.

Datasette (bench/requirements.txt) is taken from bench/.venv, or from where --datasette says.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

import comity
from comity.demo import sample_pages
from comity.names import load_states

HERE = Path(__file__).parent
TOKEN = "a-token-for-the-bench"
READERS = 64
AT_ONCE = 4
ROUNDS = 5
NO_BOUND = str(10**9)
Pair = tuple[str, str]


# The record --------------------------------------------------------------------------------------------------------


def make_record(path: Path, pairs: int) -> list[Pair]:
    """A record of the sample pages and of made-up ones on many pairs; the pairs."""
    codes = [code for code, state in load_states().items() if state.status == "un"]
    chosen = [(codes[number % len(codes)], codes[(number + 1 + number // len(codes)) % len(codes)])
              for number in range(pairs)]  # fmt: skip
    with comity.open(path) as record:
        for page in sample_pages():
            file = path.with_name(page.name)
            file.write_bytes(page.read_bytes())
            record.read(file)
        for number, pair in enumerate(chosen):
            file = path.with_name("page.txt")
            file.write_text(write_page(*pair, number))
            record.read(file)
    return [("KAZ", "TUR"), *chosen]


def write_page(first: str, second: str, number: int) -> str:
    """A page of a few claims on two states."""
    one, two = (load_states()[code].name for code in (first, second))
    day = f"{1 + number % 28} March {1950 + number % 70}"
    return (
        f"{one}–{two} relations\n\n{one} and {two} established diplomatic relations on {day}. {one} opened an embassy "
        f"in {two} in {1952 + number % 70}. The president of {one} visited {two} on {1 + number % 28} May 2019. "
        f"Trade between {one} and {two} amounted to US${100 + number} million in 2020.\n"
    )


# Servers -----------------------------------------------------------------------------------------------------------


def serve(record: Path) -> Callable[[int], list[str]]:
    """The command of the site, as one starts it; but for the bound of requests from one address."""
    program = [str(Path(sys.executable).with_name("comity")), "serve", "--record", str(record), "--token", TOKEN]
    return lambda port: [*program, "--rate", NO_BOUND, "--port", str(port)]


def find_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def run(command: Callable[[int], list[str]], path: str) -> Iterator[int]:
    """A server in its own process, once it answers; its port."""
    port = find_port()
    process = start(command, port, path)
    try:
        yield port
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(20)


def start(command: Callable[[int], list[str]], port: int, path: str) -> subprocess.Popen[bytes]:
    """A server that answers."""
    process = subprocess.Popen(command(port), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for _ in range(600):
        try:
            with Connection(port) as connection:
                if connection.ask(path)[0] == 200:
                    return process
        except OSError:
            time.sleep(0.05)
    process.kill()
    raise SystemExit(f"no answer at port {port}")


class Connection:
    """A connection that stays open. Barer than http.client, which takes longer than the servers that it asks."""

    def __init__(self, port: int) -> None:
        self.host = f"127.0.0.1:{port}"
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=120)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.rest = b""

    def __enter__(self) -> Connection:
        return self

    def __exit__(self, *_: object) -> None:
        self.socket.close()

    def ask(self, path: str, form: object = None) -> tuple[int, bytes]:
        """Status and body of an answer to GET, or to POST with a form as JSON; raises OSError where it breaks off."""
        body = b"" if form is None else json.dumps(form).encode()
        more = "" if form is None else (
            f"Authorization: Bearer {TOKEN}\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n"
        )  # fmt: skip
        verb = "GET" if form is None else "POST"
        self.socket.sendall(f"{verb} {path} HTTP/1.1\r\nHost: {self.host}\r\n{more}\r\n".encode() + body)
        head = self.take_until(b"\r\n\r\n")
        lines = head.lower().split(b"\r\n")
        fields = dict(line.split(b": ", 1) for line in lines[1:] if line)
        if fields.get(b"transfer-encoding") == b"chunked":
            return int(lines[0].split()[1]), b"".join(self.take_chunks())
        return int(lines[0].split()[1]), self.take(int(fields.get(b"content-length", 0)))

    def take_until(self, mark: bytes) -> bytes:
        while mark not in self.rest:
            self.fill()
        found, _, self.rest = self.rest.partition(mark)
        return found

    def take(self, size: int) -> bytes:
        while len(self.rest) < size:
            self.fill()
        found, self.rest = self.rest[:size], self.rest[size:]
        return found

    def take_chunks(self) -> Iterator[bytes]:
        while size := int(self.take_until(b"\r\n"), 16):
            yield self.take(size + 2)[:-2]
        self.take_until(b"\r\n")

    def fill(self) -> None:
        more = self.socket.recv(1 << 18)
        if not more:
            raise OSError("the connection was closed")
        self.rest += more


# Reading -----------------------------------------------------------------------------------------------------------


@dataclass
class Told:
    """What readers got: seconds of each answer, the statuses that were not 200, and connections that broke off."""

    seconds: float = 0.0
    taken: list[float] = field(default_factory=list)
    others: Counter[int] = field(default_factory=Counter)
    broken: int = 0

    @property
    def speed(self) -> float:
        return len(self.taken) / self.seconds

    def within(self, part: float) -> float:
        """Milliseconds within which this part of the answers came."""
        return sorted(self.taken)[int(len(self.taken) * part)] * 1000 if self.taken else 0.0


def read(port: int, paths: Sequence[str], readers: int, seconds: float | None) -> Told:
    """What so many readers get who go round the paths for so long; without a time, who ask for each path once."""
    told = Told()
    began = time.perf_counter()

    def go(reader: int) -> None:
        share = [paths[number % len(paths)] for number in range(reader, reader + len(paths), 1 if seconds else readers)]
        try:
            with Connection(port) as connection:
                while True:
                    for path in share:
                        before = time.perf_counter()
                        if seconds and before - began > seconds:
                            return
                        status, _ = connection.ask(path)
                        told.taken.append(time.perf_counter() - before)
                        if status != 200:
                            told.others[status] += 1
                    if seconds is None:
                        return
        except OSError:
            told.broken += 1

    threads = [threading.Thread(target=go, args=(number,)) for number in range(readers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    told.seconds = time.perf_counter() - began
    return told


def compare(record: Path, pairs: list[Pair], datasette: Path, seconds: float) -> None:
    """Facts as JSON and articles as pages, beside Datasette's rows of the same pairs as JSON and as a page."""
    sql = "select * from statements where first_state = :a and second_state = :b"
    both = [(min(pair), max(pair)) for pair in pairs]
    asked = {
        "facts as JSON": (
            [f"/api/v1/facts?state={a}&state={b}" for a, b in pairs],
            [f"/{record.stem}.json?sql={quote(sql)}&a={a}&b={b}&_shape=array" for a, b in both],
        ),
        "pages of HTML": (
            [f"/{a}/{b}" for a, b in pairs],
            [f"/{record.stem}/statements?first_state={a}&second_state={b}" for a, b in both],
        ),
    }
    with (
        run(serve(record), "/") as ours,
        run(lambda port: [str(datasette), "serve", str(record), "--port", str(port)], "/-/versions.json") as theirs,
    ):
        for what, (our_paths, their_paths) in asked.items():
            servers = {"comity": (ours, our_paths), "datasette": (theirs, their_paths)}
            first = {name: read(port, paths, AT_ONCE, None) for name, (port, paths) in servers.items()}
            report(f"{what}, {len(pairs)} pairs, {AT_ONCE} readers, each asked for the first time", first)
            turns: dict[str, list[Told]] = {name: [] for name in servers}
            for _ in range(ROUNDS):
                for name, (port, paths) in servers.items():
                    turns[name].append(read(port, paths, AT_ONCE, seconds))
            kept = {name: sorted(told, key=lambda one: one.speed)[ROUNDS // 2] for name, told in turns.items()}
            report(f"{what}, asked again (Comity's are kept), median of {ROUNDS} turns of {seconds:g} s", kept)


def report(title: str, told: dict[str, Told]) -> None:
    print(title)
    for name, one in told.items():
        if one.others or one.broken:
            raise SystemExit(f"{name}: answers with {dict(one.others)}, {one.broken} connections broken off")
        print(
            f"  {name:10} {one.speed:8.0f} a second, median {one.within(0.5):7.2f} ms, 99 of 100 within "
            f"{one.within(0.99):7.2f} ms"
        )
    ours, theirs = told["comity"], told["datasette"]
    percentile = ours.within(0.99) / theirs.within(0.99)
    print(f"  ratio      {ours.speed / theirs.speed:8.2f} of the answers, {percentile:.2f} of the 99th percentile")


# Reading while writing ---------------------------------------------------------------------------------------------


@dataclass
class Written:
    """What was acknowledged: sources by SHA-256, and the reasons of decisions; and what was refused."""

    sources: list[str] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)
    refused: Counter[int] = field(default_factory=Counter)


def write(port: int, pairs: list[Pair], stop: threading.Event, written: Written, name: str) -> None:
    """Read documents in, and decide on a statement of each, until told to stop or the site is gone."""
    try:
        with Connection(port) as connection:
            number = 0
            while not stop.is_set():
                number += 1
                text = write_page(*pairs[number % len(pairs)], 1000 + number) + f"\nPage {name} {number}.\n"
                status, body = connection.ask("/api/v1/read", {"text": text, "name": f"{name}-{number}"})
                if status != 200:
                    written.refused[status] += 1
                    continue
                told = json.loads(body)[0]
                written.sources.append(told["source"])
                reason = f"{name} {number}"
                flag = {"id": told["learnt"][0], "verb": "flag", "why": reason}
                status, _ = connection.ask("/api/v1/decisions", flag)
                if status == 200:
                    written.reasons.append(reason)
                else:
                    written.refused[status] += 1
    except OSError:
        return


def read_while_writing(record: Path, pairs: list[Pair], seconds: float, *, kill: bool) -> bool:
    """Whether nothing was lost, while readers read and one writes; the site is ended, or killed in the midst."""
    paths = [path for a, b in pairs for path in (f"/api/v1/facts?state={a}&state={b}", f"/{a}/{b}")]
    port = find_port()
    process = start(serve(record), port, "/")
    written, stop = Written(), threading.Event()
    writer = threading.Thread(target=write, args=(port, pairs, stop, written, "killed" if kill else "ended"))
    killer = threading.Timer(seconds * 0.7, os.kill, (process.pid, signal.SIGKILL))
    writer.start()
    if kill:
        killer.start()
    told = read(port, paths, READERS, seconds)
    stop.set()
    writer.join()
    process.send_signal(signal.SIGTERM)
    process.wait(30)
    with run(serve(record), "/") as again, Connection(again) as connection:
        answers = connection.ask(paths[0])[0]
    with comity.open(record) as opened:
        kept = {source.sha256 for source in opened.sources()}
        decided = {decision.why for decision in opened.store.decisions()}
        problems = list(opened.store.verify())
    lost = [one for one in written.sources if one not in kept] + [one for one in written.reasons if one not in decided]
    errors = sum(told.others.values()) + (0 if kill else told.broken) + sum(written.refused.values())
    print(f"{READERS} readers for {seconds:g} s while documents are read in{', killed in the midst' if kill else ''}")
    print(
        f"  {told.speed:.0f} answers a second, median {told.within(0.5):.0f} ms, 99 of 100 within "
        f"{told.within(0.99):.0f} ms; errors: {errors}"
    )
    print(
        f"  acknowledged: {len(written.sources)} documents, {len(written.reasons)} decisions; lost: {len(lost)}; "
        f"problems of the record: {len(problems)}; started again, it answers {answers}"
    )
    return not lost and not problems and not errors and answers == 200


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=3.0)
    parser.add_argument("--pairs", type=int, default=400)
    parser.add_argument("--load", type=float, default=60.0, help="seconds of reading while documents come in")
    parser.add_argument("--datasette", type=Path, default=HERE / ".venv" / "bin" / "datasette")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        record = Path(folder) / "relations.db"
        pairs = make_record(record, given.pairs)
        if given.datasette.exists():
            compare(record, pairs, given.datasette, given.seconds)
        else:
            print(f"{given.datasette} is not there: pip install datasette, or name it with --datasette")
        sound = [read_while_writing(record, pairs, given.load, kill=kill) for kill in (False, True)]
    if not all(sound):
        raise SystemExit(1)


if __name__ == "__main__":
    main()
