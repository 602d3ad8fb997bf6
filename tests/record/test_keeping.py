"""Nothing is erased or overwritten, not even by hand, and what was altered is found."""

import re

import pytest
from sqlalchemy import create_engine
from sqlalchemy.exc import DBAPIError

from comity.model import Decision
from comity.record import open_record

ERASURES = [
    pytest.param("DELETE FROM statement", id="statement-erased"),
    pytest.param("UPDATE statement SET quote = 'x'", id="statement-changed"),
    pytest.param("UPDATE statement SET withdrawn_at = '2030' WHERE withdrawn_at IS NOT NULL", id="withdrawn-twice"),
    pytest.param("UPDATE statement SET withdrawn_at = NULL WHERE withdrawn_at IS NOT NULL", id="withdrawal-undone"),
    pytest.param("DELETE FROM source", id="source-erased"),
    pytest.param("DELETE FROM decision", id="decision-erased"),
    pytest.param("UPDATE decision SET verb = 'accepted'", id="decision-changed"),
]


@pytest.fixture
def filled(make_address, sample):
    address = make_address()
    with open_record(address) as record:
        record.add(sample.document, sample.data, sample.statements)
        record.add(sample.document, sample.data, [sample.visit, sample.mission])
        record.decide(Decision(sample.visit.id, "rejected", "Ada", "2026-02-01T09:00:00Z"))
    return address


def run_sql(address, *statements):
    engine = create_engine(address if "://" in address else f"sqlite:///{address}")
    try:
        with engine.begin() as connection:
            for statement in statements:
                connection.exec_driver_sql(statement)
    finally:
        engine.dispose()


@pytest.mark.parametrize("sql", ERASURES)
def test_database_refuses_to_erase(filled, sql):
    with pytest.raises(DBAPIError, match="never (erased|overwritten)"):
        run_sql(filled, sql)


ALTERATIONS = [
    pytest.param("UPDATE copy SET bytes = 'x'", "copy of the bytes", id="copy-damaged"),
    pytest.param("DELETE FROM copy", "copy of the bytes", id="copy-gone"),
    pytest.param("UPDATE source SET size = 1", "size of the bytes", id="size"),
    pytest.param("UPDATE text SET text = replace(text, 'Astana', 'Almaty')", "hash of the text", id="text"),
    pytest.param("UPDATE text SET text = replace(text, 'Astana', 'Almaty')", "quote", id="quote-not-in-text"),
    pytest.param("UPDATE statement SET kind = 'meeting'", "identity", id="identity"),
    pytest.param("UPDATE statement SET roles = '{\"host\":'", "form of the statement", id="form"),
    pytest.param("UPDATE statement SET edtf = 'soon'", "form of the statement", id="date"),
]


@pytest.mark.parametrize(("sql", "what"), ALTERATIONS)
def test_alteration_is_found(filled, sql, what):
    on = " ON statement" if "://" in filled else ""
    unlock = f"DROP TRIGGER statement_is_fixed{on}"
    run_sql(filled, unlock, sql)
    with open_record(filled) as record:
        assert what in {problem.what for problem in record.verify()}


def test_sound_record_has_no_problems_and_tells_progress(filled):
    told = []
    with open_record(filled) as record:
        assert list(record.verify(lambda done, total: told.append((done, total)))) == []
    assert told[-1] == (5, 5)


VIEWS = [
    pytest.param("SELECT count(*) FROM statements", 2, id="statements"),
    pytest.param("SELECT count(*) FROM history", 3, id="history"),
    pytest.param("SELECT statements FROM sources", 2, id="sources"),
    pytest.param("SELECT count(*) FROM timeline WHERE edtf IN ('2019-05-03', '1992')", 2, id="timeline"),
    pytest.param("SELECT count(*) FROM roles WHERE entity = 'TUR' AND role IN ('sender', 'host')", 2, id="roles"),
    pytest.param("SELECT CAST(first_day AS TEXT) FROM timeline ORDER BY first_day LIMIT 1", "1992-01-01", id="day"),
    pytest.param(
        "SELECT count(*) FROM statements JOIN sources ON sources.sha256 = statements.source "
        "WHERE first_state = 'KAZ' AND second_state = 'TUR' AND reader = 'rules'", 2, id="join",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("sql", "value"), VIEWS)
def test_views_open_as_they_are(filled, sql, value):
    engine = create_engine(filled if "://" in filled else f"sqlite:///{filled}")
    with engine.connect() as connection:
        assert connection.exec_driver_sql(sql).scalar_one() == value
    engine.dispose()


@pytest.mark.parametrize("view", ["statements", "history", "sources", "roles", "timeline"])
def test_views_are_documented(filled, root, view):
    engine = create_engine(filled if "://" in filled else f"sqlite:///{filled}")
    with engine.connect() as connection:
        columns = set(connection.exec_driver_sql(f"SELECT * FROM {view}").keys())
    engine.dispose()
    lines = (root / "docs" / "record.md").read_text(encoding="utf-8").splitlines()
    told = {line.split("|")[1].strip(" `"): set(re.findall("`([a-z0-9_]+)`", line.split("|")[3])) for line in lines
            if line.startswith("| `") and line.count("|") == 4}  # fmt: skip
    documented = told[view] | (told["statements"] if view == "history" else set())
    assert documented == columns
