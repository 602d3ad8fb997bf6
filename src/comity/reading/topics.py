"""What a document is about, before its first sentence is read: the states of its title, its author, its day."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import islice

from comity.model import Document
from comity.names import Name, find_names
from comity.reading.context import Context, find_actor, find_teller, find_topic
from comity.reading.registry import city_states, is_organisation, person_states
from comity.reading.reports import find_day, find_place_line, is_report, tells_of_weekdays


def make_context(document: Document, names: Sequence[Name]) -> Context:
    """What is known before the first sentence: the states that the document is about, its date."""
    title = title_of(document)
    author: str | None = document.source.author_state
    mission = _mission_of(title) or _mission_of(document.source.publisher or "")
    is_own = _OWN.search(document.text) is not None
    pair, focus = find_topic(title, list(names), find_names(title), author, is_own=is_own)
    pair, focus = (pair, focus) if pair or focus else (_defined_pair(document, names), None)
    if mission is not None and author in (None, mission[0]) and (pair is None or set(pair) == set(mission)):
        pair, author = mission, mission[0]
    else:
        mission = None
    return Context(
        pair=pair,
        focus=focus,
        published=find_day(document),
        named=frozenset(name.code for name in names if name.type in ("state", "adjective", "people")),
        is_report=is_report(document) or tells_of_weekdays(document),
        dateline=find_place_line(document, names),
        known_state=person_states,
        author=author or ((pair[0] if pair is not None else focus) if is_own else None) or _telling(document, names),
        actor=find_actor(title, find_names(title)) if pair is None else None,
        teller=find_teller(title, find_names(title), focus) if pair is None else None,
        is_mission=mission is not None,
        post=mission,  # "The embassy was opened in 1974", on its own page
        last_body=_body_of(title),
    )


def _defined_pair(document: Document, names: Sequence[Name]) -> tuple[str, str] | None:
    """The two states between which the first sentence says that something was: "The Sand War was a war between A and
    B", where the title names none."""
    first = next((block for block in document.blocks if block.kind == "paragraph"), None)
    found = None if first is None else _DEFINED.match(document.text, first.start, first.end)
    if found is None:
        return None
    at = bisect_left(names, found.end(), key=lambda name: name.start)
    one, other = (*names[at : at + 2], None, None)[:2]
    if one is None or other is None or one.start != found.end() or {one.type, other.type} != {"state"}:
        return None
    is_joined = re.fullmatch(r" and (?:the )?(?:Republic of )?", document.text[one.end : other.start]) is not None
    return (one.code, other.code) if is_joined and one.code != other.code else None


_DEFINED = re.compile(
    r"[^.:;\n]{3,120}? (?:is|was|were|are) (?:an?|the) [^.:;\n]{3,80}? between (?:the )?(?:Republic of )?"
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


def _telling(document: Document, names: Sequence[Name]) -> str | None:
    """The state whose foreign ministry or presidency tells what a report says: "the Kenyan Foreign Ministry said", a
    line "Ministry of Foreign Affairs of Kenya"; None where those of several do."""
    names = [name for name in names if name.type != "office"]
    if not names:
        return None
    text, starts = document.text, [name.start for name in names]
    codes: set[str] = set()
    for found in islice(_MINISTRY.finditer(text), MOST_MINISTRIES):
        behind = _OF.match(text, found.end())
        before = bisect_left(starts, found.start()) - 1
        after = bisect_left(starts, behind.end()) if behind is not None else len(names)
        if after < len(names) and behind is not None and starts[after] == behind.end():
            first, last, code = found.start(), names[after].end, names[after].code
        elif before >= 0 and _OWNS.fullmatch(text, names[before].end, found.start()) is not None:
            first, last, code = names[before].start, found.end(), names[before].code
        else:
            continue
        is_line = text[:first].rpartition("\n")[2].strip() == "" == text[last:].partition("\n")[0].strip()
        is_told = _TELLS.match(text, last) is not None or _TOLD_BY.search(text, max(0, first - LONGEST_SOURCE), first)
        if (is_line or is_told) and not is_organisation(code):
            codes |= {code}
    return codes.pop() if len(codes) == 1 else None


MOST_MINISTRIES, LONGEST_SOURCE = 20, 40
_MINISTRY = re.compile(
    r"Foreign Ministry|Foreign Affairs Ministry|Ministry of (?:Foreign|External) (?:Affairs|Relations)"
)
_OF = re.compile(r"(?: and [A-Z]\w+(?: \w+){0,3}?)? of (?:the )?(?:Republic of )?")
_OWNS = re.compile(r"(?:['’]s)? ")
_TELLS = re.compile(
    r"(?: \([A-Z]+\))?,? (?:has |have |also )?(?:said|says|announced|announces|reported|reports|stated|states|informed|"
    r"confirmed|tweeted|(?:press service|spokes\w+)\b.{0,40}? (?:said|reported|announced|stated))\b"
)
_TOLD_BY = re.compile(
    r"\b(?:citing|according to|press service of|statement (?:by|from|of)|note from|release (?:by|from|of))\b[^.;]*$"
)


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
