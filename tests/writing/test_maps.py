"""Locator maps: near and far pairs, across 180 degrees, too small for an outline, unknown."""

import re

import pytest

from comity.writing.maps import draw_locator
from comity.writing.outlines import Capital


def parts(made, style):
    return re.findall(rf'<(path|circle) class="{style}"', made.svg)


@pytest.mark.parametrize("pair", [
    pytest.param(("KAZ", "TUR"), id="neighbourhood"),
    pytest.param(("USA", "RUS"), id="across the date line"),
    pytest.param(("FJI", "NZL"), id="outline across the date line"),
    pytest.param(("CHL", "CHN"), id="far apart"),
    pytest.param(("LIE", "CHE"), id="small neighbours"),
    pytest.param(("NOR", "RUS"), id="north"),
])  # fmt: skip
def test_both_states_are_drawn(pair):
    made = draw_locator(*pair, names=("First", "Second"))
    assert parts(made, "first")
    assert parts(made, "second")
    assert "Map of First and Second" in made.alternative
    assert ">First<" in made.svg
    assert ">Second<" in made.svg


@pytest.mark.parametrize(("code", "shape"), [
    pytest.param("VAT", "circle", id="microstate"),
    pytest.param("TUV", "circle", id="without an outline"),
    pytest.param("ITA", "path", id="large"),
])  # fmt: skip
def test_small_states_get_a_dot(code, shape):
    assert shape in parts(draw_locator(code, "AUS" if code == "TUV" else "MLT", names=("A", "B")), "first")


def test_labels_stay_in_the_frame():
    for pair in (("KAZ", "TUR"), ("CAN", "NOR"), ("ARG", "CHL")):
        made = draw_locator(*pair, names=("A rather long name of a state", "Another one that is long"))
        for x, y in re.findall(r'<text class="\w+" x="(-?\d+)" y="(-?\d+)"', made.svg):
            assert 0 < int(x) < 640
            assert 0 < int(y) < 420


@pytest.mark.parametrize(
    ("first", "second"), [pytest.param("SUN", "USA", id="ended"), pytest.param("x:none", "KAZ", id="no code")]
)
def test_what_has_no_outline_has_no_map(first, second):
    assert draw_locator(first, second, names=("A", "B")) is None


def test_capitals_are_those_of_the_caller():
    made = draw_locator("KAZ", "TUR", names=("Kazakhstan", "Turkey"), capitals={"KAZ": Capital("Almaty", 76.9, 43.2)})
    assert "Almaty" in made.alternative
    assert "Astana" not in made.svg


def test_names_are_escaped():
    assert "<b>" not in draw_locator("KAZ", "TUR", names=("<b>", 'x"y')).svg
