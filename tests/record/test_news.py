"""What came after a mark: whose statements came or went, on whom was decided; and when it may be anything."""

from collections import Counter

import pytest

from comity.model import Decision
from comity.record import news


def tell(news_):
    """The parties and what more there is, of each statement touched."""
    return sorted((one.parties, one.more) for one in news_.touched)


PAIR, THREE = ("KAZ", "TUR"), ("KAZ", "TUR", "UZB")


def test_statements_that_come_and_go_are_told_with_their_parties(record, sample, clock):
    record.add(sample.document, sample.data, [])
    mark = record.mark()
    assert record.news(mark).touched == ()
    record.add(sample.document, sample.data, sample.statements)
    first = record.news(mark)
    assert tell(first) == [(PAIR, 1), (PAIR, 1), (THREE, 1)]
    clock.sleep()
    record.add(sample.document, sample.data, [sample.visit])
    assert tell(record.news(first.mark)) == [(PAIR, -1), (THREE, -1)]
    assert Counter(one.more for one in record.news(mark).touched) == {1: 3, -1: 2}


def test_another_document_of_a_source_touches_its_statements(record, sample):
    from dataclasses import replace

    record.add(sample.document, sample.data, [sample.visit])
    mark = record.mark()
    titled = replace(sample.document, source=replace(sample.document.source, title="Another title"))
    record.add(titled, sample.data, [sample.visit])
    assert tell(record.news(mark)) == [(PAIR, 0)]


def test_decisions_touch_their_statement_and_those_on_findings_anything(record, sample):
    record.add(sample.document, sample.data, sample.statements)
    mark = record.mark()
    record.decide(Decision(sample.agreement.id, "rejected", "Ada", "2026-02-01T09:00:00Z", why="It was not."))
    assert tell(record.news(mark)) == [(THREE, 0)]
    record.decide(Decision("0" * 16, "accepted", "Ada", "2026-02-01T09:00:00Z"))
    assert record.news(mark).touched is None


def test_very_many_statements_are_told_as_anything(record, sample, monkeypatch):
    monkeypatch.setattr(news, "MOST_TOUCHED", 2)
    record.add(sample.document, sample.data, [])
    mark = record.mark()
    record.add(sample.document, sample.data, sample.statements)
    assert record.news(mark).touched is None


@pytest.mark.parametrize("number", [0, 1, 3])
def test_census_counts_what_stands(number, record, sample):
    record.add(sample.document, sample.data, sample.statements[:number])
    mark, statements, pairs = record.census()
    assert (mark, statements, pairs) == (record.mark(), record.count()[1], record.pairs())
    assert statements == number
