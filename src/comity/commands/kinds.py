"""`comity kinds`: the vocabulary."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from comity.commands.options import format_option, kinds_option, output_option

if TYPE_CHECKING:
    from comity.kinds import Kind

COLUMNS = ("kind", "group", "description")


@click.command("kinds")
@click.argument("name", required=False, metavar="[KIND]")
@format_option(("table", "tsv", "csv", "json", "jsonl"))
@output_option
@kinds_option
def command(name: str | None, form: str | None, output: Path | None, kinds: tuple[Path, ...]) -> None:
    """The kinds of statement that are read; of one KIND its roles, attributes, actions and examples.

    \b
    Example:  comity kinds
              comity kinds visit
    """
    from comity.commands.output import write_rows, write_text
    from comity.kinds import load_vocabulary

    vocabulary = load_vocabulary(*kinds)
    if name is not None:
        write_text(describe_kind(vocabulary.find(name)), output)
        return
    rows = ({"kind": kind.name, "group": kind.group, "description": kind.description} for kind in vocabulary.values())
    write_rows(rows, COLUMNS, form=form, output=output)


def describe_kind(kind: Kind) -> str:
    """What the file of a kind says, for reading."""
    parts = [f"{kind.name} ({kind.group})", f"  {kind.description}", "", "Roles (* in the key)"]
    parts += [f"  {role.name}{'*' if role.is_key else ''}: {role.type}" for role in kind.roles.values()]
    if kind.attributes:
        parts += ["", "Attributes (* in the key)"]
    for one in kind.attributes.values():
        parts.append(f"  {one.name}{'*' if one.is_key else ''}: {', '.join(one.values) or one.type}")
    if kind.actions:
        parts += ["", f"Actions: {', '.join(kind.actions)}"]
    if kind.stale_after_years is not None:
        parts += ["", f"Goes stale after {kind.stale_after_years:g} years."]
    codes = [f"{scheme} {code}" for scheme, code in kind.codes.items() if code]
    if codes:
        parts += ["", f"Codes elsewhere: {', '.join(codes)}"]
    if kind.examples:
        parts += ["", "Examples", *(f"  {example.get('text', '')}" for example in kind.examples)]
    if kind.counter_examples:
        parts += ["", "Not read as this kind", *(f"  {text}" for text in kind.counter_examples)]
    return "\n".join([*parts, "", f"File: {kind.path.name}"])
