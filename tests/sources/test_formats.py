"""Formats other than text and HTML: the same page gives the same text, tables and citations from each."""

from __future__ import annotations

import gzip
import html
import io
import json
import sys
import zipfile
from collections.abc import Callable

import pytest

from comity.errors import SourceError
from comity.sources import Taken, list_addresses, make_document, portable, take

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELATIONS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
RELATION = (
    '<Relationship Id="{}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}" Target="{}"/>'
)
CORE = (
    '<cp:coreProperties xmlns:cp="c" xmlns:dc="d" xmlns:dcterms="t"><dc:title>The title</dc:title>'
    "<dc:creator>Ayla Demir</dc:creator><dcterms:modified>2014-02-04T10:00:00Z</dcterms:modified></cp:coreProperties>"
)


def paragraph(words: str, style: str = "", more: str = "") -> str:
    marked = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{marked}<w:r><w:t>{words}</w:t></w:r>{more}</w:p>"


def row(*cells: str) -> str:
    return f"<w:tr>{''.join(f'<w:tc>{paragraph(cell)}</w:tc>' for cell in cells)}</w:tr>"


NOTE_MARK = '<w:r><w:footnoteReference w:id="2"/></w:r>'
BODY = (
    paragraph("Relations of A and B", "Heading1")
    + paragraph("Ankara recognised Astana in 1991.", more=NOTE_MARK)
    + f"<w:tbl>{row('Date', 'Visitor')}{row('May 2012', 'Demir')}</w:tbl>"
)
NOTES = f'<w:footnotes {W}><w:footnote w:id="2">{paragraph("The Review, 2004.")}</w:footnote></w:footnotes>'


