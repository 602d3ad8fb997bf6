"""What was done on an occasion told before: "During the visit two memoranda were signed", "The sides then signed …".

In: a statement without a date of its own and what the document told of visits and meetings. Out: the time of the last
of them between the same states, where the words refer to it, or stand in its paragraph or in the report of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from comity.model import When
from comity.reading.date_places import find_dates
from comity.reading.times import GOING_ON, Time

if TYPE_CHECKING:
    from comity.reading.candidates import Candidate
    from comity.reading.context import Context
    from comity.reading.fill import Filled
    from comity.reading.places import Sentence

# The kinds that are occasions, and those of what is done on them.
OCCASIONS = frozenset({"visit", "meeting"})
DONE_THERE = frozenset({"agreement", "partnership", "meeting"})
NAMES = frozenset(
    "visit trip tour stay talks meeting meetings session sessions negotiations consultations summit ceremony occasion "
    "discussions conversation dialogue commission committee conference audience event".split()
)
REFERRING = frozenset("the this that his her their its these".split())
# What the line over a list of what was done says: "The following documents were signed:".
SIGNED = frozenset("signed adopted exchanged concluded initialled".split())
LEADING = frozenset(
    "during following after at on in within upon close end conclusion completion occasion result results framework "
    "course sidelines margins".split()
)


@dataclass(frozen=True, slots=True)
class Occasion:
    """A visit or meeting: whose, when, and whether it was told in the paragraph that is read."""

    states: frozenset[str]
    when: When


def note_occasion(entry: Filled, context: Context) -> None:
    """Keep the visit or meeting told last, and when it was."""
    if entry.kind not in OCCASIONS or entry.time.when is None or entry.modality not in ("asserted", "planned"):
        return
    if entry.time.rule == GOING_ON:
        return  # what was done on it may have been done on another day
    states = frozenset(code for role in ("sender", "host", "between") for code in entry.roles.get(role, ()))
    context.occasion = Occasion(states, entry.time.when)
    context.is_occasion_near = True


def time_of_occasion(
    sentence: Sentence, candidate: Candidate, roles: dict[str, list[str]], step: str | None, context: Context
) -> Time | None:
    """The time of the occasion on which it was done; None where it was on none."""
    occasion = context.occasion
    if occasion is None or candidate.cue.kind not in DONE_THERE or step == "holds":
        return None
    if frozenset(roles.get("between", ())) != occasion.states or not _is_done(sentence, candidate):
        return None
    is_listed = candidate.clause is None and SIGNED & set(context.headings.text().casefold().split())
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
    if clause is None:
        return candidate.cue.is_entry and not find_dates(sentence, 0, len(sentence.tokens))
    if find_dates(sentence, clause.start, clause.right):
        return False
    words = {sentence.lower(i) for i in range(*clause.verb)}
    return (
        bool(candidate.cue.verbs) and clause.modality == "asserted" and not words & {"has", "have", "had", "is", "are"}
    )


def _refers(sentence: Sentence) -> bool:
    """Whether the sentence names an occasion that is known: "during the visit", "at the close of the session"."""
    for i, token in enumerate(sentence.tokens):
        if token.lower not in NAMES:
            continue
        before = [sentence.lower(k) for k in range(max(i - 6, 0), i)]
        if REFERRING & set(before[-3:]) and LEADING & set(before):
            return True
    return False
