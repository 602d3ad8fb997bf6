"""The site under load, on this machine alone: JSON facts a second beside Datasette on the same record; readers while
documents come in; a site that is killed and started again. `web.py [--seconds N] [--pairs N]`.

Datasette (bench/requirements.txt) is taken from bench/.venv, or from where --datasette says.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from urllib.parse import quote

import comity
from comity.demo import sample_pages
from comity.names import load_states

HERE = Path(__file__).parent
TOKEN = "a token for the bench"
READERS = 64
ROUNDS = 5
DOCUMENTS = 40


def make_record(path: Path, pairs: int) -> list[tuple[str, str]]:
    """A record of the sample pages and of made-up ones on many pairs; the pairs."""
    codes = [code for code, state in load_states().items() if state.status == "un"]
    chosen = [(codes[number], codes[number + 1 + number % 7]) for number in range(min(pairs, len(codes) - 8))]
    with comity.open(path) as record:
        for page in sample_pages():
            file = path.with_name(page.name)
            file.write_bytes(page.read_bytes())
            record.read(file)
        for number, pair in enumerate(chosen):
            file = path.with_name(f"{number}.txt")
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


def find_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def run(command: Callable[[int], list[str]], path: str) -> Iterator[int]:
    """A server in its own process, once it answers; its port."""
    port = find_port()
    process = subprocess.Popen(command(port), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait(port, path)
        yield port
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(20)


def wait(port: int, path: str) -> None:
    for _ in range(400):
        try:
            if ask(http.client.HTTPConnection("127.0.0.1", port, timeout=30), path)[0] == 200:
                return
        except OSError:
            time.sleep(0.05)
    raise SystemExit(f"no answer at port {port}")


def ask(connection: http.client.HTTPConnection, path: str) -> tuple[int, bytes]:
    connection.request("GET", path)
    answer = connection.getresponse()
    return answer.status, answer.read()


def count_answers(port: int, paths: list[str], seconds: float, readers: int) -> tuple[float, list[float]]:
    """Answers a second that so many readers get, and the seconds that each took."""
    taken: list[float] = []
    end = time.perf_counter() + seconds

    def read(start: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        number = start
        while time.perf_counter() < end:
            began = time.perf_counter()
            status, body = ask(connection, paths[number % len(paths)])
            assert status == 200, (status, body[:200])
            taken.append(time.perf_counter() - began)
            number += 1

    threads = [threading.Thread(target=read, args=(number * 3,)) for number in range(readers)]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return len(taken) / (time.perf_counter() - began), taken


def serve(record: Path) -> Callable[[int], list[str]]:
    program = (
        "import sys, uvicorn; from comity.web import *; from comity.web.settings import hash_token, name_hosts; "
        "port = int(sys.argv[2]); app = make_app(Settings(record=sys.argv[1], hosts=name_hosts('127.0.0.1', port), "
        f"users=(User('bench', 'editor', hash_token({TOKEN!r})),), limits=Limits(requests=10**9, writes=10**9, "
        "at_work=256))); uvicorn.run(app, host='127.0.0.1', port=port, log_level='error')"
    )
    return lambda port: [sys.executable, "-c", program, str(record), str(port)]


def compare(record: Path, pairs: list[tuple[str, str]], datasette: Path, seconds: float) -> None:
    """Facts of pairs as JSON, by turns: Comity's API, and the same pairs' statements from Datasette's view."""
    ours = [f"/api/v1/facts?state={a}&state={b}" for a, b in pairs]
    sql = "select * from statements where first_state = :a and second_state = :b"
    theirs = [
        f"/{record.stem}.json?sql={quote(sql)}&a={min(a, b)}&b={max(a, b)}&_shape=array" for a, b in pairs
    ]
    with (
        run(serve(record), "/api/v1/names?name=KAZ") as our_port,
        run(lambda port: [str(datasette), "serve", str(record), "--port", str(port)], "/-/versions.json") as their_port,
    ):
        began = time.perf_counter()
        connection = http.client.HTTPConnection("127.0.0.1", our_port, timeout=60)
        for path in ours:
            assert ask(connection, path)[0] == 200
        first = len(ours) / (time.perf_counter() - began)
        speeds: dict[str, list[float]] = {"comity": [], "datasette": []}
        for _ in range(ROUNDS):
            speeds["comity"].append(count_answers(our_port, ours, seconds, 4)[0])
            speeds["datasette"].append(count_answers(their_port, theirs, seconds, 4)[0])
    us, them = median(speeds["comity"]), median(speeds["datasette"])
    print(f"facts of {len(pairs)} pairs as JSON, 4 readers, median of {ROUNDS} turns of {seconds:g} s")
    print(f"  comity     {us:8.0f} a second (asked for the first time: {first:.0f})")
    print(f"  datasette  {them:8.0f} a second (statements of the pair, no checking)")
    print(f"  ratio      {us / them:8.2f}")


def read_while_writing(record: Path, pairs: list[tuple[str, str]], seconds: float) -> None:
    """Readers while one reads documents in; then the site is killed, and what was acknowledged must be there."""
    paths = [f"/api/v1/facts?state={a}&state={b}" for a, b in pairs]
    port = find_port()
    process = subprocess.Popen(serve(record)(port), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    wait(port, "/api/v1/names?name=KAZ")
    acknowledged: list[str] = []
    stop = threading.Event()

    def write() -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        headers = {"authorization": f"Bearer {TOKEN}", "content-type": "application/json"}
        for number in range(DOCUMENTS * 100):
            if stop.is_set():
                return
            text = write_page(*pairs[number % len(pairs)], 1000 + number) + f"\nPage {number}.\n"
            try:
                connection.request("POST", "/api/v1/read", json.dumps({"text": text, "name": f"{number}"}), headers)
                answer = connection.getresponse()
                told = json.loads(answer.read())
            except (OSError, http.client.HTTPException, ValueError):
                return
            if answer.status == 200:
                acknowledged.append(told[0]["source"])

    writer = threading.Thread(target=write)
    writer.start()
    speed, taken = count_answers(port, paths, seconds, READERS)
    slowest = sorted(taken)[int(len(taken) * 0.99)]
    print(f"{READERS} readers for {seconds:g} s while documents are read in: {speed:.0f} answers a second, median "
          f"{median(taken) * 1000:.0f} ms, 99 of 100 within {slowest * 1000:.0f} ms, {len(acknowledged)} documents")
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    stop.set()
    writer.join()
    with comity.open(record) as opened:
        kept = {source.sha256 for source in opened.sources()}
        problems = list(opened.store.verify())
    lost = [one for one in acknowledged if one not in kept]
    with run(serve(record), "/api/v1/names?name=KAZ"):
        pass
    print(f"killed in the midst: {len(acknowledged)} documents acknowledged, {len(lost)} lost, "
          f"{len(problems)} problems; started again, it answers")
    if lost or problems:
        raise SystemExit(1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=3.0)
    parser.add_argument("--pairs", type=int, default=100)
    parser.add_argument("--datasette", type=Path, default=HERE / ".venv" / "bin" / "datasette")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        record = Path(folder) / "relations.db"
        pairs = make_record(record, given.pairs)
        if given.datasette.exists():
            compare(record, pairs, given.datasette, given.seconds)
        else:
            print(f"{given.datasette} is not there: pip install datasette, or name it with --datasette")
        read_while_writing(record, pairs, given.seconds * 3)


if __name__ == "__main__":
    main()
