"""Files of every format with parts flipped, cut, doubled and swapped, within their containers too.

A seed is a sound file; of a container (DOCX, ODT, ZIP, gzip) its members are changed before they are packed, so that
the readers behind the packing are reached. The same numbers give the same files.
"""

from __future__ import annotations

import copy
import gzip
import io
import random
import re
import xml.etree.ElementTree as ElementTree
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from bench.attacks.bombs import pack

ROUND_TRIP = Path(__file__).parents[2] / "tests" / "sources" / "round_trip"
FILES: Mapping[str, tuple[str, ...]] = {
    "html": ("page.html", "pandoc.html", "libreoffice.html"), "mhtml": ("chromium.mhtml",), "text": ("pandoc.txt",),
    "markdown": ("pandoc.md",), "pdf": ("libreoffice.pdf", "chromium.pdf"), "docx": ("pandoc.docx", "libreoffice.docx"),
    "odt": ("pandoc.odt", "libreoffice.odt"), "wikitext": ("pandoc.wiki",), "dump": ("dump.xml",),
    "tei": ("pandoc.tei.xml",), "warc.gz": ("wget.warc.gz",),
}  # fmt: skip
LETTER = b"""From: "A. Desk" <desk@mfa.example>\r
To: list@press.example\r
Subject: =?utf-8?q?T=C3=BCrkiye_and_Kazakhstan?=\r
Date: Sat, 3 May 2014 10:00:00 +0300\r
MIME-Version: 1.0\r
Content-Type: multipart/alternative; boundary="=_1"\r
\r
--=_1\r
Content-Type: text/plain; charset=iso-8859-9\r
Content-Transfer-Encoding: quoted-printable\r
\r
The foreign ministers of T=FCrkiye and Kazakhstan met in Astana on 3 May 2014.\r
\r
--=_1\r
Content-Type: text/html; charset=utf-8\r
Content-Transfer-Encoding: base64\r
\r
PHA+VGhlIGZvcmVpZ24gbWluaXN0ZXJzIG9mIFTDvHJraXllIGFuZCBLYXpha2hzdGFuIG1ldCBpbiBBc3RhbmEgb24gMyBNYXkgMjAxNC48L3A+\r
\r
--=_1--\r
"""
RSS = b"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Ministry of Foreign Affairs</title><link>https://www.mfa.example/</link><language>en</language>
<item><title>Ministers met</title><link>https://www.mfa.example/1</link><pubDate>Sat, 03 May 2014 10:00:00 GMT</pubDate>
<description>&lt;p&gt;The foreign ministers met in Astana.&lt;/p&gt;</description>
<content:encoded>
<![CDATA[<p>The foreign ministers of Turkey and Kazakhstan met in Astana on 3 May 2014.</p>]]>
</content:encoded></item>
<item><title>Embassy opened</title><guid>2</guid><dc:creator>Press desk</dc:creator>
<description>Turkey opened an embassy in Lima on 4 May 2014.</description></item></channel></rss>
"""
ATOM = b"""<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>News</title><updated>2014-05-04T10:00:00Z</updated>
<entry><title>Ministers met</title><link rel="alternate" href="https://www.mfa.example/1"/>
<published>2014-05-03T10:00:00Z</published><author><name>Press desk</name></author><content type="xhtml">
<div xmlns="http://www.w3.org/1999/xhtml"><p>The ministers of <a href="/tr">Turkey</a> and Kazakhstan met.</p></div>
</content></entry><entry><title>Embassy</title><summary type="html">&lt;b&gt;Turkey&lt;/b&gt; opened an embassy in
Lima.</summary></entry></feed>
"""
LINES = b"""{"url": "https://www.mfa.example/1", "title": "Ministers met", "date": "2014-05-03", "language": "en", \
"text": "The foreign ministers of Turkey and Kazakhstan met in Astana on 3 May 2014.\\nThey signed two agreements."}
{"link": "https://www.mfa.example/2", "html": "<html><p>Turkey opened an <b>embassy</b> in Lima.</p>", "author": null}
{"body": "T\\u00fcrkiye \\ud83c\\uddf9", "lang": "tr", "license": "CC BY 4.0", "more": [1, 2.5e3, {"a": true}]}
"""


def read_seeds() -> dict[str, list[bytes]]:
    """The sound files of each format."""
    seeds = {name: [(ROUND_TRIP / file).read_bytes() for file in files] for name, files in FILES.items()}
    seeds["warc"] = [gzip.decompress(data) for data in seeds["warc.gz"]]
    seeds |= {"letter": [LETTER], "feed": [RSS, ATOM], "json lines": [LINES]}
    seeds["zip"] = [pack([("a.html", seeds["html"][0]), ("b/c.txt", seeds["text"][0]), ("d.jsonl", LINES)])]
    return seeds


def mutate(name: str, seeds: list[bytes], dice: random.Random) -> bytes:
    """A file of a format that is no longer sound; one in five times a container itself is hit, not what is in it."""
    data = dice.choice(seeds)
    unpack, repack = CONTAINERS.get(name, (None, None))
    if unpack is None or repack is None or dice.random() < 0.2:
        return change(data, dice)
    members = unpack(data)
    for _ in range(dice.choice((1, 1, 1, 2, 3))):
        number = dice.randrange(len(members))
        member, content = members[number]
        members[number] = (member, change(content, dice))
    if dice.random() < 0.1:
        victim = dice.choice(members)
        members.remove(victim) if dice.random() < 0.5 else members.append(victim)
    return repack(members)


def change(data: bytes, dice: random.Random) -> bytes:
    """The bytes after one to four changes."""
    if dice.random() < 0.4 and b"<" in data[:200] and (grafted := graft(data, dice)) != data:
        return grafted
    for _ in range(dice.choice((1, 1, 2, 4))):
        data = dice.choice(CHANGES)(data, dice) if data else data
    return data


def flip(data: bytes, dice: random.Random) -> bytes:
    """Some bytes are others."""
    changed = bytearray(data)
    for _ in range(dice.choice((1, 3, 20))):
        changed[dice.randrange(len(changed))] = dice.choice((dice.randrange(256), 0, 255, 0x3C, 0x22, 0x28, 0x0A))
    return bytes(changed)


def cut(data: bytes, dice: random.Random) -> bytes:
    """The end is missing, or a part in the middle."""
    start, end = sorted(dice.randrange(len(data) + 1) for _ in range(2))
    return data[:start] if dice.random() < 0.3 else data[:start] + data[end:]


def double(data: bytes, dice: random.Random) -> bytes:
    """A part stands there many times, within itself or behind itself."""
    start = dice.randrange(len(data))
    part = data[start : start + dice.choice((1, 10, 100, 1_000))]
    return data[:start] + part * dice.choice((2, 10, 500 if len(part) < 20 else 30)) + data[start:]


def swap(data: bytes, dice: random.Random) -> bytes:
    """Two parts change their places."""
    a, b, c, d = sorted(dice.randrange(len(data) + 1) for _ in range(4))
    return data[:a] + data[c:d] + data[b:c] + data[a:b] + data[d:]


TOKEN = re.compile(rb"<[^<>]{1,300}>|\b\d+\b|[A-Za-z-]+:|[\"'][^\"'\n]{0,80}[\"']|obj|stream|xref|\S+")
NASTY = (
    b"", b"0", b"-1", b"99999999999999999999", b"1e999", b"\x00", b"\xff\xfe", "\u202e\U0001f1f9".encode(), b"<!--",
    b"]]>", b"<![CDATA[", b"&#0;", b"&x;", b"&#xD800;", b"{{", b"}}", b"[[", b"<ref>", b"</", b'"', b"(" * 50, b"<<",
    b"\r\n\r\n", b"--", b"%n", b"../../x", b"=?utf-8?b?//8=?=", b"NaN", b"[" * 60, b"{" * 60, b"\\u0000", b"1 0 R",
)  # fmt: skip


def replace_tokens(data: bytes, dice: random.Random) -> bytes:
    """Tags, numbers and words are other ones of the file, or nasty ones."""
    start = dice.randrange(len(data))
    found = list(TOKEN.finditer(data, start, start + 4_000))
    if not found:
        return data
    token, other = dice.choice(found), dice.choice(found)
    words = dice.choice(NASTY) if dice.random() < 0.6 else other[0]
    return data[: token.start()] + words + data[token.end() :]


def graft(data: bytes, dice: random.Random) -> bytes:
    """Elements of XML are moved, doubled, emptied, renamed or given other values; it stays well-formed."""
    try:
        root = ElementTree.fromstring(data)
    except (ElementTree.ParseError, ValueError, LookupError):
        return data
    elements = list(root.iter())
    for _ in range(dice.choice((1, 5, 30))):
        one, other = dice.choice(elements), dice.choice(elements)
        match dice.randrange(6):
            case 0:
                one.tag = other.tag
            case 1:
                one[:] = []
            case 2 if other not in list(one.iter()):
                other.append(one)
            case 3:
                other[:] = [*other, *(copy.deepcopy(one) for _ in range(3))] if len(list(one.iter())) < 20 else other[:]
            case 4 if one.attrib:
                one.set(dice.choice(list(one.attrib)), dice.choice(WORDS))
            case _:
                one.text = dice.choice(WORDS)
    try:
        return ElementTree.tostring(root, encoding="utf-8")
    except (ValueError, RecursionError):
        return data


WORDS = (
    "", "0", "-1", "99999999999", "1e9", "\u202e\U0001f1f9", "true", "none", "x" * 5_000, "../x", "http://[x", "&x;",
)  # fmt: skip
CHANGES: tuple[Callable[[bytes, random.Random], bytes], ...] = (flip, cut, double, swap, replace_tokens, replace_tokens)

Members = list[tuple[str, bytes]]


def unpack_zip(data: bytes) -> Members:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [(name, archive.read(name)) for name in archive.namelist() if not name.endswith("/")]


def repack_zip(members: Members) -> bytes:
    """The archive; a member for the media type stands first and unpacked, as in ODT."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in members:
            archive.writestr(name, content, zipfile.ZIP_STORED if name == "mimetype" else None)
    return buffer.getvalue()


STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)


def unpack_pdf(data: bytes) -> Members:
    """The parts of a PDF: its streams unpacked, and what stands between."""
    parts: Members = []
    end = 0
    for found in STREAM.finditer(data):
        parts.append(("", data[end : found.start(1)]))
        try:
            parts.append(("packed", zlib.decompress(found[1])))
        except zlib.error:
            parts.append(("", found[1]))
        end = found.end(1)
    return [*parts, ("", data[end:])]


def repack_pdf(members: Members) -> bytes:
    return b"".join(zlib.compress(content, 1) if kind else content for kind, content in members)


CONTAINERS: Mapping[str, tuple[Callable[[bytes], Members], Callable[[Members], bytes]]] = {
    **dict.fromkeys(("docx", "odt", "zip"), (unpack_zip, repack_zip)),
    "warc.gz": (
        lambda data: [("", gzip.decompress(data))],
        lambda members: b"".join(gzip.compress(content, 1) for _, content in members),
    ),
    "pdf": (unpack_pdf, repack_pdf),
}


def make_mutations(name: str, count: int, seed: int = 1) -> Iterator[bytes]:
    """So many files of a format; the same for the same seed."""
    seeds = read_seeds()[name]
    for number in range(count):
        yield mutate(name, seeds, random.Random(f"{seed} {name} {number}"))
