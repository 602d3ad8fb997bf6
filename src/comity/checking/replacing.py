"""What replaced what: a later state of the same affair, or the coming about of what was planned."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from comity.checking.claims import agrees, is_same_field, values_of
from comity.checking.gathering import Cluster, Dealings
from comity.checking.rules import Rule
from comity.checking.spans import is_before, is_same_time
from comity.model import Statement, When

Known = Callable[[Statement], When | None]


def find_later(
    dealings: Mapping[str, Sequence[Dealings]], rules: Sequence[Rule], known: Known
) -> dict[Cluster, Cluster]:
    """For clusters that a later one replaced, the later one; `known` tells when a statement holds.

    What was said to hold is replaced by a later state of the same affair; what was to come, by its coming about.
    """
    found: dict[Cluster, Cluster] = {}
    for kind, groups in dealings.items():
        single = [rule for rule in rules if rule.name == "one_at_a_time" and rule.kind.name == kind]
        for group in groups:
            if is_open(group, single):
                found.update(find_later_of(group, single, known))
    return found


def is_open(group: Dealings, rules: Sequence[Rule]) -> bool:
    """Whether something is said to hold or to come that something else may have replaced: a quick look."""
    if group.is_asserted and len(group.gathered) == 1 and not rules:
        return False
    if not group.asserted_parts:
        return False
    if any(outlook == "to come" for _, outlook in group.gathered):
        return True
    if "holds" not in group.steps:
        return False
    return "ends" in group.steps or any(heading.gives(rule.word("of")) for heading, _ in group.told for rule in rules)


def find_later_of(group: Dealings, rules: Sequence[Rule], known: Known) -> Mapping[Cluster, Cluster]:
    """The same for the clusters of one kind and its parties."""
    changing = [rule.word("of") for rule in rules]
    states = [
        one for one in group.asserted
        if one.step == "ends" or (one.step not in ("begins", None) and any(values_of(one.lead, of) for of in changing))
    ]  # fmt: skip
    found: dict[Cluster, Cluster] = {}
    for cluster in group.clusters:
        if cluster.lead.outlook == "to come" and cluster.when is not None:
            later = next((other for other in group.asserted if came_about(cluster, other)), None)
        elif cluster.step == "holds" and cluster.lead.outlook == "asserted":
            later = next((other for other in states if is_replaced(cluster, other, rules, known)), None)
        else:
            continue
        if later is not None:
            found[cluster] = later
    return found


def is_replaced(cluster: Cluster, other: Cluster, rules: Sequence[Rule], known: Known) -> bool:
    """Whether the other cluster tells of a later state of what the first says to hold."""
    if not is_before(known(cluster.lead.statement), known(other.lead.statement)):
        return False
    return shares_attributes(cluster, other) and (
        other.step == "ends" or any(differs_in(cluster, other, rule) for rule in rules)
    )


def shares_attributes(cluster: Cluster, other: Cluster) -> bool:
    """Whether the key attributes are equal, and what an ending names (the city) is what held."""
    kind = cluster.lead.kind
    if not all(is_same_field(cluster.lead, other.lead, name) for name in kind.key_attributes):
        return False
    if other.step != "ends":
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
