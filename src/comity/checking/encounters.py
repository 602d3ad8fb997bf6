"""Contradictions of visits and meetings: numbers that do not fit dates, a person in two places at once."""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta

from comity.checking.case import Case
from comity.checking.claims import Claim, is_same_field, values_of
from comity.checking.constraints import contradiction, told_by
from comity.checking.gathering import Cluster, Dealings, in_order
from comity.checking.likeness import is_same_person, is_same_title, name_words
from comity.checking.naming import name_entity
from comity.checking.rules import Rule
from comity.checking.spans import begin_order, is_apart, span_of
from comity.checking.wording import join_words, name_time
from comity.kinds import Kind
from comity.model import Finding, When
from comity.names import find_names

StayKey = tuple[str, str, str, str]
SHUTTLE = timedelta(days=7)
_TITLED = re.compile(r"[A-Z][\w'’-]*(?:\s+(?:(?:of|and|for|on)\s+)*[A-Z][\w'’-]*)*")


def find_wrong_ordinals(case: Case) -> Iterator[Finding]:
    """A later meeting of a body with a lower number, or one number with two dates."""
    for rule in case.rules_named("ordinals"):
        of = rule.word("of")
        if not case.gives(rule.kind.name, of):
            continue
        for group in case.rivals(rule.kind.name, functools.partial(gives_twice, of)):
            numbered = [one for one in group.asserted if one.when and number_of(one.lead, of) is not None]
            for left, right in itertools.combinations(sorted(numbered, key=lambda one: one.lead.order), 2):
                named = shared_body(left.lead, right.lead, rule)
                if named:
                    pair = sorted((left, right), key=lambda one: begin_order(one.when))
                    yield from compare_ordinals(case, of, named, *pair)


def gives_twice(of: str, group: Dealings) -> bool:
    """Whether two statements that are asserted give something for a role or attribute."""
    given = (
        len(statements) for heading, statements in group.told if heading.modality == "asserted" and heading.gives(of)
    )
    return sum(given) > 1


def shared_body(left: Claim, right: Claim, rule: Rule) -> str:
    """The name of the body of which both claims are meetings; '' where they are of two, or one names none."""
    mine, yours = bodies_of(left, rule), bodies_of(right, rule)
    return next((a for a in mine for b in yours if is_same_title(a, b)), "")


def bodies_of(claim: Claim, rule: Rule) -> Sequence[str]:
    """The body that a claim names, in its role or else in the words of its quote ("its sixth session")."""
    nouns = listed_nouns(rule.kind, rule.word("noun"))
    return values_of(claim, rule.word("in")) or list(find_bodies(claim.statement.quote, nouns))


def listed_nouns(kind: Kind, group: str) -> frozenset[str]:
    """The last words of a kind's nouns of one group: commission, council …"""
    entries = kind.nouns.get(group, ())
    words = [word for entry in entries for word in (entry["words"] if isinstance(entry, Mapping) else [entry])]
    return frozenset(str(word).split()[-1].casefold() for word in words)


def find_bodies(quote: str, nouns: frozenset[str]) -> Iterator[str]:
    """The names of bodies in a quote, without the states and cities in them: two words and more, the last a noun."""
    cut = "".join(quote[start:end] if at % 2 == 0 else " | " for at, (start, end) in enumerate(parted(quote)))
    for run in _TITLED.finditer(cut):
        words = run.group().split()
        if len(words) > 1 and words[-1].casefold() in nouns:
            yield run.group()


def parted(quote: str) -> Iterator[tuple[int, int]]:
    """The spans of a quote by turns: without, and with the name of a place."""
    last = 0
    for name in find_names(quote):
        if name.type in ("state", "adjective", "people", "city") and name.start >= last:
            yield last, name.start
            yield name.start, name.end
            last = name.end
    yield last, len(quote)


def number_of(claim: Claim, of: str) -> int | None:
    """The ordinal that a claim gives; None where it gives none, or a correction made it a word."""
    given = next(iter(values_of(claim, of)), "")
    return int(float(given)) if re.fullmatch(r"\d{1,6}(?:\.0)?", given) else None


