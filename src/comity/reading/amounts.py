"""Sums of money, shares and counts in running English text, with their unit, range and how exactly they are given.

What enters is any text; what leaves are mentions in order, offsets in code points. Currencies and nouns are the
tables of `reading.units`. A number without a unit is no amount; neither is a date, a label ("Article 5") or an ordinal.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from comity.model.amount import Amount, Bound
from comity.reading import units
from comity.reading.date_words import FIRM_BEFORE, FULL_MONTHS, MONTH_NUMBERS, words
from comity.reading.numbers import SMALL, WORD_SCALES, Number, read_number, with_letter


@dataclass(frozen=True, slots=True)
class AmountMention:
    """An amount at `start` to `end` (excluded), its unit included and the word of its bound left out.

    `rule` is "money", "percent" or "count"; `noun` is the counted noun as it stands, empty for the others.
    """

    start: int
    end: int
    amount: Amount
    rule: str
    noun: str = ""


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit found beside a number: where it ends, or begins if it stands before."""

    code: str
    rule: str
    edge: int
    noun: str = ""
    is_weak: bool = False


@dataclass(frozen=True, slots=True)
class Second:
    """The second of two numbers, where it begins with its sign, and whether it is a change's ("from … to …")."""

    number: Number
    start: int
    is_change: bool


BOUNDS: dict[Bound, str] = {
    "min": "more than|over|exceed|exceeds|exceeded|exceeding|in excess of|above|at least|no less than|not less than|"
           "no fewer than|upwards of|a minimum of|minimum of|surpassed|surpassing|surpass|surpasses|topped|beyond",
    "max": "up to|as much as|as many as|at most|no more than|not more than|less than|under|below|fewer than|"
           "a maximum of|maximum of|not exceeding|maximum",
    "approx": "about|around|some|roughly|approximately|approx|circa|ca|c|an estimated|estimated|estimated at|nearly|"
              "almost|close to|just over|just under|well over|in the region of|on the order of|in the order of|"
              "more or less|virtually|near|approaching",
}  # fmt: skip
# "Well over" says more of the side than of the distance.
BOUND_OF: dict[str, Bound] = {word: bound for bound, text in BOUNDS.items() for word in text.split("|")} | {
    "well over": "min", "just over": "min", "just under": "max"}  # fmt: skip
BEFORE = words(
    rf"(?:(?<![\w-])(?P<word>{'|'.join(sorted(BOUND_OF, key=len, reverse=True))})(?:\. ?| )|(?P<sign>[~≈<>≥≤])\s?)"
    r"(?:(?:the|a|an|total of|another|amount of) )?\Z",
    re.IGNORECASE,
)
SIGNS: dict[str, Bound] = {"~": "approx", "≈": "approx", ">": "min", "≥": "min", "<": "max", "≤": "max"}
AFTER = words(r"(?: (?P<word>or more|and above|or so|or less|at least|at most|approximately)\b|(?P<plus>\+))")
AFTER_BOUND: dict[str, Bound] = {
    "or more": "min", "and above": "min", "at least": "min", "+": "min", "or so": "approx",
    "approximately": "approx", "or less": "max", "at most": "max",
}  # fmt: skip
REACH = 30

DIGITS = re.compile("[0-9]+")


def group_by_letter(names: list[str]) -> str:
    """An alternation in which names of one first letter, in either case, stand together."""
    letters = {name[0]: [other[1:] for other in names if other[0] == name[0]] for name in names}
    return "|".join(f"[{letter.upper()}{letter}](?:{'|'.join(rests)})" for letter, rests in letters.items())


# Number words are looked for behind a blank or a bracket alone: that keeps the search for them quick.
NUMBER_WORD = re.compile(
    rf"(?:(?<=[\s(“\"—])|\A)(?:{group_by_letter(sorted(SMALL, key=len, reverse=True))}|[Hh]alf"
    rf"|[Aa]n?(?= (?:{'|'.join(WORD_SCALES)})\b))(?![A-Za-z])"
)
BLANK_THEN_WORD = re.compile(
    rf"[\s(“\"—](?={group_by_letter(sorted(SMALL, key=len, reverse=True))}|[Hh]alf|"
    rf"[Aa]n? (?:{'|'.join(WORD_SCALES)})\b)"
)
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
SPAN = words(r"(?: ?(?P<dash>[-–—−‑]) ?| (?P<to>to|till|until) | (?P<or>or) |,? (?P<and>and) )(?:the )?")
LEADING = words(r"\b(?P<word>[Bb]etween|[Ff]rom)(?: (?:about|around|some|roughly|approximately|nearly|the))? ?\Z")

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
LABEL = words(
    r"(?:\b(?:resolutions?|articles?|arts?|pages?|pp?|nos?|numbers?|sections?|paragraphs?|paras?|chapters?|phases?|"
    r"tables?|figures?|figs?|annex|decrees?|room|route|flight|vol|part|version|protocol|groups?|g|aged?)\b[.:]? "
    r"|[#№§])\Z",
    re.IGNORECASE,
)
YEARS = range(1800, 2100)


