"""The brief: last and next, figures with their trend, what is disputed, who says what, what is new."""

from datetime import date

import pytest

from comity.model import When
from comity.writing.tree import TableBlock
from comity.writing.view import next_anniversary


def part(page, heading):
    return next(one for one in page.sections if one.heading.startswith(heading))


def rows(page, heading):
    return [row.cells for block in part(page, heading).blocks if isinstance(block, TableBlock) for row in block.rows]


def test_last_and_next(brief):
    assert rows(brief, "Last and next") == [
        ("Visit from Kazakhstan to Türkiye", "11 October 2012, President Nazarbayev, official", "none in the record"),
        ("Visit from Türkiye to Kazakhstan", "none in the record", "March 2027, The prime minister"),
    ]


def test_figures_have_their_trend(brief):
    assert rows(brief, "Figures") == [
        ("Trade, total", "US$600 million (2005)", "US$500 million (2004)", "up 20%", "—"),
    ]  # fmt: skip


def test_anniversaries_are_told(brief):
    told = [one.text for block in part(brief, "Last and next").blocks if not isinstance(block, TableBlock)
            for one in block.sentences]  # fmt: skip
    assert told == ["16 December 2026 is the 35th anniversary of the recognition of Kazakhstan by Turkey."]


def test_sides_stand_beside_each_other(brief):
    (row,) = rows(brief, "They say")
    assert "2 March 1992" in row[1]
    assert "3 March 1992" in row[2]


def test_what_is_new(brief):
    told = [one.text for block in part(brief, "New since 1 January 2009").blocks for one in block.sentences]
    assert told == [
        "The two countries declared a strategic partnership in October 2009.",
        "President Nazarbayev of Kazakhstan paid an official visit to Turkey on 11 October 2012.",
    ]


def test_without_a_day_nothing_is_called_new(make_page):
    assert not [one for one in make_page(form="brief").sections if one.heading.startswith("New")]


@pytest.mark.parametrize(("when", "on", "due"), [
    pytest.param("1992-03-02", date(2027, 1, 1), (date(2027, 3, 2), 35), id="due"),
    pytest.param("1992-03-02", date(2026, 11, 22), None, id="too far"),
    pytest.param("1992-03-02", date(2027, 3, 2), (date(2027, 3, 2), 35), id="today"),
    pytest.param("1992-03", date(2027, 1, 1), None, id="no day"),
    pytest.param("1992-01-10", date(2026, 12, 20), (date(2027, 1, 10), 35), id="next year"),
    pytest.param("1992-02-29", date(2027, 1, 1), (date(2027, 2, 28), 35), id="leap day"),
    pytest.param("2026-12-01", date(2026, 11, 22), None, id="not yet"),
])  # fmt: skip
def test_next_anniversary(when, on, due):
    assert next_anniversary(When(when), on) == due
