"""Who acts: tokens of names, offices and people joined into parties, each one token E.

"the Turkish Foreign Minister, Ahmet Davutoğlu," is one party: an office, its state, a person. Which state a bare "he",
"the two countries" or "President Smith" stands for is left to `context`, which knows the document.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from comity.reading.english import English
from comity.reading.registry import heads_post, is_sent
from comity.reading.tokens import DASHES, Token


@dataclass(frozen=True, slots=True)
class Party:
    """One who acts. `states` are codes of states or organisations; `pronoun` what must be looked up in the document."""

    start: int
    end: int
    states: tuple[str, ...] = ()
    person: str | None = None
    office: str | None = None
    posted: tuple[str, ...] = ()  # to which states an envoy is sent
    city: Any = None  # the name of the city where he sits
    pronoun: str | None = None  # pair, focus, it, they, he
    is_sure: bool = True  # False: capitalised words that may be a name


Group = tuple[Party, ...]

_HONORIFIC = re.compile(
    r"^(?:(?:H\.?\s?E\.?|Shri|Smt|Hon[’']?ble|Tan Sri|Dato[’']?|Datuk|His|Her|Excellency|Excellencies|Mr|Mrs|Ms|"
    r"Dr|Prof|Sir|Dame|Lord|Sheikh|Hon|Honourable|Honorable|General|Colonel|Don|Doña|Dom|Senator|Admiral|Captain|"
    r"Count|Baron|Prince|Princess|Messrs|Ambassador|Madam|Madame|Monsieur|Comrade)\.?\s+)+"
)
_NO_NAME = re.compile(
    r"\b(?:War|House|Army|Council|Treaty|University|Party|Office|Department|Ministry|Republic|Kingdom|Union|Bank|Act|Day|Summit|Conference|Commission|Committee|Assembly|"
    r"Agreement|Accords?|Protocol|Convention|Charter|Government|Congress|Parliament|Senate|Court|Embassy|Consulate|Legation|Mission|Relations|Affairs|Agency|"
    r"Authority|Board|Bureau|Directorate|Service|Services|Street|Avenue|Airport|Hotel|Palace|Centre|Center|Institute|Foundation|Company|Corporation|Group|Fund|Forum|Initiative|Programme|Program|Project|Revolution|Movement|"
    r"Front|Forces|Guard|Navy|Empire|Federation|Confederation|Sea|Ocean|River|Lake|Gulf|Strait|Bay|Island|Islands|Canal|Peninsula|Mountains|Valley|Region|Province|State|States|"
    r"East|West|North|South|Africa|Asia|Europe|America|Americas|Pacific|Atlantic|Secretary|Minister|Deputy|President|Cold|Great|World|International|National|Security|Nations|"
    r"Economic|Cooperation|Strategic|Partnership|Joint|High|Memorandum|Declaration|Week|Year|Month|Century|Age|Era|Crisis|Plan|Doctrine|Policy|Dialogue|Trade|Free|Summits?|"
    r"Airlines?|Airways|Air|Battle|Heads?|Conflict|Association|Organi[sz]ation|League|Pact|Alliance|Community|Library|School|College|Hospital|Church|Museum|Festival|Games|Cup|League|Treaties)\b"
)


@functools.lru_cache(maxsize=20_000)
def clean_person(text: str) -> str:
    """The name without honorifics, line breaks and a stop at its end."""
    return _HONORIFIC.sub("", " ".join(text.split())).strip(" ,")


def looks_like_name(text: str) -> bool:
    """Whether capitalised words may name a person: two to six words, none of them a thing's."""
    name = clean_person(text)
    words = name.split()
    return 2 <= len(words) <= 6 and not _NO_NAME.search(name) and not name.isupper()


def find_parties(
    tokens: Sequence[Token],
    english: English,
    person_state: Callable[[str], tuple[str, ...]],
    is_known: Callable[[str], bool],
) -> list[Token]:
    """The tokens with every party as one token E, its data a `Group`."""
    chunker = _Chunker(list(tokens), english, person_state, is_known)
    return chunker.run()


