"""The encyclopaedia article on two states, from checked facts by plain rules: no model of language has a part in it."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from comity import names
from comity.checking import Checked
from comity.kinds import Kind, Vocabulary
from comity.model import Document, Fact, Finding, Statement
from comity.writing import words
from comity.writing.binder import Binder
from comity.writing.claims import ClaimWords
from comity.writing.house import PLAIN, House
from comity.writing.maps import draw_locator
from comity.writing.outlines import Capital
from comity.writing.phrasing import Mode, TablePlan, load_phrases, merge_claims, write_claim
from comity.writing.picture import Picture
from comity.writing.tables import drop_empty_columns, fit_facts, has_table, rank_type, write_tables
from comity.writing.template import Template
from comity.writing.tree import (
    Article,
    Block,
    Infobox,
    InfoRow,
    Items,
    Link,
    Note,
    Paragraph,
    Section,
    Sentence,
    TableBlock,
)
from comity.writing.view import View, look

SENTENCES_IN_PARAGRAPH = 6
PRESENT: frozenset[Mode] = frozenset({"holds", "planned", "hoped"})
FINDINGS_TOLD = ("error", "warning")
CONTRADICTION, STALE = "C1", "C4"
_EACH = "\0"


def write_article(
    checked: Checked,
    documents: Mapping[str, Document],
    vocabulary: Vocabulary,
    pair: tuple[str, str],
    *,
    on: date,
    known_at: date | None = None,
    house: House = PLAIN,
) -> Article:
    """The article on two states as of a day; `documents` by SHA-256, the pair as codes in any order."""
    view = look(checked, documents, vocabulary, order_pair(pair, on, house), on=on, known_at=known_at, house=house)
    binder = Binder(documents)
    lead = Paragraph((*write_lead(view, binder), *tell_emptiness(view)))
    infobox = write_infobox(view, binder)
    sections = tuple(write_sections(view, binder))
    notes = tuple(write_notes(view, binder))
    first, second = map(view.name_in_text, view.pair)
    return Article(
        form="article",
        title=write_title(view.pair, on, house),
        description=f"Bilateral relations between {first} and {second}",
        lead=lead,
        infobox=infobox,
        sections=sections,
        notes=notes,
        see_also=tuple(write_see_also(view)),
        references=binder.references(),
        proofs=binder.proofs,
        pair=view.pair,
        on=on.isoformat(),
        known_at=None if known_at is None else known_at.isoformat(),
        house=house,
    )


def order_pair(pair: tuple[str, str], on: date, house: House = PLAIN) -> tuple[str, str]:
    """The two states in the order of their names."""
    first, second = sorted(pair, key=lambda code: (house.name(code, on=on).casefold(), code))
    return first, second


def write_title(pair: tuple[str, str], on: date, house: House = PLAIN) -> str:
    """The title, with the names in use on the day.

    >>> write_title(("KAZ", "TUR"), date(2026, 1, 1)), write_title(("KAZ", "TUR"), date(1993, 1, 1))
    ('Kazakhstan–Türkiye relations', 'Kazakhstan–Turkey relations')
    """
    return "–".join(house.name(code, on=on) for code in pair) + " relations"


def tell_emptiness(view: View) -> Iterator[Note]:
    """What is said where nothing is known."""
    if not view.facts:
        first, second = map(view.name_in_text, view.pair)
        day = view.house.day(view.on)
        yield Note(f"The record has no statement on relations between {first} and {second} by {day}.")


# Sentences


def write_sentences(view: View, facts: Iterable[Fact], binder: Binder) -> list[Sentence]:
    """The facts in sentences, in order of time; facts that differ only in what the kind lists are one sentence."""
    return [binder.sentence(text, members) for text, members in write_texts(view, facts, binder)]


def write_texts(view: View, facts: Iterable[Fact], binder: Binder) -> list[tuple[str, list[Fact]]]:
    """The sentences of facts as text, each with its facts; what reads the same is said once."""
    said: dict[str, list[Fact]] = {}
    for claim, mode, members in merge_facts(view, facts):
        text = write_claim(words_of(view, claim, mode), mode)
        if any(fact.standing == "disputed" for fact in members):
            sources = (one.source for fact in members for one in fact.statements)
            text = f"according to {binder.name_sources(sources)}, {text}"
        said.setdefault(words.end_sentence(text), []).extend(members)
    return list(said.items())


def merge_facts(view: View, facts: Iterable[Fact]) -> list[tuple[Statement, Mode, list[Fact]]]:
    """The claims to be written with their mode and facts: merged as their kinds say, otherwise one by one."""
    groups: dict[object, list[Fact]] = {}
    for fact in facts:
        claim = fact.claim
        found = load_phrases(view.kind(fact)).of(claim.action)
        alone = None if found is not None and found.merge else fact.id
        key = (claim.kind, claim.action, view.mode(fact), fact.standing == "disputed", alone)
        groups.setdefault(key, []).append(fact)
    merged = []
    for members in groups.values():
        found = load_phrases(view.kind(members[0])).of(members[0].claim.action)
        claims = [fact.claim for fact in members]
        for claim, numbers in merge_claims(claims, found.merge if found is not None else ()):
            merged.append((claim, view.mode(members[0]), [members[number] for number in numbers]))
    return merged


def words_of(view: View, claim: Statement, mode: Mode) -> ClaimWords:
    """The claim ready to be written, with the names of its own day or, where it is present, of the page's."""
    return ClaimWords(claim, view.vocabulary[claim.kind], view.setting, is_present=mode in PRESENT)


