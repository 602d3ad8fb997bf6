"""Findings of dependence: pages that rest on each other are one witness."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from comity.checking.case import Case, make_finding
from comity.checking.claims import Claim
from comity.checking.gathering import Cluster
from comity.checking.origins import Groups
from comity.checking.printed import printed_numbers
from comity.checking.wording import join_names, join_words, name_noun, one_line, plain
from comity.model import Finding, Reference, Statement

Pair = tuple[str, str]


def list_cited(case: Case) -> Iterator[tuple[Pair, Cluster]]:
    """Each claim of which one source cites another that makes it too, with both."""
    for cluster in case.tied:
        for source, on in sorted({(tie.statement.source, tie.on) for tie in case.ties(cluster) if tie.how == "cites"}):
            if on in cluster.first_of_source:
                yield (source, on), cluster


def find_cited(case: Case, pair: Pair, shared: Sequence[Cluster]) -> Iterator[Finding]:
    """The finding for two sources of which one cites the other for claims that both make."""
    citing, cited = pair
    shown = both_sides(shared, citing, cited)
    reason = (
        f"{case.name_source(citing)} rests on {case.name_source(cited)} for {subjects(case, shared)}: "
        "one witness, not two."
    )
    settle = "A source for the same claims that does not cite this page."
    yield make_finding("C201", reason, map(case.place_of, shown), statements=shown, settle=settle)


def list_copied(case: Case) -> Iterator[tuple[tuple[str, ...], Cluster]]:
    """Each claim that sources make in the same words and do not cite each other for, with these sources."""
    for cluster in case.tied:
        for sources in copies_of(case, cluster):
            yield sources, cluster


def find_copied(case: Case, sources: tuple[str, ...], shared: Sequence[Cluster]) -> Iterator[Finding]:
    """The finding for sources that make claims in the same words: one for the same pages."""
    shown = both_sides(shared, *sources)
    count = "two" if len(sources) == 2 else str(len(sources))
    reason = (
        f"{join_names(map(case.name_source, sources))} have the same words for {subjects(case, shared)}: "
        f"one witness, not {count}."
    )
    settle = "Which page is the oldest, and a source that words the claim for itself."
    yield make_finding("C202", reason, map(case.place_of, shown), statements=shown, settle=settle)


def copies_of(case: Case, cluster: Cluster) -> list[tuple[str, ...]]:
    """The groups of sources that give a claim in the same words; those that cite each other are told apart (C201)."""
    ties = case.ties(cluster)
    if not any(tie.how == "copies" for tie in ties):
        return []
    cited = {frozenset((tie.statement.source, tie.on)) for tie in ties if tie.how == "cites"}
    groups = Groups(cluster.sources)
    for tie in ties:
        if tie.how == "copies" and frozenset((tie.statement.source, tie.on)) not in cited:
            groups.join(tie.statement.source, tie.on)
    return [group for group in groups.all() if len(group) > 1]


def both_sides(clusters: Sequence[Cluster], *sources: str) -> list[Statement]:
    """For each claim, the statement of each of the sources."""
    return [cluster.first_of_source[source] for cluster in clusters for source in sources]


def subjects(case: Case, clusters: Sequence[Cluster]) -> str:
    """What the claims are about, in the order of the kinds: 'recognition and diplomatic relations'."""
    order = {name: at for at, name in enumerate(case.vocabulary)}
    named: dict[tuple[int, str], list[Claim]] = defaultdict(list)
    for cluster in clusters:
        named[order[cluster.lead.kind.name], name_noun(cluster.lead, case.rules)].append(cluster.lead)
    kinds = Counter(at for at, _ in named)
    ranked = sorted(
        named, key=lambda one: (one[0], min(lead.order for lead in named[one]) if kinds[one[0]] > 1 else ())
    )
    return join_words(dict.fromkeys(noun for _, noun in ranked))


def list_shared_references(case: Case) -> Iterator[tuple[tuple[str, ...], Cluster]]:
    """Each claim for which sources give one and the same page outside the record, with that page and these sources."""
    for cluster in case.tied:
        citing: dict[str, set[str]] = defaultdict(set)
        for tie in case.ties(cluster):
            if tie.reference is not None and tie.on and tie.on not in case.dependence.documents:
                citing[tie.on].add(tie.statement.source)
        for on, sources in citing.items():
            if len(sources) > 1:
                yield (on, *sorted(sources)), cluster


def find_shared_reference(case: Case, key: tuple[str, ...], shared: Sequence[Cluster]) -> Iterator[Finding]:
    """The finding for sources that rest on one page outside the record."""
    on, *sources = key
    reference = next(tie.reference for tie in case.ties(shared[0]) if tie.on == on and tie.reference is not None)
    named = f"“{reference.title}”" if reference.title else reference.url or reference.text
    told, what = join_names(map(case.name_source, sources)), subjects(case, shared)
    count = "two" if len(sources) == 2 else str(len(sources))
    reason = f"{told} rest on the same page, {named}, for {what}: one witness, not {count}."
    shown = both_sides(shared, *sources)
    yield make_finding("C203", reason, map(case.place_of, shown), statements=shown, settle=f"{named} itself.")


def find_not_carried(case: Case) -> Iterator[Finding]:
    """Claims whose cited source is in the record and has neither the claim nor its year or figure."""
    citing = {sha for sha, document in case.documents.items() if document.citations}
    told = (one for one in case.statements if one.source in citing) if citing else ()
    for statement in sorted(told, key=lambda one: one.id):
        for reference in case.dependence.references_of(statement):
            cited = case.dependence.matches.get((statement.source, reference.number))
            if cited is not None and lacks(case, cited, statement):
                yield not_carried(case, statement, reference, cited)


def lacks(case: Case, cited: str, statement: Statement) -> bool:
    """Whether a source that was read has no statement of the kind on the parties, and not the year or figure either."""
    said = case.told_in(cited)
    if not said or any(is_alike(other, statement) for other in said):
        return False
    text = case.documents[cited].text
    if statement.amount is not None:
        numbers = [value for value, _ in printed_numbers(text)]
        return all(abs(value - statement.amount.value) > 0.005 * abs(statement.amount.value) for value in numbers)
    day = statement.when.first_day if statement.when is not None else None
    return day is not None and str(day.year) not in text


def find_nearest(case: Case, cited: str, statement: Statement) -> Statement | None:
    """What a source says that comes nearest: on most of the same parties, of the same kind, of the nearest time."""
    mine = {entity for _, entities in statement.roles for entity in entities}

    def nearness(other: Statement) -> tuple[int, bool, int]:
        shared = len(mine & {entity for _, entities in other.roles for entity in entities})
        days = [None if one.when is None else one.when.first_day for one in (statement, other)]
        apart = abs((days[0] - days[1]).days) if days[0] is not None and days[1] is not None else 10**6
        return (shared, other.kind == statement.kind, -apart)

    said = case.told_in(cited)
    best = max(said, key=nearness, default=None)
    return best if best is not None and nearness(best)[0] else None


def is_alike(left: Statement, right: Statement) -> bool:
    """Whether two statements are of one kind and share their parties, whatever they say of them."""
    mine = {entity for _, entities in left.roles for entity in entities}
    yours = {entity for _, entities in right.roles for entity in entities}
    return left.kind == right.kind and len(mine & yours) >= min(2, len(yours))


def not_carried(case: Case, statement: Statement, reference: Reference, cited: str) -> Finding:
    """The finding for a citation whose source does not carry the claim."""
    near = find_nearest(case, cited, statement)
    nearest = f" The nearest that it says is “{one_line(near.quote)}”." if near is not None else ""
    reason = (
        f"{case.name_source(statement.source)} gives [{reference.number}] for this, but {case.name_source(cited)} "
        f"says nothing of it ({plain(statement.kind)}).{nearest}"
    )
    places = [case.place_of(statement), case.place(statement.source, reference.evidence.start, reference.evidence.end)]
    if near is not None:
        places.append(case.place_of(near))
    settle = "The page as it was on the day on which it was cited."
    return make_finding("C204", reason, places, statements=[statement], settle=settle)
