"""Documents of bytes: what was taken goes in, the document with its structure and its source comes out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from comity.errors import SourceError
from comity.model import Document, Source
from comity.sources.citations import find_citations, find_marks
from comity.sources.decoding import decode, find_declared
from comity.sources.mail import open_letter
from comity.sources.marked import read_markdown
from comity.sources.markup import Head, Markup, Region
from comity.sources.pages import LONGEST_OPENING, OPENING_BLOCKS, make_from_pieces, make_page
from comity.sources.plain import Structure, find_structure
from comity.sources.portable import read_portable
from comity.sources.properties import Signal, describe, list_signals, read_texts
from comity.sources.sniffing import (
    DOCX,
    HTML,
    MAIL,
    MARKDOWN,
    PDF,
    READABLE,
    SAVED_PAGE,
    TEXT,
    WIKITEXT,
    Sniffed,
    sniff,
)
from comity.sources.taking import Taken
from comity.sources.wikitext import read_wikitext
from comity.sources.word import read_word


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
    return read_plain(start_source(taken, sniffed), decode(taken.data, address=taken.address))


def read_plain(source: Source, text: str, stated: Iterable[Signal] = ()) -> Document:
    """The document of a text without markup; what its envelope states comes before what it says itself."""
    structure = find_structure(text)
    signals = [*stated, *find_plain_signals(text, structure)]
    return Document(
        source=describe(source, signals),
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


def make_markdown(taken: Taken, sniffed: Sniffed) -> Document:
    """The document of Markdown."""
    text = decode(taken.data, address=taken.address)
    markup, signals = read_markdown(text, address=taken.address)
    return make_page(start_source(taken, sniffed), markup, signals=signals)


def make_wikitext(taken: Taken, sniffed: Sniffed) -> Document:
    """The document of a page of a wiki."""
    text = decode(taken.data, address=taken.address)
    markup, signals = read_wikitext(text, address=taken.address)
    return make_page(start_source(taken, sniffed), markup, signals=signals)


def make_letter(taken: Taken, sniffed: Sniffed) -> Document:
    """The document of a message or of a page that was saved as one."""
    letter = open_letter(taken.data, address=taken.address)
    source = replace(start_source(taken, sniffed), retrieved=taken.retrieved or letter.retrieved)
    declared = letter.charset or (find_declared(letter.data) if letter.is_html else None)
    text = decode(letter.data, address=taken.address, declared=declared)
    if letter.is_html:
        return make_page(source, text, signals=letter.signals, base=letter.base)
    return read_plain(source, text, letter.signals)


def make_word(taken: Taken, sniffed: Sniffed) -> Document:
    """The document of a DOCX file."""
    markup, signals = read_word(taken.data, address=taken.address)
    return make_page(start_source(taken, sniffed), markup, signals=signals)


def make_portable(taken: Taken, sniffed: Sniffed) -> Document:
    """The document of a PDF; form feeds in its text begin its pages."""
    pieces, signals = read_portable(taken.data, address=taken.address)
    return make_from_pieces(start_source(taken, sniffed), Markup(pieces, [Region()], Head(), 0), signals=signals)


def start_source(taken: Taken, sniffed: Sniffed) -> Source:
    """The source with what is known before its text is read."""
    return Source(taken.sha256, taken.address, sniffed.media_type, len(taken.data), retrieved=taken.retrieved)


MAKERS: Mapping[str, Callable[[Taken, Sniffed], Document]] = {
    TEXT.media_type: make_plain,
    HTML.media_type: make_html,
    MARKDOWN.media_type: make_markdown,
    WIKITEXT.media_type: make_wikitext,
    MAIL.media_type: make_letter,
    SAVED_PAGE.media_type: make_letter,
    DOCX.media_type: make_word,
    PDF.media_type: make_portable,
}
