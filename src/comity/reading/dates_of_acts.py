"""Which dates of a sentence tell of acts: not those of a thing, a term, a feast, or of a figure that is compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from comity.reading.ordinals import read_ordinal
from comity.reading.registry import is_organisation

if TYPE_CHECKING:
    from comity.reading.places import Sentence

FEASTS = ("day", "week", "festival", "anniversary", "christmas", "easter", "ramadan")
BESIDE_FEAST = frozenset("before after ahead prior eve".split())
MEASURES = frozenset("figure level amount volume sum total value number".split())
MULTIPLES = frozenset("twice double triple half thrice times".split())
COMPARING = frozenset("over than from to with on against versus".split())
FORMER = frozenset("previous preceding last before earlier prior".split())


def heads_figure(sentence: Sentence, i: int) -> bool:
    """Whether a date in brackets is that of the figure after it: "5.5 million (2017: 4.2 million)"."""
    return sentence.tag(i - 1) == "(" and sentence.tag(i + 1) == ":"


def find_dates(sentence: Sentence, start: int, end: int) -> list[int]:
    """The dates between two tokens that tell of acts."""
    return [i for i in sentence.dates if start <= i < end]


def tells_of_act(sentence: Sentence, i: int) -> bool:
    """Whether a date tells of an act: not of a clause, of a thing, of what something is compared with."""
    return not sentence.phrases.is_of_clause(i) and not _is_attribute(sentence, i) and not is_compared(sentence, i)


def _is_attribute(sentence: Sentence, i: int) -> bool:
    """Whether the date tells of a thing and not of the act: "the 1906 Treaty", "(X since 1988)"."""
    if heads_figure(sentence, i) or (sentence.tag(i - 1) in "TJZ" and sentence.tag(i + 1) in "HQW"):
        return True
    if _is_life(sentence, i):
        return True
    if sentence.tag(i - 1) == "T" and sentence.tag(i + 1) == "E":
        return not any(party.states for party in sentence.tokens[i + 1].data)  # "the 11th century Kora Temple"
    if sentence.lower(i - 1) == "the" and sentence.tag(i + 1 + (sentence.tag(i + 1) == ",")) in "CHQ":
        return True  # "the April 18, 1961, Vienna Convention"
    if is_compared(sentence, i) or is_term(sentence, i) or _is_first_since(sentence, i) or _is_of_feast(sentence, i):
        return True
    if (
        sentence.tag(i - 1) == "Q"
        and sentence.lower(i).isdigit()
        and sentence.tokens[i - 1].end + 1 == sentence.tokens[i].start
    ):
        return True  # "the exercise Bright Star 2018"
    if sentence.lower(i - 1) == "of" and (sentence.tag(i - 2) in "HQ" or _is_of_law(sentence, i)):
        return True
    if sentence.lower(i - 1) == "since" and sentence.tag(i - 2) in "WQ" and _opens_aside(sentence, i):
        return True  # "A, a republic since 1821, signed a treaty"
    if sentence.lower(i - 1) == "years" and "for" in (sentence.lower(i - 2), sentence.lower(i - 3)):
        return all(token.tag != "M" for token in sentence.tokens)  # "a programme for the years 2022–2025"
    if sentence.tag(i - 2) == "(" and sentence.tag(i + 1) == ")" and _is_behind_body(sentence, i):
        return False
    opening = next((k for k in range(i - 1, max(-1, i - 8), -1) if sentence.tag(k) in "()"), None)
    if opening is None or sentence.tag(opening) == ")" or opening == i - 1:
        return False
    return not any(sentence.tag(k) == "V" for k in range(opening, i))  # "(signed on 3 October 2005)" tells of an act


def _is_life(sentence: Sentence, i: int) -> bool:
    """Whether it is when somebody lived: "N (1896-1948)"; nobody holds a post for so long."""
    if sentence.tag(i - 1) + sentence.tag(i + 1) != "()" or not any(token.tag == "V" for token in sentence.tokens):
        return False
    when = sentence.tokens[i].data.when
    first, last = (None, None) if when is None else (when.first_day, when.last_day)
    is_person = sentence.tag(i - 2) == "Q" or (
        sentence.tag(i - 2) == "E" and any(party.person for party in sentence.tokens[i - 2].data)
    )
    return is_person and first is not None and last is not None and last.year - first.year >= SHORTEST_LIFE


SHORTEST_LIFE = 30


def _is_of_law(sentence: Sentence, i: int) -> bool:
    """Whether it is the year of what an act rests on: "under the constitution of 1980"."""
    k = i - 2
    while sentence.tag(k) in "WQJ":
        k -= 1
    return sentence.tag(k) == "T" and sentence.lower(k - 1) in ("under", "to") and k < 4


def _opens_aside(sentence: Sentence, i: int) -> bool:
    """Whether an article behind a comma opens the words up to token i, which ends them."""
    k = i - 2
    while k > 0 and sentence.tag(k) in "WQJ":
        k -= 1
    return sentence.tag(k) == "T" and sentence.tag(k - 1) == "," and sentence.tag(i + 1) == ","


def _is_behind_body(sentence: Sentence, i: int) -> bool:
    """Whether a date with its preposition stands in brackets behind a body: "a member of O (since 1995)"."""
    bodies = sentence.tokens[i - 3].data if i > 2 and sentence.tag(i - 3) == "E" else ()
    codes = [code for party in bodies for code in party.states]
    return sentence.lower(i - 1) in ("in", "since", "on") and bool(codes) and all(map(is_organisation, codes))


def _is_of_feast(sentence: Sentence, i: int) -> bool:
    """Whether it is the day of a feast told beside an act: "shortly before Africa Day, on 25 May,"."""
    k = i - 1 - (sentence.lower(i - 1) == "on")
    k -= sentence.tag(k) in ",("
    if k < 1 or not sentence.lower(k).endswith(FEASTS) or not sentence.tokens[k].text[0].isupper():
        return False
    for j in range(k - 1, max(k - 9, -1), -1):
        if sentence.tag(j) in "VX,;":
            return False
        if sentence.lower(j) in BESIDE_FEAST:
            return True
    return False


def _is_first_since(sentence: Sentence, i: int) -> bool:
    """Whether something is counted from the date: "the sixth since 1990", "the first visit since 1975"."""
    if sentence.lower(i - 1) != "since":
        return False
    for k in range(i - 2, max(i - 11, -1), -1):
        if sentence.tag(k) in "VX,;":
            return False
        if read_ordinal(sentence.lower(k)) is not None:
            return True
    return False


def is_term(sentence: Sentence, i: int) -> bool:
    """Whether a paper runs for these years: "signed a programme for 2022–2025", "an Action Plan 2023-2025"."""
    when = sentence.tokens[i].data.when
    first, _, last = str(when).partition("/")
    if not (first.isdigit() and last.isdigit()) or sentence.tokens[i].data.relation is not None:
        return False
    if sentence.lower(i - 1) in ("period", "years") and "covering" in (sentence.lower(i - 2), sentence.lower(i - 3)):
        return True
    is_for = sentence.lower(i - 1) == "for"
    k = i - 1 - (is_for or sentence.tag(i - 1) in ",(")
    while k > i - 14 and k >= 0 and sentence.tag(k) in ("WQJTIAKHE" if is_for else "WQJTIAKH"):
        if sentence.tag(k) == "H" and any(noun.group in ("programme", "paper") for noun in sentence.tokens[k].data):
            return True
        k -= 1
    return False


def is_compared(sentence: Sentence, i: int) -> bool:
    """Whether the date is that of another figure: "up 5% on the previous year", "compared with 2015"."""
    k = i - 1
    while sentence.tag(k) == "T" and k > i - 4 and sentence.lower(k) not in COMPARING:
        k -= 1
    if sentence.lower(k) in ("from", "on", "over", "against") and _is_percent(sentence, k - 1):
        return True  # "down 11 per cent from 2018"
    if _is_after_than(sentence, i) or _is_multiplied(sentence, i):
        return True
    is_former = bool(FORMER & set(sentence.lower(i).split()))
    return sentence.lower(k) in COMPARING and (
        is_former
        or sentence.lower(k) in ("than", "against", "versus")
        or sentence.lower(k - 1) in ("compared", "comparison")
    )


def _is_multiplied(sentence: Sentence, i: int) -> bool:
    """Whether a figure is a multiple of that of the date: "twice the figure of 2020"."""
    if sentence.lower(i - 1) not in ("of", "in") or sentence.lower(i - 2) not in MEASURES:
        return False
    return any(sentence.lower(k) in MULTIPLES for k in range(max(i - 6, 0), i - 2))


def _is_after_than(sentence: Sentence, i: int) -> bool:
    """Whether "than" stands before the date and its small words: "more than in the same period of 2021"."""
    k = i - 1
    while k > max(i - 7, 0) and sentence.tag(k) in "TWIA" and sentence.lower(k) != "than":
        k -= 1
    return sentence.lower(k) == "than"


def _is_percent(sentence: Sentence, i: int) -> bool:
    return i >= 0 and sentence.tag(i) == "M" and sentence.tokens[i].data.amount.unit == "percent"
