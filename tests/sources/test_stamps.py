"""The day that a report is stamped with."""

from __future__ import annotations

import pytest

from comity.sources import Taken, make_document

LEAD = "The foreign ministers of Peru and Samoa signed an agreement on fisheries on Thursday, their ministries said."


def find_published(*lines: str) -> str | None:
    return make_document(Taken("page", "\n\n".join(lines).encode())).source.published


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("7 April 2022    6:14 PM GMT", "2022-04-07"),
        ("Features   Saturday, October 28, 2023", "2023-10-28"),
        ("The Lima Courier. World. Sunday, 12 August 2018", "2018-08-12"),
        ("Monday, June 12th 2023 - 20:55 UTC", "2023-06-12"),
        ("By Rosa Luna | Thu, 3 May 2018", "2018-05-03"),
        ("Source: Published: 2018/5/13 9:04:11", "2018-05-13"),
        ("Published: 13-05-2018 19:47 PET", "2018-05-13"),
        ("Pacific News, May 3, 2018 Adjust font size:", "2018-05-03"),
        ("3rd Thursday, May 2018 - 09:07 UTC Full article", "2018-05-03"),
    ],
)
def test_line_under_title(line: str, day: str) -> None:
    assert find_published("Peru, Samoa agree on fisheries", line, LEAD) == day


@pytest.mark.parametrize(
    "line", ["LIMA: 3 May 2018", "(Lima Daily May 3, 2018)", "Lima, Thursday, 3 May 2018", "3 May 2018"]
)
def test_last_line(line: str) -> None:
    assert find_published("Peru, Samoa agree on fisheries", LEAD, LEAD, line) == "2018-05-03"


def test_stamp_over_title() -> None:
    document = make_document(Taken("page", "\n\n".join(("3 May 2018 - 19:47", "Peru, Samoa agree", LEAD)).encode()))
    assert (document.source.title, document.source.published) == ("Peru, Samoa agree", "2018-05-03")


def test_masthead_has_a_later_day_than_the_report() -> None:
    lines = ("Lima, July 16th 2026 - 11:03 UTC", "Peru, Samoa agree", "Monday, June 12th 2023 - 20:55 UTC", LEAD)
    assert find_published("Courier of the Pacific", *lines) == "2023-06-12"


@pytest.mark.parametrize(
    "lines",
    [
        ("Lima, 3 May 2018", "Apia, 9 June 2019"),  # entries of a chronology
        ("^ The Lima Courier, 3 May 2018.",),  # a reference
        ("On 3 May 2018 the embassy was opened",),
        ("The minister came on Thursday, 3 May 2018",),
        ("03/04/2018 - 19:47",),  # of April, or of March
    ],
)
def test_lines_that_say_nothing_of_the_page(lines: tuple[str, ...]) -> None:
    assert find_published("Peru–Samoa relations", LEAD, LEAD, *lines) is None
