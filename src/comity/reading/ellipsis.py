"""Numbers whose unit stands elsewhere: "exports 1.2 billion" after a sum in dollars, "number of citizens: 357".

In: the text and the amounts found in it. Out: more amounts; a number that could be anything else is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from comity.model import Amount
from comity.reading.amounts import BOUND_OF, AmountMention
from comity.reading.numbers import read_number

_SCALED = re.compile(
    r"(?<![\w.,$€£%])\d[\d.,]{0,9}(?:\s|-)?(?:billion|million|thousand|trillion|bn|mln|bln|mn|crore|lakh)s?\b"
    r"(?=\s*(?:[,).;:]|$|(?:in|and|or|to|from|by|for|while|with|respectively|of|imports?|exports?|"
    r"a year|was|were|is|are|came|went|more|less|being|consisted)\b))"
)
_UPPER = re.compile(r"(?:\s(?:and|to)\s|\s?[-–]\s?)(?=\d)")
# How far back the sum may stand whose currency is meant.
REACH = 160
_BOUND = "|".join(sorted(map(re.escape, BOUND_OF), key=len, reverse=True))
_PEOPLE = (
    "nationals|citizens|residents|tourists|visitors|students|immigrants|migrants|workers|expatriates|people|descent|origin|"
    "community|diaspora|population"
)
_REACHED = (
    "reached|was|is|stood at|stands at|amounted to|exceeded|rose to|increased to|grew to|totall?ed|is estimated at|"
    "was estimated at"
)
_COUNTED = re.compile(
    rf"(?:\b[Nn]umber of [^.;:\n]{{0,60}}?\b(?:{_PEOPLE})\b[^.;:\n]{{0,60}}?(?::|\b(?:{_REACHED}))"
    rf"|\b(?:{_PEOPLE})\b[^.;:\n|]{{0,120}}?"
    r"(?:\bnumbers(?: between)?|\bnumbering|\bput at|\bestimated at|\bstands at|\bconsists of|\bcounts|:)"
    r"|\b(?:community|diaspora|minority|colony)(?: of|[^.;:\n|]{0,40}?\b(?:is|was)))"
    rf"\s*(?P<bound>(?:{_BOUND})\s+)?(?P<number>\d[\d.,]*(?:\s+(?:million|thousand|lakh))?)"
    r"(?![\w%])(?!\s*(?:percent|per cent|years|%|[A-Z]{3}\b|/))"
)


def find_elliptic(text: str, amounts: Sequence[AmountMention]) -> Iterator[AmountMention]:
    """The numbers that take their currency from the sum before them, and those that count people named before them.

    >>> from comity.reading.amounts import find_amounts
    >>> def find(text): return [m.amount.to_json() for m in find_elliptic(text, find_amounts(text))]
    >>> find("Trade was 2.6 billion USD (exports 1.7 billion, imports 0.9 billion)")
    [{'value': 1700000000.0, 'unit': 'USD'}, {'value': 900000000.0, 'unit': 'USD'}]
    >>> find("The number of Turkish tourists reached 1.2 million."), find("The community numbers about 900,000.")
    ([{'value': 1200000.0, 'unit': 'persons'}], [{'value': 900000.0, 'unit': 'persons', 'bound': 'approx'}])
    """
    yield from _sums(text, amounts)
    for match in _COUNTED.finditer(text):
        number = read_number(text, match.start("number"))
        if number is not None and not _is_year(text[number.start : number.end]):
            bound = BOUND_OF[match["bound"].strip().casefold()] if match["bound"] else None
            upper = _UPPER.match(text, number.end)
            second = read_number(text, upper.end()) if upper is not None else None
            if second is not None and second.total > number.total:
                amount = Amount(float(number.total), "persons", bound, float(second.total))
                yield AmountMention(number.start, second.end, amount, "count")
                continue
            yield AmountMention(number.start, number.end, Amount(float(number.total), "persons", bound), "count")


def _sums(text: str, amounts: Sequence[AmountMention]) -> Iterator[AmountMention]:
    money = [mention for mention in amounts if mention.rule == "money"]
    if not money:
        return
    at = 0
    for match in _SCALED.finditer(text):
        while at < len(money) and money[at].end <= match.start():
            at += 1
        before = money[at - 1] if at else None
        if before is None or match.start() - before.end > REACH or _is_cut(text[before.end : match.start()]):
            continue
        if at < len(money) and money[at].start < match.end():
            continue
        number = read_number(text, match.start())
        if number is not None:
            yield AmountMention(number.start, number.end, Amount(float(number.total), before.amount.unit), "money")


def _is_cut(between: str) -> bool:
    return "\n" in between or re.search(r"[.!?]\s+[A-Z]", between) is not None


def _is_year(digits: str) -> bool:
    return re.fullmatch(r"(?:1[6-9]|20)\d\d", digits) is not None
