"""When a state's name is something else: a bird, a person, a state of the Union, a town, a pronoun.

`homographs.csv` says which names may be what. Each sense is a look at the words around one name of a folded text.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from comity.names.folding import paragraph_around
from comity.names.people import is_given_name
from comity.names.tables import load_rows, need


@dataclass(frozen=True, slots=True)
class Place:
    """A name in a folded text; whether another name follows; how many names of states and offices stand near."""

    text: str
    start: int
    end: int
    is_name_next: bool
    count_political: Callable[[], int]

    def word_before(self) -> str:
        """The word before it, after one blank; empty where there is none."""
        word = _WORD_BEFORE.search(self.text, max(0, self.start - 20), self.start)
        return word[1] if word else ""

    def word_after(self) -> str:
        """The word after it, after one blank; empty where there is none."""
        word = _WORD_AFTER.match(self.text, self.end)
        return word[1] if word else ""

    def around(self, reach: int) -> str:
        """The text of the paragraph that far to both sides."""
        return paragraph_around(self.text, self.start, self.end, reach)


_WORD_BEFORE = re.compile(r"([A-Za-z.'-]+) $")
_WORD_AFTER = re.compile(r" ([A-Za-z'-]+)")
_INITIAL = re.compile(r"[A-Z]\.")


_TITLES = frozenset(
    "Mr Mr. Mrs Mrs. Ms Ms. Dr Dr. Sir Lady Senator Congressman Congresswoman Judge Justice Coach Prof. Professor "
    "Captain Capt. Lieutenant Sergeant Colonel Col. Major Admiral".split()
)


def _is_surname(place: Place) -> bool:
    """After a given name, a title or one initial ("Vernon Jordan", "Senator Jordan", "J. England")."""
    before = place.word_before()
    return is_given_name(before) or before in _TITLES or bool(_INITIAL.fullmatch(before))


# What may follow a state's name with a capital without making it a person's.
_AFTER_STATES = frozenset(
    "President King Prince Princess Queen Prime Foreign Defense Defence Minister Ministers Ministry Embassy Ambassador "
    "Government Parliament Chancellor Premier Emir Sultan Crown Deputy Vice Finance Interior Air Army Navy National "
    "Office Mission Desk Consul Consulate Legation Charge Secretary General Strategic High Supreme Central Republic "
    "Relations Treaty Agreement Pact War Conflict Accord Accords Border Summit Day River Valley Bilateral Diplomatic "
    "Political Economic Trade Joint Business Friendship Parliamentary Interparliamentary Intergovernmental Cultural "
    "Military Cooperation Council Commission Committee Partnership Chamber Investment Dialogue Forum Consultations "
    "Association Group Working Visits Visit State Exports Imports Free Cross Year Development Technical "
    "January February March April May June July August September October November December".split()
)
_PREPOSITIONS = frozenset(
    "in to of from with between and against for by at on that over toward towards near within via into the "
    "said while when where as or than".split()
)


def _is_given_name(place: Place) -> bool:
    """Before a surname ("Chad Smith"), and not where a preposition makes it a place."""
    after = place.word_after()
    if not after[:1].isupper() or after.isupper() or after in _AFTER_STATES or place.is_name_next:
        return False
    return place.word_before().lower() not in _PREPOSITIONS


_AMERICAN = re.compile(
    r"\b(?:Atlanta|Savannah|Augusta|Macon|Marietta|Valdosta|Decatur|Columbus|Alabama|Florida|Tennessee|Carolinas?|"
    r"Mississippi|Louisiana|Virginia|Kentucky|Arkansas|Warm Springs|Plains|Sea Island|Fort \w+|Governor|Congressman|"
    r"Congresswoman|Senator|peach|peaches|Oglethorpe|Jimmy Carter|Sherman)\b"
)
_CAUCASIAN = re.compile(
    r"\b(?:Tbilisi|Abkhaz\w*|Osseti\w*|Batumi|Poti|Sukhumi|Saakashvili|Shevardnadze|Gamsakhurdia|Zourabichvili|"
    r"Armenian?s?|Azerbaijan\w*|Russian?s?|Soviet|Moscow|Caucasus|Ukraine|Moldova|Turkey|Turkiye|Georgians?|NATO|GUAM|"
    r"CIS|Kazakhstan)\b"
)
_AMERICAN_BODY = re.compile(r"\b(?:State|Governor|University|Supreme Court|Colony|Province|Legislature) of $")


def _is_american_state(place: Place) -> bool:
    """Georgia beside American places and nothing of the Caucasus."""
    if _AMERICAN_BODY.search(place.text, max(0, place.start - 25), place.start):
        return True
    window = place.around(120)
    return bool(_AMERICAN.search(window)) and not _CAUCASIAN.search(window)


_BIRD_AFTER = re.compile(
    r" (?:and (?:ham|chicken|gravy|stuffing|dressing)|sandwich(?:es)?|breast|burgers?|club|trot|vultures?|shoot|farms?|"
    r"hunting|dinners?|leg|soup|is carved|was carved)\b"
)
_BIRD_BEFORE = frozenset("roast wild smoked christmas thanksgiving roasted frozen stuffed cold sliced".split())
_TABLE = re.compile(
    r"\b(?:roast|roasted|dinners?|stuffing|stuffed|gravy|sandwich(?:es)?|Thanksgiving|hunters?|poultry|carved?|carving|"
    r"oven|cranberry|cranberries|drumsticks?|feathers|gobbled?|cooked|smoked|recipe)\b"
)


def _is_bird(place: Place) -> bool:
    """Food or fowl in the sentence, and no two names of states or offices beside it."""
    if _BIRD_AFTER.match(place.text, place.end) or place.word_before().lower() in _BIRD_BEFORE:
        return True
    return bool(_TABLE.search(place.around(100))) and not place.count_political()


_PEPPER = re.compile(r" (?:peppers?|sauce|powder|con carne)\b")


def _is_pepper(place: Place) -> bool:
    return bool(_PEPPER.match(place.text, place.end))


_IN_THE_UNION = re.compile(
    r", (?:Indiana|Illinois|Ohio|Maine|Missouri|Pennsylvania|Tennessee|Kentucky|New York|New Hampshire|Nebraska|Iowa|"
    r"Kansas|Michigan|Florida|Texas|Oregon|Virginia|Connecticut|Vermont|Massachusetts|Wisconsin|Minnesota|Ontario|"
    r"Oklahoma|Colorado|California|Mississippi|Alabama|Arkansas)\b"
)


def _is_town(place: Place) -> bool:
    """Before the name of a state of the Union ("Peru, Indiana")."""
    return bool(_IN_THE_UNION.match(place.text, place.end))


def _is_pronoun(place: Place) -> bool:
    """ "US" between words in capitals may be the pronoun."""
    before, after = place.word_before(), place.word_after()
    return before.isupper() and len(before) > 1 and (after.isupper() or not after)


_SENSES: Mapping[str, Callable[[Place], bool]] = MappingProxyType(
    {
        "surname": _is_surname,
        "given": _is_given_name,
        "us-state": _is_american_state,
        "bird": _is_bird,
        "food": _is_pepper,
        "place": _is_town,
        "pronoun": _is_pronoun,
    }
)


@functools.cache
def load_senses() -> Mapping[str, tuple[str, ...]]:
    """The other senses of a state's name, by the name: surname, given name, bird …"""
    return {need(row, "name"): tuple(need(row, "senses").split(";")) for row in load_rows("homographs.csv")}


def other_sense(name: str, place: Place) -> str | None:
    """The sense other than the state's that the words around a name give it; None where they give none."""
    return next((sense for sense in load_senses().get(name, ()) if _SENSES[sense](place)), None)
