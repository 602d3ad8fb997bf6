"""What a page says of itself: title, publisher, author, dates, language, licence, each with where it says so.

Nothing is inferred: a property that no signal states is not set. Of several signals the first in the tables wins;
the tables put what is written for machines before what stands in the text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from comity.model import Source
from comity.sources.authority import find_author_state
from comity.sources.dates import WORD, parse_date
from comity.sources.decoding import join_surrogates
from comity.sources.licences import find_licence
from comity.sources.parsed import Head
from comity.sources.stamps import read_last_day, read_stamps


@dataclass(frozen=True, slots=True)
class Signal:
    """A property, its value, and where it was found."""

    property: str
    value: str
    where: str


# Names of meta elements (Dublin Core, Open Graph, Schema.org, and the customs of news sites), the surest first.
META: Mapping[str, tuple[str, ...]] = {
    "title": ("citation_title", "dc.title", "dcterms.title", "og:title", "twitter:title"),
    "publisher": ("citation_publisher", "dc.publisher", "dcterms.publisher", "publisher", "og:site_name",
                  "application-name", "dc.creator.organisation"),
    "author": ("citation_author", "author", "article:author", "dc.creator", "dcterms.creator", "byl", "parsely-author"),
    "published": ("article:published_time", "datepublished", "citation_publication_date", "dcterms.issued",
                  "dc.date.issued", "dcterms.created", "dc.date", "date", "pubdate", "publish-date", "parsely-pub-date",
                  "sailthru.date", "dcterms.date"),
    "updated": ("article:modified_time", "datemodified", "og:updated_time", "dcterms.modified", "dc.date.modified",
                "last-modified", "lastmod", "revised"),
    "language": ("content-language", "dc.language", "dcterms.language", "og:locale", "inlanguage", "language"),
    "licence": ("dc.rights", "dcterms.rights", "dcterms.license", "license", "licence", "copyright", "rights"),
}  # fmt: skip
LINKED_DATA = {"published": "datePublished", "updated": "dateModified", "language": "inLanguage", "licence": "license"}
LINKED_NAMES = {"publisher": "publisher", "author": "author", "title": "headline"}
LARGEST_SCRIPT = 1 << 20
DEEPEST_SCRIPT = 8

DATE = (
    rf"(?:{WORD},?\s+)?(\d{{1,2}}(?:st|nd|rd|th|\.)?\s+{WORD}\.?,?\s+\d{{4}}|{WORD}\.?\s+\d{{1,2}},?\s+\d{{4}}"
    rf"|[\d./-]{{6,10}}|{WORD}\s+\d{{4}})"
)
UPDATED = re.compile(
    rf"\b(?:last\s+(?:updated?|modified|edited|reviewed)|updated|page (?:was )?last (?:edited|modified|updated)|"
    rf"date of last update|son güncelleme|mis à jour|zuletzt (?:geändert|aktualisiert)|обновлено)"
    rf"(?:\s+on|\s+le|\s+am)?\s*:?\s*{DATE}",
    re.IGNORECASE,
)
PUBLISHED = re.compile(
    rf"(?:^|[|•·]\s{{0,3}})\W{{0,3}}(?:first\s+)?(?:published|posted|issued|date|"
    rf"(?:publication|release|publishing|issue) date|date (?:of (?:publication|issue|release)|published|posted|issued)|"
    rf"released|press release|yayın tarihi|"
    rf"publié|veröffentlicht|опубликовано)(?:\s+on|\s+le|\s+am)?\s*[:,]?\s*{DATE}",
    re.IGNORECASE,
)
# The head of a report: "ACCRA, 3 May 2014 (Agency) –", "Accra (Ghana), May 3, 2014:", "Accra. 3 May 2014. AGENCY",
# "(Accra, May 3, 2014) The minister".
NAME = r"[^\W\d_a-zà-ž][\w'’.-]*(?: (?:de |la |el |of |al-)?[^\W\d_a-zà-ž][\w'’-]*){0,3}"
AGENCY = r"(?:\s*\([^()]{2,40}\)|\.?\s*/[^/]{2,40}/\.?|\.\s*[A-Z]{3,}\b\.?)"
DAY = (
    rf"(\d{{1,2}}(?:st|nd|rd|th|\.)? {WORD}\.?,? \d{{4}}|{WORD}\.? \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}"
    r"|\d{1,2}\.\d{1,2}\.\d{4})"
)
DATELINE = re.compile(
    rf"^\W{{0,3}}(?!(?:On|In|By|At|From|Since|As|Of|Until|The(?! Hague))\b){NAME}(?:, {NAME}| \({NAME}\))?[,.:]? "
    rf"(?:[A-Z][a-z]+day,? )?{DAY}(?:{AGENCY}\.?\s*(?:--|[-–—:])?|\s*(?:--|[-–—:])|[.)](?=\s[\x22“‘«]?[A-Z]))(?=\s)"
)
# What stands behind the day of a page are its buttons.
BUTTONS = r"(?:\W*\b(?:adjust font size|(?:font|text) size|print|share|e-?mail|save|listen|comments?)\b)*"
DAY_LINE = re.compile(
    rf"[^\w^]{{0,3}}(?:{NAME}, )?(?:{WORD}day,? )?{DAY}(?:,? (?:at )?\d{{1,2}}[:.]\d\d.{{0,10}})?"
    rf"(?i:{BUTTONS})\W{{0,3}}"
)
# The first blocks of a page, and how much of each, are looked at for what they say of it.
OPENING_BLOCKS = 8
LONGEST_OPENING = 300
SHORTEST_LEAD = 100
COPYRIGHT = re.compile(
    r"(?:\bcopyright\s*(?:©|\(c\))?|©|^\(c\))\s*(?:\d{4}(?:\s*[-–,]\s*(?:\d{4}|present))?)?,?\s*(?:by\s+|of\s+)?"
    r"((?:the\s+)?[^\W\d_][^.|©\n;,]{2,80})",
    re.IGNORECASE,
)
# Words behind "copyright" that begin a sentence about it and not a holder's name.
NO_HOLDER = re.compile(
    r"(?:notice|law|act|policy|and|in|is|are|protected|infringement|statement|material|terms|information|reserved|"
    r"all rights|licen[cs]e|treaty|convention|agreement|holders?|owners?)\b",
    re.IGNORECASE,
)
RIGHTS = re.compile(r"\s*(?:[-–—]\s*)?\ball\s+rights.*", re.IGNORECASE)
LANGUAGE = re.compile(r"[a-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*$")


def find_signals(
    head: Head, *, heading: str | None, closing: Iterable[str], opening: Iterable[str], lines: Sequence[str]
) -> list[Signal]:
    """The signals of a page; `closing` are its boilerplate texts, `opening` the first blocks of its text, `lines` all
    that is no table."""
    closing, opening = list(closing), list(opening)
    signals = [*read_linked_data(head), *read_metas(head), *read_head(head, heading), *read_times(head)]
    return [signal for signal in [*signals, *read_texts(opening, closing, lines)] if signal.value]


def choose(signals: Iterable[Signal]) -> dict[str, Signal]:
    """The first signal of each property."""
    chosen: dict[str, Signal] = {}
    for signal in signals:
        chosen.setdefault(signal.property, signal)
    return chosen


def describe(source: Source, signals: Iterable[Signal], *, address: str = "") -> Source:
    """The source with the properties that its signals state; `address` is where it was published, if that is known."""
    chosen = choose(signals)

    def value(name: str) -> str | None:
        return join_surrogates(chosen[name].value) if name in chosen else None

    state = find_author_state(value("publisher"), address or source.address) or find_author_state(value("author"), "")
    return replace(
        source,
        title=value("title"),
        publisher=value("publisher"),
        author=value("author"),
        author_state=state,
        published=value("published"),
        updated=value("updated"),
        language=value("language"),
        licence=value("licence"),
    )


def list_signals(signals: Iterable[Signal], source: Source) -> tuple[tuple[str, str], ...]:
    """Each property that is set and where it was found. The state follows from a name, or else from the address."""
    chosen = choose(signals)
    found = [(signal.property, signal.where) for signal in chosen.values()]
    if source.author_state is not None:
        names = [name for name in ("publisher", "author") if name in chosen]
        named = (name for name in names if find_author_state(chosen[name].value) == source.author_state)
        found.append(("author_state", next(named, "address")))
    return tuple(found)


def normalise(name: str, value: str, language: str | None = None) -> str:
    """The value of a property in its one form: EDTF dates, licence names, language tags; "" for what is none."""
    if name in ("published", "updated"):
        return parse_date(value, language=language) or ""
    if name == "licence":
        return find_licence(value) or ""
    if name == "language":
        return value.replace("_", "-") if LANGUAGE.match(value) else ""
    cleaned = " ".join(value.split())
    return "" if name == "author" and cleaned.startswith(("http:", "https:")) else cleaned[:300]


def read_metas(head: Head) -> Iterator[Signal]:
    """Signals from meta elements, in the order of the table."""
    contents: dict[str, str] = {}
    for name, content in head.metas:
        contents.setdefault(name, content)
    language = head.language or None
    for name, keys in META.items():
        for key in keys:
            if key in contents:
                yield Signal(name, normalise(name, contents[key], language), f"meta {key}")


def read_head(head: Head, heading: str | None) -> Iterator[Signal]:
    """Signals from the title, links and language of the page. A site's name behind the heading is its publisher."""
    yield Signal("language", normalise("language", head.language), "html lang")
    for relation, target in head.links:
        if "license" in relation.split():
            yield Signal("licence", find_licence(target) or "", "link rel=license")
    title, site = split_title(head.title, heading)
    yield Signal("title", title, "title")
    yield Signal("publisher", site, "title")


