"""An address → an engine over a record of this version. In: a path or address; out: SQLAlchemy's engine, migrated.

SQLite's settings, and why: WAL, so that readers never wait for a writer and a killed writer leaves the last whole
source; synchronous=FULL, because what was reported as kept must outlive a pulled plug, and WAL with NORMAL may lose
the last commits then (it costs one sync for each source, under 2 ms on a disk of today).
"""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError
from sqlalchemy.pool import StaticPool

from comity.errors import RecordError
from comity.record.faults import told_as_record_errors

APPLICATION_ID = 0x434D5459
"""SQLite's mark of whose file it is: "CMTY"."""

SQLITE_HEAD = b"SQLite format 3\x00"
WRITER_LOCK = 0x434D5459
"""The key of PostgreSQL's advisory lock, held by the one writer for a transaction."""

WAIT_SECONDS = 20
"""So long a writer waits for its turn."""

FORMS = "a path such as comity.db, sqlite:///PATH, or postgresql+psycopg://USER@HOST/DATABASE"
Migration = tuple[int, str, str]
"""Number, name, and what it runs."""


def open_engine(address: str, *, create: bool) -> Engine:
    """The engine over the record at `address`, made where there is none and `create` allows it, and brought up to date.

    Raises RecordError for what is no record, of a later version, or cannot be reached.
    """
    url = parse_address(address)
    where = tell_address(url)
    if url.get_backend_name() == "sqlite":
        return open_sqlite(url, where, create=create)
    return open_postgresql(url, where, create=create)


def parse_address(address: str) -> URL:
    """The address in SQLAlchemy's form; raises RecordError where it is neither path nor known database.

    >>> parse_address("comity.db").render_as_string()
    'sqlite:///comity.db'
    """
    if "://" not in address:
        return URL.create("sqlite", database=address)
    try:
        url = make_url(address)
    except ArgumentError as error:
        raise RecordError(f"{address!r} is no address of a record. Allowed: {FORMS}. Check --record.") from error
    if url.drivername in ("postgresql", "postgres"):
        return url.set(drivername="postgresql+psycopg")
    if url.drivername not in ("sqlite", "postgresql+psycopg"):
        raise RecordError(
            f"{tell_address(url)}: {url.drivername!r} is no database that a record can be kept in. "
            f"Allowed: {FORMS}. Check --record."
        )
    return url


def tell_address(url: URL) -> str:
    """The address for messages: a file's path, or a database's address without its password."""
    if url.get_backend_name() == "sqlite":
        return url.database or ":memory:"
    return url.render_as_string(hide_password=True)


@contextmanager
def begin_writing(engine: Engine, *, waits: bool = True) -> Iterator[Connection]:
    """A connection inside one transaction, the only writer; kept whole at the end, or not at all.

    Who does not wait for its turn gets the database's error where another writes.
    """
    options = {"comity_writing": "waits" if waits else "tries"}
    with engine.connect().execution_options(**options) as connection, connection.begin():
        if engine.dialect.name == "postgresql":
            if not waits:
                connection.exec_driver_sql("SET LOCAL lock_timeout = 1")  # millisecond
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITER_LOCK})")
        yield connection


# SQLite ----------------------------------------------------------------------------------------------------------


def open_sqlite(url: URL, where: str, *, create: bool) -> Engine:
    """The engine over a SQLite file, or over memory."""
    in_memory = url.database in (None, "", ":memory:")
    path = Path(url.database or "")
    is_new = in_memory or check_file(path, create=create)
    is_fixed = not is_new and is_on_read_only_ground(path)
    engine = make_sqlite_engine(url, path, in_memory=in_memory, is_fixed=is_fixed)
    try:
        with told_as_record_errors(where):
            check_version(engine, where, create=create, is_fixed=is_fixed)
    except BaseException:
        engine.dispose()
        if is_new and not in_memory:
            remove_unfinished(path)
        raise
    return engine