def make_zip(entries: dict[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def make_docx(body: str = BODY, **parts: str) -> bytes:
    return make_zip({
        "[Content_Types].xml": TYPES,
        "_rels/.rels": RELATIONS.format(RELATION.format("r1", "officeDocument", "word/document.xml")),
        "word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": RELATIONS.format(
            RELATION.format("r2", "footnotes", "footnotes.xml") + RELATION.format("r3", "styles", "styles.xml")
        ),
        "word/footnotes.xml": NOTES,
        "word/styles.xml": f'<w:styles {W}><w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/>'
        "</w:style></w:styles>",
        "docProps/core.xml": CORE,
        **parts,
    })  # fmt: skip


MARKDOWN = """---
title: "The title"
author: Ayla Demir
updated: 2014-02-04
---
# Relations of A and B

Ankara **recognised** Astana in 1991.[^1]

| Date | Visitor |
| --- | --- |
| May 2012 | Demir |

[^1]: The Review, 2004.
"""
WIKITEXT = """== Relations of A and B ==
Ankara [[Recognition|recognised]] Astana in 1991.<ref>The Review, 2004.</ref><!-- hidden -->
{| class="wikitable"
! Date !! Visitor
|-
| May 2012 || Demir
|}
"""
PAGE = """<html><h1>Relations of A and B</h1><p>Ankara recognised Astana in 1991.<sup><a href="#fn1">1</a></sup></p>
<table><tr><th>Date<th>Visitor<tr><td>May 2012<td>Demir</table><ol><li id=fn1>The Review, 2004.</ol>"""
LETTER = f"""From: Ayla Demir <ayla@example.org>\r
To: desk@example.org\r
Subject: The title\r
Date: Tue, 04 Feb 2014 10:00:00 +0300\r
MIME-Version: 1.0\r
Content-Type: multipart/alternative; boundary=b\r
\r
--b\r
Content-Type: text/plain; charset=utf-8\r
\r
short\r
--b\r
Content-Type: text/html; charset=utf-8\r
\r
{PAGE}\r
--b--\r
"""
SAVED = f"""From: <Saved by Blink>\r
Snapshot-Content-Location: https://www.mfa.gov.tr/relations\r
Subject: x\r
Date: Tue, 4 Feb 2014 10:00:00 -0000\r
MIME-Version: 1.0\r
Content-Type: multipart/related; type="text/html"; boundary="b"\r
\r
--b\r
Content-Type: text/html\r
Content-Transfer-Encoding: quoted-printable\r
Content-Location: https://www.mfa.gov.tr/relations\r
\r
{PAGE.replace("=", "=3D")}\r
--b\r
Content-Type: image/png\r
Content-Transfer-Encoding: base64\r
\r
AAAA\r
--b--\r
"""


ODT_NAMES = (
    'xmlns:office="o" xmlns:text="t" xmlns:table="b" xmlns:style="s" xmlns:xlink="x" xmlns:dc="d" xmlns:meta="m"'
)
ODT_BODY = (
    '<text:sequence-decls><text:x>no</text:x></text:sequence-decls><text:h text:outline-level="1">Relations of A and B'
    "</text:h><text:p>Ankara <text:span>recognised</text:span> Astana in 1991.<text:note><text:note-citation>1"
    "</text:note-citation><text:note-body><text:p>The Review, 2004.</text:p></text:note-body></text:note></text:p>"
    "<table:table><table:table-header-rows><table:table-row><table:table-cell><text:p>Date</text:p></table:table-cell>"
    "<table:table-cell><text:p>Visitor</text:p></table:table-cell></table:table-row></table:table-header-rows>"
    "<table:table-row><table:table-cell><text:p>May 2012</text:p></table:table-cell><table:table-cell><text:p>Demir"
    "</text:p></table:table-cell></table:table-row></table:table>"
)
ODT_META = (
    f"<office:document-meta {ODT_NAMES}><dc:title>The title</dc:title><meta:initial-creator>Ayla Demir"
    "</meta:initial-creator><dc:creator>Someone Else</dc:creator><dc:date>2014-02-04T10:00:00</dc:date>"
    "</office:document-meta>"
)


def make_odt(body: str = ODT_BODY, styles: str = "", **parts: str) -> bytes:
    content = f"<office:document {ODT_NAMES}>{styles}<office:body>{body}</office:body></office:document>"
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("mimetype"), "application/vnd.oasis.opendocument.text")
        for name, words in {"content.xml": content, "meta.xml": ODT_META, **parts}.items():
            archive.writestr(name, words)
    return buffer.getvalue()


TEI = """<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>The title</title><author>Ayla Demir
</author></titleStmt><publicationStmt><publisher>Turkish Ministry of Foreign Affairs</publisher>
<date when="2014-02-04">4 February</date></publicationStmt><sourceDesc><title>Other</title></sourceDesc></fileDesc>
</teiHeader><text><body><div><head>Relations of A and B</head><p>Ankara <choice><sic>recogniced</sic>
<corr>recognised</corr></choice> Astana<lb/>in <date when="1991">1991</date>.<note n="1"><p>The Review, 2004.</p></note>
</p><table><row role="label"><cell>Date</cell><cell>Visitor</cell></row><row><cell>May 2012</cell>
<cell>Demir</cell></row></table></div></body></text></TEI>"""
HTML_BODY = PAGE.removeprefix("<html><h1>Relations of A and B</h1>")
RSS = f"""<rss version="2.0"><channel><title>News of the ministry</title><language>en</language>
<link>https://www.mfa.gov.tr/</link><item><title>Relations of A and B</title>
<link>https://www.mfa.gov.tr/relations</link>
<pubDate>Tue, 04 Feb 2014 10:00:00 +0300</pubDate><description><![CDATA[{HTML_BODY}]]>
</description></item></channel></rss>"""
DUMP = f"""<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/" xml:lang="en">
<siteinfo><sitename>Reading Room</sitename><base>https://wiki.example/wiki/Main_Page</base></siteinfo>
<page><title>Relations of A and B</title><ns>0</ns>
<revision><timestamp>2010-01-01T00:00:00Z</timestamp><text>old</text></revision>
<revision><timestamp>2014-02-04T10:00:00Z</timestamp><text bytes="9">{html.escape(WIKITEXT)}</text></revision>
</page></mediawiki>"""


def make_json(**values: str) -> bytes:
    stated = {"url": "https://www.mfa.gov.tr/relations", "date": "2014-02-04", "text": PAGE, **values}
    return json.dumps(stated).encode()


def make_warc(
    content: bytes = PAGE.encode(), headers: str = "Content-Type: text/html", status: int = 200, kind: str = "response",
    url: str = "https://www.mfa.gov.tr/relations",
) -> bytes:  # fmt: skip
    block = f"HTTP/1.1 {status} X\r\n{headers}\r\n\r\n".encode() + content
    fields = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: <{url}>\r\nWARC-Date: 2014-02-04T07:00:00Z\r\n"
        f"Content-Type: application/http; msgtype={kind}\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return fields.encode() + block + b"\r\n\r\n"


def chunk(content: bytes) -> bytes:
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (content[:9], content[9:], b""))


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(PAGE.encode(), id="html"),
        pytest.param(make_odt(), id="odt"),
        pytest.param(TEI.encode(), id="tei"),
        pytest.param(RSS.encode(), id="rss"),
        pytest.param(DUMP.encode(), id="dump"),
        pytest.param(make_json(), id="json-line"),
        pytest.param(make_warc(), id="warc"),
        pytest.param(make_warc(gzip.compress(PAGE.encode()), "Content-Encoding: gzip"), id="warc-gzip"),
        pytest.param(make_warc(chunk(PAGE.encode()), "Transfer-Encoding: chunked"), id="warc-chunked"),
        pytest.param(MARKDOWN.encode(), id="markdown"),
        pytest.param(WIKITEXT.encode(), id="wikitext"),
        pytest.param(LETTER.encode(), id="letter"),
        pytest.param(SAVED.encode(), id="saved-page"),
        pytest.param(make_docx(), id="docx"),
    ],
)
def test_page_reads_alike_from_every_format(words, data):
    document = make_document(Taken("page", data))
    texts = [(words(document, block)) for block in document.blocks]
    assert texts == [
        "Relations of A and B", "Ankara recognised Astana in 1991.[1]", "Date | Visitor", "May 2012 | Demir",
        "The Review, 2004.",
    ]  # fmt: skip
    assert [block.kind for block in document.blocks][1:] == ["paragraph", "row", "row", "reference"]
    (table,), (citation,), (reference,) = document.tables, document.citations, document.references
    assert [words(document, cell) for cell in (*table.header, *table.rows[0])] == [
        "Date", "Visitor", "May 2012", "Demir",
    ]  # fmt: skip
    assert words(document, citation.claim) == "Ankara recognised Astana in 1991."
    assert (citation.number, reference.number, reference.published) == ("1", "1", "2004")


