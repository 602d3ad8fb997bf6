"""Sources as lists of references: types, dates as far as known, addresses and their archived copies."""

import json

import pytest

from comity.model import Source
from comity.model.when import When
from comity.writing.bibliography import write_bibtex, write_csl, write_ris
from comity.writing.dates import write_cs1_date, write_csl_date, write_ris_date

PAGE = Source(
    sha256="a" * 64, address="https://mfa.example/kz?a=1&b={2}", media_type="text/html", size=1,
    title="Relations & ties", publisher="Ministry of Foreign Affairs", author="A. Demir",
    published="2014-02", retrieved="2020-05-01",
    language="en", licence="CC BY 4.0",
)  # fmt: skip
COPY = Source(sha256="b" * 64, address="https://web.archive.org/web/20140204101112/http://mfa.example/a.pdf", size=1,
              media_type="application/pdf", published="201X")  # fmt: skip


@pytest.mark.parametrize(("edtf", "csl", "ris", "cs1"), [
    pytest.param("2014-02-04", {"date-parts": [[2014, 2, 4]]}, ("2014", "2014/02/04/"), "4 February 2014", id="day"),
    pytest.param("2014-02", {"date-parts": [[2014, 2]]}, ("2014", "2014/02//"), "February 2014", id="month"),
    pytest.param("2014", {"date-parts": [[2014]]}, ("2014", "2014///"), "2014", id="year"),
    pytest.param("2014-21", {"date-parts": [[2014]], "season": 1}, ("2014", "2014///spring 2014"), "Spring 2014",
                 id="season"),
    pytest.param("2006~", {"date-parts": [[2006]], "circa": True}, ("2006", "2006///about 2006"), "c. 2006",
                 id="about"),
    pytest.param("1993?", {"date-parts": [[1993]], "circa": True}, ("1993", "1993///probably 1993"), None,
                 id="doubtful"),
    pytest.param("199X", {"literal": "199X"}, (None, "///the 1990s"), None, id="decade"),
    pytest.param("1985-04-XX", {"literal": "1985-04-XX"}, ("1985", "1985/04//an unknown day in April 1985"), None,
                 id="unknown day"),
    pytest.param("2012-10-11/2012-10-12", {"date-parts": [[2012, 10, 11], [2012, 10, 12]]},
                 (None, "///11–12 October 2012"), None, id="interval"),
    pytest.param("2004/..", {"literal": "2004/.."}, (None, "///since 2004"), None, id="open"),
    pytest.param("[1667,1668]", {"literal": "[1667,1668]"}, (None, "///1667 or 1668"), None, id="set"),
])  # fmt: skip
def test_dates_say_what_is_known_and_no_more(edtf, csl, ris, cs1):
    when = When(edtf)
    assert (write_csl_date(when), write_ris_date(when), write_cs1_date(when)) == (csl, ris, cs1)


def test_csl():
    page, copy = json.loads(write_csl([PAGE, COPY]))
    assert page == {
        "id": "ministry-of-foreign-2014-aaaaaaaa", "type": "webpage", "title": "Relations & ties",
        "author": [{"literal": "A. Demir"}], "publisher": "Ministry of Foreign Affairs",
        "issued": {"date-parts": [[2014, 2]]}, "accessed": {"date-parts": [[2020, 5, 1]]},
        "URL": "https://mfa.example/kz?a=1&b={2}", "language": "en",
        "note": f"SHA-256 {'a' * 64}. Licence: CC BY 4.0.",
    }  # fmt: skip
    assert copy["type"] == "report"
    assert copy["URL"] == "http://mfa.example/a.pdf"
    assert copy["archive_location"] == COPY.address
    assert copy["issued"] == {"literal": "201X"}


def test_bibtex():
    first = write_bibtex([PAGE]).splitlines()
    assert first[0] == "@online{ministry-of-foreign-2014-aaaaaaaa,"
    assert "  title = {{Relations \\& ties}}," in first
    assert "  date = {2014-02}," in first
    assert "  urldate = {2020-05-01}," in first
    assert "  url = {https://mfa.example/kz?a=1&b=%7B2%7D}," in first


def test_ris():
    lines = write_ris([PAGE]).split("\r\n")
    assert lines[:5] == ["TY  - ELEC", "TI  - Relations & ties", "AU  - A. Demir", "PB  - Ministry of Foreign Affairs",
                         "PY  - 2014"]  # fmt: skip
    assert "Y2  - 2020/05/01/" in lines
    assert lines[-2:] == ["ER  - ", ""]
