"""Which date a statement has: the one beside its words, else its clause's, else that of the clause it hangs on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from comity.model import When
from comity.reading.dates import anniversary_of, resolve_date
from comity.reading.english import VerbForm
from comity.reading.ordinals import read_ordinal
from comity.reading.tokens import DASHES

if TYPE_CHECKING:
    from comity.reading.candidates import Candidate
    from comity.reading.clauses import Clause
    from comity.reading.context import Context
    from comity.reading.places import Sentence


@dataclass(frozen=True, slots=True)
class Time:
    """A time and the rule that chose it; `when` is None where the text gives none."""

    when: When | None
    rule: str
    token: int | None = None


TOLD_OF = "of the clause that this one tells of"
NONE = Time(None, "no date in the clause")


def choose_time(sentence: Sentence, candidate: Candidate, step: str | None, context: Context) -> Time:
    """The time of a candidate. `step` says what its action does to a state of affairs: begins, changes, holds, ends."""
    if candidate.cue.when == "none":
        return Time(None, "the cue tells of no time")
    if candidate.date is not None:
        return Time(_when(sentence, candidate.date, step, context), "in the entry", candidate.date)
    if candidate.clause is not None and _is_anaphoric(sentence, candidate.clause) and context.anchor is not None:
        return Time(context.anchor, 'the date told before, taken up by "this"')
    feast = _find_feast(sentence, candidate)
    if feast is not None and not _has_own_date(sentence, candidate, feast):
        return _remembered(sentence, feast, context)
    is_beforehand = candidate.noun is not None and not candidate.cue.verbs and sentence.is_beforehand(candidate.noun)
    own = set(range(candidate.noun, sentence.phrase(candidate.noun).right)) if candidate.noun is not None else set()
    for rule, tokens in _places(sentence, candidate):
        if is_beforehand and not set(tokens) <= own:
            return Time(None, "what else is told was before it")
        for i in tokens:
            when = _when(sentence, i, step, context, is_told_of=rule == TOLD_OF)
            if when is not None:
                when = _edge(when, candidate.cue.when)
                return _most_precise(sentence, candidate, Time(when, rule, i), step, context)
    if (
        candidate.clause is not None
        and candidate.cue.kind in TOLD_TOGETHER
        and candidate.cue.kind != "visit"
        and _is_by_visitor(sentence, candidate, context)
    ):
        return Time(context.visit_time, "the visit of the one who meets")
    if candidate.clause is not None and context.visit_time is not None and _is_during_visit(sentence, candidate.clause):
        return Time(context.visit_time, "the date of the visit told before")
    if candidate.clause is None and (candidate.cue.heading or candidate.amount is not None):
        time = _of_heading(context, candidate)
        if time.when is not None or context.under is None:
            return time
    is_now = candidate.clause is not None and _is_now(sentence, candidate.clause)
    if candidate.amount is not None and context.told is not None and candidate.cue.kind in CARRIED and not is_now:
        return Time(context.told, "the year told before in the paragraph")
    if context.under is not None and step != "holds" and not _has_other_date(sentence, context.under):
        return Time(context.under, "of the entry or the heading above")
    return NONE


def _is_now(sentence: Sentence, clause: Clause) -> bool:
    """Whether the verb tells of the present, which no year told before dates: "is put at", "stands at"."""
    first = sentence.tokens[clause.verb[0]]
    if first.tag == "X":
        return first.lower in ("is", "are")
    return isinstance(first.data, VerbForm) and "third" in first.data.forms


def _has_other_date(sentence: Sentence, under: When) -> bool:
    """Whether the sentence gives a date that is not the entry's own, and not that of another figure: "(2017: …)"."""
    whens = [
        token.data.when
        for i, token in enumerate(sentence.tokens)
        if token.tag == "D" and not _heads_figure(sentence, i) and token.data.when is not None
    ]
    return any(not when.contains(under) and not under.contains(when) for when in whens)


def _heads_figure(sentence: Sentence, i: int) -> bool:
    """Whether a date in brackets is that of the figure after it: "5.5 million (2017: 4.2 million)"."""
    return sentence.tag(i - 1) == "(" and sentence.tag(i + 1) == ":"


# Figures that follow one another in a paragraph are of one year, until another is told.
CARRIED = frozenset({"trade", "investment"})


