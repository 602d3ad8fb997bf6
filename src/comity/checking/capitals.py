"""A city called the capital of a state at a time at which another was."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from comity.checking.case import Case, make_finding
from comity.checking.naming import name_entity
from comity.checking.sentences import Sentence
from comity.checking.times import find_years
from comity.checking.wording import join_words, name_time
from comity.model import Finding, When
from comity.names import Name, find_names
from comity.names.cities import Capital, capitals
from comity.names.spans import first_day, last_day

# What stands between the two names, in the order in which they stand.
CITY_FIRST = re.compile(r",?\s(?:now\s|today\s)?the\s(?:new\s|present\s|national\s)?capital\s(?:city\s)?of\s(?:the\s)?")
STATE_FIRST = re.compile(r"(?:['’]s?)?\s(?:new\s|present\s|national\s)?capital(?:\scity)?(?:,|,?\sof|\sis)?\s")
OF_STATE = re.compile(r"(?:,|\sis)\s")
BEFORE_STATE = re.compile(r"\bcapital\s(?:city\s)?of\s(?:the\s)?$", re.IGNORECASE)
# Words that set another time than the one that the sentence gives.
OTHER_TIME = re.compile(
    r"\b(?:former|formerly|then|old|until|till|since(?!\s(?:19|20)\d\d)|moved?|transfer\w*|became|become|first)\b"
)
PAST = re.compile(r"\b(?:was|were|had|did|met|held|\w{2,20}ed)\b")
STATES = ("state", "adjective")


def find_wrong_capitals(case: Case) -> Iterator[Finding]:
    """Cities that are called the capital of a state, at a time at which the list of capitals has another."""
    for sentence in case.sentences:
        if "capital" in sentence.text:
            for city, state in find_pairs(sentence.text):
                yield from check_capital(case, sentence, city, state)


def find_pairs(text: str) -> Iterator[tuple[Name, Name]]:
    """Each city of a sentence that is called the capital of a state, with that state."""
    names = [name for name in find_names(text) if name.type in (*STATES, "city") and not name.others]
    for left, right in zip(names, names[1:], strict=False):
        between = text[left.end : right.start]
        if left.type == "city" and right.type in STATES and CITY_FIRST.fullmatch(between):
            yield left, right
        elif left.type in STATES and right.type == "city":
            is_of = BEFORE_STATE.search(text, 0, left.start) and OF_STATE.fullmatch(between)
            if is_of or STATE_FIRST.fullmatch(between):
                yield right, left


def check_capital(case: Case, sentence: Sentence, city: Name, state: Name) -> Iterator[Finding]:
    """The finding where the list has another capital at the time of the sentence."""
    when = time_of(case, sentence)
    rows = [row for row in capitals() if row.state == state.code]
    if when is None or not rows:
        return
    there = [row for row in rows if holds_in(row, when)]
    if not there or any(row.city == city.code for row in there):
        return
    mine = [row for row in rows if row.city == city.code]
    told = f"; {mine[-1].city} was it {span_in_words(mine[-1])}" if mine else ""
    capital = join_words(dict.fromkeys(row.city for row in there))
    written, named = sentence.text[city.start : city.end], name_entity(state.code, on=case.on)
    reason = f"{written} is called the capital of {named}, which in {name_time(when)} had {capital}{told}."
    settle = "The time of which the sentence speaks; today's capital from an official page."
    yield make_finding("C113", reason, [case.place_of_sentence(sentence)], settle=settle)


def time_of(case: Case, sentence: Sentence) -> When | None:
    """The year of a sentence: the only one that it names, or that of its page; None where it may speak of another."""
    if OTHER_TIME.search(sentence.text):
        return None
    years = find_years(sentence.text)
    if len(years) == 1:
        return When(str(years.pop()))
    if years or PAST.search(sentence.text):
        return None
    written = case.written(sentence.document.source.sha256)
    return When(str((written.last_day if written and written.last_day else case.on).year))


def holds_in(row: Capital, when: When) -> bool:
    """Whether a city was the capital on some day of a time."""
    begin = first_day(row.since) if row.since else date.min
    end = last_day(row.until) if row.until else date.max
    return when.first_day is not None and when.last_day is not None and begin <= when.last_day and when.first_day <= end


def span_in_words(row: Capital) -> str:
    """From when to when a city was a capital."""
    parts: Sequence[str] = [
        *([f"from {name_time(When(row.since))}"] if row.since else []),
        *([f"until {name_time(When(row.until))}"] if row.until else []),
    ]
    return " ".join(parts) or "at another time"