@pytest.mark.parametrize(
    ("data", "properties"),
    [
        pytest.param(MARKDOWN.encode(), {"author": "Ayla Demir", "updated": "2014-02-04"}, id="markdown"),
        pytest.param(LETTER.encode(), {"author": "Ayla Demir", "published": "2014-02-04"}, id="letter"),
        pytest.param(LETTER.split("--b")[0].replace("multipart/alternative", "text/plain").encode() + b"They met.",
                     {"title": "The title", "author": "Ayla Demir"}, id="plain-letter"),
        pytest.param(SAVED.encode(), {"author_state": "TUR", "retrieved": "2014-02-04", "published": None}, id="saved"),
        pytest.param(make_docx(), {"author": "Ayla Demir", "updated": "2014-02-04", "published": None}, id="docx"),
        pytest.param(make_odt(), {"author": "Ayla Demir", "updated": "2014-02-04", "published": None}, id="odt"),
        pytest.param(TEI.encode(), {"author": "Ayla Demir", "author_state": "TUR", "published": "2014-02-04"},
                     id="tei"),
        pytest.param(RSS.encode(), {"published": "2014-02-04", "publisher": "News of the ministry", "language": "en",
                                    "address": "https://www.mfa.gov.tr/relations", "author_state": "TUR"}, id="rss"),
        pytest.param(DUMP.encode(), {"updated": "2014-02-04", "published": None, "publisher": "Reading Room",
                                     "address": "https://wiki.example/wiki/Relations_of_A_and_B"}, id="dump"),
        pytest.param(make_json(title="The title", source="Review"),
                     {"published": "2014-02-04", "publisher": "Review", "author_state": "TUR"}, id="json-line"),
        pytest.param(make_warc(), {"retrieved": "2014-02-04", "address": "https://www.mfa.gov.tr/relations",
                                   "author_state": "TUR", "media_type": "text/html"}, id="warc"),
        pytest.param(b"<!-- saved from url=(0032)https://www.mfa.gov.tr/relations -->\n<html><p>x",
                     {"author_state": "TUR"}, id="browser"),
        pytest.param(b"<html><!-- Page saved with SingleFile\n url: https://www.mfa.gov.tr/x\n"
                     b" saved date: Tue Feb 04 2014 10:00:00 GMT+0300 (x) --><p>x",
                     {"author_state": "TUR", "retrieved": "2014-02-04"}, id="single-file"),
    ],
)  # fmt: skip
def test_what_an_envelope_states(data, properties):
    source = make_document(Taken("page", data)).source
    assert {name: getattr(source, name) for name in properties} == properties