def check_file(path: Path, *, create: bool) -> bool:
    """Whether a new record is to be made there; raises RecordError where neither that nor opening can be."""
    if path.is_dir():
        raise RecordError(
            f"{path}: is a folder. A record is one file. Name a file in it: --record {path / 'comity.db'}."
        )
    if not path.parent.is_dir():
        raise RecordError(
            f"{path}: there is no folder {path.parent}. A record is made in a folder that exists. "
            f"Make it (mkdir -p {path.parent}) or name another with --record."
        )
    if not path.exists():
        if create:
            return True
        raise RecordError(
            f"{path}: there is no such file. A record is made by reading into it. "
            "Run 'comity read SOURCE', or name another record with --record."
        )
    try:
        with path.open("rb") as file:
            head = file.read(100)
    except OSError as error:
        raise RecordError(
            f"{path}: cannot be read ({error.strerror}). A record is a file that you may read. "
            "Check its rights, or name another with --record."
        ) from error
    if not head and create:
        return True
    if not head.startswith(SQLITE_HEAD) or int.from_bytes(head[68:72], "big") not in (0, APPLICATION_ID):
        raise no_record(str(path), f"it begins with {head[:16]!r}" if head else "it is empty")
    return False


def no_record(where: str, found: str) -> RecordError:
    """The error for something that Comity has not made."""
    return RecordError(
        f"{where}: is no record of Comity: {found}. A record is a file or database that Comity has made. "
        "Name another with --record; to read the file as a source, run 'comity read' on it."
    )


def is_on_read_only_ground(path: Path) -> bool:
    """Whether the file lies where nothing can be written, as on a disc: then it is read as it is, without a journal."""
    return not os.access(path.parent, os.W_OK) and not path.with_name(path.name + "-wal").exists()


def make_sqlite_engine(url: URL, path: Path, *, in_memory: bool, is_fixed: bool) -> Engine:
    """The engine with Comity's settings on each connection."""
    if in_memory:
        engine = create_engine(url, poolclass=StaticPool, connect_args={"check_same_thread": False})
    elif is_fixed:
        fixed = URL.create("sqlite", database=path.absolute().as_uri(), query={"immutable": "1", "uri": "true"})
        engine = create_engine(fixed)
    else:
        engine = create_engine(url, connect_args={"timeout": WAIT_SECONDS})

    @event.listens_for(engine, "connect")
    def settle(connection: sqlite3.Connection, _: object) -> None:
        connection.isolation_level = None  # transactions are begun below, not by the driver's guess
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA cache_size = -65536")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writing = connection.get_execution_options().get("comity_writing")
        if writing == "tries":
            connection.exec_driver_sql("PRAGMA busy_timeout = 0")
        try:
            connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
        finally:
            if writing == "tries":
                connection.exec_driver_sql(f"PRAGMA busy_timeout = {1000 * WAIT_SECONDS}")

    return engine


def remove_unfinished(path: Path) -> None:
    """Removes what a failed making of a record has left."""
    for ending in ("", "-wal", "-shm", "-journal"):
        path.with_name(path.name + ending).unlink(missing_ok=True)


def check_version(engine: Engine, where: str, *, create: bool, is_fixed: bool) -> None:
    """Leaves a record of this version: made, migrated or found so; otherwise raises RecordError."""
    with engine.connect() as connection:
        mark = connection.exec_driver_sql("PRAGMA application_id").scalar_one()
        version = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
        tables = inspect(connection).get_table_names() if mark != APPLICATION_ID else []
    if mark != APPLICATION_ID and (mark or version or tables):
        raise no_record(where, f"it is a SQLite database with the tables {', '.join(tables[:5]) or '(none)'}")
    if mark != APPLICATION_ID and not create:
        raise no_record(where, "it is an empty SQLite database")
    migrations = list_migrations("sqlite")
    if is_up_to_date(where, version, migrations):
        return
    if is_fixed:
        raise RecordError(
            f"{where}: is of version {version} and lies where nothing can be written. This Comity reads version "
            f"{migrations[-1][0]}. Copy it to a folder that you may write to, and name the copy with --record."
        )
    set_journal(engine)
    with begin_writing(engine) as connection:
        migrate(connection, connection.exec_driver_sql("PRAGMA user_version").scalar_one(), migrations)


