"""The hosts of a visitor, who are named by nothing else: "visited Ankara and met with *his counterpart*" is one of
Turkey."""

from __future__ import annotations

from comity.reading.party import Chunks, Party
from comity.reading.registry import capital_of, city_states

COUNTERPARTS = frozenset(("counterpart", "counterparts"))
COMING = frozenset("visit arrive travel fly go come".split())


class HostChunks(Chunks):
    """The parties of whom it is only told that the visitor met them."""

    def join_hosts(self) -> None:
        """ "his counterpart", where the sentence tells before whom or where he visited."""
        for i, token in enumerate(self.tokens):
            if token.lower not in COUNTERPARTS or token.tag != "W" or self.tag(i - 1) != "T":
                continue
            if self.tag(i + 1) in "EQP" or self.lower(i + 1) in ("of", "from", "in", "to"):
                continue
            states = next((found for k in range(i - 3, 0, -1) if (found := self._visited(k))), ())
            if states:
                self.put(i - 1, i, (Party(self.tokens[i - 1].start, token.end, states=states),))

    def _visited(self, k: int) -> tuple[str, ...]:
        """The state at token k, or that of the city, where somebody went there."""
        verb = k - 1 - (self.tag(k - 1) in "IT")
        word = self.tokens[verb].data if self.tag(verb) == "V" else None
        if not (word and word.lemma in COMING) and not (self.tag(verb) == "H" and self.lower(verb).endswith("visit")):
            return ()
        if self.tag(k) == "C" and len(self.tokens[k].data) == 1:
            (city,) = self.tokens[k].data
            return city_states(city) if capital_of(city.code) else ()  # at the United Nations they may be anybody's
        for party in self.tokens[k].data if self.tag(k) == "E" else ():
            return party.states if len(party.states) == 1 and not party.person and not party.office else ()
        return ()
