"""Offices with their states, people and posts, each one party: "the Turkish Foreign Minister, Ahmet Davutoğlu,"."""

from __future__ import annotations

from dataclasses import replace

from comity.reading.held_offices import Held, HolderChunks, is_plural
from comity.reading.names_of_people import clean_person
from comity.reading.party import Party
from comity.reading.registry import capital_of, heads_post, may_hold, state_of_office
from comity.reading.tokens import DASHES

PRESENTLY = frozenset("presently currently now".split())
# Offices that are also a rank, held beside the office that tells what one does.
RANKS = frozenset({"ambassador", "general", "prince", "princess"})
LONGEST_NOTE = 10


def _each(states: tuple[str, ...], count: int) -> list[tuple[str, ...]]:
    """The states of each of so many people: in order where there are as many, else all of them."""
    return [(code,) for code in states] if len(states) == count else [states] * count


class OfficeChunks(HolderChunks):
    """The parties that an office heads."""

    def join_titles(self) -> None:
        """ "HRH Prince" is one title."""
        for i in range(len(self.tokens) - 2, -1, -1):
            if self.tag(i) != "Q" or self.tag(i + 1) not in "OC":
                continue
            if clean_person(self.tokens[i].text):
                if self._is_surname(i + 1):
                    self.put(i, i + 1, None, "Q")
            elif self.tag(i + 1) == "O":
                self.put(i, i + 1, self.tokens[i + 1].data, "O")

    def _is_surname(self, i: int) -> bool:
        """Whether an office or a city is the surname of him whose office stands before it: "Ambassador Adam *King*"."""
        name = self.tokens[i]
        is_named = self.tag(i - 2) == "O" and not is_plural(self.lower(i - 2)) and name.text.istitle()
        is_office = self.tag(i) == "O" and (" " in name.text or heads_post(name.data) or name.data == "minister")
        return is_named and not is_office and self.tag(i + 1) not in "QO"

    def join_offices(self) -> None:
        """Each office with what belongs to it becomes one party."""
        i = 0
        while i < len(self.tokens):
            if self.tokens[i].tag == "O":
                i = self._office(i)
            i += 1

    def _office(self, i: int) -> int:
        """The office at token i with what is told of it as one party; where that begins."""
        term, held = self.tokens[i].text, self._begin(i)
        self.take_on(held)
        held.states = held.states or state_of_office(term)
        if held.is_done:
            return held.first
        self._take_name_before(held)
        people = self._people(held, is_list=held.last > i and is_plural(self.tokens[i].lower))
        start, end = self.tokens[held.first].start, self.tokens[held.last].end
        told = Party(start, end, states=held.states, office=held.office, posted=held.posted)
        if len(people) > 1:
            each = zip(people, _each(held.states, len(people)), strict=True)
            parties = [replace(told, states=own, person=clean_person(name)) for name, own in each]
            self.put(held.first, held.last, tuple(parties))
            return held.first
        name = clean_person(held.person) if held.person else None
        if name and not held.states:
            held.states = self.person_state(name) if may_hold(name, held.office) else ()
        is_several = bool(name and held.states) and self._fellows_of_others(held.last + 1, held.office)
        self.put(held.first, held.last, (replace(told, states=held.states, person=name, city=held.city),))
        if name and held.is_many and not is_several:
            self._fellows(held.first, held.office)
        return held.first

    def _begin(self, i: int) -> Held:
        """The office at token i, with those that are joined to it and the states before it."""
        first, states = self._before_office(i)
        last = i
        while self.tag(last + 1) == "O" or (self.lower(last + 1) in ("and", "-") and self.tag(last + 2) == "O"):
            last += 1 if self.tag(last + 1) == "O" else 2
        return Held(first, last, self.tokens[i].data, is_plural(self.lower(last)), states)

    def _take_name_before(self, held: Held) -> None:
        """Who holds the office, named before it: "*N*, Minister of A", "*N* as ambassador", "*N* (Minister of A)"."""
        first, last = held.first, held.last
        if held.person is not None:
            return
        first -= self.lower(first - 1) in PRESENTLY and self.tag(first - 2) == "," and self._is_name(first - 3)
        if self.tag(first - 1) == "," and self._is_name(first - 2) and not self._in_list(first - 2):
            held.person, first = self.tokens[first - 2].text, first - 2
            last += self.tag(last + 1) == ","
        elif self.lower(first - 1) == "as" and self._is_name(first - 2) and self.lower(first - 3) != "from":
            held.person, first = self.tokens[first - 2].text, first - 2  # not "took over from N as ambassador"
        elif self.tag(first - 1) == "(" and self._is_name(first - 2) and self.tag(last + 1) == ")":
            held.person, first, last = self.tokens[first - 2].text, first - 2, last + 1
        held.first, held.last = first, last

    def _people(self, held: Held, *, is_list: bool) -> list[str]:
        """Who holds the office; of several those after the first are taken in: "Ministers N, M *and P*"."""
        people = [held.person] if held.person else []
        while people and is_list:
            nxt = held.last + 1 + (self.tag(held.last + 1) == ",")
            nxt += self.lower(nxt) in ("and", "&")
            is_of_another = self.lower(nxt + 1) == "of" and bool(self.states_at(self.skip(nxt + 2, 1)))
            if nxt == held.last + 1 or not self._is_name(nxt) or (is_of_another and held.states):
                break  # "Ministers N of A and *M of B*"
            people.append(self.tokens[nxt].text)
            held.last = nxt
        return people

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
            elif (
                token.lower in self.english.light
                or (token.tag == "A" and self.lower(k - 1) == "newly")
                or (
                    token.tag == "W"
                    and self.lower(k + 1) not in ("of",)
                    and token.lower.endswith(("-elect", "ian", "ese", "ish"))
                )
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

    def _in_list(self, i: int) -> bool:
        k = i - 2 - (self.tag(i - 2) == "," and self.tag(i - 1) == "K")
        if self.tag(k) == "E" and not any(party.person or party.office for party in self.tokens[k].data):
            return False  # "at the General Assembly of the UN, N, Minister of Trade": who is named is the first
        if self.tag(k) == "E" and len(self.tokens[k].data) == 1 and self._is_held(self.tokens[k].data[0]):
            return False  # "A, Minister of Justice, and B, Minister of Trade": each with his own
        return self.tag(i - 1) in ",K" and self.tag(i - 2) in "QPE"

    def _is_held(self, party: Party) -> bool:
        return bool(party.person and party.office)
