"""Bombs: small files that would take much memory or time, or reach beyond themselves, and what refuses each."""

from __future__ import annotations

import gzip
import io
import json
import lzma
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass

ZEROS = bytes(1 << 20)
SPACED = b"x " * (1 << 19)
TEXT = "Turkey has an embassy in Astana."
SECRET = "file:///etc/passwd"


@dataclass(frozen=True, slots=True)
class Bomb:
    """A file and the words of the message that refuses it; with no words it must be read, and nothing come of it."""

    name: str
    make: Callable[[], bytes]
    refusal: str


def pack(entries: Iterable[tuple[str, bytes]], *, level: int = 9) -> bytes:
    """A ZIP archive."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return buffer.getvalue()


def nest(depth: int) -> bytes:
    """Archives in archives, ten in each."""
    inner = pack([("a.txt", ZEROS * 8)])
    for _ in range(depth):
        inner = pack((f"{number}.zip", inner) for number in range(10))
    return inner


def overlap(*, is_quoted: bool) -> bytes:
    """An archive whose directory names one packed text a hundred times.

    With `is_quoted` each entry's local head stands within the data of the entry before it, which runs to the end.
    """
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    kernel = packer.compress(b"x " * 400_000) + packer.flush()
    count, heads, entries = 100, bytearray(), bytearray()
    names = [f"{number}.txt".encode() for number in range(count)]
    sizes = [len(kernel)] * count
    if is_quoted:
        # Before each entry's head stands a stored block of deflate that quotes all heads behind it.
        size = len(kernel)
        for number in reversed(range(count)):
            sizes[number] = size
            size += 5 + 30 + len(names[number])
    offset = 0
    for name, size in zip(names, sizes, strict=True):
        fields = (20, 0, 8, 0, 0x21, 0, size, 800_000, len(name))
        entries += struct.pack("<IHHHHHHIIIHHHHHII", 0x02014B50, 20, *fields, 0, 0, 0, 0, 0, offset) + name
        if is_quoted or not heads:
            heads += struct.pack("<IHHHHHIIIHH", 0x04034B50, *fields, 0) + name
            offset = len(heads) if is_quoted else 0
    body = bytes(heads) + kernel
    end = struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, count, count, len(entries), len(body), 0)
    return body + bytes(entries) + end


def lie() -> bytes:
    """An archive whose directory states a small size for an entry that unpacks to 100 MiB."""
    data = bytearray(pack([("a.txt", ZEROS * 100)]))
    for place in (data.find(b"PK\x03\x04") + 22, data.rfind(b"PK\x01\x02") + 24):
        data[place : place + 4] = struct.pack("<I", 1_000)
    return bytes(data)


def lead_out(*names: str) -> bytes:
    """An archive with entries whose names are paths that lead elsewhere."""
    return pack([(name, TEXT.encode()) for name in names])


def entities(root: str, text: str, *, is_external: bool = False, encoding: str = "utf-8") -> bytes:
    """XML with a long entity that is named ten thousand times in the text, or with one that stands in another file."""
    if is_external:
        declared, body = f'<!ENTITY x SYSTEM "{SECRET}">', "&x;"
    else:
        declared, body = f'<!ENTITY x "{"Turkey " * 2_000}">', "&x;" * 10_000
    head = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE {root} [{declared}]>'
    return (head + text.replace("TEXT", body)).encode(encoding)


def laugh(root: str, text: str) -> bytes:
    """XML with entities of entities: ten to the power of nine words."""
    rows = ['<!ENTITY a0 "Turkey ">', *(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))]
    head = f"<?xml version='1.0'?><!DOCTYPE {root} [{''.join(rows)}]>"
    return (head + text.replace("TEXT", "&a9;")).encode()


ODT_TYPE = b"application/vnd.oasis.opendocument.text"
OFFICE = "urn:oasis:names:tc:opendocument:xmlns"
ODT_TEXT = (
    f'<o:document-content xmlns:o="{OFFICE}:office:1.0" xmlns:t="{OFFICE}:text:1.0"><o:body><o:text><t:p>TEXT</t:p>'
    "</o:text></o:body></o:document-content>"
)
WORD_TEXT = (
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>TEXT'
    "</w:t></w:r></w:p></w:body></w:document>"
)
WORD_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
WORD_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)
TEI_TEXT = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p>TEXT</p></body></text></TEI>'
FEED_TEXT = "<rss><channel><title>News</title><item><description>TEXT</description></item></channel></rss>"
ATOM_TEXT = '<feed xmlns="http://www.w3.org/2005/Atom"><entry><content>TEXT</content></entry></feed>'
DUMP_TEXT = "<mediawiki><page><title>A</title><ns>0</ns><revision><text>TEXT</text></revision></page></mediawiki>"
XML = {
    "tei": ("TEI", TEI_TEXT), "rss": ("rss", FEED_TEXT), "atom": ("feed", ATOM_TEXT), "dump": ("mediawiki", DUMP_TEXT),
}  # fmt: skip


def pack_odt(content: bytes) -> bytes:
    """An ODT file with this content."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr("mimetype", ODT_TYPE, zipfile.ZIP_STORED)
        archive.writestr("content.xml", content)
    return buffer.getvalue()


