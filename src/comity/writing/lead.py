"""The lead and the infobox: of what holds on the day, the most important first, as the kinds rank it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from comity import names
from comity.checking.courses import known_day
from comity.kinds import Kind, Vocabulary
from comity.model import Fact, Statement
from comity.writing import words
from comity.writing.binder import Binder
from comity.writing.claims import ClaimWords
from comity.writing.maps import draw_locator
from comity.writing.outlines import Capital
from comity.writing.phrases import load_phrases
from comity.writing.picture import Picture
from comity.writing.tables import rank_type
from comity.writing.telling import merge_facts, write_sentences
from comity.writing.template import Template
from comity.writing.tree import Infobox, InfoRow, Sentence
from comity.writing.view import View

_EACH = "\ud800"  # stands for the place of the list; half a character, which no text that was read can hold
MOST_EACH = 4  # things of one sort that the lead and the box name; of more, the others are counted


def write_lead(view: View, binder: Binder) -> list[Sentence]:
    """The most important first: what the kinds give for the lead, of what holds on the day."""
    sentences: list[Sentence] = []
    for kind in lead_kinds(view.vocabulary):
        if view.ends and not load_phrases(kind).lead_last:
            held = [fact for _, facts in choose_leading(view, kind) for fact in facts]
            sentences += write_sentences(view, held, binder)
            continue
        groups: dict[str, tuple[list[str], list[Fact]]] = {}
        for claim, members in choose_leading(view, kind):
            found = load_phrases(kind).of(claim.action)
            lead = found.parts.get("lead") if found is not None else None
            text = lead and lead_words(view, claim, lead).write(lead)
            if found is None or not text:
                continue
            is_listed = lead is not None and any(one.name == "each" for one in lead.fields())
            each = lead_words(view, claim, lead).write(found.parts["each"]) if is_listed else ""
            texts, facts = groups.setdefault(text, ([], []))
            texts.append(mark_disputed(each or "", members))
            facts.extend(members)
        for frame, (texts, facts) in groups.items():
            text = words.end_sentence(frame.replace(_EACH, words.join_words(shorten(texts))))
            sentences.append(binder.sentence(text, facts, part="lead"))
    return sentences


def shorten(texts: Sequence[str]) -> list[str]:
    """A long list by its first and a count of the others.

    >>> shorten(["an embassy in A", *(f"a consulate in {city}" for city in "BCDEF")])[-2:]
    ['a consulate in D', 'two others']
    """
    different = list(dict.fromkeys(texts))
    if len(different) <= MOST_EACH + 1:
        return different
    return [*different[:MOST_EACH], f"{words.count_words(len(different) - MOST_EACH)} others"]


def lead_words(view: View, claim: Statement, lead: Template | None) -> ClaimWords:
    """The claim for the lead: told as past only where the lead gives its date as a point in time."""
    is_past = lead is not None and any(one.name == "when" and "bare" not in one.forms for one in lead.fields())
    return ClaimWords(claim, view.vocabulary[claim.kind], view.setting, extra={"each": _EACH}, is_present=not is_past)


def lead_kinds(vocabulary: Vocabulary) -> list[Kind]:
    """The kinds that have something for the lead, in its order."""
    ranked = [(load_phrases(kind).lead_order, kind.name, kind) for kind in vocabulary.values()]
    return [kind for rank, _, kind in sorted((one for one in ranked if one[0] is not None), key=lambda one: one[:2])]


def choose_leading(view: View, kind: Kind) -> list[tuple[Statement, list[Fact]]]:
    """The claims of a kind that matter on the day: what holds, otherwise what ended it; the newest figures."""
    facts = [fact for fact in view.facts if fact.claim.kind == kind.name and fact.claim.modality == "asserted"]
    if not load_phrases(kind).lead_last:
        held = sorted((fact for fact in facts if fact.id in view.holding), key=lambda fact: rank_lead(view, fact))
        held = held or [fact for fact in facts[-1:] if kind.step(fact.claim.action) == "ends"]
        return [(claim, members) for claim, _, members in merge_facts(view, held)]
    newest = [fact for fact in reversed(facts) if has_lead(view, fact)]
    return [(fact.claim, [fact]) for fact in newest[:1]]


def has_lead(view: View, fact: Fact) -> bool:
    """Whether its kind has words for the lead that the fact can fill."""
    found = load_phrases(view.kind(fact)).of(fact.claim.action)
    lead = found.parts.get("lead") if found is not None else None
    return lead is not None and bool(lead_words(view, fact.claim, lead).write(lead))


def rank_lead(view: View, fact: Fact) -> tuple[object, ...]:
    """The page's first state before its second, and embassies before consulates."""
    kind = view.kind(fact)
    first = next((fact.claim.role(name) for name in kind.key_roles if fact.claim.role(name)), ())
    return [code not in first for code in view.pair], rank_type(view, fact)


