"""What the record answers: pairs, states, times, words, identities, decisions."""

from datetime import UTC, date, datetime

import pytest

from comity.errors import RecordError
from comity.model import Decision, When

BY_PARTIES = [
    pytest.param({"between": ("KAZ", "TUR")}, {"visit", "mission", "agreement"}, id="pair"),
    pytest.param({"between": ("TUR", "KAZ")}, {"visit", "mission", "agreement"}, id="pair-turned"),
    pytest.param({"between": ("UZB", "TUR")}, {"agreement"}, id="pair-among-three"),
    pytest.param({"between": ("USA", "TUR")}, {"sanction"}, id="pair-among-many"),
    pytest.param({"between": ("TUR", "XKX")}, set(), id="pair-without-statements"),
    pytest.param({"state": "KAZ"}, {"visit", "mission", "agreement", "membership"}, id="state"),
    pytest.param({"state": "USA"}, {"sanction"}, id="state-among-many"),
    pytest.param({"state": "OTS"}, set(), id="an-organisation-is-no-party-here"),
    pytest.param({"kind": "visit"}, {"visit"}, id="kind"),
    pytest.param({"state": "KAZ", "kind": "visit"}, {"visit"}, id="state-and-kind"),
    pytest.param({"state": "TUR", "kind": ["visit", "sanction"]}, {"visit", "sanction"}, id="state-and-two-kinds"),
    pytest.param({"on": date(2019, 5, 3)}, {"visit", "membership"}, id="on-the-day"),
    pytest.param({"on": date(1992, 7, 1)}, {"mission"}, id="in-the-year"),
    pytest.param({"on": date(2025, 1, 1)}, {"membership"}, id="open-end-reaches"),
    pytest.param({}, {"visit", "mission", "agreement", "membership", "sanction"}, id="all"),
]
MANY = ["ARM", "BEL", "DEU", "FRA", "GBR", "ITA", "JPN", "NLD", "USA"]


@pytest.fixture
def filled(record, sample):
    statements = [
        *sample.statements,
        sample.state(
            "membership", 2, action="joined", roles={"member": ["KAZ"], "organisation": ["OTS"]}, when=When("2009/..")
        ),
        sample.state("sanction", 2, action="imposed", roles={"by": MANY, "on": ["TUR"]}),
    ]
    record.add(sample.document, sample.data, statements)
    return record


@pytest.mark.parametrize(("asked", "kinds"), BY_PARTIES)
def test_statements_are_narrowed(filled, asked, kinds):
    assert {statement.kind for statement in filled.statements(**asked)} == kinds


def test_pairs_are_counted(filled):
    pairs = filled.pairs()
    assert pairs["KAZ", "TUR"] == 3
    assert pairs["KAZ", "UZB"] == pairs["TUR", "USA"] == pairs["ARM", "BEL"] == 1
    assert len(pairs) == 3 + 45
    assert all(len(filled.statements(between=pair)) == count for pair, count in pairs.items())


def test_partners_come_by_how_much_is_known(filled):
    assert filled.partners("KAZ", 9)[0] == "TUR"
    assert set(filled.partners("KAZ", 9)) == {"TUR", "UZB"}
    assert filled.partners("KAZ", 1) == ["TUR"]
    assert filled.partners("NOR", 9) == []


def test_source_is_given_by_prefix(filled, sample):
    assert filled.source(sample.sha256[:8].upper()) == sample.document.source
    assert len(filled.statements(source=sample.sha256[:8])) == 5


def test_record_tells_what_was_known_on_a_day(record, sample, clock):
    record.add(sample.document, sample.data, [sample.visit])
    clock.sleep(10)
    record.add(sample.document, sample.data, [sample.mission])
    for known_at, expected in [
        ("2025-12-31", []),
        (date(2026, 1, 1), [sample.visit]),
        (datetime(2026, 1, 1, 11, tzinfo=UTC), []),
        ("2026-01-05", [sample.visit]),
        ("2026-01-11", [sample.mission]),
        (None, [sample.mission]),
    ]:
        assert record.statements(known_at=known_at) == expected, known_at


def test_changes_tell_what_came_and_went(record, sample, clock):
    record.add(sample.document, sample.data, [sample.visit])
    clock.sleep()
    record.add(sample.document, sample.data, [sample.mission])
    told = [(change.at[:10], change.verb, change.statement) for change in record.changes("2026-01-02")]
    assert told == [("2026-01-02", "learnt", sample.mission), ("2026-01-02", "withdrawn", sample.visit)]
    assert len(record.changes(date(2026, 1, 1))) == 3
    assert record.changes("2026-01-03") == []


