"""Names of people: without their honorifics, and told from the names of things."""

from __future__ import annotations

import functools
import re

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
# "State Secretary for Foreign Affairs N": what the office is for stands before the name, in capitals like it.
_PORTFOLIO = re.compile(
    r"^(?:(?:Foreign|External|European|Economic|Internal|Home|Political|Bilateral|Multilateral|Global|International|Legal|Social|Asian|African)\s+)?"
    r"(?:Affairs|Trade|Defen[cs]e|Finance|Commerce|Industry|Tourism|Education|Health|Agriculture|Energy|Transport|Culture|Justice|Relations|"
    r"Cooperation|Development|Investment|Economy)\s+"
)


@functools.lru_cache(maxsize=20_000)
def clean_person(text: str) -> str:
    """The name without honorifics, line breaks and a stop at its end."""
    return _HONORIFIC.sub("", " ".join(text.split())).strip(" ,")


def names_thing(name: str) -> bool:
    """Whether a word of the name is that of a thing: "Agreement", "Republic"."""
    return _NO_NAME.search(name) is not None


def looks_like_name(text: str) -> bool:
    """Whether capitalised words may name a person: two to six words, none of them a thing's."""
    name = clean_person(text)
    words = name.split()
    return 2 <= len(words) <= 6 and not names_thing(name) and not name.isupper()


def without_portfolio(text: str) -> str | None:
    """The name that follows a portfolio; None where none does."""
    rest = _PORTFOLIO.sub("", text)
    return rest if rest != text and looks_like_name(rest) else None