def _most_precise(sentence: Sentence, candidate: Candidate, time: Time, step: str | None, context: Context) -> Time:
    """A date in front that lies within the one beside the verb: "On 7 September 2017 … for the tests in 2017"."""
    clause = candidate.clause
    if clause is None or candidate.amount is not None or time.when is None:
        return time
    for i in _dates(sentence, clause.left, clause.verb[0]):
        when = _when(sentence, i, step, context)
        if i != time.token and when is not None and len(str(when)) > len(str(time.when)) and time.when.contains(when):
            return Time(when, "the more precise of two", i)
    return time


def _edge(when: When, wanted: str | None) -> When:
    """The beginning or end of an interval, where the cue asks for it: "had an embassy from 1943 to 1945"."""
    first, _, last = str(when).partition("/")
    if wanted not in ("begin", "end") or not last or ".." in (first, last):
        return when
    return When(first if wanted == "begin" else last)


def _find_feast(sentence: Sentence, candidate: Candidate) -> int | None:
    """The word "anniversary" that governs the candidate: "the 30th anniversary of diplomatic relations"."""
    start = candidate.noun if candidate.noun is not None else candidate.clause.verb[0] if candidate.clause else 0
    for i in range(start - 1, max(-1, start - 9), -1):
        if sentence.lower(i) in ("anniversary", "anniversaries"):
            return i if sentence.lower(i + 1) == "of" else None
        if sentence.tag(i) in "X;":
            return None
    return None


def _has_own_date(sentence: Sentence, candidate: Candidate, feast: int) -> bool:
    """Whether its own verb has a date: "the 30th anniversary of relations, established on 1 January 1993"."""
    clause = candidate.clause
    if clause is None or not candidate.cue.verbs or clause.verb[0] < feast:
        return False
    return bool(_dates(sentence, clause.verb[1], clause.right)) and sentence.tag(clause.verb[0] - 1) in ",R"


def _remembered(sentence: Sentence, feast: int, context: Context) -> Time:
    """The year that an anniversary remembers, where the sentence tells which it is and when it is kept."""
    number = read_ordinal(sentence.lower(feast - 1)) or read_ordinal(sentence.lower(feast - 2))
    dates = [when for i in _dates(sentence, 0, len(sentence.tokens)) if (when := _when(sentence, i, None, context))]
    kept = next((when for when in dates if number is not None and "/" not in str(when)), None)
    when = None if kept is None or number is None else anniversary_of(number, kept)
    return Time(when, "the year that the anniversary remembers")


def _of_heading(context: Context, candidate: Candidate) -> Time:
    """The date that the heading over an entry gives, where it is a heading of the kind."""
    token = (
        context.headings.date() if any(noun.kind == candidate.cue.kind for noun in context.headings.nouns()) else None
    )
    when = None if token is None else resolve_date(token.data, anchor=context.anchor, published=context.published)
    return NONE if when is None else Time(when, "of the heading")


def _is_by_visitor(sentence: Sentence, candidate: Candidate, context: Context) -> bool:
    """Whether the sentence before told of a visit, and its visitor is the subject here."""
    if candidate.clause is None or not context.visitors:
        return False
    parties = [
        party
        for i in sentence.subjects(candidate.clause)
        if sentence.tag(i) == "E"
        for party in sentence.tokens[i].data
    ]
    people = [context.person_of(party).person for party in parties]
    return any(person.split(" ")[-1] in context.visitors for person in people if person)


def _is_during_visit(sentence: Sentence, clause: Clause) -> bool:
    """ "during this visit", "conducted during the visit": a visit that is dated where it was told."""
    for i in sentence.prepositional("during", clause.left, min(clause.right + 1, len(sentence.tokens))):
        token = sentence.tokens[i]
        if token.tag == "H" and any(noun.kind == "visit" for noun in token.data):
            return any(word.lower in ("the", "this", "that", "his", "her") for word in sentence.phrase(i).words)
    return False


def _is_anaphoric(sentence: Sentence, clause: Clause) -> bool:
    """Whether the subject is "this", "that act", "this latter date"."""
    words = [sentence.lower(i) for i in range(*clause.subject)]
    return bool(words) and words[0] in ("this", "that") and all(word in ANAPHORS for word in words[1:])


ANAPHORS = frozenset("latter date act action step event day move decision".split())


