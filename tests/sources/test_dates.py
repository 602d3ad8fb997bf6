"""Dates of a source's own data."""

from __future__ import annotations

import pytest

from comity.sources.dates import parse_date


@pytest.mark.parametrize(
    ("text", "date"),
    [
        pytest.param("2014-02-04T10:00:00Z", "2014-02-04", id="iso-time"),
        pytest.param("2014-02", "2014-02", id="iso-month"),
        pytest.param("20140204", "2014-02-04", id="compact"),
        pytest.param("4 February 2014", "2014-02-04", id="day-first"),
        pytest.param("Tuesday, 4th Feb 2014 at noon", "2014-02-04", id="weekday"),
        pytest.param("Tue, 04 Feb 2014 10:00:00 +0300", "2014-02-04", id="mail"),
        pytest.param("February 4, 2014", "2014-02-04", id="month-first"),
        pytest.param("March 2014", "2014-03", id="month"),
        pytest.param("2014", "2014", id="year"),
        pytest.param("04.02.2014", "2014-02-04", id="dots"),
        pytest.param("25/02/2014", "2014-02-25", id="slashes-one-reading"),
        pytest.param("04/02/2014", None, id="slashes-two-readings"),
        pytest.param("30 February 2014", None, id="no-such-day"),
        pytest.param("soon", None, id="no-date"),
        pytest.param("in 2014", None, id="begins-with-words"),
        pytest.param("2014 visits", "2014", id="year-and-words"),
    ],
)
def test_date(text, date):
    assert parse_date(text) == date


@pytest.mark.parametrize(
    ("text", "language", "date"),
    [
        pytest.param("4 Şubat 2014", "tr", "2014-02-04", id="turkish"),
        pytest.param("4 de febrero de 2014", "es", "2014-02-04", id="spanish"),
        pytest.param("4. Februar 2014", "de-AT", "2014-02-04", id="german"),
        pytest.param("4 February 2014", "xx-none", "2014-02-04", id="unknown-language"),
    ],
)
def test_date_in_the_language_of_the_source(text, language, date):
    assert parse_date(text, language=language) == date
