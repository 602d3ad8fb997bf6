"""Claims that are the same become one fact, with its standing and the reasons in words."""

from __future__ import annotations

from datetime import date

import pytest

from comity.checking import Checked, engine
from comity.checking.facts import make_facts
from comity.errors import ComityError
from comity.model import Decision

RELATIONS = {"kind": "relations", "action": "established", "roles": {"between": ["PER", "LAO"]}}
VISIT = {"kind": "visit", "roles": {"sender": ["PER"], "host": ["LAO"]}}
TRADE = {"kind": "trade", "roles": {"between": ["PER", "LAO"]}, "attributes": {"flow": "total"}}


def usd(value, **rest):
    return {"value": value, "unit": "USD", **rest}


def with_visitor(name):
    return {**VISIT["roles"], "visitor": [name]}


@pytest.mark.parametrize(
    ("left", "right", "facts"),
    [
        pytest.param({**RELATIONS, "when": "1992-03"}, {**RELATIONS, "when": "1992-03-02"}, 1, id="more-precise"),
        pytest.param(RELATIONS, {**RELATIONS, "when": "1992-03-02"}, 1, id="undated"),
        pytest.param({**RELATIONS, "when": "1992"}, {**RELATIONS, "when": "1993"}, 2, id="two-years"),
        pytest.param(RELATIONS, {**RELATIONS, "roles": {"between": ["LAO", "PER"]}}, 1, id="between-is-a-set"),
        pytest.param(VISIT, {**VISIT, "roles": {"sender": ["LAO"], "host": ["PER"]}}, 2, id="a-visit-has-a-direction"),
        pytest.param(RELATIONS, {**RELATIONS, "modality": "planned"}, 2, id="planned-is-another-claim"),
        pytest.param({**VISIT, "modality": "planned"}, {**VISIT, "modality": "hoped"}, 1, id="planned-and-hoped"),
        pytest.param(VISIT, {**VISIT, "modality": "denied"}, 2, id="denied"),
        pytest.param({**TRADE, "amount": usd(1e9)}, {**TRADE, "amount": usd(1.004e9)}, 1, id="within-half-a-percent"),
        pytest.param({**TRADE, "amount": usd(1e9)}, {**TRADE, "amount": usd(1.02e9)}, 2, id="two-amounts"),
        pytest.param(
            {**VISIT, "roles": with_visitor("President Demir")},
            {**VISIT, "roles": with_visitor("Ayla Demir")},
            1,
            id="names-without-titles",
        ),
        pytest.param(
            {**VISIT, "roles": with_visitor("Ayla Demir")},
            {**VISIT, "roles": with_visitor("Omar Diallo")},
            2,
            id="two-people",
        ),
        pytest.param(
            {**VISIT, "when": "2012-05-22/2012-05-24"}, {**VISIT, "when": "2012-05-23"}, 1, id="a-day-of-a-stay"
        ),
        pytest.param(
            {**VISIT, "attributes": {"rank": "state"}}, {**VISIT, "attributes": {"rank": "official"}}, 1, id="detail"
        ),
        pytest.param(
            {**RELATIONS, "attributes": {"level": "consular"}},
            {**RELATIONS, "attributes": {"level": "embassy"}},
            2,
            id="two-levels",
        ),
    ],
)
def test_same_claim_is_one_fact(left, right, facts, pages):
    pages.add("a", "One.")
    pages.add("b", "Two.")
    pages.state("a", "One", **left)
    pages.state("b", "Two", **right)
    assert len(pages.check().facts) == facts


def test_lists_are_split_by_combination(pages):
    pages.add("a", "One.")
    pages.state("a", "One", "membership", "belongs", roles={"member": ["PER", "LAO"], "organisation": ["UN"]})
    members = sorted(fact.claim.role("member") for fact in pages.check().facts)
    assert members == [("LAO",), ("PER",)]


def test_visas_that_two_states_end_for_each_other_are_two_claims(pages):
    pages.add("a", "One.")
    pages.state("a", "One", "mobility", "introduced", roles={"by": ["PER", "LAO"], "for": ["PER", "LAO"]})
    pairs = sorted((*fact.claim.role("by"), *fact.claim.role("for")) for fact in pages.check().facts)
    assert pairs == [("LAO", "PER"), ("PER", "LAO")]


