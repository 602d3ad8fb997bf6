"""Who fills the roles of an entry: fields of the record, by type and label; its label and headings; the document."""

from __future__ import annotations

from collections.abc import Sequence

from comity.reading.entries import Place
from comity.reading.headings import DIRECTIONS, Heading
from comity.reading.labels import fits
from comity.reading.listing_match import LONGEST_CELL, Match, Surroundings
from comity.reading.names_of_people import clean_person
from comity.reading.records import Field, Record
from comity.reading.registry import city_states, heads_post, is_organisation

# What stands so at a noun tells of that noun alone: "Swiss envoys", not "Swiss–Thai relations" above it.
OWN_SIDES = frozenset(("adjective", "possessive", "party"))
# What is asked last: a bare state may be the other side, and the document's states fill what is left.
WEAK = ("state", "other", "pair", "first", "second", "body", "own", "focus")


def fill_roles(around: Surroundings, match: Match) -> None:
    """First what labels, fields with labels of their own and headings say; then the bare state; then the other."""
    for allowed in (lambda name: name not in WEAK, lambda name: name == "state", lambda name: True):
        for role, places in match.entry.roles.items():
            for place in places:
                if match.roles.get(role) and role != "between":
                    break
                if not (allowed(place.name) or place.label is not None):
                    continue
                _add(around, match, role, place)


def is_complete(around: Surroundings, match: Match) -> bool:
    """Whether all key roles are filled that the entry fills at all, and no state stands on both sides."""
    kind, roles = around.kinds[match.entry.kind], match.roles
    needed = [name for name in kind.key_roles if name in match.entry.roles]
    if any(not roles.get(name) for name in needed):
        return False
    if "between" in needed:
        return len(roles["between"]) > 1
    sides = [set(roles[name]) for name in needed if kind.roles[name].type == "party"]
    return len(sides) < 2 or not sides[0] & sides[1]


def _add(around: Surroundings, match: Match, role: str, place: Place) -> None:
    found = _entities(around, match, role, place)
    taken = {code for name, codes in match.roles.items() if name != role for code in codes}
    have = match.roles.get(role, [])
    if role == "between":
        found = [] if len(have) > 1 else [code for code in found if code not in have]
    else:
        found = [code for code in found if code not in taken]
    if found:
        match.roles[role] = [*have, *found]
        match.notes.append((role, place.name))


def _body(around: Surroundings) -> list[str]:
    """The organisations that the innermost heading with any names, else the title."""
    for head in (*around.context.headings.stack[::-1], around.title):
        named = (code for codes in head.states.values() for code in codes)
        found = list(dict.fromkeys(code for code in named if is_organisation(code)))
        if found:
            return found
    return []


def _entities(around: Surroundings, match: Match, role: str, place: Place) -> list[str]:
    kind = around.kinds[match.entry.kind].roles[role].type
    if place.name == "body":
        return _body(around)
    if place.name in ("other", "pair", "first", "second", "own", "focus"):
        return _outside(around, match, role, place.name)
    if place.name == "seat":
        return _seats(around, match.record)
    where, _, side = place.name.rpartition(".")
    if where:
        return _beside(around, match, where, side, kind)
    if place.name == "value":
        fields = [match.value]
    else:
        found = around.people_of(match.record) if place.name == "person" else match.record.of_type(place.name)
        fields = [one for one in found if one is not match.value and fits(place, one)]
    return list(dict.fromkeys(entity for one in fields for entity in _convert(around, match, one, kind)))


def _outside(around: Surroundings, match: Match, role: str, name: str) -> list[str]:
    context = around.context
    if name == "own":
        return [context.author] if context.author else []
    if name == "focus":
        return [context.focus] if context.focus is not None else []
    if name in ("first", "second"):
        return [context.pair[name == "second"]] if context.pair is not None else []
    if name == "pair":
        return _named_over(around, context.pair or ()) if role != "between" else list(context.pair or ())
    filled = {code for role, codes in match.roles.items() for code in codes if len(code) == 3 or ":" in code}
    filled &= {code for codes in _parties(around, match) for code in codes}
    if not filled:
        return []
    if context.pair is not None and (context.focus is None or filled & set(context.pair)):
        return list(context.other(filled))
    return [context.focus] if context.focus is not None and context.focus not in filled else []


