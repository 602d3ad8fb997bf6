"""Claims that are the same, with their standing and its reasons in words."""

from __future__ import annotations

import functools
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence

from comity.checking.case import Case
from comity.checking.gathering import Cluster
from comity.checking.naming import name_entity
from comity.checking.origins import Tie
from comity.checking.wording import join_names, name_time
from comity.model import Attributes, Decision, Fact, Finding, Roles, Standing

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
    facts = [make_fact(case, cluster, disputes, decisions) for cluster in case.clusters]
    return tuple(sorted(facts, key=fact_order))


def fact_order(fact: Fact) -> tuple[str, str, str]:
    """By kind, time and id."""
    claim = fact.claim
    return (claim.kind, "" if claim.when is None else claim.when.edtf, fact.id)


def make_fact(
    case: Case,
    cluster: Cluster,
    disputes: Mapping[str, Sequence[Finding]],
    decisions: Mapping[str, Decision],
) -> Fact:
    """The fact of one cluster."""
    later = case.later.get(cluster)
    is_contested = any(statement.id in disputes for statement in cluster.statements)
    contested = list_codes(cluster, disputes) if is_contested else ()
    origins: Sequence[Sequence[str]] = [cluster.sources]
    if len(cluster.sources) > 1:
        origins = case.dependence.origins(cluster.statements, case.ties(cluster))
    standing = stand(cluster, len(origins), bool(contested), later is not None)
    reasons = (
        *standing_reasons(case, standing, contested, later),
        *origin_reasons(case, cluster, origins),
        *(decision_reasons(cluster, decisions) if decisions else ()),
    )
    return Fact(fact_id(cluster), cluster.lead.narrowed, cluster.statements, standing, len(origins), reasons)


def list_codes(cluster: Cluster, disputes: Mapping[str, Sequence[Finding]]) -> Sequence[str]:
    """The codes of the findings that contest a cluster."""
    told = (finding.code for statement in cluster.statements for finding in disputes.get(statement.id, ()))
    return list(dict.fromkeys(told))


def fact_id(cluster: Cluster) -> str:
    """A hash of what the most precise claim says: the same for every order and number of sources."""
    claim, roles = cluster.lead, cluster.lead.narrowed.roles
    kind, action, outlook, parties = claim.key
    amount, when = claim.statement.amount, claim.statement.when
    canonical = (
        f"[[{quote_json(kind)}, {quote_json(action)}, {quote_json(outlook)}, {list_pairs(parties)}], "
        f"{quote_json('None' if when is None else when.edtf)}, {list_values(claim.narrowed.attributes)}, "
        f"{list_pairs(roles)}]"
    )
    told = "null" if amount is None else write_json(amount.to_json())
    return hashlib.sha256(f"[{canonical}, {told}]".encode()).hexdigest()[:16]


def write_json(value: object) -> str:
    """A value as JSON, its keys sorted."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


@functools.lru_cache(maxsize=1 << 16)
def quote_json(word: str) -> str:
    """A word as JSON."""
    return json.dumps(word, ensure_ascii=False)


def list_pairs(pairs: Roles) -> str:
    """Roles with their entities as a JSON list.

    >>> list_pairs((("between", ("KAZ", "TUR")),))
    '[["between", ["KAZ", "TUR"]]]'
    """
    listed = (f"[{quote_json(role)}, [{', '.join(map(quote_json, entities))}]]" for role, entities in pairs)
    return f"[{', '.join(listed)}]"


def list_values(attributes: Attributes) -> str:
    """Attributes with their values as a JSON list."""
    # Numbers are not kept: 1, 1.0 and true are one key.
    return list_words(attributes) if all(isinstance(value, str) for _, value in attributes) else write_json(attributes)


@functools.lru_cache(maxsize=1 << 16)
def list_words(attributes: Attributes) -> str:
    """Attributes whose values are words as a JSON list."""
    return write_json(attributes)


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


def standing_reasons(case: Case, standing: Standing, contested: Iterable[str], later: Cluster | None) -> Sequence[str]:
    """Why a claim is disputed or superseded, in words."""
    if standing == "disputed":
        return [f"contradicted: {', '.join(sorted(set(contested)))}"]
    if standing == "superseded" and later is not None:
        named = join_names(dict.fromkeys(map(case.name_source, later.first_of_source)))
        return [f"a later state is told by {named} ({name_time(later.when)})"]
    return ()


def origin_reasons(case: Case, cluster: Cluster, origins: Sequence[Sequence[str]]) -> list[str]:
    """How many witnesses there are, who they are, and who rests on whom."""
    if len(cluster.sources) == 1:
        return [f"one origin: {case.name_source(cluster.sources[0])}", *interests(case, cluster)]
    known = frozenset(cluster.sources)
    resting = {(tie.statement.source, tie.on): tie for tie in case.ties(cluster) if tie.on in known}
    leaders = [case.name_source(witness(group, resting)) for group in origins]
    count = NUMBERS[len(origins)] if len(origins) < len(NUMBERS) else str(len(origins))
    noun = "origin" if len(origins) == 1 else "origins"
    reasons = [f"{count} {noun}: {join_names(leaders)}"]
    reasons.extend(tie_in_words(case, tie) for _, tie in sorted(resting.items(), key=lambda pair: pair[0]))
    reasons.extend(interests(case, cluster))
    return reasons


def witness(group: Sequence[str], resting: Iterable[tuple[str, str]]) -> str:
    """The source of a group on which the others rest."""
    if len(group) == 1:
        return group[0]
    members = frozenset(group)
    dependent = {source for source, on in resting if on in members}
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
        if source is not None and source.author_state is not None and source.author_state in cluster.lead.states:
            state = name_entity(str(source.author_state), on=case.on)
            found.append(f"{case.name_source(sha)} speaks for {state}, a party to it: an interested witness")
    return found


def decision_reasons(cluster: Cluster, decisions: Mapping[str, Decision]) -> list[str]:
    """What people decided of its statements."""
    found = [decisions[statement.id] for statement in cluster.statements if statement.id in decisions]
    return [f"{decision.verb} by {decision.who}" + (f": {decision.why}" if decision.why else "") for decision in found]