def test_a_vague_claim_that_fits_two_stays_apart(pages):
    pages.add("a", "One. Two. Three.")
    pages.state("a", "One", **VISIT, when="1992-03-02")
    pages.state("a", "Two", **VISIT, when="1992-10-05")
    pages.state("a", "Three", **VISIT, when="1992")
    assert [str(fact.claim.when) for fact in pages.check().facts] == ["1992", "1992-03-02", "1992-10-05"]


def test_the_claim_is_the_most_precise_statement(pages):
    pages.add("a", "One.")
    pages.add("b", "Two.")
    pages.state("a", "One", **RELATIONS, when="1992")
    precise = pages.state("b", "Two", **RELATIONS, when="1992-03-02")
    (fact,) = pages.check().facts
    assert fact.claim == precise
    assert len(fact.statements) == 2


def test_two_pages_of_their_own_confirm(pages):
    pages.add("a", "One.", title="First page", publisher="Ministry of Peru")
    pages.add("b", "Two.", title="Second page", publisher="The Daily Review")
    pages.state("a", "One", **RELATIONS)
    pages.state("b", "Two", **RELATIONS)
    (fact,) = pages.check().facts
    assert (fact.standing, fact.origins) == ("confirmed", 2)
    assert fact.reasons[0].startswith("two origins: “")


def test_a_page_and_the_page_it_cites_are_one_origin(pages):
    title = "Relations between Peru and Laos"
    pages.add("ministry", f"{title}\n\nOne.", publisher="Ministry")
    pages.add("article", "Peru–Laos relations\n\nTwo.[1]", references={"1": {"title": title}})
    pages.state("ministry", "One", **RELATIONS)
    pages.state("article", "Two", **RELATIONS)
    (fact,) = pages.check().facts
    assert (fact.standing, fact.origins) == ("single source", 1)
    assert "“Peru–Laos relations” rests on “Relations between Peru and Laos” (Ministry)" in fact.reasons


def test_an_official_page_of_a_party_is_named_so(pages):
    pages.add("a", "One.", author_state="PER")
    pages.state("a", "One", **RELATIONS)
    assert "a.txt speaks for Peru, a party to it: an interested witness" in pages.check().facts[0].reasons


def test_a_contradiction_makes_both_disputed(pages):
    pages.add("a", "One. Two.")
    pages.state("a", "One", **RELATIONS, when="1992-03-02")
    pages.state("a", "Two", **RELATIONS, when="1992-03-09")
    facts = pages.check().facts
    assert [fact.standing for fact in facts] == ["disputed", "disputed"]
    assert facts[0].reasons[0] == "contradicted: C101"


def test_a_state_that_a_later_one_replaced_is_superseded(pages):
    mission = {"kind": "mission", "attributes": {"type": "embassy"}}
    pages.add("a", "One.", published="1987-02-01")
    pages.add("b", "Two.")
    here, there = ({"sender": ["PER"], "host": ["DEU"], "city": [city]} for city in ("Bonn", "Berlin"))
    pages.state("a", "One", action="maintained", roles=here, **mission)
    pages.state("b", "Two", action="moved", roles=there, when="1999", **mission)
    checked = pages.check()
    assert {fact.claim.role("city"): fact.standing for fact in checked.facts} == {
        ("Bonn",): "superseded",
        ("Berlin",): "single source",
    }
    assert not checked.findings


def test_what_was_planned_and_came_about_is_superseded(pages):
    pages.add("a", "One. Two.")
    pages.state("a", "One", **VISIT, when="2011-05", modality="planned")
    pages.state("a", "Two", **VISIT, when="2011-05-03")
    assert sorted(fact.standing for fact in pages.check().facts) == ["single source", "superseded"]


def decision(subject, verb, **rest):
    return Decision(subject, verb, "desk", "2026-01-02T03:04:05Z", **rest)


def test_a_rejected_statement_is_left_out(pages):
    pages.add("a", "One. Two.")
    wrong = pages.state("a", "One", **RELATIONS, when="1992-03-02")
    pages.state("a", "Two", **RELATIONS, when="1992-03-09")
    checked = pages.check(decisions=[decision(wrong.id, "rejected")])
    assert [str(fact.claim.when) for fact in checked.facts] == ["1992-03-09"]
    assert not checked.findings


def test_the_last_decision_holds(pages):
    pages.add("a", "One.")
    one = pages.state("a", "One", **RELATIONS)
    earlier = Decision(one.id, "rejected", "desk", "2026-01-01T00:00:00Z")
    checked = pages.check(decisions=[decision(one.id, "accepted", why="seen the note"), earlier])
    assert checked.facts[0].reasons[-1] == "accepted by desk: seen the note"


