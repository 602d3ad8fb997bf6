"""The small language of sentences: what is written, what is left out, and what is told of mistakes."""

import pytest

from comity.errors import KindError
from comity.kinds import load_kind, load_vocabulary
from comity.writing.phrases import load_phrases
from comity.writing.template import TemplateError, parse_template

KNOWN = {"sender": "Norway", "type": "embassy", "?type=embassy": "", "?type": ""}
KIND = """
kind: lease
description: One state lets another use a harbour.
roles: {{lessor: {{type: party, key: true}}, lessee: {{type: party, key: true}}}}
actions: [leased]
sentences:
  {}
"""


@pytest.mark.parametrize(("text", "written"), [
    pytest.param("{sender} has {type}", "Norway has embassy", id="fields"),
    pytest.param("{sender}[ in {city}].", "Norway.", id="unknown part is left out"),
    pytest.param("{sender} in {city}", None, id="needed field is missing"),
    pytest.param("in [{city} | {sender}]", "in Norway", id="first that is known"),
    pytest.param("[{?type=embassy}an embassy | a post]", "an embassy", id="condition holds"),
    pytest.param("[{?type=legation}a legation | a post]", "a post", id="condition fails"),
    pytest.param("[a[ {city}] b | c]", "a b", id="nested"),
])  # fmt: skip
def test_template_is_written(text, written):
    assert parse_template(text).write(lambda name, forms: KNOWN.get(name)) == written


@pytest.mark.parametrize("text", [
    pytest.param("{sender", id="open brace"),
    pytest.param("sender}", id="closed brace"),
    pytest.param("[in {city}", id="open bracket"),
    pytest.param("in {city}]", id="closed bracket"),
    pytest.param("a | b", id="bar outside"),
    pytest.param("{Sender}", id="capital"),
])  # fmt: skip
def test_mistake_is_told(text):
    with pytest.raises(TemplateError):
        parse_template(text)


@pytest.mark.parametrize(("sentences", "message"), [
    pytest.param('leased: "{lessr} leased"', "'lessor'", id="unknown field"),
    pytest.param('leased: "{lessor:loud} leased"', "is no form", id="unknown form"),
    pytest.param('leasd: "{lessor} leased"', "Did you mean 'leased'", id="unknown action"),
    pytest.param('leased: {happend: "x"}', "Did you mean 'happened'", id="unknown key"),
    pytest.param('leased: "{lessor"', "Mend the brackets", id="open brace"),
    pytest.param('leased: 3', "a sentence, or a mapping", id="no text"),
])  # fmt: skip
def test_wrong_sentences_of_a_kind_are_told_with_their_file(tmp_path, sentences, message):
    path = tmp_path / "lease.yaml"
    path.write_text(KIND.format(sentences))
    with pytest.raises(KindError, match="lease.yaml: sentences") as told:
        load_phrases(load_kind(path))
    assert message in str(told.value)


@pytest.mark.parametrize("kind", load_vocabulary().values(), ids=lambda kind: kind.name)
def test_sentences_of_every_kind_are_right(kind):
    phrases = load_phrases(kind)
    assert phrases.actions
    assert all(phrases.of(action) is not None for action in kind.actions or (None,))
