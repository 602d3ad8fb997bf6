"""What goes into the record comes out of it as it was, whatever it is."""

import hashlib
import json
from dataclasses import fields

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from comity.model import (
    Amount,
    Block,
    Citation,
    Document,
    Evidence,
    Link,
    Reference,
    Source,
    Statement,
    Table,
    When,
)
from comity.record import open_record
from comity.record.forms import encode_structure, hash_statement

WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)
NAMES = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=8)
MAYBE = st.none() | WORDS
NUMBERS = st.integers(-(10**12), 10**12) | st.floats(allow_nan=False, allow_infinity=False)
WHENS = st.sampled_from(["1992-03-02", "2012-10", "2019", "199X", "2006~", "../2004", "2012-10-11/2012-10-12"])
STATES = st.sampled_from(["KAZ", "TUR", "USA", "SUN", "cow:HAN", "x:somaliland", "UZB", "FRA", "DEU", "XKX"])


@st.composite
def amounts(draw: st.DrawFn) -> Amount:
    value = draw(NUMBERS)
    to = draw(st.none() | st.just(value + 1))
    return Amount(value, draw(NAMES), draw(st.sampled_from([None, "min", "max", "approx"])), to)


@st.composite
def spans(draw: st.DrawFn, length: int) -> Evidence:
    start = draw(st.integers(0, length - 1))
    return Evidence(start, draw(st.integers(start + 1, length)))


@st.composite
def documents(draw: st.DrawFn) -> tuple[Document, bytes]:
    text = draw(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=60))
    data = draw(st.binary(max_size=50))
    span = spans(len(text))
    source = Source(
        hashlib.sha256(data).hexdigest(), draw(NAMES), "text/html", len(data), draw(MAYBE), draw(MAYBE), draw(MAYBE),
        draw(st.none() | STATES), draw(st.none() | WHENS), draw(MAYBE), draw(MAYBE), draw(MAYBE), draw(MAYBE),
    )  # fmt: skip
    row = st.lists(span, max_size=3).map(tuple)
    document = Document(
        source, text,
        blocks=tuple(draw(st.lists(st.builds(
            lambda span, kind, level: Block(kind, span.start, span.end, level), span,
            st.sampled_from(["title", "paragraph"]), st.integers(0, 6)), max_size=3))),
        tables=tuple(draw(st.lists(st.builds(
            Table, st.none() | span, row, st.lists(row, max_size=2).map(tuple)), max_size=2))),
        references=tuple(draw(st.lists(st.builds(
            Reference, WORDS, span, WORDS, MAYBE, MAYBE, MAYBE, MAYBE, MAYBE, MAYBE), max_size=2))),
        citations=tuple(draw(st.lists(st.builds(Citation, WORDS, span, span), max_size=2))),
        links=tuple(draw(st.lists(st.builds(Link, span, WORDS), max_size=2))),
        signals=tuple(draw(st.lists(st.tuples(WORDS, WORDS), max_size=2))),
        hidden=draw(st.integers(0, 9)),
    )  # fmt: skip
    return document, data


@st.composite
def statements_of(draw: st.DrawFn, document: Document) -> Statement:
    evidence = draw(spans(len(document.text)))
    roles = draw(st.dictionaries(NAMES, st.lists(STATES | WORDS, max_size=10).map(tuple), max_size=3))
    attributes = draw(st.dictionaries(NAMES, WORDS | NUMBERS | st.booleans(), max_size=3))
    return Statement(
        kind=draw(st.sampled_from(["visit", "mission", "agreement", "toy_kind"]) | NAMES),
        action=draw(MAYBE),
        roles=tuple(sorted(roles.items())),
        attributes=tuple(sorted(attributes.items())),
        when=draw(st.none() | WHENS.map(When)),
        modality=draw(st.sampled_from(["asserted", "planned", "hoped", "denied"])),
        amount=draw(st.none() | amounts()),
        evidence=evidence,
        quote=document.text[evidence.start : evidence.end],
        source=document.source.sha256,
        cue=draw(WORDS),
    )


@st.composite
def readings(draw: st.DrawFn) -> tuple[Document, bytes, list[Statement]]:
    document, data = draw(documents())
    return document, data, draw(st.lists(statements_of(document), max_size=4, unique_by=lambda one: one.id))


def in_order(statements: list[Statement]) -> list[Statement]:
    return sorted(statements, key=lambda one: (one.evidence, one.id))


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(reading=readings())
def test_reading_survives_the_record(make_address, reading):
    document, data, statements = reading
    with open_record(make_address()) as record:
        added = record.add(document, data, statements)
        sha256 = document.source.sha256
        assert (added.is_new, list(added.statements)) == (True, statements)
        assert record.data(sha256) == data
        assert record.document(sha256) == document
        (on_demand,) = record.documents_on_demand([sha256]).values()
        assert all(getattr(on_demand, one.name) == getattr(document, one.name) for one in fields(Document))
        assert record.statements(source=sha256) == in_order(statements)
        assert record.sources() == [document.source]
        assert list(record.verify()) == []
        assert record.add(document, data, list(reversed(statements))).statements == ()


@settings(max_examples=100, deadline=None)
@given(reading=readings())
def test_hash_is_the_identity(reading):
    for statement in reading[2]:
        assert hash_statement(statement).hex() == statement.id


@pytest.mark.parametrize("other", [pytest.param(1.0, id="float"), pytest.param(True, id="bool")])
def test_equal_values_of_other_types_are_other_statements(sample, record, other):
    between = {"between": ["KAZ", "TUR"]}
    one, two = (sample.state("trade", 0, roles=between, attributes={"rank": value}) for value in (1, other))
    record.add(sample.document, sample.data, [one, two])
    assert {kept.id for kept in record.statements()} == {one.id, two.id}
    assert list(record.verify()) == []


def test_every_field_of_a_document_is_kept(sample):
    kept = {"source", "text"} | set(json.loads(encode_structure(sample.document)))
    assert kept == {field.name for field in fields(Document)}
