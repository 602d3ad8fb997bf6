"""The manners of a house: its English, its dates, its names of states; names and titles stay as they are."""

import pytest

from comity.writing import House, render_html
from comity.writing.tree import TableBlock


def told(page):
    rows = (row for one in page.sections for block in one.blocks if isinstance(block, TableBlock) for row in block.rows)
    headings = (one.heading for one in page.sections)
    return " ".join((page.title, *headings, *(one.text for one in page.sentences()), *(str(row.cells) for row in rows)))


@pytest.mark.parametrize(("house", "is_there", "is_not"), [
    pytest.param(House(), "recognise Kazakhstan, on 16 December 1991", "recognize", id="british"),
    pytest.param(House("american"), "recognize Kazakhstan, on 16 December 1991", "recognise", id="american"),
    pytest.param(House("american"), "International organizations", "organisations", id="american heading"),
    pytest.param(House(dates="american"), "on December 16, 1991", "16 December", id="american dates"),
    pytest.param(House(dates="iso"), "on 1991-12-16", "December 1991", id="iso dates"),
    pytest.param(House(names={"TUR": "Turkiye"}), "Kazakhstan–Turkiye relations", "Türkiye ", id="house name"),
])  # fmt: skip
def test_page_is_written_in_the_manner_of_the_house(make_page, house, is_there, is_not):
    text = told(make_page(house=house))
    assert is_there in text
    assert is_not not in text


def test_names_keep_their_spelling(make_page):
    claims = [("a" * 64, "They signed it.", "agreement", "signed", {"between": ["KAZ", "TUR"]},
               {"title": "Treaty on Labour Centres"}, "2001", "asserted", None)]  # fmt: skip
    page = make_page(claims, {"a" * 64: {"title": "Labour", "address": "a.txt"}}, house=House("american"))
    assert "the Treaty on Labour Centres" in told(page)


def test_dates_of_sources_are_those_of_the_house(make_page):
    assert "February 4, 2014" in render_html(make_page(house=House(dates="american")))
