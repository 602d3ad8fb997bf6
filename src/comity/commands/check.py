"""`comity check`: what is wrong, doubtful or missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from comity.commands.options import (
    checks_option,
    kinds_option,
    known_at_option,
    on_option,
    output_option,
    quiet_option,
    record_option,
)

if TYPE_CHECKING:
    from comity.checking import Check, Checked, CheckSettings, Silence
    from comity.model import Severity

FORMS = ("text", "json", "sarif", "html", "markdown")
FORM_OF_SUFFIX = {".json": "json", ".sarif": "sarif", ".html": "html", ".md": "markdown"}
SEVERITIES = ("error", "warning", "note")


@click.command("check")
@click.argument("what", nargs=-1, metavar="[SOURCES... | STATES...]")
@click.option("-f", "--format", "form", type=click.Choice(FORMS),
              help="The form of the output; without it, that of the file's name, or text.")  # fmt: skip
@click.option(
    "--severity",
    type=click.Choice(SEVERITIES),
    help="Tell findings of this weight and above; the others do not count. Default: note.",
)
@click.option("--select", multiple=True, metavar="CODE", help="Only this code or group (C104, C1); may be repeated.")
@click.option("--ignore", multiple=True, metavar="CODE", help="Not this code or group; may be repeated.")  # fmt: skip
@click.option("--mapping", metavar="NAME|FILE", help="How the columns of tables are read; recognised without it.")
@click.option("--config", type=click.Path(dir_okay=False, path_type=Path),
              help="The settings of a project; without it, comity.toml or pyproject.toml of this folder.")  # fmt: skip
@output_option
@record_option
@kinds_option
@checks_option
@on_option
@known_at_option
@quiet_option
@click.pass_context
def command(
    ctx: click.Context, what: tuple[str, ...], form: str | None, severity: Severity | None, select: tuple[str, ...],
    ignore: tuple[str, ...], mapping: str | None, config: Path | None, output: Path | None, record_address: str,
    kinds: tuple[Path, ...], folders: tuple[Path, ...], on: date | None, known_at: date | None, quiet: bool,
) -> None:  # fmt: skip
    """Findings: contradictions, sums that do not add up, claims that rest on each other, what is out of date.

    Of SOURCES (files, folders, - for standard input) without a record; of one or two STATES in the record; of the
    whole record when nothing is named. A table (CSV, TSV, JSON lines, XLSX, ODS, XML) is checked row by row where a
    mapping tells what its columns state. Exit status 1 if there are findings.

    \b
    Example:  comity check ministry.html
              comity check KAZ TUR --severity warning --ignore C5
              comity check alliances.csv --mapping cow-alliances -f html -o findings.html
    """
    from comity import checking
    from comity.checking.silencing import part
    from comity.commands.configuration import read_configuration
    from comity.commands.output import say, write_text

    chosen = read_configuration(config)
    settings = chosen.settings(select=select, ignore=ignore, severity=severity)
    checks = checking.load_checks(*folders)
    if what and (mapping or all(map(is_source, what))):
        looked = check_sources(what, kinds, on, settings, mapping, checks, quiet)
    else:
        looked = check_record(what, record_address, kinds, on, known_at, settings, checks)
    findings, silenced = part(looked.checked.findings, chosen.silences, looked.comments)
    silenced = [*looked.checked.silenced, *silenced]
    chosen_form = choose_form(form, output)
    if chosen_form == "sarif":
        text = checking.write_sarif(findings, looked.addresses, silenced=silenced, checks=checks)
    else:
        text = getattr(checking, f"write_{chosen_form}")(findings, looked.addresses)
    if text or output:
        write_text(text, output)
    told = f", {len(silenced)} silenced" if silenced else ""
    say(f"{len(findings)} finding{'' if len(findings) == 1 else 's'}{told}.", quiet=quiet)
    ctx.exit(2 if looked.has_failed else 1 if findings else 0)


@dataclass(frozen=True)
class Looked:
    """What was checked: the result, the address of each source, its silences, and whether one was unreadable."""

    checked: Checked
    addresses: Mapping[str, str]
    comments: Mapping[str, Sequence[Silence]]
    has_failed: bool


def choose_form(form: str | None, output: Path | None) -> str:
    """The form asked for, or that of the file's name, or text."""
    return form or (FORM_OF_SUFFIX.get(output.suffix.casefold(), "text") if output is not None else "text")


def is_source(argument: str) -> bool:
    """Whether an argument names a file rather than a state: it is there, or it is written like a path."""
    return argument == "-" or "/" in argument or bool(Path(argument).suffix) or Path(argument).exists()


def check_sources(
    arguments: Sequence[str], kinds: Sequence[Path], on: date | None, settings: CheckSettings, mapping: str | None,
    checks: Sequence[Check], quiet: bool,
) -> Looked:  # fmt: skip
    """What is found on sources that go into no record."""
    from comity.api import check_readings
    from comity.checking.silencing import find_silences
    from comity.commands.read import Sieve
    from comity.commands.tables import read_tables
    from comity.intake import list_sources, make_fetch, read_each
    from comity.kinds import load_vocabulary

    vocabulary = load_vocabulary(*kinds)
    tables, others = read_tables(arguments, mapping, vocabulary, quiet=quiet)
    addresses, missing = list_sources(others)
    sieve = Sieve(read_each(addresses, vocabulary, fetch=make_fetch(date.today())), missing)
    readings = list(sieve)
    checked = check_readings(readings, vocabulary, on=on, settings=settings, tables=tables, checks=checks)
    sources = [one.document.source for one in readings] + [one.document.source for one in tables]
    # A page of the web does not get to silence what is found on it.
    comments = {one.document.source.sha256: find_silences(one.data) for one in readings if "://" not in one.address}
    return Looked(checked, {source.sha256: source.address for source in sources}, comments, sieve.has_failed)


def check_record(
    states: Sequence[str], record_address: str, kinds: Sequence[Path], on: date | None, known_at: date | None,
    settings: CheckSettings, checks: Sequence[Check],
) -> Looked:  # fmt: skip
    """What is found in the record on these states."""
    from comity.api import open_record

    with open_record(record_address, kinds=kinds, create=False) as record:
        checked = record.check(*states, on=on, known_at=known_at, settings=settings, checks=checks)
        return Looked(checked, {source.sha256: source.address for source in record.sources()}, {}, False)