def test_a_corrected_statement_is_replaced(pages):
    pages.add("a", "One.")
    one = pages.state("a", "One", **RELATIONS, when="1992-03-02")
    checked = pages.check(decisions=[decision(one.id, "corrected", correction='{"when": "1992-03-09"}')])
    assert [str(fact.claim.when) for fact in checked.facts] == ["1992-03-09"]


@pytest.mark.parametrize("wrong", ["1992", "{", '{"when": "3 March"}', '{"modality": "maybe"}'])
def test_a_correction_that_is_none_is_refused(wrong, pages):
    pages.add("a", "One.")
    one = pages.state("a", "One", **RELATIONS)
    with pytest.raises(ComityError, match="Give keys of the codebook's form"):
        pages.check(decisions=[decision(one.id, "corrected", correction=wrong)])


def test_a_rejected_finding_is_not_told(pages):
    pages.add("a", "One. Two.")
    pages.state("a", "One", **RELATIONS, when="1992-03-02")
    pages.state("a", "Two", **RELATIONS, when="1992-03-09")
    (finding,) = pages.check().findings
    checked = pages.check(decisions=[decision(finding.id, "rejected")])
    assert not checked.findings
    assert {fact.standing for fact in checked.facts} == {"single source"}


def test_statements_of_unknown_sources_and_kinds_do_no_harm(pages):
    pages.add("a", "One.")
    pages.state("a", "One", **RELATIONS)
    pages.state("a", "One", "no_such_kind", roles={"x": ["PER"]})
    pages.documents.clear()
    assert len(pages.check(on=date(2026, 1, 1)).facts) == 1


@pytest.mark.parametrize(
    ("pages_of", "codes"),
    [
        pytest.param(("a", "a"), [], id="one-page-of-the-time-around"),
        pytest.param(("a", "b"), ["C101"], id="two-pages"),
    ],
)
def test_a_vaguer_date_of_the_same_page_is_no_contradiction(pages_of, codes, pages):
    for name in dict.fromkeys(pages_of):
        pages.add(name, "Ties grew since the union fell in 1991. Relations were established on 19 February 1992.")
    roles = {"between": ["PER", "LAO"]}
    pages.state(pages_of[0], "since the union fell in 1991", "relations", "established", roles=roles, when="1991")
    pages.state(pages_of[1], "on 19 February 1992", "relations", "established", roles=roles, when="1992-02-19")
    assert [code for code in pages.codes() if code == "C101"] == codes


def test_a_shuttle_that_one_page_tells_is_possible(pages):
    pages.add("a", "Demir was in Lima on 3-29 May 1974 and in Vientiane on 4-31 May 1974.")
    roles = {"visitor": ["Ayla Demir"], "sender": ["TUR"]}
    pages.state(
        "a", "in Lima on 3-29 May 1974", "visit", roles={**roles, "host": ["PER"]}, when="1974-05-03/1974-05-29"
    )
    pages.state(
        "a", "in Vientiane on 4-31 May 1974", "visit", roles={**roles, "host": ["LAO"]}, when="1974-05-04/1974-05-31"
    )
    assert "C108" not in pages.codes()


@pytest.fixture
def doubtful(pages):
    """Two pages that give two dates."""
    for name, day in (("a", "2 March"), ("b", "4 May")):
        pages.add(name, f"Peru and Laos established relations on {day} 1992.")
        when = "1992-03-02" if name == "a" else "1992-05-04"
        pages.state(name, f"established relations on {day} 1992", **RELATIONS, when=when)
    return pages


def test_facts_are_made_once_when_they_are_asked_for(doubtful, monkeypatch):
    """Whoever only looks at the findings does not wait for them."""
    made = []

    def count(*given):
        made.append(make_facts(*given))
        return made[-1]

    monkeypatch.setattr(engine, "make_facts", count)
    checked = doubtful.check()
    assert ([one.code for one in checked.findings if one.code == "C101"], made) == (["C101"], [])
    assert checked.facts is checked.facts
    assert [checked.facts] == made


def test_facts_stay_where_fewer_findings_are_told(doubtful):
    checked = doubtful.check()
    fewer = checked.tell((), ())
    assert fewer != checked
    assert fewer.facts == checked.facts
    assert fewer == Checked(checked.facts, ())
