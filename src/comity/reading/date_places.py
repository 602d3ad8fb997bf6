"""Where the date of a statement may stand: at its noun, beside its verb, at the clause that it hangs on.

In: a sentence and a candidate. Out: tokens of dates, place by place, the nearest first; `times` takes the first that
gives a time.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from comity.reading.ordinals import read_ordinal
from comity.reading.tokens import DASHES

if TYPE_CHECKING:
    from comity.reading.candidates import Candidate
    from comity.reading.clause import Clause
    from comity.reading.places import Sentence


TOLD_OF = "of the clause that this one tells of"


def heads_figure(sentence: Sentence, i: int) -> bool:
    """Whether a date in brackets is that of the figure after it: "5.5 million (2017: 4.2 million)"."""
    return sentence.tag(i - 1) == "(" and sentence.tag(i + 1) == ":"


def find_places(sentence: Sentence, candidate: Candidate) -> Iterator[tuple[str, list[int]]]:
    """Each place where the date of a candidate may stand, by the rule's name, with the dates there, the best first."""
    clause = candidate.clause
    if candidate.amount is not None:
        yield "beside the amount", _near_amount(sentence, candidate.amount)
        whole = _whole_of(sentence, candidate.amount)
        yield "of the amount that the brackets follow", [] if whole is None else _near_amount(sentence, whole)
    if candidate.noun is not None and not candidate.cue.verbs:
        phrase = sentence.phrase(candidate.noun)
        yield "at the noun", sorted(i for i in phrase.dates if not _is_term(sentence, i))
        yield "at the noun", [i for name, i in phrase.pps if name == "of" and sentence.tag(i) == "D"]
    if clause is None:
        after = find_dates(sentence, candidate.noun, len(sentence.tokens)) if candidate.noun is not None else []
        yield "in the sentence", [*after, *find_dates(sentence, 0, len(sentence.tokens))][:1]
        return
    yield "counted from the clause before", _counted(sentence, clause)
    if candidate.noun is not None and candidate.cue.verbs and not _is_taken_up(sentence, candidate.noun, clause):
        yield (
            "after the noun",
            sorted(
                i for i in sentence.phrase(candidate.noun).dates if i > candidate.noun and not _is_term(sentence, i)
            ),
        )
        if clause.verb[1] <= candidate.noun and find_dates(sentence, clause.verb[1], candidate.noun):
            yield "after the noun", find_dates(sentence, candidate.noun, clause.right)  # "A in 1990 and B in 1995"
    if candidate.amount is None and (candidate.cue.verbs or candidate.noun is None):
        yield "after the verb", find_dates(sentence, clause.verb[1], clause.right)
    if candidate.noun is not None and candidate.cue.verbs:
        yield "at the noun", sorted(i for i in sentence.phrase(candidate.noun).dates if not _is_term(sentence, i))
    if candidate.noun is not None and not candidate.cue.verbs and candidate.amount is None:
        yield "after the noun", list(find_dates(sentence, candidate.noun, clause.right))
    if candidate.noun is not None and not candidate.cue.verbs and candidate.amount is None:
        yield "of what was done on it", _of_occasion(sentence, candidate.noun, clause)
    before = find_dates(sentence, clause.left, clause.verb[0])[::-1]
    yield "before the verb", [i for i in before if _is_of(sentence, i, clause)]
    yield "fronted", _fronted(sentence, clause)
    if candidate.noun is not None and not candidate.cue.verbs and clause.lemma in ANNOUNCING:
        told = find_dates(sentence, clause.verb[1], candidate.noun)
        yield "right behind the verb", [i for i in told if i < clause.verb[1] + 2]  # "announced on 3 May the recall of"
    yield "of the event in front", _of_event(sentence, clause.left, clause.verb[0])
    inside = [i for i in range(clause.verb[1], clause.right) if sentence.lower(i) in ("in", "during")]
    yield "of the event in which it was", [k for i in inside for k in _of_event(sentence, i, clause.right)][:1]
    if candidate.amount is not None:
        yield "in the clause", find_dates(sentence, clause.start, clause.right)
    if clause.relation == "coordinate":
        yield from _told_after(sentence, clause)
    if clause.subordinator == "when" and clause.left > 1 and sentence.tag(clause.left - 1) == "U":
        yield TOLD_OF, [clause.left - 2] if sentence.tag(clause.left - 2) == "D" else []  # "the clash of 2008, when"
    yield from _inherited(sentence, clause, candidate)
    yield from _told_after(sentence, clause)
    yield "after the relative clause", _after_relative(sentence, clause)
    yield "of the event at which it was done", _of_event_held(sentence, clause)
    yield "of the act by which it was done", _of_instrument(sentence, clause)
    yield "at the head of the line", _line_head(sentence)
    yield "of what it was made to attend", _of_attended(sentence, clause)
    if candidate.amount is not None:
        only = find_dates(sentence, 0, len(sentence.tokens))
        is_own = len(only) == 1 and not _is_of_another(sentence, only[0], candidate.amount)
        yield "the only date of the sentence", only if is_own else []


