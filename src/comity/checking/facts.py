"""Claims that are the same, with their standing and its reasons in words."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from operator import attrgetter, itemgetter

from comity.checking.case import Case
from comity.checking.claims import OUTLOOK, Heading, write_amount
from comity.checking.gathering import Cluster
from comity.checking.naming import name_entity
from comity.checking.origins import Tie
from comity.checking.wording import join_names, name_time
from comity.model import Decision, Fact, Finding, Standing, Statement
from comity.model.making import make_known_fact

ID = attrgetter("id")
TIME = itemgetter(0)

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
    facts: list[Fact] = []
    for _, told in sorted(case.dealings.items()):
        by_time: dict[str, list[Fact]] = defaultdict(list)
        for dealings in told:
            for part in dealings.gathered.values():
                for cluster in part:
                    when = cluster.told[0].when
                    by_time["" if when is None else when.edtf].append(make_fact(case, cluster, disputes, decisions))
        for _, found in sorted(by_time.items(), key=TIME):
            facts += sorted(found, key=ID) if len(found) > 1 else found
    return tuple(facts)


def time_order(fact: Fact) -> tuple[str, str]:
    """Sorts facts by kind and time."""
    claim = fact.claim
    return (claim.kind, "" if claim.when is None else claim.when.edtf)


def fact_order(fact: Fact) -> tuple[tuple[str, str], str]:
    """Sorts facts by kind, time and id."""
    return (time_order(fact), fact.id)


def make_fact(
    case: Case,
    cluster: Cluster,
    disputes: Mapping[str, Sequence[Finding]],
    decisions: Mapping[str, Decision],
) -> Fact:
    """The fact of one cluster."""
    heading, told = cluster.heading, cluster.told
    first = told[0]
    statements = cluster.statements if len(told) > 1 else (first,)
    later = case.later.get(cluster)
    contested: Collection[str] = ()
    for one in statements if disputes else ():
        if one.id in disputes:
            contested = {*contested, *(finding.code for finding in disputes[one.id])}
    if len(statements) == 1 or len(cluster.sources) == 1:
        origins, reasons = 1, only_origin(case, cluster)
    else:
        groups = case.origins(cluster)
        origins, reasons = len(groups), origin_reasons(case, cluster, groups)
    standing = stand(OUTLOOK[heading.modality], origins, bool(contested), later is not None)
    if contested or later is not None:
        reasons = (*standing_reasons(case, standing, contested, later), *reasons)
    if decisions:
        reasons = (*reasons, *decision_reasons(cluster, decisions))
    claim = first if first.roles == heading.roles else replace(first, roles=heading.roles)
    return make_known_fact(fact_id(heading, first), claim, statements, standing, origins, reasons)


def fact_id(heading: Heading, statement: Statement) -> str:
    """A hash of what the most precise claim says: the same for every order and number of sources."""
    before, after = heading.written
    when = "None" if statement.when is None else statement.when.edtf
    amount = "null" if statement.amount is None else write_amount(statement.amount)
    return hashlib.sha256(f"{before}{when}{after}{amount}]".encode()).digest()[:8].hex()


def stand(outlook: str, origins: int, is_disputed: bool, is_superseded: bool) -> Standing:
    """The standing of a claim."""
    if outlook == "denied":
        return "denied"
    if is_disputed:
        return "disputed"
    if is_superseded:
        return "superseded"
    if outlook == "to come":
        return "expected"
    return "confirmed" if origins > 1 else "single source"


def standing_reasons(case: Case, standing: Standing, contested: Iterable[str], later: Cluster | None) -> Sequence[str]:
    """Why a claim is disputed or superseded, in words."""
    if standing == "disputed":
        return [f"contradicted: {', '.join(sorted(contested))}"]
    if standing == "superseded" and later is not None:
        named = join_names(dict.fromkeys(map(case.name_source, later.first_of_source)))
        return [f"a later state is told by {named} ({name_time(later.when)})"]
    return ()


def only_origin(case: Case, cluster: Cluster) -> tuple[str, ...]:
    """Which is the only witness."""
    sha = cluster.told[0].source
    told = case.only_origin(sha)
    return told if sha not in case.authors else (*told, *interests(case, cluster))


def origin_reasons(case: Case, cluster: Cluster, origins: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """How many witnesses there are, who they are, and who rests on whom."""
    ties = case.ties(cluster)
    known = frozenset(cluster.sources) if ties else frozenset()
    resting = {(tie.statement.source, tie.on): tie for tie in ties if tie.on in known}
    leaders = [case.name_source(witness(group, resting)) for group in origins]
    count = NUMBERS[len(origins)] if len(origins) < len(NUMBERS) else str(len(origins))
    noun = "origin" if len(origins) == 1 else "origins"
    reasons = [f"{count} {noun}: {join_names(leaders)}"]
    reasons.extend(tie_in_words(case, tie) for _, tie in sorted(resting.items(), key=lambda pair: pair[0]))
    reasons.extend(interests(case, cluster))
    return tuple(reasons)


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
    found: list[str] = []
    for sha in cluster.sources if case.authors else ():
        author = case.authors.get(sha)
        if author is not None and author in cluster.heading.states:
            state = name_entity(author, on=case.on)
            found.append(f"{case.name_source(sha)} speaks for {state}, a party to it: an interested witness")
    return found


def decision_reasons(cluster: Cluster, decisions: Mapping[str, Decision]) -> list[str]:
    """What people decided of its statements."""
    found = [decisions[statement.id] for statement in cluster.statements if statement.id in decisions]
    return [f"{decision.verb} by {decision.who}" + (f": {decision.why}" if decision.why else "") for decision in found]
