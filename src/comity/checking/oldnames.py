"""Names that are not in use on the day asked for: one finding for each state or organisation and source."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from comity.checking.case import Case, make_finding
from comity.checking.likeness import fold, title_words
from comity.checking.wording import join_words, name_time
from comity.errors import UnknownNameError
from comity.model import Document, Finding, When
from comity.names import Name, find_names, load_states, state
from comity.names.organisations import organisation
from comity.names.spans import first_day, is_within, last_day

PROSE = ("paragraph", "item", "row", "heading", "title", "caption")


def find_old_names(case: Case) -> Iterator[Finding]:
    """Names of states and organisations that live on under another name, and names that are not quite theirs."""
    for sha, document in case.documents.items():
        if not document.blocks:
            continue
        old: dict[str, list[Name]] = defaultdict(list)
        for name in find_names(document.text):
            if is_sure(document, name) and replaced_since(name, document.text, case.on) is not None:
                old[name.code].append(name)
        for code, names in sorted(old.items()):
            yield old_name(case, sha, code, names)


def is_sure(document: Document, name: Name) -> bool:
    """Whether a name means one state or organisation, and stands in the text proper, not among references."""
    if name.type not in ("state", "organisation") or name.others:
        return False
    return any(block.start <= name.start < block.end and block.kind in PROSE for block in document.blocks)


def replaced_since(name: Name, text: str, on: date) -> str | None:
    """The day on which a name fell out of use ('' if it was never quite the name); None where it is right.

    Only the name before today's counts: "Ottoman Empire" is the right name of its time, and no one's today.
    """
    known = names_of(name)
    written = text[name.start : name.end]
    same = [entry for entry in known if fold(entry[0]) == fold(written)]
    # Another spelling of a name that has its time is no name of its own.
    same = [entry for entry in same if entry[2] or entry[3]] or same
    if not same or not lives(name, on) or is_shared(written):
        return None
    ends = [until for _, _, _, until in same if until and not is_within(on, None, until)]
    if len(ends) == len(same):
        return max(ends) if is_followed(max(ends), known, on) else None
    return "" if is_twisted(written, same, known, on) else None


def is_followed(end: str, known: Sequence[tuple[str, str, str | None, str | None]], on: date) -> bool:
    """Whether a name of today begins where one ended."""
    days = [
        (first_day(since) - last_day(end)).days for _, _, since, until in known if since and is_within(on, since, until)
    ]
    return any(-366 <= gap <= 366 for gap in days)


def is_shared(written: str) -> bool:
    """Whether more than one state has borne a name ("Republic of China")."""
    return len(_bearers().get(fold(written), ())) > 1


@functools.cache
def _bearers() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for code, known in load_states().items():
        for text in (known.name, known.official, *(entry.text for entry in known.names)):
            found[fold(text)].add(code)
    return {text: frozenset(codes) for text, codes in found.items()}


def names_of(name: Name) -> Sequence[tuple[str, str, str | None, str | None]]:
    """Each name of a state or organisation as (text, kind, since, until)."""
    try:
        if name.type == "state":
            bearer = state(name.code)
            today = ((bearer.name, "short", None, None), (bearer.official, "official", None, None))
            dated = {fold(entry.text) for entry in bearer.names if entry.until}
            plain = tuple(entry for entry in today if fold(entry[0]) not in dated)
            return (*plain, *((entry.text, entry.kind, entry.since, entry.until) for entry in bearer.names))
        return tuple((entry.text, entry.kind, entry.since, entry.until) for entry in organisation(name.code).names)
    except UnknownNameError:
        return ()


def lives(name: Name, on: date) -> bool:
    """Whether the state or organisation still is on that day: what has ended keeps its name."""
    try:
        end = state(name.code).end if name.type == "state" else organisation(name.code).ended
    except UnknownNameError:
        return False
    return not end or is_within(on, None, end)


def is_twisted(
    written: str, same: Sequence[tuple[str, str, str | None, str | None]],
    known: Sequence[tuple[str, str, str | None, str | None]], on: date,
) -> bool:  # fmt: skip
    """Whether an organisation's name has the words of its name in another order."""
    if any(kind != "variant" for _, kind, _, _ in same):
        return False
    words = title_words(written)
    current = [
        title_words(text) for text, kind, since, until in known if kind == "short" and is_within(on, since, until)
    ]
    return len(words) > 1 and any(
        sorted(map(stem, words)) == sorted(map(stem, full)) and words != full for full in current
    )


def stem(word: str) -> str:
    """A word without the difference of British and American spelling."""
    return word.replace("isation", "ization")


def old_name(case: Case, sha: str, code: str, names: Sequence[Name]) -> Finding:
    """The finding for one state or organisation in one source."""
    text = case.documents[sha].text
    written = list(dict.fromkeys(" ".join(text[name.start : name.end].split()) for name in names))
    today = name_today(names[0], case.on)
    since = start_of_name(names[0], today, case.on)
    count = "" if len(names) == 1 else f" ({len(names)} times)"
    quoted = join_words(f"“{one}”" for one in written)
    when = f"since {name_time(When(since))} " if since else ""
    reason = f"The page writes {quoted}{count}: {when}the name is {today}."
    first: Mapping[str, Name] = {text[name.start : name.end]: name for name in reversed(names)}
    places = [case.place(sha, name.start, name.end) for name in sorted(first.values(), key=lambda one: one.start)]
    settle = "Nothing, where the page speaks of the time before; otherwise the name of today."
    return make_finding("C504", reason, places, settle=settle)


def name_today(name: Name, on: date) -> str:
    """The name in use on the day."""
    return state(name.code).name_on(on) if name.type == "state" else organisation(name.code).name_on(on)


def start_of_name(name: Name, today: str, on: date) -> str | None:
    """The day or year since which today's name is in use; None where that is not known."""
    return next((since for text, _, since, _ in names_of(name) if text == today and since), None)