@pytest.mark.parametrize(
    ("template", "text"),
    [
        pytest.param("{{lang|fr|État}}", "État", id="language"),
        pytest.param("{{US$|1.2 billion}}", "US$1.2 billion", id="currency"),
        pytest.param("{{convert|5|km}}", "5 km", id="measure"),
        pytest.param("{{dts|2012|5|4}}", "2012-05-04", id="date"),
        pytest.param("{{flag|Turkey}}", "Turkey", id="flag"),
        pytest.param("{{flagicon|Turkey}}", "", id="icon"),
        pytest.param("{{citation needed|date=May 2012}}", "", id="editors-note"),
        pytest.param("[[File:x.jpg|thumb|Caption]]", "", id="picture"),
        pytest.param("[[Ankara|the capital]]", "the capital", id="link"),
        pytest.param("[https://example.org words]", "words", id="address"),
        pytest.param("a&nbsp;b", "a b", id="entity"),
        pytest.param("{{lang|fr|" * 60 + "x" + "}}" * 60, None, id="nested-too-deep"),
    ],
)
def test_what_a_template_prints(read, template, text):
    document = read(f"'''A'''\n== H ==\n[[B]] begin {template} end.")
    if text is not None:
        assert " ".join(f"begin {text} end.".split()) in document.text


def test_cited_page_keeps_its_parts(read):
    document = read(
        "'''A''' and [[B]] == <ref name=x>{{cite web|url=https://mfa.example/x?a=1&b=2|title=Relations|"
        "work=Site|publisher=Ministry|access-date=4 February 2014|last=Demir|first=Ayla|date=2012}}</ref> end."
        "<ref name=x/>"
    )
    (reference,) = document.references
    assert (reference.title, reference.publisher, reference.author) == ("Relations", "Ministry", "Demir, Ayla")
    assert (reference.url, reference.retrieved) == ("https://mfa.example/x?a=1&b=2", "2014-02-04")
    assert [citation.number for citation in document.citations] == ["1", "1"]


def make_pdf(*pages: list[tuple[int, int, int, str]]) -> bytes:
    """A PDF of lines: left, bottom, size, words."""
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>", f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]  # fmt: skip
    for number, lines in enumerate(pages):
        content = "\n".join(f"BT /F1 {size} Tf {left} {bottom} Td ({text}) Tj ET" for left, bottom, size, text in lines)
        objects += [
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents {5 + 2 * number} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>",
            f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
        ]
    body, offsets = "%PDF-1.4\n", []
    for number, text in enumerate(objects, 1):
        offsets.append(len(body))
        body += f"{number} 0 obj\n{text}\nendobj\n"
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n"
    return f"{body}{end}<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(body)}\n%%EOF".encode()


