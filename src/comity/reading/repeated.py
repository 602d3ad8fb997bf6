"""Each claim once: what a document tells twice is kept at its fullest wording.

In: the filled statements of a document in its order. Out: those that stand, the fuller wordings in their places.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from comity.kinds import Vocabulary
from comity.reading.fill import Filled

# As many claims of one key and year are compared with a new one: a page that has more is a data set.
MOST_RIVALS = 100


def drop_repeated(filled: Sequence[Filled], vocabulary: Vocabulary) -> list[Filled]:
    """Each claim once, at its fullest wording: the same key, time within time."""
    kept: list[Filled] = []
    places: dict[Any, list[int]] = {}  # key and year -> which of the kept
    for entry in filled:
        key, years = _key(entry, vocabulary), _years(entry)
        groups = [(key, year) for year in (*years, "open")] if years else [(key, "any")]
        rivals = {place for group in groups for place in places.get(group, ())[-MOST_RIVALS:]}
        place = next((place for place in sorted(rivals) if _is_same(kept[place], entry)), len(kept))
        if place == len(kept):
            kept.append(entry)
        else:
            kept[place] = _join(kept[place], entry)
        for year in (*(years or ["open"]), "any"):
            places.setdefault((key, year), []).append(place)
    kept = [
        entry
        for entry in _join_growth(kept, vocabulary)
        if not _is_same_stay(entry, kept, vocabulary) and not _is_judged(entry, kept)
    ]
    return [entry for entry in kept if entry.action is not None or not _is_told_closer(entry, kept, vocabulary)]


def _join_growth(kept: Sequence[Filled], vocabulary: Vocabulary) -> list[Filled]:
    """Growth as an attribute of the sum that grew in that time, where the document tells both: "It grew by 46 %"."""
    growths = {
        kind.name: str(rule["by"])
        for kind in vocabulary.values()
        for rule in kind.constraints
        if "growth" in rule.values()
    }
    sums = {
        (_key(entry, vocabulary)[:-1], entry.time.when): entry
        for entry in kept
        if entry.kind in growths and entry.amount is not None and entry.amount.unit != "percent"
    }
    rest = []
    for entry in kept:
        name = growths.get(entry.kind, "")
        is_growth = name in entry.attributes and entry.amount is not None and entry.amount.unit == "percent"
        is_dated = is_growth and entry.time.when is not None
        grown = sums.get((_key(entry, vocabulary)[:-1], entry.time.when)) if is_dated else None
        if grown is None:
            rest.append(entry)
        else:
            grown.attributes.setdefault(name, entry.attributes[name])
    return rest


def _is_same_stay(entry: Filled, kept: Sequence[Filled], vocabulary: Vocabulary) -> bool:
    """Whether what is yet to come, without a date, from one state to another is told before as done: "thanked for the
    invitation to pay the visit", "this is why it was decided to reopen the embassy"."""
    if entry.modality in ("asserted", "denied") or entry.time.when is not None:
        return False
    roles = vocabulary[entry.kind].key_roles
    is_act = entry.action is not None or "stay" in vocabulary[entry.kind].dates
    if not is_act or "between" in roles or len(roles) < 2:
        return False
    return any(
        other.modality == "asserted"
        and (other.kind, other.action) == (entry.kind, entry.action)
        and other.start < entry.start
        and all(other.roles.get(name) == entry.roles.get(name) for name in roles)
        and not any(
            _are_apart(other.roles.get(name, ()), held) for name, held in entry.roles.items() if name not in roles
        )
        for other in kept
    )


def _is_judged(entry: Filled, kept: Sequence[Filled]) -> bool:
    """Whether a noun without a name says what would come of what was told as done: "the signing of the agreement
    would open up the south"."""
    is_act = entry.strength > 1 or entry.action is None or {"title", "subject"} & set(entry.attributes)
    if is_act or entry.modality not in ("planned", "hoped") or entry.time.when is not None:
        return False
    parties = set(entry.roles.get("between", ()))
    return any(
        other.modality == "asserted"
        and (other.kind, other.action) == (entry.kind, entry.action)
        and set(other.roles.get("between", ())) == parties
        and other.start < entry.start
        for other in kept
    )


