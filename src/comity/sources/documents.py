"""Documents of bytes: what was taken goes in, the document with its structure and its source comes out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from comity.errors import SourceError
from comity.model import Document, Source
from comity.sources.citations import find_citations, find_marks
from comity.sources.decoding import decode, find_declared
from comity.sources.pages import LONGEST_OPENING, OPENING_BLOCKS, make_page
from comity.sources.plain import Structure, find_structure
from comity.sources.properties import Signal, describe, list_signals, read_texts
from comity.sources.sniffing import READABLE, Sniffed, sniff
from comity.sources.taking import Taken


def make_document(taken: Taken) -> Document:
    """The document of bytes that were taken; raises SourceError for what is empty, binary, or of another encoding."""
    if not taken.data.strip():
        raise SourceError(
            f"{taken.address}: the source is empty ({len(taken.data)} bytes). A source must have text. "
            f"Check how it was saved, or leave it out."
        )
    sniffed = sniff(taken.data)
    make = MAKERS.get(sniffed.media_type)
    if make is None:
        raise SourceError(
            f"{taken.address}: this is {sniffed.words}, by its content. Comity reads {READABLE}. "
            f"Convert it to one of these, or leave it out."
        )
    return make(taken, sniffed)


def make_plain(taken: Taken, sniffed: Sniffed) -> Document:
    """The document of plain text: its text unchanged."""
    text = decode(taken.data, address=taken.address)
    structure = find_structure(text)
    signals = list(find_plain_signals(text, structure))
    return Document(
        source=describe(start_source(taken, sniffed), signals),
        text=text,
        blocks=structure.blocks,
        tables=structure.tables,
        references=structure.references,
        citations=tuple(find_citations(text, structure.blocks, find_marks(text, structure.blocks))),
        signals=list_signals(signals),
    )


def find_plain_signals(text: str, structure: Structure) -> Iterator[Signal]:
    """What a plain text says of itself: its title, and what its first lines and its boilerplate state."""
    if structure.title:
        yield Signal("title", structure.title, "text")
    blocks = structure.blocks
    opening = [block for block in blocks[:OPENING_BLOCKS] if block.end - block.start < LONGEST_OPENING]
    closing = [block for block in blocks if block.kind == "boilerplate"]
    texts = ([text[block.start : block.end] for block in part] for part in (opening, closing))
    yield from (signal for signal in read_texts(*texts) if signal.value)


def make_html(taken: Taken, sniffed: Sniffed) -> Document:
    """The document of an HTML page."""
    markup = decode(taken.data, address=taken.address, declared=find_declared(taken.data))
    return make_page(start_source(taken, sniffed), markup)


def start_source(taken: Taken, sniffed: Sniffed) -> Source:
    """The source with what is known before its text is read."""
    return Source(taken.sha256, taken.address, sniffed.media_type, len(taken.data), retrieved=taken.retrieved)


MAKERS: Mapping[str, Callable[[Taken, Sniffed], Document]] = {"text/plain": make_plain, "text/html": make_html}
