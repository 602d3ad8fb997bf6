"""A capital that acts is its government: "Ankara and Astana agreed", "relations between Moscow and London".

What enters is a capital's place in a folded text; what leaves is whether the words around it make it a government,
and whose capital it was.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from comity.names.cities import Capital, capitals
from comity.names.resolution import Days, overlaps
from comity.names.states import load_states

_VERBS = "|".join(
    "agree agreed signed sign said says announced accused accuses recognised recognized recognises recognizes "
    "severed restored recalled expelled imposed lifted rejected rejects condemned condemns denied denies refused "
    "refuses insisted insists warned warns supported supports backed backs opposed opposes welcomed welcomes "
    "proposed proposes offered offers pledged promised demanded demands urged urges wants wanted sought seeks "
    "considers considered plans hopes hoped upgraded normalised normalized exchanged broke resumed maintains "
    "maintained regards regarded views dispatched granted withdrew ratified concluded negotiated renewed declared "
    "claims claimed protested responded retaliated summoned abolished notified informed believes fears committed "
    "decided approved appointed established objected apologised apologized vowed threatened complained blamed "
    "criticised criticized praised invited".split()
)
_TALKS = (
    "(?:open|opened|hold|held|begin|began|start|started|suspend|suspended) "
    "(?:formal |direct |new )?(?:talks|negotiations)"
)
_AUXILIARIES = "does|did|has|have|had|is|was|are|were|will|would|also|then|later|again|jointly"
_ACTS_AFTER = re.compile(
    r"(?:(?:,| and|, and) [A-Z][\w.'-]+(?: [A-Z][\w.'-]+)?){0,3}"
    rf"(?: (?:{_AUXILIARIES}|not|never|both|each|formally|officially|finally|repeatedly)){{0,3}}"
    rf" (?:{_VERBS}|{_TALKS})\b"
)
_PLACE_BEFORE = re.compile(
    r"\b(?:in|at|to|from|near|of|for|via|outside|around|through|inside|towards?|leaving|visited|visiting|left|reached|"
    r"Embassy|Legation|Consulate|Consulate General|High Commission|Mission|Office)"
    r" (?:(?:[A-Z][\w'-]+)(?:,| and|, and) )?$"
)
_PLACES = frozenset("in at to from near of for via outside around through inside Embassy Legation Consulate".split())
_RELATING = (" between ", " with ", " among ")
_NOUNS = (
    "relations|ties|talks|cooperation|co-operation|agreements?|treaty|treaties|tensions?|disputes?|negotiations|"
    "rapprochement|alliance|rift|partnership|dialogue|trade|accord|understanding|contacts|links|friendship|friction|pact|war|conflict|"
    "contact|axis|quarrel|crisis|deal|consultations|exchanges"
)
_RELATED_BEFORE = re.compile(
    rf"\b(?i:{_NOUNS})\b(?: [a-z]+){{0,3}} (?:between|with|among)"
    r"(?: (?:[A-Z][\w.'-]+)(?: [A-Z][\w.'-]+)?(?:,| and|, and))* $"
)
_OBJECT_BEFORE = re.compile(rf"\b[A-Z][\w.'-]+ (?:{_VERBS}) (?:both )?$")
_PAIR_AFTER = re.compile(rf"-[A-Z][\w'-]+ (?:{_NOUNS})\b")
_PAIR_BEFORE = re.compile(r"[A-Z][\w']+-$")
_NOUN_AFTER = re.compile(rf"(?:-[A-Z]\w+)? (?:{_NOUNS})\b")
_OWN_AFTER = re.compile(
    r"'s? (?:new |own |strong |continued |official |formal |long-standing |foreign |firm ){0,2}"
    r"(?:policy|position|decision|recognition|support|refusal|request|ambassador|envoy|government|stance|demands?|"
    r"claims?|offer|proposal|interests|relations|ties|allies|ally|insistence|approval|consent|opposition|reply|response|note|protest|"
    r"role|influence|minister|diplomats|diplomacy|commitment|view|concerns|partners?|neighbours?|neighbors?|leaders)\b"
)


def acts_as_government(text: str, start: int, end: int) -> bool:
    """Whether the words around a capital at `start` to `end` make it a government."""
    before = text[max(0, start - 90) : start]
    if before[before.rfind(" ", 0, -1) + 1 : -1] in _PLACES or text.startswith("-based", end):
        return False
    after = text[end]
    if after == "'" and _OWN_AFTER.match(text, end):
        return True
    if (after == "-" and _PAIR_AFTER.match(text, end)) or (before[-1] == "-" and _is_second_of_pair(text, end, before)):
        return True
    if any(word in before for word in _RELATING) and _RELATED_BEFORE.search(before):
        return True
    if _OBJECT_BEFORE.search(before[-35:]):
        return True
    return bool(_ACTS_AFTER.match(text, end)) and not _PLACE_BEFORE.search(before[-45:])


def _is_second_of_pair(text: str, end: int, before: str) -> bool:
    return bool(_PAIR_BEFORE.search(before)) and bool(_NOUN_AFTER.match(text, end))


@functools.cache
def capitals_by_city() -> Mapping[str, tuple[Capital, ...]]:
    """Whose capital or seat each city was, by the city."""
    by_city: dict[str, list[Capital]] = {}
    for row in capitals():
        by_city.setdefault(row.city, []).append(row)
    return MappingProxyType({city: tuple(rows) for city, rows in by_city.items()})


def states_seated_in(city: str, on: Days | date | None = None) -> tuple[str, ...]:
    """The states whose capital it was in that time, the likeliest first; without a time, those of today.

    >>> states_seated_in("Moscow", date(1970, 1, 1)), states_seated_in("Moscow")
    (('SUN',), ('RUS',))
    """
    days = (on, on) if isinstance(on, date) else on
    rows = [row for row in capitals_by_city().get(city, ()) if _is_seat(row, days)]
    if days and not rows:
        rows = [row for row in capitals_by_city().get(city, ()) if overlaps(days, row.since, row.until)]
    seated = dict.fromkeys(row.state for row in sorted(rows, key=_weight))
    # A state that ended stood in the place of those before and after it: in 1970 Moscow was not Russia's.
    ended = [load_states()[state] for state in seated if load_states()[state].end]
    replaced = {other for known in ended for other in (*known.predecessors, *known.successors)}
    return tuple(state for state in seated if state not in replaced)


def _is_seat(row: Capital, days: Days | None) -> bool:
    known = load_states()[row.state]
    if days is None:
        return row.until is None and known.end is None
    return overlaps(days, row.since, row.until) and overlaps(days, known.begin, known.end)


_STATUS = ("un", "observer", "ended", "other", "territory")


def _weight(row: Capital) -> tuple[bool, int]:
    return row.role != "capital", _STATUS.index(load_states()[row.state].status)
