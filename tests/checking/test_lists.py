"""What the lists of people and of capitals say against a page: who was in office, which city was the capital."""

from __future__ import annotations

from datetime import date

import pytest


def visit(pages, who, sender, office, when):
    pages.add("a", f"A chronicle\n\nThe guest of the day was {who}.")
    pages.state("a", who, "visit", roles={"sender": [sender], "host": ["PER"], "visitor": [who]}, when=when,
                attributes={"office": office})  # fmt: skip
    return pages.codes()


@pytest.mark.parametrize(
    ("who", "sender", "office", "when", "codes"),
    [
        pytest.param("Ruud Lubbers", "NLD", "prime_minister", "1999-01-04", ["C112"], id="after"),
        pytest.param("Herbert Hoover", "USA", "president", "1928-11-26", ["C112"], id="before"),
        pytest.param("Ruud Lubbers", "NLD", "prime_minister", "1990-01-04", [], id="in-office"),
        pytest.param("Ruud Lubbers", "NLD", "foreign_minister", "1999-01-04", [], id="another-office"),
        pytest.param("Seretse Khama", "BWA", "president", "2009-11-05", [], id="father-and-son"),
        pytest.param("Ruud Lubbers", "NLD", "prime_minister", "1994~", [], id="about"),
        pytest.param("Ruud Lubbers", "NLD", "prime_minister", None, [], id="undated"),
        pytest.param("Ada Nobody", "NLD", "prime_minister", "1999-01-04", [], id="not-listed"),
        pytest.param("Ruud Lubbers", "NLD", "prime_minister", "1994-08-22", [], id="last-day"),
    ],
)
def test_who_was_in_office(who, sender, office, when, codes, pages):
    assert visit(pages, who, sender, office, when) == codes


def test_the_reason_names_both(pages):
    visit(pages, "Ruud Lubbers", "NLD", "prime_minister", "1999-01-04")
    (found,) = pages.check().findings
    assert "Wim Kok" in found.reason
    assert "1982-11-04 to 1994-08-22" in found.reason


@pytest.mark.parametrize(
    ("sentence", "codes"),
    [
        pytest.param("In 2005 the talks were held in Almaty, the capital of Kazakhstan.", ["C113"], id="city-first"),
        pytest.param("The capital of Nigeria, Lagos, has many bridges.", ["C113"], id="today"),
        pytest.param("The Kazakh capital, Almaty, hosted them in 2005.", ["C113"], id="adjective"),
        pytest.param("The capital of Nigeria is Lagos.", ["C113"], id="is"),
        pytest.param("The capital of Kazakhstan, Almaty, has a bridge since 2003.", ["C113"], id="since-a-year"),
        pytest.param("Astana, the capital of Kazakhstan since 1997, has a bridge.", [], id="right-since"),
        pytest.param("In 1996 the talks were held in Almaty, the capital of Kazakhstan.", [], id="of-its-time"),
        pytest.param("The capital of Kazakhstan, Astana, has many bridges.", [], id="right"),
        pytest.param("They met in Almaty, the former capital of Kazakhstan, in 2005.", [], id="former"),
        pytest.param("Rio de Janeiro was the capital of Brazil.", [], id="past-without-a-year"),
        pytest.param("From 1960 to 1991 it was Lagos, the capital of Nigeria, that led.", [], id="two-years"),
        pytest.param("In 1999 they flew from Almaty to the capital of Kazakhstan.", [], id="not-called-so"),
        pytest.param("The capital of Bolivia, La Paz, lies high.", [], id="seat-of-government"),
    ],
)
def test_which_city_was_the_capital(sentence, codes, pages):
    pages.add("a", f"A chronicle\n\nThis is told: nothing. {sentence}")
    assert [code for code in pages.codes(on=date(2026, 11, 22)) if code != "C504"] == codes
