"""Whether two names, people or titles mean the same. In: plain text; out: truths. No fuzzy guess at states."""

from __future__ import annotations

import functools
import re
import unicodedata
from difflib import SequenceMatcher

# Words before a person's name that are no part of it (codebook: people "without titles").
TITLES = frozenset(
    """mr mrs ms miss dr prof professor sir dame lord lady president prime minister foreign vice deputy king queen
    emperor empress prince princess crown sheikh sultan emir shah pope general gen colonel col marshal admiral captain
    chancellor secretary state ambassador envoy consul charge daffaires speaker senator governor his her their
    excellency highness majesty royal imperial h e hon honorable honourable late then former the of""".split()
)
# Words that carry nothing in the title of a treaty or the name of a body.
EMPTY = frozenset(
    "the a an of on in for and to with between by at from its their concerning regarding government governments".split()
)
LETTERS = str.maketrans(
    {"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "’": "'", "ʻ": "'"}
)
WORD = re.compile(r"[^\W_]+")
# Swept 0.75-0.95 on names of councils and treaties in the seed pages: below 0.8, "Council of Ministers" met
# "Council of Ministries and …"; above 0.9, "organisation" no longer met "organization".
MIN_LIKENESS = 0.85
LONGEST_TITLE = 500


@functools.lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """The text in small letters without accents and marks, words parted by one space.

    >>> fold("Erdoğan,  R.T.")
    'erdogan r t'
    """
    plain = text.casefold()
    if not plain.isascii():
        decomposed = unicodedata.normalize("NFKD", plain.translate(LETTERS))
        plain = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return " ".join(WORD.findall(plain))


@functools.lru_cache(maxsize=65536)
def name_words(name: str) -> tuple[str, ...]:
    """The words of a person's name, folded, without titles.

    >>> name_words("President Nursultan Nazarbayev")
    ('nursultan', 'nazarbayev')
    """
    words = tuple(fold(name).split())
    return tuple(word for word in words if word not in TITLES) or words


def is_same_person(left: str, right: str) -> bool:
    """Whether two names can be one person's: one name's words stand in the other, given names perhaps as initials.

    >>> is_same_person("Erdoğan", "Recep Tayyip Erdogan"), is_same_person("R. T. Erdoğan", "Recep Tayyip Erdoğan")
    (True, True)
    >>> is_same_person("George Bush", "Barbara Bush")
    False
    """
    short, long = sorted((name_words(left), name_words(right)), key=len)
    rest = list(long)
    for word in short:
        match = next((known for known in rest if known == word), None) or next(
            (known for known in rest if min(len(known), len(word)) == 1 and known[0] == word[0]), None
        )
        if match is None:
            return False
        rest.remove(match)
    return any(len(word) > 1 and word in long for word in short)


@functools.lru_cache(maxsize=65536)
def title_words(title: str) -> tuple[str, ...]:
    """The words of a title or a body's name that carry something, folded."""
    return tuple(word for word in fold(title).split() if word not in EMPTY)


def initials(words: tuple[str, ...]) -> str:
    """The first letters of words: ('high', 'level') gives 'hl'."""
    return "".join(word[0] for word in words)


@functools.lru_cache(maxsize=65536)
def is_same_title(left: str, right: str) -> bool:
    """Whether two titles or names of bodies mean the same: equal words, one within the other, an acronym, or nearly.

    >>> is_same_title("HLSCC", "High Level Strategic Cooperation Council")
    True
    >>> is_same_title("Treaty on Strategic Partnership", "Strategic Partnership Treaty")
    True
    >>> is_same_title("Treaty on Extradition", "Treaty on Strategic Partnership")
    False
    """
    mine, yours = title_words(left), title_words(right)
    if not mine or not yours:
        return fold(left) == fold(right)
    if set(mine) <= set(yours) or set(yours) <= set(mine):
        return True
    for short, long in ((mine, yours), (yours, mine)):
        if len(short) == 1 and len(long) > 2 and short[0] == initials(long):
            return True
    return is_like(" ".join(mine), " ".join(yours))


def is_like(left: str, right: str) -> bool:
    """Whether two names are nearly the same letters; longer ones than a title can be are not compared."""
    if max(len(left), len(right)) > LONGEST_TITLE:
        return False
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    bounds = (matcher.real_quick_ratio, matcher.quick_ratio, matcher.ratio)  # the first two are quick, and never lower
    return all(measure() >= MIN_LIKENESS for measure in bounds)