@pytest.mark.parametrize("day", ["yesterday", "2026-13-01", ""])
def test_wrong_day_is_told(record, day):
    with pytest.raises(RecordError, match="is no day. Allowed: .* ISO 8601"):
        record.statements(known_at=day)


SEARCHES = [
    pytest.param("embassy", ["mission"], "Kazakhstan opened an [embassy] in Ankara", id="one-word"),
    pytest.param("ANKARA opened", ["mission"], "[opened] an embassy in [Ankara]", id="all-words-any-case"),
    pytest.param("emba*", ["mission"], "[embassy]", id="beginning"),
    pytest.param("emba", [], "", id="whole-words"),
    pytest.param("Turkey's", ["visit"], "president", id="apostrophe"),
    pytest.param('"OR" NEAR( -x :* \\', [], "", id="no-language-of-the-database"),
    pytest.param(" ' \" * ", [], "", id="no-word"),
]


@pytest.mark.parametrize(("words", "kinds", "snippet"), SEARCHES)
def test_search_finds_words_in_quotes(record, sample, words, kinds, snippet):
    record.add(sample.document, sample.data, sample.statements)
    hits = record.search(words)
    assert [hit.statement.kind for hit in hits] == kinds
    assert all(snippet in hit.snippet for hit in hits)


def test_search_leaves_out_what_is_withdrawn(record, sample):
    record.add(sample.document, sample.data, sample.statements)
    record.add(sample.document, sample.data, [sample.visit])
    assert record.search("embassy") == []


def test_identity_is_found_by_its_beginning(record, sample):
    record.add(sample.document, sample.data, sample.statements)
    decision = Decision(sample.visit.id, "accepted", "Ada", "2026-02-01T09:00:00Z")
    decided = record.decide(decision)
    assert record.find(sample.visit.id[:7]) == sample.visit
    assert record.find(sample.mission.id) == sample.mission
    assert record.find(sample.sha256[:9]) == sample.document.source
    assert record.find(decided[:8]) == decision


NOT_FOUND = [
    pytest.param("abc", "is no identity.*4 to 64 hexadecimal digits", id="too-short"),
    pytest.param("Turkey", "is no identity", id="not-hexadecimal"),
    pytest.param("0" * 64, "no statement, source or decision begins with", id="none"),
]


@pytest.mark.parametrize(("prefix", "message"), NOT_FOUND)
def test_what_is_not_found_is_told(record, sample, prefix, message):
    record.add(sample.document, sample.data, sample.statements)
    with pytest.raises(RecordError, match=message):
        record.find(prefix)


def test_ambiguous_beginning_lists_what_it_fits(record, sample):
    # Statements enough that two of them share four digits, which are then asked for.
    statements = [
        sample.state("trade", 0, roles={"between": ["KAZ", "TUR"]}, attributes={"rank": number})
        for number in range(1_500)
    ]
    record.add(sample.document, sample.data, statements)
    ids = sorted(statement.id for statement in statements)
    one, two = next((a, b) for a, b in zip(ids, ids[1:], strict=False) if a[:4] == b[:4])
    with pytest.raises(RecordError, match="more than one") as caught:
        record.find(one[:4])
    assert one in str(caught.value)
    assert two in str(caught.value)


def test_decisions_are_added_never_overwritten(record, sample):
    first = Decision(sample.visit.id, "accepted", "Ada", "2026-02-01T09:00:00Z")
    second = Decision(sample.visit.id, "rejected", "Ada", "2026-02-02T09:00:00Z", why="It was in June.")
    other = Decision("C104-1", "flagged", "Ben", "2026-02-03T09:00:00Z", correction="2019-06-03")
    assert record.decide(first) == record.decide(first)
    for decision in (second, other):
        record.decide(decision)
    assert record.decisions() == [first, second, other]
    assert record.decisions(sample.visit.id) == [first, second]


def test_mark_differs_once_anything_was_added_withdrawn_or_decided(record, sample):
    marks = [record.mark()]
    for change in (
        lambda: record.add(sample.document, sample.data, [sample.visit, sample.mission]),
        lambda: record.add(sample.document, sample.data, [sample.visit]),
        lambda: record.decide(Decision(sample.visit.id, "accepted", "Ada", "2026-02-01T09:00:00Z")),
    ):
        change()
        marks.append(record.mark())
    assert len(set(marks)) == 4
    record.add(sample.document, sample.data, [sample.visit])
    assert record.mark() == marks[-1]
