"""Checks of one's own: from a folder and from installed packages, with code, severity, sentence and examples."""

from __future__ import annotations

import json
from importlib.metadata import EntryPoint

import pytest
from click.testing import CliRunner

from comity.checking import plugins
from comity.checking.plugins import load_checks
from comity.cli import cli
from comity.errors import CheckError

CHECK = '''
from comity.checking import Check, make_finding


def find_new_year(case):
    """Ministries are closed on 1 January: the date may stand for "some day of that year"."""
    for statement in case.statements:
        if statement.when is not None and str(statement.when).endswith("-01-01"):
            reason = "A day of January 1 often stands for a year."
            yield make_finding("X101", reason, [case.place_of(statement)], statements=[statement])


CHECKS = [Check(
    "X101", "warning", "Something is told of the first of January.", find_new_year,
    examples=("Peru and Ghana established diplomatic relations on 1 January 1962.",),
    counter_examples=("Peru and Ghana established diplomatic relations on 2 January 1962.",),
)]
'''


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "new_year.py").write_text(CHECK)
    (tmp_path / "a.txt").write_text("Peru and Laos established diplomatic relations on 1 January 1971.\n")
    return tmp_path / "mine"


def run(*arguments):
    return CliRunner().invoke(cli, arguments)


def test_a_check_of_a_folder_finds(folder):
    shown = run("check", "a.txt", "--checks", "mine", "-q", "-f", "json")
    (found,) = json.loads(shown.stdout)
    assert (found["code"], found["severity"], shown.exit_code) == ("X101", "warning", 1)


def test_it_is_selected_weighed_and_silenced_like_others(folder):
    (folder.parent / "comity.toml").write_text("[check.severities]\nX101 = 'error'\n")
    shown = run("check", "a.txt", "--checks", "mine", "-q", "--select", "X1", "--severity", "error")
    assert "X101 error: A day of January 1" in shown.stdout
    assert run("check", "a.txt", "--checks", "mine", "--ignore", "X1").exit_code == 0


def test_sarif_has_its_sentence(folder):
    shown = json.loads(run("check", "a.txt", "--checks", "mine", "-q", "-f", "sarif").stdout)
    (rule,) = shown["runs"][0]["tool"]["driver"]["rules"]
    assert rule["shortDescription"]["text"] == "Something is told of the first of January."


def test_it_is_listed_explained_and_tried(folder):
    rows = [json.loads(line) for line in run("checks", "--checks", "mine", "-f", "jsonl").stdout.splitlines()]
    assert [row["code"] for row in rows if row["origin"] == "own"] == ["X101"]
    assert "Ministries are closed" in run("explain", "X101", "--checks", "mine").stdout
    assert run("checks", "--checks", "mine", "--try").exit_code == 0


def test_an_example_that_does_not_come_out_is_told(folder):
    path = folder / "new_year.py"
    path.write_text(CHECK.replace("on 2 January 1962", "on 1 January 1963"))
    shown = run("checks", "--checks", "mine", "--try")
    assert (shown.exit_code, "counter-example" in shown.stdout) == (1, True)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        pytest.param("X101", "C101", "is no code for a check of one's own", id="code-of-ours"),
        pytest.param('"warning"', '"loud"', "needs a severity (error, warning, note)", id="severity"),
        pytest.param("CHECKS = [Check(", "OTHERS = [Check(", "has no list CHECKS", id="no-list"),
        pytest.param("import Check,", "import Chick,", "cannot be run: ImportError", id="import"),
        pytest.param("CHECKS = [", "CHECKS = [5, ", "is no comity.checking.Check", id="no-check"),
    ],
)
def test_what_is_no_check_is_refused(old, new, message, folder):
    (folder / "new_year.py").write_text(CHECK.replace(old, new))
    shown = run("check", "a.txt", "--checks", "mine")
    assert (shown.exit_code, message in shown.stderr) == (2, True)


def test_a_folder_without_checks_and_a_code_given_twice(folder, tmp_path):
    (tmp_path / "empty").mkdir()
    with pytest.raises(CheckError, match="there are no checks"):
        load_checks(tmp_path / "empty")
    with pytest.raises(CheckError, match="two checks have this code"):
        load_checks(folder, folder / "new_year.py")


def test_checks_of_installed_packages(folder, monkeypatch):
    monkeypatch.syspath_prepend(str(folder))
    point = EntryPoint("new-year", "new_year:CHECKS", plugins.GROUP)
    monkeypatch.setattr(plugins, "entry_points", lambda group: [point] if group == "comity.checks" else [])
    assert "X101" in {check.code for check in load_checks()}
