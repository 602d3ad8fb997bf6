"""Places that are one thing: "Lagos, Nigeria", "the northern Mexican city of Monterrey", "the Ethiopian capital"."""

from __future__ import annotations

from comity.names.people import is_given_name
from comity.reading.names_of_people import looks_like_name
from comity.reading.party import Chunks, Party
from comity.reading.tokens import DASHES

PLACES = frozenset(("city", "town", "port", "village", "resort", "capital"))


class PlaceChunks(Chunks):
    """The tokens of places joined with the words that say where they lie."""

    def join_places(self) -> None:
        """ "Lagos, Nigeria" is one place; a city before a capitalised word is a person ("Aden Abdulla")."""
        i = 0
        while i < len(self.tokens):
            if self.tokens[i].tag == "C":
                if (
                    self.tag(i + 1) == "Q"
                    and (self.tag(i - 1) in "OQ" or self._is_given_name(i))
                    and self.tokens[i + 1].start - self.tokens[i].end == 1
                ):
                    self.put(i, i + 1, None, "Q")
                elif (
                    self.tag(i - 1) == "Q"
                    and self.tokens[i].start - self.tokens[i - 1].end == 1
                    and is_given_name(self.tokens[i - 1].text.split()[-1])
                ):
                    self.put(i - 1, i, None, "Q")  # "Foreign Minister Kenji Morioka"
                    i -= 1
                elif (
                    self.lower(i - 1) == "of"
                    and self.lower(i - 2) in PLACES
                    and (self.tag(i - 3) == "J" or self.tag(i - 3) + self.tag(i + 1) + self.tag(i + 2) == "T,S")
                ):
                    start = i - 3  # "the northern Mexican city of Monterrey", "the city of Monterrey, Mexico"
                    while self.tag(start - 1) in "TJW" and self.tokens[start - 1].text not in DASHES:
                        start -= 1
                    self.put(start, i, self.tokens[i].data, "C")
                    i = start
                    continue
                elif (
                    i > 2
                    and not (
                        self._is_seat(i) and looks_like_name(self.tokens[i + 2].text if self.tag(i + 2) == "Q" else "")
                    )
                    and self.tag(i + 1) == ","
                    and self.tag(i + 2) in "SQ"
                    and self.tag(i + 3) in ",.)(IVX^;"
                    and len(self.tokens[i + 2].text.split()) < 4
                    and not self._is_reporter(i + 2)
                ):
                    self.put(i, i + 2, self.tokens[i].data, "C")
            i += 1

    def join_capitals(self) -> None:
        """ "arrived in the Ethiopian capital" is to arrive in Ethiopia, where no city is named beside it."""
        for i in range(len(self.tokens) - 1, 1, -1):
            is_one = self.lower(i) == "capital" and self.tag(i - 1) == "J" and self.tag(i - 2) == "T"
            named = self.tag(i + 2) if self.tag(i + 1) == "," else self.tag(i + 1)
            if is_one and self.tag(i + 1) in ",.;IDKX" and self.lower(i + 1) != "of" and named != "C":
                first = self.tokens[i - 2]
                party = Party(first.start, self.tokens[i].end, states=self.tokens[i - 1].data)
                self.put(i - 2, i, (party,), "E")

    def open_asides(self) -> None:
        """ "N, *while on a visit* to A, said", "has *since* opened": no clause and no phrase begins there."""
        for i, token in enumerate(self.tokens):
            on_a_visit = token.lower == "while" and token.tag == "U" and self.lower(i + 1) in ("on", "in", "at")
            has_since = token.lower == "since" and self.tag(i - 1) == "X" and self.tag(i + 1) in ("V", "X", "A")
            if on_a_visit or has_since:
                token.tag = "A"

    def join_newly(self) -> None:
        """ "N, *the newly appointed* ambassador of A": no more than "new"."""
        for i, token in enumerate(self.tokens[:-1]):
            if token.lower == "newly" and self.tokens[i + 1].tag == "W":
                self.tokens[i + 1].tag = "A"

    def _is_reporter(self, i: int) -> bool:
        """Whether what stands at i reports what stands before: "held talks in Hanoi, the agency says"."""
        k = i + 1
        while self.tag(k) == "X":
            k += 1
        is_said = self.lower(k) in self.english.saying or self.lower(k).startswith(("learn", "inform"))
        return self.tag(i) == "Q" and self.tag(k) == "V" and is_said

    def _is_seat(self, i: int) -> bool:
        """Whether the city at i is where an office is held: "the ambassador of Senegal in Brasília, Omar Kane"."""
        k = i - 1
        while k > max(0, i - 8) and self.tag(k) in "ITSJW":
            k -= 1
        return self.tag(k) == "O" and self.lower(i - 1) in ("in", "at", "to")

    def _is_given_name(self, i: int) -> bool:
        """Whether a city's name at the beginning is a person's who does or is something: "Sofia Lindgren was"."""
        name = f"{self.tokens[i].text} {self.tokens[i + 1].text}" if self.tag(i + 1) == "Q" else ""
        return self.tag(i - 1) in "^,K" and self.tag(i + 2) in "VX," and looks_like_name(name)
