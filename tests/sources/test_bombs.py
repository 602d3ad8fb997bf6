"""Bombs: each is refused by name, quickly and in little memory; nothing of them reaches beyond the record."""

from __future__ import annotations

import contextlib
import itertools
import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest
from bench.attacks.bombs import BOMBS

MOST_MEMORY = 200 << 10
COMITY = Path(sys.executable).with_name("comity")
pytestmark = pytest.mark.slow


# A process counts as its own the memory that its parent had when it was made: between stands a small one.
WATCH = """
import resource, subprocess, sys
status = subprocess.run(sys.argv[1:]).returncode
print(f"{resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss} {status}")
"""


def read(*arguments: str, folder: Path, pieces: Iterable[bytes] = ()) -> tuple[int, str, int]:
    """Status, messages and the most memory in KiB of `comity read`; `pieces` come on its standard input."""
    command = [sys.executable, "-c", WATCH, COMITY, "read", *arguments]
    with (folder / "told").open("wb") as told, (folder / "out").open("wb") as out:
        child = subprocess.Popen(command, cwd=folder, stdin=subprocess.PIPE, stdout=out, stderr=told)
        assert child.stdin
        with contextlib.suppress(BrokenPipeError):
            for piece in pieces:
                child.stdin.write(piece)
        with contextlib.suppress(BrokenPipeError):
            child.stdin.close()
        child.wait()
    *_, last = (folder / "out").read_bytes().splitlines()
    memory, status = map(int, last.split())
    return status, (folder / "told").read_text(), memory


def test_bombs_are_refused_by_name(tmp_path):
    for number, bomb in enumerate(BOMBS):
        (tmp_path / f"{number}.x").write_bytes(bomb.make())
    status, told, memory = read(*(f"{number}.x" for number in range(len(BOMBS))), folder=tmp_path)
    assert status == 2
    assert "Traceback" not in told
    for number, bomb in enumerate(BOMBS):
        assert re.search(rf"^(?:comity:)? *{number}\.x\b.*{re.escape(bomb.refusal)}", told, re.MULTILINE), bomb.name
    assert memory < MOST_MEMORY
    assert len(list(tmp_path.iterdir())) == len(BOMBS) + 3  # the record, and what was told


STREAMS = {
    "zeros": (b"\0" * 65_536, "binary data"),
    "a page without end": (b"<p>Turkey has an embassy in Astana.</p>\n" * 2_000, "more than 33,554,432 bytes"),
    "a letter without end": (b"From: a\nTo: b\nDate: c\n\n" + b"x\n" * 30_000, "more than 33,554,432 bytes"),
    "a line without end": (b'{"text": "x", "a": "' + b"y" * 65_536, "8,388,608 bytes"),
    "an element without end": (b"<mediawiki><page>" + b"x" * 65_536, "33,554,432 bytes"),
}


@pytest.mark.parametrize(("piece", "message"), [pytest.param(*pair, id=name) for name, pair in STREAMS.items()])
def test_standard_input_without_end_is_given_up(tmp_path, piece, message):
    status, told, memory = read("-", "--format", "jsonl", folder=tmp_path, pieces=itertools.repeat(piece))
    assert status == 2
    assert message in told
    assert "Traceback" not in told
    assert memory < MOST_MEMORY


def test_lines_without_end_are_read_in_flat_memory(tmp_path):
    line = b'{"text": "Turkey has an embassy in Astana. %s"}\n' % (b"The sea was calm. " * 300)
    few, many = (
        read("-", "--format", "jsonl", folder=tmp_path, pieces=itertools.repeat(line, count)) for count in (300, 3_000)
    )
    assert few[0] == many[0] == 0
    assert many[2] < few[2] * 1.1
