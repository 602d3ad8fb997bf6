"""Which date a statement has: the one beside its words, else its clause's, else that of the clause it hangs on."""

from __future__ import annotations

from typing import NamedTuple

from comity.model import When
from comity.reading.amount_dates import find_behind, is_former
from comity.reading.candidates import Candidate
from comity.reading.clause import Clause, tells_now
from comity.reading.context import Context
from comity.reading.date_places import TOLD_OF, find_places
from comity.reading.dates import anniversary_of, resolve_date
from comity.reading.dates_of_acts import find_dates, heads_figure
from comity.reading.ordinals import read_ordinal
from comity.reading.places import Sentence
from comity.reading.reckoning import SAYING, find_today, reckon


class Time(NamedTuple):
    """A time and the rule that chose it; `when` is None where the text gives none."""

    when: When | None
    rule: str
    token: int | None = None


NONE = Time(None, "no date in the clause")
GOING_ON = "the day of the report, in which it goes on"
REMEMBERED = "the year that the anniversary remembers"
OF_NO_TIME = "the cue tells of no time"
BEFOREHAND = "what else is told was before it"
OF_UNKNOWN_DAY = "counted from a day that the text does not give"
FORMER = "what it was before"


def choose_time(sentence: Sentence, candidate: Candidate, step: str | None, context: Context) -> Time:
    """The time of a candidate. `step` says what its action does to a state of affairs: begins, changes, holds, ends."""
    if candidate.cue.when == "none":
        return Time(None, OF_NO_TIME)
    if candidate.date is not None:
        when = reckon(sentence, candidate.date, step, context, candidate.modality)
        return Time(when, "in the entry", candidate.date)
    if candidate.amount is not None and is_former(sentence, candidate.amount):
        own = find_behind(sentence, candidate.amount)
        when = reckon(sentence, own[0], step, context, candidate.modality) if own else None
        return Time(when, "beside the amount", own[0]) if when is not None else Time(None, FORMER)
    if candidate.clause is not None and _is_anaphoric(sentence, candidate.clause) and context.anchor is not None:
        return Time(context.anchor, 'the date told before, taken up by "this"')
    feast = _find_feast(sentence, candidate)
    if feast is not None and not _has_own_date(sentence, candidate, feast):
        return _remembered(sentence, feast, context)
    is_beforehand = candidate.noun is not None and not candidate.cue.verbs and sentence.is_beforehand(candidate.noun)
    if candidate.noun is not None and not candidate.cue.verbs and "despite" in sentence.governors(candidate.noun):
        is_beforehand = True  # "despite the break in relations it kept an office until 1990"
    if candidate.noun is not None and not candidate.cue.verbs and _is_counted_after(sentence, candidate.noun):
        is_beforehand = True  # "opened in May, a year after the resumption of relations"
    inner = set(range(candidate.noun, sentence.phrase(candidate.noun).right)) if candidate.noun is not None else set()
    unknown: int | None = (
        None  # a date of its own that counts from an unknown day: "on *Monday*, after a like step of B in 2020"
    )
    for rule, tokens in find_places(sentence, candidate):
        if is_beforehand and not set(tokens) <= inner:
            tokens = [i for i in tokens if i in inner]
            if not tokens:
                return Time(None, BEFOREHAND)
        for i in tokens:
            if (unknown is not None and not 0 < i - unknown <= APPOSED) or _is_of_promise(sentence, i, candidate):
                continue
            if _is_fronted(sentence, i, candidate) or _is_of_earlier(sentence, i, candidate):
                continue
            when = reckon(sentence, i, step, context, candidate.modality, is_told_of=rule == TOLD_OF)
            if rule in BESIDE and candidate.amount is None and sentence.tokens[i].data.partial is not None:
                unknown = i
            if when is not None:
                when = _edge(
                    when,
                    "end"
                    if rule == TOLD_OF and candidate.amount is None and _is_of_years(when)
                    else candidate.cue.when,
                )
                return _most_precise(sentence, candidate, Time(when, rule, i), step, context)
    if candidate.cue.when == "founding" and (founded := _founding(sentence, candidate)) is not None:
        return Time(reckon(sentence, founded, step, context), "of the founding told beside it", founded)
    if (
        candidate.clause is not None
        and "joined" in candidate.cue.dates
        and "stay" not in candidate.cue.dates
        and _is_by_visitor(sentence, candidate, context)
    ):
        return Time(context.visit_time, "the visit of the one who meets")
    if candidate.clause is not None and context.visit_time is not None and _is_during_visit(sentence, candidate.clause):
        return Time(context.visit_time, "the date of the visit told before")
    if candidate.clause is not None and context.visit_time is not None and _is_of_visit(sentence, candidate.clause):
        return Time(context.visit_time, "the date of the visit told before")
    if candidate.clause is None and (candidate.cue.heading or candidate.amount is not None):
        time = _of_heading(context, candidate)
        if time.when is not None:
            return time
    if candidate.clause is not None and context.is_report and step != "holds":
        if (told := _said_after(sentence, candidate.clause, context)) is not None:
            return Time(told, "the day on which it was told after it")
        if _is_said_then(candidate.clause) or sentence.lower(0) in ALSO:
            return Time(context.last_day or context.day, "the day of the report")
        said = _day_of_saying(sentence, candidate.clause, context)
        if said is not None:
            return Time(said, "the day on which it was said to have been")
    is_now = candidate.clause is not None and (
        tells_now(sentence.tokens, candidate.clause) or candidate.clause.lemma.startswith("averag")
    )
    is_counted = candidate.amount is not None or candidate.cue.amount in ("required", "money")
    if is_counted and context.told is not None and "carried" in candidate.cue.dates and not is_now:
        return Time(context.told, "the year told before in the paragraph")
    if is_now and context.is_report and "stay" in candidate.cue.dates and candidate.modality == "asserted":
        if context.visit_time is not None and _is_said_of_visit(sentence, candidate.clause, context):
            return Time(context.visit_time, "the date of the visit told before")
        return Time(find_today(context), GOING_ON)
    if context.under is not None and step != "holds" and not _has_other_date(sentence, context.under):
        return Time(context.under, ABOVE)
    return Time(None, OF_UNKNOWN_DAY) if unknown is not None else NONE


