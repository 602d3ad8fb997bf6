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
from comity.reading.amount_units import PREFIXES, Unit, find_currency, find_percent, find_prefix, find_sign, find_unit
from comity.reading.date_words import FIRM_BEFORE, words
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
SPAN = words(r"(?: ?(?P<dash>[-–—−‑]) ?| (?P<to>to|till|until) | (?P<or>or) |,? (?P<and>and) )(?:the )?")
LEADING = words(r"\b(?P<word>[Bb]etween|[Ff]rom)(?: (?:about|around|some|roughly|approximately|nearly|the))? ?\Z")

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
