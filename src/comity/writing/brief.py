"""The brief for the desk: what stands, what was last and comes next, figures, open points, who says what."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from comity.checking import Checked
from comity.kinds import Vocabulary
from comity.model import Document, Fact
from comity.names.offices import offices
from comity.writing import words
from comity.writing.article import order_pair, tell_emptiness, write_notes
from comity.writing.binder import Binder
from comity.writing.claims import ClaimWords
from comity.writing.house import PLAIN, House
from comity.writing.illustrations import group_by_measure
from comity.writing.lead import is_long_ago, write_lead
from comity.writing.phrases import load_phrases
from comity.writing.phrasing import write_claim
from comity.writing.sections import facts_of, is_history, write_disagreements, write_findings, write_gaps
from comity.writing.tables import fit_facts
from comity.writing.telling import words_of, write_sentences
from comity.writing.tree import Block, Brief, Items, Note, Paragraph, Row, Section, Sentence, TableBlock
from comity.writing.view import View, look, next_anniversary, spans_day

ANNIVERSARY_DAYS = 90
RECENT_YEARS = 20  # a treaty that was signed longer ago waits no more, and who went to a post then has left it
MOST_FIGURES = 8
MOST_CHANGES = 10
LEVELS = {
    "head_of_state": "Head of state or government", "foreign_minister": "Foreign minister", "other": "Other visit",
}  # fmt: skip


def write_brief(
    checked: Checked,
    documents: Mapping[str, Document],
    vocabulary: Vocabulary,
    pair: tuple[str, str],
    *,
    on: date,
    known_at: date | None = None,
    since: date | None = None,
    new: Iterable[str] = (),
    house: House | None = None,
) -> Brief:
    """The brief on two states as of a day.

    What has changed: what is dated from `since` on, and the statements in `new` (ids of what the record has learnt
    since then, if the caller knows). Without `since` that part is left out.
    """
    house = house or PLAIN
    pair = order_pair(pair, on, house)
    view = look(checked, documents, vocabulary, pair, on=on, known_at=known_at, since=since, house=house)
    binder = Binder(documents)
    led = write_lead(view, binder)
    lead = Paragraph((*led, *tell_emptiness(view, is_led=len(led) > 1)))
    sections = tuple(write_sections(view, binder, frozenset(new)))
    return Brief(
        form="brief",
        title=words.capitalise(words.join_words(view.name_in_text(code) for code in pair)),
        description="Brief on bilateral relations",
        lead=lead,
        infobox=None,
        sections=sections,
        notes=tuple(write_notes(view, binder)),
        see_also=(),
        references=binder.references(),
        proofs=binder.proofs,
        pair=pair,
        on=on.isoformat(),
        known_at=None if known_at is None else known_at.isoformat(),
        is_past=bool(view.ends),
        house=house,
    )


def write_sections(view: View, binder: Binder, new: frozenset[str]) -> Iterator[Section]:
    """The parts of the brief that have something to say."""
    parts: tuple[tuple[str, str, Callable[[View, Binder], list[Block]]], ...] = (
        ("last-and-next", "Last and next", write_touches),
        ("figures", "Figures", write_figures),
        ("pending", "Agreements pending", write_pending),
        ("posts", "Posts", write_posts),
        ("disputed", "Disputed", write_disagreements),
        ("they-say", "They say, we say", write_sides),
        ("open", "Doubtful or out of date", write_findings),
    )
    for anchor, heading, write in parts:
        if blocks := write(view, binder):
            yield Section(anchor, heading, tuple(blocks))
    if view.since is not None:
        day = view.house.day(view.since)
        yield Section("changed", f"New since {day}", tuple(write_changes(view, binder, new)))
    if gaps := write_gaps(view):
        yield Section("unsaid", "Not in the record", tuple(gaps))


def is_by(fact: Fact, role: str, code: str) -> bool:
    """Whether a state has that role in a fact."""
    return code in fact.claim.role(role)


def write_touches(view: View, binder: Binder) -> list[Block]:
    """The last and next visit each way by level, the last and next meeting, and anniversaries that are due."""
    visits = [fact for fact in view.facts if fact.claim.kind == "visit" and fact.claim.modality != "denied"]
    groups = []
    for sender, host in (view.pair, view.pair[::-1]):
        way = [fact for fact in visits if is_by(fact, "sender", sender)]
        for level, label in LEVELS.items():
            named = f"{label}, {view.name_in_text(sender)} to {view.name_in_text(host)}"
            groups.append((named, [fact for fact in way if level_of(fact) == level]))
    groups.append(("Meeting", [fact for fact in view.facts if fact.claim.kind == "meeting"]))
    rows = [row for label, facts in groups for row in write_touch(view, binder, label, facts)]
    blocks: list[Block] = [TableBlock("", ("", "Last", "Next"), tuple(rows))] if rows else []
    if anniversaries := list(write_anniversaries(view, binder)):
        blocks.append(Items(tuple(anniversaries)))
    return blocks


def level_of(fact: Fact) -> str:
    """The level of a visit: of a head of state or government, of a foreign minister, or another."""
    name = fact.claim.attribute("office")
    known = offices().get(str(name)) if name is not None else None
    group = known.group if known is not None else None
    return group if group in LEVELS else "head_of_state" if group == "head_of_government" else "other"


def write_touch(view: View, binder: Binder, label: str, facts: Sequence[Fact]) -> Iterator[Row]:
    """The row of one sort of touch, if the record has any."""
    past = [fact for fact in facts if view.mode(fact) == "happened"]
    dated = [fact for fact in past if fact.claim.when is not None]
    coming = [fact for fact in facts if view.mode(fact) in ("planned", "hoped")]
    last, following = (dated or past)[-1:], coming[:1]
    if last or following:
        cells = [describe(view, one[0]) if one else "none in the record" for one in (last, following)]
        yield binder.row((label, *cells), [*last, *following], part="last and next")


def describe(view: View, fact: Fact) -> str:
    """A visit or meeting in a cell: when, who, of what rank."""
    claim = ClaimWords(fact.claim, view.kind(fact), view.setting)
    when = claim("when", ("bare",))
    undated = None if when else "date not given"
    if fact.claim.kind == "visit":
        rank = claim("rank", ())
        parts = [claim("visitor", ("titled", "capital")), rank and f"{rank} visit", claim("city", ())]
    else:
        parts = [claim("mechanism", ()) or claim("person", ()), claim("city", ())]
        number = claim("ordinal", ("th",))
        parts.append(f"{number} meeting" if number else None)
    told = [part for part in parts if part]
    return ", ".join(part for part in (when, words.capitalise(", ".join(told)), undated) if part)


def write_anniversaries(view: View, binder: Binder) -> Iterator[Sentence]:
    """Anniversaries of dated beginnings of the history within ninety days, the next first, each with its first day."""
    due = []
    for fact in view.facts:
        is_kept = view.kind(fact).step(fact.claim.action) == "begins" and is_history(view, fact)
        found = next_anniversary(fact.claim.when, view.on, ANNIVERSARY_DAYS)
        if found is not None and is_kept and fact.claim.modality == "asserted":
            due.append((*found, fact))
    for day, number, fact in sorted(due, key=lambda one: (one[0], one[2].id)):
        found_phrases = load_phrases(view.kind(fact)).of(fact.claim.action)
        noun = found_phrases.parts.get("noun") if found_phrases is not None else None
        claim = ClaimWords(fact.claim, view.kind(fact), view.setting)
        if noun is None or not (what := claim.write(noun)):
            continue
        founding = claim("when", ("bare",))
        doubt = "; sources disagree on the day" if fact.standing == "disputed" else ""
        text = f"{view.house.day(day)} is the {words.ordinal(number)} anniversary of {what} ({founding}{doubt})"
        yield binder.sentence(words.end_sentence(text), [fact], part="anniversary")


def write_figures(view: View, binder: Binder) -> list[Block]:
    """The newest figures, with the change from the one before of the same measure."""
    rows: list[Row] = []
    for kind in view.vocabulary.values():
        plan = load_phrases(kind).table
        facts = [fact for fact in view.facts if fact.claim.kind == kind.name and fact.claim.amount is not None]
        if plan is None or "amount" not in plan.needs:
            continue
        fit = fit_facts(view, facts, plan)
        for measure, members in group_by_measure(view, kind, fit, plan).items():
            rows += write_figure(view, binder, measure, members)
    return (
        [TableBlock("", ("Measure", "Newest", "Before", "Trend", "Forecast"), tuple(rows[:MOST_FIGURES]))]
        if rows
        else []
    )


def write_figure(view: View, binder: Binder, measure: str, facts: Sequence[Fact]) -> Iterator[Row]:
    """The row of one measure: the newest figure, the one before, how it moved, what is forecast."""
    dated = [fact for fact in facts if fact.claim.modality == "asserted" and fact.claim.when is not None]
    asserted = dated or [fact for fact in facts if fact.claim.modality == "asserted"]
    forecasts = [fact for fact in facts if view.mode(fact) in ("planned", "hoped")][-1:]
    newest, before = asserted[-1:], asserted[-2:-1] if dated else []
    shown = [*newest, *before, *forecasts]
    if shown:
        cells = [
            tell_figure(view, newest),
            tell_figure(view, before),
            tell_trend(before, newest),
            tell_figure(view, forecasts),
        ]
        yield binder.row((measure, *cells), shown)


def tell_figure(view: View, facts: Sequence[Fact]) -> str:
    """A figure with its period; a dash where there is none."""
    if not facts:
        return "—"
    claim = ClaimWords(facts[0].claim, view.kind(facts[0]), view.setting)
    period = claim("when", ("bare",)) or "period not given"
    return f"{claim('amount', ())} ({period})"


def tell_trend(before: Sequence[Fact], newest: Sequence[Fact]) -> str:
    """By how much the newest figure is above or below the one before; exact figures of one unit only.

    >>> from comity.model import Amount, make_statement
    >>> pair = [[Fact("", make_statement("trade", roles={}, amount=Amount(value, "USD")), (), "confirmed", 1)]
    ...         for value in (500.0, 557.0)]
    >>> tell_trend(*pair)
    'up 11.4%'
    """
    if not before or not newest:
        return "—"
    old, new = before[0].claim.amount, newest[0].claim.amount
    if (
        old is None
        or new is None
        or old.unit != new.unit
        or old.value <= 0
        or old.to
        or new.to
        or old.bound
        or new.bound
    ):
        return "—"
    return words.change_words(round((new.value - old.value) / old.value * 100, 1))


def write_pending(view: View, binder: Binder) -> list[Block]:
    """Agreements that are sought or negotiated, or signed without word of their entry into force."""
    facts = [fact for fact in view.facts if fact.claim.kind == "agreement" and fact.claim.modality != "denied"]
    done = {
        title_of(fact)
        for fact in facts
        if fact.claim.action in ("ratified", "in_force", "terminated") and is_done(fact)
    }
    signed = {title_of(fact) for fact in facts if fact.claim.action == "signed" and is_done(fact)} - {""}
    sought = [
        fact for fact in facts
        if title_of(fact) not in signed | done
        and (not is_done(fact) or fact.claim.action in ("negotiated", "proposed"))
    ]  # fmt: skip
    unratified = [
        fact for fact in facts
        if fact.claim.action == "signed" and is_done(fact) and title_of(fact) not in done and is_treaty(fact)
        and is_recent(fact, view.on)
    ]  # fmt: skip
    sentences: list[Sentence | Note] = list(write_sentences(view, sought, binder))
    for fact in unratified:
        text = write_claim(words_of(view, fact.claim, "happened"), "happened")
        sentences.append(
            binder.sentence(words.end_sentence(f"{text}; the record has no word of its entry into force"), [fact])
        )
    return [Items(tuple(sentences))] if sentences else []


def title_of(fact: Fact) -> str:
    """By what an agreement is known."""
    return str(fact.claim.attribute("title") or fact.claim.attribute("subject") or "").casefold()


def is_done(fact: Fact) -> bool:
    """Whether it has happened."""
    return fact.claim.modality == "asserted"


def is_recent(fact: Fact, on: date) -> bool:
    """Whether an agreement may still wait, or an envoy still serve; without a date, they may."""
    last = fact.claim.when.last_day if fact.claim.when is not None else None
    return last is None or last.year + RECENT_YEARS >= on.year


def is_treaty(fact: Fact) -> bool:
    """Whether an agreement is of a sort that is ratified."""
    return fact.claim.attribute("type") in ("treaty", "convention", "protocol", "agreement")


def write_posts(view: View, binder: Binder) -> list[Block]:
    """Who heads the missions, by the newest word of the record; posts that were left; what is too old to tell."""
    sentences: list[Sentence | Note] = []
    for sender, host in () if view.ends else (view.pair, view.pair[::-1]):
        envoys = [
            fact for fact in view.facts
            if fact.claim.kind == "envoy" and is_by(fact, "sender", sender) and is_by(fact, "host", host)
            and is_done(fact) and is_recent(fact, view.on)
        ]  # fmt: skip
        if not envoys:
            missions = [fact for fact in view.facts if fact.claim.kind == "mission" and fact.id in view.holding]
            if any(is_by(fact, "sender", sender) and is_by(fact, "host", host) for fact in missions):
                post = f"the mission of {view.name_in_text(sender)} in {view.name_in_text(host)}"
                sentences.append(Note(f"Nothing in the record tells who heads {post}."))
            continue
        last = ([fact for fact in envoys if fact.claim.when is not None] or envoys)[-1]
        text = write_claim(words_of(view, last.claim, view.mode(last)), view.mode(last))
        if view.kind(last).step(last.claim.action) == "ends":
            text += "; the record has no successor, so the post may be vacant"
        elif is_long_ago(view, view.kind(last), [last]):
            text += "; the record has nothing newer on the post"
        sentences.append(binder.sentence(words.end_sentence(text), [last], part="posts"))
    return [Items(tuple(sentences))] if sentences else []


def write_sides(view: View, binder: Binder) -> list[Block]:
    """What the pages of each government say of what is disputed, beside the others; only if one of them speaks."""
    rows = []
    sides = [*view.pair, None]
    for finding in view.findings:
        if not finding.code.startswith("C1"):
            continue
        facts = facts_of(view, finding)
        cells: dict[str | None, list[str]] = {}
        for fact in facts:
            for statement in fact.statements:
                if statement.id in finding.statements:
                    source = view.source(statement.source)
                    side = source.author_state if source is not None and source.author_state in view.pair else None
                    mode = view.mode(replace(fact, claim=statement))
                    text = words.end_sentence(write_claim(words_of(view, statement, mode), mode))
                    cells.setdefault(side, []).append(text)
        if len(cells) > 1 and facts:
            rows.append(binder.row((" ".join(dict.fromkeys(cells.get(side, ["—"]))) for side in sides), facts))
    header = (*(f"Pages of {view.name_in_text(code)}" for code in view.pair), "Other sources")
    return [TableBlock("", header, tuple(rows))] if rows else []


def write_changes(view: View, binder: Binder, new: frozenset[str]) -> list[Block]:
    """What happened since the day, and what older things the record has learnt since; the newest of many."""
    assert view.since is not None
    happened = [fact for fact in view.facts if spans_day(fact.claim.when, view.since, view.on) and is_done(fact)]
    learnt = [
        fact for fact in view.facts
        if fact not in happened and any(statement.id in new for statement in fact.statements)
    ]  # fmt: skip
    if not happened and not learnt:
        return [Items((Note("Nothing in the record is new."),))]
    return [
        block
        for lead, facts in ((None, happened), ("Older, but learnt since:", learnt))
        if facts
        for block in list_newest(view, binder, facts, lead)
    ]


def list_newest(view: View, binder: Binder, facts: Sequence[Fact], lead: str | None) -> Iterator[Block]:
    """The newest facts as a list in order of time, with how many older ones are left out."""
    if lead is not None:
        yield Paragraph((Note(lead),))
    shown: list[Sentence | Note] = list(write_sentences(view, facts[-MOST_CHANGES:], binder))
    if len(facts) > MOST_CHANGES:
        shown.insert(0, Note(f"The newest {MOST_CHANGES} of {len(facts)}."))
    yield Items(tuple(shown))
