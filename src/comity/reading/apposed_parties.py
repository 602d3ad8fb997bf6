"""States that are first counted and then named, one party: "three nations – Peru, Chile and Cuba –"."""

from __future__ import annotations

from comity.reading.party import Chunks
from comity.reading.tokens import DASHES

STATES = frozenset("countries nations states republics neighbours neighbors kingdoms powers governments".split())
NAMING = frozenset((":", ",", "namely", "(", "--"))


class ApposedChunks(Chunks):
    """The parties of states that are named behind words for several."""

    def join_named(self) -> None:
        """ "The two countries, A and B," and "three African nations -- A, B and C --" are A, B and C."""
        for i in range(len(self.tokens) - 1, 1, -1):
            if self.tag(i) != "E" or not self._is_list(i):
                continue
            k = i - 1
            while k > 0 and (self.lower(k) in NAMING or self.tokens[k].text in DASHES):
                k -= 1
            is_of = self.lower(i - 1) == "of" and self.lower(i - 2) in ("countries", "nations")
            k = i - 2 if is_of else k
            if k == i - 1 or not self._is_word_for_states(k):
                continue
            is_closed = i + 1 < len(self.tokens) and (self.tag(i + 1) in ",)" or self.tokens[i + 1].text in DASHES)
            if self.lower(i - 1) == "," and self.tag(i + 1) in "VX":
                continue  # "between the two countries, A and B agreed"
            first = k
            while self.tag(first) not in "TE" and (self.tag(first - 1) in "JWMT" or self._is_light(first - 1)):
                first -= 1
            self.put(first, i + is_closed, self.tokens[i].data)

    def _is_list(self, i: int) -> bool:
        """Whether several states stand at token i, and nobody who acts for them."""
        group = self.tokens[i].data
        return len(group) > 1 and all(party.states and not party.person and not party.office for party in group)

    def _is_light(self, i: int) -> bool:
        return i >= 0 and self.lower(i) in self.english.light

    def _is_word_for_states(self, k: int) -> bool:
        """Whether the words end at token k that say that several states follow: "three African *nations*"."""
        if self.tag(k) == "E":
            return [party.pronoun for party in self.tokens[k].data] == ["pair"]
        return self.tag(k) in "WMQ" and self.lower(k).split()[-1:] != [] and self.lower(k).split()[-1] in STATES
