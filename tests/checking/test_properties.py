"""Order and repetition do not matter; each finding points at real characters; ids last."""

from __future__ import annotations

import random
import time
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from comity.checking import check, find_facts
from comity.model import Amount, Block, Document, Evidence, Source, When, make_statement

HERE = Path(__file__).parent
CASES = [
    pytest.param(case, id=case["name"].replace(" ", "-"))
    for name in ("planted.yaml", "clean.yaml")
    for case in yaml.safe_load((HERE / name).read_text(encoding="utf-8"))
    if len(case.get("statements", ())) > 1
]
STATES = ("KAZ", "TUR", "PER", "KEN")
WHENS = (None, "1992", "1992-03", "1992-03-02", "1992-03-02/1992-03-04", "1994", "199X", "2001-05-06")


@pytest.mark.parametrize("case", CASES)
def test_order_and_repetition_do_not_matter(case, make_pages):
    pages = make_pages(case)
    plain = pages.check()
    shuffled = pages.statements * 2
    random.Random(case["name"]).shuffle(shuffled)
    pages.statements = shuffled
    pages.documents = dict(reversed(pages.documents.items()))
    assert pages.check() == plain


@pytest.mark.parametrize("case", CASES)
def test_facts_alone_are_the_facts_of_a_check(case, make_pages, today):
    pages = make_pages(case)
    assert find_facts(pages.statements, pages.documents, pages.vocabulary, on=today) == pages.check().facts


@pytest.mark.parametrize("other", [pytest.param(3.0, id="float"), pytest.param(True, id="bool")])
def test_equal_values_of_other_types_have_their_own_words_in_any_order(other, vocabulary, today):
    roles, number = {"between": ["KAZ", "TUR"]}, 1 if other is True else 3
    two = [
        make_statement("meeting", roles=roles, attributes={"ordinal": value}, when=When("2001"), source=source * 64)
        for value, source in ((number, "a"), (other, "b"))
    ]
    assert check(two, {}, vocabulary, on=today) == check(two[::-1], {}, vocabulary, on=today)


@pytest.mark.parametrize("case", CASES)
def test_findings_quote_what_stands_there(case, make_pages):
    pages = make_pages(case)
    for finding in pages.check().findings:
        assert finding.places
        for place in finding.places:
            text = pages.documents[place.source].text
            assert text[place.start : place.end] == place.quote
            line = text.splitlines()[place.line - 1]
            assert line[place.column - 1 :].startswith(place.quote.splitlines()[0])


@pytest.mark.parametrize("case", CASES)
def test_every_statement_is_in_a_fact(case, make_pages):
    pages = make_pages(case)
    carried = {one.id for fact in pages.check().facts for one in fact.statements}
    assert carried == {one.id for one in pages.statements}


