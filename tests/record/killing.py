"""Run as a program: writers are killed at random moments while they add sources. Arguments: folder, times, seed.

Each writer tells by a pipe what it has kept once `add` has returned; the last line printed is what was told, as JSON.
Processes are forked, so that what they import is paid for once.
"""

import hashlib
import json
import os
import random
import select
import signal
import sys
import time

from comity.kinds import load_vocabulary
from comity.model import Document, Evidence, Source, Statement, When, make_statement
from comity.record import open_record

STATEMENTS = 40


def make_reading(writer: int, number: int) -> tuple[Document, bytes, list[Statement]]:
    text = "".join(f"Visit {writer} {number} {line}.\n" for line in range(STATEMENTS))
    data = text.encode()
    sha256 = hashlib.sha256(data).hexdigest()
    document = Document(Source(sha256, f"{writer}-{number}.txt", "text/plain", len(data)), text)
    ends = [at for at, character in enumerate(text) if character == "\n"]
    spans = zip([0, *(end + 1 for end in ends)], ends, strict=False)
    statements = [
        make_statement(
            "visit", roles={"sender": ["KAZ"], "host": ["TUR"]}, when=When("2012"), evidence=Evidence(start, end),
            quote=text[start:end], source=sha256,
        )
        for start, end in spans
    ]  # fmt: skip
    return document, data, statements


def write(address: str, writer: int, pipe: int) -> None:
    with open_record(address) as record:
        for number in range(10_000):
            document, data, statements = make_reading(writer, number)
            if number % 2:
                record.add_statements(document, data, statements)
            else:
                record.add(document, data, statements)
            os.write(pipe, f"{document.source.sha256}\n".encode())


def kill_a_writer(address: str, writer: int, chance: random.Random) -> list[str]:
    """What the writer had told when it was killed."""
    reading, writing = os.pipe()
    process = os.fork()
    if process == 0:
        os.close(reading)
        write(address, writer, writing)
        os._exit(0)
    os.close(writing)
    if chance.random() < 0.8:  # otherwise killed before its first source may be kept
        select.select([reading], [], [], 10)
    time.sleep(chance.uniform(0, 0.06))
    os.kill(process, signal.SIGKILL)
    os.waitpid(process, 0)
    with os.fdopen(reading) as told:
        return told.read().split()


def main(folder: str, times: int, seed: int) -> None:
    chance = random.Random(seed)
    load_vocabulary()
    open_record(":memory:").close()
    told: dict[str, list[str]] = {}
    for writer in range(times):
        address = f"{folder}/{writer // 5}.db"
        told.setdefault(address, []).extend(kill_a_writer(address, writer, chance))
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
