"""Media types by content."""

from __future__ import annotations

import pytest

from comity.sources.sniffing import sniff


@pytest.mark.parametrize(
    ("data", "media_type"),
    [
        pytest.param(b"Turkey recognised Kazakhstan.", "text/plain", id="prose"),
        pytest.param(b"  <!-- saved --> <!DOCTYPE html><p>", "text/html", id="html-behind-comment"),
        pytest.param(b'<?xml version="1.0"?>\n<html xmlns="x">', "text/html", id="xhtml"),
        pytest.param("<html><p>x".encode("utf-16"), "text/html", id="html-in-utf-16"),
        pytest.param(b"<TURKEY> is no tag of HTML", "text/plain", id="angle-bracket"),
        pytest.param(b"%PDF-1.7\n", "application/pdf", id="pdf"),
        pytest.param(b"# Relations\n\nThey are **good**.", "text/markdown", id="markdown"),
        pytest.param(b"# 1 visit\n# 2 visits", "text/plain", id="one-sign-is-no-markdown"),
        pytest.param(b"'''Relations''' between [[Turkey]]\n== Visits ==\n", "text/x-wiki", id="wikitext"),
        pytest.param(b"He said [[sic]] so.", "text/plain", id="brackets-are-no-wikitext"),
        pytest.param(b"From: a@b.c\r\nTo: d@e.f\r\nSubject: Visit\r\n\r\nText", "message/rfc822", id="mail"),
        pytest.param(b"From: Ankara\n\nTo whom it may concern: the visit", "text/plain", id="letter-is-no-mail"),
        pytest.param(b'{"url": "x", "text": "y"}\n', "application/jsonl", id="json-lines"),
        pytest.param(b'{"url": "x", "size": 3}\n', "application/json", id="json-without-text"),
        pytest.param(b'<?xml version="1.0"?><!-- x --><rss version="2.0">', "application/atom+xml", id="rss"),
        pytest.param(b'<feed xmlns="http://www.w3.org/2005/Atom">', "application/atom+xml", id="atom"),
        pytest.param(b'<?xml version="1.0"?><!DOCTYPE TEI [\n]>\n<TEI xmlns="x">', "application/tei+xml", id="tei"),
        pytest.param(b"<mediawiki xml:lang='en'>", "application/mediawiki+xml", id="dump"),
        pytest.param(b'<?xml version="1.0"?><catalogue>', "application/xml", id="other-xml"),
        pytest.param(b"WARC/1.0\r\nWARC-Type: warcinfo", "application/warc", id="warc"),
        pytest.param(b"[1] Note\n[2] Note", "text/plain", id="notes-are-no-json"),
        pytest.param(b"\x1f\x8b\x08", "application/gzip", id="gzip"),
        pytest.param(b"ab\x00\x01\x02", "application/octet-stream", id="binary"),
    ],
)
def test_kind_is_seen_in_the_bytes(data, media_type):
    assert sniff(data).media_type == media_type
