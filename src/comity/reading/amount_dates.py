"""The dates that belong to an amount: beside it, or beside the amount that the brackets around it follow."""

from __future__ import annotations

from comity.reading.dates_of_acts import is_compared
from comity.reading.places import Sentence


def is_beyond_another(sentence: Sentence, date: int, amount: int) -> bool:
    """Whether the date stands beyond another clause's amount: "exports were A; they had been B in 2014"."""
    between = range(amount + 1, date)
    if not any(sentence.tag(i) in ";" for i in between):
        return False  # else "exports are A; in 2014 they were B"
    return any(sentence.tag(i) == "M" for i in (*between, *range(date + 1, date + 8)))


def find_beside(sentence: Sentence, amount: int) -> list[int]:
    """Dates near an amount, the nearest first, not beyond another amount."""
    if sentence.tag(amount - 1) == "(" and sentence.tag(amount - 2) == "D" and sentence.tag(amount + 1) == ")":
        return [amount - 2]  # "3.7 times more than in 2017 ($89.1 million)"
    before = []
    for i in range(amount - 1, max(-1, amount - 14), -1):
        if sentence.tag(i) in "M;":
            break
        if sentence.tag(i) == "D" and not is_compared(sentence, i):
            before += [i] if not _is_aside(sentence, i, amount) else []
            break
    return [*find_behind(sentence, amount), *before]


def find_behind(sentence: Sentence, amount: int) -> list[int]:
    """The date that follows an amount, not beyond another amount."""
    after = range(amount + 1, min(amount + 16, len(sentence.tokens)))
    found = []
    inside = 0
    for i in after:
        inside += (sentence.tag(i) == "(") - (sentence.tag(i) == ")")
        if inside > 0 and (sentence.tag(i) != "D" or sentence.tag(i + 1) in ":E"):
            continue  # "$5.5 billion (3.8 % of all trade) in 2004", "5.5 million (2017: 4.2 million)"
        if sentence.tag(i) in "M;KV" or (sentence.tag(i) == "," and sentence.tag(i + 1) in "KE"):
            break
        if sentence.lower(i) in CONTRASTING:
            break  # "in 2000 it was A, whereas in 2009 it was B"
        if sentence.tag(i) == "D" and not is_compared(sentence, i):
            is_label = sentence.tag(i + 1) == ":"  # "3.4 million euros (2017: 2.8 million)"
            found += [i] if not is_label and not _goes_before(sentence, i) else []
            break
    return found


def is_former(sentence: Sentence, amount: int) -> bool:
    """Whether another amount is what this one became: "rose *from A* to B in 2015", "fell to B *from A*"."""
    k = amount - 1
    while sentence.tag(k) in "AT":
        k -= 1
    if sentence.lower(k) != "from":
        return False
    unit = sentence.tokens[amount].data.amount.unit
    others = [
        i
        for i in range(max(0, amount - 10), min(amount + 10, len(sentence.tokens)))
        if i != amount and sentence.tag(i) == "M" and sentence.tokens[i].data.amount.unit == unit
    ]
    return any("to" in [sentence.lower(j) for j in range(max(0, i - 4), i)] for i in others)


CONTRASTING = frozenset("whereas while whilst".split())


def _is_aside(sentence: Sentence, date: int, amount: int) -> bool:
    """Whether the date stands in an aside that ends before the amount: "B, which joined in 1965, is home to 3,000"."""
    clause = sentence.clause_of(date)
    while clause is not None and clause.relation == "infinitive":
        clause = clause.parent
    return (
        clause is not None
        and clause.relation in ("relative", "subordinate")
        and clause is not sentence.clause_of(amount)
    )


def _goes_before(sentence: Sentence, date: int) -> bool:
    """Whether a comma parts the date from what stands before, and its own amount follows: "A, in 2016 only B"."""
    k = date - 1
    while sentence.tag(k) in "IA":
        k -= 1
    return sentence.tag(k) == "," and any(
        sentence.tag(i) == "M" and all(sentence.tag(j) in "AITW" for j in range(date + 1, i))
        for i in range(date + 1, date + 5)
    )


def find_whole(sentence: Sentence, amount: int) -> int | None:
    """The amount before the brackets in which an amount stands: "trade was A in 2020 (exports B, imports C)"."""
    opening = next((k for k in range(amount - 1, -1, -1) if sentence.tag(k) in "()"), None)
    if opening is None or sentence.tag(opening) == ")":
        return None
    return next((k for k in range(opening - 1, max(-1, opening - 6), -1) if sentence.tag(k) == "M"), None)
