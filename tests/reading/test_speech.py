"""Whose claim a statement is: the speaker that a sentence names beside its author."""

from __future__ import annotations

import pytest

from comity.kinds import load_vocabulary
from comity.reading import read
from comity.sources import Taken, make_document

TITLE = "Chile–Peru relations"


def speaker_of(sentence: str) -> object:
    """The speaker of the one statement of a sentence."""
    (statement,) = read(make_document(Taken("page.txt", f"{TITLE}\n\n{sentence}".encode())), load_vocabulary())
    return statement.attribute("speaker")


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ("Chile claims that Peru closed its embassy in Santiago in 1990.", "Chile"),
        ("Chile closed its embassy in Lima in 1990, the Peruvian foreign minister said.", "Peruvian foreign minister"),
        ("According to the Peruvian foreign ministry, Chile closed its embassy in 1990.", "Peruvian foreign ministry"),
        ("Trade rose to USD 3 billion in 2012, according to Chilean customs.", "Chilean customs"),
        ("The spokesman said on Monday that Chile had closed its embassy in Lima in 1990.", "spokesman"),
        ("Chile closed its embassy in Lima in 1990, an official told reporters in Cusco on Friday.", "an official"),
    ],
)
def test_who_speaks_is_kept(sentence: str, speaker: str) -> None:
    """In the words of the text, without the article."""
    assert speaker_of(sentence) == speaker


@pytest.mark.parametrize(
    "sentence",
    [
        "Chile closed its embassy in Lima in 1990.",
        "According to the treaty, Chile closed its embassy in Lima in 1990.",
        "In 1990, Chile closed its embassy in Lima, which it had opened under another name.",
        "Chile closed its embassy in Lima in 1990, and Peru noted it.",
    ],
)
def test_where_nobody_speaks_there_is_no_speaker(sentence: str) -> None:
    """The author tells it himself, or it follows from a paper."""
    statements = read(make_document(Taken("page.txt", f"{TITLE}\n\n{sentence}".encode())), load_vocabulary())
    assert statements
    assert {statement.attribute("speaker") for statement in statements} == {None}
