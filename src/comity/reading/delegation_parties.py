"""Delegations told with who leads them, each the party of its leader: "a Kenyan delegation led by Minister N"."""

from __future__ import annotations

from dataclasses import replace

from comity.reading.party import Chunks

DELEGATIONS = frozenset("delegation delegations".split())
LEADING = frozenset("led headed chaired".split())
# So many words may stand between the delegation and who leads it: "of the Parliament of A, which came in May,".
LONGEST_DELEGATION = 12


class DelegationChunks(Chunks):
    """The parties of those who lead a delegation."""

    def join_delegations(self) -> None:
        """ "A delegation of the Parliament of A, headed by its Speaker N," is N, who acts for A."""
        for i in range(len(self.tokens) - 2, 0, -1):
            if self.lower(i) not in LEADING or self.lower(i + 1) != "by":
                continue
            who = self.skip(i + 2, 1)
            is_told = self.tag(who) == "E" and any(party.office or party.person for party in self.tokens[who].data)
            found = self._delegation_before(i) if is_told else None
            if found is None:
                continue
            first, states, owner = found
            last = owner or who + (self.tag(i - 1) == "," == self.tag(who + 1))
            start = self.tokens[first].start
            group = tuple(
                replace(party, start=start, states=states or party.states, is_sure=True)
                for party in self.tokens[who].data
            )
            self.put(first, last, group)

    def _delegation_before(self, i: int) -> tuple[int, tuple[str, ...], int] | None:
        """Where the words of the delegation begin that token i goes on to tell of, its states, and where it stands if
        it owns what is told of ("the *delegation's* visit to A, led by N"), else nought; None without one."""
        k = i - 1
        states: tuple[str, ...] = ()
        while self.tag(k) not in "^VXR;." and k > i - LONGEST_DELEGATION:
            if self.lower(k).split()[-1:] and self.lower(k).split()[-1] in DELEGATIONS:
                return (*self._owned(k, states), k if self.tag(k + 1) == "Z" else 0)
            if self.tag(k) == "E" and len(self.states_at(k)) == 1 and self._is_senders(k):
                states = self.states_at(k)
            elif self.tag(k) == "J" and not states and self._is_senders(k):
                states = tuple(self.tokens[k].data)
            k -= 1
        return None

    def _is_senders(self, k: int) -> bool:
        """Whether what stands at token k is of those who sent it: "of the Parliament of *A*", not "to *A*"."""
        k -= 1
        while self.tag(k) in "TWQHJA":
            k -= 1
        return self.lower(k) in ("of", "from")

    def _owned(self, k: int, states: tuple[str, ...]) -> tuple[int, tuple[str, ...]]:
        """Where the phrase of the delegation at token k begins, and the states that it tells."""
        states = states or self.states_at(k)
        first = k
        while self.tag(first - 1) in "JWAZ" or (self.tag(first - 1) == "E" and self.states_at(first - 1)):
            first -= 1
            told = tuple(self.tokens[first].data) if self.tag(first) == "J" else self.states_at(first)
            states = states or told
        return first - (self.tag(first - 1) == "T"), states
