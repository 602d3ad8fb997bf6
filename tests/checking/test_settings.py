"""Codes can be selected, ignored and weighed; checks of one's own can be added; each code has its page."""

from __future__ import annotations

import pytest

from comity.checking import CHECKS, Check, CheckSettings, explain_code, load_pages, make_finding, write_pages
from comity.checking.checks import FINDERS
from comity.errors import ComityError


@pytest.fixture
def faulty(pages):
    pages.add("a", "Swaziland and Peru met on Monday, 4 May 2010. They agreed with the.")
    return pages


@pytest.mark.parametrize(
    ("settings", "codes"),
    [
        pytest.param(CheckSettings(), ["C404", "C501", "C504"], id="all"),
        pytest.param(CheckSettings(select=("C5",)), ["C501", "C504"], id="select-a-group"),
        pytest.param(CheckSettings(ignore=("C504",)), ["C404", "C501"], id="ignore-a-code"),
        pytest.param(CheckSettings(select=("C5",), ignore=("C501",)), ["C504"], id="both"),
        pytest.param(CheckSettings(least="warning"), ["C404", "C501"], id="least"),
        pytest.param(CheckSettings(least="error", severities={"C5": "error"}), ["C501", "C504"], id="raised"),
        pytest.param(CheckSettings(least="error", severities={"C5": "error", "C504": "note"}), ["C501"], id="longest"),
    ],
)
def test_settings(settings, codes, faulty):
    assert faulty.codes(settings=settings) == codes


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param({"select": ("104",)}, id="no-code"),
        pytest.param({"severities": {"C104": "fatal"}}, id="no-severity"),
        pytest.param({"least": "all"}, id="no-least"),
    ],
)
def test_wrong_settings_are_refused(wrong):
    with pytest.raises(ComityError, match=r"Severities:|Give a code"):
        CheckSettings(**wrong)


def test_a_check_of_ones_own(faulty):
    def find_peru(case):
        for sha, document in case.documents.items():
            at = document.text.find("Peru")
            if at >= 0:
                yield make_finding("X1", "Peru is named.", [case.place(sha, at, at + 4)])

    mine = Check("X1", "note", "Peru is named.", find_peru)
    assert "X1" in faulty.codes(checks=(*CHECKS, mine))


def test_each_check_has_its_page_and_each_page_its_check():
    assert sorted(FINDERS) == [page.code for page in load_pages()] == [check.code for check in CHECKS]


@pytest.mark.parametrize("page", load_pages(), ids=lambda page: page.code)
def test_page_is_printed(page):
    text = explain_code(page.code.lower())
    assert text.startswith(f"# {page.code}: {page.name} ({page.severity})")
    assert f"{page.code} {page.severity}" in page.example


def test_no_page_for_no_code():
    assert explain_code("C999") is None


def test_manual_is_what_the_program_says(root):
    assert (root / "docs" / "findings.md").read_text(encoding="utf-8") == write_pages()
