"""What a careful editor finds on two real pages, from statements coded by hand; skipped where there are none."""

from __future__ import annotations

import json
from datetime import date

import pytest

from comity.checking import check, holds_on
from comity.model import Statement
from comity.sources import make_document, take

ON = date(2026, 11, 22)
EXPECTED = {
    ("article.txt", "C104"), ("article.txt", "C201"), ("article.txt", "C301"), ("article.txt", "C401"),
    ("article.txt", "C402"), ("article.txt", "C501"), ("article.txt", "C502"), ("article.txt", "C504"),
    ("ministry.txt", "C401"), ("ministry.txt", "C504"),
}  # fmt: skip


@pytest.fixture(scope="module")
def checked(corpora, vocabulary):
    documents, statements = {}, []
    for name in ("article", "ministry"):
        path = corpora / "seeds" / f"{name}.txt"
        document = make_document(next(iter(take(str(path), retrieved=None))))
        documents[document.source.sha256] = document
        for form in json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))["statements"]:
            quote = document.text[form["evidence"]["start"] : form["evidence"]["end"]]
            statements.append(Statement.from_json({**form, "source": document.source.sha256, "quote": quote}))
    return check(statements, documents, vocabulary, on=ON), documents


def file_of(documents, finding):
    return documents[finding.places[0].source].source.address.rpartition("/")[2]


def test_what_is_found_and_nothing_else(checked):
    result, documents = checked
    assert {(file_of(documents, finding), finding.code) for finding in result.findings} == EXPECTED


@pytest.mark.parametrize(
    ("code", "words"),
    [
        pytest.param("C201", "for recognition and diplomatic relations: one witness, not two", id="one-witness"),
        pytest.param("C104", "in Almaty", id="embassy-here"),
        pytest.param("C104", "moved to Astana", id="embassy-there"),
        pytest.param("C301", "that is 11.4 %", id="growth"),
        pytest.param("C402", "USD 1 billion (trade) for 2006", id="forecast"),
        pytest.param("C504", "the name is Türkiye", id="turkiye"),
        pytest.param("C504", "the name is Organization of Turkic States", id="turkic-council"),
        pytest.param("C504", "“Islamic Cooperation Organization”", id="islamic-cooperation"),
        pytest.param("C401", "The newest statement on trade", id="old-figures"),
    ],
)
def test_reason_says_it(code, words, checked):
    assert any(words in finding.reason for finding in checked[0].findings if finding.code == code)


def test_damaged_sentence_is_quoted(checked):
    (finding,) = (finding for finding in checked[0].findings if finding.code == "C501")
    assert finding.places[0].quote.startswith("In July 2006, the European Union.")


def test_what_held_in_1993(checked):
    held = holds_on(checked[0].facts, on=date(1993, 1, 1))
    assert ("Almaty",) in {fact.claim.role("city") for fact in held}
    assert not any(fact.claim.kind in ("partnership", "agreement") for fact in held)
