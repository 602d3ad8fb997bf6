"""What a name means: a table of names, dates and contexts; "-" is undecided or no state at all."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from comity.errors import UnknownNameError
from comity.names import adjective, explain_name, find_state, label, load_states, resolve, state

TABLE = (Path(__file__).parent / "states.csv").read_text(encoding="utf-8")
ROWS = list(csv.DictReader(TABLE.splitlines()))


def name_row(row: dict[str, str]) -> str:
    return "/".join(filter(None, (row["name"], row["on"], row["context"])))


@pytest.mark.parametrize("row", ROWS, ids=name_row)
def test_name_means(row):
    context = [part for part in row["context"].split(";") if part]
    found = resolve(row["name"], on=row["on"] or None, context=context)
    assert (found.code or "-") == row["code"]


def test_table_is_large_and_has_no_row_twice():
    assert len(ROWS) >= 600
    assert len({name_row(row) for row in ROWS}) == len(ROWS)


@pytest.mark.parametrize("row", [row for row in ROWS if row["code"] != "-"], ids=name_row)
def test_what_is_meant_is_explained(row):
    context = [part for part in row["context"].split(";") if part]
    rows = explain_name(row["name"], row["on"] or None, context)
    assert [code for standing, code, _, reason in rows if standing == "meant" and reason][:1] == [row["code"]]


def test_what_is_undecided_has_all_its_candidates():
    rows = explain_name("Korea", "1990")
    assert {(standing, code) for standing, code, _, _ in rows} == {
        ("possible", "KOR"),
        ("possible", "PRK"),
        ("not meant", "cow:KOR"),
    }


@pytest.mark.parametrize(
    ("code", "on", "expected"),
    [
        pytest.param("TUR", date(1900, 1, 1), "Ottoman Empire", id="ottoman"),
        pytest.param("TUR", date(2022, 5, 31), "Turkey", id="the-day-before"),
        pytest.param("TUR", date(2022, 6, 1), "Türkiye", id="the-day"),
        pytest.param("TUR", None, "Türkiye", id="today"),
        pytest.param("MKD", date(2019, 2, 11), "Macedonia", id="macedonia"),
        pytest.param("MKD", date(2019, 2, 12), "North Macedonia", id="north-macedonia"),
        pytest.param("SWZ", date(2018, 4, 18), "Swaziland", id="swaziland"),
        pytest.param("SWZ", date(2018, 4, 19), "Eswatini", id="eswatini"),
        pytest.param("CZE", date(2010, 1, 1), "Czech Republic", id="czech-republic"),
        pytest.param("CZE", date(2020, 1, 1), "Czechia", id="czechia"),
        pytest.param("COD", date(1980, 1, 1), "Zaire", id="zaire"),
        pytest.param("DEU", date(1900, 1, 1), "Germany", id="empire"),
        pytest.param("DEU", date(1960, 1, 1), "West Germany", id="west-germany"),
        pytest.param("EGY", date(1965, 1, 1), "United Arab Republic", id="uar"),
        pytest.param("KAZ", date(1900, 1, 1), "Kazakhstan", id="unknown-then"),
        pytest.param("OTS", date(2015, 1, 1), "Turkic Council", id="organisation"),
    ],
)
def test_label_is_the_name_of_the_day(code, on, expected):
    assert label(code, on=on) == expected


@pytest.mark.parametrize(
    ("code", "on", "expected"),
    [
        pytest.param("KAZ", None, "Kazakh", id="today"),
        pytest.param("IRN", date(1900, 1, 1), "Persian", id="persian"),
        pytest.param("TUR", date(1900, 1, 1), "Ottoman", id="ottoman"),
        pytest.param("DEU", date(1960, 1, 1), "West German", id="west-german"),
        pytest.param("BRB", None, "Barbadian", id="first-of-several"),
        pytest.param("IOT", None, None, id="none"),
    ],
)
def test_adjective_goes_with_the_name(code, on, expected):
    assert adjective(code, on=on) == expected


@pytest.mark.parametrize("code", load_states())
def test_every_name_of_a_state_finds_it(code):
    known = state(code)
    assert find_state(code) == code
    assert code in {candidate.code for candidate in resolve(known.name).candidates}


@pytest.mark.parametrize(
    ("name", "told"),
    [
        pytest.param("Kazakstn", "Did you mean Kazakhstan (KAZ)?", id="near-name"),
        pytest.param("Atlantis", "'Atlantis' is not the name or code of a state. Give a code", id="no-near-name"),
        pytest.param("Congo", "'Congo' may mean several states: COD", id="undecided"),
        pytest.param("Nigera", "Nigeria (NGA)", id="never-guessed"),
    ],
)
def test_unknown_name_is_refused_with_help(name, told):
    with pytest.raises(UnknownNameError) as raised:
        find_state(name)
    assert told in str(raised.value)


def test_unknown_code_is_refused():
    with pytest.raises(UnknownNameError, match="'XXX' is not the code of a state"):
        state("XXX")
