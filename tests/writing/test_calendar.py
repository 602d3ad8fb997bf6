"""The calendar: whole days, anniversaries, and nothing for what is not known to the day."""

from datetime import date

import icalendar
import pytest

from comity.kinds import load_vocabulary
from comity.model.when import When
from comity.writing import write_timeline
from comity.writing.calendar import LEAP_DAY, YEARLY, keep_day, whole_days, write_calendar

ON = date(2026, 11, 22)
RELATIONS = ("relations", "established", {"between": ["KAZ", "TUR"]}, {})


def write(facts):
    """The calendar of facts, read by another program."""
    vocabulary = load_vocabulary()
    rows = write_timeline(facts, vocabulary, on=ON)
    text = write_calendar(facts, rows, vocabulary, on=ON, name="Kazakhstan–Türkiye")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    return icalendar.Calendar.from_ical(text)


@pytest.fixture(scope="module")
def events(facts):
    return write(facts).walk("VEVENT")


def test_only_what_is_known_to_the_day_has_an_event(events):
    days = [one.decoded("DTSTART") for one in events if "RRULE" not in one]
    assert days == [date(1991, 12, 16), date(1992, 3, 2), date(1992, 3, 3), date(2012, 10, 11)]
    assert all((one.decoded("DTEND") - one.decoded("DTSTART")).days == 1 for one in events)


def test_what_began_has_anniversaries(events):
    yearly = {str(one["SUMMARY"]): one for one in events if "RRULE" in one}
    told = "Anniversary of the recognition of Kazakhstan by Turkey (1991)"
    assert yearly[told].decoded("DTSTART") == date(1992, 12, 16)
    assert yearly[told]["RRULE"].to_ical() == YEARLY.encode()
    assert not any("visit" in summary for summary in yearly)


def test_each_entry_is_named_once_and_the_same_each_time(events, facts):
    names = [str(one["UID"]) for one in events]
    assert len(names) == len(set(names))
    assert names == [str(one["UID"]) for one in write(facts).walk("VEVENT")]


def test_the_calendar_has_its_name(facts):
    assert str(write(facts)["X-WR-CALNAME"]) == "Kazakhstan–Türkiye"


@pytest.mark.parametrize(("edtf", "days"), [
    pytest.param("2012-10-11", ("2012-10-11", "2012-10-11"), id="day"),
    pytest.param("2012-10-11/2012-10-12", ("2012-10-11", "2012-10-12"), id="days"),
    pytest.param("2012-10", None, id="month"), pytest.param("2012-10/2012-10-12", None, id="month to day"),
    pytest.param("2012-10-11~", None, id="about"), pytest.param("2012-10-11?", None, id="doubtful"),
    pytest.param("2012-10-11/..", None, id="open"), pytest.param("[2012-10-11,2012-10-12]", None, id="one of two"),
    pytest.param("2012-10-XX", None, id="unknown day"),
])  # fmt: skip
def test_whole_days(edtf, days):
    assert whole_days(When(edtf)) == (days and tuple(map(date.fromisoformat, days)))


def test_the_leap_day_is_kept_at_the_end_of_february():
    assert keep_day(date(2000, 2, 29), 2001) == date(2001, 2, 28)
    assert keep_day(date(9999, 1, 1), 10000) is None
    assert "BYMONTHDAY=-1" in LEAP_DAY
