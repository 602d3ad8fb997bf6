"""Runs the examples of the documents, and writes the reference pages from the program itself.

    python tools/documents.py            tells where a document is not what the program says
    python tools/documents.py --update   writes it so

An example is a block fenced as `console`: lines with `$ ` are run by bash, one after the other in one empty folder that
has the two sample pages; what follows is their output, and `# status N` after a status other than 0.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import click

from comity.checking import write_pages
from comity.cli import COMMANDS, cli
from comity.demo import sample_pages
from comity.kinds import Kind, load_vocabulary
from comity.writing.schema import make_schema

ROOT = Path(__file__).parent.parent
RUN_PAGES = ("README.md", "docs/manual.md")
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
# The examples' width, so that a table is the same on every machine; and no colour.
ENVIRONMENT = {"COLUMNS": "100", "NO_COLOR": "1", "TERM": "dumb", "LC_ALL": "C.UTF-8"}


def run_blocks(text: str) -> str:
    """The document with the output that its examples have now."""
    with tempfile.TemporaryDirectory() as folder:
        for page in sample_pages():
            (Path(folder) / page.name).write_bytes(page.read_bytes())
        return BLOCK.sub(lambda block: f"```console\n{run_block(block[1], folder)}```", text)


def run_block(block: str, folder: str) -> str:
    """One example with the output that it has now."""
    commands = [line[2:] for line in block.splitlines() if line.startswith("$ ")]
    return "".join(f"$ {command}\n{run_command(command, folder)}" for command in commands)


def run_command(command: str, folder: str) -> str:
    """What a command prints, and its status where that is not 0."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, **ENVIRONMENT, "PATH": path}
    environment.pop("COMITY_RECORD", None)
    done = subprocess.run(
        ["bash", "-c", command], cwd=folder, env=environment, text=True, check=False, timeout=120,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    if "Traceback" in done.stdout:
        raise SystemExit(f"an example fails: {command}\n{done.stdout}")
    output = "".join(f"{line.rstrip()}\n" for line in done.stdout.splitlines())
    return output + (f"# status {done.returncode}\n" if done.returncode else "")


def write_commands() -> str:
    """The reference page of the commands: their help."""
    parts = ["# Commands", "", "Written by `python tools/documents.py --update` from the program's own help.", ""]
    parent = click.Context(cli, info_name="comity", **cli.context_settings)
    for name in COMMANDS:
        command = cli.get_command(parent, name)
        assert command is not None
        context = click.Context(command, parent, name, terminal_width=100)
        parts += [f"## comity {name}", "", "```text", command.get_help(context), "```", ""]
    return "\n".join(parts)


def write_kinds() -> str:
    """The reference page of the kinds, from their files."""
    parts = [
        "# Kinds, one by one", "",
        "Written by `python tools/documents.py --update` from the files in `src/comity/kinds`.",
        "Statements of one claim agree in the fields marked (key). How a kind is written: [kinds.md](kinds.md).", "",
    ]  # fmt: skip
    for kind in load_vocabulary().values():
        parts += [f"## {kind.name}", "", f"{kind.description} ({kind.group})", "", *list_fields(kind), ""]
        parts += [*(f"- {example['text']}" for example in kind.examples), ""]
    return "\n".join(parts)


def list_fields(kind: Kind) -> list[str]:
    """A table of a kind's roles, attributes and actions."""
    roles = [(role.name, role.is_key, role.type) for role in kind.roles.values()]
    plain = [(one.name, one.is_key, ", ".join(one.values) or one.type) for one in kind.attributes.values()]
    actions = [("action", True, ", ".join(kind.actions))] if kind.actions else []
    rows = [f"| {name}{' (key)' if is_key else ''} | {takes} |" for name, is_key, takes in (*roles, *plain, *actions)]
    return ["| field | what it takes |", "| --- | --- |", *rows]


def write_schema() -> str:
    """The JSON Schema of a page."""
    return json.dumps(make_schema(), ensure_ascii=False, indent=1) + "\n"


WRITTEN: Mapping[str, Callable[[], str]] = {
    "docs/commands.md": write_commands,
    "docs/findings.md": write_pages,
    "docs/kinds-reference.md": write_kinds,
    "docs/page.schema.json": write_schema,
}


def list_pages() -> Iterator[tuple[Path, str]]:
    """Each document that is checked, with what it should be."""
    for name in RUN_PAGES:
        yield ROOT / name, run_blocks((ROOT / name).read_text(encoding="utf-8"))
    for name, write in WRITTEN.items():
        yield ROOT / name, write()


def main() -> None:
    """Tell or mend the differences; exit status 1 where one is told."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--update", action="store_true")
    may_write = parser.parse_args().update
    different = [
        (path, text) for path, text in list_pages() if not path.exists() or path.read_text(encoding="utf-8") != text
    ]
    for path, text in different:
        print(f"{path.relative_to(ROOT)}: {'written' if may_write else 'is not what the program says'}")
        if may_write:
            path.write_text(text, encoding="utf-8")
    sys.exit(1 if different and not may_write else 0)


if __name__ == "__main__":
    main()
