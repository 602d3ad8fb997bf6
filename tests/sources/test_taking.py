"""Files, folders, standard input; what cannot be taken says so in four parts."""

from __future__ import annotations

import io
import os
import re
import sys
from types import SimpleNamespace

import pytest

from comity.errors import SourceError
from comity.sources import Taken, list_addresses, make_document, streams, take, take_each, taking

PROSE = "Turkey has an embassy in Astana."


def make_files(folder, **files):
    for name, content in files.items():
        path = folder / name.replace("__", "/").replace("_dot_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())


def test_file_gives_its_bytes(tmp_path):
    make_files(tmp_path, a_dot_txt=PROSE)
    (taken,) = take(str(tmp_path / "a.txt"), retrieved="2026-11-22")
    assert (taken.data, taken.retrieved) == (PROSE.encode(), "2026-11-22")


def test_folder_gives_its_documents_sorted_with_subfolders(tmp_path):
    make_files(
        tmp_path, b_dot_txt=PROSE, a__z_dot_html="<p>x", c_dot_png=b"\x89PNG\r\n\x1a\n", d_dot_json='{"a": 1}',
        e_dot_txt="  \n", _dot_hidden="x", _dot_git__config="x",
    )  # fmt: skip
    addresses = list_addresses(str(tmp_path))
    assert [os.path.relpath(address, tmp_path) for address in addresses] == ["a/z.html", "b.txt"]


def test_circle_of_links_ends(tmp_path):
    make_files(tmp_path, a__b_dot_txt=PROSE)
    (tmp_path / "a" / "again").symlink_to(tmp_path)
    assert len(list_addresses(str(tmp_path))) == 1


def test_standard_input_is_read(monkeypatch):
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(PROSE.encode())))
    (taken,) = take("-")
    assert (taken.address, taken.data) == ("-", PROSE.encode())


@pytest.mark.parametrize(
    ("argument", "parts"),
    [
        pytest.param("minstry.txt", ["minstry.txt", "no such file", "Did you mean", "ministry.txt"], id="near-name"),
        pytest.param("zzz", ["no such file", "Nothing in", "standard input"], id="no-near-name"),
        pytest.param("no/zzz", ["no such file", "folder", "does not exist either"], id="no-folder"),
        pytest.param("empty", ["empty", "no documents", "plain text, HTML", "another folder"], id="empty-folder"),
        pytest.param("https://example.org/x", ["network", "comity read"], id="address"),
    ],
)
def test_what_cannot_be_taken_says_so(tmp_path, monkeypatch, argument, parts):
    monkeypatch.chdir(tmp_path)
    make_files(tmp_path, ministry_dot_txt=PROSE, empty__x_dot_png=b"\x89PNG\r\n\x1a\n")
    with pytest.raises(SourceError) as raised:
        list(take(argument))
    assert all(part in str(raised.value) for part in parts)


def test_unreadable_file_says_so(tmp_path):
    (untaken,) = take_each(str(tmp_path))
    assert re.search(r"Is a directory.*must be a file.*permissions", untaken.reason)


def test_endless_stream_is_refused(monkeypatch):
    monkeypatch.setattr(streams, "LARGEST_FILE", 10_000)
    monkeypatch.setattr(streams, "CHUNK_BYTES", 1_000)
    endless = SimpleNamespace(read=lambda size: b"x" * size)
    with pytest.raises(SourceError, match="more than 10,000 bytes.*Split"):
        streams.read_stream("standard input", endless)


def test_large_file_is_refused_before_it_is_read(tmp_path, monkeypatch):
    make_files(tmp_path, a_dot_txt=PROSE * 10)
    monkeypatch.setattr(taking, "LARGEST_FILE", 100)
    with pytest.raises(SourceError, match="320 bytes"):
        list(take(str(tmp_path / "a.txt")))


@pytest.mark.parametrize(
    ("data", "parts"),
    [
        pytest.param(b"", ["x.txt", "empty (0 bytes)", "must have text"], id="empty"),
        pytest.param(b" \n\t ", ["empty (4 bytes)"], id="only-space"),
        pytest.param(b"\x89PNG\r\n\x1a\n\x00", ["a PNG image", "plain text, HTML", "Convert"], id="image"),
        pytest.param(b"a\x00b\x01" * 50, ["binary data"], id="unknown-binary"),
        pytest.param(b"SQLite format 3\x00", ["an SQLite database"], id="database"),
        pytest.param(b'{"a": "b"}', ["JSON"], id="json"),
        pytest.param(
            "one\ntwo caf\u00e9\n".encode("cp1252"), ["x.txt:2:8", "byte 0xE9", "UTF-8", "iconv -f"], id="encoding"
        ),
    ],
)
def test_what_is_no_document_says_so(data, parts):
    with pytest.raises(SourceError) as raised:
        make_document(Taken("x.txt", data))
    assert all(part in str(raised.value) for part in parts)
