"""Where the date of a statement may stand: at its noun, beside its verb, at the clause that it hangs on.

In: a sentence and a candidate. Out: tokens of dates, place by place, the nearest first; `times` takes the first that
gives a time.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from comity.reading.amount_dates import find_beside, find_whole, is_beyond_another
from comity.reading.candidates import Candidate
from comity.reading.clause import SIGNING, Clause
from comity.reading.dates_of_acts import find_dates, is_term
from comity.reading.event_dates import find_attended, find_event, find_held, find_instrument, find_occasion
from comity.reading.places import Sentence
from comity.reading.tokens import DASHES

TOLD_OF = "of the clause that this one tells of"


def find_places(sentence: Sentence, candidate: Candidate) -> Iterator[tuple[str, list[int]]]:
    """Each place where the date of a candidate may stand, by the rule's name, with the dates there, the best first."""
    clause = candidate.clause
    if candidate.amount is not None:
        yield "beside the amount", find_beside(sentence, candidate.amount)
        whole = find_whole(sentence, candidate.amount)
        yield "of the amount that the brackets follow", [] if whole is None else find_beside(sentence, whole)
    if candidate.noun is not None and not candidate.cue.verbs:
        phrase = sentence.phrase(candidate.noun)
        yield "at the noun", sorted(i for i in phrase.dates if not is_term(sentence, i))
        dated = [(name, i) for name, i in phrase.pps if sentence.tag(i) == "D"]
        # "the Agreement on Transit of 1972"
        yield "at the noun", [i for name, i in dated if name == "of" or _is_of_name(sentence, candidate.noun, i)]
    if clause is None:
        after = find_dates(sentence, candidate.noun, len(sentence.tokens)) if candidate.noun is not None else []
        yield "in the sentence", [*after, *find_dates(sentence, 0, len(sentence.tokens))][:1]
        return
    yield "counted from the clause before", _counted(sentence, clause)
    if candidate.noun is not None and candidate.cue.verbs and not _is_taken_up(sentence, candidate.noun, clause):
        yield (
            "after the noun",
            sorted(i for i in sentence.phrase(candidate.noun).dates if i > candidate.noun and not is_term(sentence, i)),
        )
        if clause.verb[1] <= candidate.noun and find_dates(sentence, clause.verb[1], candidate.noun):
            yield "after the noun", find_dates(sentence, candidate.noun, clause.right)  # "A in 1990 and B in 1995"
    if candidate.amount is None and (candidate.cue.verbs or candidate.noun is None):
        told = [i for i in find_dates(sentence, clause.verb[1], clause.right) if not is_term(sentence, i)]
        yield "after the verb", [i for i in told if not _is_of_example(sentence, i, candidate.noun)]
    if candidate.noun is not None and candidate.cue.verbs:
        yield "at the noun", sorted(i for i in sentence.phrase(candidate.noun).dates if not is_term(sentence, i))
    if candidate.noun is not None and not candidate.cue.verbs and candidate.amount is None:
        end = clause.verb[0] if _follows(sentence, candidate.noun, clause) else clause.right
        yield "after the noun", find_dates(sentence, candidate.noun, end)
        yield "of what was done on it", find_occasion(sentence, candidate.noun, clause)
        if candidate.cue.support:
            yield "after the verb", find_dates(sentence, clause.verb[1], candidate.noun)
    before = find_dates(sentence, clause.left, clause.verb[1])[::-1]
    yield "before the verb", [i for i in before if _is_of(sentence, i, clause)]
    yield "fronted", _fronted(sentence, clause)
    if candidate.noun is not None and not candidate.cue.verbs and clause.lemma in ANNOUNCING:
        told = find_dates(sentence, clause.verb[1], candidate.noun)
        yield "right behind the verb", [i for i in told if i < clause.verb[1] + 2]  # "announced on 3 May the recall of"
    yield "of the event in front", find_event(sentence, clause.left, clause.verb[0])
    inside = [i for i in range(clause.verb[1], clause.right) if sentence.lower(i) in ("in", "during")]
    yield "of the event in which it was", [k for i in inside for k in find_event(sentence, i, clause.right)][:1]
    if candidate.amount is not None:
        yield "in the clause", find_dates(sentence, clause.start, clause.right)
    if candidate.amount is not None or candidate.cue.amount == "money":
        yield "of the whole that it is a part of", _of_whole(sentence, clause)
    if clause.relation == "coordinate":
        yield from _told_after(sentence, clause)
    if clause.subordinator == "when" and clause.left > 1 and sentence.tag(clause.left - 1) == "U":
        k = clause.left - 2 - (sentence.tag(clause.left - 2) == ",")
        yield TOLD_OF, [k] if sentence.tag(k) == "D" else []  # "the clash of 2008, when"
    yield from _inherited(sentence, clause, candidate)
    yield from _told_after(sentence, clause)
    yield "after the relative clause", _after_relative(sentence, clause)
    yield "of the event at which it was done", find_held(sentence, clause)
    yield "of the act by which it was done", find_instrument(sentence, clause)
    if candidate.noun is not None and not candidate.cue.verbs and candidate.amount is None and clause.lemma in SAYING:
        yield "of what was said on it", find_dates(sentence, clause.verb[1], candidate.noun)
    yield "at the head of the line", _line_head(sentence)
    yield "of what it was made to attend", find_attended(sentence, clause)
    if candidate.amount is not None:
        only = find_dates(sentence, 0, len(sentence.tokens))
        is_own = len(only) == 1 and not is_beyond_another(sentence, only[0], candidate.amount)
        yield "the only date of the sentence", only if is_own else []