def pack_docx(content: bytes, **parts: bytes) -> bytes:
    """A DOCX file with this document; further parts by their names without ".xml"."""
    more = [(f"{name.replace('__', '/')}.xml", part) for name, part in parts.items()]
    usual = {"[Content_Types].xml": WORD_TYPES.encode(), "_rels/.rels": WORD_RELATIONS.encode()}
    return pack([*usual.items(), ("word/document.xml", content), *more])


def make_pdf(*objects: bytes) -> bytes:
    """A PDF of these objects, the first of which is its catalogue."""
    data, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    return data + head + table + b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1, len(data)
    )  # fmt: skip


def make_page(content: bytes, extra: bytes = b"") -> bytes:
    """A PDF of one page whose content is this stream, dictionary included; `extra` goes into the page."""
    return make_pdf(
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>%s>>" % extra,
        content, b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )  # fmt: skip


def write_stream(data: bytes, *, times: int = 1) -> bytes:
    """A stream of a PDF, packed by Flate so many times."""
    for _ in range(times):
        data = zlib.compress(data, 9)
    return b"<</Length %d/Filter[%s]>>stream\n%s\nendstream" % (len(data), b"/FlateDecode" * times, data)


def write_record(block: bytes, *, length: str = "", head: str = "") -> bytes:
    """A WARC record with an answer of a server."""
    answer = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n{head}\r\n".encode() + block
    fields = (
        "WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/\r\nContent-Type: application/http\r\n"
    )
    return f"{fields}Content-Length: {length or len(answer)}\r\n\r\n".encode() + answer + b"\r\n\r\n"


LETTER = b"From: a@b.example\r\nTo: c@d.example\r\nDate: 3 May 2014\r\nMIME-Version: 1.0\r\n"
SAVED = LETTER.replace(b"To: c@d.example", b"Snapshot-Content-Location: https://a.example/")


def nest_letters(depth: int) -> bytes:
    """A letter in a letter in a letter."""
    return LETTER + b"Content-Type: message/rfc822\r\n\r\n" * depth + TEXT.encode()


