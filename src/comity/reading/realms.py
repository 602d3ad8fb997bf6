"""What an office is for: "Minister of Energy, Mines and Water of Mali", "head of the Foreign Ministry of Peru"."""

from __future__ import annotations

from comity.names.people import is_given_name
from comity.reading.names_of_people import clean_person, looks_like_name, names_thing
from comity.reading.party import Chunks
from comity.reading.registry import heads_post
from comity.reading.tokens import Token

# What is led, and the office of who leads it.
HEADED = {
    **dict.fromkeys(
        ("diplomacy", "foreign ministry", "foreign office", "mfa", "foreign affairs", "external relations"),
        "foreign_minister",
    ),
    **dict.fromkeys(("state",), "head_of_state"),
    **dict.fromkeys(("government", "cabinet"), "head_of_government"),
    "parliament": "speaker",
}
CHIEFS = frozenset("head heads chief chiefs".split())
HOUSES = frozenset("embassy legation consulate mission".split()) | {
    "high commission", "consulate general", "consulate-general", "permanent mission", "diplomatic mission",
}  # fmt: skip
# The words that join what an office is for, and how many words that may be.
REALMS = frozenset(("of", "for", "in", "at", "on"))
LONGEST_REALM = 16
# In what body an office is held, and what joins the words of its name.
BODIES = frozenset(
    "assembly parliament senate congress house chamber duma knesset majlis ministry department office council".split()
)
JOINING = frozenset(("of", "and", "for", "&", "the"))


class RealmChunks(Chunks):
    """The words behind an office that tell for what and for whom it is held."""

    def join_heads(self) -> None:
        """ "The head of Peruvian diplomacy", "head of the Foreign Ministry of Peru": who leads it has an office."""
        for i in range(len(self.tokens) - 3, -1, -1):
            if self.lower(i) not in ("head", "chief") or self.lower(i + 1) != "of" or self.tag(i) == "O":
                continue
            k = self.skip(i + 2, 1)
            is_told = self.tag(k) == "J"  # whose it is stands before it
            end = k + is_told
            if [self.lower(end), self.lower(end + 1)] == ["ministry", "of"]:
                end += 2
            office = HEADED.get(self.lower(end))
            if office is None or (not is_told and office in ("speaker", "head_of_government", "head_of_state")):
                continue
            self.put(k + is_told, end, office, "O")
            if is_told:
                self.put(i, k, self.tokens[k].data, "J")
            else:
                self.put(i, k, office, "O")

    def join_chiefs(self) -> None:
        """ "Heads of the Hungarian legation", "Head of Mission at Peru's embassy": the office, and whose it is."""
        for i in range(len(self.tokens) - 4, -1, -1):
            is_office = self.tag(i) == "O" and heads_post(self.tokens[i].data)
            if not (is_office or self.lower(i) in CHIEFS) or self.lower(i + 1) not in ("of", "at", "in"):
                continue
            k = self.skip(i + 2, 1)
            own = self.tokens[k].data if self.tag(k) == "J" else self.states_at(k) if self.tag(k + 1) == "Z" else ()
            end = k + 1 + (self.tag(k) == "E")
            while self.lower(end) in self.english.light:
                end += 1
            if not own or self.lower(end) not in HOUSES:
                continue
            whose = self.tokens[k]
            self.put(i, end, self.tokens[i].data if is_office else "representative", "O")
            self.tokens.insert(i, Token(self.tokens[i].start, self.tokens[i].start, whose.text, "J", own))

    def _portfolio_end(self, i: int, *, is_held: bool) -> int | None:
        """Where the words end that go on with what an office is for: "of Foreign Affairs and *Cooperation* of A".

        Where the state is known (`is_held`), a name behind a comma ends them: "A's Minister … and *Trade*, N,".
        """
        k = i
        while self.tag(k) in "QWH" and self.tokens[k].text[0].isupper() and k < i + 4:
            k += 1
        if is_held:
            is_named = k > i and self.lower(k) == "," and self._is_name(k + 1) and self._ends_apposition(k + 2)
            return k - 1 if is_named else None
        is_of = k > i and self.lower(k) == "of" and bool(self.states_at(self.skip(k + 1, 1)))
        return k - 1 if is_of else None

    def _realm_end(self, i: int, *, is_list: bool, is_many: bool) -> int | None:
        """Where the state stands behind all that an office is for: "Minister of *Energy, Mines and Water of Mali*",
        "Director of the *Asia Department of the Ministry of Trade of Oman*". What begins with a comma is a list."""
        k, has_and = i, False
        if is_many or not (is_list or self.lower(i) in REALMS):
            return None
        while k < i + LONGEST_REALM:
            n = self.skip(k + 1, 1) if self.lower(k) in REALMS else k + 1
            if self.lower(k) == "of" and self.states_at(n) and k > i + 1:
                is_own = len(self.tokens[n].data) == 1 and self.tokens[n].data[0].person is None
                return n if is_own and (has_and or not is_list) and self.tag(n + 1) != "Z" else None
            is_joint = self.lower(k) in REALMS or self.tag(k) in ",K"
            has_and = has_and or self.tag(k) == "K"
            n = n if is_joint else k
            word = self.tokens[n].text if n < len(self.tokens) else ""
            if self.tag(n) not in "QWH" or not word[:1].isupper() or is_given_name(word.split()[0]):
                return None
            k = n + 1
        return None

    def _body_end(self, i: int) -> int | None:
        """Where the name ends of what a state's adjective tells whose it is: "of the *Kenyan National Assembly*"."""
        k = self.skip(i + 1, 1)
        is_owned = bool(self.states_at(k)) and self.tag(k + 1) == "Z"  # "of Kenya's National Assembly"
        if self.lower(i) not in REALMS or not (self.tag(k) == "J" or is_owned):
            return None
        first = k + is_owned
        k = first + 1
        while k < i + LONGEST_REALM and (
            self.tag(k) in "QH" or self.lower(k) in BODIES or (k > first + 1 and self.lower(k) in JOINING)
        ):
            k += 1
        while self.lower(k - 1) in JOINING:
            k -= 1
        words = {word for n in range(first + 1, k) for word in self.lower(n).split()}
        return k - 1 if words & BODIES else None

    def _name_behind_body(self, i: int) -> str | None:
        """The name of who holds the office, in one token with the body: "National Assembly *N*"."""
        words = self.tokens[i].text.split()
        last = max((n for n, word in enumerate(words) if word.casefold() in BODIES), default=len(words))
        name = " ".join(words[last + 1 :])
        return name if looks_like_name(name) else None

    def _is_name(self, i: int) -> bool:
        if self.tag(i) == "P":
            return True
        if self.tag(i) != "Q":
            return False
        name = clean_person(self.tokens[i].text)
        return (
            bool(name) and not names_thing(name) and len(name.split()) <= 6 and not (name.isupper() and len(name) < 4)
        )

    def _ends_apposition(self, i: int) -> bool:
        return self.tag(i) in ",.;)VXKIR^[" or self.tag(i) == "A"
