"""The unit beside a number: a currency before or behind it, per cent, or a counted noun."""

from __future__ import annotations

import re
from dataclasses import dataclass

from comity.reading import units
from comity.reading.date_words import FULL_MONTHS, MONTH_NUMBERS, words
from comity.reading.numbers import Number


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit found beside a number: where it ends, or begins if it stands before."""

    code: str
    rule: str
    edge: int
    noun: str = ""
    is_weak: bool = False


WEAK_CODES = frozenset("ALL BAM CAD COP CUP GEL LAK MAD MOP PEN RON RUB SOS TOP TRY AMD ERN ANG".split())
PREFIXES = {**units.SYMBOLS, **{code: code for code in units.CODES}}
LONGEST_PREFIX = max(map(len, PREFIXES))
ADJECTIVE_BEFORE_SIGN = {"$": units.ADJECTIVES["dollars"], "£": units.ADJECTIVES["pounds"]}


def index_currencies() -> dict[str, str]:
    """Every phrase that names a currency behind a number -> its code, in lower case, singular and plural."""
    phrases: dict[str, str] = {}
    for word, code in units.CURRENCY_WORDS.items():
        for form in list_forms(word):
            if code:
                phrases[form] = code
            for entry in units.ADJECTIVES.get(units.SAME_FAMILY.get(word, word), ()):
                adjective, _, special = entry.rpartition(" ")
                phrases[f"{adjective} {form}"] = special
    return phrases


def list_forms(word: str) -> tuple[str, ...]:
    """The plural and, where it is made by s, the singular."""
    return (word, word[:-1]) if word.endswith("s") and len(word) > 3 else (word,)


CURRENCIES = index_currencies()
CURRENCY_STARTS = frozenset(
    " ".join(phrase.split()[:count]) for phrase in CURRENCIES for count in range(1, phrase.count(" ") + 1)
)
CURRENCY_WORD = re.compile(r"(?:[Uu]\.[Ss]\.|[^\W\d_][\w'’]*)")
LONGEST_CURRENCY = max(phrase.count(" ") for phrase in CURRENCIES) + 1
CODE_AFTER = re.compile(
    rf"[ \u00a0\n-]?(?P<code>US\$|{'|'.join(sorted(units.CODES))}|RMB|TL|NIS|DM|CFA|ECU|[€£$¥₽₺₸₼₾₴₩₪₹])(?![A-Za-z0-9])"
)
PERCENT = words(
    r"(?: |-)?(?:(?P<points>percentage points?|per ?cent(?:age)? points?|p\.p\.|pps?\b)"
    r"|%(?:(?P<sign_points> points?\b))?"
    r"|(?:per cent|percent|pct|p\.c\.)\b)",
    re.IGNORECASE,
)
WORD = re.compile(r"[^\W\d_](?:[\w'’./²³-]*[\w²³])?")
# No noun is looked for beyond one of these.
STOP_WORDS = frozenset(
    """
    of in and the to from by for with at on per who which that is are was were be been had has have as a an or but its
    their his her this these those into between during since after before until than while when where against about
    over under will would can could may might shall should not no it they he she we i you if so both all each any some
    via within without through upon among towards toward under respectively
    """.split()
) | frozenset(name.lower() for name in MONTH_NUMBERS if name in FULL_MONTHS)
# What those who were counted did: "the two sides signed memoranda" counts sides.
PAST = re.compile(r"\w+ed|held|made|met|took|gave|sent|set")
COUNT_GAP = re.compile(r"(?:[^\S\n]{1,3}|[^\S\n]{0,3}\n[^\S\n]{0,6}|-)")


def find_sign(text: str, end: int, reached: int) -> tuple[str, int] | None:
    """The longest sign or code of a currency that ends at `end`, a blank between allowed, and where it begins."""
    edge = end - 1 if text[end - 1 : end] in (" ", "\u00a0", "\n") else end
    edge -= text[edge - 1 : edge] == "." and edge - 1 > reached  # "KES. 632 million"
    for length in range(min(LONGEST_PREFIX, edge - reached), 0, -1):
        sign, before = text[edge - length : edge], text[edge - length - 1 : edge - length]
        if sign in PREFIXES and not (before.isalpha() or before == "$"):
            return sign, edge - length
    return None


def find_prefix(text: str, number: Number, reached: int) -> Unit | None:
    """The currency before a number, an adjective before its sign included ("Australian $")."""
    if number.is_word:
        return None
    found = find_sign(text, number.start, reached)
    if found is None or PREFIXES[found[0]] is None:
        return None
    sign, start = found
    for entry in ADJECTIVE_BEFORE_SIGN.get(sign, ()):
        adjective, _, code = entry.rpartition(" ")
        if text[max(reached, start - len(adjective) - 1) : start].lower() == f"{adjective} ":
            return Unit(code, "money", start - len(adjective) - 1)
    is_weak = sign in WEAK_CODES or (sign.isalpha() and len(sign) < 3 and sign not in ("Rs", "RM", "TL"))
    return Unit(PREFIXES[sign] or "", "money", start, is_weak=is_weak)


def find_unit(text: str, number: Number) -> Unit | None:
    """The unit behind a number: per cent, a currency or a counted noun; None where there is none."""
    for find in (find_percent, find_currency, find_noun):
        unit = find(text, number)
        if unit is not None:
            return unit
    return None


def find_percent(text: str, number: Number) -> Unit | None:
    """Per cent, or percentage points, which are another unit."""
    match = PERCENT.match(text, number.end)
    if match is None:
        return None
    is_points = match["points"] or match["sign_points"]
    return Unit("percentage points" if is_points else "percent", "percent", match.end())


def find_currency(text: str, number: Number) -> Unit | None:
    """A currency behind the number, by name, code or sign."""
    unit = find_currency_name(text, number)
    if unit is not None:
        return unit
    code = CODE_AFTER.match(text, number.end)
    if code is None:
        return None
    known = PREFIXES.get(code["code"])
    return Unit(known, "money", code.end(), is_weak=code["code"] in WEAK_CODES) if known else None


def find_currency_name(text: str, number: Number) -> Unit | None:
    """The longest name of a currency in the words behind the number."""
    phrase, at, found = "", number.end, None
    for _ in range(LONGEST_CURRENCY):
        gap = COUNT_GAP.match(text, at)
        word = CURRENCY_WORD.match(text, gap.end()) if gap else None
        if word is None:
            break
        phrase, at = f"{phrase} {word[0].lower()}".lstrip(), word.end()
        if phrase in CURRENCIES:
            found = Unit(CURRENCIES[phrase], "money", at)
        elif phrase not in CURRENCY_STARTS:
            break
    return found


def find_noun(text: str, number: Number) -> Unit | None:
    """The counted noun within four words behind a number: the first plural, or the last singular behind "one"."""
    if text[number.end : number.end + 1] in ("", ".", ",", ";", ")"):
        return None
    at, found, last = number.end, None, ""
    for _ in range(5):
        gap = COUNT_GAP.match(text, at)
        word = WORD.match(text, gap.end()) if gap else None
        if word is None or word[0].lower() in STOP_WORDS or (last.endswith("s") and PAST.fullmatch(word[0])):
            break
        if last == "United":
            break  # "2  United States" in a list of states
        unit = match_noun(text, word, is_one=number.total == 1)
        if unit is not None:
            found = unit
            break
        at, last = word.end(), word[0]
    return found


def match_noun(text: str, word: re.Match[str], *, is_one: bool) -> Unit | None:
    """The counted noun that begins with this word, two words before one ("joint ventures"); None where it is none."""
    second = WORD.match(text, word.end() + 1) if text[word.end() : word.end() + 1] in (" ", "\n") else None
    candidates = [(f"{word[0]} {second[0]}", second.end())] if second else []
    for phrase, end in [*candidates, (word[0], word.end())]:
        form = phrase if phrase in units.NOUN_FORMS else phrase.lower()
        is_singular = form in units.NOUNS and units.make_plural(form) != form
        if form in units.NOUN_FORMS and (is_one or not is_singular):
            return Unit(units.NOUN_FORMS[form], "count", end, noun=text[word.start() : end])
    return None