def _is_of_promise(sentence: Sentence, i: int, candidate: Candidate) -> bool:
    """Whether a date is that on which something was said that is to come: "said *on 3 May* that it would open"."""
    clause, told = candidate.clause, sentence.clause_of(i)
    if candidate.modality != "planned" or clause is None or told is None or told is clause or clause.is_infinitive:
        return False
    return told.lemma in SAYING and told.modality == "asserted" and told.verb[0] < clause.verb[0]


def _is_fronted(sentence: Sentence, i: int, candidate: Candidate) -> bool:
    """Whether the noun only says in front what the subject is, whose verb has the date: "*A founder* of O, A joined P
    in 1990"."""
    noun, clause = candidate.noun, sentence.clause_of(i)
    if noun is None or candidate.cue.verbs or candidate.amount is not None or clause is None:
        return False
    if not noun < clause.subject[0] < clause.verb[0] < i:
        return False
    is_first = all(sentence.tag(k) in "TAQ" for k in range(noun))
    return is_first and sentence.tag(clause.subject[0] - 1) == ","


def _is_of_earlier(sentence: Sentence, i: int, candidate: Candidate) -> bool:
    """Whether a date is that of what was soon before: "recognised B *soon after its independence* on 1 July 1962"."""
    clause = candidate.clause
    first = clause.verb[1] if clause is not None else 0
    after = next((k for k in range(i - 1, first, -1) if sentence.lower(k) == "after"), None)
    if after is None or sentence.lower(after - 1) not in SOON:
        return False
    is_own = candidate.noun is not None and after < candidate.noun < i
    return not is_own and not any(sentence.tag(k) in "D,;" for k in range(after, i))


SOON = frozenset("soon shortly immediately just right directly long".split())


def _is_counted_after(sentence: Sentence, noun: int) -> bool:
    """Whether it is told how long after what the noun names something else was: "*two years after* the signing of"."""
    return any(words.endswith(" after") and words.split()[-2] in SPANS for words in sentence.governors(noun))


SPANS = frozenset("day days week weeks month months year years decade decades".split())
ABOVE = "of the entry or the heading above"
# Where an act has a date of its own: "on Thursday", though the text does not tell of which week.
APPOSED = 3  # "on Sunday evening, 4 May 2014"
BESIDE = ("at the noun", "after the noun", "after the verb", "before the verb", "fronted")


def _is_said_then(clause: Clause) -> bool:
    """Whether something was said as it happened: "N said this when she presented her credentials"."""
    parent = clause.parent
    is_then = clause.relation == "subordinate" and clause.subordinator in ("when", "while", "as", "after")
    return is_then and parent is not None and parent.lemma in SAYING and clause.modality == "asserted"


