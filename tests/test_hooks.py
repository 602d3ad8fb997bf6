"""The hook for commits and the action for code hosts: their files are what such programs read, and they run."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

GOOD = "Peru and Laos established diplomatic relations on 4 May 1971.\n"
BAD = "Laos and Peru established diplomatic relations on 9 June 1971.\n"
BIN = Path(sys.executable).parent


@pytest.fixture
def repository(tmp_path):
    for arguments in (["init", "-q"], ["config", "user.email", "a@b.example"], ["config", "user.name", "A"]):
        subprocess.run(["git", *arguments], cwd=tmp_path, check=True)
    (tmp_path / "one.txt").write_text(GOOD)
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8")
    return tmp_path


def add(repository, name, text):
    (repository / name).write_text(text)
    subprocess.run(["git", "add", "."], cwd=repository, check=True)


def run_hook(hook, repository):
    """What pre-commit does: the entry with the staged files that the hook asks for."""
    listed = subprocess.run(["git", "diff", "--cached", "--name-only"], cwd=repository, capture_output=True, check=True)
    files = [name for name in listed.stdout.decode().split() if re.search(hook["files"], name)]
    command, *rest = shlex.split(hook["entry"])
    return subprocess.run([BIN / command, *rest, *files], cwd=repository, capture_output=True, text=True)


@pytest.fixture(scope="module")
def hook(root):
    (only,) = yaml.safe_load((root / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    return only


def test_hook_has_what_pre_commit_needs(hook):
    assert {"id", "name", "entry", "language"} <= set(hook)
    assert hook["require_serial"] is True
    assert re.search(hook["files"], "data/visits.csv")
    assert not re.search(hook["files"], "photo.jpg")


@pytest.mark.slow
def test_hook_stops_a_commit_that_contradicts_and_lets_others_pass(hook, repository):
    add(repository, "two.txt", "Little is known of the climate.\n")
    assert run_hook(hook, repository).returncode == 0
    add(repository, "two.txt", BAD)
    shown = run_hook(hook, repository)
    assert (shown.returncode, "C101 error" in shown.stdout) == (1, True)


@pytest.fixture(scope="module")
def action(root):
    return yaml.safe_load((root / "action.yml").read_text(encoding="utf-8"))


def test_action_is_composite_and_takes_nothing_into_its_scripts(action):
    assert action["runs"]["using"] == "composite"
    for step in action["runs"]["steps"]:
        assert step["shell"] == "bash"
        assert "${{" not in step["run"]
        for value in step.get("env", {}).values():
            name = re.fullmatch(r"\$\{\{ (?:inputs\.(\w+)|github\.action_path) \}\}", value)
            assert name is not None
            assert name[1] is None or name[1] in action["inputs"]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "status", "count"),
    [pytest.param(GOOD, 0, 0, id="clean"), pytest.param(BAD, 1, 1, id="contradiction")],
)
def test_action_checks_and_leaves_a_log(text, status, count, action, repository):
    (repository / "two words.txt").write_text(text)
    (repository / "comity").mkdir()
    (repository / "comity" / "bin").symlink_to(BIN)
    step = action["runs"]["steps"][-1]
    given = {"PATHS": "one.txt\ntwo words.txt\n", "SEVERITY": "error", "MAPPING": "", "SARIF": "out.sarif"}
    environment = {**os.environ, **given, "RUNNER_TEMP": str(repository)}
    shown = subprocess.run(["bash", "-eo", "pipefail", "-c", step["run"]], cwd=repository, env=environment,
                           capture_output=True, text=True)  # fmt: skip
    assert shown.returncode == status, shown.stderr
    log = json.loads((repository / "out.sarif").read_text(encoding="utf-8"))
    assert len(log["runs"][0]["results"]) == count