@st.composite
def made_statements(draw):
    """A statement on a few states, so that many meet."""
    kind, action, roles, attributes = draw(
        st.sampled_from(
            [
                ("relations", "established", ("between", "between"), {}),
                ("relations", "severed", ("between", "between"), {}),
                ("mission", "maintained", ("sender", "host"), {"type": "embassy"}),
                ("mission", "moved", ("sender", "host"), {"type": "embassy"}),
                ("visit", None, ("sender", "host"), {"rank": "state"}),
                ("visit", None, ("sender", "host"), {}),
                ("membership", "belongs", ("member", "member"), {}),
                ("trade", None, ("between", "between"), {"flow": "total"}),
            ]
        )
    )
    states = draw(st.permutations(STATES))[:2]
    given_roles: dict[str, list[str]] = {}
    for role, state in zip(roles, states, strict=True):
        given_roles.setdefault(role, []).append(state)
    if kind == "membership":
        given_roles["organisation"] = ["UN"]
    if kind == "mission" and draw(st.booleans()):
        given_roles["city"] = [draw(st.sampled_from(["Almaty", "Astana"]))]
    if kind == "visit" and draw(st.booleans()):
        given_roles["visitor"] = [draw(st.sampled_from(["Demir", "Ayla Demir", "Sadykov"]))]
    when = draw(st.sampled_from(WHENS))
    amount = Amount(draw(st.sampled_from([1e9, 1.004e9, 2e9])), "USD") if kind == "trade" else None
    start = draw(st.integers(0, 30))
    return make_statement(
        kind,
        action,
        roles=given_roles,
        attributes=attributes,
        when=When(when) if when else None,
        amount=amount,
        modality=draw(st.sampled_from(["asserted", "asserted", "planned", "denied"])),
        evidence=Evidence(start, start + 1),
        source=draw(st.sampled_from(["a" * 64, "b" * 64, "c" * 64])),
    )


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(statements=st.lists(made_statements(), max_size=14), seed=st.integers(0, 99))
def test_any_order_gives_the_same(statements, seed, vocabulary, today):
    shuffled = statements * 2
    random.Random(seed).shuffle(shuffled)
    plain = check(statements, {}, vocabulary, on=today)
    assert check(shuffled, {}, vocabulary, on=today) == plain
    assert find_facts(shuffled, {}, vocabulary, on=today) == plain.facts
    assert len({fact.id for fact in plain.facts}) == len(plain.facts)
    assert len({finding.id for finding in plain.findings}) == len(plain.findings)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(statements=st.lists(made_statements(), min_size=1, max_size=8))
def test_a_second_witness_changes_no_fact_id(statements, vocabulary, today):
    before = {fact.id for fact in check(statements, {}, vocabulary, on=today).facts}
    copies = [replace(statement, source="d" * 64) for statement in statements]
    assert {fact.id for fact in check([*statements, *copies], {}, vocabulary, on=today).facts} == before


@pytest.mark.growth
@pytest.mark.parametrize("words", [pytest.param("", id="same-words"), pytest.param("word{n} ", id="own-words")])
def test_many_sources_of_one_claim_are_quick(words, pages):
    """Pairwise work within a claim would be 180,000 comparisons: some minutes."""
    for number in range(600):
        quote = "The two states established their diplomatic relations in the old town hall on 2 March 1992"
        if words:
            quote = "".join(words.format(n=f"{at}x{number}") for at in range(12)) + "2 March 1992"
        pages.add(f"p{number}", f"Page {number}\n\n{quote}.")
        roles = {"between": ["PER", "LAO"]}
        pages.state(f"p{number}", quote, "relations", "established", roles=roles, when="1992-03-02")
    start = time.process_time()
    (fact,) = pages.check().facts
    assert time.process_time() - start < 3
    assert fact.origins == (600 if words else 1)
    assert len(" ".join(fact.reasons)) < 100_000


def test_noun_of_a_group_of_claims_is_listed_once_in_the_order_of_the_kinds(vocabulary, today):
    """Two pages with the same words for what is of two kinds, and of two things of one kind."""
    words = "Kenya and Turkey told that they had taken up relations, opened an embassy and a consulate that day, %s."
    text = words % "in Nairobi"
    documents, told = {}, []
    for source, published in (("a" * 64, "2001"), ("b" * 64, "2002")):
        about = Source(source, f"{source[0]}.txt", "text/plain", len(text), published=published)
        documents[source] = Document(about, text, (Block("paragraph", 0, len(text)),))
        given = {"evidence": Evidence(0, len(text)), "quote": text, "source": source, "when": When("1999-05-04")}
        sides = {"sender": ["TUR"], "host": ["KEN"]}
        told += [
            make_statement("mission", "opened", roles=sides, attributes={"type": "consulate"}, **given),
            make_statement("mission", "opened", roles=sides, attributes={"type": "embassy"}, **given),
            make_statement("relations", "established", roles={"between": ["KEN", "TUR"]}, **given),
        ]
    copied = [one for one in check(told, documents, vocabulary, on=today).findings if one.code == "C202"]
    assert [one.reason.partition(" for ")[2] for one in copied] == [
        "diplomatic relations, consulate and embassy: one witness, not two."
    ]
