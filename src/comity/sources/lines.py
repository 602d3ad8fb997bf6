"""JSON lines: one line is one document, with its text, and its address, title and date where it states them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from comity.errors import SourceError
from comity.sources.decoding import join_surrogates
from comity.sources.properties import Signal, normalise

# Names that collections use, the usual ones first.
NAMES = {
    "address": ("url", "link", "address", "uri"),
    "text": ("text", "content", "body", "html"),
    "title": ("title", "headline"),
    "publisher": ("publisher", "source", "site", "sitename"),
    "author": ("author", "byline"),
    "published": ("date", "published", "date_publish", "publish_date", "pubdate", "datePublished"),
    "updated": ("updated", "modified", "dateModified"),
    "language": ("language", "lang"),
    "licence": ("licence", "license"),
    "retrieved": ("retrieved", "date_download", "fetched"),
}
PROPERTIES = ("title", "publisher", "author", "published", "updated", "language", "licence")
# A line is read whole as JSON, which may take 25 times its bytes.
LARGEST_LINE = 8 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Line:
    """A line: its text, where it was published, when it was fetched, and what it states."""

    text: str
    address: str
    retrieved: str | None
    signals: tuple[Signal, ...]


def read_line(data: bytes, *, address: str) -> Line:
    """The document of a line of JSON; raises SourceError where it is none."""
    try:
        value = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise make_error(address, f"it is no JSON ({type(error).__name__})") from error
    if not isinstance(value, dict):
        raise make_error(address, f"it is a {type(value).__name__}")
    stated = {name: words for name, keys in NAMES.items() if (words := find_words(value, keys))}
    if "text" not in stated:
        raise make_error(address, f"it has no text, but {', '.join(map(repr, list(value)[:8])) or 'nothing'}")
    retrieved = normalise("published", stated.get("retrieved", "")) or None
    return Line(stated["text"], stated.get("address", ""), retrieved, tuple(state(stated)))


def find_words(value: dict[str, object], keys: tuple[str, ...]) -> str:
    """The first of the keys that has words."""
    found = next((words for key in keys if isinstance(words := value.get(key), str) and words.strip()), "")
    return join_surrogates(found)


def state(stated: dict[str, str]) -> Iterator[Signal]:
    """What a line states."""
    for name in PROPERTIES:
        if value := normalise(name, stated.get(name, "")):
            yield Signal(name, value, f"JSON {name}")


def make_error(address: str, found: str) -> SourceError:
    """The error for a line that is no document."""
    return SourceError(
        f'{address}: this line is no document: {found}. A line must be an object with a "text", and may have '
        f'"url", "title" and "date". Mend the line, or leave it out.'
    )
