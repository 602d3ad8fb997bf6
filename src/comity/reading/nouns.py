"""Cue nouns found by one automaton: whole words, the longest, in any case, over hyphens and line breaks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Generic, TypeVar

import ahocorasick_rs

Data = TypeVar("Data")
_BLANKS = "\n\r\t\u00a0-\u2010\u2011"


def fold_case(text: str) -> str:
    """The text in small letters, with as many characters: hyphens and breaks as spaces.

    >>> fold_case("Joint-Commission")
    'joint commission'
    """
    small = text.lower()
    if len(small) != len(text):  # "İ" becomes two characters
        small = "".join(character.lower()[0] for character in text)
    for mark in _BLANKS:
        small = small.replace(mark, " ")
    return small


class NounFinder(Generic[Data]):
    """Finds the words of a table in text."""

    def __init__(self, words: Mapping[str, Data]) -> None:
        self._data = {fold_case(word): data for word, data in words.items()}
        self._words = list(self._data)
        self._automaton = _automaton(self._words)

    def find(self, folded: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int, Data]]:
        """The words in a folded text: start, end and what stands for each, the longest, not overlapping."""
        text = folded if end is None else folded[start:end]
        base = start if end is not None else 0
        kept: list[tuple[int, int, int]] = []
        for number, first, last in self._automaton.find_matches_as_indexes(text, overlapping=True):
            if (first and text[first - 1].isalnum()) or (last < len(text) and text[last].isalnum()):
                continue
            while kept and kept[-1][0] >= first:
                kept.pop()
            if not kept or kept[-1][1] <= first:
                kept.append((first, last, number))
        return ((base + first, base + last, self._data[self._words[number]]) for first, last, number in kept)


class StemFinder:
    """Where a text holds one of some stems: what no sentence without them can be read by."""

    def __init__(self, stems: Sequence[str]) -> None:
        self._automaton = _automaton(sorted(stems))

    def find(self, folded: str) -> list[int]:
        """The places of the stems, in order."""
        return [first for _, first, _ in self._automaton.find_matches_as_indexes(folded, overlapping=False)]


def _automaton(words: Sequence[str]) -> ahocorasick_rs.AhoCorasick:
    return ahocorasick_rs.AhoCorasick(list(words), matchkind=ahocorasick_rs.MatchKind.Standard, store_patterns=False)
