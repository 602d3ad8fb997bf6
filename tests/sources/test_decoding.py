"""Encodings: by mark, by declaration, else UTF-8; never guessed."""

from __future__ import annotations

import pytest

from comity.errors import SourceError
from comity.sources import Taken, make_document
from comity.sources.decoding import decode

TURKISH = "Erdoğan’s visit\r\nto “Almatı”\r"


@pytest.mark.parametrize(
    "encoding", [pytest.param(name, id=name) for name in ("utf-8", "utf-8-sig", "utf-16", "utf-32")]
)
def test_plain_text_is_unchanged(encoding):
    assert make_document(Taken("a", TURKISH.encode(encoding))).text == TURKISH


@pytest.mark.parametrize(
    ("declaration", "encoding"),
    [
        pytest.param('<meta charset="windows-1252">', "cp1252", id="windows-1252"),
        pytest.param("<meta http-equiv=Content-Type content='text/html; charset=ISO-8859-1'>", "cp1252", id="latin-1"),
        pytest.param("<meta charset=windows-1254>", "cp1254", id="turkish"),
        pytest.param("<meta charset=utf-8>", "utf-8", id="utf-8"),
        pytest.param("<meta charset=no-such-charset>", "utf-8", id="unknown-charset"),
        pytest.param("<meta charset=zip>", "utf-8", id="no-text-codec"),
        pytest.param("<meta charset=utf-16>", "utf-8", id="utf-16-without-mark"),
    ],
)
def test_page_is_read_as_it_declares(declaration, encoding):
    page = f"<html><head>{declaration}</head><body><p>caf\u00e9 \u2013 Demir\u2019s</p>"
    assert make_document(Taken("a", page.encode(encoding))).text == "caf\u00e9 \u2013 Demir\u2019s"


def test_open_bytes_of_windows_are_read_as_browsers_do():
    assert decode(b"a\x81b", address="a", declared="windows-1252") == "a\x81b"


def test_windows_is_never_guessed():
    with pytest.raises(SourceError, match="0x92"):
        decode(b"Demir\x92s", address="a")
