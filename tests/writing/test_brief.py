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
        (
            "Head of state or government, Kazakhstan to Türkiye",
            "11 October 2012, President Nazarbayev, official visit",
            "none in the record",
        ),
        ("Head of state or government, Türkiye to Kazakhstan", "none in the record", "March 2027, The prime minister"),
    ]


def test_figures_have_their_trend(brief):
    assert rows(brief, "Figures") == [
        ("Trade, total", "US$600 million (2005)", "US$500 million (2004)", "up 20%", "—"),
    ]  # fmt: skip


def test_anniversaries_are_told(brief):
    told = [one.text for block in part(brief, "Last and next").blocks if not isinstance(block, TableBlock)
            for one in block.sentences]  # fmt: skip
    assert told == [
        "16 December 2026 is the 35th anniversary of the recognition of Kazakhstan by Turkey (16 December 1991)."
    ]


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


def make_claims(*claims):
    return [("e" * 64, f"Sentence {number}.", kind, action, roles, attributes, when, "asserted", None)
            for number, (kind, action, roles, attributes, when) in enumerate(claims)]  # fmt: skip


ENVOY = {"sender": ["KAZ"], "host": ["TUR"]}
SOURCES = {"e" * 64: {"title": "List", "address": "list.txt"}}


@pytest.mark.parametrize(("claims", "told"), [
    pytest.param(
        [("envoy", "accredited", {**ENVOY, "person": ["A"]}, {"office": "ambassador"}, "2025-05-01")],
        "Ambassador A of Kazakhstan presented credentials in Türkiye on 1 May 2025.", id="there",
    ),
    pytest.param(
        [("envoy", "accredited", {**ENVOY, "person": ["A"]}, {"office": "ambassador"}, "2010-05-01")],
        "Ambassador A of Kazakhstan presented credentials in Turkey on 1 May 2010; the record has nothing newer on the "
        "post.", id="long ago",
    ),
    pytest.param(
        [("envoy", "accredited", {**ENVOY, "person": ["A"]}, {"office": "ambassador"}, "2024-05-01"),
         ("envoy", "ended", {**ENVOY, "person": ["A"]}, {"office": "ambassador"}, "2026-01-01")],
        "Ambassador A of Kazakhstan ended service in Türkiye on 1 January 2026; the record has no successor, so the "
        "post may be vacant.", id="vacant",
    ),
    pytest.param(
        [("mission", "maintained", {**ENVOY, "city": ["Ankara"]}, {"type": "embassy"}, None)],
        "Nothing in the record tells who heads the mission of Kazakhstan in Türkiye.", id="unknown",
    ),
])  # fmt: skip
def test_posts(make_page, claims, told):
    page = make_page(make_claims(*claims), SOURCES, form="brief")
    (block,) = part(page, "Posts").blocks
    assert [one.text for one in block.sentences] == [told]


def test_many_changes_are_cut_to_the_newest(make_page):
    visits = [("visit", None, ENVOY, {"office": "president"}, f"2024-{month:02}-01") for month in range(1, 13)]
    page = make_page(make_claims(*visits), SOURCES, form="brief", since=date(2023, 1, 1))
    (block,) = part(page, "New since").blocks
    assert block.sentences[0].text == "The newest 10 of 12."
    assert "1 December 2024" in block.sentences[-1].text
