"""Findings as text, JSON and SARIF."""

from __future__ import annotations

import json

import pytest

from comity.checking import write_json, write_sarif, write_text


@pytest.fixture
def found(pages):
    """One contradiction, second line of a page, with an accent before it."""
    pages.add("a", "Pérou\n\nÉtabli le 4 mai 1971.\nOr was it 9 May 1971?")
    for quote, when in (("4 mai 1971", "1971-05-04"), ("9 May 1971", "1971-05-09")):
        pages.state("a", quote, "relations", "established", roles={"between": ["PER", "LAO"]}, when=when)
    return pages.check().findings, {sha: f"{name}.txt" for name, sha in pages.names.items()}


def test_text_is_like_a_linters(found):
    lines = write_text(*found).splitlines()
    assert lines[0].startswith("a.txt:3:11: C101 error: Two dates for the diplomatic relations between Laos and Peru")
    assert lines[1:3] == ["    “4 mai 1971”  a.txt:3:11", "    “9 May 1971”  a.txt:4:11"]
    assert lines[3].startswith("    to settle: ")


def test_json_has_everything(found):
    (form,) = json.loads(write_json(*found))
    assert (form["code"], form["severity"]) == ("C101", "error")
    assert form["places"][0]["address"] == "a.txt"
    assert form["places"][0]["quote"] == "4 mai 1971"
    assert len(form["statements"]) == 2


def test_sarif_points_at_the_place(found):
    log = json.loads(write_sarif(*found))
    (run,) = log["runs"]
    (result,) = run["results"]
    (rule,) = run["tool"]["driver"]["rules"]
    assert log["version"] == "2.1.0"
    assert (result["ruleId"], result["level"]) == (rule["id"], "error")
    region = result["locations"][0]["physicalLocation"]["region"]
    assert (region["startLine"], region["startColumn"], region["endColumn"]) == (3, 11, 21)
    assert len(result["relatedLocations"]) == 1


@pytest.mark.parametrize("write", [write_text, write_json, write_sarif])
def test_nothing_found_is_no_error(write):
    assert write((), {}) is not None


def test_a_long_quote_is_cut_and_kept_in_json(pages):
    words = "word " * 80
    pages.add("a", f"Title\n\nThe minister said {words}and then the.")
    checked = pages.check()
    addresses = {pages.names["a"]: "a.txt"}
    assert " …”" in write_text(checked.findings, addresses)
    assert words.strip() in json.loads(write_json(checked.findings, addresses))[0]["places"][0]["quote"]
