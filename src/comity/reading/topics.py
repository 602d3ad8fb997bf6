"""What a document is about, before its first sentence is read: the states of its title, its author, its day."""

from __future__ import annotations

import re
from collections.abc import Sequence

from comity.model import Document
from comity.names import Name, find_names
from comity.reading.context import Context, find_actor, find_topic
from comity.reading.registry import city_states, is_organisation, person_states
from comity.reading.reports import find_day, find_place_line, is_report


def make_context(document: Document, names: Sequence[Name]) -> Context:
    """What is known before the first sentence: the states that the document is about, its date."""
    title = title_of(document)
    author: str | None = document.source.author_state
    mission = _mission_of(title) or _mission_of(document.source.publisher or "")
    is_own = _OWN.search(document.text) is not None
    pair, focus = find_topic(title, list(names), find_names(title), author, is_own=is_own)
    if mission is not None and author in (None, mission[0]) and (pair is None or set(pair) == set(mission)):
        pair, author = mission, mission[0]
    else:
        mission = None
    return Context(
        pair=pair,
        focus=focus,
        published=find_day(document),
        named=frozenset(name.code for name in names if name.type in ("state", "adjective", "people")),
        is_report=is_report(document),
        dateline=find_place_line(document, names),
        known_state=person_states,
        author=author or ((pair[0] if pair is not None else focus) if is_own else None),
        actor=find_actor(title, find_names(title)) if pair is None else None,
        is_mission=mission is not None,
        last_body=_body_of(title),
    )


def _body_of(title: str) -> str | None:
    """The organisation that a document is about, where its title names that alone."""
    named = {name.code for name in find_names(title) if name.type in ("organisation", "state", "adjective")}
    return named.pop() if len(named) == 1 and is_organisation(*named) else None


def _mission_of(title: str) -> tuple[str, str] | None:
    """The state of a mission and the one in which it is, where a title names it: "Embassy of Nepal in Tokyo"."""
    if not _MISSION.match(title):
        return None
    named = [name for name in find_names(title) if name.type in ("state", "adjective", "city")]
    codes = [city_states(name)[:1] if name.type == "city" else (name.code,) for name in named]
    if len(named) != 2 or named[0].type == "city" or not codes[1] or codes[0] == codes[1]:
        return None
    return codes[0][0], codes[1][0]


_MISSION = re.compile(r"(?:the )?(?:\w+ )?(?:Embassy|High Commission|Consulate(?:[- ]General)?)\b", re.IGNORECASE)


# Who writes "our Minister" in a page on two states names the own state first. (A pattern that begins with letters is
# looked for at the speed of a plain string.)
_OWN = re.compile(
    r"ur (?<=\b[Oo]ur )(?:country|[Mm]inister|[Pp]resident|[Pp]rime [Mm]inister|[Ff]oreign [Mm]inister|[Ee]mbassy|"
    r"exports|imports|citizens|relationship (?:with|to)|relations with|High Commission(?:er)?|ambassador|government)\b"
)


def title_of(document: Document) -> str:
    """The title: the source's, else the document's title block, else its first line."""
    for block in document.blocks:
        if block.kind == "title":
            return document.text[block.start : block.end]
    if document.source.title:
        return document.source.title
    return document.text.lstrip().split("\n", 1)[0][:200]
