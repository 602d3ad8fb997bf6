"""When a text was published, by the head of its first paragraph or a day below its heading."""

from __future__ import annotations

import pytest

LEAD = "Officials of the two countries met for a day to speak about fish, wood and the price of a visa for students."


@pytest.mark.parametrize(
    ("head", "published"),
    [
        pytest.param("ACCRA, May 3, 2014 (Coast Wire) -- ", "2014-05-03", id="agency"),
        pytest.param("Accra, 3 May 2014 – ", "2014-05-03", id="place and day"),
        pytest.param("Accra (Ghana), 3 May 2014: ", "2014-05-03", id="state in brackets"),
        pytest.param("BAKU, Azerbaijan, March 3, 2014 /COASTWIRE/ ", "2014-03-03", id="agency between strokes"),
        pytest.param("Astana. 3 March 2014. COASTWIRE. ", "2014-03-03", id="full stops"),
        pytest.param("(Accra, May 3, 2014) ", "2014-05-03", id="all in brackets"),
        pytest.param("Accra, 3 May 2014. ", "2014-05-03", id="a full stop"),
        pytest.param("Accra, 3 May (Coast Wire) – ", None, id="no year"),
        pytest.param("On 3 May 2014 – as before – ", None, id="a sentence"),
        pytest.param("Ghana joined on 3 May 2014: ", None, id="a clause"),
    ],
)
def test_dateline(read, head, published):
    assert read(f"Talks on fish\n\n{head}{LEAD}\n\n{LEAD}\n").source.published == published


def test_day_below_the_heading(read):
    document = read(f"<html><h1>Talks on fish</h1><p>Monday, 5 May 2014, 10:30</p><p>{LEAD}</p></html>")
    assert document.source.published == "2014-05-05"
    assert ("published", "dateline") in document.signals


@pytest.mark.parametrize("day", ["04. December 2014.\n13:54", "Friday, 4 December 2014\n4 December, 2014"])
def test_day_below_the_title(read, day):
    assert read(f"Talks on fish\n\n{day}\n\n{LEAD}\n\n{LEAD}\n").source.published == "2014-12-04"


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("Release date: 4 December 2014", id="label"),
        pytest.param("Date of issue: December 4, 2014", id="label with of"),
        pytest.param("Category: Fish | Date: December 4, 2014 | Views: 34", id="between bars"),
        pytest.param("News - 4 December 2014", id="section"),
    ],
)
def test_day_beside_a_label(read, line):
    assert read(f"Talks on fish\n\n{line}\n\n{LEAD}\n\n{LEAD}\n").source.published == "2014-12-04"


def test_repeated_day_is_no_title(read):
    document = read(f"Talks on fish\n\n4 December 2014\n\n{LEAD}\n\n4 DECEMBER 2014\n")
    assert document.source.title == "Talks on fish"


def test_chronology_has_no_dateline(read):
    lines = [f"Accra, {day} May 2014 – {LEAD}" for day in (3, 4)]
    assert read("Chronology\n\n" + "\n\n".join(lines)).source.published is None
    assert read(f"Chronology\n\n3 May 2014\n\n{LEAD}\n\n4 May 2014\n\n{LEAD}").source.published is None
