"""The command line from outside: help, statuses, messages, and what is left behind."""

import os
import re
import resource
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from comity.cli import COMMANDS, cli
from comity.demo import sample_pages

COMITY = Path(sys.executable).with_name("comity")
MINISTRY = "Turkey recognised Kazakhstan on 16 December 1991. The Turkish Embassy in Almaty was opened in March 1992.\n"


@pytest.fixture
def here(tmp_path, monkeypatch):
    """An empty folder to work in, with no record named by the environment."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("COMITY_RECORD", raising=False)
    return tmp_path


@pytest.fixture
def pages(here):
    """The two sample pages in the folder."""
    for page in sample_pages():
        (here / page.name).write_bytes(page.read_bytes())
    return here


def run(*arguments, stdin=b""):
    return CliRunner().invoke(cli, arguments, input=stdin)


def start(*arguments, **options):
    return subprocess.run([COMITY, *arguments], capture_output=True, text=True, timeout=120, check=False, **options)


@pytest.mark.parametrize("name", COMMANDS)
def test_help_opens_with_what_it_gives_and_ends_with_an_example(name):
    shown = run(name, "--help")
    assert shown.exit_code == 0
    text = cli.get_command(None, name).help
    assert re.match(r"[A-Z]", text)
    assert re.search(r"Example:  comity " + name, text)


def test_help_imports_nothing_heavy():
    heavy = "{'rich', 'sqlalchemy', 'yaml', 'babel', 'jinja2', 'turbohtml', 'ahocorasick_rs', 'polars'}"
    code = (
        "import sys, comity.cli\n"
        "from click.testing import CliRunner\n"
        "assert CliRunner().invoke(comity.cli.cli, ['--help']).exit_code == 0\n"
        f"print(sorted({heavy} & set(sys.modules)))"
    )
    shown = subprocess.run([sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout == "[]\n"


@pytest.mark.parametrize(("arguments", "message"), [
    pytest.param(["chek"], "Did you mean 'check'", id="command"),
    pytest.param(["kinds", "vist"], "Did you mean 'visit'", id="kind"),
    pytest.param(["read"], "Missing argument", id="nothing to read"),
    pytest.param(["read", "minstry.html"], "Did you mean ministry.html", id="missing file"),
    pytest.param(["read", "empty"], "no documents in this folder", id="folder without documents"),
    pytest.param(["read", "empty.txt"], "empty.txt", id="empty file"),
    pytest.param(["read", "binary.pdf"], "binary.pdf", id="binary file"),
    pytest.param(["read", "zeros.txt"], "zeros.txt", id="binary content"),
    pytest.param(["read", "wrong.txt"], "wrong.txt", id="wrong encoding"),
    pytest.param(["read", "ministry.html", "--record", "notes.db"], "notes.db", id="no record"),
    pytest.param(["facts", "KAZ", "TUR"], "comity.db", id="record missing"),
    pytest.param(["facts", "KAZ", "TUR", "--on", "yesterday"], "is not a day", id="day"),
    pytest.param(["facts", "Kazahkstan", "TUR", "--record", "kept.db"], "Did you mean", id="unknown state"),
    pytest.param(["facts", "TUR", "Türkiye", "--record", "kept.db"], "one state", id="one state twice"),
    pytest.param(["article", "KAZ", "TUR", "-o", "article.xyz", "--record", "kept.db"], ".html", id="unknown ending"),
    pytest.param(["explain"], "give either", id="nothing to explain"),
])  # fmt: skip
def test_misuse_is_named_with_its_mend_and_leaves_nothing(arguments, message, pages):
    (pages / "empty").mkdir()
    (pages / "empty.txt").touch()
    (pages / "binary.pdf").write_bytes(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + bytes(range(256)))
    (pages / "zeros.txt").write_bytes(bytes(5000))
    (pages / "wrong.txt").write_bytes("Türkiye recognised Kazakhstan.".encode() + b"\xff\xfe\xff broken \xc3(")
    (pages / "notes.db").write_text("no database at all")
    if "kept.db" in arguments:
        assert run("read", "ministry.html", "--record", "kept.db").exit_code == 0
    before = sorted(path.name for path in pages.iterdir())
    shown = run(*arguments)
    assert shown.exit_code == 2, shown.output
    assert message in shown.stderr
    assert shown.stdout == ""
    assert "Traceback" not in shown.stderr
    assert sorted(path.name for path in pages.iterdir()) == before


def test_one_bad_document_is_named_and_the_others_are_kept(pages):
    shown = run("read", "ministry.html", "missing.html", "encyclopaedia.html")
    assert shown.exit_code == 2
    assert "missing.html" in shown.stderr
    assert "2 documents read" in shown.stderr
    assert len(run("sources", "--format", "tsv").stdout.splitlines()) == 3


def test_reading_twice_changes_nothing(pages):
    run("read", "ministry.html")
    first = run("facts", "KAZ", "TUR", "--format", "jsonl", "--on", "2026-01-01").stdout
    again = run("read", "ministry.html")
    assert "known already" in again.stderr
    assert first
    assert run("facts", "KAZ", "TUR", "--format", "jsonl", "--on", "2026-01-01").stdout == first


def test_printing_writes_no_record(pages):
    shown = run("read", "ministry.html", "--format", "jsonl")
    assert '"document": "ministry.html"' in shown.stdout.splitlines()[0]
    assert shown.stderr == ""
    assert not (pages / "comity.db").exists()


def test_standard_input_is_read(here):
    shown = run("read", "-", "--format", "jsonl", stdin=MINISTRY.encode())
    assert shown.exit_code == 0
    assert '"kind": "recognition"' in shown.stdout


def test_the_environment_names_the_record(pages, monkeypatch):
    monkeypatch.setenv("COMITY_RECORD", "other.db")
    assert run("read", "ministry.html").exit_code == 0
    assert (pages / "other.db").exists()
    assert run("sources").exit_code == 0


def test_a_record_of_a_later_version_is_refused(pages):
    run("read", "ministry.html")
    with sqlite3.connect("comity.db") as connection:
        connection.execute("PRAGMA user_version = 9999")
    connection.close()
    kept = (pages / "comity.db").read_bytes()
    shown = run("read", "encyclopaedia.html")
    assert shown.exit_code == 2
    assert "comity.db" in shown.stderr
    assert (pages / "comity.db").read_bytes() == kept


@pytest.mark.parametrize(("arguments", "status"), [
    pytest.param(["check", "ministry.html", "encyclopaedia.html"], 1, id="findings"),
    pytest.param(["check", "-"], 0, id="clean"),
    pytest.param(["check", "missing.html"], 2, id="missing"),
    pytest.param(["verify"], 0, id="record in order"),
    pytest.param(["names", "Türkiye"], 0, id="known name"),
    pytest.param(["names", "Ruritania"], 1, id="unknown name"),
])  # fmt: skip
def test_status_tells_what_was_found(arguments, status, pages):
    run("read", "ministry.html")
    shown = run(*arguments, stdin=b"Kazakhstan and Georgia established diplomatic relations on 24 July 1992.\n")
    assert shown.exit_code == status, shown.output


def test_a_full_disk_leaves_the_record_as_it_was(pages):
    assert run("read", "ministry.html").exit_code == 0
    before = run("facts", "KAZ", "TUR", "--format", "jsonl", "--on", "2026-01-01").stdout

    def limit():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, 40_000))

    shown = start("read", "encyclopaedia.html", preexec_fn=limit)
    assert shown.returncode == 2, shown.stderr
    assert "comity.db" in shown.stderr
    assert "Traceback" not in shown.stderr
    assert run("facts", "KAZ", "TUR", "--format", "jsonl", "--on", "2026-01-01").stdout == before
    assert run("verify").exit_code == 0


def test_a_full_disk_leaves_no_half_file(pages):
    (pages / "out.jsonl").write_text("before")

    def limit():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))

    shown = start("read", "ministry.html", "-o", "out.jsonl", preexec_fn=limit)
    assert shown.returncode == 2
    assert shown.stderr == "comity: out.jsonl: File too large\n"
    assert (pages / "out.jsonl").read_text() == "before"
    assert not list(pages.glob(".*"))


def test_a_reader_that_goes_away_is_no_error(here):
    text = "\n".join(f"Turkey recognised Kazakhstan on 16 December {year}." for year in range(1000, 2000)) + "\n"
    (here / "long.txt").write_text(text)
    command = f"{COMITY} read long.txt --format jsonl | head -n 1; exit ${{PIPESTATUS[0]}}"
    shown = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert shown.stderr == ""
    assert shown.returncode in (0, 141)


def test_interrupting_says_so_and_leaves_no_file(here):
    process = subprocess.Popen(
        [COMITY, "read", "-", "-o", "out.jsonl"], stdin=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    process.stdin.write(MINISTRY)
    process.stdin.flush()
    with pytest.raises(subprocess.TimeoutExpired):
        process.wait(timeout=1)
    process.send_signal(signal.SIGINT)
    process.stdin.close()
    assert process.wait(timeout=20) == 130
    assert process.stderr.read().strip() == "comity: interrupted"
    process.stderr.close()
    assert os.listdir() == []


def test_a_table_is_for_the_eye_and_plain_rows_for_a_pipe(pages):
    run("read", "ministry.html")
    assert run("sources").stdout.startswith("sha256\t")
    table = run("sources", "--format", "table").stdout
    assert "\t" not in table
    assert "publisher" in table


def test_an_article_is_of_its_day(pages):
    run("read", "ministry.html", "encyclopaedia.html")
    early = run("article", "TUR", "KAZ", "--on", "1993-01-01").stdout
    assert "Almaty" in early
    assert "Strategic Partnership" not in early
    assert "Strategic Partnership" in run("article", "TUR", "KAZ", "--on", "2026-11-22").stdout


@pytest.mark.parametrize(("options", "settings", "told"), [
    pytest.param([], "", "recognise Kazakhstan, on 16 December 1991", id="british"),
    pytest.param(["--english", "american"], "", "recognize Kazakhstan, on December 16, 1991", id="american"),
    pytest.param(["--english", "american", "--dates", "iso"], "", "recognize Kazakhstan, on 1991-12-16", id="dates"),
    pytest.param([], '[write]\nenglish = "american"', "recognize Kazakhstan, on December 16, 1991", id="by settings"),
    pytest.param(["--english", "british"], '[write]\nenglish = "american"', "recognise Kazakhstan, on 16 December 1991",
                 id="before settings"),
    pytest.param([], '[write.names]\nTurkey = "Turkiye"', "Turkiye was the first state to recognise", id="name"),
])  # fmt: skip
@pytest.mark.parametrize("command", ["article", "brief"])
def test_a_page_is_written_in_the_manner_of_the_house(command, options, settings, told, pages):
    run("read", "ministry.html", "encyclopaedia.html")
    (pages / "comity.toml").write_text(settings)
    assert told in " ".join(run(command, "KAZ", "TUR", *options).stdout.split())


@pytest.mark.parametrize(("settings", "message"), [
    pytest.param('[write]\nenglish = "dutch"', "'dutch' is none. Allowed: british, american.", id="english"),
    pytest.param('[write]\nenglisch = "british"', "Did you mean 'english'?", id="key"),
    pytest.param('[write.names]\nAtlantis = "A"', "Atlantis", id="state"),
    pytest.param("[write.names]\nTUR = 5", "is no table of names", id="name"),
])  # fmt: skip
def test_a_manner_that_is_none_is_told(settings, message, pages):
    run("read", "ministry.html")
    (pages / "comity.toml").write_text(settings)
    result = run("article", "KAZ", "TUR")
    assert result.exit_code == 2
    assert message in result.stderr


@pytest.mark.parametrize(("name", "start"), [
    pytest.param("article.html", "<!DOCTYPE html>", id="html"),
    pytest.param("article.md", "# Kazakhstan", id="markdown"),
    pytest.param("article.json", "{", id="json"),
])  # fmt: skip
def test_an_article_takes_the_form_of_its_name(name, start, pages):
    run("read", "ministry.html", "encyclopaedia.html")
    assert run("article", "KAZ", "TUR", "-o", name).exit_code == 0
    assert (pages / name).read_text().lower().startswith(start.lower())


@pytest.mark.parametrize("arguments", [
    pytest.param(["article", "KAZ", "TUR"], id="article"),
    pytest.param(["article", "KAZ", "TUR", "-f", "html"], id="html"),
    pytest.param(["brief", "KAZ", "TUR"], id="brief"),
    pytest.param(["check"], id="findings"),
    pytest.param(["facts", "-f", "jsonl"], id="facts"),
])  # fmt: skip
def test_twice_is_the_same(arguments, pages):
    run("read", "ministry.html", "encyclopaedia.html")
    first = start(*arguments, "--on", "2026-11-22", env={**os.environ, "PYTHONHASHSEED": "1"})
    again = start(*arguments, "--on", "2026-11-22", env={**os.environ, "PYTHONHASHSEED": "2"})
    assert first.stdout
    assert first.stdout == again.stdout


def test_the_demo_goes_from_pages_to_article(here):
    shown = run("demo", "--on", "2026-11-22")
    assert shown.exit_code == 0, shown.output
    for found in ("C201", "C104", "C301", "C402", "C501", "11.4 %", "Now try"):
        assert found in shown.stdout
    assert (here / "demo-output" / "article.html").read_text().count("Kazakhstan") > 10
    assert run("demo", "--on", "2026-11-22").stdout.splitlines()[-12:] == shown.stdout.splitlines()[-12:]