def find_amounts(text: str) -> list[AmountMention]:
    """The amounts of the text, in order, not overlapping.

    >>> [mention.amount.to_json() for mention in find_amounts("Some 3,000 Turkish firms; 3,1 billion USD.")]
    [{'value': 3000.0, 'unit': 'firms', 'bound': 'approx'}, {'value': 3100000000.0, 'unit': 'USD'}]
    """
    return list(list_amounts(text))


def list_amounts(text: str) -> Iterator[AmountMention]:
    """The amounts one by one."""
    reached = 0
    for start in find_anchors(text):
        if start < reached:
            continue
        for mention in read_amount(text, start, reached):
            yield mention
            reached = mention.end


def find_anchors(text: str) -> list[int]:
    """Where numbers begin, in digits or in words."""
    starts = [match.start() for match in DIGITS.finditer(text)]
    starts += [match.end() for match in BLANK_THEN_WORD.finditer(text)]
    return sorted([0, *starts] if NUMBER_WORD.match(text) else starts)


def read_amount(text: str, start: int, reached: int) -> list[AmountMention]:
    """The amount or, of "from 500 to 556.8 million", the two amounts at a number; none where it has no unit."""
    first = read_number(text, start) if is_alone(text, start) else None
    if first is None:
        return []
    prefix = find_prefix(text, first, reached)
    first = with_letter(text, first) if prefix else first
    second = read_second(text, first, prefix)
    found = make_pair(text, first, second, prefix, reached) if second else []
    if found:
        return found
    return make_single(text, first, prefix, reached)


def is_alone(text: str, start: int) -> bool:
    """Whether the number does not go on from a letter or another number."""
    if start == 0:
        return True
    before = text[start - 1]
    if before.isdigit() or (before.isalpha() and find_sign(text, start, 0) is None):
        return False
    return not (before in ".,:/-–’'" and start > 1 and text[start - 2].isdigit())


# ---- units


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


# ---- one number


def make_single(text: str, number: Number, prefix: Unit | None, reached: int) -> list[AmountMention]:
    """The amount of one number, if it has a unit and is no label or year."""
    unit = prefix if prefix and is_strong(number, prefix) else find_unit(text, number)
    if unit is None or not is_strong(number, unit):
        return []
    start = unit.edge if unit is prefix else number.start
    end = end_of(text, number, unit, prefix)
    bound = find_bound(text, start, end, reached)
    if unit.rule == "count" and not is_count(text, number, bound):
        return []
    amount = Amount(float(value_of(number, unit)), unit.code, bound)
    return [AmountMention(start, end, amount, unit.rule, unit.noun)]


def is_strong(number: Number, unit: Unit) -> bool:
    """Whether a unit that is also a word ("ALL", "R") has a number that only money has.

    A scale of one letter ("300m") belongs to money, or to persons.
    """
    if number.is_letter and unit.rule != "money" and unit.code != "persons":
        return False
    return not unit.is_weak or number.scale is not None or number.is_grouped


def end_of(text: str, number: Number, unit: Unit, prefix: Unit | None) -> int:
    """Where the mention ends: behind its unit, or behind a currency that repeats the sign before ("$5 million USD")."""
    if unit is not prefix:
        return unit.edge
    repeated = find_currency(text, number)
    return repeated.edge if repeated and repeated.code == unit.code else number.end


def value_of(number: Number, unit: Unit) -> Decimal:
    """The value in whole units; a point before three digits groups thousands unless a scale or per cent follows."""
    if number.is_doubtful and number.scale is None and unit.rule != "percent":
        return number.value * 1000
    return number.total


