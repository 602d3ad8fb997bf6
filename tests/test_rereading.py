"""Pages fetched again: what changed, statement by statement."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from click.testing import CliRunner

from comity.api import open_record
from comity.cli import cli
from comity.errors import SourceError
from comity.intake import read_taken
from comity.rereading import reread
from comity.sources import fetching
from comity.sources.fetching import Fetcher

URL = "https://www.mfa.gov.tr/relations"
EMBASSY, VISIT = "Turkey has an embassy in Astana.", "Kazakhstan recognised Turkey on 2 March 1992."
FIRST = f"<h1>Turkey and Kazakhstan</h1><p>{EMBASSY}"
SECOND = f"<h1>Turkey and Kazakhstan</h1><p>Now as before: {EMBASSY}</p><p>{VISIT}"


def answer(status: int = 200, page: str = FIRST, **headers: str):
    return SimpleNamespace(
        status=status, reason="", headers={"Content-Type": "text/html", **headers}, close=lambda: None,
        stream=lambda amt, decode_content: iter([f"<html>{page}".encode()]),
    )  # fmt: skip


def make_fetcher(*answers):
    """A fetcher whose site has no robots.txt and gives these answers, one after the other; what was asked is kept."""
    waiting, asked = list(answers), []

    def connect(target, headers, seconds):
        if target.path == "/robots.txt":
            return answer(404)
        asked.append(headers)
        return waiting.pop(0)

    made = Fetcher("2026-11-22", lambda host: ["93.184.215.14"], connect, lambda: 0.0, lambda seconds: None)
    return made, asked


@pytest.fixture
def record(tmp_path):
    with open_record(tmp_path / "comity.db") as opened:
        yield opened


def keep(record, fetch):
    record.add(read_taken(fetch(URL), record.vocabulary))
    (source,) = record.sources()
    document, data = record.store.document(source.sha256), record.store.data(source.sha256)
    return document, data, record.statements(source=source.sha256), record.vocabulary, fetch


@pytest.mark.parametrize(
    ("second", "words", "kinds"),
    [
        pytest.param(answer(), "as it was", ([], []), id="same"),
        pytest.param(answer(Date="later"), "as it was", ([], []), id="same-text"),
        pytest.param(answer(304, ""), "as it was", ([], []), id="not-modified"),
        pytest.param(answer(page=SECOND), "changed: 1 new, 0 gone", ([], ["recognition"]), id="more"),
        pytest.param(answer(page=FIRST.replace("Astana", "Almaty")), "changed: 1 new, 1 gone",
                     (["mission"], ["mission"]), id="other"),
        pytest.param(answer(410), "gone (410, gone)", ([], []), id="gone"),
    ],
)  # fmt: skip
def test_what_became_of_a_page(record, second, words, kinds):
    fetch, asked = make_fetcher(answer(ETag='"one"'), second)
    found = reread(*keep(record, fetch))
    assert found.words == words
    assert ([one.kind for one in found.gone], [one.kind for one in found.new]) == kinds
    assert asked[1]["If-None-Match"] == '"one"'


def test_server_that_fails_says_so(record):
    fetch, _ = make_fetcher(answer(), answer(500))
    with pytest.raises(SourceError, match="answered 500"):
        reread(*keep(record, fetch))


def test_command_tells_what_changed_and_keeps_both_versions(tmp_path, monkeypatch):
    fetch, _ = make_fetcher(answer(), answer(page=SECOND))
    path = str(tmp_path / "comity.db")
    with open_record(path) as record:
        keep(record, fetch)
    monkeypatch.setattr(fetching, "Fetcher", lambda day: fetch)
    done = CliRunner().invoke(cli, ["reread", "--record", path, "-f", "tsv"], catch_exceptions=False)
    assert f"{URL}: changed: 1 new, 0 gone" in done.output
    assert "new\t" + URL in done.output
    with open_record(path) as record:
        assert [source.address for source in record.sources()] == [URL, URL]


def test_record_without_pages_of_the_web_asks_nobody(tmp_path):
    path = str(tmp_path / "comity.db")
    (tmp_path / "a.txt").write_text(EMBASSY)
    with open_record(path) as record:
        record.read(tmp_path / "a.txt")
    done = CliRunner().invoke(cli, ["reread", "--record", path], catch_exceptions=False)
    assert "0 pages of the web asked again." in done.output