def _said_after(sentence: Sentence, clause: Clause, context: Context) -> When | None:
    """The day on which somebody spoke after it: "stated here on Thursday *after receiving* N"."""
    parent = clause.parent
    is_after = clause.relation == "gerund" and sentence.lower(clause.verb[0] - 1) in ("after", "following", "upon")
    if not is_after or parent is None or parent.lemma not in SAYING:
        return None
    days = [reckon(sentence, i, None, context) for i in find_dates(sentence, parent.left, clause.verb[0])]
    return next((day for day in days if day is not None and day.first_day == day.last_day), None)


def _day_of_saying(sentence: Sentence, clause: Clause, context: Context) -> When | None:
    """The day told with who says so, of what has just been: "have been declared …, the ministry said on Tuesday"."""
    words = {sentence.lower(i) for i in range(*clause.verb)}
    later = (other for other in sentence.clauses if other.verb[0] > clause.verb[0])
    saying = next((other for other in later if other.lemma in SAYING), None)
    if saying is None or not words & {"has", "have"} or clause.relation not in ("main", "coordinate"):
        return None
    days = [reckon(sentence, i, None, context) for i in find_dates(sentence, saying.verb[1], saying.right)]
    return next((day for day in days if day is not None and day.first_day == day.last_day), None)


ALSO = frozenset(("also", "likewise"))


def _has_other_date(sentence: Sentence, under: When) -> bool:
    """Whether the sentence gives a date that is not the entry's own, and not that of another figure: "(2017: …)"."""
    whens = [
        token.data.when
        for i, token in enumerate(sentence.tokens)
        if token.tag == "D" and not heads_figure(sentence, i) and token.data.when is not None
    ]
    return any(not when.contains(under) and not under.contains(when) for when in whens)


def _most_precise(sentence: Sentence, candidate: Candidate, time: Time, step: str | None, context: Context) -> Time:
    """A date in front, or of the clause that says when, that lies within the one beside the verb: "On 7 September 2017
    … for the tests in 2017", "occurred in 1871 when envoys signed a treaty on 22 December 1871"."""
    clause = candidate.clause
    if candidate.amount is not None or time.when is None:
        return time
    fronted = find_dates(sentence, clause.left, clause.verb[0]) if clause is not None else []
    for i in (*fronted, *_bracketed(sentence), *_of_when(sentence, clause)):
        when = reckon(sentence, i, step, context, candidate.modality)
        if i != time.token and when is not None and len(str(when)) > len(str(time.when)) and time.when.contains(when):
            return Time(when, "the more precise of two", i)
    return time


def _founding(sentence: Sentence, candidate: Candidate) -> int | None:
    """The date at which what was founded together came to be: "a founding state of E, which was proclaimed in 1871"."""
    for clause in sentence.clauses:
        if clause.relation == "relative" and clause.parent is candidate.clause and clause.lemma in FOUNDING:
            return next(iter(find_dates(sentence, clause.verb[1], clause.right)), None)
    return None


FOUNDING = frozenset("proclaim found form create establish constitute inaugurate".split())


def _of_when(sentence: Sentence, clause: Clause | None) -> list[int]:
    """The dates of the clause with "when" that follows one."""
    later = (other for other in sentence.clauses if clause is not None and other.verb[0] > clause.verb[0])
    first = next(later, None)
    if first is None or first.subordinator != "when" or first.modality != "asserted":
        return []
    return find_dates(sentence, first.left, first.right)


def _bracketed(sentence: Sentence) -> list[int]:
    """A date alone in brackets that lacks its year, of an entry headed by one: "2003 – N visits A (12 June)"."""
    return [
        i
        for i, token in enumerate(sentence.tokens)
        if token.tag == "D" and sentence.tag(i - 1) == "(" and sentence.tag(i + 1) == ")" and token.data.when is None
    ]


def _is_of_years(when: When) -> bool:
    """Whether it is from one year to another: what came when it was over came at its end ("1935 to 1939, when")."""
    first, _, last = str(when).partition("/")
    return first.isdigit() and last.isdigit() and len(first) == len(last) == len("1935")


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
        if sentence.lower(i) in FEASTS:
            return i if sentence.lower(i + 1) == "of" else None
        if _count(sentence, i) is not None and sentence.lower(i + 1) in ("of", "since"):
            return i  # "marks fifty years of diplomatic relations"
        if sentence.tag(i) in "X;,U" or sentence.lower(i) in ("after", "before"):
            return None  # "On the 50th anniversary of relations, A opened": the opening is not remembered
    return None


def _has_own_date(sentence: Sentence, candidate: Candidate, feast: int) -> bool:
    """Whether its own verb has a date: "the 30th anniversary of relations established on 1 January 1993"."""
    clause = candidate.clause
    if clause is None or not candidate.cue.verbs or clause.verb[0] < feast:
        return False
    return bool(find_dates(sentence, clause.verb[1], clause.right)) and sentence.tag(clause.verb[0] - 1) in ",RH"


