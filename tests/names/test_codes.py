"""Codes of states in other lists: the collisions that every panel meets, and that all rows agree with each other."""

from __future__ import annotations

from datetime import date
from itertools import combinations

import pytest

from comity.errors import UnknownNameError
from comity.names import code_in, code_lists, coexisted, load_states, state_behind
from comity.names.codes import DatedCode, load_codes
from comity.names.spans import first_day, last_day

NEVER, ALWAYS = date(1, 1, 1), date(9999, 12, 31)


@pytest.mark.parametrize(
    ("list_name", "state", "on", "code"),
    [
        pytest.param("cow", "DEU", date(1930, 1, 1), "255", id="germany-empire-cow"),
        pytest.param("cow", "DEU", date(1947, 1, 1), None, id="germany-occupied-cow"),
        pytest.param("cow", "DEU", date(1960, 1, 1), "260", id="germany-west-cow"),
        pytest.param("cow", "DDR", date(1960, 1, 1), "265", id="germany-east-cow"),
        pytest.param("cow", "DEU", date(1990, 10, 2), "260", id="germany-last-day-cow"),
        pytest.param("cow", "DEU", date(1990, 10, 3), "255", id="germany-united-cow"),
        pytest.param("gw", "DEU", date(1930, 1, 1), "255", id="germany-empire-gw"),
        pytest.param("gw", "DEU", date(1960, 1, 1), "260", id="germany-west-gw"),
        pytest.param("gw", "DEU", date(2000, 1, 1), "260", id="germany-united-gw"),
        pytest.param("cow", "YEM", date(1980, 1, 1), "678", id="yemen-north-cow"),
        pytest.param("cow", "YMD", date(1980, 1, 1), "680", id="yemen-south-cow"),
        pytest.param("cow", "YEM", date(1990, 5, 21), "678", id="yemen-last-day-cow"),
        pytest.param("cow", "YEM", date(1990, 5, 22), "679", id="yemen-united-cow"),
        pytest.param("gw", "YEM", date(2000, 1, 1), "678", id="yemen-united-gw"),
        pytest.param("cow", "SRB", date(1900, 1, 1), "345", id="serbia-kingdom-cow"),
        pytest.param("gw", "SRB", date(1900, 1, 1), "340", id="serbia-kingdom-gw"),
        pytest.param("cow", "YUG", date(1970, 1, 1), "345", id="yugoslavia-cow"),
        pytest.param("gw", "YUG", date(1970, 1, 1), "345", id="yugoslavia-gw"),
        pytest.param("cow", "SCG", date(2004, 1, 1), "345", id="serbia-and-montenegro-cow"),
        pytest.param("cow", "SRB", date(2010, 1, 1), "345", id="serbia-cow"),
        pytest.param("gw", "SRB", date(2010, 1, 1), "340", id="serbia-gw"),
        pytest.param("cow", "VNM", date(1965, 1, 1), "816", id="vietnam-north-cow"),
        pytest.param("cow", "cow:RVN", date(1965, 1, 1), "817", id="vietnam-south-cow"),
        pytest.param("cow", "VNM", date(1980, 1, 1), "816", id="vietnam-united-cow"),
        pytest.param("gw", "VNM", date(1850, 1, 1), "815", id="vietnam-empire-gw"),
        pytest.param("cow", "cow:KOR", date(1900, 1, 1), "730", id="korea-empire-cow"),
        pytest.param("cow", "PRK", date(1960, 1, 1), "731", id="korea-north-cow"),
        pytest.param("cow", "KOR", date(1960, 1, 1), "732", id="korea-south-cow"),
        pytest.param("cow", "CSK", date(1970, 1, 1), "315", id="czechoslovakia-cow"),
        pytest.param("cow", "CZE", date(2000, 1, 1), "316", id="czechia-cow"),
        pytest.param("cow", "SVK", date(2000, 1, 1), "317", id="slovakia-cow"),
        pytest.param("cow", "CAN", date(1900, 1, 1), None, id="canada-before-1920-cow"),
        pytest.param("cow", "CAN", date(1920, 1, 10), "20", id="canada-1920-cow"),
        pytest.param("gw", "CAN", date(1900, 1, 1), "20", id="canada-1867-gw"),
        pytest.param("cow", "XKX", date(2010, 1, 1), "347", id="kosovo-cow"),
        pytest.param("iso2", "XKX", date(2010, 1, 1), "XK", id="kosovo-iso-user-assigned"),
        pytest.param("isonum", "XKX", date(2010, 1, 1), None, id="kosovo-no-number"),
        pytest.param("gw", "COL", date(1825, 1, 1), "99", id="great-colombia-gw"),
        pytest.param("gw", "COL", date(1850, 1, 1), "100", id="colombia-gw"),
        pytest.param("cow", "SUN", date(1960, 1, 1), "365", id="soviet-union-cow"),
        pytest.param("cow", "RUS", date(1960, 1, 1), None, id="russia-in-the-union-cow"),
        pytest.param("iso3", "COD", date(1990, 1, 1), "ZAR", id="zaire-iso3"),
        pytest.param("iso3", "MMR", date(1985, 1, 1), "BUR", id="burma-iso3"),
        pytest.param("isonum", "DEU", date(1985, 1, 1), "280", id="west-germany-number"),
        pytest.param("isonum", "DEU", date(1995, 1, 1), "276", id="germany-number"),
        pytest.param("iso3166-3", "SUN", date(2000, 1, 1), "SUHH", id="soviet-union-withdrawn"),
        pytest.param("iso3166-3", "DDR", date(2000, 1, 1), "DDDE", id="east-germany-withdrawn"),
        pytest.param("iso3166-3", "YUG", date(2005, 1, 1), "YUCS", id="yugoslavia-withdrawn"),
        pytest.param("iso3166-3", "CSK", date(2000, 1, 1), "CSHH", id="czechoslovakia-withdrawn"),
        pytest.param("fips", "DEU", date(2000, 1, 1), "GM", id="germany-fips"),
        pytest.param("wikidata", "KAZ", None, "Q232", id="wikidata"),
        pytest.param("m49", "TWN", date(2000, 1, 1), None, id="taiwan-has-no-m49"),
    ],
)
def test_code_is_that_of_the_day(list_name, state, on, code):
    assert code_in(list_name, state, on) == code


