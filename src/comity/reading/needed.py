"""Words that a pattern cannot match without, told from the pattern itself: where none of them stands, nothing is looked
for.

In: compiled patterns. Out: for each a set of words in small letters, of which every match holds one; empty where the
pattern needs none.
"""

from __future__ import annotations

import functools
import importlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import ahocorasick_rs

from comity.reading.english import load_english
from comity.reading.nouns import fold_case

Name = TypeVar("Name")
# How far around a needed word its pattern is looked for; no phrase is as long.
REACH = 160
# What has fewer letters stands in nearly every text.
SHORTEST = 2
_parser: Any = importlib.import_module("re._parser")


def needed_words(pattern: re.Pattern[str]) -> frozenset[str]:
    """Words in small letters of which every match of a pattern holds one; none where there is a match without.

    >>> sorted(needed_words(re.compile(r"\\b(?:the )?(?:two|both) (?:countr(?:y|ies)|nations?)")))
    ['countr', 'nation']
    """
    return _best(_parser.parse(pattern.pattern, pattern.flags)) or frozenset()


def _best(parts: Iterable[Any]) -> frozenset[str] | None:
    """Of what must stand one after the other, the words that tell most: those of which the shortest is longest."""
    found: list[frozenset[str]] = []
    run = ""
    for name, value in [*((str(name), value) for name, value in parts), ("END", None)]:
        if name == "LITERAL":
            run += chr(value)
            continue
        found += [frozenset([fold_case(run)])]
        run = ""
        if (words := _words_of(name, value)) is not None:
            found.append(words)
    found = [words for words in found if min(len(word.strip()) for word in words) >= SHORTEST]
    return max(found, key=_weight, default=None)


def _weight(words: frozenset[str]) -> tuple[int, int]:
    """How much words tell: by the letters of the shortest, but for a little word of the language."""
    common = load_english().classes
    return min(1 if word.strip() in common else len(word.strip()) for word in words), -len(words)


def _words_of(name: str, value: Any) -> frozenset[str] | None:
    """The words of one part of a pattern; None where it can match without any."""
    if name == "BRANCH":
        branches = [_best(branch) for branch in value[1]]
        return frozenset(word for words in branches for word in words or ()) if all(branches) else None
    if name == "SUBPATTERN":
        return _best(value[3])
    if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        return _best(value[2]) if value[0] else None
    return _best(value) if name == "ATOMIC_GROUP" else None


@dataclass(frozen=True)
class Sought:
    """A pattern, and the words that it needs."""

    pattern: re.Pattern[str]

    @functools.cached_property
    def words(self) -> frozenset[str]:
        """What it needs, told when it is asked for: of many patterns most never are."""
        return needed_words(self.pattern)

    def search(self, text: str) -> re.Match[str] | None:
        """The first match."""
        return self.pattern.search(text)

    def is_out(self, folded: str) -> bool:
        """Whether nothing can match in a text, or a part of it, which is given in small letters (`fold_case`)."""
        return bool(self.words) and not any(map(folded.__contains__, self.words))


class PatternFinder(Generic[Name]):
    """Several patterns looked for in one pass: each only around the words that it needs."""

    def __init__(self, patterns: Mapping[Name, re.Pattern[str]]) -> None:
        self._patterns = [(name, Sought(pattern)) for name, pattern in patterns.items()]
        self._words = sorted({word for _, sought in self._patterns for word in sought.words})
        self._users = [
            [number for number, (_, sought) in enumerate(self._patterns) if word in sought.words]
            for word in self._words
        ]
        self._automaton = _automaton(self._words)

    def find(self, text: str, folded: str) -> Iterator[tuple[Name, re.Match[str]]]:
        """The matches of each pattern in a text, with its name; `folded` is the text in small letters."""
        spans: list[list[tuple[int, int]]] = [[] if sought.words else [(0, len(text))] for _, sought in self._patterns]
        for word, start, end in self._automaton.find_matches_as_indexes(folded, overlapping=True):
            for number in self._users[word]:
                near = spans[number]
                first = max(0, start - REACH)
                if near and near[-1][1] >= first:
                    first = near.pop()[0]
                near.append((first, end + REACH))
        for (name, sought), near in zip(self._patterns, spans, strict=True):
            for start, end in near:
                for match in sought.pattern.finditer(text, start, end):
                    yield name, match


def _automaton(words: Sequence[str]) -> ahocorasick_rs.AhoCorasick:
    return ahocorasick_rs.AhoCorasick(list(words), matchkind=ahocorasick_rs.MatchKind.Standard, store_patterns=False)
