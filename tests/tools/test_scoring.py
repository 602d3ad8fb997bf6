"""Comparing two statements, by the codebook's rules."""

import pytest

from comity.kinds import load_vocabulary
from comity.model import Amount, Evidence, When, make_statement
from scoring import Gold, Tally, is_same_claim, score_kinds, tally_text

VOCABULARY = load_vocabulary()


def make(kind, action=None, *, when=None, modality="asserted", amount=None, at=0, attributes=None, **roles):
    return make_statement(
        kind,
        action,
        roles={name: codes.split() for name, codes in roles.items()},
        attributes=attributes or {},
        when=When(when) if when else None,
        modality=modality,
        amount=amount,
        evidence=Evidence(at, at + 1),
    )


VISIT = {"sender": "KAZ", "host": "TUR"}


def trade(value, unit):
    return make("trade", between="KAZ TUR", attributes={"flow": "total"}, amount=Amount(value, unit))


def body(name):
    return make("mechanism", between="KAZ TUR", attributes={"name": name})


@pytest.mark.parametrize(("gold", "read", "is_same"), [
    pytest.param(make("visit", **VISIT), make("visit", sender="TUR", host="KAZ"), False, id="directed roles"),
    pytest.param(make("meeting", between="KAZ TUR"), make("meeting", between="TUR KAZ"), True, id="between is a set"),
    pytest.param(make("visit", when="2012", **VISIT), make("visit", when="2012-10", **VISIT), True, id="time within"),
    pytest.param(make("visit", when="2012-10", **VISIT), make("visit", when="2012", **VISIT), False, id="vaguer time"),
    pytest.param(make("visit", when="2012", **VISIT), make("visit", **VISIT), False, id="no time"),
    pytest.param(make("visit", **VISIT), make("visit", when="2012", **VISIT), True, id="gold has no time"),
    pytest.param(make("conflict", between="A B"), make("conflict", "began", between="A B"), True, id="null action"),
    pytest.param(make("conflict", "began", between="A B"), make("conflict", between="A B"), False, id="action missing"),
    pytest.param(make("visit", modality="planned", **VISIT), make("visit", modality="hoped", **VISIT), True,
                 id="planned and hoped are to come"),
    pytest.param(make("visit", **VISIT), make("visit", modality="denied", **VISIT), False, id="denied"),
    pytest.param(trade(5e8, "USD"), trade(5.02e8, "USD"), True, id="amount within half a percent"),
    pytest.param(trade(5e8, "USD"), trade(5e8, "EUR"), False, id="other unit"),
    pytest.param(body("High-Level Council"), body("the High Level Council"), True, id="name alike"),
    pytest.param(body("High-Level Council"), body("Joint Commission"), False, id="other name"),
])  # fmt: skip
def test_claims_are_compared(gold, read, is_same):
    assert is_same_claim(gold, read, VOCABULARY[gold.kind]) is is_same


def tally(wanted, read, **gold):
    counts = Tally()
    tally_text(Gold("text", "", tuple(wanted), **gold), read, VOCABULARY, counts)
    return score_kinds(counts, VOCABULARY)


MEMBERS = make("membership", "belongs", member="KAZ TUR", organisation="OSCE")


@pytest.mark.parametrize(("score", "gold", "read", "hits"), [
    pytest.param(tally([MEMBERS], [MEMBERS]), 2, 2, 2, id="one claim for each member"),
    pytest.param(tally([make("visit", **VISIT)], [make("visit", **VISIT)] * 2), 1, 2, 1, id="each pairs once"),
    pytest.param(tally([], [make("visit", **VISIT)]), 0, 1, 0, id="wrong"),
    pytest.param(tally([], [make("visit", **VISIT)], optional=(make("visit", **VISIT),)), 0, 0, 0, id="optional read"),
    pytest.param(tally([], [], optional=(make("visit", **VISIT),)), 0, 0, 0, id="optional missed"),
    pytest.param(tally([], [make("visit", at=5, **VISIT)], ignored=((4, 9),)), 0, 0, 0, id="ignored span"),
    pytest.param(tally([], [make("visit", **VISIT)], is_partial=True), 0, 0, 0, id="only headings coded"),
])  # fmt: skip
def test_claims_are_counted(score, gold, read, hits):
    assert (score.gold, score.read, score.hits) == (gold, read, hits)


def test_whole_needs_the_remaining_roles():
    gold = make("visit", visitor="Demir", attributes={"rank": "official"}, **VISIT)
    assert tally([gold], [gold]).whole == 1
    assert tally([gold], [make("visit", visitor="Demir", **VISIT)]).whole == 0