class BoxLine(NamedTuple):
    """A line of the box: its label, and its parameter in the encyclopaedia's."""

    label: str
    parameter: str


def write_infobox(view: View, binder: Binder, title: str, map: Picture | None) -> Infobox:
    """The box: its map, and for each kind what it has for it, of what holds on the day."""
    lines = [
        InfoRow(line.label, tuple(binder.sentence(value, facts, part="infobox") for value, facts in values.items()),
                line.parameter)
        for line, values in gather_box(view).items()
    ]  # fmt: skip
    return Infobox(title, map, tuple(lines))


def gather_box(view: View) -> dict[BoxLine, dict[str, list[Fact]]]:
    """The lines of the box: each value in words, with the facts that it rests on.

    Where one of the two is no more, nothing holds: the box then has the last figures only.
    """
    rows: dict[BoxLine, dict[str, list[Fact]]] = {}
    for kind in box_kinds(view.vocabulary):
        if view.ends and not load_phrases(kind).lead_last:
            continue
        for line, value, members in fill_box(view, kind):
            values = rows.setdefault(line, {})
            if load_phrases(kind).box_last:
                values.clear()
            values.setdefault(value, []).extend(members)
    return {
        line: {mark_disputed(value, facts): facts for value, facts in shorten_values(values).items()}
        for line, values in rows.items()
    }


def box_kinds(vocabulary: Vocabulary) -> list[Kind]:
    """The kinds that have a line in the box: those of the lead in its order, then the others in that of the page."""
    boxed = [kind for kind in vocabulary.values() if load_phrases(kind).box is not None]
    leading = lead_kinds(vocabulary)
    return sorted(boxed, key=lambda kind: (leading.index(kind) if kind in leading else len(leading), kind.order))


def fill_box(view: View, kind: Kind) -> Iterator[tuple[BoxLine, str, list[Fact]]]:
    """A kind's lines, each with its value and facts.

    Of those who come and go only who cannot have left long ago.
    """
    phrases = load_phrases(kind)
    box = phrases.box
    if box is None:
        return
    for claim, members in choose_leading(view, kind):
        if phrases.box_last and is_long_ago(view, kind, members):
            continue
        claim_words = ClaimWords(claim, kind, view.setting, is_present=True)
        label, value = claim_words.write(box.label), claim_words.write(box.value)
        numbers = [str(number) for number, code in enumerate(view.pair, 1) if code in claim.role(box.of)]
        if label and value:
            line = BoxLine(words.capitalise(label), "".join((box.parameter, *numbers)))
            yield line, words.capitalise(value), members


def is_long_ago(view: View, kind: Kind, facts: Sequence[Fact]) -> bool:
    """Whether what is claimed, or who claims it without a date, is older than a claim of its kind may be."""
    days = [day for fact in facts if (day := known_day(fact, view.written)) is not None]
    years = kind.stale_after_years
    return years is not None and (not days or max(days).year + years < view.on.year)


def shorten_values(values: Mapping[str, list[Fact]]) -> dict[str, list[Fact]]:
    """The first values, and the others as a count, with all their facts."""
    if len(values) <= MOST_EACH + 1:
        return dict(values)
    first = dict(list(values.items())[:MOST_EACH])
    rest = [fact for facts in list(values.values())[MOST_EACH:] for fact in facts]
    return {**first, f"and {words.count_words(len(values) - MOST_EACH)} others": rest}


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
