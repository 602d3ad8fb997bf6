"""The documents say what the program does."""

import pytest

import documents
from comity.cli import COMMANDS


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_in_the_manual(name, root):
    assert f"comity {name}" in (root / "docs" / "manual.md").read_text()


@pytest.mark.parametrize("name", documents.RUN_PAGES)
def test_examples_are_what_the_program_prints(name, root):
    text = (root / name).read_text()
    assert documents.BLOCK.search(text)
    assert documents.run_blocks(text) == text


@pytest.mark.parametrize("name", documents.WRITTEN)
def test_reference_is_written_from_the_program(name, root):
    assert (root / name).read_text() == documents.WRITTEN[name]()


def test_readme_opens_with_a_run_in_the_first_screen(root):
    lines = (root / "README.md").read_text().splitlines()
    assert "```console" in lines[:12]
    assert "```" in lines[:40]


def test_a_false_example_is_seen():
    text = "```console\n$ echo one\ntwo\n$ exit 3\n```\n"
    assert documents.run_blocks(text) == "```console\n$ echo one\none\n$ exit 3\n# status 3\n```\n"
