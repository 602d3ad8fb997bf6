"""Opening: what is no record, of another version, or cannot be written is told in four parts."""

import os
import re
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import inspect

from comity.errors import RecordError
from comity.record import open_record
from comity.record.opening import APPLICATION_ID, list_migrations, migrate, parse_address


def make_text(path):
    path.write_text("Turkey and Kazakhstan established relations.")


def make_empty(path):
    path.touch()


def make_database(path):
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE bookmarks (url TEXT)")


def make_later(path):
    open_record(str(path)).close()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("PRAGMA user_version = 99")


def make_foreign(path):
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("PRAGMA application_id = 7")
        connection.execute("CREATE TABLE bookmarks (url TEXT)")


REFUSED = [
    pytest.param(make_text, "is no record of Comity: it begins with .* Name another with --record", id="text-file"),
    pytest.param(make_empty, "is no record of Comity: it is empty.* Name another", id="empty-file"),
    pytest.param(make_database, "is a SQLite database with the tables bookmarks.* Name another", id="other-database"),
    pytest.param(make_foreign, "is no record of Comity.* Name another", id="other-application"),
    pytest.param(make_later, "of version 99. This Comity reads versions 1 to 2.*pip install --upgrade", id="later"),
    pytest.param(lambda path: path.mkdir(), "is a folder. A record is one file. Name a file in it", id="folder"),
    pytest.param(lambda path: None, "there is no such file.* Run 'comity read SOURCE'", id="missing"),
]


@pytest.mark.parametrize(("make", "message"), REFUSED)
def test_what_is_no_record_is_refused_and_left_alone(make, message, tmp_path):
    path = tmp_path / "some.db"
    make(path)
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(RecordError, match=message) as caught:
        open_record(str(path), create=False)
    assert str(path) in str(caught.value)
    assert (path.read_bytes() if path.is_file() else None) == before


@pytest.mark.parametrize(("make", "message"), REFUSED[:1] + REFUSED[2:6])
def test_nothing_is_made_over_what_is_no_record(make, message, tmp_path):
    path = tmp_path / "some.db"
    make(path)
    with pytest.raises(RecordError, match=message):
        open_record(str(path), create=True)


def test_missing_folder_is_told(tmp_path):
    with pytest.raises(RecordError, match=r"there is no folder .*mkdir -p"):
        open_record(str(tmp_path / "none" / "comity.db"))


ADDRESSES = [
    pytest.param("mysql://me:secret@host/db", "'mysql' is no database that a record can be kept in", id="mysql"),
    pytest.param("https://example.org/comity.db", "'https' is no database", id="web"),
    pytest.param("postgresql+psycopg2://me:secret@host/db", "is no database", id="other-driver"),
    pytest.param("://", "is no address of a record", id="no-scheme"),
    pytest.param(
        "postgresql://me:secret@127.0.0.1:1/db", "Check the address, that the server runs", id="no-server"
    ),
]  # fmt: skip


@pytest.mark.parametrize(("address", "message"), ADDRESSES)
def test_wrong_address_is_told_without_its_password(address, message):
    pytest.importorskip("psycopg")
    with pytest.raises(RecordError, match=message) as caught:
        open_record(address)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("address", ["postgresql://host/db", "postgres://host/db", "postgresql+psycopg://host/db"])
def test_every_form_of_address_finds_the_driver(address):
    assert parse_address(address).drivername == "postgresql+psycopg"


def test_empty_file_becomes_a_record(tmp_path):
    path = tmp_path / "comity.db"
    path.touch()
    with open_record(str(path)) as record:
        assert record.sources() == []


def test_closed_record_is_one_file(tmp_path, sample):
    with open_record(str(tmp_path / "comity.db")) as record:
        record.add(sample.document, sample.data, sample.statements)
    assert os.listdir(tmp_path) == ["comity.db"]


def test_making_that_was_killed_is_taken_up(tmp_path):
    path = tmp_path / "comity.db"
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("PRAGMA journal_mode = WAL")
    with open_record(str(path)) as record:
        assert record.sources() == []


def test_reopened_record_is_what_it_was(make_address, sample):
    address = make_address()
    with open_record(address) as record:
        record.add(sample.document, sample.data, sample.statements)
    with open_record(address, create=False) as record:
        assert record.statements() == sample.statements