def split_title(title: str, heading: str | None) -> tuple[str, str]:
    """A page's title without the site's name, and that name; it is only known where the heading is the rest.

    >>> split_title("Relations – Ministry of Foreign Affairs", "Relations")
    ('Relations', 'Ministry of Foreign Affairs')
    """
    if heading and title.startswith(heading):
        found = re.match(r"\s*[-–—|·:»]\s*([^-–—|·»]{2,80})$", title[len(heading) :])
        return heading, found[1].strip() if found else ""
    return title, ""


def read_times(head: Head) -> Iterator[Signal]:
    """Signals from time elements that say what they date."""
    for use, value in head.times:
        if re.search(r"modified|updated", use):
            yield Signal("updated", parse_date(value) or "", "time element")
        elif re.search(r"publish|pubdate|created|issued|entry-date|post-date", use):
            yield Signal("published", parse_date(value) or "", "time element")


def read_linked_data(head: Head) -> Iterator[Signal]:
    """Signals from JSON-LD: from the things described that are works."""
    for script in head.scripts:
        for thing in find_works(parse_json(script)):
            for name, key in LINKED_DATA.items():
                if isinstance(value := thing.get(key), str):
                    yield Signal(name, normalise(name, value), f"JSON-LD {key}")
            for name, key in LINKED_NAMES.items():
                yield Signal(name, normalise(name, name_thing(thing.get(key))), f"JSON-LD {key}")