def _of_attended(sentence: Sentence, clause: Clause) -> list[int]:
    """The date of the event that was the goal: "visited A to attend the summit held there on 5 May"."""
    for goal, event in zip(sentence.clauses, sentence.clauses[1:], strict=False):
        is_goal = goal.parent is clause and goal.relation == "infinitive" and goal.lemma in ATTENDING
        if is_goal and event.lemma in HOLDING and event.verb[0] - goal.verb[1] < LONGEST_NAME:
            return find_dates(sentence, event.verb[1], event.right)
    return []


LONGEST_NAME = 14
ANNOUNCING = frozenset("announce declare order decree confirm".split())
ATTENDING = frozenset("attend participate join address inaugurate open".split())
HOLDING = frozenset("hold convene organise organize host take".split())


def _is_taken_up(sentence: Sentence, noun: int, clause: Clause) -> bool:
    """Whether "it" or "they" stands for the noun of another clause, whose date is not its own."""
    words = [sentence.lower(i) for i in range(*clause.subject)]
    return noun < clause.left and words[:1] in (["it"], ["they"])


def _fronted(sentence: Sentence, clause: Clause) -> list[int]:
    """The dates of a phrase in front that has a relative clause of its own: "Following the talks of May with those that
    had signed, A opened"."""
    first = sentence.clauses[0]
    if clause.relation != "main" or first is clause or sentence.tag(0) not in "ID":
        return []
    if first.relation == "gerund" and first.is_passive and first.subordinator == "," and sentence.tag(1) == "D":
        return [1] if first.left == 2 else []  # "In 1971, sponsored by B, A began"
    if first.relation != "relative":
        return []
    is_first = all(other is clause or other.verb[0] > clause.verb[0] or other is first for other in sentence.clauses)
    return find_dates(sentence, 0, min(first.left, first.subject[1])) if is_first else []


def _of_event(sentence: Sentence, first: int, last: int) -> list[int]:
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


def _of_event_held(sentence: Sentence, clause: Clause) -> list[int]:
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


HOLDING = frozenset("hold organise organize host convene arrange stage".split())
LONGEST_EVENT = 9
EVENTS = frozenset(
    "war wars conflict crisis summit conference session congress talks revolution uprising coup offensive campaign "
    "invasion battle dispute earthquake games".split()
)


def _of_instrument(sentence: Sentence, clause: Clause) -> list[int]:
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
        for k in range(paper + 1, min(paper + 10, len(sentence.tokens))):
            if sentence.tag(k) == "D":
                return [k]
            if sentence.tag(k) in ";X" or (sentence.tag(k) == "V" and sentence.lower(k) not in SIGNED):
                return []
    return []


SIGNING = frozenset("signing signature conclusion exchange".split())
SIGNED = frozenset("signed concluded dated made initialled reached adopted of".split())


def _of_occasion(sentence: Sentence, noun: int, clause: Clause) -> list[int]:
    """The date of what was done during it: "was agreed in May 1991 during the stay of N in B"."""
    left = sentence.phrase(noun).left
    if sentence.lower(left - 1) == "of" and sentence.lower(left - 2) in SIGNING:
        left -= 2 + (sentence.tag(left - 3) == "T")  # "began on 5 May with the signing of a treaty"
    is_occasion = clause.verb[1] <= noun and sentence.lower(left - 1) in ("during", "on", "by", "with", "through")
    return find_dates(sentence, clause.verb[1], left) if is_occasion else []


def _is_of_another(sentence: Sentence, date: int, amount: int) -> bool:
    """Whether the date stands beyond another clause's amount: "exports were A; they had been B in 2014"."""
    between = range(amount + 1, date)
    return any(sentence.tag(i) in ";" for i in between) and any(sentence.tag(i) == "M" for i in between)


