"""`comity sources`: the list, and one source in full."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from comity.api import open_record
from comity.cli import cli
from comity.intake import read_each
from comity.sources import Taken
from comity.sources.warc import write_response

SENTENCES = (
    "Turkey recognised Kazakhstan on 16 December 1991, the very day on which it declared its independence.",
    "The embassy in Almaty opened in March 1992 and moved to the new capital on the plain in 1997.",
)
OLDER = (
    '<html lang=en><meta property="article:published_time" content="2010-05-04"><meta property="og:site_name" '
    'content="Turkish Ministry of Foreign Affairs"><h1>Turkey and Kazakhstan since 1991</h1>'
    f"<p>{' '.join(SENTENCES)}</p><p style='display:none'>hidden words</p>"
)
NEWER = (
    '<html><meta name="date" content="2012-01-01"><h1>From the capital</h1>'
    f"<p>It is cold. {SENTENCES[0]}<sup><a href='#fn1'>1</a></sup></p><ol><li id=fn1>"
    '"Turkey and Kazakhstan since 1991". Turkish Ministry of Foreign Affairs. Retrieved 2 May 2011.</ol>'
)
GONE = write_response("https://www.mfa.gov.tr/x", day="2026-11-22", status="HTTP/1.1 410 Gone", headers=(), content=b"")


@pytest.fixture
def record_path(tmp_path):
    path = str(tmp_path / "comity.db")
    for name, content in (("older.html", OLDER), ("newer.html", NEWER)):
        (tmp_path / name).write_text(content)
    with open_record(path) as record:
        record.read(tmp_path / "older.html")
        record.read(tmp_path / "newer.html")
        for one in read_each(["https://www.mfa.gov.tr/x"], record.vocabulary, fetch=lambda url: Taken(url, GONE)):
            record.add(one)
    return path


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        pytest.param("older.html", [
            "publisher   Turkish Ministry of Foreign Affairs  (meta og:site_name)", "speaks for  TUR  (publisher)",
            "published   2010-05-04  (meta article:published_time)",
            "title       Turkey and Kazakhstan since 1991  (h1)",
            "hidden characters left out", "same words  1 sentence as in", "which is younger",
        ], id="older"),
        pytest.param("newer.html", [
            "rests on    [1] Turkey and Kazakhstan since 1991 (1 claims), which is ", "older.html, which is older",
        ], id="newer"),
        pytest.param("https://www.mfa.gov.tr/x", [
            "standing    gone (410, gone)", "retrieved   2026-11-22  (WARC-Date)", "text        0 characters",
        ], id="gone"),
    ],
)  # fmt: skip
def test_source_is_shown_in_full(record_path, source, lines):
    done = CliRunner().invoke(cli, ["sources", source, "--record", record_path], catch_exceptions=False)
    assert [line for line in lines if line not in done.output] == []


@pytest.mark.parametrize(
    ("source", "message"),
    [
        pytest.param("zzz", "stands for 0 sources of the record: none", id="none"),
        pytest.param(".html", "stands for 2 sources of the record", id="two"),
    ],
)
def test_source_that_is_not_just_one_says_so(record_path, source, message):
    done = CliRunner().invoke(cli, ["sources", source, "--record", record_path])
    assert done.exit_code == 2
    assert message in done.output


def test_sources_of_one_publisher(record_path):
    done = CliRunner().invoke(
        cli, ["sources", "--publisher", "ministry of foreign", "--format", "jsonl", "--record", record_path]
    )
    (line,) = done.output.strip().splitlines()
    assert '"publisher": "Turkish Ministry of Foreign Affairs"' in line


def test_unknown_publisher_names_those_that_are_there(record_path):
    done = CliRunner().invoke(cli, ["sources", "--publisher", "nobody", "--record", record_path])
    assert done.exit_code == 2
    assert "Turkish Ministry of Foreign Affairs" in done.output