def compare_ordinals(case: Case, of: str, name: str, early: Cluster, late: Cluster) -> Iterator[Finding]:
    """The finding where two numbered meetings of one body do not fit their dates."""
    numbers = [number_of(cluster.lead, of) or 0 for cluster in (early, late)]
    if not is_apart(early.when, late.when) or numbers[0] < numbers[1]:
        return
    if numbers[0] == numbers[1]:
        reason = f"Meeting no. {numbers[0]} of {name} has two dates: "
    else:
        reason = f"The numbers of two meetings of {name} do not fit their dates: "
    reason += "; ".join(
        f"no. {number} on {name_time(cluster.when)} in {told_by(case, cluster)}"
        for number, cluster in zip(numbers, (early, late), strict=True)
    )
    yield contradiction(case, "C107", reason + ".", early, late, settle="The minutes or communiqués of the meetings.")


def list_stays(case: Case) -> Iterator[tuple[StayKey, Cluster]]:
    """What tells of somebody's stay of known days, with how its kind calls person and place, and the surname."""
    for rule in case.rules_named("one_body"):
        person, at = rule.word("person"), rule.word("at")
        for cluster in case.asserted(rule.kind.name):
            names = cluster.heading.values(person)
            if names and is_stay(cluster.when):
                for surname in {words[-1] for name in names if (words := name_words(name))}:
                    yield (rule.kind.name, person, at, surname), cluster


def is_stay(when: When | None) -> bool:
    """Whether a time gives its days: one, or from one to another."""
    return when is not None and span_of(when.edtf).is_stay


def find_one_in_two_places(case: Case, key: StayKey, stays: Sequence[Cluster]) -> Iterator[Finding]:
    """A person who is in two states on one day: each two stays that share a day other than one of travel."""
    _, person, at, _ = key
    if not share_days(stays):
        return
    ordered = sorted(in_order(stays), key=lambda stay: (begin_order(stay.when), stay.lead.rank))
    for number, first in enumerate(ordered):
        rest = (ordered[at] for at in range(number + 1, len(ordered)))
        for second in itertools.takewhile(functools.partial(starts_within, first), rest):
            is_one = shares_person(first, second, person)
            if is_one and not is_same_field(first.lead, second.lead, at) and shares_full_day(first, second):
                yield two_places(case, person, at, first, second)


def share_days(stays: Sequence[Cluster]) -> bool:
    """Whether some two of the stays have a day in common: a quick look at all of them."""
    if len(stays) < 2:
        return False
    spans = [span_of(stay.when.edtf) for stay in stays if stay.when is not None]
    days = sorted((span.first, span.last) for span in spans if span.first is not None and span.last is not None)
    return any(later[0] <= first[1] for first, later in itertools.pairwise(days))


def starts_within(first: Cluster, later: Cluster) -> bool:
    """Whether a later stay begins before the first is over."""
    return not is_apart(first.when, later.when)


def shares_person(first: Cluster, second: Cluster, person: str) -> bool:
    """Whether two stays are of one person: names that agree, in the service of one state."""
    names = values_of(first.lead, person), values_of(second.lead, person)
    return values_of(first.lead, "sender") == values_of(second.lead, "sender") and any(
        is_same_person(a, b) for a in names[0] for b in names[1]
    )


def shares_full_day(first: Cluster, second: Cluster) -> bool:
    """Whether two stays share a day that is not merely the last of the one and the first of the other.

    Left out, because they are possible: two visits that fall on one day alone (Rome and the Vatican), a stay within
    a longer one of which the same source tells, and two long stays of which it tells (a shuttle between neighbours).
    """
    if first.when is None or second.when is None:
        return False
    days = [first.when.first_day, first.when.last_day, second.when.first_day, second.when.last_day]
    a, b, c, d = (day for day in days if day is not None)
    shared = (min(b, d) - max(a, c)).days
    is_inside = (a <= c and d <= b) or (c <= a and b <= d)
    if not set(first.sources).isdisjoint(second.sources) and (is_inside or min(b - a, d - c) > SHUTTLE):
        return False
    return shared >= 1 or a < c <= d < b or c < a <= b < d


def two_places(case: Case, person: str, at: str, first: Cluster, second: Cluster) -> Finding:
    """The finding for a person in two places."""
    name = max((*values_of(first.lead, person), *values_of(second.lead, person)), key=len)
    told = " and ".join(
        f"in {join_words(name_entity(code, on=case.on) for code in values_of(stay.lead, at))} "
        f"{'' if stay.when is None else stay.when.in_words()} ({told_by(case, stay)})"
        for stay in (first, second)
    )
    return contradiction(case, "C108", f"{name} is said to be in two states on the same days: {told}.", first, second)
