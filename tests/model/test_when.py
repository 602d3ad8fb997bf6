"""When: EDTF in and out, days, containment and words."""

from __future__ import annotations

import pickle
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.model.when import When, WhenError, make_interval, parse_when, shift_years, year_of
from comity.reading.dates import find_dates

DAYS = st.dates(min_value=date(1500, 1, 1), max_value=date(2199, 12, 31))


@st.composite
def whens(draw: st.DrawFn) -> When:
    """Dates of any precision, plain or marked, and intervals of them."""
    start, end = sorted((draw(DAYS), draw(DAYS)))
    cut = st.sampled_from((10, 7, 4))
    mark = st.sampled_from(("", "", "~", "?", "%"))
    forms = (
        f"{start.isoformat()[: draw(cut)]}{draw(mark)}", f"{start.year // 10}X", f"{start.year // 100}XX",
        f"{start.isoformat()[: draw(cut)]}/{end.isoformat()[: draw(cut)]}", f"../{end}", f"{start}/..",
        f"[{start},{end}]", f"{{{start.year},{end}}}", f"{start:%Y-%m}-XX",
    )  # fmt: skip
    return When(draw(st.sampled_from(forms)))


@pytest.mark.parametrize(("edtf", "first", "last", "precision"), [
    pytest.param("1992-03-02", "1992-03-02", "1992-03-02", "day", id="day"),
    pytest.param("1992-03", "1992-03-01", "1992-03-31", "month", id="month"),
    pytest.param("2004-02", "2004-02-01", "2004-02-29", "month", id="month-of-leap-year"),
    pytest.param("1900-02", "1900-02-01", "1900-02-28", "month", id="month-of-no-leap-year"),
    pytest.param("1992", "1992-01-01", "1992-12-31", "year", id="year"),
    pytest.param("199X", "1990-01-01", "1999-12-31", "decade", id="decade"),
    pytest.param("19XX", "1900-01-01", "1999-12-31", "century", id="century"),
    pytest.param("1XXX", "1000-01-01", "1999-12-31", "millennium", id="millennium"),
    pytest.param("XXXX", None, "9999-12-31", "unknown", id="unknown-year"),
    pytest.param("2004-02~", "2004-02-01", "2004-02-29", "month", id="approximate-month"),
    pytest.param("1993?", "1993-01-01", "1993-12-31", "year", id="uncertain-year"),
    pytest.param("1993-03-02%", "1993-03-02", "1993-03-02", "day", id="both-doubts"),
    pytest.param("1985-04-XX", "1985-04-01", "1985-04-30", "month", id="day-unknown"),
    pytest.param("1985-XX-XX", "1985-01-01", "1985-12-31", "year", id="month-and-day-unknown"),
    pytest.param("1985-XX", "1985-01-01", "1985-12-31", "year", id="month-unknown"),
    pytest.param("../1990", None, "1990-12-31", "open", id="open-start"),
    pytest.param("1990/..", "1990-01-01", None, "open", id="open-end"),
    pytest.param("1990/", "1990-01-01", None, "open", id="unknown-end"),
    pytest.param("/1990-05", None, "1990-05-31", "open", id="unknown-start"),
    pytest.param("../..", None, None, "open", id="open-both"),
    pytest.param("2012-10-11/2012-10-12", "2012-10-11", "2012-10-12", "interval", id="interval"),
    pytest.param("1964/2008-08", "1964-01-01", "2008-08-31", "interval", id="interval-of-mixed-precision"),
    pytest.param("2004-06-XX/2004-07-03", "2004-06-01", "2004-07-03", "interval", id="interval-with-unknown-day"),
    pytest.param("1984~/2004-06", "1984-01-01", "2004-06-30", "interval", id="interval-from-about"),
    pytest.param("[1849-01-21,1849-01-31]", "1849-01-21", "1849-01-31", "set", id="one-of"),
    pytest.param("[1667,1668,1670..1672]", "1667-01-01", "1672-12-31", "set", id="one-of-with-range"),
    pytest.param("[..1849-01-21]", None, "1849-01-21", "set", id="on-or-before"),
    pytest.param("[1760-12..]", "1760-12-01", None, "set", id="in-or-after"),
    pytest.param("{1960,1961-12}", "1960-01-01", "1961-12-31", "set", id="all-of"),
    pytest.param("2001-21", "2001-01-01", "2001-12-31", "season", id="spring-anywhere"),
    pytest.param("2001-25", "2001-03-01", "2001-05-31", "season", id="spring-of-the-north"),
    pytest.param("2001-29", "2001-09-01", "2001-11-30", "season", id="spring-of-the-south"),
    pytest.param("2001-28", "2001-12-01", "2002-02-28", "season", id="winter-of-the-north"),
    pytest.param("2020-35", "2020-07-01", "2020-09-30", "season", id="third-quarter"),
    pytest.param("1985-04-12T23:20:30Z", "1985-04-12", "1985-04-12", "day", id="time-of-day"),
    pytest.param("1985-04-12T23:20:30+04:30", "1985-04-12", "1985-04-12", "day", id="time-with-zone"),
    pytest.param("Y170000002", None, None, "year", id="far-year"),
    pytest.param("Y-170000002", None, None, "year", id="far-year-before"),
    pytest.param("-0044-03-15", None, None, "day", id="before-christ"),
    pytest.param("0000", None, None, "year", id="year-0"),
    pytest.param("0001", "0001-01-01", "0001-12-31", "year", id="year-1"),
    pytest.param("156X-12-25", "1560-12-25", "1569-12-25", "decade", id="day-of-unknown-year"),
    pytest.param("1XX3", "1003-01-01", "1993-12-31", "millennium", id="digits-inside-unknown"),
    pytest.param("2004?-06-~11", "2004-06-11", "2004-06-11", "day", id="parts-qualified"),
])  # fmt: skip
def test_days_and_precision(edtf: str, first: str | None, last: str | None, precision: str) -> None:
    when = When(edtf)
    days = tuple(day.isoformat() if day else None for day in (when.first_day, when.last_day))
    assert (days, when.precision, str(when)) == ((first, last), precision, edtf)


