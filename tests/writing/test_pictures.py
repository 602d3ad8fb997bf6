"""Pictures: what they show, in shape and in words, and that no mark says more than is known."""

import re
import xml.etree.ElementTree as ElementTree
from datetime import date

import pytest

from comity.model import When
from comity.writing import render_html, standalone
from comity.writing.charts import Bar, draw_bars, draw_directions
from comity.writing.network import MOST_DRAWN, Tie, draw_network
from comity.writing.post_map import Post, draw_posts
from comity.writing.timeline_drawing import Lane, Moment, draw_timeline
from comity.writing.tree import Figure

ON = date(2026, 11, 22)


def draw(*moments):
    return draw_timeline([Lane("Visits", tuple(moments))], until=ON)


def parse(picture):
    return ElementTree.fromstring(picture.svg)


@pytest.mark.parametrize(("when", "rest", "meaning"), [
    pytest.param("1992-03-02", {}, "sure", id="day"),
    pytest.param("2012-10-11/2012-10-12", {}, "sure", id="some days"),
    pytest.param("1943/1945", {}, "lasting", id="years that it lasted"),
    pytest.param("1992", {}, "vague", id="year"),
    pytest.param("1992-03", {}, "vague", id="month"),
    pytest.param("2006~", {}, "doubtful", id="about"),
    pytest.param("199X", {}, "doubtful", id="decade"),
    pytest.param("1992-03-02", {"is_disputed": True}, "disputed", id="disputed"),
    pytest.param("2027-03", {"is_expected": True}, "expected", id="expected"),
])  # fmt: skip
def test_mark_is_as_sure_as_the_date(when, rest, meaning):
    picture = draw(Moment(When(when), "x", "f" * 32, **rest))
    assert f'class="mark {meaning}"' in picture.svg
    assert picture.svg.count('class="mark ') == 2  # the mark and its sign in the legend


def test_a_vague_date_is_as_wide_as_what_it_can_mean():
    picture = draw(Moment(When("1992"), "x", "1"), Moment(When("1990-01-01"), "y", "2"), Moment(When("1995"), "z", "3"))
    widths = [float(one) for one in re.findall(r'<rect class="mark vague"[^>]* width="([\d.]+)"', picture.svg)]
    assert widths == pytest.approx([612 / 6, 612 / 6], rel=0.01)


def test_timeline_tells_in_words_how_sure_it_is():
    picture = draw(Moment(When("1992"), "x", "1"), Moment(When("1995-01-01"), "y", "2", is_disputed=True))
    assert picture.alternative == (
        "Timeline from 1992 to 1995: Visits (2). One date on which sources disagree and one date not known to the day."
    )


def test_nothing_dated_is_no_timeline():
    assert draw() is None


def test_figures_are_drawn_in_proportion_and_forecasts_open():
    bars = [Bar(2004, 500e6, "US$500 million", "1"), Bar(2005, 1e9, "US$1 billion", "2"),
            Bar(2006, 2e9, "US$2 billion", "3", is_forecast=True)]  # fmt: skip
    picture = draw_bars("Trade, total", bars, unit="US$")
    heights = [float(one) for one in re.findall(r'<rect class="bar[^>]* height="([\d.]+)"', picture.svg)]
    assert heights == pytest.approx([heights[2] / 4, heights[2] / 2, heights[2]], rel=0.01)
    assert picture.svg.count('class="bar expected"') == 1
    assert "2006: US$2 billion (forecast)" in picture.alternative


def test_one_year_is_no_chart():
    assert draw_bars("Trade", [Bar(2004, 5, "5", "1"), Bar(2004, 6, "6", "2")], unit="US$") is None


@pytest.mark.parametrize(("years", "per"), [
    pytest.param(((2009, 2012), (2012,)), "Number by year. A – 2009: 1; 2012: 1. B – 2012: 1.", id="years"),
    pytest.param(((1950, 1954), (2001,)), "Number by 5 years. A – 1950–1954: 2. B – 2000–2004: 1.", id="five years"),
    pytest.param(((1850,), (2001,)), "Number by 10 years. A – 1850–1859: 1. B – 2000–2009: 1.", id="decades"),
])  # fmt: skip
def test_directions_are_counted_by_year(years, per):
    assert draw_directions(("A", "B"), years).alternative == per


def test_posts_are_marked_by_rank():
    posts = [Post("Ankara", 32.9, 39.9, "embassy", "1", True), Post("Istanbul", 29, 41, "consulate", "2", False)]
    picture = draw_posts("TUR", posts, title="Missions of Kazakhstan in Türkiye")
    assert picture.svg.count('<rect class="post"') == 1
    assert picture.svg.count('<circle class="post"') == 1
    assert picture.alternative == "Map of missions of Kazakhstan in Türkiye: Ankara: embassy; Istanbul: consulate."


@pytest.mark.parametrize("host", [pytest.param("SUN", id="ended"), pytest.param("TUV", id="without an outline")])
def test_no_outline_is_no_map_of_posts(host):
    posts = [Post("A", 32.9, 39.9, "embassy", "1", True), Post("B", 29, 41, "consulate", "2", False)]
    assert draw_posts(host, posts, title="X") is None


def test_network_shows_ties_and_what_is_severed():
    ties = [Tie("Cuba", 3, is_severed=True), Tie("Chile", 12, address="chile.html")]
    picture = draw_network("Bolivia", ties)
    assert picture.svg.count('class="tie severed"') == 1
    assert 'href="chile.html"' in picture.svg
    told = "Relations of Bolivia. Chile: 12 statements; Cuba: three statements, relations severed."
    assert picture.alternative == told


def test_network_says_what_it_leaves_out():
    picture = draw_network("A", [Tie(f"State {number}", number + 1) for number in range(MOST_DRAWN + 4)])
    assert "Four more are not drawn." in picture.alternative


@pytest.mark.parametrize("text", ["<b>", 'x"y', "a&b", "\x1b[31m"])
def test_text_in_pictures_is_inert(text):
    for picture in (
        draw(Moment(When("1992"), text, "1")), draw_network(text, [Tie(text, 1, address=f"#{text}")]),
        draw_bars(text, [Bar(2004, 5, text, "1"), Bar(2005, 6, text, "2")], unit=text),
        draw_directions((text, text), ((2001,), (2002,))),
    ):  # fmt: skip
        parse(picture)
        assert "<b>" not in picture.svg
        assert "\x1b" not in picture.svg


def test_picture_stands_alone_with_its_colours(article):
    for block in (block for section in article.sections for block in section.blocks if isinstance(block, Figure)):
        alone = standalone(block.picture)
        ElementTree.fromstring(alone)
        assert "var(" not in alone
        assert re.match(r'<svg width="640" height="\d+"', alone)


def test_marks_lead_to_their_proof(article):
    text = render_html(article)
    links = set(re.findall(r'href="#(proof-\w+)"', text))
    assert links
    assert links <= set(re.findall(r'id="(proof-\w+)"', text))
