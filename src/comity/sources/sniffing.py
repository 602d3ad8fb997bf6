"""What bytes are, by their content and never by a name: the first 64 KiB go in, a media type comes out."""

from __future__ import annotations

import bz2
import lzma
import re
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

READABLE = (
    "plain text, HTML, Markdown, wikitext, e-mail (.eml), saved pages (.mhtml), PDF, DOCX, ODT, TEI, RSS and Atom, "
    "JSON lines with a text, MediaWiki dumps, WARC, and these in ZIP, gzip, bzip2 or xz"
)
LOOKED_AT = 65_536
# xz may ask for gigabytes of memory to unpack a few bytes.
LARGEST_DICTIONARY = 128 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Sniffed:
    """A media type, its name in words, whether sources of it can be read, and whether piece by piece, however long."""

    media_type: str
    words: str
    is_readable: bool = True
    is_streamed: bool = False


class Unpacker(Protocol):
    """What undoes a compression, piece by piece."""

    @property
    def eof(self) -> bool:
        """Whether the compressed stream has ended."""

    @property
    def unused_data(self) -> bytes:
        """What stands behind its end."""

    def decompress(self, data: bytes, max_length: int = ..., /) -> bytes:
        """At most so many bytes, unpacked."""


TEXT = Sniffed("text/plain", "plain text")
HTML = Sniffed("text/html", "HTML")
MARKDOWN = Sniffed("text/markdown", "Markdown")
WIKITEXT = Sniffed("text/x-wiki", "wikitext")
MAIL = Sniffed("message/rfc822", "e-mail")
SAVED_PAGE = Sniffed("multipart/related", "a saved page (MHTML)")
PDF = Sniffed("application/pdf", "PDF")
DOCX = Sniffed("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "DOCX")
ZIP = Sniffed("application/zip", "a ZIP archive")
ODT = Sniffed("application/vnd.oasis.opendocument.text", "ODT")
OFFICE = Sniffed("application/x-office", "an Office file other than DOCX and ODT", is_readable=False)
TEI = Sniffed("application/tei+xml", "TEI")
FEED = Sniffed("application/atom+xml", "a feed (RSS or Atom)")
DUMP = Sniffed("application/mediawiki+xml", "a MediaWiki dump", is_streamed=True)
XML = Sniffed("application/xml", "XML of a vocabulary that is not read", is_readable=False)
WARC = Sniffed("application/warc", "WARC", is_streamed=True)
JSON_LINES = Sniffed("application/jsonl", "JSON lines", is_streamed=True)
JSON = Sniffed("application/json", "JSON without a text", is_readable=False)
GZIP = Sniffed("application/gzip", "gzip-compressed data", is_streamed=True)
BZIP2 = Sniffed("application/x-bzip2", "bzip2-compressed data", is_streamed=True)
XZ = Sniffed("application/x-xz", "xz-compressed data", is_streamed=True)
BINARY = Sniffed("application/octet-stream", "binary data", is_readable=False)

# First bytes (most from the IANA media type registrations): what cannot be read is still named.
MAGIC: tuple[tuple[bytes, Sniffed], ...] = (
    (b"%PDF-", PDF),
    (b"PK\x03\x04", ZIP),
    (b"PK\x05\x06", ZIP),
    (b"\x89PNG\r\n", Sniffed("image/png", "a PNG image", False)),
    (b"\xff\xd8\xff", Sniffed("image/jpeg", "a JPEG image", False)),
    (b"GIF8", Sniffed("image/gif", "a GIF image", False)),
    (b"RIFF", Sniffed("image/webp", "an image or sound", False)),
    (b"\x1f\x8b", GZIP),
    (b"BZh", BZIP2),
    (b"\xfd7zXZ\x00", XZ),
    (b"WARC/1.", WARC),
    (b"7z\xbc\xaf\x27\x1c", Sniffed("application/x-7z-compressed", "a 7z archive", False)),
    (b"\xd0\xcf\x11\xe0", Sniffed("application/x-ole-storage", "an old Office file (.doc, .xls, .ppt)", False)),
    (b"{\\rtf", Sniffed("application/rtf", "rich text (RTF)", False)),
    (b"SQLite format 3\x00", Sniffed("application/vnd.sqlite3", "an SQLite database", False)),
    (b"\x7fELF", Sniffed("application/x-elf", "a program", False)),
)

BYTE_ORDER_MARKS: tuple[tuple[bytes, str], ...] = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)

