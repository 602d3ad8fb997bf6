"""Ministries that act, each the party of its state: "Oman's Defence Ministry signed", "the ministry of Peru said"."""

from __future__ import annotations

from comity.reading.party import Chunks, Party

MINISTRIES = frozenset("ministry ministries".split())
ENDINGS = tuple(MINISTRIES)
# Before which a ministry is a side of what is told: "an accord with the Ministry of Trade of Peru".
SIDES = frozenset("by with between".split())
LONGEST_PORTFOLIO = 6


def ends_in_ministry(words: str) -> bool:
    """Whether the last of some words in small letters names a ministry."""
    return words.endswith(ENDINGS) and words.split()[-1] in MINISTRIES


class MinistryChunks(Chunks):
    """The parties that a ministry stands for."""

    def join_ministries(self) -> None:
        """A ministry with its state becomes one party where it does something; not where somebody speaks for it."""
        i = 0
        while i < len(self.tokens):
            if self.tag(i) in "QW" and self._is_ministry(i):
                first, states = self._owner(i)
                last = self._portfolio_of(i)
                home = self.skip(last + 2, 1)
                if not states and self.lower(last + 1) == "of" and len(self.states_at(home)) == 1:
                    states, last = self.states_at(home), home
                if len(states) == 1 and (self._does(last + 1) or self._is_side(self.skip(first - 1, -1))):
                    start, end = self.tokens[first].start, self.tokens[last].end
                    self.put(first, last, (Party(start, end, states=states),))
                    i = first
            i += 1

    def _is_ministry(self, i: int) -> bool:
        return ends_in_ministry(self.lower(i))

    def _owner(self, i: int) -> tuple[int, tuple[str, ...]]:
        """Where the ministry's own words begin, with its state before them, and that state."""
        k = i - 1
        while self.tag(k) == "W" or (self.tag(k) == "Q" and self.lower(k).split()[-1] not in MINISTRIES):
            k -= 1
        if self.tag(k) == "J":
            return k, tuple(self.tokens[k].data)
        if self.tag(k) == "Z" and self.states_at(k - 1):
            return k - 1, self.states_at(k - 1)
        return i, ()

    def _portfolio_of(self, i: int) -> int:
        """Where the words end that tell what it is for: "of Foreign Affairs and Trade"."""
        if self.lower(i + 1) not in ("of", "for") or self.tag(i + 2) not in "QWH":
            return i
        last = i + 2
        while last < i + LONGEST_PORTFOLIO:
            k = last + 1 + (self.lower(last + 1) in (",", "and", "&"))
            if self.tag(k) not in "QWH" or (self.tag(k) == "W" and self.tag(i) == "Q"):
                break
            last = k
        return last

    def _is_side(self, k: int) -> bool:
        """Whether what stands before names it as one of those who did it."""
        return self.lower(k) in SIDES or (self.lower(k) == "and" and self.tag(k - 1) == "E")

    def _does(self, k: int) -> bool:
        """Whether the verb follows of what it does, perhaps behind a day: "on Monday also declared"."""
        while self.tag(k) in "DA" or (self.tag(k) == "I" and self.tag(k + 1) == "D"):
            k += 1
        return self.tag(k) in "VX"