@pytest.mark.parametrize(
    ("list_name", "value", "on", "state"),
    [
        pytest.param("cow", "345", date(1900, 1, 1), "SRB", id="serbia"),
        pytest.param("cow", "345", date(1950, 1, 1), "YUG", id="yugoslavia"),
        pytest.param("cow", "345", date(2005, 1, 1), "SCG", id="serbia-and-montenegro"),
        pytest.param("cow", "365", date(1950, 1, 1), "SUN", id="soviet-union"),
        pytest.param("iso2", "CS", date(1980, 1, 1), "CSK", id="cs-was-czechoslovakia"),
        pytest.param("iso2", "CS", date(2004, 1, 1), "SCG", id="cs-was-serbia-and-montenegro"),
        pytest.param("iso2", "AI", date(1975, 1, 1), "DJI", id="ai-was-afars-and-issas"),
        pytest.param("iso3", "kaz", None, "KAZ", id="any-case"),
        pytest.param("cow", "999", date(1950, 1, 1), None, id="nobody"),
    ],
)
def test_state_behind_a_code(list_name, value, on, state):
    if (list_name, value) == ("iso2", "AI"):
        assert state in {code.state for code in load_codes() if (code.list, code.value) == ("iso2", "AI")}
    else:
        assert state_behind(list_name, value, on) == state


@pytest.mark.parametrize(
    ("first", "second", "year", "expected"),
    [
        pytest.param("SUR", "cow:RVN", 1975, False, id="suriname-and-south-vietnam"),
        pytest.param("DEU", "DDR", 1990, True, id="two-germanies"),
        pytest.param("CSK", "CZE", 1993, False, id="czechoslovakia-and-czechia"),
        pytest.param("YMD", "YEM", 1990, True, id="two-yemens"),
        pytest.param("KAZ", "TUR", 1992, True, id="kazakhstan-and-turkey"),
        pytest.param("KAZ", "TUR", 1985, False, id="before-independence"),
    ],
)
def test_dyads_that_never_coexisted_are_none(first, second, year, expected):
    assert coexisted("cow", first, second, year) is expected


@pytest.mark.parametrize(
    ("call", "told"),
    [
        pytest.param(lambda: code_in("cow", "DEU"), "DEU has several codes in 'cow'", id="needs-a-day"),
        pytest.param(lambda: state_behind("cow", "345"), "345 in 'cow' was the code of several states", id="back"),
        pytest.param(lambda: code_in("nato", "DEU"), "'nato' is not a list of codes. Lists: iso2", id="unknown-list"),
    ],
)
def test_a_code_that_changed_needs_a_day(call, told):
    with pytest.raises(UnknownNameError) as raised:
        call()
    assert told in str(raised.value)


def span_of(code: DatedCode) -> tuple[date, date]:
    return first_day(code.since) if code.since else NEVER, last_day(code.until) if code.until else ALWAYS


def meet(one: DatedCode, two: DatedCode) -> bool:
    (begin, end), (other_begin, other_end) = span_of(one), span_of(two)
    return begin <= other_end and other_begin <= end


@pytest.mark.parametrize("list_name", code_lists())
def test_a_state_has_one_code_a_day(list_name):
    codes = [code for code in load_codes() if code.list == list_name]
    by_state = {state: [code for code in codes if code.state == state] for state in load_states()}
    assert [pair for known in by_state.values() for pair in combinations(known, 2) if meet(*pair)] == []


@pytest.mark.parametrize("list_name", [name for name in code_lists() if name != "wikidata"])
def test_a_code_has_one_state_a_day(list_name):
    codes = sorted((code for code in load_codes() if code.list == list_name), key=lambda code: code.value)
    pairs = [(one, two) for one, two in combinations(codes, 2) if one.value == two.value and meet(one, two)]
    assert pairs == []


@pytest.mark.parametrize("code", load_codes(), ids=lambda code: f"{code.list}-{code.state}-{code.value}-{code.since}")
def test_every_code_goes_there_and_back(code):
    on = span_of(code)[0] if code.since else span_of(code)[1] if code.until else date(2020, 1, 1)
    assert span_of(code)[0] <= span_of(code)[1]
    assert code_in(code.list, code.state, on) == code.value
    assert state_behind(code.list, code.value, on) == code.state
