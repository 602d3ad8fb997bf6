"""Documents of bytes: what was taken goes in, the document with its structure and its source comes out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from comity.errors import SourceError
from comity.model import Document, Source
from comity.sources.bounds import check_bytes, check_characters
from comity.sources.citations import find_citations, find_marks
from comity.sources.decoding import decode, find_declared
from comity.sources.dumps import read_dump
from comity.sources.feeds import read_feed
from comity.sources.lines import read_line
from comity.sources.mail import open_letter
from comity.sources.marked import read_markdown
from comity.sources.opendocument import read_opendocument
from comity.sources.pages import make_from_pieces, make_page
from comity.sources.parsed import Head, Markup, Region
from comity.sources.plain import Structure, find_structure
from comity.sources.portable import read_portable
from comity.sources.properties import LONGEST_OPENING, OPENING_BLOCKS, Signal, describe, list_signals, read_texts
from comity.sources.sniffing import (
    DOCX,
    DUMP,
    FEED,
    HTML,
    JSON_LINES,
    MAIL,
    MARKDOWN,
    ODT,
    PDF,
    READABLE,
    SAVED_PAGE,
    TEI,
    TEXT,
    WARC,
    WIKITEXT,
    Sniffed,
    sniff,
)
from comity.sources.streams import PICTURED
from comity.sources.taking import Taken
from comity.sources.tei import read_tei
from comity.sources.warc import find_standing, open_record, read_answer
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
    if sniffed not in PICTURED:
        check_bytes(taken.data, taken.address)
    document = make(taken, sniffed)
    if document.source.retrieved is None or any(name == "retrieved" for name, _ in document.signals):
        return document
    where = RETRIEVED.get(sniffed.media_type) if taken.retrieved is None or sniffed is WARC else None
    return replace(document, signals=(*document.signals, ("retrieved", where or "as given")))


# Where a file says on which day it was fetched.
RETRIEVED = {
    WARC.media_type: "WARC-Date", SAVED_PAGE.media_type: "header Date", JSON_LINES.media_type: "JSON retrieved",
    HTML.media_type: "comment of the program that saved it",
}  # fmt: skip


def make_plain(taken: Taken, sniffed: Sniffed) -> Document:
    """The document of plain text: its text unchanged."""
    text = decode(taken.data, address=taken.address, declared=taken.charset)
    stated = [Signal("title", taken.title, "first part of the text")] if taken.title else []
    return read_plain(start_source(taken, sniffed), text, stated, is_later_part=taken.title is not None)


def read_plain(source: Source, text: str, stated: Iterable[Signal] = (), *, is_later_part: bool = False) -> Document:
    """The document of a text without markup; what its envelope states comes before what it says itself."""
    check_characters(len(text), source.address)
    structure = find_structure(text, has_title=not is_later_part)
    signals = [*stated, *find_plain_signals(text, structure)]
    described = describe(source, signals)
    return Document(
        source=described,
        text=text,
        blocks=structure.blocks,
        tables=structure.tables,
        references=structure.references,
        citations=tuple(find_citations(text, structure.blocks, find_marks(text, structure.blocks))),
        signals=list_signals(signals, described),
    )


def find_plain_signals(text: str, structure: Structure) -> Iterator[Signal]:
    """What a plain text says of itself: its title, and what its first lines and its boilerplate state."""
    if structure.title:
        yield Signal("title", structure.title, "text")
    blocks = structure.blocks
    opening = [text[block.start : min(block.end, block.start + LONGEST_OPENING)] for block in blocks[:OPENING_BLOCKS]]
    closing = [text[block.start : block.end] for block in blocks if block.kind == "boilerplate"]
    lines = [
        text[block.start : min(block.end, block.start + LONGEST_OPENING)] for block in blocks if block.kind != "row"
    ]
    yield from (signal for signal in read_texts(opening, closing, lines) if signal.value)


def make_html(taken: Taken, sniffed: Sniffed) -> Document:
    """The document of an HTML page."""
    markup = decode(taken.data, address=taken.address, declared=taken.charset or find_declared(taken.data))
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


def make_opendocument(taken: Taken, sniffed: Sniffed) -> Document:
    """The document of an ODT file."""
    markup, signals = read_opendocument(taken.data, address=taken.address)
    return make_page(start_source(taken, sniffed), markup, signals=signals)


def make_edition(taken: Taken, sniffed: Sniffed) -> Document:
    """The document of a TEI file."""
    markup, signals = read_tei(taken.data, address=taken.address)
    return make_page(start_source(taken, sniffed), markup, signals=signals)


def make_feed(taken: Taken, sniffed: Sniffed) -> Document:
    """The document of a feed; of one entry, it stands where the entry says."""
    markup, signals, address = read_feed(taken.data, address=taken.address)
    return make_page(set_address(start_source(taken, sniffed), address), markup, signals=signals)


def make_dump(taken: Taken, sniffed: Sniffed) -> Document:
    """The document of a page that a wiki exported."""
    text, signals, address = read_dump(taken.data, address=taken.address)
    markup, own = read_wikitext(text, address=taken.address)
    return make_page(set_address(start_source(taken, sniffed), address), markup, signals=(*signals, *own))


def make_line(taken: Taken, sniffed: Sniffed) -> Document:
    """The document of a line of JSON: its text may be plain or HTML."""
    line = read_line(taken.data, address=taken.address)
    source = set_address(start_source(taken, sniffed), line.address)
    source = replace(source, retrieved=taken.retrieved or line.retrieved)
    if sniff(line.text.encode("utf-8", errors="replace")) is HTML:
        return make_page(source, line.text, signals=line.signals)
    return read_plain(source, line.text, line.signals)


def make_archived(taken: Taken, sniffed: Sniffed) -> Document:
    """The document of a record of a web archive: the server's answer as it was that day.

    A page that was gone or that nobody may fetch has no text, and its signals say so.
    """
    record = open_record(taken.data, taken.address)
    source = replace(set_address(start_source(taken, sniffed), record.url), retrieved=record.date or taken.retrieved)
    if standing := find_standing(record, taken.address):
        return Document(source, "", signals=(("standing", standing),))
    answer = read_answer(record, taken.address)
    document = make_document(Taken(source.address, answer.content, None, answer.charset))
    own = document.source
    return replace(document, source=replace(own, sha256=source.sha256, size=source.size, retrieved=source.retrieved))


def set_address(source: Source, address: str) -> Source:
    """The source at the address where it says that it was published; unchanged where it says none."""
    return replace(source, address=address) if address.startswith(("http://", "https://")) else source


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
    ODT.media_type: make_opendocument,
    TEI.media_type: make_edition,
    FEED.media_type: make_feed,
    DUMP.media_type: make_dump,
    JSON_LINES.media_type: make_line,
    WARC.media_type: make_archived,
}
