"""RSS and Atom to markup: of each entry its title, address, dates and text; of the feed who publishes it."""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from comity.sources.dates import parse_date
from comity.sources.licences import find_licence
from comity.sources.properties import Signal
from comity.sources.tagged import SPACED, parse_tagged

ENTRIES = frozenset(("item", "entry"))
PROPERTIES = {
    "title": "title", "pubDate": "published", "published": "published", "issued": "published", "date": "published",
    "updated": "updated", "modified": "updated", "creator": "author", "language": "language", "rights": "licence",
    "copyright": "licence",
}  # fmt: skip
# The fuller text first.
TEXTS = ("encoded", "content", "description", "summary")


@dataclass(slots=True)
class Entry:
    """The feed itself or one entry: its properties, its address, its texts by element."""

    values: dict[str, str] = field(default_factory=dict)
    address: str = ""
    texts: dict[str, str] = field(default_factory=dict)


class FeedReader:
    """Gathers the entries."""

    def __init__(self) -> None:
        self.feed = Entry()
        self.entries: list[Entry] = []
        self.path: list[str] = []
        self.open = self.feed
        self.text: str | None = None
        self.escapes = False

    def start(self, name: str, values: Mapping[str, str]) -> None:
        """An element begins; within a text that is written as elements, it is written again."""
        self.path.append(name)
        if self.text is not None:
            self.open.texts[self.text] += f"<{name}{self.write_link(name, values)}>"
        elif name in ENTRIES:
            self.open = Entry()
            self.entries.append(self.open)
        elif name in TEXTS and self.open is not self.feed:
            self.text = name
            self.open.texts[name] = ""
            self.escapes = values.get("type") in ("text", "xhtml", "text/plain")
        elif name == "link" and values.get("rel", "alternate") == "alternate" and not self.open.address:
            self.open.address = values.get("href", "")
        if "lang" in values and len(self.path) == 1:
            self.feed.values["language"] = values["lang"]

    @staticmethod
    def write_link(name: str, values: Mapping[str, str]) -> str:
        """The one attribute that is kept."""
        return f' href="{html.escape(values["href"])}"' if name == "a" and "href" in values else ""

    def end(self, name: str) -> None:
        """An element ends."""
        self.path.pop()
        if self.text == name and self.path and self.path[-1] in ENTRIES:
            self.text = None
        elif self.text is not None:
            self.open.texts[self.text] += f"</{name}>"
        elif name in ENTRIES:
            self.open = self.feed

    def words(self, text: str) -> None:
        """Characters: of a text, of a property, of an address, or of an author's name."""
        name, holder = self.path[-1], self.path[-2] if len(self.path) > 1 else ""
        if self.text is not None:
            self.open.texts[self.text] += html.escape(text, quote=False) if self.escapes else text
        elif name == "link" and (holder in ENTRIES or holder == "channel"):
            self.open.address += text.strip()
        elif holder == "author" and name == "name":
            self.add("author", text)
        elif name in PROPERTIES and (holder in ENTRIES or holder in ("channel", "feed")):
            self.add(PROPERTIES[name], text)

    def add(self, name: str, text: str) -> None:
        """Words of a property."""
        self.open.values[name] = self.open.values.get(name, "") + text


def read_feed(data: bytes, *, address: str) -> tuple[str, tuple[Signal, ...], str]:
    """The markup of a feed, what it states, and the address of its entry, if it has just one."""
    reader = FeedReader()
    parse_tagged(data, reader, address=address, words="feed")
    entries, feed = reader.entries, reader.feed
    only = entries[0] if len(entries) == 1 else None
    level = 1 if only else 2
    bodies = "".join(
        f"<h{level}>{html.escape(clean(entry.values.get('title', '')))}</h{level}><div>{choose_text(entry)}</div>"
        for entry in entries
    )
    heading = "" if only else f"<h1>{html.escape(clean(feed.values.get('title', '')))}</h1>"
    signals = [*(state(only, "entry") if only else ()), *state(feed, "feed")]
    named = clean(feed.values.get("title", ""))
    if named:
        signals.append(Signal("publisher", named, "feed title"))
    return f"<html><body>{heading}{bodies}", tuple(signals), only.address if only else ""


def choose_text(entry: Entry) -> str:
    """The fullest text of an entry."""
    return next((entry.texts[name] for name in TEXTS if entry.texts.get(name, "").strip()), "")


def clean(words: str) -> str:
    """Words on one line; some feeds escape them twice."""
    return SPACED.sub(" ", html.unescape(words)).strip()


def state(entry: Entry, where: str) -> Iterator[Signal]:
    """What an entry or the feed states. A feed's own title and dates say nothing of an entry."""
    for name, words in entry.values.items():
        if where == "feed" and name in ("title", "published", "updated", "author"):
            continue
        value: str | None = clean(words)
        if name in ("published", "updated"):
            value = parse_date(clean(words))
        elif name == "licence":
            value = find_licence(clean(words))
        if value:
            yield Signal(name, value, f"{where} {name}")