HTML_START = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?>(?:<!--.*?-->\s*)*)"
    rb"<(?:!doctype\s+html|html|head|body|title|meta|link|script|style|article|section|main|nav|header|"
    rb"(div|p|h[1-6]|table|ul|ol|center|font|span|a|b|i|br|blockquote))\b",
    re.IGNORECASE | re.DOTALL,
)
# The first element of XML behind its declaration, comments, instructions and document type.
XML_ROOT = re.compile(
    rb"\s*(<\?xml[^>]{0,200}>)?\s*(?>(?:(?:<!--.*?-->|<\?[^>]{0,500}>|<!DOCTYPE[^>\[]{0,500}(?:\[[^\]]{0,20000}\]\s*)?>)"
    rb"\s*)*)<([A-Za-z_][\w:.-]{0,80})[\s/>]",
    re.DOTALL,
)
# XML whose first element stands far behind a long document type is none that is read.
XML_HEAD = re.compile(rb"\s*<(?:\?xml\s|!DOCTYPE\s+(?!html\b))", re.IGNORECASE)
ROOTS = {
    b"mediawiki": DUMP, b"rss": FEED, b"feed": FEED, b"rdf:RDF": FEED, b"RDF": FEED, b"TEI": TEI, b"teiCorpus": TEI,
    b"TEI.2": TEI, b"tei:TEI": TEI, b"tei:teiCorpus": TEI,
}  # fmt: skip
# What a line of JSON must have to be a document.
TEXT_KEY = re.compile(rb'"(?:text|content|body|html)"\s*:\s*"')
MAIL_FIELD = re.compile(
    rb"^(from|to|subject|date|message-id|received|return-path|mime-version|content-type|delivered-to|reply-to|cc|"
    rb"snapshot-content-location|x-[a-z-]{1,40}|dkim-signature|content-transfer-encoding):",
    re.IGNORECASE | re.MULTILINE,
)
# Each sign behind the characters that are in all of its matches: looking for these first takes a tenth of the time.
MARKDOWN_HEADING = re.compile(rb"^#{1,6} \S", re.MULTILINE)
MARKDOWN_SIGNS: Mapping[bytes, re.Pattern[bytes]] = {
    b"# ": MARKDOWN_HEADING,
    b"](": re.compile(rb"\]\((?:https?://|/|#)[^)\s]{1,500}\)"),
    b"**": re.compile(rb"(?<!\*)\*\*[^\s*][^*\n]{0,200}\*\*(?!\*)"),
    b"]: ": re.compile(rb"^\[\^?[\w-]{1,40}\]: ", re.MULTILINE),
    b"---": re.compile(rb"^\|?(?: *:?-{3,}:? *\|)+(?: *:?-{3,}:? *)?$", re.MULTILINE),
    b"```": re.compile(rb"^```", re.MULTILINE),
}
WIKITEXT_HEADING = re.compile(rb"^==+ ?[^=\n]{1,200} ?==+ *$", re.MULTILINE)
WIKITEXT_SIGNS: Mapping[bytes, re.Pattern[bytes]] = {
    b"==": WIKITEXT_HEADING,
    b"[[": re.compile(rb"\[\[[^\[\]\n]{1,300}\]\]"),
    b"{{": re.compile(rb"\{\{[^{}\n]{1,100}"),
    b"'''": re.compile(rb"'''[^'\n]{1,200}'''"),
    b"<ref": re.compile(rb"<ref[ >]"),
    b"{|": re.compile(rb"^\{\|", re.MULTILINE),
}


def sniff(data: bytes) -> Sniffed:
    """The media type of bytes; "application/octet-stream" for what is no text and not known.

    >>> sniff(b"<!DOCTYPE html><p>Text").media_type
    'text/html'
    >>> sniff(b"Turkey has an embassy in Astana.").media_type
    'text/plain'
    """
    start = data[:LOOKED_AT]
    for magic, sniffed in MAGIC:
        if start.startswith(magic):
            look = SNIFF_WITHIN.get(sniffed.media_type)
            return look(data) if look else sniffed
    if start.startswith(tuple(mark for mark, _ in BYTE_ORDER_MARKS)):
        start = simplify(start)
    if is_binary(start):
        return BINARY
    return sniff_xml(start) or next((sniffed for is_it, sniffed in TEXT_KINDS if is_it(start)), TEXT)


def sniff_archive(data: bytes) -> Sniffed:
    """What an archive's first names say: an Office file has its list of types first, an OpenDocument its media type."""
    if data[30:].startswith(b"mimetype" + ODT.media_type.encode()):
        return ODT
    if data[30:].startswith((b"mimetype", b"[Content_Types].xml", b"_rels/", b"docProps/", b"word/")):
        return DOCX if b"word/" in data else OFFICE
    return ZIP


