"""What stands behind an office: of which state it is, where its holder is sent, who holds it.

In: tokens of which one is an office. Out: what was taken in so far, step by step, as a `Held`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from comity.reading.names_of_people import clean_person, is_honoured, portfolio_end, without_portfolio
from comity.reading.party import Group, Party
from comity.reading.realms import RealmChunks
from comity.reading.registry import city_states, heads_post, is_sent, is_title

SEVERAL = frozenset(("states", "governments", "government"))  # before the names of those to whom one is sent
STANDING = {"special_representative": "representative"}  # who is sent to a state, not on an errand "for" it
POSTED = frozenset("accredited assigned posted appointed".split())  # behind an envoy: to the state where he serves
LIKEWISE = frozenset("concurrently simultaneously also".split())
MINISTER = re.compile(r"\b(?:minister|secretary)\b")  # who is responsible for something in a government
# Who sits in the capital of the state to which he is sent.
IN_CAPITALS = frozenset({"ambassador", "charge_daffaires", "high_commissioner", "envoy"})


def is_plural(office: str) -> bool:
    """Whether the words name an office of several.

    >>> [is_plural(words) for words in ("ministers of trade", "consuls general", "chargé d'affaires")]
    [True, True, False]
    """
    words = re.sub(r"^(?:its|his|us) ", "", office)
    head = re.split(r" (?:of|for|d['’])", f"{words} ")[0].split() or [office]
    return head[0].endswith("s") or head[-1].endswith("s")


@dataclass(slots=True)
class Held:
    """An office and what is told of it: its tokens from `first` to `last`, and whose it is."""

    first: int
    last: int
    office: str
    is_many: bool
    states: tuple[str, ...]
    posted: tuple[str, ...] = ()
    city: Any = None
    person: str | None = None
    is_done: bool = False  # the party of those who hold it stands already


class HolderChunks(RealmChunks):
    """The words behind an office, taken in one after the other."""

    def take_on(self, held: Held) -> None:
        """Takes in all that is told behind the office."""
        steps = (
            self._take_order, self._take_accreditation, self._take_state, self._take_portfolio, self._take_realm,
            self._take_pair, self._take_government, self._take_post, self._take_person,
        )  # fmt: skip
        goes_on = True
        while goes_on and not held.is_done:
            word, nxt = self.lower(held.last + 1), self._place_behind(held.last + 1)
            goes_on = any(step(held, word, nxt) for step in steps)

    def _place_behind(self, i: int) -> int:
        """The place that a preposition at token i governs, past what only leads to it."""
        nxt = self.skip(i + 1, 1)
        if self.states_at(nxt) and self.tag(nxt + 1) + self.tag(nxt + 2) == "ZW" and self.states_at(nxt + 3):
            nxt += 3  # "to Fiji's neighbour Vanuatu"
        if self.lower(i) == "to" and self.lower(nxt) in SEVERAL and self.lower(nxt + 1) == "of":
            nxt = self.skip(nxt + 2, 1)  # "to the States of Samoa and Tonga"
        return nxt

    def _take_order(self, held: Held, word: str, nxt: int) -> bool:
        """ "The ambassadors of A and B, N and M", "of A, N; B, M; and C, L": each with his own."""
        if word != "of" or not held.is_many or held.states:
            return False
        fellows = self._named_in_order(nxt, held.office) or self._named_in_turn(nxt, held.office)
        if fellows is None:
            return False
        self.put(held.first, fellows[1], fellows[0])
        held.is_done = True
        return True

    def _take_accreditation(self, held: Held, word: str, nxt: int) -> bool:
        """ "The envoy *accredited to Peru*"."""
        if word not in POSTED or held.posted or not heads_post(held.office) or not self._is_posted(held.last + 2):
            return False
        held.posted, held.last = self._posted(self.skip(held.last + 3, 1))
        return True

    def _take_state(self, held: Held, word: str, nxt: int) -> bool:
        """ "Minister *of A*", "envoy *from A*"."""
        is_from = word == "from" and heads_post(held.office) and self._comes_from(held.first)
        if not (word in ("of", "for") or is_from) or held.states or not self.states_at(nxt):
            return False
        if self.tag(nxt + 1) == "Z" and not held.is_many and self._body_end(held.last + 1):
            return False
        held.states, held.last = self.states_at(nxt)[:1], nxt
        return True

    def _take_portfolio(self, held: Held, word: str, nxt: int) -> bool:
        """What a minister is responsible for, and who he is: "Minister *of Ports and Shipping N*"."""
        office = " ".join(token.lower for token in self.tokens[held.first : held.last + 1])
        if held.is_many or held.person is not None or not MINISTER.search(office):
            return False
        behind = held.last + 1
        is_next = self.tag(behind) in "QH" and portfolio_end(self.tokens[behind].text) > 0
        k = behind if is_next else self.skip(behind + 1, 1)
        is_joined = is_next or word in ("of", "for", "and", "&")
        if not is_joined and not (word == "," and self._lists_portfolios(k)):
            return False
        if self._is_portfolio(k):
            held.last = k
            return True
        held.person = without_portfolio(self.tokens[k].text) if self.tag(k) == "Q" else None
        held.last = k if held.person else held.last
        return held.person is not None

    def _lists_portfolios(self, i: int) -> bool:
        """Whether what a minister is responsible for goes on to an "and": "Trade, *Industry and Fisheries*"."""
        while self._is_portfolio(i) and self.lower(i + 1) == ",":
            i += 2
        return self._is_portfolio(i) and self.lower(i + 1) in ("and", "&")

    def _is_portfolio(self, i: int) -> bool:
        text = self.tokens[i].text if i < len(self.tokens) else ""
        return self.tag(i) in "QWH" and text[:1].isupper() and portfolio_end(text) == len(text.split())

    def _take_realm(self, held: Held, word: str, nxt: int) -> bool:
        """For what the office is held: "*and Trade*", "*of Energy of A*", "*of the Kenyan National Assembly*"."""
        if held.person is not None:
            return False
        behind = held.last + 1
        if word == "and" and (end := self._portfolio_end(behind + 1, is_held=bool(held.states))):
            held.last, held.person = end, without_portfolio(self.tokens[end].text)  # "and *Energy N* of A"
            return True
        if held.states:
            return False
        if end := self._realm_end(behind, is_list=word == ",", is_many=held.is_many):
            held.states, held.last = self.states_at(end)[:1], end
            return True
        if not held.is_many and (end := self._body_end(behind)):
            whose = self.skip(behind + 1, 1)
            held.states = self.states_at(whose)[:1] or tuple(self.tokens[whose].data)
            held.last = end
            held.person = self._name_behind_body(end)
            return True
        return False

    def _take_pair(self, held: Held, word: str, nxt: int) -> bool:
        """ "The foreign ministers *of the two countries*" are these."""
        is_told = word in ("of", "from") and held.is_many and not held.states and held.person is None
        if not is_told or not self._is_pair(held.last + 2):
            return False
        pair = replace(self.tokens[held.last + 2].data[0], start=self.tokens[held.first].start)
        self.put(held.first, held.last + 2, (pair,))
        held.is_done = True
        return True

    def _take_government(self, held: Held, word: str, nxt: int) -> bool:
        """ "Minister *of the Government of A*"."""
        if word not in ("of", "for") or not self._government(nxt) or self.lower(nxt + 1) != "of":
            return False
        whose = self.skip(nxt + 2, 1)
        if not self.states_at(whose):
            return False
        held.states, held.last = held.states or self.states_at(whose)[:1], whose
        return True

    def _take_post(self, held: Held, word: str, nxt: int) -> bool:
        """Where he is sent: "*to A and B*", "*in Lima*"."""
        if held.posted:
            return False
        if word in ("to", "for") and self._sends_to(nxt) and is_sent(held.office):
            held.posted, held.last = self._posted(nxt)
            held.office = STANDING.get(held.office, held.office) if word == "to" else held.office
        elif self._is_in_city(held, word, nxt):
            held.city, held.last = self.tokens[nxt].data[0], nxt
        elif word in ("in", "to") and held.is_many and held.office in IN_CAPITALS and self.tag(nxt) == "C":
            held.posted, held.last = self._posted_in_cities(nxt)
        elif word in ("in", "at") and self._sends_to(nxt) and held.person is None and heads_post(held.office):
            held.posted, held.last = self._posted(nxt)
        else:
            return False
        return True

    def _is_in_city(self, held: Held, word: str, nxt: int) -> bool:
        """Whether one city follows as his seat, where none was told: not "met the Foreign Minister of A in Lima"."""
        if held.states and not is_sent(held.office):
            return False
        leads = word in ("in", "at") or (word == "to" and heads_post(held.office))
        is_list = held.is_many and self.lower(nxt + 1) in (",", "and")
        if word == "at" and self.tag(nxt + 1) == "Q":
            return False  # "received the ambassadors at Lima Palace"
        return leads and self.tag(nxt) == "C" and held.city is None and held.person is None and not is_list

    def _take_person(self, held: Held, word: str, nxt: int) -> bool:
        """Who holds it: "Minister *N*", "the Minister*, N,*", "the Foreign Minister*, Prince N,*"."""
        behind = held.last + 1
        if held.person is not None:
            return False
        if self.lower(behind) in ("his", "her") and self.lower(behind + 1).startswith("excellency"):
            behind += 1  # "Mali's Ambassador *His Excellency N*"
        if self._is_name(behind):
            held.person, held.last = self.tokens[behind].text, behind
            return True
        name = behind + 1 + (self.tag(behind + 1) == "O" and is_title(self.tokens[behind + 1].data))
        name += self.tag(name) == "T" and self.tag(name + 1) == "Q" and is_honoured(self.tokens[name + 1].text)
        name += self.lower(name) in ("his", "her") and self.lower(name + 1).startswith("excellency")
        if word != "," or not self._is_name(name) or not self._ends_apposition(name + 1):
            return False
        held.person, held.last = self.tokens[name].text, name + (self.tag(name + 1) == ",")
        return True

    def _is_posted(self, i: int) -> bool:
        """Whether "to" and a state stand from token i on: "the envoy accredited *to Peru*"."""
        return self.lower(i) in ("to", "in") and self._sends_to(self.skip(i + 1, 1))

    def _comes_from(self, first: int) -> bool:
        """Whether "from" tells whose envoy it is: not where he is taken from, as in "recalled its envoy from Peru"."""
        before = self.tokens[first - 1] if first else None
        return self.lower(first) not in ("its", "their", "his", "her") and (before is None or before.tag not in "V")

    def _posted(self, i: int) -> tuple[tuple[str, ...], int]:
        """The states from i on, joined by commas and "and"."""
        states, last = self.states_at(i), i
        while True:
            k = last + 1
            k += self.tag(k) == ","
            k += self.lower(k) in ("and", "&")
            k = self._after_likewise(k)
            k = self.skip(k, 1)
            if k == last + 1 or not self.states_at(k) or self.tag(k + 1) in "VX":
                return states, last
            states, last = (*states, *self.states_at(k)), k

    def _after_likewise(self, k: int) -> int:
        """The place behind "concurrently to", "as well as to" at k, by which a post goes on; k where none is."""
        started = k
        i = k = k + 3 * self.is_as_well_as(k)
        while self.lower(i) in LIKEWISE:
            i += 1
        i += self.lower(i) == "accredited"
        return i + 1 if i > started and self.lower(i) in ("to", "in") else k

    def _posted_in_cities(self, i: int) -> tuple[tuple[str, ...], int]:
        """The states of the cities from i on: "its ambassadors in Lima, Quito and Bogotá"."""
        cities, last = list(self.tokens[i].data), i
        while True:
            k = last + 1 + (self.tag(last + 1) == ",")
            k += self.lower(k) == "and"
            if k == last + 1 or self.tag(k) != "C":
                return tuple(dict.fromkeys(code for city in cities for code in city_states(city))), last
            cities, last = [*cities, *self.tokens[k].data], k

    def _sends_to(self, i: int) -> bool:
        """Whether a state stands at i that owns nothing: not "to *Fiji's* neighbour Vanuatu"."""
        return bool(self.states_at(i)) and self.tag(i + 1) != "Z"

    def _named_in_order(self, i: int, office: str) -> tuple[Group, int] | None:
        """Those who hold an office of several states, in their order: "of A and B, N and M"; and where they end."""
        states, last = self._posted(i)
        if len(states) < 2 or self.tag(last + 1) != ",":
            return None
        people: list[int] = []
        k = last + 2
        while self._is_name(k) and len(people) < len(states):
            people.append(k)
            k += 1 + (self.tag(k + 1) == "," and len(people) < len(states))
            k += self.lower(k) in ("and", "&")
        if len(people) != len(states):
            return None
        last = people[-1] + (self.tag(people[-1] + 1) == ",")
        start, end = self.tokens[i].start, self.tokens[last].end
        names = (clean_person(self.tokens[k].text) for k in people)
        return tuple(
            Party(start, end, states=(code,), person=name, office=office)
            for code, name in zip(states, names, strict=True)
        ), last

    def _named_in_turn(self, i: int, office: str) -> tuple[Group, int] | None:
        """Those who hold an office of several states, each behind his own: "of A, N; B, M; C, L"; where they end."""
        parties: list[Party] = []
        k = last = i
        while self.states_at(k) and self.tag(k + 1) == "," and self._is_name(k + 2):
            last = k + 2
            start, end = self.tokens[k].start, self.tokens[last].end
            person = clean_person(self.tokens[last].text)
            parties.append(Party(start, end, states=self.states_at(k)[:1], person=person, office=office))
            k = last + 1 + (self.tag(last + 1) in ",;")
            k = self.skip(k + (self.lower(k) in ("and", "&")), 1)
        return (tuple(parties), last + (self.tag(last + 1) == ",")) if len(parties) > 1 else None

    def _is_pair(self, i: int) -> bool:
        """Whether "the two countries" or the like stands at i: "the foreign ministers of the two countries"."""
        return self.tag(i) == "E" and [party.pronoun for party in self.tokens[i].data] == ["pair"]

    def _government(self, i: int) -> int:
        return i if self.lower(i) in self.english.governments else 0
