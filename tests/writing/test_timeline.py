"""The timeline: dated facts in order, each as a sentence that stands by itself."""

from datetime import date

import pytest

from comity.kinds import load_vocabulary
from comity.writing import TIMELINE_COLUMNS, TimelineRow, write_rows, write_timeline

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


def test_facts_without_a_date_come_last(facts):
    rows = write_rows(facts, load_vocabulary(), on=ON)
    assert len(rows) == len(facts)
    assert [bool(row.when) for row in rows] == sorted((bool(row.when) for row in rows), reverse=True)


def test_columns_are_the_fields():
    assert tuple(TimelineRow.__dataclass_fields__) == TIMELINE_COLUMNS
