"""Noun phrases: what stands around a cue noun, adjectives and owner before it, prepositions and dates after it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from comity.reading.english import English
from comity.reading.party import Group
from comity.reading.registry import is_organisation
from comity.reading.tokens import DASHES, LookUp, Token

MAX_MODIFIERS = 7


@dataclass
class NounPhrase:
    """What stands around a cue noun."""

    left: int
    head: int
    right: int
    adjectives: list[tuple[str, ...]] = field(default_factory=list)
    possessive: Group = ()
    pronoun: str | None = None
    dates: list[int] = field(default_factory=list)
    words: list[Token] = field(default_factory=list)
    pps: list[tuple[str, int]] = field(default_factory=list)
    is_negated: bool = False
    is_modifier: bool = False  # "embassy staff": the noun only tells of another


class PhraseFinder:
    """The noun phrases of a sentence's tokens."""

    def __init__(self, tokens: Sequence[Token], english: English, look: LookUp) -> None:
        self.tokens = tokens
        self.english = english
        self.tag, self.lower = look
        self._phrases: dict[int, NounPhrase] = {}

    def phrase(self, i: int) -> NounPhrase:
        """The noun phrase whose noun is token i."""
        if i not in self._phrases:
            self._phrases[i] = self._make_phrase(i)
        return self._phrases[i]

    def _make_phrase(self, i: int) -> NounPhrase:
        phrase = NounPhrase(left=i, head=i, right=i + 1)
        if self.tokens[i].codes:
            phrase.adjectives.append(self.tokens[i].codes)
        elif self.tokens[i].tag == "H":
            phrase.adjectives += [(noun.of,) for noun in self.tokens[i].data if noun.of][:1]
        self._look_left(phrase)
        phrase.right = self._look_right(i + 1, phrase)
        return phrase

    def _look_left(self, phrase: NounPhrase) -> None:
        k = phrase.head - 1
        while k >= 0 and phrase.head - k <= MAX_MODIFIERS + 3:
            token = self.tokens[k]
            if token.tag == "T":
                phrase.left = k
                phrase.pronoun = POSSESSIVES.get(token.lower)
                phrase.is_negated = token.lower == "no"
                phrase.words.append(token)
                if token.lower in ("both", "all") or phrase.pronoun is None:
                    return
                return
            if (
                token.tag == "J"
                and self.lower(k + 1) in DASHES
                and self.lower(k + 2).endswith(
                    (
                        "brokered",
                        "led",
                        "mediated",
                        "speaking",
                        "based",
                        "funded",
                        "drafted",
                        "style",
                    )
                )
            ):
                pass  # "US-brokered" is no American agreement
            elif token.tag == "J":
                phrase.adjectives.insert(0, token.data)
            elif token.tag == "Z" and self.tag(k - 1) == "E":
                phrase.possessive, phrase.left = self.tokens[k - 1].data, k - 1
                k -= 1
                if self.lower(k - 1) == "of":
                    return
                k -= 1
                while self.tag(k) == "T" or self.lower(k) in self.english.light:
                    phrase.left = k
                    k -= 1
                return
            elif (
                token.tag == "E"
                and all(self.tag(n) in "QH" and self.tokens[n].text[:1].isupper() for n in range(k + 1, phrase.head))
                and token.data[0].states
                and not token.data[0].person
                and (
                    self.tag(k - 1) not in "I"
                    or (self.lower(k - 1) == "of" and (token.text.isupper() or len(token.data) == 2))
                    or self.lower(k - 1) == "under"
                    or self.lower(k - 2) == "subject"
                    or (self.lower(k - 1) in ABOVE and all(map(is_organisation, token.data[0].states)))
                )
            ):
                phrase.adjectives.insert(0, tuple(code for party in token.data for code in party.states))
            elif token.tag == "M" and token.lower in self.english.light and self.tag(k - 1) not in "TZA":
                phrase.left = k
                return  # "during the visit two memoranda": a number begins the phrase
            elif token.tag == "D" and self.lower(k - 1) not in ("in", "on", "since"):
                phrase.dates.append(k)
            elif (
                token.tag in "QWAOCH"
                or token.lower in DASHES
                or token.lower in self.english.light
                or token.lower in ('"', "“", "”")
            ) or (
                token.tag == "V"
                and (token.lower.endswith(("ed", "ing")) or token.lower in self.english.hedges)
                and self.tag(k - 1) in "TZJ"
            ):
                phrase.words.append(token)
            elif (
                token.lower == "and" and self.tag(k - 1) in "JQW" and self.tag(k + 1) in "JQW" and phrase.left == k + 1
            ) or (
                token.tag == ","
                and self.tag(k - 1) in "WQJ"
                and self.tag(k + 1) in "WQJ"
                and self.lower(k - 1) not in ("however", "therefore")
            ):
                pass
            else:
                return
            phrase.left = k
            k -= 1

    def _look_right(self, i: int, phrase: NounPhrase) -> int:
        """Note the prepositional phrases that follow; gives where they end."""
        if self.tag(i) == "(":
            close = next((k for k in range(i, min(i + 12, len(self.tokens))) if self.tag(k) == ")"), None)
            if close is not None and self.tag(close - 1) == "D" and self.tag(i + 1) in "CD":
                phrase.dates.append(close - 1)  # "the Cultural Agreement (Kuala Lumpur, 20 July 1995)"
            if close is not None and self.lower(i + 1) in ("in", "at") and self.target(i + 2) == close - 1:
                phrase.pps.append(("in", close - 1))  # "two honorary consulates (in Porto and Funchal)"
            i = close + 1 if close is not None else i
        if self.tag(i) == "C" or (
            self.tag(i) == "E"
            and not (self.lower(phrase.head) in ("war", "wars") and self.tag(i + 1) in "VX")  # "In the Gulf War Japan"
            and self.tokens[i].data[0].states
            and not self.tokens[i].data[0].person
            and self.tokens[phrase.head].text[0].isupper()
        ):
            phrase.pps.append(("in", i))
            i += 1
        elif self.tag(i) in "WH" and self.lower(i) not in self.english.light and self.lower(i) != "worth":
            phrase.is_modifier = True
        while i < len(self.tokens):
            if self.lower(i) == "worth" and self.tag(i + 1) == "M":
                i += 2  # "aid *worth 5 million dollars* to A"
                continue
            if self.tag(i) == "(" and self.tag(i + 1) == "D" and self.tag(i + 2) == ")":
                phrase.dates.append(i + 1)
                i += 3
                continue
            around = "".join([self.tag(k) for k in range(i, i + 5)]) if self.tag(i) == "(" else ""
            if around.startswith("(ID)") and self.lower(i + 1) in ("in", "on"):
                phrase.dates.append(i + 2)
                i += 4
                continue
            if around == "(C,D)":
                phrase.dates.append(i + 3)
                i += 5
                continue
            if self.lower(i) in HELD and self.lower(i + 1) in ("in", "at", "on"):
                i += 1  # "the conference held in Oslo in May"
                continue
            if self.lower(i) == "as" and self.lower(i + 1) == "well":
                if self.lower(i + 2) != "as" or self.tag(i + 3) != "I":
                    return i  # "consulates in A, as well as *offices* in B"
                i += 3  # "consulates in A as well as in B"
                continue
            if self.tag(i) == "I" or self.lower(i) == "as":
                target = self.target(i + 1)
                if target is None:
                    if self.tag(i + 1) in "VX" or self.tag(i) != "I":
                        return i
                    i = self._noun_end(i + 1)
                    continue
                if self.lower(i) in TEMPORAL and self.tag(target) == "H":
                    return i  # "gained its independence *after the dissolution of A*"
                if not self._is_of_second(phrase, self.lower(i), target):
                    phrase.pps.append((self.lower(i), target))
                i = target + 1
            elif self.tag(i) == "D" and self.is_of_clause(i):
                return i
            elif self.tag(i) == "D":
                phrase.dates.append(i)
                i += 1
            elif self.tag(i) == "Q" and self.tag(i - 1) == "H" and self.tokens[phrase.head].text[0].isupper():
                i += 1  # "the Agreement on Investment Guarantees"
            elif self.lower(i) == "and" and self.tag(i - 1) == "Q" and self.tag(i + 1) == "Q":
                i = self._noun_end(i + 1)  # "of Peace and Friendship of 20 October 1904"
            elif (
                self.tag(i) in '["”'
                or self.tag(i) == ","
                and (self.tag(i + 1) in "D" or (self.tag(i + 1) == "I" and self.lower(i + 1) in PLACE_WORDS))
                or (
                    self.lower(i) == "and"
                    and self.tag(i + 1) == "I"
                    and self.lower(i + 1) in PLACE_WORDS
                    and self.target(i + 2) is not None
                )
            ):
                i += 1
            else:
                return i
        return i

    def _is_of_second(self, phrase: NounPhrase, preposition: str, target: int) -> bool:
        """Whether what a preposition governs is of a second noun of the kind, where the first has its own: "agencies in
        A under the care of embassies *in B*"."""
        if self.tag(target) == "H" or all(place != preposition for place, _ in phrase.pps):
            return False
        kinds = {noun.kind for noun in self.tokens[phrase.head].data}
        nouns = [self.tokens[k].data for _, k in phrase.pps if self.tag(k) == "H"]
        return any(noun.kind in kinds for data in nouns for noun in data)

    def is_of_clause(self, i: int) -> bool:
        """Whether the date at token i counts for the clause that follows: "a day after A had recognised B"."""
        partial = self.tokens[i].data.partial
        return partial is not None and partial.is_of_clause

    def target(self, i: int) -> int | None:
        """The mention that a preposition before token i governs: at most a few modifiers further."""
        k = i
        for _ in range(MAX_MODIFIERS):
            tag = self.tag(k)
            if tag == "H" and self.tag(k + 1) == "H":
                k += 1
                continue
            if tag == "E" and self.tag(k + 1) + self.tag(k + 2) == "ZE" and is_body(self.tokens[k + 2]):
                return k + 2  # "a member of *NATO's* Partnership for Peace"
            if tag in "ECHDM":
                return k
            if self.lower(k) == "such" and self.lower(k + 1) == "as":
                k += 2  # "members of international organizations such as the UN"
                continue
            if (
                tag in 'TWAQJO"“'
                or self.lower(k) in self.english.light
                or self.lower(k) == "both"
                or (tag == "I" and self.lower(k) == "of")
                or (self.lower(k) in DASHES and self.tag(k - 1) == "J" and self.tag(k + 1) == "J")
                or tag == "Z"
                or (tag == "V" and self.tag(k - 1) in "TJA" and self.lower(k).endswith(("ed", "ing")))
            ):
                k += 1
                continue
            return None
        return None

    def _noun_end(self, i: int) -> int:
        while self.tag(i) in "TWAQJO" or self.lower(i) in self.english.light:
            i += 1
        return max(i, i)


# Prepositions that govern another event, with its own parties behind it.
TEMPORAL = frozenset("after before following since during until upon".split())
HELD = frozenset("held convened organised organized staged".split())
# Prepositions that govern what an organisation does, not the organisation: "under United Nations sanctions".
ABOVE = frozenset("under despite through by to".split())
POSSESSIVES = {"its": "it", "their": "they", "his": "he", "her": "he", "our": "we"}
PLACE_WORDS = frozenset("in at to with between by from for of on near".split())


def is_body(token: Token) -> bool:
    """Whether a token names an organisation alone."""
    codes = [code for party in token.data for code in party.states]
    return bool(codes) and all(is_organisation(code) for code in codes)
