"""What a date comes to where it stands: counted from its anchor, and with the word that relates it to the act."""

from __future__ import annotations

from typing import Any

from comity.model import Modality, When
from comity.reading.clause import tells_now
from comity.reading.context import Context
from comity.reading.dates import resolve_date
from comity.reading.english import VerbForm
from comity.reading.places import Sentence
from comity.reading.relative import Partial

SAYING = frozenset("say tell state speak add note announce declare promise pledge remark report".split())


def reckon(
    sentence: Sentence,
    i: int,
    step: str | None,
    context: Context,
    modality: Modality | None = "asserted",
    *,
    is_told_of: bool = False,
) -> When | None:
    """When the date at token i is: counted from its anchor where it needs one, and set against the act."""
    mention: Any = sentence.tokens[i].data
    if modality not in PAST and _is_agreed(sentence, i) and _is_of_talks_before(sentence, i):
        return None
    is_past = (_is_past(sentence, i) and modality in PAST) or _is_of_saying(sentence, i) if context.is_report else None
    if is_past and mention.relation in ("until", "by"):
        is_past = not _goes_on(sentence, i)  # "is in B up to Saturday"
    if is_past and mention.partial is not None and mention.partial.unit == "part" and _is_named(sentence, i):
        is_past = None  # "the next event is N's visit in November"
    if is_past and mention.partial is not None and mention.partial.day and _goes_on(sentence, i):
        is_past = None  # "on 12 January he goes on to B": the nearest
    anchor = None if _is_recent(sentence, i, context) else _anchor(sentence, i, context)
    if context.is_report and mention.partial is not None and _counts_from_day(mention.partial, anchor):
        anchor = context.day or find_today(context) if mention.partial.unit == "day" else find_today(context)
    when = resolve_date(mention, anchor=anchor, published=context.published, is_past=is_past)
    if when is None:
        return None
    if step == "begins" and mention.relation == "until" and not is_told_of and not _is_not_until(sentence, i):
        return None
    return when if is_told_of else relate(when, mention.relation, step)  # "until 1975, when it was renamed"


def _is_not_until(sentence: Sentence, i: int) -> bool:
    """Whether nothing was done before a date: "A did *not* recognise B until 1992"; else it would be the end of it."""
    clause = sentence.clause_of(i)
    before = [sentence.lower(k) for k in range(clause.left if clause is not None else 0, i)]
    return any(word in NOT_YET or word.endswith("n't") for word in before)


NOT_YET = frozenset("not never no nor neither only delay delayed postponed deferred waited wait withheld".split())


def _counts_from_day(partial: Partial, anchor: When | None) -> bool:
    """Whether a time of a report is told from its day: "earlier in the day", "on the same day" where none was told."""
    is_same = partial.base == "anchor" and partial.unit == "day" and partial.shift == 0
    return partial.is_of_report or (is_same and (anchor is None or anchor.precision != "day"))


def find_today(context: Context) -> When | None:
    """The day of publication."""
    return None if context.published is None else When(context.published.isoformat())


def _is_recent(sentence: Sentence, i: int, context: Context) -> bool:
    """Whether a day and month without a year, in a report, are near the day of its publication: "in the evening of June
    14" is of this year, though the paragraph told of another."""
    partial = sentence.tokens[i].data.partial
    if not context.is_report or context.published is None or partial is None or not partial.day:
        return False
    if any(sentence.tag(k) == "D" and sentence.tokens[k].data.when is not None for k in range(i)):
        return False
    when = resolve_date(sentence.tokens[i].data, anchor=None, published=context.published)
    first = None if when is None else when.first_day
    return first is not None and abs((first - context.published).days) <= RECENT_DAYS


# A report tells of what was in the last weeks and of what will be in the next.
RECENT_DAYS = 45


