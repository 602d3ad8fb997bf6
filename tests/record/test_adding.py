"""Adding: twice the same, read again by another reader, what is refused, and data sets."""

from dataclasses import replace
from itertools import combinations

import pytest
from sqlalchemy import create_engine, inspect

from comity.errors import RecordError
from comity.model import Evidence
from comity.record import Added, Loaded, open_record
from comity.record.forms import PartyFinder
from comity.record.indexes import drop_indexes


def test_first_time_is_new(record, sample):
    added = record.add(sample.document, sample.data, sample.statements)
    assert added == Added(sample.sha256, True, tuple(sample.statements), ())


def test_twice_the_same_changes_nothing(record, sample, clock):
    record.add(sample.document, sample.data, sample.statements)
    clock.sleep()
    assert record.add(sample.document, sample.data, sample.statements) == Added(sample.sha256, False)
    assert record.count() == (1, 3)
    assert record.changes(clock.now) == []


def test_the_same_bytes_from_elsewhere_are_the_same_source(record, sample):
    record.add(sample.document, sample.data, sample.statements)
    elsewhere = replace(sample.document.source, address="copy.txt", retrieved="2026-02-01")
    assert not record.add(replace(sample.document, source=elsewhere), sample.data, sample.statements).is_new
    assert record.sources() == [sample.document.source]


def test_reader_that_finds_other_statements_adds_and_withdraws(record, sample, clock):
    record.add(sample.document, sample.data, [sample.visit, sample.mission])
    clock.sleep()
    added = record.add(sample.document, sample.data, [sample.visit, sample.agreement])
    assert added == Added(sample.sha256, False, (sample.agreement,), (sample.mission.id,))
    assert record.statements() == [sample.visit, sample.agreement]
    (spell,) = record.history(sample.mission.id)
    assert (spell.learnt_at[:10], (spell.withdrawn_at or "")[:10]) == ("2026-01-01", "2026-01-02")


def test_statement_that_returns_has_two_spells(record, sample, clock):
    for statements in ([sample.visit], [], [sample.visit]):
        record.add(sample.document, sample.data, statements)
        clock.sleep()
    spells = record.history(sample.visit.id)
    days = [(spell.learnt_at[:10], spell.withdrawn_at and spell.withdrawn_at[:10]) for spell in spells]
    assert days == [("2026-01-01", "2026-01-02"), ("2026-01-03", None)]


def test_one_reader_withdraws_nothing_of_another(make_address, sample, clock):
    address = make_address()
    with open_record(address, reader="rules", clock=clock) as record:
        record.add(sample.document, sample.data, [sample.visit])
    with open_record(address, reader="language-model", clock=clock) as record:
        added = record.add(sample.document, sample.data, [sample.mission])
        assert (len(added.statements), added.withdrawn) == (1, ())
        assert record.statements() == [sample.visit, sample.mission]
        assert [spell.reader for spell in record.history(sample.mission.id)] == ["language-model"]


def test_better_particulars_of_a_source_are_taken_over(record, sample):
    record.add(sample.document, sample.data, sample.statements)
    better = replace(sample.document, source=replace(sample.document.source, publisher="Ministry"))
    added = record.add(better, sample.data, sample.statements)
    assert (added.is_new, added.statements, added.withdrawn) == (False, (), ())
    assert record.source(sample.sha256).publisher == "Ministry"
    assert record.document(sample.sha256) == better


def test_text_made_anew_moves_the_statements_to_it(record, sample):
    record.add(sample.document, sample.data, [sample.visit])
    other = replace(sample.document, text=sample.document.text.replace("visited", "VISITED"))
    evidence = sample.visit.evidence
    visit = replace(sample.visit, quote=other.text[evidence.start : evidence.end])
    record.add(other, sample.data, [visit])
    assert [kept.quote for kept in record.statements()] == [visit.quote]
    assert list(record.verify()) == []


VOCABULARIES = [
    pytest.param({"trade": {"owner"}}, {"trade": {"owner", "host"}}, id="one-more"),
    pytest.param({"trade": {"owner", "host"}}, {"trade": {"owner", "host", "guest"}}, id="two-to-three"),
    pytest.param({"trade": {"owner", "host", "guest"}}, {"trade": {"owner", "host"}}, id="three-to-two"),
]


