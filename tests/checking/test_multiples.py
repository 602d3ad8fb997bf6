"""Averages, multiples and the two sides of a flow: what the rounding and the usual words allow is left alone."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("sentence", "codes"),
    [
        pytest.param("Exports of $300 million were five times as high as $100 million before.", ["C305"], id="times"),
        pytest.param("Exports of $300 million were three times as high as the $100 million before.", [], id="right"),
        pytest.param("Exports of $290 million were three times as high as the $100 million before.", [], id="roughly"),
        pytest.param("Exports of $250 million were twice as much as the $60 million before.", ["C305"], id="twice"),
        pytest.param("Exports of $300 million were five times as high as the €100 million before.", [], id="currency"),
        pytest.param("They met five times, and $300 million of $400 million was paid.", [], id="another-five"),
        pytest.param("From 2010 to 2014 $20 million was paid on average, $150 million in all.", ["C305"], id="average"),
        pytest.param("From 2010 to 2014 an average of $20 million was paid, $100 million in all.", [], id="five-years"),
        pytest.param("Between 2010 and 2014 $20 million was paid on average, $80 million in all.", [], id="four-years"),
        pytest.param("From 2010 to 2014 an average of $21 million was paid, $104 million in all.", [], id="rounded"),
        pytest.param("An average of $20 million was paid, $150 million in all.", [], id="no-years"),
    ],
)
def test_averages_and_multiples(sentence, codes, pages):
    pages.add("a", f"Figures\n\nThis is told: nothing. {sentence}")
    assert pages.codes() == codes


def flow(pages, name, quote, value, unit="USD"):
    pages.add(name, f"Page {name}\n\nThis is told: {quote}.")
    pages.state(name, quote, "trade", roles={"exporter": ["PER"], "importer": ["GHA"]}, when="2012",
                attributes={"flow": "export"}, amount={"value": value, "unit": unit})  # fmt: skip


@pytest.mark.parametrize(
    ("exports", "imports", "codes"),
    [
        pytest.param(100e6, 112e6, ["C114"], id="freight"),
        pytest.param(100e6, 150e6, ["C110"], id="too-much"),
        pytest.param(112e6, 100e6, ["C110"], id="the-other-way-round"),
        pytest.param(100e6, 100e6, [], id="equal"),
    ],
)
def test_two_sides_of_one_flow(exports, imports, codes, pages):
    flow(pages, "a", f"exports of USD {exports / 1e6:.0f} million", exports)
    flow(pages, "b", f"imports of USD {imports / 1e6:.0f} million", imports)
    assert pages.codes() == codes


def test_two_exporters_are_no_mirror(pages):
    flow(pages, "a", "exports of USD 100 million", 100e6)
    flow(pages, "b", "exports of USD 112 million", 112e6)
    assert pages.codes() == ["C110"]


def test_currencies_are_not_held_against_each_other(pages):
    flow(pages, "a", "exports of USD 100 million", 100e6)
    flow(pages, "b", "exports of EUR 300 million", 300e6, unit="EUR")
    assert pages.codes() == []


def trade(pages, name, quote, value, year, **attributes):
    pages.add(name, f"Page {name}\n\nThis is told: {quote}.")
    pages.state(name, quote, "trade", roles={"between": ["PER", "GHA"]}, when=str(year),
                attributes={"flow": "total", **attributes}, amount={"value": value, "unit": "USD"})  # fmt: skip


@pytest.mark.parametrize(
    ("percent", "codes"), [pytest.param(40, ["C306"], id="wrong"), pytest.param(25, [], id="right")]
)
def test_growth_over_the_amount_of_another_source(percent, codes, pages):
    trade(pages, "a", "USD 400 million", 400e6, 2010)
    trade(pages, "b", f"USD 500 million, up {percent} %", 500e6, 2011, change_percent=percent)
    assert pages.codes() == codes


def test_sources_that_disagree_on_the_year_before_say_nothing_of_growth(pages):
    trade(pages, "a", "USD 400 million", 400e6, 2010)
    trade(pages, "c", "USD 300 million", 300e6, 2010)
    trade(pages, "b", "USD 500 million, up 40 %", 500e6, 2011, change_percent=40)
    assert pages.codes() == ["C110"]
