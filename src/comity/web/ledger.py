"""What of the record changed when: an answer is given again while nothing changed that it rests on. And its counts.

The record's own numbers tell what came since the last look, so that only what differs is made or counted anew.
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterable
from itertools import combinations

from comity.api import OpenRecord
from comity.record import Touched, is_of_one_state

Scope = tuple[str, ...]
"""What is known of one state, or of two, by their codes."""

Rests = tuple[Scope, ...] | None
"""What an answer rests on: what is known of some states and pairs, nothing of the record (), or all of it (None)."""


class Ledger:
    """The changes of an open record since it was opened, by whom they are on; `version` counts them."""

    def __init__(self, record: OpenRecord) -> None:
        self.version = 0
        self._store = record.store
        self._mark = record.store.mark()
        self._of_one = {kind.name for kind in record.vocabulary.values() if is_of_one_state(kind)}
        self._everything = 0
        self._last: dict[Scope, int] = {}
        self._alone: dict[str, int] = {}
        self._lock = threading.Lock()

    def refresh(self) -> None:
        """Take in what has come into the record."""
        with self._lock:
            news = self._store.news(self._mark)
            if news.mark == self._mark:
                return
            version = self.version + 1
            if news.touched is None:
                self._everything = version
            else:
                self._note(news.touched, version)
            self._mark, self.version = news.mark, version

    def _note(self, touched: Iterable[Touched], version: int) -> None:
        for one in touched:
            scopes = [*combinations(sorted(one.parties), 2), *((state,) for state in one.parties)]
            self._last.update(dict.fromkeys(scopes, version))
            if len(one.parties) == 1 or one.kind in self._of_one:
                self._alone.update(dict.fromkeys(one.parties, version))

    def last_change(self, rests: Rests) -> int:
        """The version at which something changed last that an answer rests on."""
        if rests is None:
            return self.version
        shared = [self._last.get(tuple(sorted(scope)), 0) for scope in rests]
        # What a state did alone, such as becoming independent, is told of each of its pairs.
        alone = [self._alone.get(state, 0) for scope in rests for state in scope]
        return max((*shared, *alone, self._everything if rests else 0), default=0)


class Census:
    """How many statements and sources a record has, and on which pairs: counted once, and kept by what came since."""

    def __init__(self, record: OpenRecord) -> None:
        self._store = record.store
        self._mark = record.store.mark()
        self._statements = 0
        self._pairs: Counter[Scope] | None = None
        self._lock = threading.Lock()

    def pairs(self) -> dict[tuple[str, str], int]:
        """Each two states that standing statements have among their parties, with the number of these."""
        with self._lock:
            return {(one, two): count for (one, two), count in self._count().items() if count > 0}

    def count(self) -> tuple[int, int]:
        """The numbers of sources and of standing statements."""
        with self._lock:
            self._count()
            return self._mark.source, self._statements

    def _count(self) -> Counter[Scope]:
        news = None if self._pairs is None else self._store.news(self._mark)
        if self._pairs is None or news is None or news.touched is None:
            self._mark, self._statements, pairs = self._store.census()
            self._pairs = Counter(pairs)
        else:
            self._mark = news.mark
            for one in news.touched:
                self._statements += one.more
                for pair in combinations(sorted(one.parties), 2):
                    self._pairs[pair] += one.more
        return self._pairs