def _named_over(around: Surroundings, codes: Sequence[str]) -> list[str]:
    """Those of the states that the innermost heading names, or the title: each is told of where it is named."""
    for head in around.headings():
        named = {code for side in head.states.values() for code in side}
        if named & set(codes):
            return [code for code in codes if code in named]
    return []


def _seats(around: Surroundings, record: Record) -> list[str]:
    """The states in which the cities of a record lie, where it names both: "India | New Delhi"."""
    cities = [token.data[0] for one in record.of_type("city") for token in one.tokens]
    named = [code for one in record.of_type("state") for code in one.states]
    return [code for city in cities for code in city_states(city, named)[:1] if code in named]


def _parties(around: Surroundings, match: Match) -> list[list[str]]:
    roles = around.kinds[match.entry.kind].roles
    return [codes for role, codes in match.roles.items() if roles[role].type == "party"]


def _beside(around: Surroundings, match: Match, where: str, side: str, kind: str) -> list[str]:
    """What the label of the value, the words of a cell, or the innermost heading that has it names at a side."""
    for head in _heads(around, match, where):
        if side in OWN_SIDES and where == "heading" and (head is None or head.text != match.topic):
            continue
        if side in ("city", "person"):
            found = () if head is None else head.cities if side == "city" else head.people
        else:
            found = () if head is None else head.states.get(side, ())
            found = tuple(code for code in found if is_organisation(code) == (kind == "organisation"))
        if found:
            return list(found)
        if side in DIRECTIONS and head is not None and DIRECTIONS & head.states.keys():
            return []  # the nearer heading gives the direction
    return []


def _heads(around: Surroundings, match: Match, where: str) -> Sequence[Heading | None]:
    """The words that name somebody at a side: of the label, of cells on a post or paper, of headings."""
    if where == "label":
        return [match.value.head]
    if where == "heading":
        return around.headings()
    if match.cells is None:
        texts = [one for one in match.record.of_type("text") if len(one.tokens) <= LONGEST_CELL]
        posts = [one for one in match.record.of_type("person") if _names_post(one)]
        heads = ((one, around.page.make_label(one.start, one.end)[1]) for one in (*texts, *posts))
        match.cells = [
            head
            for one, head in heads
            if head.nouns or one.type == "person" or (match.is_labelled and one is match.value)
        ]
    return match.cells


def _names_post(one: Field) -> bool:
    """Whether a person's field says where he is an envoy: "N, Ambassador to Peru"."""
    parties = [party for token in one.tokens for party in token.data]
    return all(heads_post(party.office) and (party.posted or party.city) for party in parties)


def _convert(around: Surroundings, match: Match, one: Field, kind: str) -> list[str]:
    if kind == "city":
        return [token.data[0].code for token in one.tokens if token.tag == "C"][:1]
    if kind == "person":
        return _people(around, match, one)
    if kind == "organisation":
        return [code for code in one.states if is_organisation(code)]
    if kind == "party" and one.type == "city":
        return [code for city in one.tokens[0].data for code in city_states(city, _near(around))[:1]]
    if kind == "party":
        return [code for code in one.states if not is_organisation(code)]
    return [one.words(around.text)]


def _near(around: Surroundings) -> tuple[str, ...]:
    return around.context.pair or ((around.context.focus,) if around.context.focus else ())


def _people(around: Surroundings, match: Match, one: Field) -> list[str]:
    if one.type == "person":
        match.people += [party for token in one.tokens for party in token.data]
        return [party.person for token in one.tokens for party in token.data if party.person]
    return [clean_person(one.words(around.text))]
