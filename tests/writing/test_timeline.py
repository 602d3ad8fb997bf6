"""The timeline: dated facts in order, each as a sentence that stands by itself."""

from datetime import date

import pytest

from comity.kinds import load_vocabulary
from comity.model import Evidence, When, make_statement
from comity.writing import TIMELINE_COLUMNS, TimelineRow, write_rows, write_timeline
from comity.writing.timeline import write_claims

ON = date(2026, 11, 22)


def test_dated_facts_stand_in_order(facts):
    rows = write_timeline(facts, load_vocabulary(), on=ON)
    assert [row.when for row in rows] == [
        "1991-12-16", "1992-03-02", "1992-03-03", "1992-03", "1998", "2004", "2005", "2006", "2009-10", "2012-10-11",
        "2027-03",
    ]  # fmt: skip


@pytest.mark.parametrize("sentence", [
    pytest.param("Turkey opened an embassy in Almaty in March 1992.", id="states by name"),
    pytest.param("The prime minister of Türkiye is to visit Kazakhstan in March 2027.", id="to come"),
    pytest.param("Trade between Kazakhstan and Turkey was forecast to reach US$1 billion in 2006.", id="forecast"),
])  # fmt: skip
def test_sentences_stand_by_themselves(facts, sentence):
    assert sentence in [row.sentence for row in write_timeline(facts, load_vocabulary(), on=ON)]


@pytest.mark.parametrize(("quote", "sentence"), [
    pytest.param(
        "Norway announced in 2010 that it would close its embassy in Lima.",
        "As of 2010, Norway was to close its embassy in Lima.", id="the time of the plan",
    ),
    pytest.param(
        "Norway will close its embassy in Lima in 2010.",
        "Norway was to close its embassy in Lima in 2010.", id="a term",
    ),
    pytest.param(
        "Norway said that it would close its embassy in Lima next year.",
        "Norway was to close its embassy in Lima in 2010.", id="a term told from the day of the report",
    ),
])  # fmt: skip
def test_time_of_a_plan_is_no_term(quote, sentence):
    plan = make_statement(
        "mission", "closed", roles={"sender": ["NOR"], "host": ["PER"], "city": ["Lima"]},
        attributes={"type": "embassy"}, when=When("2010"), modality="planned", quote=quote,
        evidence=Evidence(0, len(quote)),
    )  # fmt: skip
    assert write_claims([plan], load_vocabulary(), on=ON) == [sentence]


def test_facts_without_a_date_come_last(facts):
    rows = write_rows(facts, load_vocabulary(), on=ON)
    assert len(rows) == len(facts)
    assert [bool(row.when) for row in rows] == sorted((bool(row.when) for row in rows), reverse=True)


def test_columns_are_the_fields():
    assert tuple(TimelineRow.__dataclass_fields__) == TIMELINE_COLUMNS
