"""States found in running prose: every sentence by itself, and precision and recall over all of them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from comity.names import find_names

MARK = re.compile(r"\[([^\]|]+)\|([^\]]+)\]")
STATE_TYPES = ("state", "adjective", "people")
Span = tuple[int, int, str]


def read_sentences() -> list[str]:
    text = (Path(__file__).parent / "sentences.txt").read_text(encoding="utf-8")
    # A mark may run over a line end: the name then does so in the text.
    lines = re.split(r"\n(?![^\[\]]*\])", text.split("\n", 1)[1])
    return [line for line in lines if line.strip()]


def unmark(marked: str) -> tuple[str, set[Span]]:
    text, spans, at = "", set(), 0
    for mark in MARK.finditer(marked):
        text += marked[at : mark.start()]
        spans.add((len(text), len(text) + len(mark[1]), mark[2]))
        text, at = text + mark[1], mark.end()
    return text + marked[at:], spans


def find_states(text: str) -> set[Span]:
    names = (name for name in find_names(text) if name.type in STATE_TYPES)
    return {(name.start, name.end, "?" if name.others else name.code) for name in names}


SENTENCES = read_sentences()


def test_there_are_enough_sentences():
    plain = [marked for marked in SENTENCES if not MARK.search(marked)]
    assert len(SENTENCES) >= 300
    assert len(plain) >= 30


@pytest.mark.parametrize("marked", SENTENCES)
def test_states_are_found(marked):
    text, expected = unmark(marked)
    assert find_states(text) == expected


def test_states_are_found_in_all_sentences_at_once():
    text, expected = unmark("\n\n".join(marked for marked in SENTENCES if "|?]" not in marked))
    found = find_states(text)
    right = len(found & expected)
    assert right / len(found) >= 0.99
    assert right / len(expected) >= 0.99
