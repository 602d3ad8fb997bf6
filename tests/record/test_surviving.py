"""A killed process and a full disk leave the last whole source, and lose nothing that was reported as kept."""

import json
import random
import subprocess
import sys
from pathlib import Path

import pytest

from comity.errors import RecordError
from comity.record import open_record

KILLING = Path(__file__).with_name("killing.py")
STATEMENTS = 40


def run_python(*arguments):
    ran = subprocess.run([sys.executable, *map(str, arguments)], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


def test_killed_at_fifty_moments_nothing_kept_is_lost(tmp_path):
    told = json.loads(run_python(KILLING, tmp_path, 50, random.randrange(10**9)))
    assert len(told) == 10
    assert sum(map(len, told.values())) >= 40
    for address, kept in told.items():
        with open_record(address, create=not kept) as record:
            assert list(record.verify()) == []
            found = {source.sha256 for source in record.sources()}
            assert set(kept) <= found
            assert record.count() == (len(found), STATEMENTS * len(found))
            assert all(len(record.statements(source=sha256)) == STATEMENTS for sha256 in found)
            assert len(record.search("visit", limit=10**6)) == STATEMENTS * len(found)


FULL_DISK = """
import hashlib, resource, sys
from pathlib import Path
from comity.errors import RecordError
from comity.model import Document, Source
from comity.record import open_record

def make(seed, size):
    data = hashlib.shake_256(seed.encode()).digest(size)
    return Document(Source(hashlib.sha256(data).hexdigest(), seed, "text/plain", size), data.hex()), data

def limit(size):
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))

path = Path(sys.argv[1])
limit(8_192)
try:
    open_record(str(path))
except RecordError as error:
    print(error)
print(list(path.parent.iterdir()))
limit(400_000)
with open_record(str(path)) as record:
    record.add(*make("small", 1_000), [])
    for bulk in (False, True):
        try:
            (record.add_statements if bulk else record.add)(*make("large", 1_000_000), [])
        except RecordError as error:
            print(error)
        print([source.address for source in record.sources()], list(record.verify()))
    record.add(*make("small again", 2_000), [])
    print([source.address for source in record.sources()], list(record.verify()))
"""


def test_full_disk_leaves_the_record_whole(tmp_path):
    path = tmp_path / "comity.db"
    lines = run_python("-c", FULL_DISK, path).splitlines()
    told = f"{path}: the disk did not take or give the data"
    assert [line.startswith(told) and "Make room" in line for line in (lines[0], lines[2], lines[4])] == [True] * 3
    assert lines[1] == "[]"
    assert lines[3] == lines[5] == "['small'] []"
    assert lines[6] == "['small', 'small again'] []"


def test_second_writer_waits_and_is_told(tmp_path, sample, monkeypatch):
    path = str(tmp_path / "comity.db")
    with open_record(path) as one, open_record(path) as other:
        with other._reading() as connection:
            connection.exec_driver_sql("PRAGMA busy_timeout = 50")
        with one._writing():
            assert other.sources() == []
            with pytest.raises(RecordError, match="another program is writing.*Wait until"):
                other.add(sample.document, sample.data, sample.statements)
        assert other.add(sample.document, sample.data, sample.statements).is_new


def test_failure_in_the_midst_of_a_stream_keeps_nothing(record, sample):
    def broken():
        yield sample.visit
        raise OSError("the file ended")

    with pytest.raises(OSError, match="the file ended"):
        record.add_statements(sample.document, sample.data, broken())
    assert record.count() == (0, 0)
    record.add(sample.document, sample.data, sample.statements)
    assert record.statements() == sample.statements
