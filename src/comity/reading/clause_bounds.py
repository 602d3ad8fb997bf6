"""Where the parts of a clause begin and end: noun phrases, asides between commas, dashes between clauses.

In: tokens with parties joined, and a place among them. Out: places; what the verbs make of them is left to `clauses`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from comity.reading.tokens import LookUp, Token

OWNED = frozenset(
    "bid decision plan plans wish desire effort efforts intention proposal offer request attempt attempts "
    "ambition right failure refusal".split()
)
ADJECTIVAL = ("ic", "al", "ive", "ary", "ous")


def behind_country(i: int, tag: Callable[[int], str], lower: Callable[[int], str]) -> int:
    """The place of the state that is called a country at token i: "*Nepal* is a country which N visited"; else i."""
    is_called = lower(i) in ("country", "state", "nation") and lower(i - 1) in ("a", "the")
    return i - 3 if is_called and tag(i - 2) == "X" else i


class Bounds:
    """The bounds of phrases in one sentence."""

    def __init__(self, tokens: Sequence[Token], look: LookUp) -> None:
        self.tokens = tokens
        self.tag, self.lower = look

    def phrase_start(self, k: int, floor: int) -> int:
        """Where the noun phrase begins that ends at k: back to a verb, a comma, a conjunction of clauses."""
        i = k
        while i > floor:
            tag = self.tag(i - 1)
            if tag == ")" and (opening := self._opening(i - 1, floor)) is not None:
                i = opening  # "the Joint Commission (JC) of A and B"
                continue
            if self.lower(i - 1) == "since" and self.tag(i) == "D" and i - 2 >= floor and self.tag(i - 2) in "EHW":
                i -= 1  # "their main ally since 1949 has been N"
                continue
            if tag in "UR;:(^" or self.lower(i - 1) in ("after", "before", "until", "since", "following", "then"):
                break
            if tag in "VX" or self.is_dash(i - 1):
                break
            if tag == "," and not self._is_inner_comma(i - 1, k):
                break
            if tag == "K" and not self._is_inner_conjunction(i - 1, floor):
                break
            i -= 1
        return i

    def _opening(self, i: int, floor: int) -> int | None:
        """The bracket that the one at token i closes."""
        return next((k for k in range(i - 1, max(floor, i - 8), -1) if self.tag(k) == "("), None)

    def named_thing(self, k: int, floor: int) -> int:
        """Where a phrase begins whose title may hold commas: "a Treaty of Friendship, Commerce, and Navigation"."""
        i = k
        while i > floor and self.tag(i) != "H" and self.tag(i) in "QWKI,T":
            i -= 1
        return self.phrase_start(i if self.tag(i) == "H" else k, floor)

    def naming_start(self, k: int, floor: int) -> int | None:
        """The comma before words between commas that only give another name, closed by the comma at k: "A, then called
        B, became independent"."""
        for i in range(k - 1, max(k - 9, 0), -1):
            if self.tag(i) == "," and any(self.lower(n) in ("called", "known", "named") for n in (i + 1, i + 2)):
                return i
        return None

    def own_left(self, start: int, floor: int) -> int:
        """Where the adverbials begin that belong to a second main clause: after "and" or a comma."""
        for i in range(start - 1, floor - 1, -1):
            if self.tag(i) == "K" and self.tag(start - 1) == "," and self.tag(i + 1) in "TWHEQJ" and i < start - 1:
                return start  # "had a skirmish *and a stand-off in 1996*, relations improved"
            if self.tag(i) == "K" or (self.tag(i) == "," and self.tag(i + 1) in "KDI"):
                return self._before_time(i, floor)
        return start

    def _before_time(self, i: int, floor: int) -> int:
        """The "and" before a time that a comma parts from another: "*and* two months later, in May, A opened"."""
        k = i - 1
        while k > floor and self.tag(k) in "DIT,":
            k -= 1
        return k if self.tag(i) == "," and self.tag(k) == "K" and self.tag(k + 1) in "DI" else i

    def owner(self, i: int) -> int | None:
        """The party whose plan it is that stands at token i: "India's bid", "the bid by India"."""
        if self.tag(i) == "E" and self.lower(i - 1) in ("by", "of") and self.lower(i - 2) in OWNED:
            return i
        if self.lower(i) not in OWNED:
            return None
        while i > 0 and self.tag(i) in "WHQA":
            i -= 1
        return i - 1 if self.tag(i) == "Z" and self.tag(i - 1) == "E" else None

    def taken_up(self, i: int) -> int | None:
        """What "which", "of which", "whom" or "that" at token i takes up: the party just before it."""
        before = i - 2 if self.tag(i - 1) == "I" else i - 1  # "of which A is a member"
        before -= self.tag(before) == ","
        before -= self.is_dash(before)
        before = behind_country(before, self.tag, self.lower)
        return before if self.lower(i) in ("which", "whom", "that") and self.tag(before) == "E" else None

    def nothing_between(self, floor: int, k: int) -> bool:
        """Whether after the last verb stands no party that could be a new subject before the comma at k."""
        last_comma = max((i for i in range(floor, k) if self.tag(i) == ","), default=None)
        if last_comma is None:
            return True
        return not any(self.tag(i) in "EHQP" for i in range(last_comma, k))

    def closes_aside(self, floor: int, k: int) -> bool:
        """Whether the comma at k closes words set in between after the subject of a clause that has a conjunction:
        "when N, in a letter of May 1861, accepted it"."""
        opening = next((i for i in range(k - 1, floor, -1) if self.tag(i) == ","), None)
        if opening is None or self.tag(opening - 1) not in "EH":
            return False
        before = next((i for i in range(opening - 1, floor - 1, -1) if self.tag(i) in "U,;KVX"), None)
        return before is not None and self.tag(before) == "U"

    def verb_follows(self, i: int) -> bool:
        """Whether the verb of the clause follows after token i, before anything that ends the clause."""
        for k in range(i, min(i + 25, len(self.tokens))):
            if self.tag(k) in ";.UR":
                return False
            if self.tag(k) in "X" or (self.tag(k) == "V" and self.tag(k - 1) not in "K," and self.lower(k - 1) != "to"):
                return True
        return False

    def is_dash(self, i: int) -> bool:
        """Whether token i is a dash between clauses, not a hyphen."""
        token = self.tokens[i]
        is_apart = token.text in ("--", "–", "—") and (i == 0 or token.start > self.tokens[i - 1].end)
        return is_apart and not self._opens_list(i)

    def _opens_list(self, i: int) -> bool:
        """Whether the things that stand before are told off: "signed two documents – *an agreement* on A and B"."""
        if self.tag(i - 1) != "H" or not self.lower(i - 1).endswith(("s", "a")) or self.tag(i + 1) != "T":
            return False
        kinds = {noun.kind for noun in self.tokens[i - 1].data}
        nouns = next((self.tokens[k].data for k in range(i + 2, i + 5) if self.tag(k) == "H"), ())
        return any(noun.kind in kinds for noun in nouns)

    def _is_inner_comma(self, i: int, k: int) -> bool:
        """Whether the comma stands in a list: "Kenya, Uganda and Rwanda", "of Friendship, Commerce, and Navigation"."""
        after = i + 2 if self.tag(i + 1) == "K" else i + 1
        has_end = self.tag(i + 1) == "K" or any(self.tag(j) == "K" for j in range(i + 1, k))
        if self.lower(i - 1).endswith(ADJECTIVAL) and self.lower(after).endswith(ADJECTIVAL):
            return has_end  # "on economic, technical and cultural cooperation"
        if has_end and self._is_governed_list(i):
            return True
        return self.tag(i - 1) in "HEQ" and self.tag(after) in "EHQ" and has_end

    def _is_governed_list(self, i: int) -> bool:
        """Whether what stands before the comma is what a noun is about: "agreements on fishing, trade and culture", "a
        treaty of friendship, trade and culture"."""
        start = i
        while start > 0 and start > i - 6 and self.tag(start - 1) in "WQHJT-":
            start -= 1
        while start > 1 and self.tag(start - 1) == ",":  # a member before it
            start -= 1
            while start > 0 and self.tag(start - 1) in "WQHJT-":
                start -= 1
        if start < 2 or self.tag(start - 2) != "H":
            return False
        if self.lower(start - 1) == "of":
            return any(noun.kind == "agreement" for noun in self.tokens[start - 2].data)
        return self.lower(start - 1) in ("on", "concerning", "regarding")

    def _opens_clause(self, floor: int, i: int) -> bool:
        """Whether a word that opens a clause stands before token i, and no verb between."""
        for k in range(i - 1, floor - 1, -1):
            if self.tag(k) in ",;:VXR(":
                return False
            if self.tag(k) == "U" or self.lower(k) in ("after", "before", "until", "since"):
                return self.tag(k + 1) != "D"
        return False

    def _is_inner_conjunction(self, i: int, floor: int) -> bool:
        """Whether "and" joins two nouns of one subject, not two clauses: no verb stands before it."""
        if self.lower(i) not in ("and", "&", "or"):
            return False
        if self.tag(i - 1) == "Q" and self.tag(i + 1) in "QH" and self.tokens[i + 1].text[0].isupper():
            return True  # "of Amity and Commerce"
        if self._opens_clause(floor, i):
            return True  # "after the embassy of A in B and that of B in A were opened"
        if any(self.tag(k) == ";" for k in range(floor, i)):
            return True  # "N visited A; a treaty and a protocol were signed"
        if "respective" in (self.lower(i - 2), self.lower(i - 3)):
            return True  # "the legations in the respective states and in B were raised"
        return floor == 0 or (self.tag(i - 1) == "H" and self.tag(floor) in ",K")
