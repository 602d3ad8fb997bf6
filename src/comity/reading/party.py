"""One who acts, and the tokens in which parties are put together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from comity.reading.english import English
from comity.reading.tokens import Token


@dataclass(slots=True, unsafe_hash=True)  # a frozen one takes four times as long to make
class Party:
    """One who acts. `states` are codes of states or organisations; `pronoun` what must be looked up in the document."""

    start: int
    end: int
    states: tuple[str, ...] = ()
    person: str | None = None
    office: str | None = None
    posted: tuple[str, ...] = ()  # to which states an envoy is sent
    city: Any = None  # the name of the city where he sits
    pronoun: str | None = None  # pair, both, focus, it, they, he
    is_sure: bool = True  # False: capitalised words that may be a name


Group = tuple[Party, ...]


class Chunks:
    """The tokens of a sentence, of which those of a party become one."""

    def __init__(
        self,
        tokens: list[Token],
        english: English,
        person_state: Callable[[str], tuple[str, ...]],
        is_known: Callable[[str], bool],
    ) -> None:
        self.tokens = tokens
        self.english = english
        self.person_state = person_state
        self.is_known = is_known

    def tag(self, i: int) -> str:
        """The tag of token i; "^" beyond the sentence."""
        return self.tokens[i].tag if 0 <= i < len(self.tokens) else "^"

    def lower(self, i: int) -> str:
        """Token i in small letters; empty beyond the sentence."""
        return self.tokens[i].lower if 0 <= i < len(self.tokens) else ""

    def put(self, first: int, last: int, group: Any, tag: str = "E") -> None:
        """Tokens first..last become one."""
        head, tail = self.tokens[first], self.tokens[last]
        text = " ".join(token.text for token in self.tokens[first : last + 1])
        self.tokens[first : last + 1] = [Token(head.start, tail.end, text, tag, group)]

    def states_at(self, i: int) -> tuple[str, ...]:
        """The states of the party at token i; none where no party stands."""
        token = self.tokens[i] if 0 <= i < len(self.tokens) else None
        if token is None or token.tag != "E":
            return ()
        return tuple(code for party in token.data for code in party.states)

    def is_as_well_as(self, i: int) -> bool:
        """Whether the words "as well as" begin at token i."""
        return self.lower(i) == "as" == self.lower(i + 2) and self.lower(i + 1) == "well"

    def skip(self, i: int, step: int) -> int:
        """The next place that is no article, adjective or form of government."""
        while (
            self.tag(i) == "T"
            or self.lower(i) in self.english.light
            or (self.tag(i) == "A" and self.lower(i) not in ("not", "never"))
        ):
            i += step
        return i