LINE = "Ankara recognised the independence of its neighbour as the first of all and opened"
PDF = make_pdf(
    [(50, 700, 20, "Relations"), (50, 660, 11, LINE), (50, 646, 11, "an embassy there in 1992."),
     (50, 610, 11, LINE), (50, 596, 11, LINE + " a con-"), (50, 582, 11, "sulate. It goes on")],
    [(50, 700, 11, "on the next page."), (50, 660, 11, "Date"), (250, 660, 11, "Visitor"),
     (50, 646, 11, "May 2012"), (250, 646, 11, "Demir")],
)  # fmt: skip


def test_pdf_gives_headings_paragraphs_and_tables(words):
    document = make_document(Taken("page.pdf", PDF))
    assert [(block.kind, words(document, block)) for block in document.blocks] == [
        ("title", "Relations"),
        ("paragraph", f"{LINE} an embassy there in 1992."),
        ("paragraph", f"{LINE} {LINE} a consulate. It goes on\fon the next page."),
        ("row", "Date | Visitor"),
        ("row", "May 2012 | Demir"),
    ]
    assert [words(document, cell) for cell in document.tables[0].header] == ["Date", "Visitor"]


def make_bomb() -> bytes:
    return make_zip({"a.txt": b"\0" * 80_000_000})


def make_overlap() -> bytes:
    data = bytearray(make_zip({"a.txt": "x" * 100, "b.txt": "y" * 100}))
    second = data.rindex(b"PK\x01\x02")
    data[second + 42 : second + 46] = (1).to_bytes(4, "little")
    return bytes(data)


ENTITIES = f'<!DOCTYPE x [<!ENTITY a "b">]><w:document {W}><w:body/></w:document>'


LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><TEI>&b;</TEI>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><TEI><text><p>&a;</p></text></TEI>'


@pytest.mark.parametrize(
    ("data", "message"),
    [
        pytest.param(b"%PDF-1.4\nbroken", "this PDF cannot be read.*ocrmypdf", id="broken-pdf"),
        pytest.param(make_pdf([]), "no text, only pictures", id="pdf-without-text"),
        pytest.param(make_docx(**{"word/document.xml": ENTITIES}), "declares entities", id="docx-entities"),
        pytest.param(make_docx(**{"word/document.xml": "<w"}), "DOCX file cannot be read.*well-f", id="broken-docx"),
        pytest.param(make_docx(**{"word/x.xml": " " * 40_000_000}), "packed more densely", id="docx-bomb"),
        pytest.param(make_docx()[:600], "its directory cannot be read", id="cut-docx"),
        pytest.param(b"From: a\nTo: b\nSubject: c\nContent-Type: image/png\n\nx", "no part with text", id="letter"),
        pytest.param(make_zip({"a.txt": "x"}), "a ZIP archive", id="zip-of-a-pipe"),
        pytest.param(make_zip({"mimetype": "application/vnd.oasis"}), "Office file other than DOCX", id="other-office"),
        pytest.param(make_odt(**{"content.xml": "<a"}), "ODT file cannot be read.*Export it again", id="broken-odt"),
        pytest.param(make_odt(**{"x.xml": " " * 40_000_000}), "packed more densely", id="odt-bomb"),
        pytest.param(make_odt(**{"content.xml": LAUGHS}), "declares entities", id="odt-entities"),
        pytest.param(LAUGHS.encode(), "declares entities", id="tei-laughs"),
        pytest.param(OUTSIDE.encode(), "declares entities", id="tei-file-of-the-system"),
        pytest.param(b"<TEI>" + b"<p>" * 3_000, "nested deeper", id="tei-depth"),
        pytest.param(b"<rss><channel><item><title>x", "feed cannot be read", id="cut-feed"),
        pytest.param(b'{"text": 3, "x": {"text": "y"}}', "has no text", id="json-without-text"),
        pytest.param(b'{"text": "x"} {"text": "y"}', "it is no JSON", id="json-twice"),
        pytest.param(b'{"text": "x", "a": ' + b"[" * 100_000, "it is no JSON", id="json-depth"),
        pytest.param(make_warc()[:300], "not one whole record", id="cut-warc"),
        pytest.param(make_warc(gzip.compress(bytes(50_000_000)), "Content-Encoding: gzip"), "a bomb", id="warc-bomb"),
        pytest.param(make_warc(b"x", "Content-Encoding: br"), "packed by 'br'", id="warc-brotli"),
        pytest.param(make_warc(status=500), "answered 500", id="warc-of-an-error"),
        pytest.param(b'<?xml version="1.0"?><x>y</x>', "XML of a vocabulary that is not read", id="other-xml"),
    ],
)
def test_broken_and_hostile_files_are_refused(data, message):
    with pytest.raises(SourceError, match=f"(?s)page.*{message}"):
        make_document(Taken("page", data))