def test_later_version_of_a_database_is_told(make_address):
    address = make_address()
    with open_record(address) as record, record._writing() as connection:
        connection.exec_driver_sql("INSERT INTO migration VALUES (99, 'later')")
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("PRAGMA user_version = 99")
    with pytest.raises(RecordError, match="of version 99"):
        open_record(address)


def test_record_of_an_earlier_version_is_migrated(make_address, sample):
    with open_record(make_address()) as record:
        record.add(sample.document, sample.data, sample.statements)
        with record._writing() as connection:
            known = list_migrations(connection.dialect.name)
            number = len(known) + 1
            later = (number, "note", "CREATE TABLE note (number INTEGER);\nINSERT INTO note (number)\nVALUES (7);\n")
            migrate(connection, len(known), [*known, later])
            assert connection.exec_driver_sql("SELECT number FROM note").scalar_one() == 7
            assert connection.exec_driver_sql("SELECT max(number) FROM migration").scalar_one() == number
        assert record.statements() == sample.statements


def test_migration_that_fails_leaves_all_as_it_was(make_address):
    with open_record(make_address()) as record:
        last = len(list_migrations("sqlite"))
        broken = [(last + 1, "broken", "CREATE TABLE note (number INTEGER);\nINSERT INTO nowhere VALUES (1);\n")]
        with pytest.raises(RecordError, match="the database refused"), record._writing() as connection:
            migrate(connection, last, broken)
        with record._reading() as connection:
            assert connection.exec_driver_sql("SELECT max(number) FROM migration").scalar_one() == last
            assert "note" not in inspect(connection).get_table_names()


def test_both_databases_have_the_same_migrations():
    names = [[migration[:2] for migration in list_migrations(dialect)] for dialect in ("sqlite", "postgresql")]
    assert names[0] == names[1]
    assert [number for number, _ in names[0]] == list(range(1, len(names[0]) + 1))


def test_file_says_whose_it_is(tmp_path):
    open_record(str(tmp_path / "comity.db")).close()
    head = (tmp_path / "comity.db").read_bytes()[:100]
    assert int.from_bytes(head[68:72], "big") == APPLICATION_ID


READ_ONLY = """
import os, sys
from comity.errors import RecordError
from comity.model import Decision
from comity.record import open_record

def look(address):
    with open_record(address) as record:
        print(len(record.statements()), len(record.search("visited")), len(list(record.verify())))
        try:
            record.decide(Decision("C104", "accepted", "Ada", "2026-02-01T09:00:00Z"))
        except RecordError as error:
            print(error)

look(":memory:")  # so that all is imported while it can be
if os.getuid() == 0:
    os.setuid(65534)  # root may write anywhere
look(sys.argv[1])
"""


@pytest.mark.parametrize("folder_too", [pytest.param(True, id="folder"), pytest.param(False, id="file")])
def test_record_that_cannot_be_written_can_be_read(folder_too, sample):
    with tempfile.TemporaryDirectory() as place:  # pytest's own folders nobody else may enter
        Path(place).chmod(0o755)
        folder = Path(place) / "disc"
        folder.mkdir()
        look_at_record_of_another(folder / "comity.db", sample, folder_too=folder_too)


def look_at_record_of_another(path, sample, *, folder_too):
    with open_record(str(path)) as record:
        record.add(sample.document, sample.data, sample.statements)
    path.chmod(0o444)
    path.parent.chmod(0o555 if folder_too else 0o777)
    ran = subprocess.run([sys.executable, "-c", READ_ONLY, str(path)], capture_output=True, text=True, check=False)
    path.parent.chmod(0o755)
    first, read, told = (*ran.stdout.splitlines(), "", "")[:3]
    assert (first, read) == ("0 0 0", "3 1 0"), ran.stderr
    assert re.search("it can be read, not written.*Copy the record", told), told


def test_opening_waits_for_no_writer(make_address, sample):
    address = make_address()
    with open_record(address) as writer, writer._writing(), open_record(address, create=False) as reader:
        assert reader.sources() == []


def test_address_without_a_record_is_refused(make_address):
    with pytest.raises(RecordError, match="no such file|is no record of Comity"):
        open_record(make_address(), create=False)
