"""Files of many documents: each comes out by itself, what is broken is named, and bombs are refused."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import re
import sys
import time
import tracemalloc
import zipfile
from types import SimpleNamespace

import pytest

from comity.errors import SourceError
from comity.sources import Taken, Untaken, containers, make_document, take_each

PROSE = "Turkey has an embassy in {}."
PLACES = ("Astana", "Lima", "Oslo")
SENTENCES = [PROSE.format(place) for place in PLACES]


def make_zip(entries: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return buffer.getvalue()


OK = "HTTP/1.1 200 OK"


def make_record(url: str, content: bytes, *, kind: str = "response", head: str = OK, media: str = "text/html") -> bytes:
    block = f"{head}\r\nContent-Type: {media}\r\n\r\n".encode() + content
    fields = f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nContent-Type: application/http\r\n"
    return f"{fields}Content-Length: {len(block)}\r\n\r\n".encode() + block + b"\r\n\r\n"


def page(sentence: str) -> bytes:
    return f"<html><p>{sentence}".encode()


INFO = b"WARC/1.1\r\nWARC-Type: warcinfo\r\nContent-Length: 9\r\n\r\nsoftware:\r\n\r\n"
RECORDS = [
    INFO,
    make_record("https://a.example/robots.txt", b"User-agent: *", media="text/plain"),
    make_record("https://a.example/0", page(SENTENCES[0])),
    make_record("https://a.example/0", b"GET / HTTP/1.1", kind="request"),
    make_record("metadata://program/arguments.txt", b"none", media="text/plain"),
    make_record("https://a.example/style.css", b"p {}", media="text/css"),
    make_record("https://a.example/1", page(SENTENCES[1])),
    make_record("https://a.example/x.png", b"\x89PNG\r\n\x1a\n", media="image/png"),
    make_record("https://a.example/gone", page("Gone."), head="HTTP/1.1 404 Not Found"),
    make_record("https://a.example/2", page(SENTENCES[2])),
]
WARC = b"".join(RECORDS)
LINES = b"\n".join(json.dumps({"text": sentence}).encode() for sentence in SENTENCES) + b"\n"
DUMP = (
    "<mediawiki><siteinfo><sitename>W</sitename></siteinfo>"
    + "".join(
        f"<page><title>{number}</title><ns>0</ns><revision><text>{sentence}</text></revision></page>"
        for number, sentence in enumerate(SENTENCES)
    )
    + "<page><title>Talk:0</title><ns>1</ns><revision><text>talk</text></revision></page>"
    "<page><title>R</title><ns>0</ns><redirect title='0'/><revision><text>x</text></revision></page></mediawiki>"
).encode()
FEED = (
    "<rss><channel><title>News</title><!-- <item> -->"
    + "".join(f"<item><description><![CDATA[</item>{sentence}]]></description></item>" for sentence in SENTENCES)
    + "</channel></rss>"
).encode()
ATOM = (
    '<feed xmlns="http://www.w3.org/2005/Atom"><title>News</title>'
    + "".join(f'<entry><content type="xhtml"><div><p>{one}</p></div></content></entry>' for one in SENTENCES)
    + "</feed>"
).encode()
CORPUS = (
    "<teiCorpus xmlns='x'><teiHeader/>"
    + "".join(f"<TEI><teiHeader/><text><body><p>{one}</p></body></text></TEI>" for one in SENTENCES)
    + "</teiCorpus>"
).encode()
ZEROS = gzip.compress(bytes(99_000_000))
BOMB = make_record("https://a.example/b", ZEROS, head=f"{OK}\r\nContent-Encoding: gzip")
ARCHIVE = make_zip({f"{number}.txt": sentence.encode() for number, sentence in enumerate(SENTENCES)})


def take_bytes(tmp_path, data: bytes, name: str = "file") -> list[Taken | Untaken]:
    (tmp_path / name).write_bytes(data)
    return list(take_each(str(tmp_path / name)))


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(WARC, id="warc"),
        pytest.param(b"".join(map(gzip.compress, RECORDS)), id="warc-gz"),
        pytest.param(LINES, id="json-lines"),
        pytest.param(bz2.compress(LINES), id="json-lines-bz2"),
        pytest.param(lzma.compress(LINES), id="json-lines-xz"),
        pytest.param(DUMP, id="dump"),
        pytest.param(bz2.compress(DUMP[:200]) + bz2.compress(DUMP[200:]), id="dump-of-two-streams"),
        pytest.param(FEED, id="rss"),
        pytest.param(ATOM, id="atom"),
        pytest.param(CORPUS, id="tei-corpus"),
        pytest.param(ARCHIVE, id="zip"),
        pytest.param(make_zip({"a.jsonl": LINES}), id="zip-of-lines"),
        pytest.param(make_zip({"a.warc.gz": gzip.compress(WARC)}), id="zip-of-warc-gz"),
        pytest.param(gzip.compress(page(" ".join(SENTENCES))), id="page-gz"),
    ],
)
@pytest.mark.parametrize("is_piped", [pytest.param(False, id="file"), pytest.param(True, id="pipe")])
def test_each_document_comes_out(tmp_path, monkeypatch, data, is_piped):
    if is_piped:
        monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(data)))
        taken = list(take_each("-"))
    else:
        taken = take_bytes(tmp_path, data)
    assert [one for one in taken if isinstance(one, Untaken)] == []
    texts = [make_document(one).text for one in taken]
    assert [place for text in texts for place in PLACES if place in text] == list(PLACES)
    assert len({one.address for one in taken}) == len(taken)


def test_address_of_one_document_gives_it_alone(tmp_path):
    everything = take_bytes(tmp_path, LINES, "a.jsonl")
    assert list(take_each(str(tmp_path / "a.jsonl!/2"))) == [everything[1]]


@pytest.mark.parametrize(
    ("data", "kept", "message"),
    [
        pytest.param(WARC[:-40], 2, "its last record is cut off", id="cut-warc"),
        pytest.param(WARC + b"garbage\r\n\r\n", 3, "does not begin with its version", id="garbage-behind-warc"),
        pytest.param(INFO.replace(b"th: 9", b"th: 99999999999999999"), 0, "version and length", id="endless-record"),
        pytest.param(BOMB + WARC, 3, "a bomb", id="bomb"),
        pytest.param(gzip.compress(WARC)[:-30], 0, "it is cut off", id="cut-gz"),
        pytest.param(gzip.compress(LINES) + b"xx", 0, "it is broken", id="garbage-behind-gz"),
        pytest.param(gzip.compress(b"a " * 3_000_000), 0, "more densely than 200:1", id="gzip-bomb"),
        pytest.param(bz2.compress(b"a " * 3_000_000), 0, "more densely than 200:1", id="bzip2-bomb"),
        pytest.param(lzma.compress(b"a " * 3_000_000), 0, "more densely than 200:1", id="xz-bomb"),
    ],
)  # fmt: skip
def test_what_breaks_is_named_and_what_came_before_is_kept(tmp_path, data, kept, message):
    taken = take_bytes(tmp_path, data)
    broken = [one for one in taken if isinstance(one, Untaken)]
    assert len(broken) == 1
    assert re.search(message, broken[0].reason)
    assert len(taken) - 1 == kept


@pytest.mark.parametrize(
    ("data", "message"),
    [
        pytest.param(make_zip({"b.zip": ARCHIVE}), "a ZIP archive", id="zip-in-zip"),
        pytest.param(gzip.compress(ARCHIVE), r"gzip-compressed data \(a ZIP archive\)", id="zip-in-gz"),
        pytest.param(gzip.compress(gzip.compress(LINES)), r"gzip-compressed data \(gzip", id="gz-in-gz"),
    ],
)
def test_archive_in_an_archive_is_refused(tmp_path, data, message):
    (taken,) = take_bytes(tmp_path, data)
    with pytest.raises(SourceError, match=message):
        make_document(taken)


def test_one_bad_line_stops_nothing(tmp_path):
    taken = take_bytes(tmp_path, LINES.replace(b'"text": "Turkey has an embassy in Lima."', b'"text": '))
    assert len(taken) == 3
    with pytest.raises(SourceError, match=r"file!/2: this is JSON without a text"):
        make_document(taken[1])


def test_element_that_is_too_large_is_passed_over(tmp_path, monkeypatch):
    monkeypatch.setattr(containers, "LARGEST_DOCUMENT", 2_000)
    monkeypatch.setattr(containers, "CHUNK_BYTES", 100)
    taken = take_bytes(tmp_path, DUMP.replace(b"Lima", b"Lima" * 2_000))
    assert [isinstance(one, Untaken) for one in taken] == [False, True, False]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        pytest.param(b"They met.\n\nThey met again.\n\nThey parted.", [11, 17, 12], id="empty-lines"),
        pytest.param(b"They met.\nThey met again and again.", [10, 19, 6], id="lines-and-words"),
        pytest.param("ş".encode() * 20, [20, 20], id="letters"),
        pytest.param(b"They met in May.", [16], id="short"),
        pytest.param("They met in spring and in May.".encode("utf-16"), [62], id="wide-letters-stay-whole"),
    ],
)
def test_long_text_is_cut_between_paragraphs(tmp_path, monkeypatch, text, parts):
    monkeypatch.setattr(containers, "LARGEST_TEXT", 20)
    taken = take_bytes(tmp_path, text)
    assert [len(one.data) for one in taken] == parts
    assert b"".join(one.data for one in taken) == text


def test_later_parts_of_a_long_text_keep_its_title(tmp_path, monkeypatch):
    monkeypatch.setattr(containers, "LARGEST_TEXT", 60)
    text = b"Relations of Iceland and Malawi\n\nThey met in May 1990.\n\nThey met again in spring.\n\nThey parted.\n"
    first, *later = (make_document(one) for one in take_bytes(tmp_path, text))
    assert {document.source.title for document in (first, *later)} == {"Relations of Iceland and Malawi"}
    assert later
    assert not any(block.kind == "title" for document in later for block in document.blocks)


def test_endless_text_is_refused(monkeypatch):
    monkeypatch.setattr(containers, "LARGEST_TEXT", 1_000)
    monkeypatch.setattr(containers, "LARGEST_FILE", 10_000)
    endless = SimpleNamespace(read=lambda size: b"x y " * (size // 4 + 1))
    *parts, last = containers.split(endless, "-")
    assert len(parts) == 9
    assert "more than 10,000 bytes" in last.reason


HOSTILE = {
    "unclosed-heads": lambda n: b"<teiCorpus>" + b"<a></b>" * n + b"<TEI>x</TEI>",
    "open-sections": lambda n: b"<rss><channel><item>" + b"<![CDATA[" * n,
    "open-pages": lambda n: b"<mediawiki>" + b"<page>" * n,
    "headers": lambda n: b"WARC/1.0\r\n" + b"a: b\r\n" * n,
    "small-members": lambda n: gzip.compress(b"x ") * (n // 8),
}


@pytest.mark.parametrize("make", [pytest.param(make, id=name) for name, make in HOSTILE.items()])
def test_hostile_streams_are_quick(make):
    data = make(20_000)
    start = time.process_time()
    list(containers.split(io.BytesIO(data), "x"))
    assert time.process_time() - start < 1


def test_long_archives_are_read_in_flat_memory(tmp_path):
    record = make_record("https://a.example/0", page(SENTENCES[0] * 2_000))
    with gzip.open(tmp_path / "a.warc.gz", "wb", compresslevel=1) as file:
        for number in range(400):
            file.write(record.replace(b"example/0", b"example/%03d" % number).replace(b"embassy", b"emb%04d" % number))
    tracemalloc.start()
    count = sum(1 for _ in take_each(str(tmp_path / "a.warc.gz")))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 400
    assert most < 3_000_000