@pytest.mark.parametrize(("edtf", "says"), [
    pytest.param("", "empty text", id="empty"),
    pytest.param("March 1992", "no date in EDTF", id="words"),
    pytest.param("1992-13", "'13' is no month. Months are 01 to 12", id="month-13"),
    pytest.param("1992-00", "is no month", id="month-0"),
    pytest.param("1992-02-30", "no such day", id="30-february"),
    pytest.param("1993-02-29", "no such day", id="29-february"),
    pytest.param("1992-01-32", "Days are 01 to 31", id="day-32"),
    pytest.param("1992-21-03", "seasons 21 to 24 and have no day", id="day-of-season"),
    pytest.param("1993/1992", "runs backward", id="backward"),
    pytest.param("/", "no interval", id="no-ends"),
    pytest.param("1/2/3", "no interval", id="three-ends"),
    pytest.param("[1992", "no set", id="open-bracket"),
    pytest.param("[1992}", "no set", id="two-kinds-of-bracket"),
    pytest.param("[1992,]", "no date in EDTF", id="empty-member"),
    pytest.param("[1672..1670]", "runs backward", id="backward-in-set"),
    pytest.param("[..]", "needs a date before or after", id="range-of-nothing"),
    pytest.param("-0000", "without a sign", id="minus-0"),
    pytest.param("12345", "no date in EDTF", id="five-digits-without-Y"),
    pytest.param("1992-3-2", "no date in EDTF", id="unpadded"),
    pytest.param("1992/..~", "no date in EDTF", id="approximate-openness"),
    pytest.param("1992 ", "no date in EDTF", id="blank"),
    pytest.param("1985-04-XXT10:00:00", "needs a day that is known", id="time-of-unknown-day"),
    pytest.param("19XX-02-30", "no such day", id="never-a-day"),
])  # fmt: skip
def test_what_is_no_date_is_refused(edtf: str, says: str) -> None:
    with pytest.raises(WhenError, match=".") as caught:
        When(edtf)
    assert says in str(caught.value)
    assert parse_when(edtf) is None


@pytest.mark.parametrize(("left", "right", "contains", "overlaps"), [
    pytest.param("1992", "1992-03-02", True, True, id="year-and-day"),
    pytest.param("1992-03-02", "1992", False, True, id="day-and-year"),
    pytest.param("199X", "1992-03", True, True, id="decade-and-month"),
    pytest.param("1992", "1993", False, False, id="two-years"),
    pytest.param("../2004", "1999-05", True, True, id="until"),
    pytest.param("../2004", "2005", False, False, id="after-until"),
    pytest.param("1992/..", "2010/..", True, True, id="since-and-since"),
    pytest.param("2010/..", "1992/..", False, True, id="since-and-earlier-since"),
    pytest.param("1992/", "1995", False, True, id="beyond-an-unknown-end"),
    pytest.param("1992/", "1992-05", True, True, id="before-an-unknown-end"),
    pytest.param("[1992,1994]", "1993", False, False, id="between-members-of-a-set"),
    pytest.param("[1992,1994]", "1994-05-01", True, True, id="in-a-member-of-a-set"),
    pytest.param("[1992..1994]", "1993", True, True, id="in-a-range-of-a-set"),
    pytest.param("[1992,1993]", "1992-12-30/1993-01-02", True, True, id="across-touching-members"),
    pytest.param("1985-04", "1985-04-XX", True, True, id="month-and-its-unknown-day"),
    pytest.param("Y170000002", "Y170000002", True, True, id="far-years"),
])  # fmt: skip
def test_containment_and_overlap(left: str, right: str, contains: bool, overlaps: bool) -> None:
    assert (When(left).contains(When(right)), When(left).overlaps(When(right))) == (contains, overlaps)


