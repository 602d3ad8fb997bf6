"""Offices with their states, people and posts, each one party: "the Turkish Foreign Minister, Ahmet Davutoğlu,"."""

from __future__ import annotations

import re
from dataclasses import replace

from comity.reading.names_of_people import clean_person, without_portfolio
from comity.reading.party import Group, Party
from comity.reading.realms import RealmChunks
from comity.reading.registry import capital_of, city_states, heads_post, is_sent, is_title
from comity.reading.tokens import DASHES

SEVERAL = frozenset(("states", "governments", "government"))  # before the names of those to whom one is sent
STANDING = {"special_representative": "representative"}  # who is sent to a state, not on an errand "for" it
POSTED = frozenset("accredited assigned posted appointed".split())  # behind an envoy: to the state where he serves
PRESENTLY = frozenset("presently currently now".split())
LIKEWISE = frozenset("concurrently simultaneously also".split())
# Offices that are also a rank, held beside the office that tells what one does.
RANKS = frozenset({"ambassador", "general", "prince", "princess"})
LONGEST_NOTE = 10
# Who sits in the capital of the state to which he is sent.
IN_CAPITALS = frozenset({"ambassador", "charge_daffaires", "high_commissioner", "envoy"})


def _each(states: tuple[str, ...], count: int) -> list[tuple[str, ...]]:
    """The states of each of so many people: in order where there are as many, else all of them."""
    return [(code,) for code in states] if len(states) == count else [states] * count


def is_plural(office: str) -> bool:
    """Whether the words name an office of several.

    >>> [is_plural(words) for words in ("ministers of trade", "consuls general", "chargé d'affaires")]
    [True, True, False]
    """
    words = re.sub(r"^(?:its|his|us) ", "", office)
    head = re.split(r" (?:of|for|d['’])", f"{words} ")[0].split() or [office]
    return head[0].endswith("s") or head[-1].endswith("s")


