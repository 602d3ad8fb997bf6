"""Acts without their time, in a document that tells times: what it does not date was told elsewhere, or not understood.

In: the statements of a document. Out: those that stand: of what is done on a day (a kind's `timed` actions) only such
as the document gives a time for, where it gives one for anything or has a date of its own. The news of a report has it;
news whose own day is not known tells no times of what it reports.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from comity.kinds import Vocabulary
from comity.model import Document, When
from comity.reading.fill import Filled
from comity.reading.reports import find_dateline_day, find_day, is_report, is_undated_report
from comity.reading.times import OF_UNKNOWN_DAY, Time

# A report tells of what was in the days before it; its first paragraphs of so many characters tell its news.
DAYS_OF_NEWS = 7
LEADING_PARAGRAPHS = 3
SHORTEST_LEAD = 60


def drop_untimed(kept: Sequence[Filled], document: Document, vocabulary: Vocabulary) -> list[Filled]:
    """What stands of a document's statements; what a report tells as its news has about the day of the report."""
    if not tells_times(document, kept):
        return list(kept)
    if any(is_untimed(entry, vocabulary) for entry in kept) and is_report(document):
        _date_news(kept, document, vocabulary)
    return [entry for entry in kept if not is_untimed(entry, vocabulary)]


def _date_news(kept: Sequence[Filled], document: Document, vocabulary: Vocabulary) -> None:
    """Date what a report tells without a date in its first paragraphs, or of those of whom these tell: by the day told
    of them before, else by that of the dateline. A page that is only stamped may be of some days later."""
    end, day, headed = _lead_end(document), find_day(document), find_dateline_day(document)
    told = [entry for entry in kept if _is_of_late(entry, day)]
    acts = {_act_of(entry) for entry in told if "between" not in entry.roles}  # of meetings and papers may be several
    news = [entry for entry in kept if _is_undated(entry, vocabulary) and _act_of(entry) not in acts]
    whose = {_states_of(entry) for entry in (*news, *told) if entry.start < end}
    news = [entry for entry in news if _states_of(entry) in whose]
    near = Time(None, OF_NEWS) if headed is None else Time(When(f"{headed}~"), OF_NEWS)
    days: dict[frozenset[str], Time] = {}
    for entry in sorted((*told, *news), key=lambda entry: entry.start):
        if entry.time.when is not None:
            days[_states_of(entry)] = entry.time
        elif near.when is not None or _states_of(entry) in days or "occasion" not in vocabulary[entry.kind].dates:
            entry.time = days.get(_states_of(entry), near)


def _is_undated(entry: Filled, vocabulary: Vocabulary) -> bool:
    """Whether a main clause tells it without a date; talks only where it names who had them, or they are told anew."""
    is_named = "occasion" not in vocabulary[entry.kind].dates or len(entry.roles.get("person", ())) > 1
    return is_named and entry.is_news and entry.amount is None and is_untimed(entry, vocabulary)


def _act_of(entry: Filled) -> tuple[str, str | None, frozenset[str]]:
    return entry.kind, entry.action, _states_of(entry)


OF_NEWS = "about the day of the report, of whose news it is"


def _lead_end(document: Document) -> int:
    """Where the first paragraphs end that are prose."""
    ends = [
        block.end for block in document.blocks if block.kind == "paragraph" and block.end - block.start > SHORTEST_LEAD
    ]
    return ends[:LEADING_PARAGRAPHS][-1] if ends else 0


def _is_of_late(entry: Filled, day: date | None) -> bool:
    """Whether it was in the days before the report."""
    when = entry.time.when
    first, last = (None, None) if when is None else (when.first_day, when.last_day)
    if day is None or first is None or last is None or entry.modality != "asserted":
        return False
    return timedelta(0) <= day - last and day - first <= timedelta(DAYS_OF_NEWS)


def _states_of(entry: Filled) -> frozenset[str]:
    """The states and organisations of a statement."""
    return frozenset(code for name in PARTIES for code in entry.roles.get(name, ()))


PARTIES = ("between", "sender", "host")


def tells_times(document: Document, filled: Sequence[Filled]) -> bool:
    """Whether it is known when the document was published, or when anything was that it tells of; of news of a day that
    is not known nothing but what was before has a time."""
    if find_day(document) is not None:
        return True
    return any(entry.time.when is not None for entry in filled) and not is_undated_report(document)


def is_untimed(entry: Filled, vocabulary: Vocabulary) -> bool:
    """Whether it is told as done, is of what is done on a day, and has no time, not even "on Thursday"."""
    is_told = entry.is_done and entry.modality == "asserted" and entry.time.when is None
    return is_told and entry.time.rule not in (OF_NEWS, OF_UNKNOWN_DAY) and entry.action in vocabulary[entry.kind].timed
