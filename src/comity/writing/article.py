"""The encyclopaedia article on two states, from checked facts by plain rules: no model of language has a part in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

from comity.checking import Checked
from comity.kinds import Vocabulary
from comity.model import Document
from comity.writing import words
from comity.writing.binder import Binder
from comity.writing.house import PLAIN, House
from comity.writing.lead import draw_map, write_infobox, write_lead
from comity.writing.picture import Picture
from comity.writing.sections import write_sections
from comity.writing.telling import merge_facts
from comity.writing.tree import Article, Link, Note, Paragraph
from comity.writing.view import View, look


def write_article(
    checked: Checked,
    documents: Mapping[str, Document],
    vocabulary: Vocabulary,
    pair: tuple[str, str],
    *,
    on: date,
    known_at: date | None = None,
    others: Mapping[str, Sequence[str]] | None = None,
    house: House | None = None,
    draw: Callable[[View], Picture | None] = draw_map,
) -> Article:
    """The article on two states as of a day; `documents` by SHA-256, the pair as codes in any order.

    `others` are for each of the two the states on which, with it, the caller has most; `house` is its manner; `draw`
    makes the map of the infobox.
    """
    house = house or PLAIN
    view = look(checked, documents, vocabulary, order_pair(pair, on, house), on=on, known_at=known_at, house=house)
    binder = Binder(documents)
    led = write_lead(view, binder)
    lead = Paragraph((*led, *tell_emptiness(view, is_led=len(led) > 1)))
    infobox = write_infobox(view, binder, write_title(view.pair, on, house), draw(view))
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
        see_also=tuple(write_see_also(view, others or {})),
        references=binder.references(),
        proofs=binder.proofs,
        pair=view.pair,
        on=on.isoformat(),
        known_at=None if known_at is None else known_at.isoformat(),
        is_past=bool(view.ends),
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


def tell_emptiness(view: View, *, is_led: bool) -> Iterator[Note]:
    """What is said where nothing is known, or nothing that leads."""
    if not view.facts:
        first, second = map(view.name_in_text, view.pair)
        day = view.house.day(view.on)
        yield Note(f"The record has no statement on relations between {first} and {second} by {day}.")
    elif not is_led:
        yield Note(tell_extent(view))


def tell_extent(view: View) -> str:
    """How much the record has, of what and from which years, where the lead has nothing to say."""
    statements = len({one.id for fact in view.facts for one in fact.statements})
    headings = dict.fromkeys(words.decapitalise(view.house.spell(view.kind(fact).heading)) for fact in view.facts)
    subjects = "; ".join(headings) if any(" and " in heading for heading in headings) else words.join_words(headings)
    years = [day.year for fact in view.facts if (day := fact.claim.when and fact.claim.when.first_day)]
    span = (
        "" if not years else f", from {min(years)} to {max(years)}" if min(years) < max(years) else f", of {years[0]}"
    )
    first, second = map(view.name_in_text, view.pair)
    count = "one statement" if statements == 1 else f"{words.count_words(statements)} statements"
    return f"The record has {count} on relations between {first} and {second}{span}: on {subjects}."


def write_notes(view: View, binder: Binder) -> Iterator[Note]:
    """What the page says of itself: its day, its sources, the names that it uses."""
    day = view.house.day(view.on)
    known = "" if view.known_at is None else f", as the record knew it on {view.house.day(view.known_at)}"
    count = len(binder.numbers)
    rest = f" Written from {words.count_words(count)} {'source' if count == 1 else 'sources'}." if count else ""
    yield Note(f"As of {day}{known}.{rest}")
    for code, last in view.ends.items():
        yield Note(f"{words.capitalise(view.name_in_text(code))} existed until {view.house.day(last)}.")
    if told := [f"{today} is {former}" for code in view.pair for today, former in name_former(view, code)]:
        yield Note(f"Names are those of the time: {words.join_words(told)} in what is told of earlier years.")


def name_former(view: View, code: str) -> Iterator[tuple[str, str]]:
    """The name of a state on the day, and those that it has in what is told of other days, if any."""
    days = [fact.claim.when.first_day for fact in view.facts if fact.claim.when and fact.claim.when.first_day]
    today = view.name_in_text(code)
    former = [name for one in days if (name := view.house.name_in_text(code, on=one)) != today]
    if former:
        yield today, words.join_words(former)


def write_see_also(view: View, others: Mapping[str, Sequence[str]]) -> Iterator[Link]:
    """What to read next."""
    yield from dict.fromkeys(name_neighbours(view, others))


def name_neighbours(view: View, others: Mapping[str, Sequence[str]]) -> Iterator[Link]:
    """Each state's relations, its pairs with others, and the bodies to which both belong."""
    for code in view.pair:
        yield Link(f"Foreign relations of {view.name_in_text(code)}", (code,))
        for other in others.get(code, ()):
            if other not in view.pair:
                pair = order_pair((code, other), view.on, view.house)
                yield Link(write_title(pair, view.on, view.house), pair)
    for claim, _, _ in merge_facts(view, [fact for fact in view.facts if fact.claim.kind == "membership"]):
        if set(view.pair) <= set(claim.role("member")):
            yield from (Link(view.name(code)) for code in claim.role("organisation"))