def _is_of(sentence: Sentence, i: int, clause: Clause) -> bool:
    """Whether a date is not that of a clause set in between: "N, who came in May, was received"."""
    inner = sentence.clause_of(i)
    return inner is None or inner is clause or inner.relation not in ("relative", "subordinate")


def _after_relative(sentence: Sentence, clause: Clause) -> list[int]:
    """A date that a comma parts from the relative clause before it: "A, of which B was part, in June 1960"."""
    for other in sentence.clauses:
        if (
            other.relation not in ("relative", "subordinate")
            or other.parent is not clause
            or other.left < clause.verb[1]
        ):
            continue
        commas = (i for i in range(other.verb[1], other.right) if sentence.tag(i) == ",")
        comma = next((i for i in commas if sentence.tag(i + 1) in "ID"), None)
        if comma is not None and other.subordinator in ("which", "who", "whom"):
            return find_dates(sentence, comma + 1, min(comma + 3, other.right))
    return []


def _line_head(sentence: Sentence) -> list[int]:
    """The date before the colon or dash with which an entry begins: "1992: President N visits B"."""
    first = next((i for i, token in enumerate(sentence.tokens) if token.tag not in "•*-–—(["), 0)
    k = first + 1
    while sentence.tag(k) in ")D-–" and sentence.lower(k) not in DASHES and k < first + 4:
        k += 1
    return [first] if sentence.tag(first) == "D" and (sentence.tag(k) in ":|" or sentence.lower(k) in DASHES) else []


def _inherited(sentence: Sentence, clause: Clause, candidate: Candidate) -> Iterator[tuple[str, list[int]]]:
    """The date of the clause that it hangs on: "on 2 May, when …", "in 1992 A did and B did"."""
    seen = 0
    while clause.parent is not None and seen < 6:
        seen += 1
        parent = clause.parent
        if (
            clause.relation in ("subordinate", "relative")
            and clause.subordinator
            in (
                "when",
                "as",
                "while",
                "where",
                "whereby",
                "that",
            )
        ) or _is_at_which(sentence, clause):
            told: Clause | None = parent
            while told is not None:
                yield (
                    TOLD_OF,
                    find_dates(sentence, told.verb[1], told.right) or find_dates(sentence, told.left, told.verb[0]),
                )
                told = told.parent if told.relation in ("infinitive", "gerund", "relative") else None
        elif clause.relation == "relative" and sentence.lower(clause.left - 1) in ("during", "on"):
            yield "of the clause around", find_dates(sentence, parent.verb[1], parent.right)
        elif clause.relation in ("infinitive", "relative", "gerund"):
            before = find_dates(sentence, parent.left, parent.verb[0]) or _fronted(sentence, parent)
            if clause.relation == "gerund" and _is_thereby(sentence, clause):
                yield "of the verb that it goes on", find_dates(sentence, parent.verb[1], parent.right)
            if clause.relation == "gerund" and clause.is_passive and clause.subordinator == ",":
                yield "of what it is said of", find_dates(sentence, parent.verb[1], parent.right)
            if clause.relation == "gerund" and not clause.is_passive and candidate.cue.action is not None:
                yield "of the act that it goes with", _with_act(sentence, clause, parent)
            yield (
                "of the clause around",
                before
                if clause.relation != "infinitive"
                else [*find_dates(sentence, parent.verb[1], parent.right), *before],
            )
        elif parent.relation == "relative" and not _is_joined(sentence, clause):
            return  # "the King, who was crowned in July, paid a visit"
        elif clause.relation in ("coordinate", "main"):
            yield "fronted, for verbs that are joined", find_dates(sentence, parent.left, parent.verb[0])
            if clause.relation == "coordinate" and ("joined" in candidate.cue.dates or _is_thereby(sentence, clause)):
                yield "of the verb that it goes on", find_dates(sentence, parent.verb[1], parent.right)
            if parent.verb[1] == clause.verb[0] - 1:
                yield "of the verb it is joined with", find_dates(sentence, parent.verb[1], parent.right)
        else:
            return
        clause = parent


def _with_act(sentence: Sentence, clause: Clause, parent: Clause) -> list[int]:
    """The dates of the act that a participle behind a comma goes with: "recalled its envoy in May, cutting ties"."""
    is_with = "with" in (sentence.lower(clause.subject[0] - 1), sentence.lower(clause.subject[0] - 2))
    is_absolute = is_with and clause.subject[1] == clause.verb[0]  # "opened in May with N attending"
    if not (is_absolute or sentence.tag(clause.verb[0] - 1) == ",") or parent.verb[0] > clause.verb[0]:
        return []
    told: Clause | None = parent
    while told is not None:
        found = find_dates(sentence, told.verb[1], told.right)
        if found:
            return found
        told = told.parent if told.relation == "coordinate" else None
    return []