def _places(sentence: Sentence, candidate: Candidate) -> Iterator[tuple[str, list[int]]]:
    clause = candidate.clause
    if candidate.amount is not None:
        yield "beside the amount", _near_amount(sentence, candidate.amount)
        whole = _whole_of(sentence, candidate.amount)
        yield "of the amount that the brackets follow", [] if whole is None else _near_amount(sentence, whole)
    if candidate.noun is not None and not candidate.cue.verbs:
        phrase = sentence.phrase(candidate.noun)
        yield "at the noun", sorted(phrase.dates)
        yield "at the noun", [i for name, i in phrase.pps if name == "of" and sentence.tag(i) == "D"]
    if clause is None:
        after = _dates(sentence, candidate.noun, len(sentence.tokens)) if candidate.noun is not None else []
        yield "in the sentence", [*after, *_dates(sentence, 0, len(sentence.tokens))][:1]
        return
    if candidate.noun is not None and candidate.cue.verbs:
        yield "after the noun", sorted(i for i in sentence.phrase(candidate.noun).dates if i > candidate.noun)
    if candidate.amount is None and (candidate.cue.verbs or candidate.noun is None):
        yield "after the verb", _dates(sentence, clause.verb[1], clause.right)
    if candidate.noun is not None and candidate.cue.verbs:
        yield "at the noun", sorted(sentence.phrase(candidate.noun).dates)
    if candidate.noun is not None and not candidate.cue.verbs and candidate.amount is None:
        yield "after the noun", list(_dates(sentence, candidate.noun, clause.right))
    before = _dates(sentence, clause.left, clause.verb[0])[::-1]
    yield "before the verb", [i for i in before if _is_of(sentence, i, clause)]
    if candidate.amount is not None:
        yield "in the clause", _dates(sentence, clause.start, clause.right)
    if clause.relation == "coordinate":
        yield from _told_after(sentence, clause)
    yield from _inherited(sentence, clause, candidate)
    yield from _told_after(sentence, clause)
    yield "after the relative clause", _after_relative(sentence, clause)
    yield "at the head of the line", _line_head(sentence)
    if candidate.amount is not None:
        only = _dates(sentence, 0, len(sentence.tokens))
        is_own = len(only) == 1 and not _is_of_another(sentence, only[0], candidate.amount)
        yield "the only date of the sentence", only if is_own else []


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
            return _dates(sentence, comma + 1, min(comma + 3, other.right))
    return []


def _line_head(sentence: Sentence) -> list[int]:
    """The date before the colon or dash with which an entry begins: "1992: President N visits B"."""
    first = next((i for i, token in enumerate(sentence.tokens) if token.tag not in "•*-–—(["), 0)
    k = first + 1
    while sentence.tag(k) in ")D-–" and sentence.lower(k) not in DASHES and k < first + 4:
        k += 1
    return [first] if sentence.tag(first) == "D" and (sentence.tag(k) in ":|" or sentence.lower(k) in DASHES) else []


# "visited Oslo on 3 May and met his counterpart", "… and signed a treaty": one day.
# An envoy appointed then need not have arrived.
TOLD_TOGETHER = frozenset({"visit", "meeting", "agreement"})


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
        ) or _is_during_which(sentence, clause):
            told: Clause | None = parent
            while told is not None:
                yield (
                    TOLD_OF,
                    _dates(sentence, told.verb[1], told.right) or _dates(sentence, told.left, told.verb[0]),
                )
                told = told.parent if told.relation in ("infinitive", "gerund", "relative") else None
        elif clause.relation == "relative" and sentence.lower(clause.left - 1) in ("during", "on"):
            yield "of the clause around", _dates(sentence, parent.verb[1], parent.right)
        elif clause.relation in ("infinitive", "relative", "gerund"):
            before = _dates(sentence, parent.left, parent.verb[0])
            yield (
                "of the clause around",
                before
                if clause.relation != "infinitive"
                else [*_dates(sentence, parent.verb[1], parent.right), *before],
            )
        elif parent.relation == "relative" and not _is_joined(sentence, clause):
            return  # "the King, who was crowned in July, paid a visit"
        elif clause.relation in ("coordinate", "main"):
            yield "fronted, for verbs that are joined", _dates(sentence, parent.left, parent.verb[0])
            if candidate.cue.kind in TOLD_TOGETHER | CARRIED and clause.relation == "coordinate":
                yield "of the verb that it goes on", _dates(sentence, parent.verb[1], parent.right)
            if parent.verb[1] == clause.verb[0] - 1:
                yield "of the verb it is joined with", _dates(sentence, parent.verb[1], parent.right)
        else:
            return
        clause = parent


def _is_joined(sentence: Sentence, clause: Clause) -> bool:
    """Whether "and" or "or" stands before the verb of a clause."""
    return any(sentence.tag(i) == "K" for i in range(max(clause.left - 2, 0), clause.verb[0]))


def _is_during_which(sentence: Sentence, clause: Clause) -> bool:
    return [sentence.lower(clause.left - k) for k in (2, 1)] == ["during", "which"] and clause.left > 1


