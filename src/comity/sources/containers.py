"""Files that hold many documents: a stream goes in, each document's bytes come out, one after the other.

Archives (ZIP, WARC, compressed files), MediaWiki dumps, feeds, TEI corpora and JSON lines are taken apart as they are
read, so that memory holds one document at a time. What cannot be taken is named and the rest goes on.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, BinaryIO

from comity.errors import SourceError
from comity.sources.archives import BROKEN, ENTRY, check_entries, is_hidden, leads_out, read_entry
from comity.sources.archives import make_error as make_archive_error
from comity.sources.bounds import LARGEST_DOCUMENT, LARGEST_FILE
from comity.sources.dumps import is_article
from comity.sources.lines import LARGEST_LINE
from comity.sources.plain import find_structure
from comity.sources.sniffing import (
    BYTE_ORDER_MARKS,
    BZIP2,
    DOCX,
    DUMP,
    FEED,
    GZIP,
    HTML,
    JSON_LINES,
    LOOKED_AT,
    MARKDOWN,
    ODT,
    PDF,
    TEI,
    TEXT,
    WARC,
    XZ,
    ZIP,
    sniff,
)
from comity.sources.streams import make_size_error, read_stream
from comity.sources.unpacking import unpack
from comity.sources.warc import DOCUMENT_RECORDS, Record, read_answer, read_records

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

LARGEST_HEAD = 1024 * 1024
# Two thick books; longer texts are many documents. Memory, with what is read in dense text, is about 45 times this.
LARGEST_TEXT = 2 * 1024 * 1024
WIDE_MARKS = tuple(mark for mark, encoding in BYTE_ORDER_MARKS if encoding != "utf-8")
CHUNK_BYTES = 1 << 20
# A ZIP of compressed files is read; a ZIP of ZIPs, or a compressed file of compressed files, is not.
DEEPEST = 2
# What a server calls its documents; programs, styles and pictures of a crawl are passed over.
DOCUMENT_TYPES = re.compile(
    r"text/(?:html|plain|markdown|xml)|application/(?:xhtml\+xml|pdf|xml|tei\+xml|octet-stream|"
    r"vnd\.openxmlformats-officedocument\.wordprocessingml\.document|vnd\.oasis\.opendocument\.text)|$"
)
IN_ARCHIVES = frozenset((HTML, TEXT, MARKDOWN, PDF, DOCX, ODT, TEI))
PARTS = {FEED: (b"item", b"entry"), DUMP: (b"page",), TEI: (b"TEI", b"tei:TEI")}


@dataclass(frozen=True, slots=True)
class Part:
    """One document of a stream: where it stands and its bytes, or why it cannot be taken.

    `title` is that of the whole text, for a later part of a long one.
    """

    address: str
    data: bytes = b""
    reason: str = ""
    title: str | None = None


def split(stream: BinaryIO, address: str, *, depth: int = 0) -> Iterator[Part]:
    """The documents of a stream, whatever it holds; of one that holds a single document, itself.

    What breaks the stream itself (it is cut off, it is a bomb) is the last part, with its reason.
    """
    try:
        yield from split_stream(stream, address, depth)
    except SourceError as error:
        yield Part(address, reason=str(error))


def split_stream(stream: BinaryIO, address: str, depth: int) -> Iterator[Part]:
    """As `split`, but raises SourceError where the stream breaks."""
    start = stream.read(LOOKED_AT)
    rest = Rejoined(start, stream)
    sniffed = sniff(start)
    splitter = SPLITTERS.get(sniffed.media_type) if sniffed.is_readable else None
    if splitter is None:
        yield Part(address, read_stream(address, rest.buffered()))
    else:
        yield from splitter(rest.buffered(), address, depth)


class Rejoined(io.RawIOBase):
    """A stream whose first bytes were read already."""

    def __init__(self, start: bytes, rest: BinaryIO) -> None:
        self._start = memoryview(start)
        self._rest = rest

    def readable(self) -> bool:
        """True."""
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        """How many bytes were put into the buffer; 0 at the end."""
        view = memoryview(buffer).cast("B")
        data = self._start[: len(view)] if self._start else self._rest.read(len(view))
        self._start = self._start[len(data) :]
        view[: len(data)] = data
        return len(data)

    def buffered(self) -> BinaryIO:
        """The stream with lines."""
        return io.BufferedReader(self, buffer_size=1 << 17)


def split_text(stream: BinaryIO, address: str, _depth: int) -> Iterator[Part]:
    """A plain text; one that is larger than any document comes in parts, cut between paragraphs."""
    buffer, number, total = stream.read(LARGEST_TEXT + 1), 0, 0
    title = find_structure(buffer[:LOOKED_AT].decode(errors="ignore")).title if len(buffer) > LARGEST_TEXT else None
    if buffer.startswith(WIDE_MARKS):
        yield Part(address, buffer + read_stream(address, stream))
        return
    while len(buffer) > LARGEST_TEXT:
        cut = find_cut(buffer)
        number, total = number + 1, total + cut
        yield Part(f"{address}{ENTRY}{number}", buffer[:cut], title=title if number > 1 else None)
        buffer = buffer[cut:] + stream.read(cut)
        if total + len(buffer) > LARGEST_FILE:
            raise make_size_error(address, f"more than {LARGEST_FILE:,} bytes")
    yield Part(f"{address}{ENTRY}{number + 1}" if number else address, buffer, title=title if number else None)


def find_cut(data: bytes) -> int:
    """Where to cut a long text: behind the last empty line in its second half, else line, else word, else letter.

    >>> find_cut(b"one line\\n\\nand another\\nline")
    10
    """
    for mark in (b"\n\n", b"\n\r\n", b"\n", b" "):
        if (place := data.rfind(mark, len(data) // 4)) >= 0:
            return place + len(mark)
    end = len(data) - 1
    while end > len(data) - 4 and data[end] & 0xC0 == 0x80:
        end -= 1
    return end


def split_packed(media_type: str, stream: BinaryIO, address: str, depth: int) -> Iterator[Part]:
    """The documents of a compressed file."""
    if depth >= DEEPEST:
        raise SourceError(
            f"{address}: archives in archives are not unpacked. Comity opens one within another at most. "
            f"Unpack it yourself if you trust it, and name the folder."
        )
    yield from split_stream(unpack(stream, media_type, address), address, depth + 1)


def split_archive(stream: BinaryIO, address: str, depth: int) -> Iterator[Part]:
    """The documents of a ZIP archive, in the order of their names."""
    if depth:
        yield Part(address, stream.read(LOOKED_AT))  # making a document of it says that it is an archive in an archive
        return
    yield from split_entries(io.BytesIO(read_stream(address, stream)), address)


def split_entries(file: BinaryIO, address: str) -> Iterator[Part]:
    """The documents of a ZIP archive that can be read from any place."""
    try:
        archive = zipfile.ZipFile(file)
    except BROKEN as error:
        raise make_archive_error(address, f"its directory cannot be read ({error})") from error
    with archive:
        names = {entry.filename for entry in check_entries(archive, address)}
        for name in sorted(name for name in names if name and not name.endswith("/") and not is_hidden(name)):
            place = f"{address}{ENTRY}{name}"
            if leads_out(name):
                yield Part(place, reason=str(make_archive_error(place, "the entry's name leads out of the archive")))
            else:
                yield from split_entry(archive, name, place)


def split_entry(archive: zipfile.ZipFile, name: str, address: str) -> Iterator[Part]:
    """The documents of one entry."""
    try:
        data = read_entry(archive, name)
    except BROKEN as error:
        yield Part(address, reason=str(make_archive_error(address, f"the entry cannot be unpacked ({error})")))
        return
    yield from split(io.BytesIO(data), address, depth=1)


def split_records(stream: BinaryIO, address: str, _depth: int) -> Iterator[Part]:
    """The documents of a web archive; what a page is dressed with, and answers without a page, are passed over."""
    for record in read_records(stream, address):
        if isinstance(record, SourceError):
            yield Part(address, reason=str(record))
        elif record.type in DOCUMENT_RECORDS and is_page(record.url):
            place = f"{address}{ENTRY}{record.url}" if record.url else address
            try:
                if is_document(record, place):
                    yield Part(place, record.data)
            except SourceError as error:
                yield Part(place, reason=str(error))


def is_page(url: str) -> bool:
    """Whether an address can be a page's: programs that archive add records about themselves and the sites' rules."""
    return not url or (url.startswith(("http://", "https://")) and not url.endswith("/robots.txt"))


def is_document(record: Record, address: str) -> bool:
    """Whether a record holds a document that can be read."""
    answer = read_answer(record, address)
    if answer.status not in (0, 200) or DOCUMENT_TYPES.fullmatch(answer.media_type) is None:
        return False
    return bool(answer.content.strip()) and sniff(answer.content) in IN_ARCHIVES


def split_lines(stream: BinaryIO, address: str, _depth: int) -> Iterator[Part]:
    """The documents of JSON lines; of an object that is written on several lines, itself."""
    number = 0
    while line := stream.readline(LARGEST_LINE + 1):
        number += 1
        place = f"{address}{ENTRY}{number}"
        if len(line) > LARGEST_LINE:
            raise SourceError(
                f"{place}: this line has more than {LARGEST_LINE:,} bytes. One may have {LARGEST_LINE >> 20} MiB. "
                f"Split the document, or leave it out."
            )
        if number == 1 and not line.rstrip().endswith(b"}"):
            whole = line + stream.read(LARGEST_LINE)
            yield Part(address, whole)
            return
        if line.strip():
            yield Part(place, line.strip())


def split_elements(names: tuple[bytes, ...], stream: BinaryIO, address: str, _depth: int) -> Iterator[Part]:
    """Each element of a name in an XML file, within what stands before the first: a file of one element each."""
    scanner = Scanner(stream, names, address)
    head = scanner.read_head()
    if head is None or (names == PARTS[TEI] and b"teiCorpus" not in head):
        yield Part(address, (head or b"") + scanner.read_rest())
        return
    tail = close_tags(head)
    for number, element in enumerate(scanner.list_elements(), 1):
        place = f"{address}{ENTRY}{number}"
        if element is None:
            yield Part(place, reason=str(make_part_error(place)))
        elif names != PARTS[DUMP] or is_article(element):
            yield Part(place, head + element + tail)


def make_part_error(place: str) -> SourceError:
    """The error for an element that is too large."""
    return SourceError(
        f"{place}: this part has more than {LARGEST_DOCUMENT:,} bytes. One may have {LARGEST_DOCUMENT >> 20} MiB. "
        f"Leave it out, or export it by itself."
    )


class Scanner:
    """Finds the elements of a name in a stream of XML; comments and CDATA sections are passed over unread."""

    def __init__(self, stream: BinaryIO, names: tuple[bytes, ...], address: str) -> None:
        joined = b"|".join(map(re.escape, names))
        self._start = re.compile(rb"<!--|<!\[CDATA\[|<(?:" + joined + rb")(?=[\s>])")
        self._end = re.compile(rb"<!--|<!\[CDATA\[|</(?:" + joined + rb")\s*>")
        self._stream = stream
        self._address = address
        self._buffer = bytearray()
        self._is_done = False

    def read_head(self) -> bytes | None:
        """What stands before the first element, up to 1 MiB; None where there is none."""
        place = self._find(self._start, 0, LARGEST_HEAD)
        if place is None:
            return None
        head = bytes(self._buffer[: place[0]])
        del self._buffer[: place[0]]
        return head

    def read_rest(self) -> bytes:
        """All that was not handed out, up to the bound of one part."""
        while len(self._buffer) <= LARGEST_DOCUMENT and self._fill():
            pass
        if len(self._buffer) > LARGEST_DOCUMENT:
            raise make_part_error(self._address)
        return bytes(self._buffer)

    def list_elements(self) -> Iterator[bytes | None]:
        """The elements in order; None for one that is too large."""
        while (start := self._find(self._start, 0, None)) is not None:
            del self._buffer[: start[0]]
            end = self._find(self._end, 1, LARGEST_DOCUMENT)
            if end is None:
                if self._is_done:
                    return
                yield None
                self._pass_over()
                continue
            element = bytes(self._buffer[: end[1]])
            del self._buffer[: end[1]]
            yield element

    def _pass_over(self) -> None:
        """Nothing; the buffer moves behind the end of an element too large; raises SourceError if none comes."""
        passed = 0
        while (found := self._end.search(self._buffer)) is None or found[0].startswith(b"<!"):
            passed += len(self._buffer)
            if passed > LARGEST_FILE:
                raise make_part_error(self._address)
            del self._buffer[: found.end() if found else max(len(self._buffer) - 64, 0)]
            if not found and not self._fill():
                self._buffer.clear()
                return
        del self._buffer[: found.end()]

    def _find(self, pattern: re.Pattern[bytes], position: int, most: int | None) -> tuple[int, int] | None:
        """Where a tag stands; None where the stream ends or the bound is passed before."""
        while True:
            found = pattern.search(self._buffer, position)
            if found is not None and not found[0].startswith(b"<!"):
                return found.span()
            if found is not None:
                close = b"-->" if found[0] == b"<!--" else b"]]>"
                behind = self._buffer.find(close, found.end())
                if behind >= 0:
                    position = behind + 3
                    continue
                position = found.start()
            else:
                position = max(position, len(self._buffer) - 64)
            if most is None and found is None:
                del self._buffer[:position]
                position = 0
            if len(self._buffer) > (most or LARGEST_DOCUMENT) or not self._fill(max(CHUNK_BYTES, len(self._buffer))):
                return None

    def _fill(self, size: int = CHUNK_BYTES) -> bool:
        """Whether more of the stream came into the buffer."""
        data = self._stream.read(size)
        self._buffer += data
        self._is_done = not data
        return bool(data)


TAG = re.compile(
    rb"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<[?!][^>]*>|<(/?)([A-Za-z_][\w:.-]*)(?:\"[^\"]*\"|'[^']*'|[^<>\"'])*?(/?)>",
    re.DOTALL,
)


def close_tags(head: bytes) -> bytes:
    """The end tags of the elements that are open at the end of a head."""
    opened: list[bytes] = []
    for found in TAG.finditer(head):
        if found[2] is None or found[3]:
            continue
        if not found[1]:
            opened.append(found[2])
        elif opened and opened[-1] == found[2]:
            opened.pop()
    return b"".join(b"</" + name + b">" for name in reversed(opened))


Splitter = Callable[[BinaryIO, str, int], Iterator[Part]]
SPLITTERS: Mapping[str, Splitter] = {
    TEXT.media_type: split_text,
    ZIP.media_type: split_archive,
    WARC.media_type: split_records,
    JSON_LINES.media_type: split_lines,
    **{sniffed.media_type: partial(split_packed, sniffed.media_type) for sniffed in (GZIP, BZIP2, XZ)},
    **{sniffed.media_type: partial(split_elements, names) for sniffed, names in PARTS.items()},
}
