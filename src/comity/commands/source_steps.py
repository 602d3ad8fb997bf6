"""One source of the record in full: who says so, since when and by which sign, and what it rests on."""

from __future__ import annotations

from collections.abc import Iterator

from comity.api import OpenRecord
from comity.checking.provenance import Cited, trace
from comity.errors import ComityError
from comity.model import Document, Source
from comity.sources.copies import Copy

# Properties as they are shown, and the words for them.
SHOWN = {
    "title": "title", "publisher": "publisher", "author": "author", "author_state": "speaks for",
    "published": "published", "updated": "updated", "retrieved": "retrieved", "language": "language",
    "licence": "licence",
}  # fmt: skip


def describe_source(record: OpenRecord, wanted: str) -> str:
    """The lines on the source of that hash or address."""
    source = find_source(record, wanted)
    documents = record.documents()
    document = documents[source.sha256]
    found = trace(source.sha256, documents)
    lines = [
        source.address,
        *describe_properties(document),
        show("kept as", f"{source.media_type}, {source.size:,} bytes, SHA-256 {source.sha256}"),
        show("text", describe_text(document)),
        show("statements", f"{len(record.statements(source=source.sha256))}"),
        *(describe_cited(one, documents) for one in found.cited),
        *(describe_copy(one, source.sha256, documents) for one in found.copies),
    ]
    return "\n".join(lines)


def find_source(record: OpenRecord, wanted: str) -> Source:
    """The newest source of that address, or the one whose hash begins or whose address ends so; else ComityError."""
    sources = list(record.sources())
    found = [one for one in sources if one.address == wanted][-1:] or [
        one for one in sources if one.sha256.startswith(wanted.lower()) or one.address.endswith(wanted)
    ]
    if len(found) == 1:
        return found[0]
    which = ", ".join(one.address for one in found[:5]) or "none"
    raise ComityError(
        f"{wanted!r} stands for {len(found)} sources of the record: {which}. Give a whole address, or the first digits "
        f"of a hash. List them: comity sources"
    )


def show(name: str, words: str, where: str = "") -> str:
    """One line: a name, what it is, and where that was found."""
    return f"  {name:11} {words}{f'  ({where})' if where else ''}"


def describe_properties(document: Document) -> Iterator[str]:
    """What the source says of itself, each with where it says so."""
    signals = dict(document.signals)
    if "standing" in signals:
        yield show("standing", signals["standing"])
    for name, words in SHOWN.items():
        if value := getattr(document.source, name, None):
            yield show(words, value, signals.get(name, ""))


def describe_text(document: Document) -> str:
    """How much is read, and how much was left out because nobody sees it."""
    hidden = f", {document.hidden:,} hidden characters left out" if document.hidden else ""
    return f"{len(document.text):,} characters{hidden}"


def describe_cited(cited: Cited, documents: dict[str, Document]) -> str:
    """One entry that the source rests on."""
    reference = cited.reference
    named = reference.title or reference.url or " ".join(reference.text.split())[:80]
    kept = f", which is {documents[cited.source].source.address}" if cited.source else ""
    return show("rests on", f"[{reference.number}] {named} ({cited.claims} claims){kept}")


def describe_copy(copy: Copy, sha256: str, documents: dict[str, Document]) -> str:
    """One source with the same words, and which of the two is older."""
    other = copy.of if copy.by == sha256 else copy.by
    age = "" if not copy.is_dated else ", which is older" if other == copy.of else ", which is younger"
    sentences = "1 sentence" if len(copy.passages) == 1 else f"{len(copy.passages)} sentences"
    address = documents[other].source.address
    return show("same words", f"{sentences} as in {address}{age} ({copy.share:.0%} of the shorter one)")
