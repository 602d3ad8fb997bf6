"""What can go wrong with a database, as errors that say where, what was found, what is allowed and how to mend it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import exc

from comity.errors import RecordError

# By SQLite's name of the code, the longer before the shorter: what was found, what is allowed, how to mend it.
SQLITE_FAULTS = (
    ("SQLITE_FULL", "the disk is full", "Nothing of this step was kept; what was kept before stands",
     "Make room, or move the record to a larger disk, and run the command again."),
    ("SQLITE_IOERR", "the disk did not take or give the data (full, over a quota, or failing)",
     "Nothing of this step was kept; what was kept before stands",
     "Make room or check the disk, run the command again, and then 'comity verify'."),
    ("SQLITE_READONLY", "it can be read, not written", "Writing needs a file and a folder that you may write to",
     "Copy the record to such a folder and name it with --record."),
    ("SQLITE_CANTOPEN", "it cannot be opened", "A record is a file in a folder that exists and that you may write to",
     "Check the path and the rights of the folder, or name another record with --record."),
    ("SQLITE_BUSY", "another program is writing to it", "One program writes at a time, any number read",
     "Wait until the other is done and run the command again."),
    ("SQLITE_LOCKED", "another part of this program is writing to it", "One writes at a time",
     "Wait until it is done and try again."),
    ("SQLITE_CORRUPT", "its pages are damaged", "A record is changed by Comity alone",
     "Take your last copy of the file, or save what can be read: sqlite3 RECORD .recover."),
    ("SQLITE_NOTADB", "it is no SQLite database", "A record is a file that Comity has made",
     "Name another file with --record."),
    ("SQLITE_TOOBIG", "a source is larger than a database can hold in one piece", "At most 1,000,000,000 bytes",
     "Divide the source into parts and read each."),
)  # fmt: skip


@contextmanager
def told_as_record_errors(where: str) -> Iterator[None]:
    """Whatever the database refuses inside becomes a RecordError; `where` is the record's address without password."""
    try:
        yield
    except exc.DBAPIError as error:
        raise make_record_error(where, error.orig or error) from error
    except sqlite3.Error as error:
        raise make_record_error(where, error) from error
    except exc.SQLAlchemyError as error:
        raise make_record_error(where, error) from error


def make_record_error(where: str, error: BaseException) -> RecordError:
    """The error that tells a user what the database's own error means."""
    name = getattr(error, "sqlite_errorname", None) or ""
    for begin, found, allowed, mend in SQLITE_FAULTS:
        if name.startswith(begin):
            return RecordError(f"{where}: {found}. {allowed}. {mend}")
    said = " ".join(str(error).split())
    return RecordError(
        f"{where}: the database refused: {said}. A record is a SQLite file or a PostgreSQL database that can be "
        "reached and written. Check the address, that the server runs, and your rights there."
    )