def _remembered(sentence: Sentence, feast: int, context: Context) -> Time:
    """The year that an anniversary remembers, where the sentence tells which it is and when it is kept."""
    number = read_ordinal(sentence.lower(feast - 1)) or read_ordinal(sentence.lower(feast - 2))
    number = number or _count(sentence, feast) or JUBILEES.get(sentence.lower(feast - 1))
    number = number or FEASTS.get(sentence.lower(feast))
    apart = [c for c in sentence.clauses if c.relation == "subordinate" and not c.start <= feast < c.right]
    places = [
        i
        for i in find_dates(sentence, 0, len(sentence.tokens))
        if not any(clause.start <= i < clause.right for clause in apart)
    ]
    dates = [when for i in places if (when := reckon(sentence, i, None, context))]
    kept = next((when for when in dates if number is not None and "/" not in str(when)), None)
    when = None if kept is None or number is None else anniversary_of(number, kept)
    return Time(when, REMEMBERED)


# What is kept after so many years, where its own name tells how many, and the metals and stones that tell it.
FEASTS = {
    **dict.fromkeys(("anniversary", "anniversaries", "jubilee")),
    **dict.fromkeys(("centenary", "centennial"), 100),
    **dict.fromkeys(("bicentenary", "bicentennial"), 200),
}
JUBILEES = {"silver": 25, "golden": 50, "diamond": 60}


def _count(sentence: Sentence, i: int) -> int | None:
    """The whole number of years at token i; None where none stands there."""
    if sentence.tag(i) != "M" or not sentence.lower(i).endswith("years"):
        return None
    value = sentence.tokens[i].data.amount.value
    return int(value) if value == int(value) else None


def _of_heading(context: Context, candidate: Candidate) -> Time:
    """The date that the heading over an entry gives, where it is a heading of the kind."""
    token = (
        context.headings.date() if any(noun.kind == candidate.cue.kind for noun in context.headings.nouns()) else None
    )
    when = None if token is None else resolve_date(token.data, anchor=context.anchor, published=context.published)
    return NONE if when is None else Time(when, "of the heading")


def _is_by_visitor(sentence: Sentence, candidate: Candidate, context: Context) -> bool:
    """Whether the sentence before told of a visit, and its visitor is among those who are named here."""
    if candidate.clause is None or not context.visitors or sentence.named - {*(context.visit or ()), *context.two()}:
        return False  # "He negotiated with C": with others than those whom he visited
    spans = ((candidate.clause.start, candidate.clause.right),)
    parties = [
        party
        for start, end in spans
        for i in range(start, end)
        if sentence.tag(i) == "E"
        for party in sentence.tokens[i].data
    ]
    people = [context.person_of(party).person for party in parties]
    return any(person.split(" ")[-1] in context.visitors for person in people if person)


def _is_during_visit(sentence: Sentence, clause: Clause) -> bool:
    """ "during this visit", "conducted during the visit": a visit that is dated where it was told."""
    for i in sentence.prepositional("during", clause.left, min(clause.right + 1, len(sentence.tokens))):
        token = sentence.tokens[i]
        if token.tag == "H" and any(noun.is_stay for noun in token.data):
            return any(word.lower in ("the", "this", "that", "his", "her") for word in sentence.phrase(i).words)
    return False


def _is_said_of_visit(sentence: Sentence, clause: Clause | None, context: Context) -> bool:
    """ "*It* is the first visit by", "*This* visit by N follows": said of the visit told before, of the same two."""
    start = sentence.lower(clause.subject[0]) if clause is not None else ""
    return start in ("it", "this") and set(context.visit or ("",)) <= sentence.named


def _is_of_visit(sentence: Sentence, clause: Clause) -> bool:
    """ "That visit resulted in the signing of": a visit that is dated where it was told."""
    first, last = clause.subject
    if last - first != 2 or sentence.lower(first) not in ("this", "that") or sentence.tag(first + 1) != "H":
        return False
    return any(noun.is_stay for noun in sentence.tokens[first + 1].data)


def _is_anaphoric(sentence: Sentence, clause: Clause) -> bool:
    """Whether the subject is "this", "that act", "this latter date"."""
    words = [sentence.lower(i) for i in range(*clause.subject)]
    return bool(words) and words[0] in ("this", "that") and all(word in ANAPHORS for word in words[1:])


ANAPHORS = frozenset("latter date act action step event day move decision".split())