def _told_after(sentence: Sentence, clause: Clause) -> Iterator[tuple[str, list[int]]]:
    """The date of the clause that says when: "A recognised B when it received the envoy on 5 May", "not until it …"."""
    for other in sentence.clauses:
        if other.verb[0] < clause.verb[1]:
            continue
        is_joined = other.relation in ("coordinate", "gerund", "infinitive") and other.parent is clause
        if is_joined or (clause.relation == "infinitive" and clause.parent is None and other.lemma == "be"):
            yield "of the verb that goes on with it", _dates(sentence, other.verb[1], other.right)
        if other.relation == "subordinate" and other.subordinator in ("when", "until", "as"):
            yield "of the clause that says when", _dates(sentence, other.left, other.right)
        return


def _dates(sentence: Sentence, start: int, end: int) -> list[int]:
    return [
        i
        for i in range(start, end)
        if sentence.tag(i) == "D" and not _is_attribute(sentence, i) and not is_compared(sentence, i)
    ]


def _is_attribute(sentence: Sentence, i: int) -> bool:
    """Whether the date tells of a thing and not of the act: "the 1906 Treaty", "(X since 1988)"."""
    if _heads_figure(sentence, i) or (sentence.tag(i - 1) in "TJZ" and sentence.tag(i + 1) in "HQW"):
        return True
    if is_compared(sentence, i):
        return True
    if sentence.lower(i - 1) == "of" and sentence.tag(i - 2) in "HQ":
        return True
    opening = next((k for k in range(i - 1, max(-1, i - 8), -1) if sentence.tag(k) in "()"), None)
    if opening is None or sentence.tag(opening) == ")" or opening == i - 1:
        return False
    return not any(sentence.tag(k) == "V" for k in range(opening, i))  # "(signed on 3 October 2005)" tells of an act


def _near_amount(sentence: Sentence, amount: int) -> list[int]:
    """Dates near an amount, the nearest first, not beyond another amount."""
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
    if _is_after_than(sentence, i):
        return True
    is_former = bool(FORMER & set(sentence.lower(i).split()))
    return sentence.lower(k) in COMPARING and (
        is_former or sentence.lower(k) in ("than", "against", "versus") or sentence.lower(k - 1) == "compared"
    )


def _is_after_than(sentence: Sentence, i: int) -> bool:
    """Whether "than" stands before the date and its small words: "more than in the same period of 2021"."""
    k = i - 1
    while k > max(i - 7, 0) and sentence.tag(k) in "TWIA" and sentence.lower(k) != "than":
        k -= 1
    return sentence.lower(k) == "than"


def _is_percent(sentence: Sentence, i: int) -> bool:
    return i >= 0 and sentence.tag(i) == "M" and sentence.tokens[i].data.amount.unit == "percent"


COMPARING = frozenset("over than from to with on against versus".split())
FORMER = frozenset("previous preceding last before earlier prior".split())


def _when(sentence: Sentence, i: int, step: str | None, context: Context, *, is_told_of: bool = False) -> When | None:
    mention: Any = sentence.tokens[i].data
    is_past = _is_past(sentence, i) if context.is_report else None
    when = resolve_date(mention, anchor=_anchor(sentence, i, context), published=context.published, is_past=is_past)
    if when is None:
        return None
    return when if is_told_of else relate(when, mention.relation, step)  # "until 1975, when it was renamed"


def _anchor(sentence: Sentence, i: int, context: Context) -> When | None:
    """The last full date before token i, in the sentence or before it; None in a report that means the nearest."""
    for k in range(i - 1, -1, -1):
        if sentence.tag(k) == "D" and sentence.tokens[k].data.when is not None:
            when: When = sentence.tokens[k].data.when
            return when
    return None if context.is_report and not context.is_dated else context.anchor


def _is_past(sentence: Sentence, i: int) -> bool:
    """Whether a date is of what has been: what its clause tells is not planned or hoped."""
    clause = sentence.clause_of(i)
    return clause is None or clause.modality in ("asserted", "denied")


def relate(when: When, relation: str | None, step: str | None) -> When | None:
    """A date with "since", "until", "by": open for what holds, bare for what begins or ends there."""
    text = str(when)
    if "/" in text or relation is None:
        return when
    if relation == "since":
        return When(f"{text}/..") if step == "holds" else when
    if relation in ("until", "by"):
        return when if step is None or (relation == "until" and step in ("ends", "begins")) else When(f"../{text}")
    if relation in ("before", "after") and step is not None:
        return When(f"../{text}") if relation == "before" else When(f"{text}/..")
    return when
