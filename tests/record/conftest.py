"""Records to test with: a SQLite file, and a PostgreSQL schema where COMITY_TEST_POSTGRES names a database."""

import hashlib
import os
import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from comity.model import Document, Evidence, Source, Statement, When, make_statement
from comity.record import Record, open_record

TEXT = (
    "Turkey's president visited Astana on 3 May 2019. Kazakhstan opened an embassy in Ankara in 1992. "
    "The two and Uzbekistan signed an agreement."
)


@pytest.fixture(params=["sqlite", "postgres"])
def make_address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[], str]]:
    """Gives the address of a new, empty place for a record at each call."""
    if request.param == "sqlite":
        yield lambda: str(tmp_path / f"{uuid.uuid4().hex}.db")
        return
    address = os.environ.get("COMITY_TEST_POSTGRES")
    if not address:
        pytest.skip("set COMITY_TEST_POSTGRES to a database's address to test PostgreSQL")
    yield from make_schemas(address)


def make_schemas(address: str) -> Iterator[Callable[[], str]]:
    """A schema at each call, all dropped at the end."""
    from sqlalchemy import create_engine

    engine = create_engine(address, isolation_level="AUTOCOMMIT")
    names: list[str] = []

    def make() -> str:
        names.append(f"comity_{uuid.uuid4().hex}")
        with engine.connect() as connection:
            connection.exec_driver_sql(f"CREATE SCHEMA {names[-1]}")
        return f"{address}{'&' if '?' in address else '?'}options=-csearch_path%3D{names[-1]}"

    yield make
    with engine.connect() as connection:
        for name in names:
            connection.exec_driver_sql(f"DROP SCHEMA {name} CASCADE")
    engine.dispose()


class Clock:
    """A clock that stands until it is set; one day passes by `sleep`."""

    def __init__(self) -> None:
        self.now = datetime(2026, 1, 1, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def sleep(self, days: int = 1) -> None:
        """Sets the clock forward."""
        self.now += timedelta(days=days)


@pytest.fixture
def clock() -> Clock:
    """The clock of `record`."""
    return Clock()


@pytest.fixture
def record(make_address: Callable[[], str], clock: Clock) -> Iterator[Record]:
    """An empty record, in each database."""
    with open_record(make_address(), clock=clock) as opened:
        yield opened


class Sample:
    """A document of three sentences and a statement of each."""

    def __init__(self, text: str = TEXT) -> None:
        self.data = text.encode()
        self.sha256 = hashlib.sha256(self.data).hexdigest()
        self.document = Document(Source(self.sha256, "page.txt", "text/plain", len(self.data), title="A page"), text)
        self.visit = self.state("visit", 0, roles={"sender": ["TUR"], "host": ["KAZ"]}, when=When("2019-05-03"))
        self.mission = self.state(
            "mission", 1, action="opened", roles={"sender": ["KAZ"], "host": ["TUR"], "city": ["Ankara"]},
            attributes={"type": "embassy"}, when=When("1992"),
        )  # fmt: skip
        self.agreement = self.state("agreement", 2, action="signed", roles={"between": ["KAZ", "TUR", "UZB"]})
        self.statements = [self.visit, self.mission, self.agreement]

    def state(self, kind: str, sentence: int, **rest: object) -> Statement:
        """A statement whose evidence is the sentence of that number, from 0."""
        text = self.document.text
        starts = [0, *(at + 2 for at, pair in enumerate(zip(text, text[1:], strict=False)) if pair == (".", " "))]
        start = starts[sentence]
        end = starts[sentence + 1] - 1 if sentence + 1 < len(starts) else len(text)
        return make_statement(kind, evidence=Evidence(start, end), quote=text[start:end], source=self.sha256, **rest)  # type: ignore[arg-type]


@pytest.fixture
def sample() -> Sample:
    """A small document with its statements."""
    return Sample()


@pytest.fixture
def make_sample() -> Callable[[str], Sample]:
    """Makes samples of other texts (of three sentences)."""
    return Sample
