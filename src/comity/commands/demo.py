"""`comity demo`: the tour on two sample pages."""

from __future__ import annotations

import shutil
import sys
from datetime import date
from pathlib import Path

import click

from comity.commands.options import on_option

STATES = ("KAZ", "TUR")
NEXT = """Now try
  {comity} facts KAZ TUR --record {record}
  {comity} article TUR KAZ --on 1993-01-01 --record {record}
  {comity} explain --text "Turkey opened an embassy in Almaty in March 1992."
  {comity} read YOUR-PAGES/ && {comity} check"""


@click.command("demo")
@click.option("--folder", type=click.Path(file_okay=False, path_type=Path), default=Path("demo-output"),
              show_default=True, help="Where the pages, the record and the article are put.")  # fmt: skip
@on_option
def command(folder: Path, on: date | None) -> None:
    """Two sample pages read, checked against each other and written up as a brief and an article.

    \b
    Example:  comity demo
    """
    from comity import checking
    from comity.api import open_record
    from comity.commands.output import write_text
    from comity.demo import sample_pages
    from comity.writing import render

    folder.mkdir(parents=True, exist_ok=True)
    pages = [folder / page.name for page in sample_pages()]
    for page, path in zip(sample_pages(), pages, strict=True):
        path.write_bytes(page.read_bytes())
    with open_record(folder / "comity.db") as record:
        head(f"1. Read two pages that stand in {folder}")
        for path in pages:
            click.echo(f"{path}: {len(record.read(path))} statements")
        head("2. Check them against each other")
        addresses = {source.sha256: source.address for source in record.sources()}
        click.echo(checking.write_text(record.findings(*STATES, on=on), addresses).rstrip())
        head("3. Write the brief")
        click.echo(render(record.brief(*STATES, on=on), "text"))
        write_text(render(record.article(*STATES, on=on), "html"), folder / "article.html")
    head("4. Write the article")
    click.echo(f"{folder / 'article.html'} is written: open it in a browser.\n")
    click.echo(NEXT.format(comity=name_program(), record=folder / "comity.db"))


def head(words: str) -> None:
    """A heading."""
    click.echo("\n" + click.style(words, bold=True) + "\n")


def name_program() -> str:
    """How the program is called here: by its name, or by its path where the name is not found."""
    return "comity" if shutil.which("comity") else sys.argv[0]