def parse_json(script: str) -> Any:
    """The value of a script; None for what is too large, too deep or no JSON."""
    if len(script) > LARGEST_SCRIPT:
        return None
    try:
        return json.loads(script)
    except (ValueError, RecursionError):
        return None


def find_works(value: Any, depth: int = 0) -> Iterator[Mapping[str, Any]]:
    """The things of a JSON-LD value that are works."""
    if depth > DEEPEST_SCRIPT:
        return
    if isinstance(value, list):
        for each in value[:100]:
            yield from find_works(each, depth + 1)
    elif isinstance(value, dict):
        if any(key in value for key in ("datePublished", "dateModified", "headline", "publisher", "license")):
            yield value
        yield from find_works(value.get("@graph"), depth + 1)
        yield from find_works(value.get("mainEntity"), depth + 1)


def name_thing(value: Any) -> str:
    """The name of a JSON-LD thing or list of things; "" where it has none."""
    if isinstance(value, list):
        return ", ".join(filter(None, map(name_thing, value[:5])))
    if isinstance(value, dict):
        value = value.get("name")
    return value if isinstance(value, str) else ""


def read_texts(opening: Iterable[str], closing: Iterable[str], lines: Sequence[str] = ()) -> Iterator[Signal]:
    """Signals from the text: dates that say what they are, and at the page's end its licence and copyright holder.
    `lines` are its blocks outside of tables in their order."""
    opening, closing = list(opening), list(closing)
    for text in opening:
        if found := PUBLISHED.search(text):
            yield Signal("published", parse_date(found[1]) or "", "text")
    # A chronology has many lines that begin with a day, or are one.
    headed = [found for text in opening if (found := DATELINE.match(text)) and len(text) > SHORTEST_LEAD]
    alone = [found for text in opening if (found := DAY_LINE.fullmatch(text))]
    for found_once in (headed, alone):
        days = {parse_date(found[1]) for found in found_once}
        if len(days) == 1:  # once, or the same day twice
            yield Signal("published", days.pop() or "", "dateline")
    if not headed and not alone:
        for name, day in (*read_stamps(opening), *read_last_day(lines)):
            yield Signal(name, day, "stamp")
    for text in (*(text for text in opening if len(text) < LONGEST_OPENING), *closing):
        if found := UPDATED.search(text):
            yield Signal("updated", parse_date(found[1]) or "", "text")
    licences = [licence for text in closing if (licence := find_licence(text))]
    # "All rights reserved" is printed below texts under every licence: a named licence is stated more exactly.
    for licence in sorted(licences, key=lambda name: name == "all rights reserved"):
        yield Signal("licence", licence, "text")
    for text in closing:
        if found := COPYRIGHT.search(text):
            yield Signal("publisher", name_holder(found[1]), "copyright line")


def name_holder(words: str) -> str:
    """The holder's name in a copyright line; "" where the words are no name."""
    name = RIGHTS.sub("", " ".join(words.split())).strip(" -–—()")
    return "" if NO_HOLDER.match(name) or not name[:1].isupper() else name
