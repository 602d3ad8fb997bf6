"""Hostile text costs no more than twice for twice its length, or little at all."""

from __future__ import annotations

import time

import pytest

from comity.checking.likeness import is_like

PATTERNS = [
    pytest.param("12th anniversary ", id="anniversaries"),
    pytest.param("from 1 to 2 5% rose ", id="sums"),
    pytest.param("1,1.1,1.", id="digits"),
    pytest.param("In May, the ", id="openings"),
    pytest.param("$1 billion of total 5% ", id="shares"),
    pytest.param("[1] ", id="marks"),
    pytest.param("Monday, 4 May ", id="weekdays"),
    pytest.param("a. A", id="stops"),
    pytest.param("\n\n", id="empty-lines"),
]


@pytest.mark.growth
@pytest.mark.parametrize("pattern", PATTERNS)
def test_hostile_text_is_checked_quickly(pattern, pages):
    pages.add("a", f"Title\n\n{pattern * (100_000 // len(pattern))}")
    start = time.perf_counter()
    pages.check()
    assert time.perf_counter() - start < 3


def test_endless_titles_are_not_compared_letter_by_letter():
    names = ["Treaty on " + "ab " * 200 + end for end in ("fish", "fowl")]
    assert not is_like(*names)
    assert is_like("treaty on transfer of sentenced persons", "treaty on transfers of sentenced persons")