def _anchor(sentence: Sentence, i: int, context: Context) -> When | None:
    """The last full date before token i, in the sentence or before it; None in a report that means the nearest."""
    for k in range(i - 1, -1, -1):
        if sentence.tag(k) == "D" and sentence.tokens[k].data.when is not None and not _is_aside(sentence, k, i):
            when: When = sentence.tokens[k].data.when
            return when
        if sentence.tag(k) == "D" and _counts_years(sentence.tokens[k].data.partial):
            return resolve_date(sentence.tokens[k].data, anchor=_anchor(sentence, k, context), published=None)
    partial = sentence.tokens[i].data.partial
    is_nearest = partial is None or partial.unit == "part"  # "in May" of a report; "the day before" counts
    if context.under is not None and is_nearest:
        return context.under  # "2009 | President N (April)"
    if context.is_report and is_nearest and not (context.is_dated and _goes_on_with_story(sentence, i, context)):
        return None
    return context.anchor


def _counts_years(partial: Partial | None) -> bool:
    """Whether a time is told by years from one before it: "*five years later* N spent two days there from 14 May"."""
    return partial is not None and partial.base == "anchor" and partial.unit == "year" and partial.shift != 0


def _is_aside(sentence: Sentence, k: int, i: int) -> bool:
    """Whether a date lies in a relative clause that is over: "N, *who has led the country since 2005*, came in May"."""
    clause = sentence.clause_of(k)
    return clause is not None and clause.relation == "relative" and not clause.start <= i < clause.right


def _goes_on_with_story(sentence: Sentence, i: int, context: Context) -> bool:
    """Whether a report tells on of the time told before it in the paragraph: by month and day, or first of all ("In
    1962 A did. In May B did"); "A did in 1962. B visited it in May" goes back to the weeks of the report."""
    anchor = context.anchor
    if anchor is None or anchor.precision != "year" or i <= FRONTED:
        return anchor is not None
    before = (sentence.tokens[k].data.partial for k in range(i) if sentence.tag(k) == "D")
    return any(partial is not None and partial.base == "anchor" for partial in before)  # "May of that year … July"


FRONTED = 1


def _is_of_saying(sentence: Sentence, i: int) -> bool:
    """Whether a date is that on which something was said or decided: "said on Monday that it would", "On Monday it
    decided to"."""
    clause = sentence.clause_of(i)
    if clause is None or clause.lemma not in SAYING | DECIDING or clause.modality != "asserted":
        return False
    form = sentence.tokens[clause.verb[1] - 1].data
    return isinstance(form, VerbForm) and "past" in form.forms


DECIDING = frozenset("decide agree order report tell disclose".split())


def _is_past(sentence: Sentence, i: int) -> bool:
    """Whether a date is of what has been: what its clause tells is not planned or hoped."""
    clause = sentence.clause_of(i)
    is_coming = any(sentence.lower(k) in COMING for k in range(max(i - 20, 0), i))
    return not is_coming and (clause is None or clause.modality in PAST or _is_of_talks_before(sentence, i))


def _is_of_talks_before(sentence: Sentence, i: int) -> bool:
    """Whether a date follows the talks after which, or at which, something was agreed that is to come: "agreed to set
    up a commission *following a meeting* between N and M on Monday"."""
    for k in range(i - 1, max(i - LONGEST_TALKS, 0), -1):
        if sentence.tag(k) in "VX;":
            return False
        if sentence.lower(k) in TALKS:
            return (
                sentence.lower(sentence.phrase(k).left - 1 - (sentence.tag(sentence.phrase(k).left - 1) == "T"))
                in BEHIND
            )
    return False


def _is_agreed(sentence: Sentence, i: int) -> bool:
    """Whether it stands with what was agreed or decided to be done."""
    clause = sentence.clause_of(i)
    parent = clause.parent if clause is not None and clause.is_infinitive else None
    return parent is not None and parent.lemma in DECIDING and parent.modality == "asserted"


TALKS = frozenset("meeting talks discussions negotiations consultations session audience".split())
BEHIND = frozenset("following after during at in".split())
LONGEST_TALKS = 16


def _is_named(sentence: Sentence, i: int) -> bool:
    """Whether the clause of a date says what something is, at the time of the report."""
    clause = sentence.clause_of(i)
    return clause is not None and clause.lemma == "be" and tells_now(sentence.tokens, clause)


def _goes_on(sentence: Sentence, i: int) -> bool:
    """Whether the clause of a date tells of the present: "is on a visit"."""
    clause = sentence.clause_of(i)
    return clause is not None and tells_now(sentence.tokens, clause)


PAST = ("asserted", "denied")
COMING = frozenset("upcoming forthcoming".split())


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