@pytest.mark.parametrize(("edtf", "british", "american"), [
    pytest.param("1992-03-02", "on 2 March 1992", "on March 2, 1992", id="day"),
    pytest.param("2015-03", "in March 2015", "in March 2015", id="month"),
    pytest.param("2012", "in 2012", "in 2012", id="year"),
    pytest.param("199X", "in the 1990s", "in the 1990s", id="decade"),
    pytest.param("18XX", "in the 19th century", "in the 19th century", id="century"),
    pytest.param("20XX", "in the 21st century", "in the 21st century", id="century-21"),
    pytest.param("2006~", "about 2006", "about 2006", id="about"),
    pytest.param("1993?", "probably in 1993", "probably in 1993", id="probably"),
    pytest.param("1993-05-02?", "probably on 2 May 1993", "probably on May 2, 1993", id="probably-on"),
    pytest.param("1993%", "probably about 1993", "probably about 1993", id="probably-about"),
    pytest.param("2012-05-22/2012-05-24", "on 22–24 May 2012", "on May 22–24, 2012", id="days-of-a-month"),
    pytest.param("2012-04-30/2012-05-03", "from 30 April to 3 May 2012", "from April 30 to May 3, 2012",
                 id="days-of-two"),
    pytest.param("2011-12-30/2012-01-02", "from 30 December 2011 to 2 January 2012",
                 "from December 30, 2011 to January 2, 2012", id="days-of-two-years"),
    pytest.param("2014-01/2014-06", "from January to June 2014", "from January to June 2014", id="months"),
    pytest.param("1943/1945", "from 1943 to 1945", "from 1943 to 1945", id="years"),
    pytest.param("1996/2000-05", "from 1996 to May 2000", "from 1996 to May 2000", id="mixed"),
    pytest.param("../2004", "until 2004", "until 2004", id="until"),
    pytest.param("1992/..", "since 1992", "since 1992", id="since"),
    pytest.param("1992-03-02/..", "since 2 March 1992", "since March 2, 1992", id="since-day"),
    pytest.param("1990/", "from 1990 until an unknown time", "from 1990 until an unknown time", id="unknown-end"),
    pytest.param("2001-23", "in autumn 2001", "in fall 2001", id="season"),
    pytest.param("2020-35", "in the third quarter of 2020", "in the third quarter of 2020", id="quarter"),
    pytest.param("1985-04-XX", "on an unknown day in April 1985", "on an unknown day in April 1985", id="unknown-day"),
    pytest.param("[1849-01-21,1849-01-31]", "on 21 January 1849 or 31 January 1849",
                 "on January 21, 1849 or January 31, 1849", id="one-of"),
    pytest.param("[1667,1668,1670]", "in 1667, 1668 or 1670", "in 1667, 1668 or 1670", id="one-of-three"),
    pytest.param("[..1849-01-21]", "on or before 21 January 1849", "on or before January 21, 1849", id="or-before"),
    pytest.param("{1960,1961-12}", "in 1960 and December 1961", "in 1960 and December 1961", id="all-of"),
    pytest.param("-0044-03-15", "on 15 March 45 BC", "on March 15, 45 BC", id="before-christ"),
    pytest.param("Y170000002", "in the year 170000002", "in the year 170000002", id="far-year"),
    pytest.param("0987", "in the year 987", "in the year 987", id="early-year"),
])  # fmt: skip
def test_words(edtf: str, british: str, american: str) -> None:
    assert (When(edtf).in_words(), When(edtf).in_words("american")) == (british, american)


@pytest.mark.parametrize(("edtf", "bare"), [
    pytest.param("1992-03-02", "2 March 1992", id="day"),
    pytest.param("2012-05-22/2012-05-24", "22–24 May 2012", id="days"),
    pytest.param("2012-04-30/2012-05-03", "30 April to 3 May 2012", id="two-months"),
    pytest.param("199X", "the 1990s", id="decade"),
    pytest.param("1992/..", "since 1992", id="since-stays"),
])  # fmt: skip
def test_bare_words(edtf: str, bare: str) -> None:
    assert When(edtf).in_words(bare=True) == bare