def _of_whole(sentence: Sentence, clause: Clause) -> list[int]:
    """The dates of the clause that gives the whole: "was 5 million *in 2018*, of which A sold 3 million"."""
    which = next((k for k in (clause.left, clause.left - 1) if sentence.lower(k) == "which"), 0)
    is_part = clause.parent is not None and sentence.lower(which - 1) == "of"
    return find_dates(sentence, clause.parent.verb[1], which) if is_part and clause.parent is not None else []


def _follows(sentence: Sentence, noun: int, clause: Clause) -> bool:
    """Whether the noun is what came after something: "*this visit* follows that of the minister in 2017"."""
    is_after = clause.lemma in ("follow", "precede") and not clause.is_passive and noun < clause.verb[0]
    return is_after and sentence.tag(clause.verb[1]) not in "ID.,;"


SAYING = frozenset("say tell state speak announce declare remark note add express voice praise".split())
# "In response to the expulsion of N on 3 May, A expelled M": that is the date of what is answered.
ANSWERED = frozenset("response reply retaliation reaction".split())
ANNOUNCING = frozenset("announce declare order decree confirm witness attend oversee preside watch".split())


def _is_of_example(sentence: Sentence, i: int, noun: int | None) -> bool:
    """Whether a date in brackets is that of one of the things told off: "signed accords such as *a treaty* (2010)"."""
    if noun is None or sentence.tag(i - 1) != "(" or sentence.tag(i + 1) != ")":
        return False
    first = next((k for k in range(noun + 1, i) if sentence.lower(k) in EXAMPLES), i)
    return any(sentence.tag(k) == "H" for k in range(first, i))


EXAMPLES = frozenset("such including".split())


def _is_of_name(sentence: Sentence, noun: int, i: int) -> bool:
    """Whether the date at token i ends the name that begins with the noun: "the *Agreement* on Transit of *1972*"."""
    return sentence.lower(i - 1) == "of" and all(sentence.tag(k) in "IQT" for k in range(noun + 1, i))


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


def _is_of(sentence: Sentence, i: int, clause: Clause) -> bool:
    """Whether a date is not that of a clause set in between: "N, who came in May, was received"."""
    inner = sentence.clause_of(i)
    is_own = inner is None or inner is clause or inner.relation not in ("relative", "subordinate")
    is_answered = sentence.tag(i - 1) == "I" and any(sentence.lower(k) in ANSWERED for k in range(clause.left, i))
    return is_own and not is_answered


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
    words = [sentence.lower(i) for i in range(clause.left, clause.verb[0])]
    if ("to", "date") in pairwise(words) or ("so", "far") in pairwise(words):
        return  # "joined it in 1998 and, to date, has received": up to now
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
                # "Since the King's visit in 1999 this is the first time that …": counted from that
                is_since = sentence.lower(told.left) == "since" and sentence.tag(told.left + 1) != "D"
                before = find_dates(sentence, told.left, told.verb[0]) if not is_since else []
                yield TOLD_OF, find_dates(sentence, told.verb[1], told.right) or before
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
        elif parent.relation == "relative" and sentence.lower(clause.subject[0] - 1) == "when":
            yield TOLD_OF, find_dates(sentence, 0, clause.subject[0] - 1)[-1:]  # "on 5 June, when A, joined by B, cut"
            return
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
    is_of_paper = sentence.tag(clause.verb[0] - 1) == "H" and parent.lemma in SIGNING
    if not (is_absolute or is_of_paper or sentence.tag(clause.verb[0] - 1) == ","):
        return []
    if parent.verb[0] > clause.verb[0]:
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
        if other.relation == "gerund" and sentence.lower(other.verb[0] - 1) == "since":
            return  # "his first visit since taking office in May"
        is_other = other.lemma != clause.lemma and "but" in map(sentence.lower, range(clause.verb[1], other.verb[0]))
        if is_other:
            return  # "severed relations, but restored them in 1996"
        if is_joined and clause.is_passive and not other.is_passive and other.relation == "coordinate":
            return  # "was appointed minister and presented his credentials on 26 November"
        if is_joined and clause.lemma == "be" and other.lemma != "be" and other.relation == "coordinate":
            return  # "was a founding member and took part in its operations in 1951"
        if is_joined or (clause.relation == "infinitive" and clause.parent is None and other.lemma == "be"):
            yield "of the verb that goes on with it", find_dates(sentence, other.verb[1], other.right)
        if other.relation == "subordinate" and other.subordinator in ("when", "until", "as"):
            yield "of the clause that says when", find_dates(sentence, other.left, other.right)
        return


def _counted(sentence: Sentence, clause: Clause) -> list[int]:
    """The distance from the clause before at which a clause was: "on 4 May, *a day* after A had recognised B"."""
    first = clause.subject[0] if clause.subject[1] > clause.subject[0] else clause.verb[0]
    i = next((k - 1 for k in range(first - 1, max(first - 4, 0), -1) if sentence.lower(k) in ("after", "before")), 0)
    return [i] if sentence.tag(i) == "D" and sentence.phrases.is_of_clause(i) else []
