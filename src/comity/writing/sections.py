"""The sections of the article: history, each kind's own in prose, picture and table, and what is open."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import replace

from comity.kinds import Kind
from comity.model import Fact, Finding
from comity.writing import words
from comity.writing.binder import Binder
from comity.writing.illustrations import group_by_measure, show_table, show_timeline
from comity.writing.phrases import TablePlan, load_phrases
from comity.writing.phrasing import write_claim
from comity.writing.tables import drop_empty_columns, fit_facts, has_table, write_tables
from comity.writing.telling import words_of, write_sentences
from comity.writing.tree import Block, Figure, Items, Note, Paragraph, Section, Sentence, TableBlock
from comity.writing.view import View, order

SENTENCES_IN_PARAGRAPH = 6
FINDINGS_TOLD = ("error", "warning")
CONTRADICTION, STALE = "C1", "C4"


def write_sections(view: View, binder: Binder) -> Iterator[Section]:
    """The sections in the order of an encyclopaedia."""
    if blocks := write_history(view, binder):
        yield Section("history", "History", tuple(blocks))
    kinds = [kind for kind in view.vocabulary.values() if any(fact.claim.kind == kind.name for fact in view.facts)]
    for heading, group in itertools.groupby(sort_by_section(kinds), key=lambda kind: kind.heading):
        blocks = [block for kind in group for block in write_kind(view, kind, binder)]
        if blocks:
            yield Section(anchor_of(heading), view.house.spell(heading), tuple(join_tables(blocks)))
    for anchor, heading, blocks in (
        ("disagree", "Where sources disagree", write_disagreements(view, binder)),
        ("check", "What to check", write_findings(view, binder)),
        ("unsaid", "What the record does not say", write_gaps(view)),
    ):
        if blocks:
            yield Section(anchor, heading, tuple(blocks))


def write_history(view: View, binder: Binder) -> list[Block]:
    """The turning points in order, those without a date last, and the timeline of all that is dated."""
    facts = [fact for fact in view.facts if is_history(view, fact)]
    facts.sort(key=lambda fact: (*order(fact)[:3], view.kind(fact).order))
    dated = [fact for fact in facts if fact.claim.when is not None]
    undated = [fact for fact in facts if fact.claim.when is None]
    blocks: list[Block] = []
    for group in (dated, undated):
        blocks += write_paragraphs(write_sentences(view, group, binder))
    if (shown := show_timeline(view)) is not None:
        blocks.append(binder.figure(*shown, part="timeline"))
    return blocks


def is_history(view: View, fact: Fact) -> bool:
    """Whether a fact is told in the history, and so not in its own section."""
    return load_phrases(view.kind(fact)).is_history(fact.claim)


def write_paragraphs(sentences: Sequence[Sentence]) -> Iterator[Paragraph]:
    """The sentences in paragraphs of a length that can be read."""
    for start in range(0, len(sentences), SENTENCES_IN_PARAGRAPH):
        yield Paragraph(tuple(sentences[start : start + SENTENCES_IN_PARAGRAPH]))


def sort_by_section(kinds: Sequence[Kind]) -> list[Kind]:
    """The kinds by the first of their section, so that kinds with one heading stand together."""
    first = {kind.heading: min(one.order for one in kinds if one.heading == kind.heading) for kind in kinds}
    return sorted(kinds, key=lambda kind: (first[kind.heading], kind.heading, kind.order, kind.name))


def anchor_of(heading: str) -> str:
    """The name of a section in addresses.

    >>> anchor_of("Recognition and diplomatic relations")
    'recognition-and-diplomatic-relations'
    """
    return "-".join("".join(char if char.isalnum() else " " for char in heading.casefold()).split()) or "section"


def write_kind(view: View, kind: Kind, binder: Binder) -> Iterator[Block]:
    """The facts of a kind in prose and tables; what a table shows is not told twice, unless the kind says so."""
    facts = [fact for fact in view.facts if fact.claim.kind == kind.name]
    plan = load_phrases(kind).table
    is_tabled = plan is not None and has_table(view, facts, plan)
    told = [fact for fact in facts if not is_history(view, fact)]
    if is_tabled and plan is not None:
        tabled = {fact.id for fact in fit_facts(view, facts, plan)}
        told = [fact for fact in told if fact.id not in tabled or is_told(view, fact, facts, plan)]
    yield from write_paragraphs(write_sentences(view, told, binder))
    if plan is not None:
        yield from (binder.figure(*shown, part="picture") for shown in show_table(view, kind, facts, plan))
    if is_tabled and plan is not None:
        yield from write_tables(view, facts, plan, binder)


def is_told(view: View, fact: Fact, facts: Sequence[Fact], plan: TablePlan) -> bool:
    """Whether a fact of a table is told in prose too: what is to come, what its plan says, or what is newest."""
    if view.mode(fact) in ("planned", "hoped"):
        return True
    if plan.prose != "newest":
        return fact.claim.action in plan.prose
    if fact.claim.modality != "asserted":
        return True
    measured = group_by_measure(view, view.kind(fact), [one for one in facts if one.claim.modality == "asserted"], plan)
    group = next(members for members in measured.values() if fact in members)
    dated = [one for one in group if one.claim.when is not None]
    return fact in (dated[-1:] or group)


def join_tables(blocks: Sequence[Block]) -> Iterator[Block]:
    """Prose first, then pictures, then tables; tables without a caption and with one header become one."""
    yield from (block for block in blocks if not isinstance(block, TableBlock | Figure))
    yield from (block for block in blocks if isinstance(block, Figure))
    joined: dict[object, TableBlock] = {}
    for number, table in enumerate(block for block in blocks if isinstance(block, TableBlock)):
        key = (table.header, table.caption) if not table.caption else number
        before = joined.get(key)
        joined[key] = table if before is None else replace(before, rows=(*before.rows, *table.rows))
    yield from map(drop_empty_columns, joined.values())


def write_disagreements(view: View, binder: Binder) -> list[Block]:
    """For each contradiction, who says what."""
    sentences = []
    for finding in view.findings:
        if finding.code.startswith(CONTRADICTION):
            sentences += write_disagreement(view, finding, binder)
    return [Items(tuple(dict.fromkeys(sentences)))] if sentences else []


def write_disagreement(view: View, finding: Finding, binder: Binder) -> list[Sentence]:
    """ "According to A, …; according to B, …": each source with what it says; nothing where there is one side only."""
    facts = facts_of(view, finding)
    sides = find_sides(view, finding)
    if len(sides) < 2:
        return []
    parts = [f"according to {binder.name_sources(sources)}, {text}" for text, sources in sides.items()]
    return [binder.sentence(words.end_sentence("; ".join(parts)), facts, (finding,), part="who says what")]


def find_sides(view: View, finding: Finding) -> dict[str, list[str]]:
    """What is said of the matter of a finding, each with the sources that say it."""
    sides: dict[str, list[str]] = {}
    for fact in facts_of(view, finding):
        for statement in fact.statements:
            if statement.id in finding.statements:
                mode = view.mode(replace(fact, claim=statement))
                sides.setdefault(write_claim(words_of(view, statement, mode), mode), []).append(statement.source)
    return sides


def write_findings(view: View, binder: Binder) -> list[Block]:
    """The other findings that a reader should know: errors and warnings, and what is out of date, while it matters."""
    told = [
        finding for finding in view.findings
        if not (finding.code.startswith(CONTRADICTION) and len(find_sides(view, finding)) > 1)
        and (finding.severity in FINDINGS_TOLD or finding.code.startswith(STALE))
        and not (finding.code.startswith(STALE) and view.ends)
    ]  # fmt: skip
    ranks = {"error": 0, "warning": 1, "note": 2}
    told.sort(key=lambda finding: ranks[finding.severity])
    sentences = [
        binder.sentence(words.end_sentence(tell_findings(view, group, binder)),
                        [fact for finding in group for fact in facts_of(view, finding)], group)
        for group in group_stale(told)
    ]  # fmt: skip
    return [Items(tuple(sentences))] if sentences else []


def group_stale(findings: Sequence[Finding]) -> list[list[Finding]]:
    """The findings one by one, but those on one source that is out of date together."""
    groups: dict[object, list[Finding]] = {}
    for finding in findings:
        sources = {place.source for place in finding.places}
        is_joined = finding.code.startswith(STALE) and finding.severity not in FINDINGS_TOLD and len(sources) == 1
        groups.setdefault(sources.pop() if is_joined else finding.id, []).append(finding)
    return list(groups.values())


def tell_findings(view: View, findings: Sequence[Finding], binder: Binder) -> str:
    """The reason of a finding; of several on one source, on what it is out of date: each reason is in the proof."""
    if len(findings) == 1:
        return tell_finding(findings[0], binder)
    facts = [fact for one in findings for fact in facts_of(view, one)]
    headings = dict.fromkeys(words.decapitalise(view.house.spell(view.kind(fact).heading)) for fact in facts)
    days = [None if fact.claim.when is None else fact.claim.when.last_day for fact in facts]
    years = [day.year for day in days if day is not None]
    newest = f"nothing newer than {max(years)}" if len(years) == len(days) else "out of date"
    return f"{binder.name_source(findings[0].places[0].source)}: {newest} on {words.join_words(headings)}"


def tell_finding(finding: Finding, binder: Binder) -> str:
    """The reason of a finding, with the source that it is about."""
    sources = list(dict.fromkeys(place.source for place in finding.places))
    title = binder.source(sources[0]).title if len(sources) == 1 else None
    if len(sources) != 1 or (title and title in finding.reason):
        return finding.reason
    return f"{binder.name_source(sources[0])}: {finding.reason}"


def facts_of(view: View, finding: Finding) -> list[Fact]:
    """The facts whose statements a finding rests on, in their order."""
    places = {place for one in finding.statements for place in view.places.get(one, ())}
    return [view.facts[place] for place in sorted(places)]


def write_gaps(view: View) -> list[Block]:
    """What one would look for and the record does not have."""
    known = {fact.claim.kind for fact in view.facts}
    gaps = [load_phrases(kind).gap for kind in view.vocabulary.values() if kind.name not in known]
    listed = [Note(f"Nothing in the record tells {gap}.") for gap in gaps if gap]
    return [Items(tuple(listed))] if listed else []
