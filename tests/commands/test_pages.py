"""Pages on the command line: the form by the file's name, what keeps wikitext back, and nothing half-written."""

import json
import zipfile

import pytest
from click.testing import CliRunner

from comity.cli import cli
from comity.demo import sample_pages

ON = ("--on", "2026-11-22")
FIRST_BYTES = {
    "html": b"<!DOCTYPE html>", "md": b"# Kazakhstan", "txt": b"Kazakhstan", "wiki": b"{{Short description",
    "docx": b"PK", "pdf": b"%PDF", "svg": b"<svg", "png": b"\x89PNG", "json": b"{", "csl": b"[", "bib": b"@",
    "ris": b"TY  - ",
}  # fmt: skip


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    folder = tmp_path_factory.mktemp("pages")
    for page in sample_pages():
        (folder / page.name).write_bytes(page.read_bytes())
    late = "Turkey opened a consulate in Aktau on 3 May 2019."
    (folder / "late.html").write_text(
        f'<html><head><title>News</title><meta property="article:published_time" content="2011-01-01"></head>'
        f"<body><article><h1>News</h1><p>{late} Turkey and Kazakhstan have had relations since 1992.</p></article>"
    )
    run = CliRunner()
    good = run.invoke(cli, ["read", *(str(folder / page.name) for page in sample_pages()), "-q", "--record",
                            str(folder / "good.db")])  # fmt: skip
    bad = run.invoke(cli, ["read", str(folder / "late.html"), "-q", "--record", str(folder / "bad.db")])
    assert (good.exit_code, bad.exit_code) == (0, 0), (good.output, bad.output)
    return folder


def run(*words):
    return CliRunner().invoke(cli, [str(word) for word in words])


@pytest.mark.parametrize("suffix", FIRST_BYTES)
def test_the_name_of_the_file_chooses_the_form(home, tmp_path, suffix):
    file = tmp_path / f"page.{suffix}"
    done = run("article", "KAZ", "TUR", *ON, "--record", home / "good.db", "-o", file, "-q")
    assert done.exit_code == 0, done.output
    assert file.read_bytes().startswith(FIRST_BYTES[suffix])


@pytest.mark.parametrize("suffix", ["html", "txt", "docx", "pdf", "json", "wiki"])
def test_a_brief_has_the_same_forms(home, tmp_path, suffix):
    file = tmp_path / f"brief.{suffix}"
    assert run("brief", "KAZ", "TUR", *ON, "--record", home / "good.db", "-o", file, "-q").exit_code == 0
    assert file.stat().st_size > 1000


def test_an_unknown_ending_is_told_with_those_that_are_known(home, tmp_path):
    done = run("article", "KAZ", "TUR", "--record", home / "good.db", "-o", tmp_path / "page.xyz")
    assert done.exit_code == 2
    assert ".docx, .pdf" in done.output
    assert not list(tmp_path.iterdir())


def test_wikitext_that_cannot_stand_is_kept_back(home, tmp_path):
    words = ("article", "KAZ", "TUR", *ON, "--record", home / "bad.db", "-o", tmp_path / "page.wiki")
    kept = run(*words)
    assert kept.exit_code == 2
    assert "is older than what it is cited for (2019-05-03)" in kept.output
    assert not list(tmp_path.iterdir())
    draft = run(*words, "--draft")
    assert draft.exit_code == 0
    assert "is older than what it is cited for" in draft.output
    assert (tmp_path / "page.wiki").read_text().startswith("{{Short description")


@pytest.mark.parametrize(("words", "start"), [
    pytest.param(("timeline", "KAZ", "TUR"), "BEGIN:VCALENDAR\r\n", id="ics"),
    pytest.param(("timeline", "KAZ", "TUR"), "<!DOCTYPE html>", id="html"),
    pytest.param(("state", "KAZ"), "<!DOCTYPE html>", id="html of a state"),
    pytest.param(("sources",), "@misc{", id="bib"), pytest.param(("sources",), "TY  - ", id="ris"),
    pytest.param(("sources",), "[\n {", id="csl"),
])  # fmt: skip
def test_rows_leave_as_pages_calendars_and_references(home, tmp_path, words, start, request):
    file = tmp_path / f"out.{request.node.callspec.id.split()[0]}"
    on = () if words == ("sources",) else ON
    assert run(*words, *on, "--record", home / "good.db", "-o", file).exit_code == 0
    assert file.read_bytes().decode().startswith(start)


def test_state_sorts(home):
    done = run("state", "Kazakhstan", *ON, "--record", home / "good.db", "-f", "json", "--sort", "facts", "--reverse")
    (row,) = json.loads(done.output)
    assert (row["partner"], row["name"], row["sources"]) == ("TUR", "Türkiye", 2)
    assert row["facts"] > 20


def test_proof_tells_its_seal(home, tmp_path):
    done = run("proof", "KAZ", "TUR", *ON, "--record", home / "good.db", "-o", tmp_path / "proof.html")
    seal = done.output.strip().removeprefix("Seal: ")
    assert len(seal) == 64
    assert f'data-sha256="{seal}"' in (tmp_path / "proof.html").read_text(encoding="utf-8")


def test_a_docx_is_a_whole_archive(home, tmp_path):
    run("article", "KAZ", "TUR", *ON, "--record", home / "good.db", "-o", tmp_path / "a.docx", "-q")
    with zipfile.ZipFile(tmp_path / "a.docx") as archive:
        assert archive.testzip() is None
