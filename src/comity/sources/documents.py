"""Documents of bytes: what was taken goes in, the document with its structure and its source comes out."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from comity.errors import SourceError
from comity.model import Document, Source
from comity.sources.citations import find_citations, find_marks
from comity.sources.decoding import decode
from comity.sources.plain import find_structure
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
    return Document(
        source=Source(taken.sha256, taken.address, sniffed.media_type, len(taken.data), title=structure.title),
        text=text,
        blocks=structure.blocks,
        tables=structure.tables,
        references=structure.references,
        citations=tuple(find_citations(text, structure.blocks, find_marks(text, structure.blocks))),
    )


MAKERS: Mapping[str, Callable[[Taken, Sniffed], Document]] = {"text/plain": make_plain}