# Lead and infobox


def write_lead(view: View, binder: Binder) -> list[Sentence]:
    """The most important first: what the kinds give for the lead, of what holds on the day."""
    sentences: list[Sentence] = []
    for kind in lead_kinds(view.vocabulary):
        groups: dict[str, tuple[list[str], list[Fact]]] = {}
        for claim, members in choose_leading(view, kind):
            found = load_phrases(kind).of(claim.action)
            lead = found.parts.get("lead") if found is not None else None
            text = lead and lead_words(view, claim, lead).write(lead)
            if found is None or not text:
                continue
            each = lead_words(view, claim, lead).write(found.parts["each"]) if _EACH in text else ""
            texts, facts = groups.setdefault(text, ([], []))
            texts.append(mark_disputed(each or "", members))
            facts.extend(members)
        for frame, (texts, facts) in groups.items():
            sentences.append(
                binder.sentence(words.end_sentence(frame.replace(_EACH, words.join_words(texts))), facts, part="lead")
            )
    return sentences


def lead_words(view: View, claim: Statement, lead: Template | None) -> ClaimWords:
    """The claim for the lead: told as past only where the lead gives its date as a point in time."""
    is_past = lead is not None and any(one.name == "when" and "bare" not in one.forms for one in lead.fields())
    return ClaimWords(claim, view.vocabulary[claim.kind], view.setting, extra={"each": _EACH}, is_present=not is_past)


def lead_kinds(vocabulary: Vocabulary) -> list[Kind]:
    """The kinds that have something for the lead, in its order."""
    ranked = [(load_phrases(kind).lead_order, kind.name, kind) for kind in vocabulary.values()]
    return [kind for rank, _, kind in sorted((one for one in ranked if one[0] is not None), key=lambda one: one[:2])]


def choose_leading(view: View, kind: Kind) -> list[tuple[Statement, list[Fact]]]:
    """The claims of a kind that matter on the day: what holds, or the newest where the kind says so."""
    facts = [fact for fact in view.facts if fact.claim.kind == kind.name and fact.claim.modality == "asserted"]
    if not load_phrases(kind).lead_last:
        held = sorted((fact for fact in facts if fact.id in view.holding), key=lambda fact: rank_lead(view, fact))
        return [(claim, members) for claim, _, members in merge_facts(view, held)]
    found = load_phrases(kind).of(None)
    lead = found.parts.get("lead") if found is not None else None
    newest = [fact for fact in reversed(facts) if lead is not None and lead_words(view, fact.claim, lead).write(lead)]
    return [(fact.claim, [fact]) for fact in newest[:1]]


def rank_lead(view: View, fact: Fact) -> tuple[object, ...]:
    """The page's first state before its second, and embassies before consulates."""
    kind = view.kind(fact)
    first = next((fact.claim.role(name) for name in kind.key_roles if fact.claim.role(name)), ())
    return [code not in first for code in view.pair], rank_type(view, fact)


def write_infobox(view: View, binder: Binder) -> Infobox:
    """The box: the map, and for each kind what it has for it, of what holds on the day."""
    rows: dict[str, dict[str, list[Fact]]] = {}
    for kind in lead_kinds(view.vocabulary):
        box = load_phrases(kind).box
        for claim, members in choose_leading(view, kind) if box is not None else ():
            assert box is not None
            claim_words = ClaimWords(claim, kind, view.setting, is_present=True)
            label, value = (claim_words.write(template) for template in box)
            if label and value:
                rows.setdefault(words.capitalise(label), {}).setdefault(words.capitalise(value), []).extend(members)
    lines = [
        InfoRow(
            label,
            tuple(
                binder.sentence(mark_disputed(value, facts), facts, part="infobox") for value, facts in values.items()
            ),
        )
        for label, values in rows.items()
    ]
    return Infobox(write_title(view.pair, view.on, view.house), draw_map(view), tuple(lines))


def mark_disputed(value: str, facts: Iterable[Fact]) -> str:
    """The value, marked where sources disagree on it."""
    return f"{value} (disputed)" if any(fact.standing == "disputed" for fact in facts) else value


def draw_map(view: View) -> Picture | None:
    """The locator map with the capitals of the day."""
    capitals = {}
    for code in view.pair:
        cities = names.find_capitals(code, on=view.on)
        if cities:
            capitals[code] = Capital(cities[0].name, cities[0].lon, cities[0].lat)
    named = view.name(view.pair[0]), view.name(view.pair[1])
    return draw_locator(*view.pair, names=named, capitals=capitals)


# Sections


