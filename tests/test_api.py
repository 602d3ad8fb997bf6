"""The Python face."""

import subprocess
import sys

import pytest

import comity
from comity.api import make_day
from comity.demo import sample_pages
from comity.errors import ComityError, SourceError, UnknownNameError
from comity.keeping import choose_facts, date_facts


@pytest.fixture
def pages(tmp_path):
    for page in sample_pages():
        (tmp_path / page.name).write_bytes(page.read_bytes())
    return tmp_path


@pytest.fixture
def record(pages):
    with comity.open(pages / "comity.db") as opened:
        opened.read(pages)
        yield opened


def test_importing_costs_nothing():
    code = "import sys, comity; print(sorted(name for name in sys.modules if name.startswith('comity')))"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout == "['comity']\n"


def test_a_file_is_read_without_a_record(pages):
    statements = comity.read(pages / "ministry.html")
    assert {"recognition", "relations", "visit"} <= {statement.kind for statement in statements}
    assert [path.name for path in pages.iterdir() if path.suffix == ".db"] == []


@pytest.mark.parametrize(("first", "second"), [
    pytest.param("KAZ", "TUR", id="codes"),
    pytest.param("TUR", "KAZ", id="the other way round"),
    pytest.param("Kazakhstan", "Türkiye", id="names"),
    pytest.param("Republic of Kazakhstan", "Turkey", id="other names"),
])  # fmt: skip
def test_facts_of_a_pair_are_the_same_by_any_name(first, second, record):
    facts = record.facts(first, second, on="2026-01-01")
    assert len(facts) > 10
    assert facts.to_rows() == record.facts("KAZ", "TUR", on="2026-01-01").to_rows()


def test_facts_are_those_of_a_check_with_all_texts(record):
    checked, documents = record.look("KAZ", "TUR", on="2026-01-01")
    chosen = choose_facts(date_facts(checked.facts, documents), on=make_day("2026-01-01"))
    assert list(record.facts("KAZ", "TUR", on="2026-01-01")) == list(chosen)


@pytest.mark.parametrize(("states", "error", "message"), [
    pytest.param(["KAZ", "Kazakhstan"], ComityError, "one state", id="one state twice"),
    pytest.param(["KAZ", "TUR", "RUS"], ComityError, "3 states", id="three states"),
    pytest.param(["Kazahkstan", "TUR"], UnknownNameError, "Did you mean", id="unknown"),
])  # fmt: skip
def test_states_that_are_none_are_refused(states, error, message, record):
    with pytest.raises(error, match=message):
        record.facts(*states)


def test_a_day_that_is_none_is_refused(record):
    with pytest.raises(ComityError, match="YYYY-MM-DD"):
        record.facts("KAZ", "TUR", on="May 2013")


def test_a_missing_source_is_refused(record):
    with pytest.raises(SourceError, match="no such file"):
        record.read("missing.html")


def test_statements_of_a_pair_have_what_became_of_each_state(record):
    kinds = {statement.kind for statement in record.statements("KAZ", "TUR")}
    assert "statehood" in kinds
    assert {one.kind for one in record.statements("KAZ", "TUR", kind="visit")} == {"visit"}


def test_nothing_was_known_before_it_was_read(record):
    assert len(record.facts("KAZ", "TUR", known_at="2000-01-01")) == 0


def test_rows_leave_as_data_frames(record):
    facts = record.facts("KAZ", "TUR", on="2026-01-01")
    pandas = pytest.importorskip("pandas")
    polars = pytest.importorskip("polars")
    assert isinstance(facts.to_pandas(), pandas.DataFrame)
    assert isinstance(facts.to_polars(), polars.DataFrame)
    assert facts.to_polars().to_dicts() == facts.to_rows()
    assert list(facts.to_pandas()["id"]) == [fact.id for fact in facts]


def test_every_noun_has_its_row(record):
    for rows in (record.sources(), record.statements(), record.facts(), record.findings()):
        assert len(rows.to_rows()) == len(rows) > 0


def test_a_folder_of_kinds_is_taken(pages, tmp_path):
    folder = tmp_path / "kinds"
    folder.mkdir()
    (folder / "toy.yaml").write_text("kind: toy\ndescription: A toy.\nroles: {between: {type: party, key: true}}\n")
    with comity.open(":memory:", kinds=[folder]) as opened:
        assert "toy" in opened.vocabulary


def test_an_unknown_name_of_the_package_says_what_there_is():
    with pytest.raises(AttributeError, match="open, read"):
        comity.reed  # noqa: B018


def test_rows_leave_as_an_arrow_table(record):
    pytest.importorskip("pyarrow")
    facts = record.facts("KAZ", "TUR", on="2026-01-01")
    assert facts.to_arrow().to_pylist() == facts.to_rows()
    assert record.facts("KAZ", "TUR", known_at="2001-01-01").to_arrow().num_rows == 0


def test_notebooks_show_rows_and_pages_and_run_nothing_of_theirs(record, pages):
    facts = record.facts("KAZ", "TUR", on="2026-01-01")
    shown = facts._repr_html_()
    assert shown.count("<tr>") == min(len(facts), 25) + 1
    (pages / "hostile.txt").write_text("Turkey's <script>alert(1)</script> minister visited Astana on 3 May 2021.")
    record.read(pages / "hostile.txt")
    for one in (record.statements(), record.facts("KAZ", "TUR"), record.article("KAZ", "TUR")):
        assert "<script" not in one._repr_html_()
    frame = record.article("KAZ", "TUR", on="2026-01-01")._repr_html_()
    assert frame.startswith("<iframe sandbox ")
    assert "Kazakhstan–Türkiye relations" in frame
