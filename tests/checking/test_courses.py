"""What held on a day."""

from __future__ import annotations

import time
from datetime import date

import pytest

from comity.checking import holds_on

EMBASSY = {"kind": "mission", "attributes": {"type": "embassy"}}


def roles(city=None):
    return {"sender": ["TUR"], "host": ["KAZ"], **({"city": [city]} if city else {})}


@pytest.fixture
def embassy(pages):
    """Opened in Almaty in March 1992, moved to Astana at a time not given; the page was written after April 2013."""
    pages.add("a", "One. Two. Three. Four.")
    pages.state("a", "One", action="opened", roles=roles("Almaty"), when="1992-03", **EMBASSY)
    pages.state("a", "Two", action="moved", roles=roles("Astana"), **EMBASSY)
    pages.state("a", "Three", "visit", roles={"sender": ["TUR"], "host": ["KAZ"]}, when="2013-04-26/2013-04-27")
    treaty = {"title": "Partnership Treaty"}
    pages.state(
        "a", "Four", "agreement", "signed", roles={"between": ["KAZ", "TUR"]}, attributes=treaty, when="2009-10"
    )
    return pages


@pytest.mark.parametrize(
    ("on", "cities", "treaties"),
    [
        pytest.param(date(1992, 1, 1), [], 0, id="before"),
        pytest.param(date(1993, 1, 1), ["Almaty"], 0, id="after-the-opening"),
        pytest.param(date(2010, 1, 1), ["Almaty"], 1, id="the-move-is-not-known-yet"),
        pytest.param(date(2014, 1, 1), ["Astana"], 1, id="after-the-page"),
    ],
)
def test_embassy_and_treaty(on, cities, treaties, embassy):
    held = holds_on(embassy.check().facts, on=on)
    assert [city for fact in held for city in fact.claim.role("city")] == cities
    assert sum(fact.claim.kind == "agreement" for fact in held) == treaties
    assert not any(fact.claim.kind == "visit" for fact in held)


def state_relations(pages, *steps):
    pages.add("a", " ".join(f"S{number}." for number in range(len(steps))))
    for number, (action, when) in enumerate(steps):
        pages.state("a", f"S{number}", "relations", action, roles={"between": ["PER", "KEN"]}, when=when)


@pytest.mark.parametrize(
    ("on", "action"),
    [
        pytest.param(date(1965, 1, 1), "established", id="established"),
        pytest.param(date(1968, 1, 1), None, id="severed"),
        pytest.param(date(1975, 1, 1), "restored", id="restored"),
    ],
)
def test_relations(on, action, pages):
    state_relations(pages, ("established", "1961-05-04"), ("severed", "1967-06-06"), ("restored", "1974-02-01"))
    held = holds_on(pages.check().facts, on=on)
    assert [fact.claim.action for fact in held] == ([action] if action else [])


def test_two_treaties_hold_beside_each_other(pages):
    pages.add("a", "One. Two.")
    for quote, title, when in (("One", "Extradition Treaty", "1990"), ("Two", "Tax Convention", "1995")):
        pages.state(
            "a", quote, "agreement", "signed", roles={"between": ["PER", "KEN"]}, attributes={"title": title}, when=when
        )
    assert len(holds_on(pages.check().facts, on=date(2000, 1, 1))) == 2


def test_what_has_no_date_is_as_old_as_its_source(pages):
    sha = pages.add("a", "One.")
    pages.state("a", "One", action="maintained", roles=roles("Ankara"), **EMBASSY)
    facts = pages.check().facts
    assert holds_on(facts, on=date(2020, 1, 1)) == ()
    assert len(holds_on(facts, on=date(2020, 1, 1), written={sha: date(2014, 5, 1)})) == 1
    assert holds_on(facts, on=date(2013, 1, 1), written={sha: date(2014, 5, 1)}) == ()


def test_what_was_planned_does_not_hold(pages):
    pages.add("a", "One.")
    pages.state("a", "One", action="opened", roles=roles("Almaty"), when="1992", modality="planned", **EMBASSY)
    assert holds_on(pages.check().facts, on=date(2000, 1, 1)) == ()


def test_consulates_in_two_cities_hold_together(pages):
    pages.add("a", "One. Two.")
    for quote, city in (("One", "Milan"), ("Two", "Rome")):
        pages.state(
            "a", quote, "mission", "opened", roles={"sender": ["POL"], "host": ["ITA"], "city": [city]},
            attributes={"type": "consulate"}, when="1990",
        )  # fmt: skip
    assert len(holds_on(pages.check().facts, on=date(2000, 1, 1))) == 2


@pytest.mark.parametrize(
    ("city", "on", "types"),
    [
        pytest.param("Oran", date(1950, 1, 1), {"consulate"}, id="before"),
        pytest.param("Oran", date(2000, 1, 1), {"embassy"}, id="the-consulate-became-the-embassy"),
        pytest.param("Algiers", date(2000, 1, 1), {"consulate", "embassy"}, id="another-city"),
        pytest.param(None, date(2000, 1, 1), {"consulate", "embassy"}, id="which-was-raised-is-not-told"),
    ],
)
def test_what_was_raised_holds_no_more(city, on, types, pages):
    pages.add("a", "One. Two.")
    pages.state("a", "One", "mission", "opened", roles=roles("Oran"), attributes={"type": "consulate"}, when="1931")
    pages.state("a", "Two", "mission", "upgraded", roles=roles(city), attributes={"type": "embassy"}, when="1962-09")
    held = holds_on(pages.check().facts, on=on)
    assert {fact.claim.attribute("type") for fact in held} == types


@pytest.mark.growth
@pytest.mark.parametrize("office", ["ambassador", "consul"])
def test_a_long_list_of_envoys_is_quick(office, pages):
    """Each compared with each would be two million comparisons: some ten seconds."""
    names = [f"Nomen{number:04} Cognomen{number:04}" for number in range(2000)]
    pages.add("list", "Envoys\n\n" + " ".join(f"{name} presented his credentials." for name in names))
    for number, name in enumerate(names):
        roles = {"sender": ["PER"], "host": ["LAO"], "person": [name]}
        when = f"{1900 + number // 100}-01-{1 + number % 28:02}"
        pages.state("list", name, "envoy", "accredited", when=when, roles=roles, attributes={"office": office})
    facts = pages.check().facts
    start = time.process_time()
    assert holds_on(facts, on=date(2000, 1, 1))
    assert time.process_time() - start < 2
