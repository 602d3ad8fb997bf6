"""What headings say of the entries under them: "Visits from A to B" makes of each name and date below it a visit.

Headings stand in a stack by level; a heading that only gives a direction ("From B to A") stands under the one that
gives the kind. In: the tokens of headings. Out: for an entry, the cue nouns, the states by their place, and the date.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from comity.model import When
from comity.reading.english import English
from comity.reading.registry import city_states, heads_post
from comity.reading.tokens import Token

# A line of text that heads the list after it stands below all headings.
LINE_LEVEL = 9
DIRECTIONS = frozenset({"from", "to"})
MAX_DEPTH = 12
# How things stand with what is listed: "In force", "Signed, not yet in force".
STEP_WORDS = frozenset("in force signed ratified not yet longer negotiation negotiated pending status".split())
# Words of a heading under which anything may stand.
PLAIN_WORDS = STEP_WORDS | frozenset(
    "africa asia europe america americas oceania pacific caribbean latin central middle east north south west "
    "eastern northern southern western sub-saharan sub saharan region regions regional continent world "
    "countries country states state list lists table tables overview summary general chronology chronological "
    "timeline history background current former present past recent other by and since until bilateral "
    "multilateral relations relationship ties foreign international century th st nd rd a b c d e f g h i j k "
    "l m n o p q r s t u v w x y z see also full edit in force signed not yet no longer entered into concluded "
    "ratified".split()
)


@dataclass(frozen=True, slots=True)
class Heading:
    """One heading: cue nouns, states at each place ("from", "to", "adjective", "party"), date, words."""

    level: int
    nouns: tuple[Any, ...] = ()
    states: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    date: Token | None = None
    text: str = ""
    cities: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    is_date: bool = False  # it is a date and nothing else
    is_sentence: bool = False  # a headline that tells what somebody does
    is_plain: bool = False  # it names states, regions or times alone, and says nothing of what is told

    @property
    def is_direction(self) -> bool:
        """Whether it only says who goes where."""
        return not self.nouns and bool(DIRECTIONS & self.states.keys())


@dataclass
class Headings:
    """The headings over a place in the document, the outermost first."""

    stack: list[Heading] = field(default_factory=list)

    def push(self, heading: Heading) -> None:
        """Open a heading and close those of its level and below; one that gives the kind stays over a direction."""
        while self.stack and self._is_closed(self.stack[-1], heading):
            self.stack.pop()
        self.stack = [*self.stack, heading][-MAX_DEPTH:]

    def _is_closed(self, last: Heading, new: Heading) -> bool:
        if last.level == new.level:
            return not (new.is_direction and last.nouns)
        return last.level > new.level

    def end_lines(self) -> None:
        """Close the lines that headed a list: prose goes on."""
        while self.stack and self.stack[-1].level >= LINE_LEVEL:
            self.stack.pop()

    def nouns(self) -> tuple[Any, ...]:
        """The cue nouns of the innermost heading that has one."""
        return next((heading.nouns for heading in reversed(self.stack) if heading.nouns), ())

    def time(self) -> When | None:
        """The year or date that the innermost heading is, where it is nothing else."""
        last = self.stack[-1] if self.stack else None
        when = last.date.data.when if last is not None and last.is_date and last.date is not None else None
        return when if isinstance(when, When) else None

    def states(self, place: str) -> tuple[str, ...]:
        """The states at a place of the innermost heading that names any, up to the one that gives the kind."""
        for heading in self._inner():
            if place in heading.states:
                return heading.states[place]
        return ()

    def date(self) -> Token | None:
        """The date that the innermost heading gives."""
        return next((heading.date for heading in self._inner() if heading.date is not None), None)

    def text(self) -> str:
        """The words of the headings that count, the outermost first."""
        return " ".join(heading.text for heading in reversed(list(self._inner())))

    def _inner(self) -> Iterator[Heading]:
        for heading in reversed(self.stack):
            yield heading
            if heading.nouns:
                return


def make_heading(tokens: Sequence[Token], level: int, text: str, english: English) -> Heading:
    """A heading from its tokens, parties joined."""
    states: dict[str, list[str]] = {}
    for i, token in enumerate(tokens):
        if codes := _codes(token):
            states.setdefault(_place(tokens, i, english), []).extend(codes)
        for party in token.data if token.tag == "E" else ():
            if heads_post(party.office):  # "ambassadors of A to B" are one party
                states.setdefault("of", []).extend(party.states)
                states.setdefault("to", []).extend(party.posted)
                if party.city is not None and not party.posted:
                    states.setdefault("in", []).extend(city_states(party.city)[:1])
    return Heading(
        level=level,
        nouns=tuple(noun for token in tokens if token.tag == "H" for noun in token.data),
        states=MappingProxyType({place: tuple(dict.fromkeys(codes)) for place, codes in states.items() if codes}),
        date=next((token for token in tokens if token.tag == "D"), None),
        text=text,
        cities=tuple(token.data[0].code for token in tokens if token.tag == "C"),
        people=tuple(p.person for token in tokens if token.tag == "E" for p in token.data if p.person and p.is_sure),
        is_date=any(token.tag == "D" for token in tokens) and all(token.tag in "DTI:." for token in tokens),
        is_plain=all(
            (token.tag in "EJCDTIK" and not _heads_post(token))
            or _words(token) <= PLAIN_WORDS
            or not token.text[0].isalpha()
            for token in tokens
        ),
    )


def _heads_post(token: Token) -> bool:
    """Whether it names those who head a post: "Former ambassadors of A to B"."""
    return token.tag == "E" and any(heads_post(party.office) for party in token.data)


def _words(token: Token) -> set[str]:
    return set(token.lower.replace(".", "").split())


def _codes(token: Token) -> tuple[str, ...]:
    if token.tag == "J":
        return tuple(token.data)
    if token.tag == "C":
        return tuple(code for city in token.data for code in city_states(city))[:1]
    return tuple(code for party in token.data for code in party.states) if token.tag == "E" else ()


def _place(tokens: Sequence[Token], i: int, english: English) -> str:
    """Where a state stands: after a preposition, as adjective or possessive, or by itself; "the Peruvian side" is from
    Peru."""
    if tokens[i].tag == "E" and tokens[i].lower.endswith(" side"):
        return "from"
    if tokens[i].tag == "J":
        return "adjective"
    if i + 1 < len(tokens) and tokens[i + 1].tag == "Z":
        return "possessive"
    k = i - 1
    while k >= 0 and (tokens[k].tag in "TWQ" or tokens[k].lower in english.light):
        k -= 1
    return tokens[k].lower if k >= 0 and tokens[k].tag == "I" else "party"
