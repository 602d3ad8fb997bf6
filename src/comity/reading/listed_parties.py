"""Parties that stand in a list, one party: "A, B and C"; a name and an office with a dash between."""

from __future__ import annotations

from dataclasses import replace

from comity.reading.english import VerbForm
from comity.reading.party import Chunks, Group, Party
from comity.reading.registry import is_organisation
from comity.reading.tokens import DASHES


class ListChunks(Chunks):
    """The members of a list joined."""

    def join_groups(self) -> None:
        """ "A, B and C" is one token."""
        i = 0
        while i < len(self.tokens):
            if self.tokens[i].tag in "EC":
                while self._join_next(i):
                    pass
            i += 1

    def _join_next(self, i: int) -> bool:
        k = self._behind_aside(i)
        comma = self.tag(k) == "," or self.tokens[i].text.endswith(",")  # an apposition has taken its own
        k += self.tag(k) == ","
        k += 2 * self.is_as_well_as(k)
        conjunction = self.lower(k) in ("and", "&", "as", "or", "plus") and self.tag(k) != "E"
        k += conjunction
        if self.lower(k) in DASHES and not comma and not conjunction:
            if self._join_name(i, k + 1):
                return True
            k += 1
            conjunction = True
        if not (comma or conjunction or k > i + 1):
            return False
        k = self.skip(k, 1)
        if self.lower(k) in ("with", "between", "of", "both") and conjunction and self.tag(k + 1) == self.tag(i):
            k += 1
        if self.tag(k) != self.tag(i) or not self._are_alike(i, k):
            return False
        is_list = not comma or conjunction or self._list_goes_on(k) or self._ends_bare(i, k)
        if not is_list and not self._is_headline(i, k):
            return False
        if comma and not conjunction and self._tells_members(i, k):
            return False
        if self.tag(i) == "E" and self.tag(k + 1) in "VX" and self._has_verb_before(i):
            return False
        group = (*self.tokens[i].data, *self.tokens[k].data)
        self.put(i, k, group, self.tag(i))
        return True

    def join_examples(self) -> None:
        """ "in 22 countries, including *A and B*": of the many, those who are named; a sum is that of all of them."""
        if any(token.tag == "M" and token.data.amount.unit.isupper() for token in self.tokens):
            return
        for i in range(len(self.tokens) - 1, 2, -1):
            many = self._many_before(i) if self.tag(i) == "E" else 0
            first = many
            is_counted = self.tag(many) == "M"
            while first and first > many - LONGEST_COUNT and self.tag(first - 1) in ("T" if is_counted else "TMWQJ"):
                first -= 1
            if self.lower(first - 2) == "number" and self.tag(first - 1) == "I":
                first -= 2 + (self.tag(first - 3) == "T")  # "with a number of states, among them"
            if first and self.tag(first - 1) == "I" and self.lower(first - 1) not in ("by", "between", "among"):
                self.tokens[first : i + 1] = [replace(self.tokens[i], start=self.tokens[first].start)]

    def _many_before(self, i: int) -> int:
        """Where the many are named of whom those at token i are some; 0 where none are."""
        pair = (self.lower(i - 2), self.lower(i - 1))
        opening = i - 2 if pair in EXAMPLES else i - 1 if self.lower(i - 1) in ("including", "like") else 0
        many = opening - 1 - (self.tag(opening - 1) == ",")
        is_many = self.lower(many).rpartition(" ")[2] in ("countries", "states", "nations")
        return many if opening and is_many and self.tag(many) in "MW" else 0

    def _join_name(self, i: int, k: int) -> bool:
        """Join a name and an office with a dash between: "*Ana Ruiz – Ambassador to Peru*"."""
        sides = [self.tokens[n].data for n in (i, k) if self.tag(n) == "E" and len(self.tokens[n].data) == 1]
        for (name,), (office,) in (sides, sides[::-1]) if len(sides) == 2 else ():
            if name.person and not name.office and office.office and not office.person:
                states = office.states or name.states
                self._put_person_in(i, k, replace(office, person=name.person, states=states, is_sure=True))
                return True
        return False

    def _put_person_in(self, first: int, last: int, party: Party) -> None:
        start, end = self.tokens[first].start, self.tokens[last].end
        self.put(first, last, (replace(party, start=start, end=end),))

    def _behind_aside(self, i: int) -> int:
        """The place behind what stands in brackets at a state and only says what it is or which city of it is meant, if
        a list goes on there: "Peru *(Lima)*, Aruba *(a Dutch island)*, and Haiti"."""
        k = i + 1
        if self.tag(k) != "(" or not self._is_plain(i):
            return k
        close = next((n for n in range(k + 1, k + 10) if self.tag(n) not in "TJWIQAC"), k)
        goes_on = self.tag(close) == ")" and (self.tag(close + 1) in ",.;^" or self.lower(close + 1) == "and")
        return close + 1 if goes_on and close > k + 1 else k

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
        same, aside = self.tag(k), 0
        for j in range(self._behind_aside(k), min(k + 60, len(self.tokens))):
            if self.tag(j) == "(" and (behind := self._behind_aside(j - 1)) > j:
                aside = behind
            if j < aside:
                continue
            if self.lower(j) in ("and", "&", "or") or self.is_as_well_as(j):
                j += 2 * self.is_as_well_as(j)
                k = self.skip(j + 1, 1)
                return self.tag(k) == same or self.lower(j + 1) in FURTHER or self.lower(k) in FURTHER
            if self.tag(j) not in (",", same, "T", "K") and self.lower(j) not in self.english.light:
                return False
        return False

    def _ends_bare(self, i: int, k: int) -> bool:
        """Whether three or more states end the sentence without "and": "joined *the ADB, the WTO, the IMF*"."""
        if self.tag(i) != "E" or not (self._is_plain(i) and self._is_plain(k)):
            return False
        count, j = len(self.tokens[i].data) + 1, k + 1
        while self.tag(j) == "," and self._is_plain(n := self.skip(j + 1, 1)):
            count, j = count + 1, n + 1
        j += 3 if self.tag(j) + self.tag(j + 1) + self.tag(j + 2) == "(E)" else 0
        return count > 2 and self.tag(j) in ".^"

    def _is_plain(self, i: int) -> bool:
        """Whether states or organisations stand at token i, and nobody who acts for them."""
        group: Group = self.tokens[i].data if self.tag(i) == "E" else ()
        return bool(group) and all(one.states and not (one.person or one.office or one.pronoun) for one in group)

    def _is_headline(self, i: int, k: int) -> bool:
        """Whether two states open a headline that tells what both do: "Peru, Chile sign pact"."""
        form = self.tokens[k + 1].data if self.tag(k + 1) == "V" else None
        does = isinstance(form, VerbForm) and "base" in form.forms and not form.forms & {"third", "past", "participle"}
        parties = [party for j in (i, k) for party in self.tokens[j].data]
        return i == 0 and does and all(party.states and not party.person for party in parties)

    def _tells_members(self, i: int, k: int) -> bool:
        """Whether an organisation is named for its members, who follow: "As members of O, A and B"."""
        before = i - 1 - (self.tag(i - 1) == "T")
        is_named = self.lower(before) == "of" and self.lower(before - 1).split()[-1:] in MEMBERS
        are_bodies = all(map(is_organisation, self.states_at(k)))
        return is_named and len(self.tokens[i].data) == 1 and not are_bodies

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


LONGEST_COUNT = 5  # so many words at most say how many they are: "some 20 other European countries"
EXAMPLE_WORDS = frozenset(("including", "like", "such", "them"))
EXAMPLES = (("such", "as"), ("among", "them"), ("amongst", "them"))
MEMBERS = (["member"], ["members"], ["states"], ["founders"])
FURTHER = frozenset(("further", "other", "others", "many", "several"))  # how a list ends that is not whole
CLAUSAL = frozenset({"after", "before", "since", "until", "that", "when", "once"})  # what stands before a clause
