"""The dated facts in the order of time, and all facts as rows: plain values for a terminal, a table or a file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from comity.kinds import Vocabulary
from comity.model import Fact, Statement
from comity.writing import words
from comity.writing.claims import ClaimWords, Setting
from comity.writing.house import PLAIN, House
from comity.writing.phrases import Mode
from comity.writing.phrasing import write_claim
from comity.writing.view import order


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """A fact on one line: its time in EDTF and in words, what happened as a sentence, its standing and its sources."""

    when: str
    time: str
    sentence: str
    kind: str
    standing: str
    sources: int
    id: str


TIMELINE_COLUMNS = ("when", "time", "sentence", "kind", "standing", "sources", "id")


def write_timeline(
    facts: Iterable[Fact], vocabulary: Vocabulary, *, on: date, pair: tuple[str, ...] = (), house: House = PLAIN
) -> list[TimelineRow]:
    """The dated facts in the order of time."""
    return [row for row in write_rows(facts, vocabulary, on=on, pair=pair, house=house) if row.when]


def write_rows(
    facts: Iterable[Fact], vocabulary: Vocabulary, *, on: date, pair: tuple[str, ...] = (), house: House = PLAIN
) -> list[TimelineRow]:
    """All facts in the order of time, those without a date last. Names of states, not "the two countries"."""
    known = sorted((fact for fact in facts if fact.claim.kind in vocabulary), key=order)
    return [write_row(fact, vocabulary, Setting((), on, house)) for fact in known]


def write_row(fact: Fact, vocabulary: Vocabulary, setting: Setting) -> TimelineRow:
    """One fact as a row."""
    claim = ClaimWords(fact.claim, vocabulary[fact.claim.kind], setting)
    when = fact.claim.when
    return TimelineRow(
        when="" if when is None else str(when),
        time="" if when is None else when.in_words(setting.house.dates, bare=True),
        sentence=words.end_sentence(write_claim(claim, mode_of(fact, vocabulary, setting.on))),
        kind=fact.claim.kind,
        standing=fact.standing,
        sources=len({statement.source for statement in fact.statements}),
        id=fact.id,
    )


def write_claims(
    statements: Iterable[Statement], vocabulary: Vocabulary, *, on: date, house: House = PLAIN
) -> list[str]:
    """Each statement as a sentence, by itself; of a kind that the vocabulary has not, its quote."""
    return [
        write_row(Fact(one.id, one, (one,), "single source", 1), vocabulary, Setting((), on, house)).sentence
        if one.kind in vocabulary else f"“{' '.join(one.quote.split())}”"
        for one in statements
    ]  # fmt: skip


def mode_of(fact: Fact, vocabulary: Vocabulary, on: date | None) -> Mode:
    """How a fact is told by itself, without the others around it."""
    claim = fact.claim
    if claim.modality == "denied":
        return "denied"
    if claim.modality in ("planned", "hoped"):
        last = claim.when.last_day if claim.when is not None else None
        is_over = last is not None and on is not None and last < on
        return "overdue" if is_over else "hoped" if claim.modality == "hoped" else "planned"
    if vocabulary[claim.kind].step(claim.action) != "holds":
        return "happened"
    return "held" if fact.standing == "superseded" else "holds"