def nest_parts(depth: int, head: bytes = LETTER) -> bytes:
    """A message whose part has parts, and so on."""
    parts = (b"Content-Type: multipart/related; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(depth))
    return head + b"".join(parts) + b"Content-Type: text/html\r\n\r\n<p>" + TEXT.encode()


def repeat(markup: str, times: int) -> str:
    """Markup again and again, with a number that no packer foresees."""
    return "".join(markup.replace("N", str(number * 7_919 % 1_000_003)) for number in range(times))


def fill(markup: str, times: int = 1_000_000) -> bytes:
    """A page of one piece of markup, again and again."""
    return b"<html><body>" + repeat(markup, times).encode()


DENSE = "more densely than 200:1"
ENTITIES = "declares entities"
TAGS = "tags"
DEEP = "deeper than 2,000"
LEADS_OUT = "leads out of the archive"
NO_TEXT = "this PDF cannot be read"

BOMBS = (
    Bomb("zip of zeros", lambda: pack([("a.txt", ZEROS * 60)]), DENSE),
    Bomb("zip whose directory lies", lie, "cannot be unpacked"),
    Bomb("zip with overlaps", lambda: overlap(is_quoted=False), "overlap"),
    Bomb("zip with quoted overlaps", lambda: overlap(is_quoted=True), "overlap"),
    Bomb("zip of 70,000 entries", lambda: pack((f"{n}.txt", b"") for n in range(70_000)), "70,000 entries"),
    Bomb("zips in zips", lambda: nest(5), "ZIP archive"),
    Bomb("zip in gzip in zip", lambda: pack([("a.gz", gzip.compress(nest(0)))]), "ZIP archive"),
    Bomb("zip with a name upwards", lambda: lead_out("../../evil.txt"), LEADS_OUT),
    Bomb("zip with a name within upwards", lambda: lead_out("pages/../../evil.html"), LEADS_OUT),
    Bomb("zip with a name from the root", lambda: lead_out("/etc/passwd"), LEADS_OUT),
    Bomb("zip with a name from a drive", lambda: lead_out("C:/Windows/evil.txt", "..\\evil.txt"), LEADS_OUT),
    Bomb("gzip of zeros", lambda: gzip.compress(SPACED * 100), DENSE),
    Bomb("gzip of gzip", lambda: gzip.compress(gzip.compress(b"x " * 5_000_000)), "gzip"),
    Bomb("gzip of gzip of gzip", lambda: gzip.compress(gzip.compress(gzip.compress(ZEROS * 100))), "gzip"),
    Bomb("xz of zeros", lambda: lzma.compress(SPACED * 100), DENSE),
    Bomb("xz with a dictionary of 1.5 GiB", lambda: lzma.compress(
        TEXT.encode(), format=lzma.FORMAT_XZ, filters=[{"id": lzma.FILTER_LZMA2, "dict_size": 3 << 29, "mode": 1,
                                                        "mf": lzma.MF_HC3, "nice_len": 3}]), "broken"),
    Bomb("gzip of a page of tags", lambda: gzip.compress(fill("<div>x <a href=N>z</a>")), TAGS),
    Bomb("page of divisions", lambda: fill("<div>"), TAGS),
    Bomb("page of open bold", lambda: fill("<b>xN"), TAGS),
    Bomb("page of links", lambda: fill("<a href=N>y</a>"), TAGS),
    Bomb("docx of zeros", lambda: pack_docx(ZEROS * 30), DENSE),
    Bomb("docx of empty paragraphs", lambda: pack_docx(WORD_TEXT.replace(
        "TEXT", repeat("</w:t></w:r></w:p><w:p><w:r><w:t>xN", 300_000)).encode()), TAGS),
    Bomb("docx with a quoted entity", lambda: pack_docx(entities("w:document", WORD_TEXT)), ENTITIES),
    Bomb("docx with entities of entities", lambda: pack_docx(laugh("w:document", WORD_TEXT)), ENTITIES),
    Bomb("docx with an outer entity", lambda: pack_docx(entities("w:document", WORD_TEXT, is_external=True)), ENTITIES),
    Bomb("docx with an entity in wide letters", lambda: pack_docx(
        entities("w:document", WORD_TEXT, encoding="utf-16")), ENTITIES),
    Bomb("docx with entities in its styles", lambda: pack_docx(
        WORD_TEXT.encode(), word__styles=laugh("w:styles", "<w:styles>TEXT</w:styles>")), ENTITIES),
    Bomb("docx with deep elements", lambda: pack_docx(
        WORD_TEXT.replace("<w:p>", "<w:sdt>" * 30_000 + "<w:p>").encode()), DEEP),
    Bomb("odt of zeros", lambda: pack_odt(ZEROS * 60), DENSE),
    Bomb("odt of empty paragraphs", lambda: pack_odt(
        ODT_TEXT.replace("TEXT", repeat("</t:p><t:p>xN", 1_000_000)).encode()), TAGS),
    Bomb("odt with a quoted entity", lambda: pack_odt(entities("o:document-content", ODT_TEXT)), ENTITIES),
    Bomb("odt with entities of entities", lambda: pack_odt(laugh("o:document-content", ODT_TEXT)), ENTITIES),
    Bomb("odt with an outer entity", lambda: pack_odt(entities("o:document-content", ODT_TEXT, is_external=True)),
         ENTITIES),
    Bomb("odt with deep elements", lambda: pack_odt(ODT_TEXT.replace("TEXT", "<t:span>" * 100_000).encode()), DEEP),
    *(bomb for name, (root, text) in XML.items() for bomb in (
        Bomb(f"{name} with a quoted entity", lambda root=root, text=text: entities(root, text), ENTITIES),
        Bomb(f"{name} with entities of entities", lambda root=root, text=text: laugh(root, text), ENTITIES),
        Bomb(f"{name} with an outer entity", lambda root=root, text=text: entities(root, text, is_external=True),
             ENTITIES),
        Bomb(f"{name} with deep elements", lambda text=text: text.replace("TEXT", "<a>" * 100_000).encode(), DEEP),
    )),
    Bomb("xml with a document type without end", lambda: b"<?xml version='1.0'?><!DOCTYPE TEI [<!ENTITY x '"
         + b"x" * 200_000 + b"'>]><TEI><text>&x;</text></TEI>", "XML of a vocabulary"),
    Bomb("pdf with a stream of 400 MiB", lambda: make_page(write_stream(b" " * (400 << 20))), NO_TEXT),
    Bomb("pdf packed thrice", lambda: make_page(write_stream(b" " * (256 << 20), times=3)), NO_TEXT),
    Bomb("pdf with deep arrays", lambda: make_page(write_stream(b""), b"/X " + b"[" * 100_000), NO_TEXT),
    Bomb("pdf with deep dictionaries", lambda: make_page(write_stream(b""), b"/X " + b"<</X" * 100_000), NO_TEXT),
    Bomb("pdf whose pages hold themselves", lambda: make_pdf(
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 9999999>>"), NO_TEXT),
    Bomb("pdf with a form in itself", lambda: make_pdf(
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Resources<</XObject<</X 4 0 R>>>>>>",
        b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 4 0 R>>>>/Length 12>>stream\n/X Do /X Do "
        b"\nendstream"), NO_TEXT),
    Bomb("pdf of ten million letters", lambda: make_page(
        write_stream(b"BT /F 1 Tf 1 10 Td " + b"(abcdefghij) Tj 0 0.001 Td " * 1_000_000 + b"ET")), NO_TEXT),
    Bomb("warc with a record of an exabyte", lambda: write_record(b"x", length="1" + "0" * 18), "version and length"),
    Bomb("warc with a record of a terabyte", lambda: write_record(b"x", length="1" + "0" * 12), "bytes"),
    Bomb("warc with a record of 30 MB that is cut off", lambda: write_record(b"x", length="30000000"), "cut off"),
    Bomb("warc with a negative length", lambda: write_record(b"x", length="-5"), "version and length"),
    Bomb("warc with a page of zeros in gzip", lambda: write_record(
        gzip.compress(ZEROS * 60), head="Content-Encoding: gzip\r\n"), "a bomb"),
    Bomb("warc with a page packed thrice", lambda: write_record(
        gzip.compress(gzip.compress(gzip.compress(ZEROS * 100))), head="Content-Encoding: gzip, gzip, gzip\r\n"),
        "a bomb"),
    Bomb("letters in letters", lambda: nest_letters(100_000), "parts"),
    Bomb("parts in parts", lambda: nest_parts(100_000), "parts"),
    Bomb("saved page with parts in parts", lambda: nest_parts(100_000, SAVED), "parts"),
    Bomb("letter of 100,000 parts", lambda: LETTER + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" +
         b"--b\r\n\r\nx\r\n" * 100_000, "parts"),
    Bomb("json nested 100,000 deep", lambda: b'{"text": "x", "a": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
         "no JSON"),
    Bomb("json objects nested 100,000 deep", lambda: b'{"text": "x", "a": ' + b'{"a": ' * 100_000 + b"}" * 100_001,
         "no JSON"),
    Bomb("json with a number of a million digits", lambda: b'{"text": "x", "a": 1' + b"0" * 1_000_000 + b"}",
         "no JSON"),
    Bomb("linked data nested 100,000 deep", lambda: b'<html><script type="application/ld+json">' + b'{"@graph": ['
         * 100_000 + f"</script><p>{TEXT}".encode(), ""),
    Bomb("json line with a page of tags", lambda: json.dumps({"text": fill("<p>xN", 400_000).decode()}).encode(), TAGS),
)  # fmt: skip