def find_bound(text: str, start: int, end: int, reached: int) -> Bound | None:
    """How exactly the words around give it."""
    before = BEFORE.search(text, max(reached, start - REACH), start)
    if before:
        return SIGNS[before["sign"]] if before["sign"] else BOUND_OF[re.sub(r"\s+", " ", before["word"].lower())]
    after = AFTER.match(text, end)
    return AFTER_BOUND[re.sub(r"\s+", " ", after["word"] or after["plus"])] if after else None


def is_count(text: str, number: Number, bound: Bound | None) -> bool:
    """Whether a number before a noun counts it: no label before it, and no year ("In 2019 students came")."""
    if LABEL.search(text, max(0, number.start - 16), number.start):
        return False
    is_plain = not (number.is_grouped or number.scale or number.is_word or number.is_doubtful)
    if not is_plain or number.value not in YEARS:
        return True
    if number.value % 50:
        return bound is not None
    is_firm = FIRM_BEFORE.search(text, max(0, number.start - 16), number.start)
    return is_firm is None or number.value % 100 == 0


# ---- two numbers


def read_second(text: str, first: Number, prefix: Unit | None) -> Second | None:
    """The number that ends a range or a change from one figure to another; None where there is none."""
    start = prefix.edge if prefix else first.start
    own = None if prefix else find_percent(text, first) or find_currency(text, first)
    span = SPAN.match(text, own.edge if own else first.end)
    if span is None or span["or"]:
        return None
    leading = LEADING.search(text, max(0, start - REACH), start)
    lead = leading["word"].lower() if leading else ""
    if span["and"] and lead != "between":
        return None
    sign = SECOND.match(text, span.end())
    if sign and (prefix is None or PREFIXES[sign["sign"]] != prefix.code):
        return None
    at = sign.end() if sign else span.end()
    number = read_number(text, at) if text[at : at + 1].isalnum() else None
    return None if number is None else Second(number, span.end(), lead == "from")


SECOND = re.compile(
    rf"(?P<sign>{'|'.join(sorted(map(re.escape, PREFIXES), key=len, reverse=True))})[ \u00a0]?(?=[0-9])"
)


def make_pair(text: str, first: Number, second: Second, prefix: Unit | None, reached: int) -> list[AmountMention]:
    """A range as one amount, a change as two; none where the two numbers have no unit in common."""
    unit = prefix or find_unit(text, second.number)
    if unit is None or not is_strong(second.number, unit):
        return []
    own = find_percent(text, first) or find_currency(text, first)
    if own is not None and own.code != unit.code:
        return []  # "climbed 7 percent to 210 million dollars"
    if second.is_change:
        return make_change(text, first, second, unit, prefix, reached)
    low, high = value_of(share_scale(first, second.number), unit), value_of(second.number, unit)
    is_year = (
        first.value in YEARS and first.scale is None and FIRM_BEFORE.search(text, max(0, first.start - 16), first.start)
    )
    if is_year:  # "from 12 million in 2016 to 19 million"
        return []
    if low >= high or (unit.rule == "count" and not is_count(text, first, "approx")):
        return []
    start = unit.edge if unit is prefix else first.start
    end = end_of(text, second.number, unit, prefix)
    amount = Amount(float(low), unit.code, find_bound(text, start, end, reached), float(high))
    return [AmountMention(start, end, amount, unit.rule, unit.noun)]


def share_scale(first: Number, second: Number) -> Number:
    """The first number with the scale of the second, where it has none: "7-9 billion"; not "900 to 1,2 million"."""
    if first.scale or not second.scale or first.is_grouped or first.value > 100 * second.value:
        return first
    return Number(first.start, first.end, first.value, second.scale, first.is_word)


def make_change(
    text: str, first: Number, second: Second, unit: Unit, prefix: Unit | None, reached: int
) -> list[AmountMention]:
    """The two amounts of "from 500 to 556.8 million USD"."""
    if unit.rule == "count" and not (is_count(text, first, None) and is_count(text, second.number, None)):
        return []
    own = find_percent(text, first) or find_currency(text, first)
    start, middle = prefix.edge if prefix else first.start, own.edge if own else first.end
    low, high = value_of(share_scale(first, second.number), unit), value_of(second.number, unit)
    before = Amount(float(low), unit.code, find_bound(text, start, middle, reached))
    end = end_of(text, second.number, unit, prefix)
    return [
        AmountMention(start, middle, before, unit.rule, unit.noun),
        AmountMention(second.start, end, Amount(float(high), unit.code), unit.rule, unit.noun),
    ]
