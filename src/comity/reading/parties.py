"""Who acts: tokens of names, offices and people joined into parties, each one token E.

"the Turkish Foreign Minister, Ahmet Davutoğlu," is one party: an office, its state, a person. Which state a bare "he",
"the two countries" or "President Smith" stands for is left to `context`, which knows the document.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from comity.names.offices import find_office
from comity.reading.apposed_parties import ApposedChunks
from comity.reading.delegation_parties import DelegationChunks
from comity.reading.english import English
from comity.reading.host_parties import COUNTERPARTS, HostChunks
from comity.reading.listed_parties import EXAMPLE_WORDS, ListChunks
from comity.reading.ministry_parties import MinistryChunks, ends_in_ministry
from comity.reading.names_of_people import clean_person, is_addressed, looks_like_name
from comity.reading.office_parties import OfficeChunks
from comity.reading.party import Group, Party
from comity.reading.place_parties import PlaceChunks
from comity.reading.realms import CHIEFS
from comity.reading.registry import capital_of, city_states, lies_in
from comity.reading.tokens import DASHES, Token


def find_parties(
    tokens: Sequence[Token],
    english: English,
    person_state: Callable[[str], tuple[str, ...]],
    is_known: Callable[[str], bool],
) -> list[Token]:
    """The tokens with every party as one token E, its data a `Group`."""
    chunker = _Chunker(list(tokens), english, person_state, is_known)
    return chunker.run()


class _Chunker(OfficeChunks, MinistryChunks, DelegationChunks, ApposedChunks, PlaceChunks, ListChunks, HostChunks):
    def run(self) -> list[Token]:
        tags = {token.tag for token in self.tokens}
        words = {token.lower for token in self.tokens}
        if "C" in tags:
            self.join_places()
        if "capital" in words:
            self.join_capitals()
        if "while" in words or "since" in words:
            self.open_asides()
        if "newly" in words:
            self.join_newly()
        self.join_states()
        if "O" in tags or not words.isdisjoint(CHIEFS):
            self.join_titles()
            self.join_heads()
            self.join_chiefs()
            self.join_offices()
            self.join_ranks()
        self.join_people()
        if "(" in tags:
            self.drop_states()
            self.drop_seats()
        self.join_homes()
        if not words.isdisjoint(SUCCESSORS):
            self.join_successors()
        if any(map(ends_in_ministry, words)):
            self.join_ministries()
        self.join_delegations()
        self.join_governments()
        self.join_counterparts()
        if not words.isdisjoint(COUNTERPARTS):
            self.join_hosts()
        if not words.isdisjoint(FOR_STATES):
            self.join_regions()
        if "N" in tags or "guest" in words:
            self.join_pronouns()
        self.join_groups()
        if not words.isdisjoint(EXAMPLE_WORDS):
            self.join_examples()
        self.join_named()
        return self.tokens

    def _is_quantified(self, i: int) -> bool:
        """Whether the members of the organisation at token i are so many, and not the organisation itself."""
        if "one" in (self.lower(k) for k in range(i - 5, i)):
            return False  # "is one of only seven UN members"
        if self.lower(i - 1) == "fellow" and not self.lower(i + 1).startswith("member"):
            return False  # "as fellow Commonwealth countries"
        return self.lower(i - 1) in QUANTIFIERS or self.tag(i - 1) == "M" or self.lower(i - 1).isdigit()

    def join_states(self) -> None:
        """Mentions of states and organisations become parties."""
        for i, token in enumerate(self.tokens):
            if token.tag == "G" and self.lower(i + 1).startswith(ITS_MEMBERS) and self._is_quantified(i):
                token.tag, token.data = "W", None  # "with all UN member states", "several Commonwealth nations"
            elif token.tag == "G" and self.lower(i - 2) == "foreign" and self.lower(i + 1) == "office":
                token.tag, token.data = "W", None  # "the Foreign and Commonwealth Office" is a ministry
            elif token.tag in "SG":
                token.tag, token.data = "E", (Party(token.start, token.end, states=token.data),)
            elif token.tag == "B":
                token.tag, token.data = "E", (Party(token.start, token.end, pronoun=token.data),)
        for i in [k - 1 for k, token in enumerate(self.tokens) if token.lower == "of"][::-1]:
            is_form = (self.tag(i) == "E" and self.lower(i).endswith(FORMS)) or (
                self.tag(i) == "Q" and self.lower(i) in UNIONS
            )
            if is_form and self._is_bare(i + 2):
                self.put(i, i + 2, self.tokens[i + 2].data)  # "the People's Republic of Angola" is not China

    def _is_bare(self, i: int) -> bool:
        """Whether a state stands at token i by its own name, without an article."""
        return self.tag(i) == "E" and len(self.states_at(i)) == 1 and self.tokens[i].data[0].pronoun is None

    def join_people(self) -> None:
        for i, token in enumerate(self.tokens):
            if token.tag == "P":
                title, _, rest = token.text.partition(" ")
                office = find_office(title) if rest else None  # "King Harald V" is listed by that name
                name = clean_person(token.text if office is None else rest)
                states = self.person_state(token.data or name) or self.person_state(name)
                held = None if office is None else office.office
                party = Party(token.start, token.end, states=states, person=name, office=held)
                token.tag, token.data = "E", (party,)
            elif token.tag == "Q":
                name = clean_person(token.text)
                if self.is_known(name):
                    token.tag, token.data = (
                        "E",
                        (Party(token.start, token.end, states=self.person_state(name), person=name),),
                    )
                elif (looks_like_name(token.text) or is_addressed(token.text)) and not self._names_thing(i):
                    token.tag, token.data = "E", (Party(token.start, token.end, person=name, is_sure=False),)

    def drop_states(self) -> None:
        """ "Embassies in Lima (Peru), Accra (Ghana) and": in which state a city lies is told in brackets."""
        cities = [i for i, token in enumerate(self.tokens) if token.tag == "C" and len(token.data) == 1]
        told = [(i, self.skip(i + 2, 1)) for i in cities if self._is_bracketed(i)]
        told = [(i, k) for i, k in told if lies_in(self.tokens[i].data[0].code, self.states_at(k)[0])]
        for i, state in told[::-1] if len(told) > 1 else ():
            self.put(i, state + 1, self.tokens[i].data, "C")

    def drop_seats(self) -> None:
        """ "Ana Ruiz of Peru (based in Lima) and": where somebody sits is told in brackets, which part no list."""
        for i in range(len(self.tokens) - 4, 0, -1):
            if self.tag(i) != "(" or self.lower(i + 1) not in SEATED or self.tag(i - 1) != "E":
                continue
            close = next((k for k in range(i + 2, min(i + 9, len(self.tokens))) if self.tag(k) in ")EDM"), None)
            if close is not None and self.tag(close) == ")":
                self.put(i - 1, close, self.tokens[i - 1].data)

    def join_homes(self) -> None:
        """ "Ana Ruiz of Peru" is Peru's, and so is each of "Ana Ruiz (Peru), Omar Saleh (Jordan)"."""
        for i in range(len(self.tokens) - 4, -1, -1):
            if self.tokens[i + 1].tag == "(" and self._is_named_official(i) and self._is_bracketed(i):
                self._join_home(i, self.skip(i + 2, 1), self.skip(i + 2, 1) + 1)
        people = [i for i in self._only_named() if i < len(self.tokens) - 1]
        if not people:
            return
        for i in people[::-1]:
            is_of = self.lower(i + 1) == "of" or (self.lower(i + 1) == "from" and self._is_addressed(i))
            if is_of and self._home_at(end := self.skip(i + 2, 1)):
                self._join_home(i, end, end)
        bracketed = [i for i in self._only_named() if i < len(self.tokens) - 3 and self._is_bracketed(i)]
        for i in bracketed[::-1] if len(bracketed) > 1 else ():
            self._join_home(i, self.skip(i + 2, 1), self.skip(i + 2, 1) + 1)

    def _is_addressed(self, i: int) -> bool:
        """Whether a title stands before the name at token i: "H.E. Ana Ruiz from Peru"."""
        return self.tag(i) in "EQ" and clean_person(self.tokens[i].text) != " ".join(self.tokens[i].text.split())

    def _home_at(self, i: int) -> bool:
        """Whether one state stands at token i, which owns nothing that follows: "Ana Ruiz of *Peru*"."""
        return self._is_bare(i) and not self.tokens[i].data[0].office and self.tag(i + 1) != "Z"

    def _is_bracketed(self, i: int) -> bool:
        """Whether a state stands in brackets and nothing else behind token i."""
        if self.tag(i + 1) != "(":
            return False
        end = self.skip(i + 2, 1)
        return self._home_at(end) and self.tag(end + 1) == ")"

    def _join_home(self, i: int, home: int, last: int) -> None:
        self.put(i, last, (replace(self.tokens[i].data[0], states=self.states_at(home)),))

    def join_successors(self) -> None:
        """ "Her predecessor, N," is one party, whose office is hers."""
        i = 1
        while i < len(self.tokens):
            k = i + 1 + (self.tag(i + 1) == ",")
            if self.lower(i) in SUCCESSORS and self.tag(k) == "E" and self.tag(i - 1) in "TZ":
                group = self.tokens[k].data
                if len(group) == 1 and group[0].person and not group[0].states:
                    first = i - 1 if self.tag(i - 1) == "T" else i - 2
                    self.put(first, k + (k > i + 1 and self.tag(k + 1) == ","), (replace(group[0], is_sure=True),))
                    i = first
            i += 1

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
        governments, i = self.english.governments, 0
        while i < len(self.tokens):
            token = self.tokens[i]
            if token.tag == "E" and self._is_seated(i):
                self._seated_party(i)
            elif token.tag in "WQ" and token.lower.rsplit(" ", 1)[-1] in governments:
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
                elif k == i - 1 and self.tag(k) == "E" and self.tokens[k].text.isupper() and self.states_at(k):
                    self.put(k, i, self.tokens[k].data)  # "the UK Government"
                    i = k
                elif self.tag(k) == "Z" and self.states_at(k - 1):
                    self.put(k - 1, i, self.tokens[k - 1].data)
                    i = k - 1
                elif self._is_of_state(i, k) and self.states_at(self.skip(i + 2, 1)):
                    end = self.skip(i + 2, 1)
                    self.put(i, end, self.tokens[end].data)
                elif token.lower in self.english.ruling and self.lower(i + 1) == "in" and self.tag(i + 2) in "EC":
                    self._seated_party(i)
                elif token.lower in REGIMES and self.tag(i - 1) in "QPE" and self.lower(i - 2) == "the":
                    self._named_regime(i)
            i += 1

    def _is_seated(self, i: int) -> bool:
        """Whether "the government", of whom it is not told whose, stands at token i before a capital."""
        token = self.tokens[i]
        if token.data[0].pronoun != "focus" or self.lower(i + 1) != "in" or self.tag(i + 2) != "C":
            return False
        return token.lower.split()[-1] in self.english.ruling and bool(capital_of(self.tokens[i + 2].data[0].code))

    def _is_of_state(self, i: int, k: int) -> bool:
        """Whether the words after token i tell whose the government, the troops are; `k` is before their phrase. What
        comes from a state is its own where nothing takes it from there: not in "withdrew officers from Mali"."""
        following = self.lower(i + 1)
        if following == "from":
            is_taken = self.tag(k) == "V" and self.tokens[k].data is not None and self.tokens[k].data.lemma in TAKING
            return self.lower(i).startswith("counterpart") or (self.tag(k) in "^IK,MV" and not is_taken)
        return following == "of"

    def _named_regime(self, i: int) -> None:
        """ "the Assad regime": the state of who rules, where he is known, else the one that is spoken of."""
        if self.tag(i - 1) == "E" and not self.tokens[i - 1].data[0].person:
            return
        states = self.states_at(i - 1) or self.person_state(self.tokens[i - 1].text)
        start, end = self.tokens[i - 1].start, self.tokens[i].end
        self.put(i - 1, i, (Party(start, end, states=states, pronoun=None if states else "focus"),))

    def _seated_party(self, i: int) -> None:
        """ "the authorities in Kinshasa": the state of the capital."""
        place = self.tokens[i + 2]
        if place.tag == "E":
            states = self.states_at(i + 2)
        else:
            states = tuple(code for city in place.data for code in city_states(city))[:1]
        if len(states) == 1:
            self.put(i, i + 2, (Party(self.tokens[i].start, place.end, states=states),))

    def _adjective_party(self, k: int, last: int) -> None:
        while self.tag(k - 1) == "J":
            k -= 1  # "the Armenian Soviet Republic" is Armenia's
        codes, first = [self.tokens[k].data], k
        while (self.lower(first - 1) in DASHES or self.lower(first - 1) in ("and", ",")) and self.tag(first - 2) == "J":
            first -= 2
            codes.insert(0, self.tokens[first].data)
        start, end = self.tokens[first].start, self.tokens[last].end
        self.put(first, last, tuple(Party(start, end, states=code) for code in codes))

    def join_counterparts(self) -> None:
        """ "her Kenyan counterpart N", "his counterpart from Kenya, N," and "Kenya's N" are N, who acts for Kenya."""
        if not self._only_named():
            return
        i = 0
        while i < len(self.tokens):
            states, k = self._head_of_name(i)
            is_apart = self.tag(k) == ","
            k += is_apart
            if states and self._is_only_named(k) and (not is_apart or self.tag(k + 1) in ",.)^;V"):
                self._put_person(i, k, k, states)
            elif self._is_person_of(i):
                self._put_person(i, i + 1, i + 3, self.states_at(i + 3))
            i += 1

    def _is_person_of(self, i: int) -> bool:
        """ "counterpart N of Kenya"."""
        is_named = self.lower(i) in self.english.person_words and self._is_only_named(i + 1)
        return is_named and self.lower(i + 2) in ("of", "from") and self._is_bare(i + 3)

    def _put_person(self, first: int, name: int, last: int, states: tuple[str, ...]) -> None:
        self._put_person_in(first, last, replace(self.tokens[name].data[0], states=states, is_sure=True))

    def _head_of_name(self, i: int) -> tuple[tuple[str, ...], int]:
        """The states for which he acts who is named at the place behind; none where none is told."""
        words = self.english.person_words
        if self.tag(i) == "J" and self.lower(i + 1) in words:
            return self.tokens[i].data, i + 2
        if self.lower(i) in words and self.lower(i + 1) in ("of", "from") and self._is_bare(i + 2):
            return self.states_at(i + 2), i + 3
        if self.tag(i) != "E" or len(self.tokens[i].data) != 1 or self.tokens[i].data[0].person is not None:
            return (), i
        if self.tag(i + 1) == "Z":
            k = i + 2
            while self.tag(k) == "W" and self.lower(k) in self.english.light:
                k += 1
            return self.states_at(i), k + (self.lower(k) in words)
        spoken = self.lower(i).split()
        is_person = spoken[-1] in words or (len(spoken) > 2 and spoken[0] in words)
        return (self.states_at(i), i + 1) if is_person else ((), i)

    def _only_named(self) -> list[int]:
        return [i for i, token in enumerate(self.tokens) if token.tag == "E" and self._is_only_named(i)]

    def _is_only_named(self, i: int) -> bool:
        """Whether a person stands at token i of whom nothing else is said."""
        group: Group = self.tokens[i].data if self.tag(i) == "E" else ()
        return len(group) == 1 and group[0].person is not None and not group[0].states and group[0].office is None

    def _is_named_official(self, i: int) -> bool:
        """Whether somebody stands at token i by name and office, of whom no state is told."""
        group: Group = self.tokens[i].data if self.tag(i) == "E" else ()
        return len(group) == 1 and bool(group[0].person and group[0].office and not group[0].states)

    def join_regions(self) -> None:
        """ "The Andean nation", "the Pacific island state": a state of which is told only where it lies."""
        for i in range(len(self.tokens) - 3, -1, -1):
            end = i + 2 + (self.lower(i + 2) == "island")
            is_told = self.lower(i) == "the" and self.tag(i + 1) == "Q" and self.tokens[i + 1].text.isalpha()
            if is_told and self.lower(end) in FOR_STATES and self.tag(end) == "W" and self.lower(end + 1) != "of":
                self.put(i, end, (Party(self.tokens[i].start, self.tokens[end].end, pronoun="region"),))

    def join_pronouns(self) -> None:
        for i, token in enumerate(self.tokens):
            is_guest = token.lower == "guest" and self.lower(i - 1) == "the" and self.tag(i + 1) in "VX,;.A"
            if is_guest or (token.tag == "N" and token.lower in PRONOUNS):
                token.tag, token.data = "E", (Party(token.start, token.end, pronoun=PRONOUNS[token.lower]),)


SEATED = frozenset(
    "based stationed resident residing residence seated non-resident nonresident concurrently with".split()
)
# Verbs after which "from" tells whence: "withdrew troops from A".
TAKING = frozenset(
    "withdraw pull remove evacuate expel recall return oust drive push bring receive move take transfer come".split()
)
REGIMES = frozenset(("regime", "junta"))  # what is named after who rules
SUCCESSORS = frozenset(("predecessor", "successor"))  # who held an office before or after the one spoken of
FORMS = ("people's republic", "people’s republic", "federal republic")
ITS_MEMBERS = ("member", "nations", "countries", "states")
QUANTIFIERS = frozenset("all most many several some other fellow few each every majority".split())
UNIONS = frozenset(
    "federation confederation union commonwealth sultanate emirate principality republic kingdom".split()
)
# What stands for a state that is not named: "the Andean nation", "the island".
FOR_STATES = frozenset("country nation state republic kingdom emirate sultanate island islands".split())
PRONOUNS = {
    "it": "it", "itself": "it", "they": "they", "we": "we", "he": "he", "she": "he", "him": "he", "guest": "guest",
}  # fmt: skip
