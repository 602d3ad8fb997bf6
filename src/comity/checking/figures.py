"""Contradictions within and between equal claims: figures, details, and what one source denies."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence

from comity.checking.case import Case, make_finding
from comity.checking.claims import Claim, agrees, agrees_in_attributes, agrees_in_roles, values_of
from comity.checking.constraints import contradiction, told_by
from comity.checking.gathering import Cluster, Dealings, in_order
from comity.checking.printed import can_be_equal
from comity.checking.rules import Rule
from comity.checking.spans import is_same_time, only_year
from comity.checking.wording import join_words, name_amount, name_number, name_thing, name_time, plain
from comity.model import Finding

_IMPORTS = re.compile(r"\bimport", re.IGNORECASE)
_EXPORTS = re.compile(r"\bexport", re.IGNORECASE)


def find_two_amounts(case: Case) -> Iterator[Finding]:
    """Two figures for one thing and one period that differ beyond their printed rounding."""
    for rule in case.rules_named("one_amount"):
        for left, right in pairs_of_figures(case, rule.kind.name):
            if not is_mirror(left.lead, right.lead, rule):
                yield two_amounts(case, left, right)


def pairs_of_figures(case: Case, kind: str) -> Sequence[tuple[Cluster, Cluster]]:
    """Each two figures of a kind for the same parties and time that cannot be one; looked for once."""
    known = case.figures.get(kind)
    if known is None:
        known = [pair for group in case.rivals(kind, has_two_figures) for pair in pairs_in(group.asserted)]
        case.figures[kind] = known
    return known


def has_two_figures(group: Dealings) -> bool:
    """Whether two amounts are asserted of one time."""
    for part in group.asserted_parts.values():
        if len(part) > 1:
            times = [one.when.edtf for one in part if one.when is not None and one.told[0].amount is not None]
            if len(times) > len(set(times)):
                return True
    return len(group.asserted_parts) > 1


def pairs_in(group: Sequence[Cluster]) -> Iterator[tuple[Cluster, Cluster]]:
    """Each two figures of one time that cannot be one."""
    by_time: dict[str, list[Cluster]] = {}
    for one in group:
        if one.when is not None and one.lead.statement.amount and only_year(one.when) is not None:
            by_time.setdefault(one.when.edtf, []).append(one)
    for figures in by_time.values():
        if len(figures) > 1:
            for left, right in itertools.combinations(sorted(figures, key=lambda one: one.lead.order), 2):
                if is_other_figure(left.lead, right.lead):
                    yield left, right


def find_mirrors(case: Case) -> Iterator[Finding]:
    """One flow as the one side counts its exports and the other its imports: more by freight and insurance."""
    for rule in case.rules_named("one_amount"):
        for left, right in pairs_of_figures(case, rule.kind.name) if rule.number("mirrored") else ():
            if is_mirror(left.lead, right.lead, rule):
                yield mirror(case, *sorted((left, right), key=lambda one: is_of_imports(one.lead)))


def is_of_imports(claim: Claim) -> bool:
    """Whether a figure is told as what was imported."""
    return bool(_IMPORTS.search(claim.statement.quote)) and not _EXPORTS.search(claim.statement.quote)


def is_mirror(left: Claim, right: Claim, rule: Rule) -> bool:
    """Whether two sources tell one flow from its two sides, and the imports are the higher by no more than is usual."""
    most = rule.number("mirrored")
    sent, received = sorted((left, right), key=is_of_imports)
    if most is None or is_of_imports(sent) or not is_of_imports(received):
        return False
    out, into = sent.statement.amount, received.statement.amount
    if sent.statement.source == received.statement.source or out is None or into is None:
        return False
    return bool(_EXPORTS.search(sent.statement.quote)) and out.value <= into.value <= out.value * (1 + most)


def mirror(case: Case, sent: Cluster, received: Cluster) -> Finding:
    """The note on one flow counted from both sides."""
    out, into = sent.lead.statement.amount, received.lead.statement.amount
    if out is None or into is None:
        raise ValueError("a claim without a figure has no mirror")
    more = (into.value / out.value - 1) * 100
    reason = (
        f"{name_thing(sent.lead, case.rules, on=case.on)[:1].upper()}"
        f"{name_thing(sent.lead, case.rules, on=case.on)[1:]} in {name_time(sent.when)} is told from both sides: "
        f"{name_amount(out)} as exports in {told_by(case, sent)}, {name_amount(into)} as imports in "
        f"{told_by(case, received)}. That is no contradiction: imports are counted with freight and insurance."
    )
    sum_ = f"{name_number(into.value)} is {more:.3g} % more than {name_number(out.value)}."
    shown = [sent.lead.statement, received.lead.statement]
    settle = "Who counted, and whether the imports are CIF and the exports FOB."
    return make_finding("C114", reason, map(case.place_of, shown), statements=shown, arithmetic=sum_, settle=settle)


def is_other_figure(left: Claim, right: Claim) -> bool:
    """Whether two claims of one thing and time give figures of one unit that cannot be one."""
    mine, yours = left.statement.amount, right.statement.amount
    if mine is None or yours is None or mine.unit.casefold() != yours.unit.casefold():
        return False
    if not agrees_in_attributes(left, right) or not agrees_in_roles(left, right) or is_one_sentence(left, right):
        return False
    if left.narrowed.attributes != right.narrowed.attributes and has_more_said(left, right):
        return False
    return not can_be_equal(mine, yours, left.statement.quote, right.statement.quote)


def is_one_sentence(left: Claim, right: Claim) -> bool:
    """Whether one quote gives both figures: it sets a part against its whole, or corrects itself."""
    mine, yours = left.statement, right.statement
    return mine.source == yours.source and mine.evidence == yours.evidence


def has_more_said(left: Claim, right: Claim) -> bool:
    """Whether one of two figures is of a part (goods, a share) of which the other does not speak."""
    keys = {"".join(key) for key in left.kind.key_attributes}
    names = [
        {name for name, _ in claim.narrowed.attributes if name not in keys and name not in claim.shape.details}
        for claim in (left, right)
    ]
    return names[0] != names[1]


def two_amounts(case: Case, left: Cluster, right: Cluster) -> Finding:
    """The finding for two figures of one thing and period."""
    mine, yours = left.lead.statement.amount, right.lead.statement.amount
    if mine is None or yours is None:
        raise ValueError("a claim without a figure has no other figure")
    low, high = sorted((mine.value, yours.value))
    difference = (
        f"{name_amount(mine)} and {name_amount(yours)} differ by {(high - low) / high * 100:.3g} % of the larger"
    )
    reason = (
        f"Two figures for {name_thing(left.lead, case.rules, on=case.on)} in {name_time(left.when)}: "
        f"{name_amount(mine)} in {told_by(case, left)}, {name_amount(yours)} in {told_by(case, right)}."
    )
    shown = [left.lead.statement, right.lead.statement]
    return make_finding(
        "C110", reason, map(case.place_of, shown), statements=shown, arithmetic=difference + ".",
        settle="Who counted, and how: each side counts imports with freight and insurance, exports without.",
    )  # fmt: skip


def find_two_details(case: Case) -> Iterator[Finding]:
    """Statements of one claim that give different values for what has only one: a state visit, a working visit."""
    for rule in case.rules_named("one_detail"):
        names = rule.words("of")
        for cluster in in_order(one for one in case.repeated if may_differ(rule, one)):
            for name in names:
                yield from compare_details(case, name, cluster)


def may_differ(rule: Rule, cluster: Cluster) -> bool:
    """Whether a cluster is of a rule's kind, and its claims do not all say the very same."""
    heading = cluster.heading
    return heading.shape.kind.name == rule.kind.name and heading.modality == "asserted" and not cluster.is_uniform


