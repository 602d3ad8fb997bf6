"""The world at a day: who had missions where, who visited whom, who belonged to what; on a map and as a list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from comity import checking, names
from comity.checking import holds_on
from comity.kinds import Kind, Vocabulary
from comity.model import Fact
from comity.model.when import parse_when
from comity.names import find_capitals, find_cities
from comity.web.library import Days, Library
from comity.web.pages import days_query, read_days, render, site_of, state_address
from comity.web.pair import list_days
from comity.writing.maps import find_capital, find_place
from comity.writing.worldmap import Arc, Area, draw_world

MOST_DRAWN = 2_000
YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Tie:
    """A fact on the map: its sentence and time, and the states that it joins."""

    sentence: str
    time: str
    states: tuple[str, ...]
    address: str


def show_world(request: Request) -> Response:
    """The map of one kind of tie at a day."""
    library, days = site_of(request).library, read_days(request)
    kinds = list(list_kinds(library.record.vocabulary))
    chosen = request.query_params.get("kind") or kinds[0].name
    kind = library.record.vocabulary.find(chosen)
    on = days.on or library.today()
    asked = Days(on, days.known_at)
    facts = library.keep(("world", kind.name, asked), lambda: find_facts(library, kind, asked))
    shown = facts[:MOST_DRAWN]
    ties = list(list_ties(library, kind, shown, days, on))
    return render(
        request, "world.html", title="World", kind=kind, kinds=kinds, days=days, on=on, ties=ties, total=len(facts),
        is_course=has_course(kind), map=Markup(draw(library, kind, shown, ties, on, days)),
        earlier=list_days(on, library.today()),
        travel=lambda day: f"/world{days_query(Days(day, days.known_at), kind=kind.name)}",
    )  # fmt: skip


def list_kinds(vocabulary: Vocabulary) -> Iterator[Kind]:
    """The kinds that a map can show: those with parties, the most told of first."""
    for kind in sorted(vocabulary.values(), key=lambda one: (one.order, one.name)):
        if any(role.type == "party" and role.is_key for role in kind.roles.values()):
            yield kind


def has_course(kind: Kind) -> bool:
    """Whether what the kind tells of begins, holds and ends: a mission, and not a visit."""
    return any(kind.step(action) == "begins" for action in kind.actions)


def find_facts(library: Library, kind: Kind, days: Days) -> Sequence[Fact]:
    """The facts of a kind that held on the day; of what only happens, those of the year up to it."""
    assert days.on is not None
    statements = library.record.statements(kind=kind.name, known_at=days.known_at)
    checked = checking.check(
        statements, {}, library.record.vocabulary, on=days.on, decisions=library.record.store.decisions()
    )
    if has_course(kind):
        written = find_written(library)
        return holds_on(checked.facts, on=days.on, vocabulary=library.record.vocabulary, written=written)
    return [fact for fact in checked.facts if is_of_year(fact, days.on)]


def find_written(library: Library) -> Mapping[str, date]:
    """The day on which each source says that it was written."""
    given = {one.sha256: parse_when(one.updated or one.published or "") for one in library.sources()}
    return {sha: when.last_day for sha, when in given.items() if when is not None and when.last_day is not None}


def is_of_year(fact: Fact, on: date) -> bool:
    """Whether something happened in the year up to a day."""
    when = fact.claim.when
    if when is None or when.first_day is None or fact.claim.modality != "asserted":
        return False
    return when.first_day <= on and (when.last_day or when.first_day) > on - YEAR


def parties_of(fact: Fact, kind: Kind) -> tuple[str, ...]:
    """The states that a fact is on, in the order of the roles."""
    roles = [role.name for role in kind.roles.values() if role.type == "party" and role.is_key]
    return tuple(dict.fromkeys(code for name in roles for code in fact.claim.role(name)))


def list_ties(library: Library, kind: Kind, facts: Sequence[Fact], days: Days, on: date) -> Iterator[Tie]:
    """The facts in words."""
    by_id = {fact.id: fact for fact in facts}
    for row in library.tell_facts(facts, on):
        states = parties_of(by_id[row.id], kind)
        address = state_address(*states[:2]) + days_query(days) if states else ""
        yield Tie(row.sentence, row.time, states, address)


def draw(library: Library, kind: Kind, facts: Sequence[Fact], ties: Iterable[Tie], on: date, days: Days) -> str:
    """The map: the states that have such a tie, and a line for each that joins two."""
    told = {code for tie in ties for code in tie.states}
    areas = [
        Area(code, library.name(code, on), state_address(code) + days_query(days), "known" if code in told else "")
        for code in names.load_states()
    ]
    arcs = [arc for fact in facts if (arc := draw_tie(library, kind, fact, on)) is not None]
    label = f"Map of the world: {kind.heading.casefold()} on {on.isoformat()}, {len(arcs)} lines."
    return draw_world(areas, label, arcs)


def draw_tie(library: Library, kind: Kind, fact: Fact, on: date) -> Arc | None:
    """A line from the first state to the second, or to the city that is named; None where it joins no two."""
    states = parties_of(fact, kind)
    if len(states) != 2:
        return None
    start, end = (place_of(code, on) for code in states)
    cities = [city for role in kind.roles.values() if role.type == "city" for city in fact.claim.role(role.name)]
    for known in find_cities(cities[0]) if cities else ():
        if states[1] in known.states_on(on):
            end = (known.lon, known.lat)
            break
    if start is None or end is None:
        return None
    title = " – ".join(library.name(code, on) for code in states) + (f", {cities[0]}" if cities else "")
    return Arc(start, end, title, str(fact.claim.attribute("type") or "").replace("_", "-"))


def place_of(code: str, on: date) -> tuple[float, float] | None:
    """Where a state's lines begin: its capital of the day, or its middle."""
    for capital in find_capitals(code, on=on):
        return capital.lon, capital.lat
    return find_place(code, find_capital(code))


ROUTES = [Route("/world", show_world)]
