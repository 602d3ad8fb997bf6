"""Facts that the record keeps: given again as they were, let go by what they rest on, never waited for."""

import sqlite3
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from comity.kinds import load_vocabulary
from comity.model import Amount, Decision, Evidence, Fact, Finding, Place, When, make_statement
from comity.record import open_record
from comity.record.kept import decode_facts, encode_facts

TOY = Path(__file__).parent.parent / "toy"
PAIR = ("KAZ", "TUR")


def make_facts(sample):
    return [
        (Fact(f"{at:016}", one, (one,), "single source", 1, ("one origin: a page",)), date(2019, 5, 3) if at else None)
        for at, one in enumerate(sample.statements)
    ]


@pytest.fixture
def kept(record, sample):
    """A record that keeps facts of two pairs."""
    record.add(sample.document, sample.data, sample.statements)
    for pair in (PAIR, ("FRA", "USA")):
        assert record.keep_facts(pair, "v1", make_facts(sample), record.turn())
    return record


def is_kept(record, *pair):
    return record.kept_facts(pair, "v1") is not None


def test_facts_are_given_as_they_were_kept(kept, sample):
    facts = kept.kept_facts(PAIR, "v1")
    assert list(facts) == make_facts(sample)
    assert [one.id for fact, _ in facts for one in fact.statements] == [one.id for one in sample.statements]
    assert kept.kept_facts(("TUR", "KAZ"), "v1") == facts


def test_facts_keep_the_types_of_values():
    values = {"a": 1, "b": 1.0, "c": True, "d": "1"}
    told = [
        make_statement(
            "trade", roles={"between": ["KAZ", "TUR"]}, attributes={name: value}, amount=Amount(value, "USD", "min", 2),
            when=When("2012"), evidence=Evidence(at, at + 1), quote="é", source="ab" * 32,
        )
        for at, (name, value) in enumerate([*values.items()][:3])
    ]  # fmt: skip
    claim = replace(told[0], roles=(("between", ("KAZ",)),))
    facts = ((Fact("f" * 16, claim, tuple(told), "confirmed", 2), None),)
    found = decode_facts(encode_facts(facts))
    assert found == facts
    assert [repr(one) for one in found[0][0].statements] == [repr(one) for one in told]
    assert found[0][0].claim.id == claim.id
    assert decode_facts(encode_facts([])) == ()


def test_other_program_has_found_nothing(kept):
    assert kept.kept_facts(PAIR, "v2") is None


def test_facts_of_an_earlier_turn_are_not_kept(record, sample):
    turn = record.turn()
    record.add(sample.document, sample.data, sample.statements)
    assert not record.keep_facts(PAIR, "v1", make_facts(sample), turn)
    assert not is_kept(record, *PAIR)


def test_what_changes_nothing_is_no_turn(kept, sample):
    turn = kept.turn()
    kept.add(sample.document, sample.data, sample.statements)
    assert kept.turn() == turn
    assert is_kept(kept, *PAIR)


def test_what_is_withdrawn_lets_go_of_its_pair_alone(kept, sample):
    kept.add(sample.document, sample.data, sample.statements[1:])
    assert not is_kept(kept, *PAIR)
    assert is_kept(kept, "FRA", "USA")


@pytest.mark.parametrize("place", [None, "there", "elsewhere"])
def test_decision_on_a_finding_lets_go_of_what_lies_at_its_places(place, kept, sample):
    told = sample.statements[0]
    spot = Place(
        told.source, told.evidence.start + (900 if place == "elsewhere" else 0), told.evidence.end + 900, 1, 1, ""
    )
    finding = Finding("0123456789abcdef", "C101", "error", "Two dates.", (spot,))
    kept.decide(Decision(finding.id, "rejected", "Ada", "2026-01-01"), None if place is None else finding)
    assert is_kept(kept, *PAIR) == (place == "elsewhere")
    assert is_kept(kept, "FRA", "USA") == (place is not None)


def test_decision_on_a_statement_lets_go_of_its_pairs(kept, sample):
    kept.decide(Decision(sample.statements[0].id, "rejected", "Ada", "2026-01-01"))
    assert not is_kept(kept, *PAIR)
    assert is_kept(kept, "FRA", "USA")


def test_keeping_does_not_wait_for_a_writer(make_address, sample):
    address = make_address()
    with open_record(address) as record, open_record(address) as writer:
        record.add(sample.document, sample.data, sample.statements)
        with writer._writing():
            assert not record.keep_facts(PAIR, "v1", make_facts(sample), record.turn())
        assert record.keep_facts(PAIR, "v1", make_facts(sample), record.turn())


def test_record_that_cannot_be_written_keeps_nothing(tmp_path, sample):
    path = tmp_path / "comity.db"
    with open_record(str(path)) as record:
        record.add(sample.document, sample.data, sample.statements)
    with open_record(str(path)) as record:
        with record._reading() as connection:
            connection.exec_driver_sql("PRAGMA query_only = ON")
        assert not record.keep_facts(PAIR, "v1", make_facts(sample), record.turn())


def test_damaged_row_does_not_pass_as_facts(tmp_path, sample):
    path = tmp_path / "comity.db"
    with open_record(str(path)) as record:
        record.add(sample.document, sample.data, sample.statements)
        record.keep_facts(PAIR, "v1", make_facts(sample), record.turn())
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE kept_facts SET facts = x'00'")
    with open_record(str(path)) as record:
        assert record.kept_facts(PAIR, "v1") is None


def test_statement_found_by_other_parties_lets_go_of_the_pairs_that_it_was_on(make_address, sample):
    """Sweden is a party to a lease only for a vocabulary that does not know the kind."""
    address = make_address()
    roles = {"lessor": ["NOR"], "lessee": ["CHL"], "witness": ["SWE"]}
    lease = sample.state("lease", 1, action="leased", roles=roles, attributes={"thing": "harbour"}, when=When("1990"))
    with open_record(address) as record:
        record.add(sample.document, sample.data, [lease])
        assert record.statements(between=("NOR", "SWE")) == [lease]
    with open_record(address, vocabulary=load_vocabulary(TOY)) as record:
        for pair in (("CHL", "NOR"), ("NOR", "SWE")):
            assert record.keep_facts(pair, "v1", make_facts(sample), record.turn())
        record.add(sample.document, sample.data, [lease])
        assert record.statements(between=("NOR", "SWE")) == []
        assert not is_kept(record, "NOR", "SWE")
        assert not is_kept(record, "CHL", "NOR")


def test_another_vocabulary_finds_its_own_and_lets_go_of_the_former_ones(make_address, sample):
    address = make_address()
    with open_record(address) as record:
        record.add(sample.document, sample.data, sample.statements)
        assert record.keep_facts(("FRA", "USA"), "v1", make_facts(sample), record.turn())
    with open_record(address, vocabulary=load_vocabulary(TOY)) as record:
        assert not is_kept(record, "FRA", "USA")
    with open_record(address) as record:
        assert is_kept(record, "FRA", "USA")
    with open_record(address, vocabulary=load_vocabulary(TOY)) as record:
        record.decide(Decision(sample.statements[0].id, "flagged", "Ada", "2026-01-01"))
    with open_record(address) as record:
        assert not is_kept(record, "FRA", "USA")
