"""The dates of events and papers that a clause names: the war in which, the summit at which, the treaty by which."""

from __future__ import annotations

from comity.reading.clause import Clause
from comity.reading.dates_of_acts import find_dates
from comity.reading.places import Sentence

LONGEST_NAME = 14
ATTENDING = frozenset("attend participate join address inaugurate open".split())
HOLDING = frozenset("hold organise organize host convene arrange stage".split())
LONGEST_EVENT = 9
EVENTS = frozenset(
    "war wars conflict crisis summit conference session congress talks revolution uprising coup offensive campaign "
    "invasion battle dispute earthquake games".split()
)
SIGNING = frozenset("signing signature conclusion exchange".split())
SIGNED = frozenset("signed concluded dated made initialled reached adopted of".split())


def find_attended(sentence: Sentence, clause: Clause) -> list[int]:
    """The date of the event that was the goal: "visited A to attend the summit held there on 5 May"."""
    for goal, event in zip(sentence.clauses, sentence.clauses[1:], strict=False):
        is_goal = goal.parent is clause and goal.relation == "infinitive" and goal.lemma in ATTENDING
        if is_goal and event.lemma in HOLDING and event.verb[0] - goal.verb[1] < LONGEST_NAME:
            return find_dates(sentence, event.verb[1], event.right)
    return []


def find_event(sentence: Sentence, first: int, last: int) -> list[int]:
    """The date of the event told from token `first` on: "In the 1967 war A lost", "in a war of 1879–1884"."""
    if sentence.lower(first) not in ("in", "during", "at", "amid"):
        return []
    for i in range(first + 1, min(first + LONGEST_EVENT, last)):
        if sentence.lower(i).rsplit(" ", 1)[-1] in EVENTS:
            inside = [k for k in range(first + 1, i) if sentence.tag(k) == "D"]
            after = [i + 2] if sentence.lower(i + 1) == "of" and sentence.tag(i + 2) == "D" else []
            bracketed = [i + 2] if sentence.tag(i + 1) == "(" and sentence.tag(i + 2) == "D" else []
            return (inside + after + bracketed)[:1]
        if sentence.tag(i) in ",V;":
            return []
    return []


def find_held(sentence: Sentence, clause: Clause) -> list[int]:
    """The date of the event at which it was done: "signed a treaty at a meeting *held on 3 May*"."""
    for other in sentence.clauses:
        if other.parent is not clause or other.relation != "relative" or not other.is_passive:
            continue
        k = other.verb[0] - 2
        while k > clause.verb[1] and sentence.tag(k) in "TWJQAH":
            k -= 1
        if other.lemma in HOLDING and k >= clause.verb[1] and sentence.lower(k) in ("at", "during", "in"):
            return find_dates(sentence, other.verb[1], other.right)
    return []


def find_instrument(sentence: Sentence, clause: Clause) -> list[int]:
    """The date of the paper by which it was done: "was created through an agreement signed on 3 May", "set up by the
    agreement of 1997"."""
    first = clause.left + (sentence.tag(clause.left) == ",")
    after = range(clause.verb[1], min(clause.verb[1] + 4, len(sentence.tokens)))
    for i in (*after, *((first,) if clause.relation == "main" and sentence.tag(0) == "I" else ())):
        if sentence.lower(i) not in ("by", "through", "under", "via"):
            continue
        paper = next((k for k in range(i + 1, min(i + 6, len(sentence.tokens))) if sentence.tag(k) == "H"), None)
        if paper is None or not any(noun.group == "paper" for noun in sentence.tokens[paper].data):
            return []
        if sentence.lower(paper).startswith("convention") and sentence.tag(paper - 1) in "CQ":
            return []  # "under the Vienna Convention of 1961": the law, not the act
        for k in range(paper + 1, min(paper + 10, len(sentence.tokens))):
            if sentence.tag(k) == "D":
                return [k]
            if sentence.tag(k) in ";X" or (sentence.tag(k) == "V" and sentence.lower(k) not in SIGNED):
                return []
    return []


def find_occasion(sentence: Sentence, noun: int, clause: Clause) -> list[int]:
    """The date of what was done during it: "was agreed in May 1991 during the stay of N in B"."""
    left = sentence.phrase(noun).left
    if sentence.lower(left - 1) == "of" and sentence.lower(left - 2) in SIGNING:
        left -= 2 + (sentence.tag(left - 3) == "T")  # "began on 5 May with the signing of a treaty"
    is_occasion = clause.verb[1] <= noun and sentence.lower(left - 1) in ("during", "on", "by", "with", "through")
    return find_dates(sentence, clause.verb[1], left) if is_occasion else []