@pytest.mark.parametrize(("edtf", "years", "shifted"), [
    pytest.param("2023", -150, "1873", id="year"),
    pytest.param("2023-10-29", -100, "1923-10-29", id="day"),
    pytest.param("2024-02-29", -1, "2023-02", id="29-february"),
    pytest.param("2012-05-22/2012-05-24", 1, "2013-05-22/2013-05-24", id="interval"),
    pytest.param("1992/..", 2, "1994/..", id="open"),
    pytest.param("2006~", 1, "2007~", id="approximate"),
    pytest.param("199X", 1, None, id="decade"),
    pytest.param("[1992,1994]", 1, None, id="set"),
    pytest.param("9999", 1, None, id="beyond-four-digits"),
    pytest.param("0010", -20, "-0010", id="before-christ"),
])  # fmt: skip
def test_years_are_shifted(edtf: str, years: int, shifted: str | None) -> None:
    found = shift_years(When(edtf), years)
    assert (found and found.edtf) == shifted


@pytest.mark.parametrize(("edtf", "year"), [
    pytest.param("1992-03-02", 1992, id="day"), pytest.param("1992-21", 1992, id="season"),
    pytest.param("1992-03/1992-05", 1992, id="interval"), pytest.param("199X", None, id="decade"),
    pytest.param("1992/..", None, id="open"), pytest.param("[1992-03-01,1992-05-01]", 1992, id="set"),
])  # fmt: skip
def test_year_of(edtf: str, year: int | None) -> None:
    assert year_of(When(edtf)) == year


@pytest.mark.parametrize(("edtf", "approximate", "uncertain", "unspecified"), [
    pytest.param("2006", False, False, False, id="plain"), pytest.param("2006~", True, False, False, id="about"),
    pytest.param("2006?", False, True, False, id="doubt"), pytest.param("2006%", True, True, False, id="both"),
    pytest.param("1985-04-XX", False, False, True, id="unknown-day"),
    pytest.param("199X~", True, False, True, id="decade"),
    pytest.param("1984?/2004~", True, True, False, id="interval"),
])  # fmt: skip
def test_marks(edtf: str, approximate: bool, uncertain: bool, unspecified: bool) -> None:
    when = When(edtf)
    assert (when.is_approximate, when.is_uncertain, when.has_unspecified) == (approximate, uncertain, unspecified)


def test_order_is_by_first_day_then_the_shorter() -> None:
    ordered = ["../1990", "1985", "1990", "1991-05", "1991-12-01", "1992-03-02", "1992-03-02/1992-03-04", "1992-03-03"]
    assert [str(when) for when in sorted(map(When, reversed(ordered)))] == ordered


def test_interval_of_open_ends() -> None:
    assert make_interval(None, When("2004")) == When("../2004")
    with pytest.raises(WhenError):
        make_interval(When("1992/.."), None)


def test_a_day_not_known_is_not_the_month() -> None:
    assert When("1985-04-XX") != When("1985-04")


def test_no_text_is_refused() -> None:
    with pytest.raises(WhenError, match="is no text"):
        When(1992)  # type: ignore[arg-type]


@given(whens())
def test_text_and_pickle_go_there_and_back(when: When) -> None:
    assert When(str(when)) == when == pickle.loads(pickle.dumps(when))  # noqa: S301
    assert hash(When(str(when))) == hash(when)


@given(whens(), whens())
def test_containment_agrees_with_days(left: When, right: When) -> None:
    first, last = right.first_day or date.min, right.last_day or date.max
    if left.precision != "set" and right.precision != "set":
        inside = (left.first_day or date.min) <= first and last <= (left.last_day or date.max)
        assert left.contains(right) == inside
    if left.contains(right):
        assert left.overlaps(right)
    assert left.overlaps(right) == right.overlaps(left)


@given(whens(), whens(), whens())
def test_containment_and_order_are_transitive(a: When, b: When, c: When) -> None:
    if a.contains(b) and b.contains(c):
        assert a.contains(c)
    assert a.contains(a)
    assert [min(a, b, c), max(a, b, c)] == [sorted((a, b, c))[0], sorted((a, b, c))[2]]


@given(DAYS, st.integers(0, 40))
def test_words_of_days_are_read_back(day: date, length: int) -> None:
    end = day + timedelta(days=length)
    when = When(day.isoformat() if not length else f"{day}/{end}")
    for style in ("british", "american", "iso"):
        [mention] = find_dates(f"It was {when.in_words(style)}.")
        assert mention.when == when


@given(whens())
def test_everything_has_words(when: When) -> None:
    assert when.in_words()
    assert when.in_words("american", bare=True)