@pytest.mark.parametrize(("before", "after"), VOCABULARIES)
def test_parties_follow_the_vocabulary_when_a_source_is_read_again(make_address, sample, before, after):
    roles = {"owner": ["KAZ"], "host": ["TUR"], "guest": ["UZB"]}
    statement = sample.state("trade", 0, roles=roles)
    address = make_address()
    for party_roles in (before, after):
        with open_record(address) as record:
            record._parties = PartyFinder({kind: frozenset(names) for kind, names in party_roles.items()})
            record.add(sample.document, sample.data, [statement])
            states = sorted(roles[name][0] for name in party_roles["trade"])
            assert set(record.pairs()) == set(combinations(states, 2))
            assert record.statements(state="UZB") == ([statement] if "UZB" in states else [])


WRONG = [
    pytest.param({"data": b"other bytes"}, "A source is kept under the hash of its bytes", id="other-bytes"),
    pytest.param({"statement": {"quote": "X" * 48}}, "The quote is the text's characters", id="wrong-quote"),
    pytest.param({"statement": {"quote": ""}}, "The quote is the text's characters", id="no-quote"),
    pytest.param({"statement": {"source": "0" * 64}}, "Its source must be", id="other-source"),
    pytest.param(
        {"statement": {"evidence": Evidence(900, 948)}}, "The quote is the text's characters", id="beyond-the-text"
    ),
]


@pytest.mark.parametrize("bulk", [pytest.param(False, id="add"), pytest.param(True, id="bulk")])
@pytest.mark.parametrize(("change", "message"), WRONG)
def test_what_does_not_agree_is_refused(record, sample, change, message, bulk):
    statement = replace(sample.visit, **change.get("statement", {}))
    add = record.add_statements if bulk else record.add
    with pytest.raises(RecordError, match=message):
        add(sample.document, change.get("data", sample.data), [sample.mission, statement])
    assert record.count() == (0, 0)


def test_half_a_character_is_refused(record, sample):
    with pytest.raises(RecordError, match="character 9 of the text is half of a pair"):
        record.add(replace(sample.document, text="Turkey's \udcff"), sample.data, [])


def test_data_set_is_streamed(record, sample):
    loaded = record.add_statements(sample.document, sample.data, iter([*sample.statements, sample.agreement]))
    assert loaded == Loaded(sample.sha256, True, 3)
    assert record.statements() == sample.statements
    assert [hit.statement for hit in record.search("embassy")] == [sample.mission]


def test_data_set_twice_changes_nothing_and_a_new_edition_what_differs(record, sample):
    record.add_statements(sample.document, sample.data, sample.statements)
    assert record.add_statements(sample.document, sample.data, sample.statements) == Loaded(sample.sha256, False)
    assert record.add_statements(sample.document, sample.data, [sample.visit]) == Loaded(sample.sha256, False, 0, 2)
    assert record.statements() == [sample.visit]


def test_stream_out_of_order_is_refused(record, sample):
    with pytest.raises(RecordError, match="in order of their evidence"):
        record.add_statements(sample.document, sample.data, [sample.mission, sample.visit])
    assert record.count() == (0, 0)


def list_indexes(path):
    engine = create_engine(f"sqlite:///{path}")
    names = {index["name"] for index in inspect(engine).get_indexes("statement")}
    engine.dispose()
    return names


@pytest.mark.parametrize("by", [pytest.param("bulk", id="bulk"), pytest.param("loading", id="loading")])
def test_indexes_are_there_after_a_load(sample, tmp_path, by):
    path = str(tmp_path / "comity.db")
    with open_record(path) as record:
        expected = list_indexes(path)
        if by == "bulk":
            record.add_statements(sample.document, sample.data, sample.statements)
        else:
            with record.loading():
                record.add_statements(sample.document, sample.data, sample.statements)
                assert record.statements(between=("KAZ", "TUR")) == sample.statements
                assert list_indexes(path) < expected
        assert list_indexes(path) == expected
    assert len(expected) >= 6


def test_load_that_was_killed_is_indexed_at_the_next_adding(sample, make_sample, tmp_path):
    path = str(tmp_path / "comity.db")
    with open_record(path) as record:
        expected = list_indexes(path)
        with record._writing() as connection:
            drop_indexes(connection)
        record.add(sample.document, sample.data, sample.statements)
        assert list_indexes(path) == expected


def test_loads_after_each_other_are_one_record(record, sample, make_sample):
    with record.loading():
        for text in ("A one. B two. C three.", "D one. E two. F three."):
            other = make_sample(text)
            record.add_statements(other.document, other.data, other.statements)
        record.add_statements(sample.document, sample.data, sample.statements)
    assert record.count() == (3, 9)
    assert list(record.verify()) == []
