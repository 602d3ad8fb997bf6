"""Acts of states and organisations on days on which they did not exist."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from datetime import date, timedelta

from comity.checking.case import Case
from comity.checking.claims import values_of
from comity.checking.constraints import contradiction, told_by
from comity.checking.gathering import Cluster, Dealings, in_order
from comity.checking.likeness import fold
from comity.checking.naming import name_entity
from comity.checking.rules import Rule
from comity.checking.spans import span_of
from comity.checking.wording import name_time
from comity.errors import UnknownNameError
from comity.model import Finding, When
from comity.names import load_states
from comity.names.organisations import organisation, organisations
from comity.names.spans import first_day, last_day

# Lists and governments disagree on when a state began (declared, recognised, seated): Syria sent and received envoys
# two years before its independence of 1946.
MARGIN = timedelta(days=5 * 366)
# The list has one life for each state; many a state was there once before (Serbia to 1918, Armenia in 1920). A slip in
# the year or the state is sought near the beginning, and only of the younger states.
YOUNG = date(1945, 1, 1)
NEAR = timedelta(days=50 * 366)
FOREVER = date.max.toordinal()
# Words that many names of states share and that make no two of them alike.
COMMON = frozenset(
    "north south east west northern southern eastern western central republic democratic people peoples federal "
    "united states kingdom islands island saint new guinea federation union empire of the and soviet socialist africa "
    "african asia british french portuguese spanish german belgian dutch italian colony protectorate territory".split()
)


def find_outside_life(case: Case) -> Iterator[Finding]:
    """Claims on a time at which one of their parties was not there yet, or no more."""
    for rule in case.rules_named("lives"):
        for cluster in in_order(list_likely(case, rule)):
            told_of = {code for role in rule.words("roles") for code in values_of(cluster.lead, role)}
            codes = {code for code in told_of if is_outside(code, cluster.when)}
            if not codes or not rule.covers(cluster.lead.statement):
                continue
            for code in sorted(codes):
                told = outside(code, cluster, case.on)
                if told:
                    reason = f"{told_by(case, cluster)} tells of {name_time(cluster.when)}: {told}."
                    yield contradiction(
                        case, "C106", reason, cluster, settle="Whether its predecessor is meant, or the date is a slip."
                    )


def list_likely(case: Case, rule: Rule) -> Iterator[Cluster]:
    """The dated claims that may lie outside the life of a party: a quick look at the days of all."""
    roles = frozenset(rule.words("roles"))
    for group in case.dealings.get(rule.kind.name, ()):
        begin, end = common_life(group, roles)
        for (_, outlook), part in group.gathered.items():
            if outlook == "asserted":
                for one in part:
                    if lies_outside(one.told[0].when, begin, end):
                        yield one


def lies_outside(when: When | None, begin: int, end: int) -> bool:
    """Whether all of a time lies before one day or after another."""
    if when is None:
        return False
    span = span_of(when.edtf)
    return (span.last is not None and span.last < begin) or (span.first is not None and span.first > end)


def common_life(group: Dealings, roles: Collection[str]) -> tuple[int, int]:
    """The numbers of the first and last day on which all in these roles were there, as far as they are known."""
    begin, end = 0, FOREVER
    for heading, _ in group.told:
        for role, codes in heading.roles:
            if role in roles:
                first, last = common_days(codes)
                begin, end = first if first > begin else begin, last if last < end else end
    return begin, end


@functools.lru_cache(maxsize=65536)
def common_days(codes: tuple[str, ...]) -> tuple[int, int]:
    """The numbers of the first and last day on which several were there, as far as they are known."""
    days = [days_of(code) for code in codes]
    return max([0, *[first for first, _ in days]]), min([FOREVER, *[last for _, last in days]])


def is_outside(code: str, when: When | None) -> bool:
    """Whether a time may lie outside the life of a party: a quick look at the days, before the lists are asked."""
    return lies_outside(when, *days_of(code))


@functools.lru_cache(maxsize=4096)
def days_of(code: str) -> tuple[int, int]:
    """The numbers of the first and last day of a party's life, as far as they are known."""
    begin, end = life_of(code)
    return (first_day(begin).toordinal() if begin else 0, last_day(end).toordinal() if end else FOREVER)


def outside(code: str, cluster: Cluster, on: date) -> str:
    """In words, why a party was not there; '' where it was, or where that is not known."""
    begin, end = life_of(code)
    when = cluster.when
    first, last = (None, None) if when is None else (when.first_day, when.last_day)
    if when is None or when.is_approximate or when.is_uncertain:
        return ""
    if begin and last is not None and is_too_early(code, last, first_day(begin)):
        return f"{name_entity(code, on=on)} began on {name_time(When(begin))}"
    if end and first is not None and first > last_day(end) + MARGIN and not has_namesake(code, first):
        return f"{name_entity(code, on=last_day(end))} ended on {name_time(When(end))}"
    return ""


def is_too_early(code: str, day: date, begin: date) -> bool:
    """Whether a day is surely before a state or organisation began."""
    return begin - NEAR < day < begin - MARGIN and begin >= YOUNG and not has_namesake(code, day)


@functools.lru_cache(maxsize=4096)
def life_of(code: str) -> tuple[str | None, str | None]:
    """The days on which a state or organisation began and ended; None where open or unknown.

    A state that was part of another with its name (Serbia of Serbia and Montenegro), and an organisation that took over
    from another or had another name before, began with that.
    """
    if code in load_states():
        known = load_states()[code]
        heirs = [life_of(other)[0] for other in known.predecessors if words_of(code) & words_of(other)]
        begins = [begin for begin in (known.begin, *heirs) if begin is not None]
        return (min(begins) if len(begins) == 1 + len(heirs) else None), known.end
    try:
        body = organisation(code)
    except UnknownNameError:
        return None, None
    before = [other.founded for other in organisations().values() if other.successor == code]
    begins = [begin for begin in (body.founded, *before, *(name.since for name in body.names)) if begin]
    return min(begins, default=None), body.ended


def has_namesake(code: str, day: date) -> bool:
    """Whether another state with a like name was there on a day: texts give the one the other's name."""
    return any(
        other != code and load_states()[other].existed(day) for word in words_of(code) for other in _by_word()[word]
    )


@functools.lru_cache(maxsize=4096)
def words_of(code: str) -> frozenset[str]:
    """The words of the short names of a state that set it apart, folded."""
    known = load_states().get(code)
    if known is None:
        return frozenset()
    names = (known.name, *(name.text for name in known.names if name.kind == "short"))
    return frozenset(word for name in names for word in fold(name).split() if len(word) > 3 and word not in COMMON)


@functools.cache
def _by_word() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for code in load_states():
        for word in words_of(code):
            found[word].add(code)
    return {word: frozenset(codes) for word, codes in found.items()}