def _is_joined(sentence: Sentence, clause: Clause) -> bool:
    """Whether "and" or "or" stands before the verb of a clause."""
    return any(sentence.tag(i) == "K" for i in range(max(clause.left - 2, 0), clause.verb[0]))


def _is_thereby(sentence: Sentence, clause: Clause) -> bool:
    """Whether the verb tells of one act with the verb before: "and *thus* ceased to exist"."""
    return any(sentence.lower(i) in THEREBY for i in range(max(clause.left - 1, 0), clause.verb[1]))


def _is_at_which(sentence: Sentence, clause: Clause) -> bool:
    """Whether the clause tells what was at the time of the one before: "the visit during which", "on 2 May, the day on
    which", "signed an accord under which"."""
    if clause.left < 3 or sentence.lower(clause.left - 1) != "which":
        return False
    word, noun = sentence.lower(clause.left - 2), sentence.lower(clause.left - 3)
    if word in ("during", "whereby") or (word in ("on", "in", "at") and noun in TIMES):
        return True
    if word in ("in", "at", "on") and noun == "," and sentence.tag(clause.left - 4) == "D":
        return True  # "the visit to B in August 2023, in which both signed"
    return word in ("under", "by", "through", "with") and sentence.tag(clause.left - 3) in "HQWDC,"


TIMES = frozenset("day date year month week moment time".split())
THEREBY = frozenset("thus thereby hereby thereupon simultaneously".split())


def _told_after(sentence: Sentence, clause: Clause) -> Iterator[tuple[str, list[int]]]:
    """The date of the clause that says when: "A recognised B when it received the envoy on 5 May", "not until it …"."""
    for other in sentence.clauses:
        if other.verb[0] < clause.verb[1]:
            continue
        is_joined = other.relation in ("coordinate", "gerund", "infinitive") and other.parent is clause
        is_other = other.lemma != clause.lemma and "but" in map(sentence.lower, range(clause.verb[1], other.verb[0]))
        if is_other:
            return  # "severed relations, but restored them in 1996"
        if is_joined and clause.is_passive and not other.is_passive and other.relation == "coordinate":
            return  # "was appointed minister and presented his credentials on 26 November"
        if is_joined or (clause.relation == "infinitive" and clause.parent is None and other.lemma == "be"):
            yield "of the verb that goes on with it", find_dates(sentence, other.verb[1], other.right)
        if other.relation == "subordinate" and other.subordinator in ("when", "until", "as"):
            yield "of the clause that says when", find_dates(sentence, other.left, other.right)
        return


def find_dates(sentence: Sentence, start: int, end: int) -> list[int]:
    """The dates between two tokens that tell of acts."""
    return [
        i
        for i in range(start, end)
        if sentence.tag(i) == "D"
        and not sentence.phrases.is_of_clause(i)
        and not _is_attribute(sentence, i)
        and not is_compared(sentence, i)
    ]


def _counted(sentence: Sentence, clause: Clause) -> list[int]:
    """The distance from the clause before at which a clause was: "on 4 May, *a day* after A had recognised B"."""
    first = clause.subject[0] if clause.subject[1] > clause.subject[0] else clause.verb[0]
    i = next((k - 1 for k in range(first - 1, max(first - 4, 0), -1) if sentence.lower(k) in ("after", "before")), 0)
    return [i] if sentence.tag(i) == "D" and sentence.phrases.is_of_clause(i) else []