class _Chunker:
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

    def run(self) -> list[Token]:
        for step in (
            self.join_places,
            self.join_states,
            self.join_offices,
            self.join_people,
            self.join_governments,
            self.join_pronouns,
            self.join_groups,
        ):
            step()
        return self.tokens

    # -- tokens ---------------------------------------------------------------------------------------------------

    def tag(self, i: int) -> str:
        return self.tokens[i].tag if 0 <= i < len(self.tokens) else "^"

    def lower(self, i: int) -> str:
        return self.tokens[i].lower if 0 <= i < len(self.tokens) else ""

    def put(self, first: int, last: int, group: Any, tag: str = "E") -> None:
        """Tokens first..last become one."""
        head, tail = self.tokens[first], self.tokens[last]
        text = " ".join(token.text for token in self.tokens[first : last + 1])
        self.tokens[first : last + 1] = [Token(head.start, tail.end, text, tag, group)]

    def states_at(self, i: int) -> tuple[str, ...]:
        token = self.tokens[i] if 0 <= i < len(self.tokens) else None
        if token is None or token.tag != "E":
            return ()
        return tuple(code for party in token.data for code in party.states)

    def skip(self, i: int, step: int) -> int:
        """The next place that is no article, adjective or form of government."""
        while (
            self.tag(i) == "T"
            or self.lower(i) in self.english.light
            or (self.tag(i) == "A" and self.lower(i) not in ("not", "never"))
        ):
            i += step
        return i

    # -- steps -------------------------------------------------------------------------------------------------

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
                    i > 2
                    and not (
                        self._is_seat(i)
                        and looks_like_name(self.tokens[i + 2].text if self.tag(i + 2) == "Q" else "")
                    )
                    and self.tag(i + 1) == ","
                    and self.tag(i + 2) in "SQ"
                    and self.tag(i + 3) in ",.)(IVX^;"
                    and len(self.tokens[i + 2].text.split()) < 4
                ):
                    self.put(i, i + 2, self.tokens[i].data, "C")
            i += 1

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

    def join_states(self) -> None:
        """Mentions of states and organisations become parties."""
        for token in self.tokens:
            if token.tag in "SG":
                token.tag, token.data = "E", (Party(token.start, token.end, states=token.data),)
            elif token.tag == "B":
                token.tag, token.data = "E", (Party(token.start, token.end, pronoun=token.data),)

    def join_offices(self) -> None:
        i = 0
        while i < len(self.tokens):
            if self.tokens[i].tag == "O":
                i = self._office(i)
            i += 1

    def _office(self, i: int) -> int:
        first, states = self._before_office(i)
        offices = [self.tokens[i].data]
        last = i
        while self.tag(last + 1) == "O" or (
            self.lower(last + 1) in ("and", "-", ",") and self.tag(last + 2) == "O" and self.lower(last + 1) != ","
        ):
            last += 1 if self.tag(last + 1) == "O" else 2
            offices.append(self.tokens[last].data)
        office = offices[0]
        is_plural = self.lower(last).endswith("s") or self.lower(last).startswith(("presidents ", "ministers "))
        posted: tuple[str, ...] = ()
        city = None
        person = None
        while True:
            nxt = self.skip(last + 2, 1)
            word = self.lower(last + 1)
            if word in ("of", "for") and not states and self.states_at(nxt):
                states, last = self.states_at(nxt)[:1], nxt
            elif word in ("of", "from") and is_plural and not states and person is None and self._is_pair(last + 2):
                self.put(first, last + 2, (replace(self.tokens[last + 2].data[0], start=self.tokens[first].start),))
                return first
            elif (
                word in ("of", "for")
                and self._government(nxt)
                and self.lower(self._government(nxt) + 1) == "of"
                and self.states_at(self.skip(self._government(nxt) + 2, 1))
            ):
                last = self.skip(self._government(nxt) + 2, 1)
                states = states or self.states_at(last)[:1]
            elif word == "to" and not posted and self.states_at(nxt) and is_sent(office):
                posted, last = self._posted(nxt)
            elif (
                word in ("in", "at")
                and not posted
                and city is None
                and self.tag(nxt) == "C"
                and person is None
                and not (is_plural and self.lower(nxt + 1) in (",", "and"))
            ):
                city, last = self.tokens[nxt].data[0], nxt
            elif word in ("in", "at") and not posted and self.states_at(nxt) and person is None and heads_post(office):
                posted, last = self._posted(nxt)
            elif (
                person is None
                and word in ("for", "of")
                and self.tag(last + 2) == "Q"
                and _without_portfolio(self.tokens[last + 2].text)
            ):
                person, last = _without_portfolio(self.tokens[last + 2].text), last + 2
            elif person is None and self._is_name(last + 1):
                person, last = self.tokens[last + 1].text, last + 1
            elif person is None and word == "," and self._is_name(last + 2) and self._ends_apposition(last + 3):
                person, last = self.tokens[last + 2].text, last + 2
                last += self.tag(last + 1) == ","
            else:
                break
        if person is None and self.tag(first - 1) == "," and self._is_name(first - 2) and not self._in_list(first - 2):
            person, first = self.tokens[first - 2].text, first - 2
            last += self.tag(last + 1) == ","
        elif person is None and self.lower(first - 1) == "as" and self._is_name(first - 2):
            person, first = self.tokens[first - 2].text, first - 2
        elif person is None and self.tag(first - 1) == "(" and self._is_name(first - 2) and self.tag(last + 1) == ")":
            person, first, last = self.tokens[first - 2].text, first - 2, last + 1
        people = [person] if person else []
        while person is not None and last > i and self.tokens[i].lower.endswith("s"):
            nxt = last + 1 + (self.tag(last + 1) == ",")
            nxt += self.lower(nxt) in ("and", "&")
            if nxt == last + 1 or not self._is_name(nxt):
                break
            people.append(self.tokens[nxt].text)
            last = nxt
        if len(people) > 1:
            start, end = self.tokens[first].start, self.tokens[last].end
            parties = (
                Party(start, end, states=states, person=clean_person(each), office=office, posted=posted)
                for each in people
            )
            self.put(first, last, tuple(parties))
            return first
        name = clean_person(person) if person else None
        if name and not states:
            states = self.person_state(name)
        self.put(
            first,
            last,
            (
                Party(
                    self.tokens[first].start,
                    self.tokens[last].end,
                    states=states,
                    person=name,
                    office=office,
                    posted=posted,
                    city=city,
                ),
            ),
        )
        if name and is_plural:
            self._fellows(first, office)
        return first

    def _is_pair(self, i: int) -> bool:
        """Whether "the two countries" or the like stands at i: "the foreign ministers of the two countries"."""
        return self.tag(i) == "E" and [party.pronoun for party in self.tokens[i].data] == ["pair"]

    def _fellows(self, first: int, office: str) -> None:
        """Told by one plural ("Presidents N of A and M of B"): those who hold the same office after the first."""
        k = first + 1
        while self.lower(k) in (",", "and", "&") and self._is_name(
            k + 1 + (self.lower(k) == "," and self.lower(k + 1) == "and")
        ):
            k += 1 + (self.lower(k) == "," and self.lower(k + 1) == "and")
            name, last = clean_person(self.tokens[k].text), k
            state = self.skip(k + 2, 1)
            states: tuple[str, ...] = ()
            if self.lower(k + 1) == "of" and self.states_at(state):
                states, last = self.states_at(state)[:1], state
            elif not self.tokens[first].data[0].states:
                return
            states = states or self.person_state(name)
            self.put(
                k,
                last,
                (Party(self.tokens[k].start, self.tokens[last].end, states=states, person=name, office=office),),
            )
            k += 1

    def _before_office(self, i: int) -> tuple[int, tuple[str, ...]]:
        """Where the party begins that has its office at i, and the states named before it."""
        first, states = i, ()
        k = i - 1
        while k >= 0:
            token = self.tokens[k]
            if token.tag == "J" and not states:
                states, first = token.data, k
                is_plural = self.lower(i).endswith("s")
                while (
                    self.lower(k - 1) in DASHES or self.lower(k - 1) == "and" or (is_plural and self.tag(k - 1) == ",")
                ):
                    if self.tag(k - 2) != "J":
                        break
                    states, first, k = (*self.tokens[k - 2].data, *states), k - 2, k - 2
            elif token.tag == "Z" and not states and self.states_at(k - 1):
                return k - 1, self.states_at(k - 1)[:1]
            elif token.tag == "T":
                return k, states
            elif token.lower in self.english.light or (
                token.tag == "W"
                and self.lower(k + 1) not in ("of",)
                and token.lower.endswith(("-elect", "ian", "ese", "ish"))
            ):
                first = k
            elif (
                token.tag == "E"
                and not states
                and len(token.data) == 1
                and token.data[0].person is None
                and token.data[0].states
                and k == i - 1
            ):
                if (
                    self.lower(i).endswith("s")
                    and self.tag(k - 1) == ","
                    and k == 2
                    and self.tag(0) == "E"
                    and self.states_at(0)
                ):
                    return 0, (*self.states_at(0), *token.data[0].states)  # "Cyprus, Lebanon foreign ministers meet"
                return k, token.data[0].states  # "Turkey President", "EU High Representative"
            else:
                break
            k -= 1
        return first, states

    def _posted(self, i: int) -> tuple[tuple[str, ...], int]:
        """The states from i on, joined by commas and "and"."""
        states, last = self.states_at(i), i
        while True:
            k = last + 1
            k += self.tag(k) == ","
            k += self.lower(k) in ("and", "&")
            k = self.skip(k, 1)
            if k == last + 1 or not self.states_at(k) or self.tag(k + 1) in "VX":
                return states, last
            states, last = (*states, *self.states_at(k)), k

    def _is_name(self, i: int) -> bool:
        if self.tag(i) == "P":
            return True
        if self.tag(i) != "Q":
            return False
        name = clean_person(self.tokens[i].text)
        return (
            bool(name)
            and not _NO_NAME.search(name)
            and len(name.split()) <= 6
            and not (name.isupper() and len(name) < 4)
        )

    def _ends_apposition(self, i: int) -> bool:
        return self.tag(i) in ",.;)VXKIR^[" or self.tag(i) == "A"

    def _in_list(self, i: int) -> bool:
        return self.tag(i - 1) in ",K" and self.tag(i - 2) in "QPE"

    def _government(self, i: int) -> int:
        return i if self.lower(i) in self.english.governments else 0

    def join_people(self) -> None:
        for i in range(len(self.tokens)):
            token = self.tokens[i]
            if token.tag == "P":
                name = clean_person(token.text)
                states = self.person_state(token.data or name) or self.person_state(name)
                token.tag, token.data = "E", (Party(token.start, token.end, states=states, person=name),)
            elif token.tag == "Q":
                name = clean_person(token.text)
                if self.is_known(name):
                    token.tag, token.data = (
                        "E",
                        (Party(token.start, token.end, states=self.person_state(name), person=name),),
                    )
                elif looks_like_name(token.text) and not self._names_thing(i):
                    token.tag, token.data = "E", (Party(token.start, token.end, person=name, is_sure=False),)

    def _names_thing(self, i: int) -> bool:
        """Whether the capitalised words go on with a cue noun: "the *Air Services* Agreement"."""
        following = self.tokens[i + 1] if i + 1 < len(self.tokens) else None
        return (
            following is not None
            and following.tag == "H"
            and following.text[0].isupper()
            and following.start - self.tokens[i].end == 1
        )

    def join_governments(self) -> None:
        """ "Turkish companies", "the Government of Chad", "U.S. and British forces" are the states."""
        i = 0
        while i < len(self.tokens):
            token = self.tokens[i]
            if token.tag in "WQ" and token.lower.rsplit(" ", 1)[-1] in self.english.governments:
                k = i - 1
                while (
                    self.lower(k) in self.english.light
                    or self.lower(k) in self.english.governments
                    or (self.tag(k) == "W" and self.tag(k - 1) == "J")
                ):
                    k -= 1
                if self.tag(k) == "J":
                    self._adjective_party(k, i)
                    i = k
                elif self.tag(k) == "Z" and self.states_at(k - 1):
                    self.put(k - 1, i, self.tokens[k - 1].data)
                    i = k - 1
                elif self.lower(i + 1) == "of" and self.states_at(self.skip(i + 2, 1)):
                    end = self.skip(i + 2, 1)
                    self.put(i, end, self.tokens[end].data)
            i += 1

    def _adjective_party(self, k: int, last: int) -> None:
        while self.tag(k - 1) == "J":
            k -= 1  # "the Armenian Soviet Republic" is Armenia's
        codes, first = [self.tokens[k].data], k
        while (self.lower(first - 1) in DASHES or self.lower(first - 1) in ("and", ",")) and self.tag(first - 2) == "J":
            first -= 2
            codes.insert(0, self.tokens[first].data)
        start, end = self.tokens[first].start, self.tokens[last].end
        self.put(first, last, tuple(Party(start, end, states=code) for code in codes))

    def join_pronouns(self) -> None:
        for token in self.tokens:
            if token.tag == "N" and token.lower in PRONOUNS:
                token.tag, token.data = "E", (Party(token.start, token.end, pronoun=PRONOUNS[token.lower]),)

    def join_groups(self) -> None:
        """ "A, B and C" is one token."""
        i = 0
        while i < len(self.tokens):
            if self.tokens[i].tag in "EC":
                while self._join_next(i):
                    pass
            i += 1

    def _join_next(self, i: int) -> bool:
        k = i + 1
        comma = self.tag(k) == ","
        k += comma
        if self.lower(k) == "as" and self.lower(k + 1) == "well":
            k += 2
        conjunction = self.lower(k) in ("and", "&", "as", "or", "plus") and self.tag(k) != "E"
        k += conjunction
        if self.lower(k) in DASHES and not comma and not conjunction:
            k += 1
            conjunction = True
        if k == i + 1:
            return False
        k = self.skip(k, 1)
        if self.lower(k) in ("with", "between", "of", "both") and conjunction and self.tag(k + 1) == self.tag(i):
            k += 1
        if self.tag(k) != self.tag(i) or not self._are_alike(i, k):
            return False
        if comma and not conjunction and not self._list_goes_on(k):
            return False
        if self.tag(i) == "E" and self.tag(k + 1) in "VX" and self._has_verb_before(i):
            return False
        group = (*self.tokens[i].data, *self.tokens[k].data)
        self.put(i, k, group, self.tag(i))
        return True

    def _are_alike(self, i: int, k: int) -> bool:
        if self.tag(i) == "C":
            return True
        left, right = self.tokens[i].data[-1], self.tokens[k].data[0]
        return (
            not (left.pronoun or right.pronoun)
            or bool(left.pronoun and right.person)
            or bool(left.person and right.pronoun)
        )

    def _list_goes_on(self, k: int) -> bool:
        """Whether after token k come more members and at last "and"."""
        same = self.tag(k)
        for j in range(k + 1, min(k + 60, len(self.tokens))):
            if self.lower(j) in ("and", "&", "or") and self.tag(self.skip(j + 1, 1)) == same:
                return True
            if self.tag(j) not in (",", same, "T", "K") and self.lower(j) not in self.english.light:
                return False
        return False

    def _has_verb_before(self, i: int) -> bool:
        """Whether the party at i is the object of a verb, so that what follows it is a new clause."""
        if (
            self.lower(i - 1) in ("between", "both")
            or self.tag(i - 1) in ("U", "R", "^", ";", ":")
            or self.lower(i - 1) in CLAUSAL
        ):
            return False
        for j in range(i - 1, -1, -1):
            if self.tag(j) in "UR;:":
                return False
            if self.tag(j) == ",":
                return False
            if self.tag(j) in "VX":
                return True
        return False


# "State Secretary for Foreign Affairs N": what the office is for stands before the name, in capitals like it.
_PORTFOLIO = re.compile(
    r"^(?:(?:Foreign|External|European|Economic|Internal|Home|Political|Bilateral|Multilateral|Global|International|Legal|Social|Asian|African)\s+)?"
    r"(?:Affairs|Trade|Defen[cs]e|Finance|Commerce|Industry|Tourism|Education|Health|Agriculture|Energy|Transport|Culture|Justice|Relations|"
    r"Cooperation|Development|Investment|Economy)\s+"
)


def _without_portfolio(text: str) -> str | None:
    """The name that follows a portfolio; None where none does."""
    rest = _PORTFOLIO.sub("", text)
    return rest if rest != text and looks_like_name(rest) else None


CLAUSAL = frozenset({"after", "before", "since", "until", "that", "when", "once"})  # what stands before a clause
PRONOUNS = {"it": "it", "they": "they", "he": "he", "she": "he", "we": "we", "itself": "it"}
