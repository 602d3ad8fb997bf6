"""What was done on an occasion told before: "During the visit two memoranda were signed", "The sides then signed …".

In: a statement without a date of its own and what the document told of visits and meetings. Out: the time of the last
of them between the same states, where the words refer to it, or stand in its paragraph or in the report of it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from comity.model import When
from comity.reading.dates_of_acts import find_dates
from comity.reading.times import GOING_ON, Time

if TYPE_CHECKING:
    from comity.kinds import Kind
    from comity.reading.candidates import Candidate
    from comity.reading.context import Context
    from comity.reading.fill import Filled
    from comity.reading.places import Sentence

NAMES = frozenset(
    "visit trip tour stay talks meeting meetings session sessions negotiations consultations summit ceremony occasion "
    "discussions conversation dialogue commission committee conference audience event".split()
)
NAMING = frozenset("be include comprise cover".split())  # "They are the agreement on …"
REFERRING = frozenset("the this that his her their its these".split())
# What the line over a list of what was done says: "The following documents were signed:".
SIGNED = frozenset("signed adopted exchanged concluded initialled sealed inked".split())
PAPERS = frozenset("agreements documents accords memoranda memorandums deals papers instruments protocols".split())
LEADING = frozenset(
    "during following after at on in within upon close end conclusion completion occasion result results framework "
    "course sidelines margins".split()
)


@dataclass(frozen=True, slots=True)
class Occasion:
    """A visit or meeting: whose, when, and whether it was told in the paragraph that is read."""

    states: frozenset[str]
    when: When


def note_occasion(entry: Filled, kind: Kind, context: Context) -> None:
    """Keep the visit or meeting told last, and when it was."""
    if entry.time.when is None or entry.modality not in ("asserted", "planned"):
        return
    if "occasion" not in kind.dates and not _is_ceremony(entry, kind, context):
        return
    if entry.time.rule == GOING_ON:
        return  # what was done on it may have been done on another day
    states = frozenset(code for role in ("sender", "host", "between") for code in entry.roles.get(role, ()))
    if entry.modality == "planned":
        context.coming = Occasion(states, entry.time.when)
        return
    if context.published is not None and not _is_long_past(entry.time.when, context):
        context.main_occasion = Occasion(states, entry.time.when)
    before = context.occasion
    is_vaguer = before is not None and before.states == states and entry.time.when.contains(before.when)
    context.occasion = before if is_vaguer and context.is_occasion_near else Occasion(states, entry.time.when)
    context.is_occasion_near = True


def _is_ceremony(entry: Filled, kind: Kind, context: Context) -> bool:
    """Whether a report tells of the day on which something began: papers are signed and talks are held on it."""
    when = entry.time.when
    is_begun = "ceremony" in kind.dates and entry.action in kind.course.get("begins", ())
    is_news = entry.modality == "asserted" and context.is_report
    return is_begun and is_news and when is not None and not _is_long_past(when, context)


def note_signing(roles: dict[str, list[str]], time: Time, context: Context) -> None:
    """Keep who signed what is only counted up, and when: "signed two agreements. They are …"."""
    context.papers_counted = (tuple(roles.get("between", ())), time.when)
    if time.when is not None:
        context.signing = Occasion(frozenset(roles.get("between", ())), time.when)


def note_papers(sentence: Sentence, candidate: Candidate, roles: dict[str, list[str]], time: Time) -> None:
    """Keep when papers were signed that only what follows names: "signed the agreements on 3 May. They are:"."""
    if time.when is not None and candidate.noun is not None and sentence.lower(candidate.noun) in PAPERS:
        sentence.context.signing = Occasion(frozenset(roles.get("between", ())), time.when)


def is_signed_above(context: Context) -> bool:
    """Whether the heading above says that what it lists was signed: "On this occasion the two sides concluded:"."""
    return bool(SIGNED & set(re.findall(r"\w+", context.headings.text().casefold())))


def time_of_occasion(
    sentence: Sentence, candidate: Candidate, roles: dict[str, list[str]], step: str | None, context: Context
) -> Time | None:
    """The time of the occasion on which it was done; None where it was on none."""
    clause = candidate.clause
    occasion = context.coming if clause is not None and clause.modality == "planned" else context.occasion
    if clause is not None and clause.lemma in NAMING and context.papers is not None:
        return Time(context.papers[1], "the signing told before")
    signing = context.signing if candidate.cue.is_entry and is_signed_above(context) else None
    if signing is not None and signing.states == frozenset(roles.get("between", ())):
        return Time(signing.when, "the signing told before") if _is_done(sentence, candidate) else None
    if occasion is None or "done" not in candidate.cue.dates or step == "holds":
        return None
    main = context.main_occasion
    if main is not None and occasion.states == main.states and _is_long_past(occasion.when, context):
        occasion = occasion if context.is_occasion_near else main  # an earlier visit was only recalled
    if frozenset(roles.get("between", ())) != occasion.states or not _is_done(sentence, candidate):
        return None
    is_listed = candidate.cue.is_entry and is_signed_above(context)
    if context.is_report and not context.is_occasion_near and _is_long_past(occasion.when, context):
        return None  # news that recalls an earlier visit
    if _refers(sentence) or context.is_occasion_near or context.is_report or is_listed:
        return Time(occasion.when, "the visit or meeting told before")
    return None


def _is_long_past(when: When, context: Context) -> bool:
    """Whether an occasion is more than two months older than the report."""
    last, day = when.last_day, context.published
    return last is not None and day is not None and (day - last).days > 60


def _is_done(sentence: Sentence, candidate: Candidate) -> bool:
    """Whether the words tell what was done once, and give no date of their own: "signed", not "have signed"."""
    clause = candidate.clause
    if clause is None or candidate.cue.is_entry:
        return candidate.cue.is_entry and not find_dates(sentence, 0, len(sentence.tokens))
    if find_dates(sentence, clause.start, clause.right):
        return False
    words = {sentence.lower(i) for i in range(*clause.verb)}
    is_act = bool(candidate.cue.verbs) or _is_signing(sentence, candidate)
    is_told = clause.modality == "asserted" or (clause.modality == "planned" and _refers(sentence))
    return is_act and is_told and not words & {"has", "have", "had", "is", "are"}


def _is_signing(sentence: Sentence, candidate: Candidate) -> bool:
    """Whether the noun is told with the act: "the visit saw the *signing of* an agreement"."""
    if candidate.noun is None:
        return False
    left = sentence.phrase(candidate.noun).left
    words = [sentence.lower(k) for k in range(left - 4, left)] if left > 3 else []
    begins = words[:1] and words[0] in ("start", "launch", "opening") and words[2] in ("negotiations", "talks")
    return bool(begins) or (words[-1:] == ["of"] and words[-2] in ("signing", "signature", "conclusion"))


def _refers(sentence: Sentence) -> bool:
    """Whether the sentence names an occasion that is known: "during the visit", "at the close of the session"."""
    for i, token in enumerate(sentence.tokens):
        if token.lower not in NAMES:
            continue
        before = [sentence.lower(k) for k in range(max(i - 6, 0), i)]
        if REFERRING & set(before[-3:]) and LEADING & set(before):
            return True
    return False