def _is_attribute(sentence: Sentence, i: int) -> bool:
    """Whether the date tells of a thing and not of the act: "the 1906 Treaty", "(X since 1988)"."""
    if heads_figure(sentence, i) or (sentence.tag(i - 1) in "TJZ" and sentence.tag(i + 1) in "HQW"):
        return True
    if sentence.tag(i - 1) == "T" and sentence.tag(i + 1) == "E":
        return not any(party.states for party in sentence.tokens[i + 1].data)  # "the 11th century Kora Temple"
    if is_compared(sentence, i) or _is_term(sentence, i) or _is_first_since(sentence, i) or _is_of_feast(sentence, i):
        return True
    if (
        sentence.tag(i - 1) == "Q"
        and sentence.lower(i).isdigit()
        and sentence.tokens[i - 1].end + 1 == sentence.tokens[i].start
    ):
        return True  # "the exercise Bright Star 2018"
    if sentence.lower(i - 1) == "of" and sentence.tag(i - 2) in "HQ":
        return True
    if sentence.lower(i - 1) == "years" and "for" in (sentence.lower(i - 2), sentence.lower(i - 3)):
        return all(token.tag != "M" for token in sentence.tokens)  # "a programme for the years 2022–2025"
    opening = next((k for k in range(i - 1, max(-1, i - 8), -1) if sentence.tag(k) in "()"), None)
    if opening is None or sentence.tag(opening) == ")" or opening == i - 1:
        return False
    return not any(sentence.tag(k) == "V" for k in range(opening, i))  # "(signed on 3 October 2005)" tells of an act


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


FEASTS = ("day", "week", "festival", "anniversary", "christmas", "easter", "ramadan")
BESIDE_FEAST = frozenset("before after ahead prior eve".split())


def _is_first_since(sentence: Sentence, i: int) -> bool:
    """Whether something is counted from the date: "the sixth since 1990", "the first visit since 1975"."""
    if sentence.lower(i - 1) != "since":
        return False
    for k in range(i - 2, max(i - 7, -1), -1):
        if sentence.tag(k) in "VX,;":
            return False
        if read_ordinal(sentence.lower(k)) is not None:
            return True
    return False


def _is_term(sentence: Sentence, i: int) -> bool:
    """Whether a paper runs for these years: "signed a programme for 2022–2025", "an Action Plan 2023-2025"."""
    when = sentence.tokens[i].data.when
    first, _, last = str(when).partition("/")
    if not (first.isdigit() and last.isdigit()) or sentence.tokens[i].data.relation is not None:
        return False
    k = i - 1 - (sentence.lower(i - 1) == "for" or sentence.tag(i - 1) in ",(")
    while k > i - 14 and k >= 0 and sentence.tag(k) in "WQJTIAKH":
        if sentence.tag(k) == "H" and any(noun.group in ("programme", "paper") for noun in sentence.tokens[k].data):
            return True
        k -= 1
    return False


def _near_amount(sentence: Sentence, amount: int) -> list[int]:
    """Dates near an amount, the nearest first, not beyond another amount."""
    if sentence.tag(amount - 1) == "(" and sentence.tag(amount - 2) == "D" and sentence.tag(amount + 1) == ")":
        return [amount - 2]  # "3.7 times more than in 2017 ($89.1 million)"
    after = range(amount + 1, min(amount + 16, len(sentence.tokens)))
    found = []
    inside = 0
    for i in after:
        inside += (sentence.tag(i) == "(") - (sentence.tag(i) == ")")
        if inside > 0 and (sentence.tag(i) != "D" or sentence.tag(i + 1) == ":"):
            continue  # "$5.5 billion (3.8 % of all trade) in 2004", "5.5 million (2017: 4.2 million)"
        if sentence.tag(i) in "M;KV" or (sentence.tag(i) == "," and sentence.tag(i + 1) in "KE"):
            break
        if sentence.tag(i) == "D" and not is_compared(sentence, i):
            is_label = sentence.tag(i + 1) == ":"  # "3.4 million euros (2017: 2.8 million)"
            found += [i] if not is_label and not _goes_before(sentence, i) else []
            break
    before = []
    for i in range(amount - 1, max(-1, amount - 14), -1):
        if sentence.tag(i) in "M;":
            break
        if sentence.tag(i) == "D" and not is_compared(sentence, i):
            before += [i] if not _is_aside(sentence, i, amount) else []
            break
    return [*found, *before]


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


def _whole_of(sentence: Sentence, amount: int) -> int | None:
    """The amount before the brackets in which an amount stands: "trade was A in 2020 (exports B, imports C)"."""
    opening = next((k for k in range(amount - 1, -1, -1) if sentence.tag(k) in "()"), None)
    if opening is None or sentence.tag(opening) == ")":
        return None
    return next((k for k in range(opening - 1, max(-1, opening - 6), -1) if sentence.tag(k) == "M"), None)


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


MEASURES = frozenset("figure level amount volume sum total value number".split())
MULTIPLES = frozenset("twice double triple half thrice times".split())
COMPARING = frozenset("over than from to with on against versus".split())


FORMER = frozenset("previous preceding last before earlier prior".split())