def _is_told_closer(entry: Filled, kept: Sequence[Filled], vocabulary: Vocabulary) -> bool:
    """Whether a claim without action is told with one at the same place: a war that is mentioned, and that it began."""
    if not vocabulary[entry.kind].actions:
        return False
    parties = {tuple(sorted(codes)) for codes in entry.roles.values()}
    return any(
        other.kind == entry.kind
        and other.action is not None
        and other.start < entry.end
        and entry.start < other.end
        and {tuple(sorted(codes)) for codes in other.roles.values()} == parties
        for other in kept
    )


def _years(entry: Filled) -> range | None:
    """The years in which it may have been; None where they are open or unknown."""
    when = entry.time.when
    if when is None or when.first_day is None or when.last_day is None:
        return None
    return range(when.first_day.year, when.last_day.year + 1)


def _join(old: Filled, new: Filled) -> Filled:
    """The fuller of two wordings of one claim, with what only the other tells: "the first to recognise it"."""
    fuller, other = (new, old) if _fullness(new) > _fullness(old) else (old, new)
    fuller.attributes = {**other.attributes, **fuller.attributes}
    fuller.roles = {**other.roles, **fuller.roles}
    return fuller


def _key(entry: Filled, vocabulary: Vocabulary) -> Any:
    kind = vocabulary[entry.kind]
    roles = tuple((name, tuple(sorted(entry.roles.get(name, ())))) for name in kind.key_roles)
    attributes = tuple((name, str(entry.attributes.get(name) or "").casefold()) for name in kind.key_attributes)
    outlook = "to come" if entry.modality in ("planned", "hoped") else entry.modality
    amount = None if entry.amount is None else (entry.amount.unit, round(entry.amount.value, 3))
    return entry.kind, entry.action, roles, attributes, outlook, amount


def _is_same(left: Filled, right: Filled) -> bool:
    a, b = left.time.when, right.time.when
    if any(
        left.attributes.get(name) != right.attributes.get(name)
        for name in _naming(left, right)
        if name in left.attributes and name in right.attributes
    ):
        return False
    if any(_are_apart(left.roles[name], right.roles[name]) for name in left.roles if name in right.roles):
        return False
    if a is None or b is None:  # "a longstanding dispute with B", and the war of 2020
        return left.amount is not None or not _differ(left, right, "form")
    return a.contains(b) or b.contains(a)


def _naming(left: Filled, right: Filled) -> Sequence[str]:
    """The attributes by which two claims tell of other things: none where one only takes up what was told before."""
    if left.takes_up or right.takes_up:
        return ()
    return ("title", "type") if _are_titled(left, right) else ("title", "type", "subject")


def _differ(left: Filled, right: Filled, name: str) -> bool:
    return name in left.attributes and name in right.attributes and left.attributes[name] != right.attributes[name]


def _are_titled(left: Filled, right: Filled) -> bool:
    return "title" in left.attributes and "title" in right.attributes


def _are_apart(left: Sequence[str], right: Sequence[str]) -> bool:
    """Whether two roles name others: neither's entities, by their last words, are among the other's."""
    one, other = set(map(_last_name, left)), set(map(_last_name, right))
    return not (one <= other or other <= one or _is_told_in(left, right) or _is_told_in(right, left))


def _is_told_in(names: Sequence[str], fuller: Sequence[str]) -> bool:
    """Whether each name is one of the others, or a single word of one: "Wu" of "Wu Gang"."""
    words = {word for name in fuller for word in name.casefold().split()}
    known = set(map(_last_name, fuller))
    return all(_last_name(name) in known or name.casefold() in words for name in names)


def _last_name(name: str) -> str:
    """The last word of a name that is no number: of "Harald V" it is Harald."""
    words = [word for word in name.split() if not set(word) <= set("IVX")]
    return (words or [name])[-1].casefold()


def _fullness(entry: Filled) -> tuple[int, int, int]:
    precise = 0 if entry.time.when is None else len(str(entry.time.when))
    return precise, sum(map(len, entry.roles.values())) + len(entry.attributes), entry.strength
