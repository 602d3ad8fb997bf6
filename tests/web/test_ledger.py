"""Answers are kept while what they rest on is as it was; what the record counts goes on with it."""

import pytest

import comity
from comity.api import open_record
from comity.model import Decision
from comity.web.ledger import Census, Ledger

VISIT = "Turkey's foreign minister visited Astana on 3 May 2021."
OTHER = "Ghana and Togo established diplomatic relations on 5 June 1961."
ALONE = "Kazakhstan declared its independence on 16 December 1991."
SCOPES = {"pair": (("KAZ", "TUR"),), "turned": (("TUR", "KAZ"),), "state": (("KAZ",),), "other": (("GHA", "TGO"),),
          "partner": (("KAZ", "RUS"),), "nothing": (), "all": None}  # fmt: skip


@pytest.fixture
def record(pages):
    with open_record(pages / "comity.db") as opened:
        yield opened


def read(pages, text):
    """Another program reads a text into the record."""
    (pages / "news.txt").write_text(text)
    with comity.open(pages / "comity.db") as other:
        assert other.read(pages / "news.txt")


@pytest.mark.parametrize(("text", "changed"), [
    pytest.param(VISIT, {"pair", "turned", "state", "all"}, id="on two states"),
    pytest.param(OTHER, {"other", "all"}, id="on two others"),
    pytest.param(ALONE, {"pair", "turned", "state", "partner", "all"}, id="on one state"),
])  # fmt: skip
def test_what_is_read_changes_what_it_is_on(text, changed, record, pages):
    ledger = Ledger(record)
    read(pages, text)
    assert ledger.version == 0
    ledger.refresh()
    assert {name for name, rests in SCOPES.items() if ledger.last_change(rests) > 0} == changed
    version = ledger.version
    ledger.refresh()
    assert ledger.version == version


def test_a_decision_changes_what_its_statement_is_on(record):
    ledger, statement = Ledger(record), record.statements("KAZ", "TUR", kind="visit")[0]
    record.store.decide(Decision(statement.id, "flagged", "ada", "2026-01-01T00:00:00Z"))
    ledger.refresh()
    assert ledger.last_change(SCOPES["pair"]) == 1
    assert ledger.last_change(SCOPES["other"]) == 0


def test_a_decision_on_a_finding_changes_all_but_what_rests_on_nothing(record):
    ledger, finding = Ledger(record), record.findings("KAZ", "TUR")[0]
    record.store.decide(Decision(finding.id, "accepted", "ada", "2026-01-01T00:00:00Z"))
    ledger.refresh()
    assert {name for name, rests in SCOPES.items() if ledger.last_change(rests) == 0} == {"nothing"}


def test_census_goes_on_with_the_record_without_counting_it_anew(record, pages, monkeypatch):
    census = Census(record)
    assert (census.count(), census.pairs()) == (record.store.count(), record.store.pairs())
    monkeypatch.setattr(record.store, "census", lambda: pytest.fail("the whole record was counted"))
    for text in (VISIT, OTHER, ALONE, f"{VISIT} {OTHER}"):
        read(pages, text)
        assert (census.count(), census.pairs()) == (record.store.count(), record.store.pairs())


@pytest.mark.parametrize("address", ["/KAZ/TUR", "/api/v1/facts?state=KAZ&state=TUR", "/KAZ", "/KAZ/TUR/changes", "/"])
def test_what_is_written_is_in_the_next_answer(address, editor):
    before = editor.get(address).content
    assert editor.get(address).content == before
    editor.post("/api/v1/read", json={"text": VISIT, "name": "news.txt"})
    assert editor.get(address).content != before


def test_an_answer_on_others_is_given_again_as_it_was_kept(editor):
    app = editor.app
    editor.get("/GHA/TGO")
    kept = [answer for answer in app.answering.kept.values() if answer.rests == (("GHA", "TGO"),)]
    editor.post("/api/v1/read", json={"text": VISIT, "name": "news.txt"})
    editor.get("/GHA/TGO")
    assert [answer for answer in app.answering.kept.values() if answer.rests == (("GHA", "TGO"),)] == kept
    assert len(kept) == 1


def test_kept_answers_are_bounded(open_site):
    from comity.web import Limits

    site = open_site(limits=Limits(cache_bytes=200_000))
    for year in range(1900, 1990):
        site.get(f"/KAZ/TUR/brief?on={year}-01-01")
    answering = site.app.answering
    assert 0 < answering.kept_bytes <= 200_000
    assert answering.kept_bytes == sum(one.size for one in answering.kept.values())