def set_journal(engine: Engine) -> None:
    """Turns on the write-ahead log, which the file then keeps; outside a transaction, as SQLite wants it."""
    raw = engine.raw_connection()
    try:
        raw.cursor().execute("PRAGMA journal_mode = WAL")
    finally:
        raw.close()


# PostgreSQL ------------------------------------------------------------------------------------------------------


def open_postgresql(url: URL, where: str, *, create: bool) -> Engine:
    """The engine over a PostgreSQL database; the tables are made in the first schema of its search path."""
    try:
        engine = create_engine(url)
    except (ImportError, NoSuchModuleError) as error:
        raise RecordError(
            f"{where}: the driver of PostgreSQL is not installed. A record there needs psycopg. "
            "Run: pip install 'comity[postgres]'."
        ) from error
    migrations = list_migrations("postgresql")
    try:
        with told_as_record_errors(where):
            with engine.connect() as connection:  # without the writers' lock: who only reads does not wait
                is_current = is_up_to_date(where, find_version(connection, where, create=create), migrations)
            if not is_current:
                with begin_writing(engine) as connection:
                    migrate(connection, find_version(connection, where, create=create), migrations)
    except BaseException:
        engine.dispose()
        raise
    return engine


def find_version(connection: Connection, where: str, *, create: bool) -> int:
    """The version of a record in PostgreSQL, 0 where one is to be made; raises RecordError where neither can be."""
    tables = inspect(connection).get_table_names()
    if "migration" in tables:
        return int(connection.exec_driver_sql("SELECT coalesce(max(number), 0) FROM migration").scalar_one())
    if tables or not create:
        raise no_record(where, f"it has the tables {', '.join(tables[:5]) or '(none)'}")
    return 0


# Migrations ------------------------------------------------------------------------------------------------------


def list_migrations(dialect: str) -> list[Migration]:
    """The numbered files of `migrations/DIALECT`, in order."""
    folder = files("comity.record") / "migrations" / dialect
    found = [
        (int(match[1]), match[2], entry.read_text(encoding="utf-8"))
        for entry in folder.iterdir()
        if (match := re.fullmatch(r"(\d{4})_(\w+)\.sql", entry.name))
    ]
    return sorted(found)


def is_up_to_date(where: str, version: int, migrations: list[Migration]) -> bool:
    """Whether a record of `version` needs no migration; raises RecordError for a version later than the last."""
    newest = migrations[-1][0]
    if version > newest:
        raise RecordError(
            f"{where}: is a record of version {version}. This Comity reads versions 1 to {newest}. "
            "Bring Comity up to date (pip install --upgrade comity), or name another record with --record."
        )
    return version == newest


def migrate(connection: Connection, version: int, migrations: list[Migration]) -> None:
    """Runs the migrations after `version`, inside the transaction of `connection`."""
    for number, name, script in migrations:
        if number <= version:
            continue
        run_script(connection, script)
        connection.exec_driver_sql(f"INSERT INTO migration (number, name) VALUES ({number}, '{name}')")
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql(f"PRAGMA user_version = {number}")
            connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")


def run_script(connection: Connection, script: str) -> None:
    """Runs every statement of a script without ending the transaction, as the driver's own executescript would."""
    bare = {"no_parameters": True}  # or the driver would look for parameters, and PostgreSQL refuse several statements
    if connection.dialect.name != "sqlite":
        connection.exec_driver_sql(script, execution_options=bare)
        return
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            connection.exec_driver_sql(statement, execution_options=bare)
            statement = ""
