"""A source that comes later re-checks only what it touches, and the result is that of checking all at once."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.checking.planting import Draw
from tests.checking.plants import TEMPLATES

from comity.checking import Review, check
from comity.intake import read_taken
from comity.model import Amount, Decision, Evidence, When, make_statement
from comity.sources import Taken

HERE = Path(__file__).parent
ON = date(2026, 11, 22)
CASES = [
    pytest.param(case, id=case["name"].replace(" ", "-"))
    for name in ("planted.yaml", "clean.yaml")
    for case in yaml.safe_load((HERE / name).read_text(encoding="utf-8"))
    if len(case["pages"]) > 1
]


def add_by_source(vocabulary, statements, documents, order, **rest):
    review = Review(vocabulary, on=ON, **rest)
    result = None
    for sha in order:
        result = review.add([one for one in statements if one.source == sha], {sha: documents[sha]})
    return review, result


@pytest.mark.parametrize("case", CASES)
def test_pages_one_by_one_give_what_all_give(case, make_pages, vocabulary):
    pages = make_pages(case)
    for order in (list(pages.documents), list(pages.documents)[::-1]):
        _, result = add_by_source(vocabulary, pages.statements, pages.documents, order)
        assert result == check(pages.statements, pages.documents, vocabulary, on=ON)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_a_record_that_grows_page_by_page(seed, many, vocabulary):
    statements, documents = many
    order = sorted(documents)
    random.Random(seed).shuffle(order)
    review, result = add_by_source(vocabulary, statements, documents, order)
    assert result == check(statements, documents, vocabulary, on=ON)
    assert review.rechecked < len(statements) / 4


STATES = ("KAZ", "TUR", "PER", "KEN")
WHENS = (None, "1992", "1992-03", "1992-03-02", "1992-03-02/1992-03-09", "1994", "199X", "2001-05-06")


@st.composite
def statement(draw):
    """A statement of one of five kinds by one of four sources."""
    kind = draw(st.sampled_from(("relations", "recognition", "visit", "trade", "mission")))
    pair = draw(st.permutations(STATES))[:2]
    start = draw(st.integers(0, 40))
    roles, action, attributes, amount = {"between": pair}, None, {}, None
    if kind == "relations":
        action = draw(st.sampled_from(("established", "severed", "restored")))
    elif kind == "recognition":
        roles, action = {"by": pair[:1], "of": [pair[1]]}, "recognised"
        attributes = draw(st.sampled_from(({}, {"rank": "first"})))
    elif kind == "visit":
        roles = {"sender": pair[:1], "host": [pair[1]], "visitor": [draw(st.sampled_from(("Ada Demir", "B. Okoye")))]}
    elif kind == "trade":
        attributes, amount = {"flow": "total"}, Amount(draw(st.sampled_from((1e9, 2e9))), "USD")
    else:
        roles = {"sender": pair[:1], "host": [pair[1]], "city": [draw(st.sampled_from(("Lima", "Nairobi")))]}
        action, attributes = draw(st.sampled_from(("maintained", "moved", "opened"))), {"type": "embassy"}
    when = draw(st.sampled_from(WHENS))
    return make_statement(
        kind, action, roles=roles, attributes=attributes, amount=amount, when=None if when is None else When(when),
        evidence=Evidence(start, start + 5), source=draw(st.sampled_from("abcd")) * 64,
        modality=draw(st.sampled_from(("asserted", "asserted", "planned", "denied"))),
    )  # fmt: skip


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(told=st.lists(statement(), min_size=2, max_size=14), seed=st.integers(0, 9))
def test_any_statements_in_any_order(told, seed, vocabulary):
    whole = check(told, {}, vocabulary, on=ON)
    order = sorted({one.source for one in told})
    random.Random(seed).shuffle(order)
    review = Review(vocabulary, on=ON)
    for sha in order:
        result = review.add([one for one in told if one.source == sha])
    assert result == whole
    assert review.add(told) == whole  # a second time changes nothing


def test_a_new_page_on_others_touches_nothing(pages, vocabulary):
    for name, states in (("a", ["PER", "GHA"]), ("b", ["KAZ", "TUR"])):
        pages.add(name, f"Page {name}\n\nThere are relations since 2 March 1992.")
        pages.state(name, "relations since 2 March 1992", "relations", "established", roles={"between": states},
                    when="1992-03-02")  # fmt: skip
    review, _ = add_by_source(vocabulary, pages.statements, pages.documents, pages.documents)
    assert review.rechecked == 1


def test_a_traveller_ties_no_states_together(pages, vocabulary):
    """His other visits are not looked at again, but for the one that the new page speaks against."""
    stays = (("a", "KEN", "1 May 1992", "1992-05-01/1992-05-04"), ("b", "PER", "9 June 1993", "1993-06-09"),
             ("c", "LAO", "2 May 1992", "1992-05-02/1992-05-09"))  # fmt: skip
    for name, host, day, when in stays:
        pages.add(name, f"Page {name}\n\nPresident Ada Demir came on {day}.")
        roles = {"sender": ["TUR"], "host": [host], "visitor": ["Ada Demir"]}
        pages.state(name, f"came on {day}", "visit", roles=roles, when=when)
    shas = list(pages.documents)
    review, result = add_by_source(vocabulary, pages.statements[:2], pages.documents, shas[:2])
    assert (review.rechecked, {one.standing for one in result.facts}) == (1, {"single source"})
    result = review.add(pages.statements[2:], {shas[2]: pages.documents[shas[2]]})
    assert review.rechecked == 2
    assert [one.standing for one in result.facts] == ["disputed", "disputed", "single source"]
    assert result == pages.check()


def test_decisions_hold_in_a_review(pages, vocabulary):
    for name, day in (("a", 2), ("b", 9)):
        pages.add(name, f"Page {name}\n\nThere are relations since {day} March 1992.")
        pages.state(name, f"since {day} March 1992", "relations", "established", roles={"between": ["KAZ", "TUR"]},
                    when=f"1992-03-0{day}")  # fmt: skip
    (finding,) = pages.check().findings
    decision = Decision(finding.id, "rejected", "Editor", "2026-01-01T00:00:00+00:00", "Known.")
    _, result = add_by_source(vocabulary, pages.statements, pages.documents, pages.documents, decisions=[decision])
    assert result == pages.check(decisions=[decision])
    assert [one.why for one in result.silenced] == ["Known. (Editor, 2026-01-01)"]


def test_a_new_source_never_changes_in_silence_what_was_decided(pages, vocabulary):
    """The decided statement keeps its decision and its word; what speaks against it is told, not merged."""
    pages.add("a", "Page a\n\nThere are relations since 2 March 1992.")
    first = pages.state("a", "since 2 March 1992", "relations", "established", roles={"between": ["KAZ", "TUR"]},
                        when="1992-03-02")  # fmt: skip
    decision = Decision(first.id, "accepted", "Editor", "2026-01-01T00:00:00+00:00", "The gazette of the day.")
    steps = [pages.check(decisions=[decision])]
    for name, day in (("b", 9), ("c", 2), ("d", 9)):
        pages.add(name, f"Page {name}\n\nThere are relations since {day} March 1992, by {name}.")
        pages.state(name, f"since {day} March 1992", "relations", "established", roles={"between": ["KAZ", "TUR"]},
                    when=f"1992-03-0{day}")  # fmt: skip
        steps.append(pages.check(decisions=[decision]))
    for before, after in pairwise(steps):
        mine = [next(one for one in step.facts if first in one.statements) for step in (before, after)]
        assert mine[0].id == mine[1].id
        assert all("accepted by Editor: The gazette of the day." in one.reasons for one in mine)
        if mine[0].standing != mine[1].standing:
            told = {one.id for one in after.findings} - {one.id for one in before.findings}
            assert told or mine[1].standing == "confirmed"
    assert replace(first) in next(one for one in steps[-1].facts if first in one.statements).statements


def read_one(item):
    """One page read in a process of its own."""
    from comity.kinds import load_vocabulary

    name, data = item
    read = read_taken(Taken(name, data), load_vocabulary())
    return read.statements, read.document


@pytest.mark.slow
def test_many_processes_and_reading_twice_change_nothing(many, vocabulary):
    import multiprocessing

    pages = [
        (f"{code}-{name}", data)
        for code in ("C101", "C104", "C110", "C201", "C301")
        for name, data in TEMPLATES[code][0](Draw(f"processes/{code}")).pages.items()
    ]
    alone = [read_one(page) for page in [*pages, *pages]]
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        together = pool.map(read_one, pages[::-1])
    results = [
        check(
            [one for statements, _ in read for one in statements],
            {document.source.sha256: document for _, document in read}, vocabulary, on=ON,
        )
        for read in (alone, together)
    ]  # fmt: skip
    assert results[0].findings
    assert results[0] == results[1]


def test_two_lost_quotes_at_one_place_are_told_once(pages, vocabulary):
    sha = pages.add("a", "Peru and Laos\n\nThe one thing. The other thing.")
    evidence = Evidence(15, 18)
    for kind, role in (("visit", "host"), ("mission", "host")):
        roles = {"sender": ["PER"], role: ["LAO"]}
        pages.statements.append(make_statement(kind, roles=roles, evidence=evidence, quote="???", source=sha))
    review = Review(vocabulary, on=ON)
    for one in reversed(pages.statements):
        result = review.add([one], pages.documents)
    assert result == check(pages.statements, pages.documents, vocabulary, on=ON)
    assert [one.code for one in result.findings].count("C506") == 1
