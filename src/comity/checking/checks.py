"""The checks: what each code stands for, and the function that finds it. A check of your own is one more `Check`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from comity.checking import (
    arithmetic,
    capitals,
    constraints,
    encounters,
    figures,
    lives,
    multiples,
    oldnames,
    tables,
    tenures,
    texts,
    times,
    witnesses,
)
from comity.checking.case import Case
from comity.checking.gathering import Cluster
from comity.checking.pages import Page, load_pages
from comity.model import Finding, Severity

Find = Callable[[Case], Iterable[Finding]]
# What a check looks at: the claims of one affair (the same parties of a kind), those that share a key (one person's
# journeys, the claims that one page has from another), one document by itself, or all sources. Where a source is added,
# only what it touches is looked at again (`review.py`).
Scope = Literal["affair", "key", "source", "all"]
SCOPES: Mapping[str, Scope] = {
    **dict.fromkeys(("C101", "C102", "C103", "C104", "C105", "C106", "C107"), "affair"),
    **dict.fromkeys(("C108", "C201", "C202", "C203"), "key"),
    **dict.fromkeys(("C109", "C110", "C111", "C112", "C114", "C301", "C303", "C306"), "affair"),
    **dict.fromkeys(("C402", "C405", "C506", "C602"), "affair"),
    **dict.fromkeys(("C113", "C302", "C304", "C305", "C403", "C404", "C501", "C502", "C503", "C504", "C505"), "source"),
}


@dataclass(frozen=True)
class Keyed:
    """A check of claims, on whatever parties, that touch each other by a key: a person, sources that tell the same.

    `touching` gives the claims of a case, each with its keys (tuples of words), in order or in one that does not matter
    to `find_among`, which gives what is found among those of one key.
    """

    touching: Callable[[Case], Iterable[tuple[Any, Cluster]]]
    find_among: Callable[[Case, Any, Sequence[Cluster]], Iterable[Finding]]

    def __call__(self, case: Case) -> Iterator[Finding]:
        """The findings of a case."""
        found: dict[tuple[str, ...], list[Cluster]] = defaultdict(list)
        for key, cluster in self.touching(case):
            found[key].append(cluster)
        for key in sorted(found):
            yield from self.find_among(case, key, found[key])

    def among(self, key: tuple[str, ...], clusters: Sequence[Cluster]) -> Find:
        """The same for the claims of one key."""
        return lambda case: self.find_among(case, key, clusters)


@dataclass(frozen=True)
class Check:
    """One plug-in: `find` gives the findings of a case; they get this code and severity.

    Of a check of one's own the examples are pages on which it finds something, the counter-examples others.
    """

    code: str
    severity: Severity
    summary: str
    find: Find
    examples: tuple[str, ...] = ()
    counter_examples: tuple[str, ...] = ()
    scope: Scope = "all"

    @property
    def can_dispute(self) -> bool:
        """Whether what it finds makes facts disputed: contradictions between statements."""
        return self.code.startswith("C1") and self.severity != "note" and self.scope in ("affair", "key")


FINDERS: Mapping[str, Find] = {
    "C101": constraints.find_two_dates,
    "C102": constraints.find_two_firsts,
    "C103": constraints.find_earlier_ones,
    "C104": constraints.find_two_at_once,
    "C105": constraints.find_wrong_order,
    "C106": lives.find_outside_life,
    "C107": encounters.find_wrong_ordinals,
    "C108": Keyed(encounters.list_stays, encounters.find_one_in_two_places),
    "C109": figures.find_two_details,
    "C110": figures.find_two_amounts,
    "C111": figures.find_denials,
    "C114": figures.find_mirrors,
    "C112": tenures.find_outside_office,
    "C113": capitals.find_wrong_capitals,
    "C201": Keyed(witnesses.list_cited, witnesses.find_cited),
    "C202": Keyed(witnesses.list_copied, witnesses.find_copied),
    "C203": Keyed(witnesses.list_shared_references, witnesses.find_shared_reference),
    "C204": witnesses.find_not_carried,
    "C301": arithmetic.find_wrong_growth,
    "C302": arithmetic.find_wrong_sentences,
    "C303": arithmetic.find_wrong_sums_and_balances,
    "C304": arithmetic.find_wrong_shares,
    "C305": multiples.find_wrong_multiples,
    "C306": arithmetic.find_growth_across,
    "C401": times.find_stale,
    "C402": times.find_overdue,
    "C403": times.find_wrong_anniversaries,
    "C404": times.find_wrong_weekdays,
    "C405": times.find_untimely,
    "C501": texts.find_damaged,
    "C502": texts.find_uncited,
    "C503": texts.find_dead_numbers,
    "C504": oldnames.find_old_names,
    "C505": texts.find_mojibake,
    "C506": texts.find_lost_quotes,
    "C601": tables.tell_faults("C601"),
    "C602": tables.find_doubled_rows,
    "C603": tables.tell_faults("C603"),
    "C604": tables.tell_faults("C604"),
    "C605": tables.tell_faults("C605"),
}


def make_check(page: Page) -> Check:
    """The check of a page."""
    scope = SCOPES.get(page.code, "all")
    return Check(page.code, page.severity, page.summary, FINDERS[page.code], scope=scope)


CHECKS: tuple[Check, ...] = tuple(make_check(page) for page in load_pages())


def run_checks(case: Case, checks: Sequence[Check]) -> Iterator[Finding]:
    """The findings of all checks, each once."""
    told: set[str] = set()
    for one in checks:
        for finding in one.find(case):
            if finding.id not in told:
                told.add(finding.id)
                yield replace(finding, code=one.code, severity=one.severity)