def test_letters_without_height_make_no_headings():
    lines = [portable.Line((words,), (0.0,), 10.0, 0.0, 1) for words in ("Relations", "Visits")]
    assert {piece.kind for piece in portable.make_pieces(lines)} == {"paragraph"}


@pytest.mark.parametrize(
    ("data", "package"),
    [pytest.param(make_docx(), "mammoth", id="docx"), pytest.param(PDF, "pypdfium2", id="pdf")],
)
def test_missing_extra_says_how_to_get_it(monkeypatch, data, package):
    monkeypatch.setitem(sys.modules, package, None)
    monkeypatch.setattr(portable, "CHILD", f"import sys; sys.modules[{package!r}] = None\n" + portable.CHILD)
    with pytest.raises(SourceError, match=r"not installed.*pip install 'comity\[documents\]'"):
        make_document(Taken("page", data))


def test_entries_of_an_archive_are_sources(tmp_path):
    path = tmp_path / "pages.zip"
    path.write_bytes(make_zip({"b.html": PAGE, "a/x.txt": "Ankara has an embassy.", ".hidden": "x"}))
    (tmp_path / "c.txt").write_text("Ankara has an embassy.")
    addresses = list_addresses(str(tmp_path))
    assert addresses == [str(tmp_path / "c.txt"), str(path)]
    taken = list(take(str(path)))
    assert [make_document(one).source.address for one in taken] == [f"{path}!/a/x.txt", f"{path}!/b.html"]
    assert list(take(f"{path}!/b.html")) == taken[1:]


@pytest.mark.parametrize(
    ("make", "message"),
    [
        pytest.param(make_bomb, "unpacks to 80,000,000 bytes", id="large-entry"),
        pytest.param(lambda: make_zip({"a": b"\0" * 20_000_000}), "packed more densely than 200:1", id="dense-entry"),
        pytest.param(lambda: make_zip({str(n): "" for n in range(10_001)}), "10,001 entries", id="many-entries"),
        pytest.param(make_overlap, "overlap", id="overlap"),
        pytest.param(lambda: b"PK\x03\x04" + b"x" * 100, "directory cannot be read", id="broken"),
    ],
)
def test_bombs_are_refused_by_their_directory(tmp_path, make: Callable[[], bytes], message):
    path = tmp_path / "pages.zip"
    path.write_bytes(make())
    with pytest.raises(SourceError, match=f"not unpacked: .*{message}.*Unpack it yourself"):
        list(take(str(path)))


def test_unknown_entry_says_so(tmp_path):
    path = tmp_path / "pages.zip"
    path.write_bytes(make_zip({"a.txt": "x"}))
    with pytest.raises(SourceError, match="no entry 'b.txt'.*unzip -l"):
        list(take(f"{path}!/b.txt"))


def test_row_without_words_is_none():
    page = b"<html><body><h1>Visits</h1><table><tr><td>Kenya<td>1963<tr><td> <td><tr><td>Peru<td>1971</table>"
    document = make_document(Taken("page.html", page))
    rows = [document.text[block.start : block.end] for block in document.blocks if block.kind == "row"]
    assert rows == ["Kenya | 1963", "Peru | 1971"]