def sniff_packed(data: bytes) -> Sniffed:
    """What compressed data is: it can be read where its first unpacked bytes can."""
    sniffed = next(sniffed for magic, sniffed in MAGIC if data.startswith(magic))
    try:
        start = UNPACKERS[sniffed.media_type]().decompress(data[:LOOKED_AT], LOOKED_AT)
    except (zlib.error, lzma.LZMAError, OSError, EOFError, ValueError, MemoryError):
        return sniffed  # unpacking it says what is wrong
    inside = sniff(start) if start else BINARY
    if inside.is_readable and inside.media_type not in SNIFF_WITHIN:
        return sniffed
    return Sniffed(sniffed.media_type, f"{sniffed.words} ({inside.words})", is_readable=False)


def sniff_xml(start: bytes) -> Sniffed | None:
    """Which XML it is, by its first element; None for what is HTML or no XML."""
    if opening := HTML_START.match(start):
        # Wikitext and Markdown may begin with a tag too; a page as a whole does not begin with one of text.
        return None if opening[1] and is_marked(start) else HTML
    found = XML_ROOT.match(start)
    if found is None:
        return XML if XML_HEAD.match(start) else None
    return ROOTS.get(found[2]) or (XML if found[1] else None)


def simplify(start: bytes) -> bytes:
    """Text with a byte order mark as UTF-8 without it, so that one set of patterns serves all encodings."""
    encoding = next(name for mark, name in BYTE_ORDER_MARKS if start.startswith(mark))
    return start.decode(encoding, errors="ignore").removeprefix("\ufeff").encode("utf-8", errors="ignore")


def is_binary(start: bytes) -> bool:
    """Whether bytes hold a NUL, or more control characters than any text does (one in ten)."""
    if b"\x00" in start:
        return True
    controls = len(start) - len(start.translate(None, bytes(set(range(32)) - {8, 9, 10, 12, 13, 27})))
    return controls * 10 > len(start)


def is_json(start: bytes) -> bool:
    """Whether text opens as an object or a list of JSON does."""
    return re.match(rb'\s*(?:\{\s*"|\[\s*(?:\{\s*"|\]|"[^"\n]{0,1000}"\s*[,\]]|\d+\s*[,\]]\s*\d))', start) is not None


def is_json_lines(start: bytes) -> bool:
    """Whether text opens as an object of JSON that has a text."""
    return start.lstrip().startswith(b"{") and is_json(start) and TEXT_KEY.search(start) is not None


def is_saved_page(start: bytes) -> bool:
    """Whether text is a browser's MHTML: mail headers with parts that belong together."""
    return is_mail(start) and b"multipart/related" in start[:4096].lower() and b"text/html" in start.lower()


def is_mail(start: bytes) -> bool:
    """Whether text opens with the header lines of a message: three known fields before the first empty line."""
    head = re.split(rb"\r?\n\r?\n", start, maxsplit=1)[0]
    if MAIL_FIELD.match(head) is None:
        return False
    return len({field.lower() for field in MAIL_FIELD.findall(head)}) >= 3


def is_marked(start: bytes) -> bool:
    """Whether text that opens with a tag is wikitext or Markdown: it has two of their headings, and more."""
    return any(
        len(heading.findall(start)) > 1 and is_it(start)
        for heading, is_it in (
            (WIKITEXT_HEADING, is_wikitext),
            (MARKDOWN_HEADING, is_markdown),
        )
    )


def is_wikitext(start: bytes) -> bool:
    """Whether three signs of wikitext stand in the text, or two headings and one; a single pair of brackets is none."""
    signs = count_signs(WIKITEXT_SIGNS, start)
    return signs > 2 or (signs == 2 and len(WIKITEXT_HEADING.findall(start)) > 1)


def is_markdown(start: bytes) -> bool:
    """Whether two signs of Markdown stand in the text; a line of dashes is none."""
    return count_signs(MARKDOWN_SIGNS, start) >= 2


def count_signs(signs: Mapping[bytes, re.Pattern[bytes]], start: bytes) -> int:
    """How many of the signs stand in the text."""
    # One character is looked for ten times as fast as two.
    return sum(mark[:1] in start and mark in start and sign.search(start) is not None for mark, sign in signs.items())


TEXT_KINDS: tuple[tuple[Callable[[bytes], bool], Sniffed], ...] = (
    (is_json_lines, JSON_LINES),
    (is_json, JSON),
    (is_saved_page, SAVED_PAGE),
    (is_mail, MAIL),
    (is_wikitext, WIKITEXT),
    (is_markdown, MARKDOWN),
)

UNPACKERS: Mapping[str, Callable[[], Unpacker]] = {
    GZIP.media_type: lambda: zlib.decompressobj(31),
    BZIP2.media_type: bz2.BZ2Decompressor,
    XZ.media_type: lambda: lzma.LZMADecompressor(memlimit=LARGEST_DICTIONARY),
}
SNIFF_WITHIN: Mapping[str, Callable[[bytes], Sniffed]] = {
    ZIP.media_type: sniff_archive, **dict.fromkeys(UNPACKERS, sniff_packed),
}  # fmt: skip
