"""`comity check` with a configuration, with tables and in its forms; `comity decide`."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from comity.cli import cli
from comity.commands.configuration import read_configuration
from comity.errors import ComityError

TABLE = "stateabb,ccode,styear,stmonth,stday,endyear,endmonth,endday\nXXX,999,1992,3,3,2016,12,31\n" + (
    "UKG,200,1816,1,1,2016,12,31\n" * 2
)


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("COMITY_RECORD", raising=False)
    (tmp_path / "states.csv").write_text(TABLE, encoding="utf-8")
    (tmp_path / "a.txt").write_text("Turkey and Peru established diplomatic relations on 2 March 1992.\n")
    (tmp_path / "b.txt").write_text("Turkey and Peru established diplomatic relations on 9 April 1993.\n")
    return tmp_path


def run(*arguments):
    return CliRunner().invoke(cli, arguments)


def findings(*arguments):
    shown = run("check", *arguments, "-f", "json", "-q")
    return json.loads(shown.stdout), shown.exit_code


@pytest.mark.parametrize(
    ("text", "codes", "status"),
    [
        pytest.param("", ["C601", "C602"], 1, id="none"),
        pytest.param("[check]\nignore = ['C602']\n", ["C601"], 1, id="ignore"),
        pytest.param("[check]\nselect = ['C602']\n", ["C602"], 1, id="select"),
        pytest.param("[check]\nseverity = 'error'\n", ["C601"], 1, id="severity"),
        pytest.param("[check]\nseverity = 'error'\n[check.severities]\nC602 = 'error'\nC601 = 'note'\n", ["C602"], 1,
                     id="severities"),
        pytest.param("[check]\nignore = ['C6']\n", [], 0, id="clean"),
    ],
)  # fmt: skip
def test_configuration_decides_what_is_told(text, codes, status, here):
    (here / "comity.toml").write_text(text)
    found, exit_code = findings("states.csv")
    assert ([one["code"] for one in found], exit_code) == (codes, status)


def test_the_command_line_goes_before_the_file(here):
    (here / "comity.toml").write_text("[check]\nselect = ['C602']\n")
    assert [one["code"] for one in findings("states.csv", "--select", "C601")[0]] == ["C601"]


def test_configuration_may_stand_in_pyproject(here):
    (here / "pyproject.toml").write_text("[tool.comity.check]\nignore = ['C602']\n")
    assert [one["code"] for one in findings("states.csv")[0]] == ["C601"]


def test_a_finding_is_silenced_with_its_reason(here):
    found, _ = findings("states.csv")
    silence = "".join(f"[[check.silence]]\nfinding = '{one['id'][:10]}'\nwhy = 'Known.'\n" for one in found)
    (here / "comity.toml").write_text(silence)
    shown = run("check", "states.csv")
    assert shown.exit_code == 0
    assert "0 findings, 2 silenced." in shown.stderr


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("[check]\nselct = ['C1']\n", "Did you mean 'select'", id="key"),
        pytest.param("[check]\nselect = 'C1'\n", "is no list", id="no-list"),
        pytest.param("[check]\nseverity = 'fatal'\n", "is not a severity", id="severity"),
        pytest.param("[[check.silence]]\nfinding = '3f9a2c3f'\n", "says why", id="no-reason"),
        pytest.param("[check\n", "is not TOML", id="toml"),
    ],
)
def test_a_wrong_configuration_is_named_with_its_mend(text, message, tmp_path):
    path = tmp_path / "comity.toml"
    path.write_text(text)
    with pytest.raises(ComityError, match=message) as caught:
        read_configuration(path)
    assert str(path) in str(caught.value)


@pytest.mark.parametrize(
    ("form", "sign"),
    [
        pytest.param("markdown", "## C601: unreadable cell", id="markdown"),
        pytest.param("html", '<article class="error"', id="html"),
        pytest.param("sarif", '"version": "2.1.0"', id="sarif"),
    ],
)
def test_forms(form, sign, here):
    assert sign in run("check", "states.csv", "-f", form).stdout


def test_the_form_is_that_of_the_files_name(here):
    run("check", "states.csv", "-o", "found.html")
    assert (here / "found.html").read_text(encoding="utf-8").startswith("<!doctype html>")


def test_html_and_markdown_let_no_markup_through(here):
    (here / "bad.csv").write_text(TABLE.replace("XXX,999", "<script>alert(1)</script>,9|9"), encoding="utf-8")
    assert "<script" not in run("check", "bad.csv", "-f", "html").stdout
    assert "<script" not in run("check", "bad.csv", "-f", "markdown").stdout.replace("\\<script", "")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        pytest.param(["states.csv", "--mapping", "cow-stat"], "Did you mean 'cow-states'", id="mapping"),
        pytest.param(["nowhere.csv", "--mapping", "cow-states"], "there is no such file", id="file"),
        pytest.param(["states.csv", "--config", "none.toml"], "cannot be read", id="configuration"),
    ],
)
def test_misuse_is_status_2(arguments, message, here):
    shown = run("check", *arguments)
    assert shown.exit_code == 2
    assert message in shown.stderr


@pytest.fixture
def record(here):
    assert run("read", "a.txt", "b.txt").exit_code == 0
    return here


def test_a_rejected_statement_carries_no_fact_and_the_decision_is_shown(record):
    (before,), status = findings("TUR", "PER", "--select", "C101")
    assert status == 1
    statement = before["statements"][0]
    shown = run("decide", statement[:12], "reject", "--why", "A slip.", "--who", "Editor")
    assert (shown.exit_code, shown.stdout) == (0, f"statement {statement}: rejected by Editor\n")
    assert findings("TUR", "PER", "--select", "C101") == ([], 0)
    assert "rejected by Editor" in run("explain", statement).stdout


def test_a_rejected_finding_is_told_no_more_until_it_is_accepted_again(record):
    (before,), _ = findings("--select", "C101")
    run("decide", before["id"], "reject", "--why", "Two calendars.", "--who", "Editor")
    assert findings("--select", "C101")[0] == []
    assert "rejected by Editor" in run("explain", before["id"]).stdout
    assert run("decide", before["id"], "accept", "--who", "Reviser").exit_code == 0
    assert [one["id"] for one in findings("--select", "C101")[0]] == [before["id"]]


def test_a_finding_is_sought_in_what_is_known_of_the_states_that_are_given(record):
    (before,), _ = findings("TUR", "PER", "--select", "C101")
    elsewhere = run("decide", before["id"], "reject", "KAZ", "TUR", "--why", "Two calendars.")
    assert (elsewhere.exit_code, "begins with" in elsewhere.stderr) == (2, True)
    assert run("decide", before["id"], "reject", "TUR", "Peru", "--why", "Two calendars.").exit_code == 0
    assert findings("TUR", "PER", "--select", "C101")[0] == []


def test_decisions_are_listed_and_none_is_overwritten(record):
    (before,), _ = findings("--select", "C101")
    statement = before["statements"][0]
    run("decide", before["id"], "reject", "--why", "Two calendars.", "--who", "Editor")
    run("decide", before["id"], "accept", "--who", "Reviser")
    run("decide", statement, "flag", "--why", "Look again.", "--who", "Editor")
    rows = [json.loads(line) for line in run("decisions", "-f", "jsonl").stdout.splitlines()]
    assert [(row["verb"], row["who"], row["what"], row["holds"]) for row in rows] == [
        ("rejected", "Editor", "finding", "no"), ("accepted", "Reviser", "finding", "yes"),
        ("flagged", "Editor", "statement", "yes"),
    ]  # fmt: skip
    assert [row["why"] for row in rows] == ["Two calendars.", "", "Look again."]
    assert all(row["at"].startswith("20") for row in rows)
    assert len(run("decisions", statement[:10], "-f", "jsonl").stdout.splitlines()) == 1


def sarif(*arguments):
    return json.loads(run("check", *arguments, "-f", "sarif", "-q").stdout)["runs"][0]["results"]


def test_sarif_has_what_is_silenced_with_its_reason(record):
    (before,) = sarif("--select", "C101")
    assert before["suppressions"] == []
    identity = before["partialFingerprints"]["comityFinding/v1"]
    run("decide", identity, "reject", "--why", "Two calendars.", "--who", "Editor")
    (after,) = sarif("--select", "C101")
    (suppression,) = after["suppressions"]
    assert (suppression["kind"], suppression["status"]) == ("external", "accepted")
    assert suppression["justification"].startswith("Two calendars. (Editor, 20")
    (record / "comity.toml").write_text(f"[[check.silence]]\nfinding = '{identity[:8]}'\nwhy = 'Known.'\n")
    (here_too,) = sarif("a.txt", "b.txt", "--select", "C101")
    assert here_too["suppressions"][0]["justification"] == "Known."


PAGE = "<!doctype html><title>Days of May</title><p>The delegations met on Monday, 4 May 2010 in the old town hall.</p>"


@pytest.mark.parametrize(
    ("comment", "told", "silenced"),
    [
        pytest.param("", 1, 0, id="none"),
        pytest.param("<!-- comity: silence C404 As printed. -->", 0, 1, id="code"),
        pytest.param("<!-- comity: silence C4 As printed. -->", 0, 1, id="group"),
        pytest.param("<!-- comity: silence C404 -->", 1, 0, id="no-reason"),
        pytest.param("<!-- comity: silence C405 As printed. -->", 1, 0, id="another-code"),
    ],
)
def test_a_comment_in_the_source_silences_with_a_reason(comment, told, silenced, here):
    (here / "page.html").write_text(f"{PAGE}{comment}")
    results = sarif("page.html")
    assert [len(one["suppressions"]) for one in results] == [0] * told + [1] * silenced
    assert all(one["suppressions"][0]["kind"] == "inSource" for one in results[told:])
    assert run("check", "page.html").exit_code == bool(told)


def test_a_corrected_statement_is_read_as_corrected(record):
    (before,), _ = findings("--select", "C101")
    shown = run("decide", before["statements"][1], "correct", "--to", '{"when": "1992-03-02"}', "--why", "Gazette.")
    assert shown.exit_code == 0
    assert findings("--select", "C101")[0] == []


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        pytest.param(["reject"], "needs a reason", id="no-reason"),
        pytest.param(["correct", "--why", "So."], "needs --to JSON", id="no-correction"),
        pytest.param(["correct", "--why", "So.", "--to", '{"when": "soon"}'], "is no date in EDTF", id="no-date"),
        pytest.param(["accept", "--to", "{}"], "no other verb has it", id="correction-of-another-verb"),
    ],
)
def test_a_decision_that_cannot_be_is_refused(arguments, message, record):
    (before,), _ = findings("--select", "C101")
    shown = run("decide", before["statements"][0], *arguments)
    assert shown.exit_code == 2
    assert message in shown.stderr


def test_no_decision_on_a_fact(record):
    fact = json.loads(run("facts", "TUR", "PER", "-f", "jsonl").stdout.splitlines()[0])
    shown = run("decide", fact["id"], "accept")
    assert shown.exit_code == 2
    assert fact["statements"].split()[0] in shown.stderr


def test_read_tells_what_came_with_a_source(here):
    assert run("read", "a.txt").exit_code == 0
    shown = run("read", "b.txt", "--check", "-q")
    assert (shown.exit_code, "C101 error: Two dates" in shown.stdout) == (1, True)
    again = run("read", "b.txt", "--check")
    assert (again.exit_code, again.stdout) == (0, "")
    assert run("read", "b.txt", "--check", "-f", "jsonl").exit_code == 2