def write_sections(view: View, binder: Binder) -> Iterator[Section]:
    """The sections in the order of an encyclopaedia."""
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
    told = facts
    if is_tabled and plan is not None:
        tabled = {fact.id for fact in fit_facts(view, facts, plan)}
        told = [fact for fact in facts if fact.id not in tabled or is_told(fact, facts, plan)]
    sentences = write_sentences(view, told, binder)
    for start in range(0, len(sentences), SENTENCES_IN_PARAGRAPH):
        yield Paragraph(tuple(sentences[start : start + SENTENCES_IN_PARAGRAPH]))
    if is_tabled and plan is not None:
        yield from write_tables(view, facts, plan, binder)


def is_told(fact: Fact, facts: Sequence[Fact], plan: TablePlan) -> bool:
    """Whether a fact of a table is told in prose too: as its plan says, or what is newest and what is to come."""
    if plan.prose != "newest":
        return fact.claim.action in plan.prose
    asserted = [one for one in facts if one.claim.modality == "asserted"]
    dated = [one for one in asserted if one.claim.when is not None]
    return fact.claim.modality != "asserted" or fact in (dated[-1:] or asserted)


def join_tables(blocks: Sequence[Block]) -> Iterator[Block]:
    """Prose first, then the tables; tables without a caption and with one header become one."""
    yield from (block for block in blocks if not isinstance(block, TableBlock))
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
    """ "According to A, …; according to B, …": each source with what it says."""
    facts = [fact for fact in view.facts if {one.id for one in fact.statements} & set(finding.statements)]
    sides: dict[str, list[str]] = {}
    for fact in facts:
        for statement in fact.statements:
            if statement.id in finding.statements:
                mode = view.mode(replace(fact, claim=statement))
                sides.setdefault(write_claim(words_of(view, statement, mode), mode), []).append(statement.source)
    parts = [f"according to {binder.name_sources(sources)}, {text}" for text, sources in sides.items()]
    if not parts:
        return []
    text = "; ".join(parts) if len(parts) > 1 else f"{parts[0]}: {finding.reason}"
    return [binder.sentence(words.end_sentence(text), facts, (finding,))]


def write_findings(view: View, binder: Binder) -> list[Block]:
    """The other findings that a reader should know: errors and warnings, and what is out of date."""
    told = [
        finding for finding in view.findings
        if not finding.code.startswith(CONTRADICTION)
        and (finding.severity in FINDINGS_TOLD or finding.code.startswith(STALE))
    ]  # fmt: skip
    ranks = {"error": 0, "warning": 1, "note": 2}
    told.sort(key=lambda finding: ranks[finding.severity])
    sentences = [
        binder.sentence(words.end_sentence(tell_finding(finding, binder)), facts_of(view, finding), (finding,))
        for finding in told
    ]
    return [Items(tuple(sentences))] if sentences else []


def tell_finding(finding: Finding, binder: Binder) -> str:
    """The reason of a finding, with the source that it is about."""
    sources = list(dict.fromkeys(place.source for place in finding.places))
    title = binder.source(sources[0]).title if len(sources) == 1 else None
    if len(sources) != 1 or (title and title in finding.reason):
        return finding.reason
    return f"{binder.name_source(sources[0])}: {finding.reason}"


def facts_of(view: View, finding: Finding) -> list[Fact]:
    """The facts whose statements a finding rests on."""
    return [fact for fact in view.facts if {one.id for one in fact.statements} & set(finding.statements)]


def write_gaps(view: View) -> list[Block]:
    """What one would look for and the record does not have."""
    known = {fact.claim.kind for fact in view.facts}
    gaps = [load_phrases(kind).gap for kind in view.vocabulary.values() if kind.name not in known]
    listed = [Note(f"Nothing in the record tells {gap}.") for gap in gaps if gap]
    return [Items(tuple(listed))] if listed else []


# What stands around


def write_notes(view: View, binder: Binder) -> Iterator[Note]:
    """What the page says of itself: its day, its sources, the names that it uses."""
    day = view.house.day(view.on)
    known = "" if view.known_at is None else f", as the record knew it on {view.house.day(view.known_at)}"
    count = len(binder.numbers)
    rest = f" Written from {words.count_words(count)} {'source' if count == 1 else 'sources'}." if count else ""
    yield Note(f"As of {day}{known}.{rest}")
    days = [fact.claim.when.first_day for fact in view.facts if fact.claim.when and fact.claim.when.first_day]
    for code in view.pair:
        today = view.name(code)
        former = list(dict.fromkeys(name for one in days if (name := view.house.name(code, on=one)) != today))
        if former:
            yield Note(
                f"Names are those of the time: {today} is {words.join_words(former)} in what is told of earlier years."
            )


def write_see_also(view: View) -> Iterator[Link]:
    """What to read next."""
    yield from dict.fromkeys(name_neighbours(view))


def name_neighbours(view: View) -> Iterator[Link]:
    """Each state's relations, and the bodies to which both belong."""
    for code in view.pair:
        yield Link(f"Foreign relations of {view.name_in_text(code)}", (code,))
    for claim, _, _ in merge_facts(view, [fact for fact in view.facts if fact.claim.kind == "membership"]):
        if set(view.pair) <= set(claim.role("member")):
            yield from (Link(view.name(code)) for code in claim.role("organisation"))