class OfficeChunks(RealmChunks):
    """The parties that an office heads."""

    def join_titles(self) -> None:
        """ "HRH Prince" is one title."""
        for i in range(len(self.tokens) - 2, -1, -1):
            if self.tag(i) == "Q" and self.tag(i + 1) == "O" and not clean_person(self.tokens[i].text):
                self.put(i, i + 1, self.tokens[i + 1].data, "O")

    def join_offices(self) -> None:
        """Each office with what belongs to it becomes one party."""
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
        is_many = is_plural(self.lower(last))
        posted: tuple[str, ...] = ()
        city = None
        person = None
        while True:
            nxt = self.skip(last + 2, 1)
            word = self.lower(last + 1)
            if self.states_at(nxt) and self.tag(nxt + 1) + self.tag(nxt + 2) == "ZW" and self.states_at(nxt + 3):
                nxt += 3  # "to Fiji's neighbour Vanuatu"
            if word == "to" and self.lower(nxt) in SEVERAL and self.lower(nxt + 1) == "of":
                nxt = self.skip(nxt + 2, 1)  # "to the States of Samoa and Tonga"
            if word == "of" and is_many and not states and (fellows := self._named_in_order(nxt, office)):
                self.put(first, fellows[1], fellows[0])
                return first
            if word in POSTED and not posted and heads_post(office) and self._is_posted(last + 2):
                posted, last = self._posted(self.skip(last + 3, 1))
            elif (
                (word in ("of", "for") or (word == "from" and heads_post(office) and self._comes_from(first)))
                and not states
                and self.states_at(nxt)
            ):
                states, last = self.states_at(nxt)[:1], nxt
            elif word == "and" and person is None and (end := self._portfolio_end(last + 2, is_held=bool(states))):
                last = end
            elif (
                person is None
                and not states
                and (end := self._realm_end(last + 1, is_list=word == ",", is_many=is_many))
            ):
                states, last = self.states_at(end)[:1], end
            elif person is None and not states and not is_many and (end := self._body_end(last + 1)):
                states, last = tuple(self.tokens[self.skip(last + 2, 1)].data), end
                person = self._name_behind_body(end)
            elif word in ("of", "from") and is_many and not states and person is None and self._is_pair(last + 2):
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
            elif word in ("to", "for") and not posted and self._sends_to(nxt) and is_sent(office):
                posted, last = self._posted(nxt)
                office = STANDING.get(office, office) if word == "to" else office
            elif (
                (word in ("in", "at") or (word == "to" and heads_post(office)))
                and not posted
                and city is None
                and self.tag(nxt) == "C"
                and person is None
                and not (is_many and self.lower(nxt + 1) in (",", "and"))
            ):
                city, last = self.tokens[nxt].data[0], nxt
            elif word in ("in", "to") and is_many and not posted and office in IN_CAPITALS and self.tag(nxt) == "C":
                posted, last = self._posted_in_cities(nxt)
            elif word in ("in", "at") and not posted and self._sends_to(nxt) and person is None and heads_post(office):
                posted, last = self._posted(nxt)
            elif (
                person is None
                and word in ("for", "of")
                and self.tag(last + 2) == "Q"
                and without_portfolio(self.tokens[last + 2].text)
            ):
                person, last = without_portfolio(self.tokens[last + 2].text), last + 2
            elif person is None and self._is_name(last + 1):
                person, last = self.tokens[last + 1].text, last + 1
            elif person is None and word == "," and self._is_name(last + 2) and self._ends_apposition(last + 3):
                person, last = self.tokens[last + 2].text, last + 2
                last += self.tag(last + 1) == ","
            elif (
                person is None
                and word == ","
                and self.tag(last + 2) == "O"
                and is_title(self.tokens[last + 2].data)
                and self._is_name(last + 3)
                and self._ends_apposition(last + 4)
            ):  # "the Foreign Minister, Prince N,"
                person, last = self.tokens[last + 3].text, last + 3
                last += self.tag(last + 1) == ","
            else:
                break
        is_now = self.lower(first - 1) in PRESENTLY and self.tag(first - 2) == "," and self._is_name(first - 3)
        first -= person is None and is_now
        if person is None and self.tag(first - 1) == "," and self._is_name(first - 2) and not self._in_list(first - 2):
            person, first = self.tokens[first - 2].text, first - 2
            last += self.tag(last + 1) == ","
        elif (
            person is None
            and self.lower(first - 1) == "as"
            and self._is_name(first - 2)
            and self.lower(first - 3) != "from"  # "took over from N as ambassador"
        ):
            person, first = self.tokens[first - 2].text, first - 2
        elif person is None and self.tag(first - 1) == "(" and self._is_name(first - 2) and self.tag(last + 1) == ")":
            person, first, last = self.tokens[first - 2].text, first - 2, last + 1
        people = [person] if person else []
        while person is not None and last > i and is_plural(self.tokens[i].lower):
            nxt = last + 1 + (self.tag(last + 1) == ",")
            nxt += self.lower(nxt) in ("and", "&")
            if nxt == last + 1 or not self._is_name(nxt):
                break
            people.append(self.tokens[nxt].text)
            last = nxt
        if len(people) > 1:
            start, end = self.tokens[first].start, self.tokens[last].end
            parties = (
                Party(start, end, states=own, person=clean_person(each), office=office, posted=posted)
                for each, own in zip(people, _each(states, len(people)), strict=True)
            )
            self.put(first, last, tuple(parties))
            return first
        name = clean_person(person) if person else None
        if name and not states:
            states = self.person_state(name)
        is_several = bool(name and states) and self._fellows_of_others(last + 1, office)
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
        if name and is_many and not is_several:
            self._fellows(first, office)
        return first

    def _is_posted(self, i: int) -> bool:
        """Whether "to" and a state stand from token i on: "the envoy accredited *to Peru*"."""
        return self.lower(i) in ("to", "in") and self._sends_to(self.skip(i + 1, 1))

    def _comes_from(self, first: int) -> bool:
        """Whether "from" tells whose envoy it is: not where he is taken from, as in "recalled its envoy from Peru"."""
        before = self.tokens[first - 1] if first else None
        return self.lower(first) not in ("its", "their", "his", "her") and (before is None or before.tag not in "V")

    def _posted_in_cities(self, i: int) -> tuple[tuple[str, ...], int]:
        """The states of the cities from i on: "its ambassadors in Lima, Quito and Bogotá"."""
        cities, last = list(self.tokens[i].data), i
        while True:
            k = last + 1 + (self.tag(last + 1) == ",")
            k += self.lower(k) == "and"
            if k == last + 1 or self.tag(k) != "C":
                return tuple(dict.fromkeys(code for city in cities for code in city_states(city))), last
            cities, last = [*cities, *self.tokens[k].data], k

    def _fellows_of_others(self, k: int, office: str) -> bool:
        """Those who hold the same office of other states: "the Ambassador of A, N, *of B, M* and *of C, L*"."""
        is_any = False
        while True:
            k = self._after_note(k)
            i = k + (self.tag(k) == ",")
            i += 2 if [self.lower(i), self.lower(i + 1), self.lower(i + 2)] == ["as", "well", "as"] else 0
            i += self.lower(i) in ("and", "&", "as")
            state = self.skip(i + 1, 1)
            person = state + 1 + (self.tag(state + 1) == ",")
            is_free = i > k or (0 < k <= len(self.tokens) and self.tokens[k - 1].text.endswith(","))
            is_of = self.lower(i) in ("of", "from") and bool(self.states_at(state))
            if not is_free or not is_of or not self._is_name(person):
                return is_any
            name, states = clean_person(self.tokens[person].text), self.states_at(state)[:1]
            last = person + (person > state + 1 and self.tag(person + 1) == ",")
            start, end = self.tokens[i].start, self.tokens[last].end
            self.put(i, last, (Party(start, end, states=states, person=name, office=office),))
            k, is_any = i + 1, True

    def _after_note(self, k: int) -> int:
        """The place behind a note in brackets at k: "*(non-resident)*"; k where there is none."""
        closing = next((i for i in range(k + 1, k + LONGEST_NOTE) if self.tag(i) == ")"), k)
        return closing + 1 if self.tag(k) == "(" and closing > k else k

    def join_ranks(self) -> None:
        """ "Ambassador N, Minister of Trade of A," is one party: the rank is his, the office tells for whom he acts."""
        i = 0
        while i + 1 < len(self.tokens):
            k = i + 1 + (self.tag(i + 1) == ",")
            if self._has_rank_only(i) and self.tag(k) == "E" and (k > i + 1 or self.tokens[i].text.endswith(",")):
                held = self.tokens[k].data
                if len(held) == 1 and held[0].office and held[0].states and not held[0].person:
                    party = replace(held[0], start=self.tokens[i].start, person=self.tokens[i].data[0].person)
                    self.put(i, k + (self.tag(k + 1) == ","), (party,))
            i += 1

    def _has_rank_only(self, i: int) -> bool:
        """Whether the party at i is somebody with a rank and without a state."""
        if self.tag(i) != "E" or len(self.tokens[i].data) != 1:
            return False
        party: Party = self.tokens[i].data[0]
        return bool(party.person) and not party.states and party.office in RANKS

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
                is_many = is_plural(self.lower(i))
                while self.lower(k - 1) in DASHES or self.lower(k - 1) == "and" or (is_many and self.tag(k - 1) == ","):
                    if self.tag(k - 2) != "J":
                        break
                    states, first, k = (*self.tokens[k - 2].data, *states), k - 2, k - 2
            elif token.tag == "Z" and not states and self.states_at(k - 1):
                return k - 1, self.states_at(k - 1)[:1]
            elif token.tag == "Z" and not states and self.tag(k - 1) == "C" and self._is_of_capital(i):
                seat = capital_of(self.tokens[k - 1].data[0].code)
                return (k - 1, seat) if seat else (first, states)  # "Washington's special envoy"
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

    def _is_of_capital(self, i: int) -> bool:
        """Whether an office that is told by a capital is a state's; ministers of a town that was a state are not."""
        office = self.tokens[i].data
        return heads_post(office) and office != "minister"

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
        i = k
        i += 3 if [self.lower(i), self.lower(i + 1), self.lower(i + 2)] == ["as", "well", "as"] else 0
        while self.lower(i) in LIKEWISE:
            i += 1
        i += self.lower(i) == "accredited"
        return i + 1 if i > k and self.lower(i) in ("to", "in") else k

    def _sends_to(self, i: int) -> bool:
        """Whether a state stands at i that owns nothing: not "to *Fiji's* neighbour Vanuatu"."""
        return bool(self.states_at(i)) and self.tag(i + 1) != "Z"

    def _in_list(self, i: int) -> bool:
        k = i - 2 - (self.tag(i - 2) == "," and self.tag(i - 1) == "K")
        if self.tag(k) == "E" and not any(party.person or party.office for party in self.tokens[k].data):
            return False  # "at the General Assembly of the UN, N, Minister of Trade": who is named is the first
        if self.tag(k) == "E" and len(self.tokens[k].data) == 1 and self._is_held(self.tokens[k].data[0]):
            return False  # "A, Minister of Justice, and B, Minister of Trade": each with his own
        return self.tag(i - 1) in ",K" and self.tag(i - 2) in "QPE"

    def _is_held(self, party: Party) -> bool:
        return bool(party.person and party.office)

    def _government(self, i: int) -> int:
        return i if self.lower(i) in self.english.governments else 0
