"""Averages and multiples in one sentence that do not follow from the amounts beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from comity.checking.arithmetic import MONEY, STATISTICS
from comity.checking.case import Case, make_finding
from comity.checking.printed import printed_numbers
from comity.checking.sentences import Sentence
from comity.checking.wording import join_words, name_number
from comity.model import Finding

WORDS = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "twice": 2,
    "thrice": 3, "twelve": 12, "fifteen": 15, "twenty": 20,
}  # fmt: skip
_COUNT = r"(?P<count>\d{1,3}|" + "|".join(WORDS) + r")"
TIMES = re.compile(
    rf"\b(?:(?P<once>twice|thrice)|{_COUNT}\s(?:times|fold))\s(?:as\s(?:much|high|large|many)\sas|that\sof|those\sof|the\s)",
    re.IGNORECASE,
)
AVERAGE = re.compile(r"\b(?:on\saverage|average\sof|averaged|averaging)\b", re.IGNORECASE)
WHOLE = re.compile(r"\b(?:in\sall|in\stotal|a\stotal\sof|totall?ing|altogether|all\stold|sum\sof)\b", re.IGNORECASE)
SPAN = re.compile(
    r"\b(?:from|between)\s(?P<first>(?:19|20)\d\d)\s(?:to|and|until)\s(?P<last>(?:19|20)\d\d)\b", re.IGNORECASE
)
YEARS = re.compile(rf"\b(?:over|in|for|during)\s(?:the\s)?(?:\w+\s)?{_COUNT}\syears\b", re.IGNORECASE)
# "Three times" of a figure that is 2.6 or 3.5 times the other is usual English.
LEAST, MOST = 0.8, 1.25
Sums = Sequence[tuple[float, float]]


def find_wrong_multiples(case: Case) -> Iterator[Finding]:
    """Sentences with two amounts in one currency, and an average or a multiple that they do not give."""
    for sentence in case.sentences:
        money = list(MONEY.finditer(sentence.text))
        if len(money) == 2 and len({one["c"].strip().casefold() for one in money}) == 1:
            sums = [next(printed_numbers(f"{one['n']} {one['s']}")) for one in money]
            yield from check_times(case, sentence, sums)
            yield from check_average(case, sentence, sums)


def check_times(case: Case, sentence: Sentence, sums: Sums) -> Iterator[Finding]:
    """The finding where one amount is not so many times the other."""
    found = list(TIMES.finditer(sentence.text))
    if len(found) != 1:
        return
    times = count_in(found[0]["once"] or found[0]["count"])
    low, high = sorted(value for value, _ in sums)
    if not LEAST * times <= high / low <= MOST * times:
        sum_ = f"{name_number(high)} ÷ {name_number(low)} = {high / low:.2f}; printed: {times:g} times."
        yield wrong_multiple(case, sentence, f"{name_number(high)} is not {times:g} times {name_number(low)}", sum_)


def check_average(case: Case, sentence: Sentence, sums: Sums) -> Iterator[Finding]:
    """The finding where an average by the year, times the years, is not the whole."""
    counts = count_years(sentence.text)
    if not counts or not AVERAGE.search(sentence.text) or not WHOLE.search(sentence.text):
        return
    (mean, mean_step), (whole, whole_step) = sorted(sums)
    if any(abs(mean * count - whole) <= mean_step / 2 * count + whole_step / 2 for count in counts):
        return
    shown = join_words((f"{count} × {name_number(mean)} = {name_number(mean * count)}" for count in counts), "or")
    sum_ = f"{shown}; printed: {name_number(whole)}."
    yield wrong_multiple(case, sentence, f"An average of {name_number(mean)} does not give {name_number(whole)}", sum_)


def count_years(text: str) -> list[int]:
    """How many years a sentence may speak of: "from 2010 to 2014" are five, or four; empty where it does not say."""
    span, years = SPAN.search(text), YEARS.search(text)
    if span is not None:
        length = int(span["last"]) - int(span["first"])
        return [length + 1, length] if length > 1 else []
    return [int(count_in(years["count"]))] if years is not None else []


def count_in(word: str) -> float:
    """The number of a word or of digits."""
    return float(WORDS.get(word.casefold(), 0) or word)


def wrong_multiple(case: Case, sentence: Sentence, what: str, sum_: str) -> Finding:
    """The finding for a sentence."""
    reason = f"{what}: {sum_}"
    return make_finding("C305", reason, [case.place_of_sentence(sentence)], arithmetic=sum_, settle=STATISTICS)
