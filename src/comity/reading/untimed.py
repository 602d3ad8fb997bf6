"""Acts without their time, in a document that tells times: what it does not date was told elsewhere, or not understood.

In: the statements of a document. Out: those that stand: of what is done on a day (a kind's `timed` actions) only such
as the document gives a time for, where it gives one for anything or has a date of its own. News
whose own day is not known tells no times of what it reports.
"""

from __future__ import annotations

from collections.abc import Sequence

from comity.kinds import Vocabulary
from comity.model import Document
from comity.reading.fill import Filled
from comity.reading.reports import find_day, is_undated_report


def drop_untimed(kept: Sequence[Filled], document: Document, vocabulary: Vocabulary) -> list[Filled]:
    """What stands of a document's statements."""
    is_timed = tells_times(document, kept)
    return [entry for entry in kept if not (is_timed and is_untimed(entry, vocabulary))]


def tells_times(document: Document, filled: Sequence[Filled]) -> bool:
    """Whether it is known when the document was published, or when anything was that it tells of; of news of a day that
    is not known nothing but what was before has a time."""
    if find_day(document) is not None:
        return True
    return any(entry.time.when is not None for entry in filled) and not is_undated_report(document)


def is_untimed(entry: Filled, vocabulary: Vocabulary) -> bool:
    """Whether it is told as done, is of what is done on a day, and has no time."""
    is_told = entry.is_done and entry.modality == "asserted" and entry.time.when is None
    return is_told and entry.action in vocabulary[entry.kind].timed
