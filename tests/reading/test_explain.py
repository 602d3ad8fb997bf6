"""What explain tells of a sentence: what was read and from which places, what was rejected and why."""

from __future__ import annotations

import pytest

from comity.kinds import load_vocabulary
from comity.reading import read
from comity.reading.cues import PLACES
from comity.reading.explain import (
    describe_places,
    explain_document,
    explain_statement,
    mark_mentions,
    write_explanation,
)
from comity.sources import Taken, make_document

VOCABULARY = load_vocabulary()
OPENED = "Ecuador opened an embassy in Jakarta on 4 November 2004."


def explain(text, title=""):
    document = make_document(Taken("-", f"{title}\n\n{text}".strip().encode()))
    return [one for one in explain_document(document, VOCABULARY) if one.text in text]


def test_mentions_are_marked():
    (one,) = explain(OPENED)
    assert mark_mentions(one) == "[Ecuador] opened an [embassy] in [Jakarta] on [4 November 2004]."


def test_roles_tell_the_place_that_filled_them():
    (one,) = explain(OPENED)
    (given,) = one.given
    assert {role.role: (role.entities, role.place) for role in given.roles} == {
        "sender": (("ECU",), 'who acts: the subject, or after "by"'),
        "host": (("IDN",), 'after "in" at the cue noun'),
        "city": (("Jakarta",), 'after "in" at the cue noun'),
    }
    assert given.filled.time.rule == "after the verb"


@pytest.mark.parametrize(
    ("title", "text", "role", "place"),
    [
        pytest.param(
            "Mongolia–Vietnam relations",
            "Mongolia opened an embassy in 1964.",
            "host",
            "the other state of the document",
            id="other-state",
        ),
        pytest.param(
            "",
            "The Finnish embassy in Lima was closed in 2012.",
            "sender",
            "the adjective before the cue noun",
            id="adjective",
        ),
        pytest.param(
            "",
            "Ghana and Peru established diplomatic relations in 1970.",
            "between",
            "the subject",
            id="two-in-the-subject",
        ),
        pytest.param(
            "",
            "Ghana established diplomatic relations with Peru in 1970.",
            "between",
            'the subject, and after "with"',
            id="subject-and-with",
        ),
    ],
)
def test_the_place_is_told(title, text, role, place):
    reasons = {one.role: one.place for given in explain(text, title)[-1].given for one in given.roles}
    assert reasons[role] == place


@pytest.mark.parametrize(
    ("text", "cue", "reason"),
    [
        pytest.param(
            "Brazil recognised the importance of Gabon.",
            "A recognises B",
            "'recognised the importance' stands there",
            id="unless",
        ),
        pytest.param(
            "If Peru opened an embassy in Oslo, it would please Norway.",
            "A opens an embassy in B",
            "a condition",
            id="if",
        ),
        pytest.param("Ghana opened an embassy in 1960.", "A opens an embassy in B", "nothing fits host", id="no-host"),
        pytest.param(
            "The embassy staff of Togo in Rome moved.",
            "A moves its embassy",
            "only tells of another noun",
            id="modifier",
        ),
    ],
)
def test_what_is_rejected_has_a_reason(text, cue, reason):
    (one,) = explain(text)
    assert not one.given
    assert one.nothing
    assert any(cue in rejected.cue and reason in rejected.reason for rejected in one.rejected)


def test_a_sentence_without_cue_says_so():
    (one,) = explain("The rain fell all night long.")
    assert one.nothing is not None
    assert "calls up a cue" in one.nothing
    assert "Nothing is read: no word of it calls up a cue" in write_explanation(one)


def test_every_statement_of_a_page_is_explained(root):
    page = root / "src/comity/demo/ministry.html"
    document = make_document(Taken("ministry.html", page.read_bytes()))
    statements = read(document, VOCABULARY)
    assert statements
    for statement in statements:
        explained = explain_statement(statement, document, VOCABULARY)
        assert explained is not None, statement.quote
        assert all(role.entities for given in explained.given for role in given.roles)
        assert statement.cue in {given.filled.cue for given in explained.given}


def test_every_place_of_the_cue_language_has_words():
    assert [place for place in PLACES if describe_places([place]) in ("", place)] == []
