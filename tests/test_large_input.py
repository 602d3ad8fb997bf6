"""A large text is read to its end, in memory that grows with it by a known factor."""

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

COMITY = Path(sys.executable).with_name("comity")
# COMITY_TEST_LARGE=100 takes the size for which the budget is written.
MEGABYTES = int(os.environ.get("COMITY_TEST_LARGE", "2"))
PARAGRAPH = "The committee met again in the afternoon and heard the report on the harbour, the roads and two mills. "
LAST = "Turkey recognised Kazakhstan on 16 December 1991.\n"
# Bytes, text and blocks; and what the program itself takes.
MOST_TIMES = 14
OWN_MEGABYTES = 250


@pytest.mark.slow
def test_large_text_is_read_to_its_end(tmp_path):
    size = MEGABYTES * 1_000_000
    text = tmp_path / "large.txt"
    lines = (PARAGRAPH * 8 + "\n\n") * (size // (len(PARAGRAPH) * 8 + 2))
    text.write_text(lines + LAST)
    limit = (OWN_MEGABYTES + MOST_TIMES * MEGABYTES) * 1_000_000

    def bound_memory():
        resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))

    shown = subprocess.run(
        [COMITY, "read", text, "--format", "tsv"], capture_output=True, text=True, check=False, preexec_fn=bound_memory
    )
    assert shown.returncode == 0, shown.stderr
    assert "recognised" in shown.stdout.splitlines()[-1]