def compare_details(case: Case, name: str, cluster: Cluster) -> Iterator[Finding]:
    """The finding where the statements of a claim differ in one detail."""
    given: dict[str, Claim] = {}
    for claim in cluster.claims:
        for value in values_of(claim, name):
            given.setdefault(value, claim)
    claims = list({claim.statement.id: claim for claim in given.values()}.values())
    # One source that tells of two ranks knows of two legs of one journey.
    if len(given) > 1 and len({claim.statement.source for claim in claims}) > 1:
        told = join_words(
            f"“{plain(value)}” in {case.name_source(claim.statement.source)}" for value, claim in given.items()
        )
        thing = name_thing(cluster.lead, case.rules, on=case.on)
        reason = f"The {plain(name)} of {thing} ({name_time(cluster.when)}) differs: {told}."
        shown = [claim.statement for claim in claims]
        yield make_finding(
            "C109", reason, map(case.place_of, shown), statements=shown, settle="The communiqué of the day."
        )


def find_denials(case: Case) -> Iterator[Finding]:
    """What one statement asserts and another denies, of the same time."""
    for kind in sorted(case.dealings):
        groups: dict[Hashable, list[Cluster]] = defaultdict(list)
        for one in case.told(kind, "denied"):
            groups[one.lead.statement.action, one.lead.parties].append(one)
        for yes in case.told(kind) if groups else ():
            yield from find_denials_of(case, yes, groups.get((yes.lead.statement.action, yes.lead.parties), ()))


def find_denials_of(case: Case, yes: Cluster, denied: Sequence[Cluster]) -> Iterator[Finding]:
    """The findings for one claim and the denials of the same action and parties."""
    for no in denied:
        if speaks_of_one_time(yes, no) and agrees(yes.lead, no.lead):
            thing = name_thing(yes.lead, case.rules, on=case.on)
            action = f" ({plain(yes.lead.statement.action)})" if yes.lead.statement.action else ""
            reason = f"{told_by(case, yes)} asserts {thing}{action}, {told_by(case, no)} denies it."
            yield contradiction(case, "C111", reason, yes, no)


def speaks_of_one_time(yes: Cluster, no: Cluster) -> bool:
    """Whether both give a time and the times meet, or neither does and two sources speak.

    "Did not recognise it", without a date or over many years, is no denial of a recognition later.
    """
    if yes.when is None and no.when is None:
        return set(yes.sources).isdisjoint(no.sources)
    if yes.when is None or no.when is None or not is_same_time(yes.when, no.when):
        return False
    return only_year(yes.when) is not None and only_year(no.when) is not None
