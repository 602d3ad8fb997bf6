"""Claims that are the same, with their standing and its reasons in words."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence

from comity.checking.case import Case
from comity.checking.claims import Cluster, agrees, is_before, is_same_time
from comity.checking.constraints import is_same_field, known_time, values_of
from comity.checking.naming import name_entity
from comity.checking.origins import Tie
from comity.checking.rules import Rule
from comity.checking.wording import join_words, name_time
from comity.model import Decision, Fact, Finding, Standing

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def make_facts(case: Case, findings: Iterable[Finding], decisions: Mapping[str, Decision]) -> tuple[Fact, ...]:
    """One fact for each cluster, sorted by kind, time and id.

    Findings of contradiction (C1..) make the facts that they rest on disputed.
    """
    disputes: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.code.startswith("C1") and finding.severity != "note":
            for statement in finding.statements:
                disputes.setdefault(statement, []).append(finding)
    later = find_later(case)
    facts = [make_fact(case, cluster, disputes, later.get(at), decisions) for at, cluster in enumerate(case.clusters)]
    return tuple(sorted(facts, key=lambda fact: (fact.claim.kind, str(fact.claim.when or ""), fact.id)))


def make_fact(
    case: Case,
    cluster: Cluster,
    disputes: Mapping[str, Sequence[Finding]],
    later: Cluster | None,
    decisions: Mapping[str, Decision],
) -> Fact:
    """The fact of one cluster."""
    origins = case.dependence.origins(cluster.statements)
    contested = dict.fromkeys(
        finding.code for statement in cluster.statements for finding in disputes.get(statement.id, ())
    )
    standing = stand(cluster, len(origins), bool(contested), later is not None)
    reasons = [
        *standing_reasons(case, standing, contested, later),
        *origin_reasons(case, cluster, origins),
        *decision_reasons(cluster, decisions),
    ]
    return Fact(fact_id(cluster), cluster.lead.narrowed, cluster.statements, standing, len(origins), tuple(reasons))


def fact_id(cluster: Cluster) -> str:
    """A hash of what the most precise claim says: the same for every order and number of sources."""
    claim = cluster.lead
    content = [claim.key, str(claim.statement.when), claim.narrowed.attributes, claim.narrowed.roles]
    amount = claim.statement.amount
    canonical = json.dumps([content, None if amount is None else amount.to_json()], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(canonical.encode()).hexdigest()[:16]


def stand(cluster: Cluster, origins: int, is_disputed: bool, is_superseded: bool) -> Standing:
    """The standing of a claim."""
    if cluster.lead.outlook == "denied":
        return "denied"
    if is_disputed:
        return "disputed"
    if is_superseded:
        return "superseded"
    if cluster.lead.outlook == "to come":
        return "expected"
    return "confirmed" if origins > 1 else "single source"


def find_later(case: Case) -> dict[int, Cluster]:
    """For clusters that a later one replaced: its number → the later one.

    What was said to hold is replaced by a later state of the same affair; what was to come, by its coming about.
    """
    groups: dict[object, list[int]] = {}
    for at, cluster in enumerate(case.clusters):
        groups.setdefault((cluster.lead.kind.name, cluster.lead.parties), []).append(at)
    rules = [rule for rule in case.rules if rule.name == "one_at_a_time"]
    found: dict[int, Cluster] = {}
    for numbers in groups.values():
        others = [case.clusters[at] for at in numbers if case.clusters[at].lead.outlook == "asserted"]
        for at in (at for at in numbers if may_be_replaced(case.clusters[at])):
            cluster = case.clusters[at]
            kind_rules = [rule for rule in rules if rule.kind.name == cluster.lead.kind.name]
            later = next(
                (one for one in others if one is not cluster and is_replaced(case, cluster, one, kind_rules)), None
            )
            if later is not None:
                found[at] = later
    return found


def may_be_replaced(cluster: Cluster) -> bool:
    """Whether a cluster tells of what is to come, or of a state of affairs."""
    claim = cluster.lead
    if claim.outlook == "to come":
        return cluster.when is not None
    return claim.outlook == "asserted" and claim.kind.step(claim.statement.action) == "holds"


def is_replaced(case: Case, cluster: Cluster, other: Cluster, rules: Sequence[Rule]) -> bool:
    """Whether the other cluster tells of a later state of what the first says to hold, or of what it expects."""
    mine, yours = cluster.lead, other.lead
    if yours.outlook != "asserted":
        return False
    if mine.outlook == "to come":
        return came_about(cluster, other)
    step = yours.kind.step(yours.statement.action)
    if step in ("begins", None) or not is_before(*(known_time(case, one.statement) for one in (mine, yours))):
        return False
    return shares_attributes(cluster, other) and (
        step == "ends" or any(differs_in(cluster, other, rule) for rule in rules)
    )


def shares_attributes(cluster: Cluster, other: Cluster) -> bool:
    """Whether the key attributes are equal, and what an ending names (the city) is what held."""
    kind = cluster.lead.kind
    if not all(is_same_field(cluster.lead, other.lead, name) for name in kind.key_attributes):
        return False
    if kind.step(other.lead.statement.action) != "ends":
        return True
    fields = [role.name for role in kind.roles.values() if not role.is_key]
    return all(
        is_same_field(cluster.lead, other.lead, name)
        for name in fields
        if values_of(cluster.lead, name) and values_of(other.lead, name)
    )


def differs_in(cluster: Cluster, other: Cluster, rule: Rule) -> bool:
    """Whether two clusters give different values for what has one at a time."""
    if not rule.covers(cluster.lead.narrowed):
        return False
    of = rule.word("of")
    given = values_of(cluster.lead, of) and values_of(other.lead, of)
    return bool(given) and not is_same_field(cluster.lead, other.lead, of)


def came_about(cluster: Cluster, other: Cluster) -> bool:
    """Whether what was to come has come about: the same action and time, in a claim that asserts it."""
    mine, yours = cluster.lead, other.lead
    if mine.statement.action != yours.statement.action or cluster.when is None or other.when is None:
        return False
    return is_same_time(cluster.when, other.when) and (mine.statement.amount is not None or agrees(mine, yours))


def standing_reasons(case: Case, standing: Standing, contested: Iterable[str], later: Cluster | None) -> list[str]:
    """Why a claim is disputed or superseded, in words."""
    if standing == "disputed":
        return [f"contradicted: {', '.join(contested)}"]
    if standing == "superseded" and later is not None:
        named = join_words(dict.fromkeys(case.name_source(statement.source) for statement in later.statements))
        return [f"a later state is told by {named} ({name_time(later.when)})"]
    return []


def origin_reasons(case: Case, cluster: Cluster, origins: Sequence[Sequence[str]]) -> list[str]:
    """How many witnesses there are, who they are, and who rests on whom."""
    ties = [] if len(cluster.sources) == 1 else case.dependence.ties(cluster.statements)
    resting = {(tie.statement.source, tie.on): tie for tie in ties if tie.on in cluster.sources}
    leaders = [case.name_source(witness(group, resting)) for group in origins]
    count = NUMBERS[len(origins)] if len(origins) < len(NUMBERS) else str(len(origins))
    noun = "origin" if len(origins) == 1 else "origins"
    reasons = [f"{count} {noun}: {join_words(leaders)}"]
    reasons.extend(tie_in_words(case, tie) for _, tie in sorted(resting.items()))
    reasons.extend(interests(case, cluster))
    return reasons


def witness(group: Sequence[str], resting: Iterable[tuple[str, str]]) -> str:
    """The source of a group on which the others rest."""
    dependent = {source for source, on in resting if on in group}
    return next((sha for sha in group if sha not in dependent), group[0])


def tie_in_words(case: Case, tie: Tie) -> str:
    """Who rests on whom, and how."""
    verb = "rests on" if tie.how == "cites" else "repeats the words of"
    return f"{case.name_source(tie.statement.source)} {verb} {case.name_source(tie.on)}"


def interests(case: Case, cluster: Cluster) -> list[str]:
    """Which sources are official pages of a party to the claim: they speak for their side."""
    found = []
    for sha in cluster.sources:
        source = case.source(sha)
        if source is not None and source.author_state in cluster.lead.states:
            found.append(
                f"{case.name_source(sha)} speaks for {name_entity(str(source.author_state), on=case.on)}, a party to it"
            )
    return found


def decision_reasons(cluster: Cluster, decisions: Mapping[str, Decision]) -> list[str]:
    """What people decided of its statements."""
    found = [decisions[statement.id] for statement in cluster.statements if statement.id in decisions]
    return [f"{decision.verb} by {decision.who}" + (f": {decision.why}" if decision.why else "") for decision in found]
