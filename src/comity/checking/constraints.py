"""Contradictions, found by the constraints that the kinds declare. No kind is named here."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Hashable, Iterator, Sequence
from datetime import date

from comity.checking.case import Case, make_finding
from comity.checking.claims import Claim, agrees, agrees_in_attributes, is_same_field, values_of
from comity.checking.gathering import Cluster, Dealings, sort_clusters
from comity.checking.naming import name_entity
from comity.checking.rules import Rule
from comity.checking.spans import begin_order, is_apart, is_before, is_same_time, precision_of, span_of
from comity.checking.wording import join_names, join_words, name_thing, name_time, plain
from comity.model import Finding, Statement, When

# In a group of more claims than this, only neighbours in time are compared: a list of envoys stays quick.
MANY = 12
DAYS_IN_YEAR = 365.25
SECOND_LOOK = "A document of the day itself: a communiqué, a note, an official gazette."


def with_actions(clusters: Sequence[Cluster], actions: Sequence[str]) -> list[Cluster]:
    """The clusters of one of these actions."""
    return [cluster for cluster in clusters if cluster.lead.statement.action in actions]


def quotes(*clusters: Cluster) -> list[Statement]:
    """The statements to quote: one of each source and cluster, the most precise."""
    return [statement for cluster in clusters for statement in cluster.first_of_source.values()]


def told_by(case: Case, cluster: Cluster) -> str:
    """The sources of a cluster in words."""
    return join_names(dict.fromkeys(map(case.name_source, cluster.first_of_source)))


def contradiction(case: Case, code: str, reason: str, *clusters: Cluster, settle: str = SECOND_LOOK) -> Finding:
    """A finding that rests on one statement of each source of the clusters."""
    shown = quotes(*clusters)
    return make_finding(code, reason, map(case.place_of, shown), statements=shown, settle=settle)


# -- one date for a once-only action --------------------------------------------------------------------------------


def find_two_dates(case: Case) -> Iterator[Finding]:
    """Two dates that exclude each other for something that happens once."""
    for rule in case.rules_named("once"):
        for group in case.rivals(rule.kind.name, functools.partial(is_told_twice, rule)):
            for once in filter(functools.partial(is_crowded, rule), done_once(rule, group)):
                for left, right in conflicting_pairs(sort_clusters(once), rule):
                    between = with_actions(group.asserted, rule.words("unless"))
                    if not any(may_lie_between(ending, left, right) for ending in between):
                        yield contradiction(case, "C101", two_dates_reason(case, left, right), left, right)


def is_told_twice(rule: Rule, group: Dealings) -> bool:
    """Whether what happens once is told with two times that may both be of it."""
    return any(is_crowded(rule, once) for once in done_once(rule, group))


def done_once(rule: Rule, group: Dealings) -> Iterator[Sequence[Cluster]]:
    """For each action that happens once, what is asserted of it with a time, in any order."""
    for action in rule.words("actions"):
        done = group.asserted_parts.get(action, ())
        if len(done) > 1:
            yield [one for one in done if one.when and rule.covers(one.told[0])]


def conflicting_pairs(clusters: Sequence[Cluster], rule: Rule) -> Iterator[tuple[Cluster, Cluster]]:
    """Neighbours in time that claim the same with dates that exclude each other."""
    ordered = sorted(clusters, key=lambda cluster: begin_order(cluster.when))
    years = rule.number("within_years")
    for at, left in enumerate(ordered):
        for right in ordered[at + 1 :]:
            is_close = is_near(left.when, right.when, years)
            if not is_close and len(ordered) > MANY:
                break
            is_same = is_apart(left.when, right.when) and is_same_once(left.lead, right.lead, rule)
            if is_same and speaks_plainly(left, right):
                if is_close:
                    yield left, right
                break


def is_crowded(rule: Rule, clusters: Sequence[Cluster]) -> bool:
    """Whether some two of the clusters are near each other, as `is_near` tells it: a quick look at all of them."""
    years = rule.number("within_years")
    if years is None or len(clusters) < 2:
        return len(clusters) > 1
    spans = [span_of(one.when.edtf) for one in clusters if one.when is not None]
    middles = sorted(span.middle for span in spans if span.middle is not None)
    if any(right - left <= years * DAYS_IN_YEAR for left, right in itertools.pairwise(middles)):
        return True
    days = [date.fromordinal(span.first) for span in spans if span.is_day and span.first is not None]
    return len({(day.month, day.day) for day in days}) < len(days)


def speaks_plainly(left: Cluster, right: Cluster) -> bool:
    """Whether two dates are told by different sources, or by one that gives both as exactly.

    A page that gives a day, and elsewhere a year or a decade, speaks there of the time around it ("since 1991").
    """
    if set(left.sources).isdisjoint(right.sources):
        return True
    if left.when is None or right.when is None:
        return False
    return precision_of(left.when.edtf) == precision_of(right.when.edtf)


def is_same_once(left: Claim, right: Claim, rule: Rule) -> bool:
    """Whether two claims are of the one thing that happens once."""
    same = agrees(left, right) and all(is_same_field(left, right, name) for name in rule.words("same"))
    return same and all(
        is_same_field(left, right, name) or not (values_of(left, name) or values_of(right, name))
        for name in rule.words("equal")
    )


def is_near(left: When | None, right: When | None, years: float | None) -> bool:
    """Whether two times are at most so many years apart, or the same day of different years (a slip in the year)."""
    first, second = (None if when is None else span_of(when.edtf).middle for when in (left, right))
    if years is None or first is None or second is None:
        return years is None
    return abs(first - second) <= years * DAYS_IN_YEAR or is_same_day_of_year(left, right)


def is_same_day_of_year(left: When | None, right: When | None) -> bool:
    """Whether two times are days that differ in the year alone."""
    spans = [span_of(when.edtf) for when in (left, right) if when is not None]
    days = [date.fromordinal(span.first) for span in spans if span.is_day and span.first is not None]
    return len(days) == 2 and (days[0].month, days[0].day) == (days[1].month, days[1].day)


def may_lie_between(ending: Cluster, left: Cluster, right: Cluster) -> bool:
    """Whether something that ends a state of affairs may have come between two dates; if undated, it may."""
    return not (is_before(ending.when, left.when) or is_before(right.when, ending.when))


def two_dates_reason(case: Case, left: Cluster, right: Cluster) -> str:
    """In words: who gives which date for what."""
    action = left.lead.statement.action
    thing = name_thing(left.lead, case.rules, on=case.on)
    done = f" ({plain(action)})" if action else ""
    return (
        f"Two dates for {thing}{done}: {name_time(left.when)} in {told_by(case, left)}, "
        f"{name_time(right.when)} in {told_by(case, right)}."
    )


# -- one at a time ---------------------------------------------------------------------------------------------------


def find_two_at_once(case: Case) -> Iterator[Finding]:
    """Two values for what has one at a time: an embassy said to be in one city after it moved to another."""
    for rule in case.rules_named("one_at_a_time"):
        if rule.settings.get("contradicts", True) is False:
            continue
        of = rule.word("of")
        if not case.gives(rule.kind.name, of):
            continue
        for group in case.rivals(rule.kind.name, functools.partial(gives_two, of)):
            ruled = [one for one in group.asserted if values_of(one.lead, of) and one.step != "ends"]
            ruled = [one for one in ruled if rule.covers(one.lead.narrowed)]
            if len({values_of(one.lead, of) for one in ruled}) < 2:
                continue
            for left, right in itertools.combinations(ruled, 2):
                if is_at_odds(case, rule, left, right):
                    yield two_at_once(case, of, left, right)


def gives_two(of: str, group: Dealings) -> bool:
    """Whether two values are asserted for a role or attribute."""
    given = (
        heading.fields.get(of) for heading, _ in group.told if heading.modality == "asserted" and heading.gives(of)
    )
    return len(set(given)) > 1


def is_at_odds(case: Case, rule: Rule, left: Cluster, right: Cluster) -> bool:
    """Whether two clusters give different values for what has one at a time, and no order in time explains them."""
    of = rule.word("of")
    if is_same_field(left.lead, right.lead, of) or not agrees_in_attributes(left.lead, right.lead):
        return False
    steps = [left.step, right.step]
    if not set(left.sources).isdisjoint(right.sources):
        return False
    if steps == ["holds", "holds"]:
        return not is_ordered(case, left, right) and not is_ordered(case, right, left)
    if "holds" in steps and "changes" in steps:
        held, changed = (left, right) if steps[0] == "holds" else (right, left)
        return not is_ordered(case, held, changed)
    same_step = left.lead.statement.action == right.lead.statement.action and left.when and right.when
    return bool(same_step and is_same_time(left.when, right.when))


def is_ordered(case: Case, earlier: Cluster, later: Cluster) -> bool:
    """Whether each statement of the one is known to be from before the other, so that the other replaced it."""
    times = {case.known_time(statement) for statement in earlier.statements}
    limits = {case.known_time(statement) for statement in later.statements}
    return all(any(is_before(time, limit) for limit in limits) for time in times)


def two_at_once(case: Case, of: str, left: Cluster, right: Cluster) -> Finding:
    """The finding for two values of what has one at a time; what is said to hold comes first: it is to be mended."""
    held, other = sorted((left, right), key=lambda one: one.step != "holds")
    action = other.lead.statement.action
    is_moved = action is not None and other.step == "changes"
    dates = [case.known_time(cluster.lead.statement) for cluster in (held, other)]
    undated = " Neither gives a date." if dates == [None, None] else " One gives no date." if None in dates else ""
    reason = (
        f"{told_by(case, held)} has {name_thing(held.lead, case.rules, on=case.on)} in {value_of(held, of)}, "
        f"{told_by(case, other)} has it {plain(str(action)) + ' to' if is_moved else 'in'} {value_of(other, of)}: "
        f"one of them is wrong or out of date.{undated}"
    )
    settle = f"The date of the change, or today's {plain(of)} from an official page."
    return contradiction(case, "C104", reason, held, other, settle=settle)


def value_of(cluster: Cluster, name: str) -> str:
    """What a claim gives for a role or attribute, in words."""
    return join_words(map(plain, values_of(cluster.lead, name)))


# -- the first -------------------------------------------------------------------------------------------------------


def find_two_firsts(case: Case) -> Iterator[Finding]:
    """Two that are each called the first."""
    for actor, firsts, _ in groups_with_first(case):
        for left, right in itertools.combinations(firsts, 2):
            if not is_same_field(left.lead, right.lead, actor):
                yield contradiction(case, "C102", two_firsts_reason(case, actor, left, right), left, right)


def find_earlier_ones(case: Case) -> Iterator[Finding]:
    """Those who did earlier what another is called the first to have done."""
    for actor, firsts, group in groups_with_first(case):
        for first in firsts:
            yield from find_earlier(case, actor, first, group)


def groups_with_first(case: Case) -> Iterator[tuple[str, list[Cluster], list[Cluster]]]:
    """For each thing that several may do: who does it (a role), those who are called the first, and all."""
    for rule in case.rules_named("one_first"):
        mark, actor = rule.word("mark"), rule.word("actor")
        if not case.gives(rule.kind.name, mark):
            continue
        told = case.told(rule.kind.name)
        groups: dict[Hashable, list[Cluster]] = {
            thing_done(cluster, actor): [] for cluster in told if values_of(cluster.lead, mark) == ("first",)
        }
        for cluster in told:
            if (group := groups.get(thing_done(cluster, actor))) is not None:
                group.append(cluster)
        for group in groups.values():
            yield actor, [cluster for cluster in group if values_of(cluster.lead, mark) == ("first",)], group


def thing_done(cluster: Cluster, actor: str) -> Hashable:
    """What was done, and to whom: the claim without who did it."""
    rest = (values_of(cluster.lead, role) for role in cluster.lead.kind.key_roles if role != actor)
    return (cluster.lead.statement.action, *rest)


def two_firsts_reason(case: Case, actor: str, left: Cluster, right: Cluster) -> str:
    """In words: who calls whom the first."""
    names = [
        join_words(name_entity(code, on=case.on) for code in values_of(cluster.lead, actor))
        for cluster in (left, right)
    ]
    action = plain(left.lead.statement.action or left.lead.kind.name)
    return (
        f"Two are called the first ({action}, {rest_in_words(case, actor, left)}): "
        f"{names[0]} in {told_by(case, left)}, {names[1]} in {told_by(case, right)}."
    )


def rest_in_words(case: Case, actor: str, cluster: Cluster) -> str:
    """The parties of a claim but one role, in words."""
    roles = [role for role in cluster.lead.kind.key_roles if role != actor]
    named = [name_entity(code, on=case.on) for role in roles for code in cluster.lead.narrowed.role(role)]
    return f"{roles[0] if roles else ''} {join_words(named)}".strip()


def find_earlier(case: Case, actor: str, first: Cluster, group: Sequence[Cluster]) -> Iterator[Finding]:
    """Those of a group who were earlier than the one that is called the first."""
    for other in group:
        if is_before(other.when, first.when) and not is_same_field(first.lead, other.lead, actor):
            names = [
                join_words(name_entity(code, on=case.on) for code in values_of(one.lead, actor))
                for one in (first, other)
            ]
            reason = (
                f"{told_by(case, first)} calls {names[0]} the first ({name_time(first.when)}), "
                f"but {told_by(case, other)} has {names[1]} earlier ({name_time(other.when)})."
            )
            yield contradiction(case, "C103", reason, first, other)


# -- order of actions ------------------------------------------------------------------------------------------------


def find_wrong_order(case: Case) -> Iterator[Finding]:
    """What is dated before the step that must come first: restored before severed, ratified before signed."""
    for rule in case.rules_named("order"):
        for group in case.rivals(rule.kind.name, functools.partial(has_both, rule)):
            befores = with_actions(group.asserted, rule.words("first"))
            for then in (one for one in with_actions(group.asserted, rule.words("then")) if one.when):
                same = [before for before in befores if is_same_once(before.lead, then.lead, rule)]
                if same and all(is_before(then.when, before.when) for before in same):
                    nearest = min(same, key=lambda cluster: begin_order(cluster.when))
                    if is_near(then.when, nearest.when, rule.number("within_years")):
                        yield contradiction(case, "C105", wrong_order_reason(case, nearest, then), then, nearest)


def has_both(rule: Rule, group: Dealings) -> bool:
    """Whether one of the actions that come first is asserted, and one of those that come then."""
    done = group.asserted_parts.keys()
    return not done.isdisjoint(rule.words("first")) and not done.isdisjoint(rule.words("then"))


def wrong_order_reason(case: Case, before: Cluster, then: Cluster) -> str:
    """In words: what is dated before what it must follow."""
    first, second = plain(before.lead.statement.action or ""), plain(then.lead.statement.action or "")
    thing = name_thing(then.lead, case.rules, on=case.on)
    return (
        f"The order cannot be right for {thing}: {second} on {name_time(then.when)} ({told_by(case, then)}), "
        f"but {first} only on {name_time(before.when)} ({told_by(case, before)})."
    ).replace(" on an unknown date", " at an unknown date")
