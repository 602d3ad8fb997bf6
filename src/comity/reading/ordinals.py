"""Ordinal numbers as English writes them."""

from __future__ import annotations

import re


def read_roman(word: str) -> int | None:
    """The number of a Roman numeral up to 39 in capitals: "IV"; None where it is none.

    >>> read_roman("IV"), read_roman("XXI"), read_roman("MIX")
    (4, 21, None)
    """
    match = re.fullmatch(r"(X{0,3})(IX|IV|V?I{0,3})", word)
    return 10 * len(match[1]) + UNITS.index(match[2]) if match and word else None


UNITS = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")


def read_ordinal(word: str) -> int | None:
    """The number of an ordinal: "2nd", "second".

    >>> read_ordinal("2nd"), read_ordinal("third"), read_ordinal("new")
    (2, 3, None)
    """
    match = re.fullmatch(r"(\d+)(?:st|nd|rd|th)", word)
    if match:
        return int(match.group(1))
    words = word.split("-")
    if word in ORDINALS:
        return ORDINALS.index(word) + 1
    if len(words) == 2 and words[0] in TENS and words[1] in ORDINALS:
        return TENS[words[0]] + ORDINALS.index(words[1]) + 1
    return None


ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50}
