"""`comity check`: what is wrong, doubtful or missing."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from comity.commands.options import (
    kinds_option,
    known_at_option,
    on_option,
    output_option,
    quiet_option,
    record_option,
)

if TYPE_CHECKING:
    from comity.model import Finding, Place

FORMS = ("text", "json", "jsonl")
SEVERITIES = ("note", "warning", "error")
# Longer quotes are cut in the text; JSON has them whole.
MAX_QUOTE = 200


@click.command("check")
@click.argument("what", nargs=-1, metavar="[SOURCES... | STATES...]")
@click.option("-f", "--format", "form", type=click.Choice(FORMS), help="The form of the output; text without it.")
@click.option("--severity", type=click.Choice(SEVERITIES), default="note", show_default=True,
              help="Tell findings of this weight and above; the others do not count.")  # fmt: skip
@output_option
@record_option
@kinds_option
@on_option
@known_at_option
@quiet_option
@click.pass_context
def command(
    ctx: click.Context, what: tuple[str, ...], form: str | None, severity: str, output: Path | None,
    record_address: str, kinds: tuple[Path, ...], on: date | None, known_at: date | None, quiet: bool,
) -> None:  # fmt: skip
    """Findings: contradictions, sums that do not add up, claims that rest on each other, what is out of date.

    Of SOURCES (files, folders, - for standard input) without a record; of one or two STATES in the record; of the
    whole record when nothing is named. Exit status 1 if there are findings.

    \b
    Example:  comity check ministry.html
              comity check KAZ TUR --severity warning
    """
    from comity.commands.output import say, write_text

    if what and all(map(is_source, what)):
        findings, addresses, has_failed = check_sources(what, kinds, on)
    else:
        findings, addresses, has_failed = check_record(what, record_address, kinds, on, known_at)
    told = [finding for finding in findings if SEVERITIES.index(finding.severity) >= SEVERITIES.index(severity)]
    text = WRITERS[form or "text"](told, addresses)
    if text or output:
        write_text(text, output)
    say(f"{len(told)} finding{'' if len(told) == 1 else 's'}.", quiet=quiet)
    ctx.exit(2 if has_failed else 1 if told else 0)


def is_source(argument: str) -> bool:
    """Whether an argument names a file rather than a state: it is there, or it is written like a path."""
    return argument == "-" or "/" in argument or bool(Path(argument).suffix) or Path(argument).exists()


def check_sources(
    arguments: Sequence[str], kinds: Sequence[Path], on: date | None
) -> tuple[Sequence[Finding], Mapping[str, str], bool]:
    """Findings of sources that go into no record, their addresses, and whether one could not be read."""
    from comity.api import check_readings
    from comity.commands.read import Sieve
    from comity.intake import list_sources, read_each
    from comity.kinds import load_vocabulary

    vocabulary = load_vocabulary(*kinds)
    addresses, missing = list_sources(arguments)
    sieve = Sieve(read_each(addresses, vocabulary), missing)
    readings = list(sieve)
    findings = check_readings(readings, vocabulary, on=on).findings
    return findings, {one.document.source.sha256: one.address for one in readings}, sieve.has_failed


def check_record(
    states: Sequence[str], record_address: str, kinds: Sequence[Path], on: date | None, known_at: date | None
) -> tuple[Sequence[Finding], Mapping[str, str], bool]:
    """Findings of the record on these states, and the addresses of its sources."""
    from comity.api import open_record

    with open_record(record_address, kinds=kinds, create=False) as record:
        findings = record.findings(*states, on=on, known_at=known_at)
        return findings, {source.sha256: source.address for source in record.sources()}, False


def write_findings(findings: Iterable[Finding], addresses: Mapping[str, str]) -> str:
    """The findings as a linter prints them, each followed by its quotes and sums."""
    return "\n".join(line for finding in findings for line in finding_lines(finding, addresses))


def finding_lines(finding: Finding, addresses: Mapping[str, str]) -> list[str]:
    """The lines of one finding, the first with the place to mend."""
    head = f"{finding.code} {finding.severity}: {finding.reason}"
    places = [f"{write_place(place, addresses)}: " for place in finding.places]
    lines = [f"{places[0]}{head}" if places else head]
    lines += [f"    {write_quote(place)}  {write_place(place, addresses)}" for place in finding.places]
    if finding.arithmetic:
        lines.append(f"    sum: {finding.arithmetic}")
    if finding.settle:
        lines.append(f"    to settle: {finding.settle}")
    return lines


def write_place(place: Place, addresses: Mapping[str, str]) -> str:
    """`path:line:column`."""
    return f"{addresses.get(place.source, place.source[:12])}:{place.line}:{place.column}"


def write_quote(place: Place) -> str:
    """The quote in one line, cut where it is long."""
    words = " ".join(place.quote.split())
    return f"“{words}”" if len(words) <= MAX_QUOTE else f"“{words[:MAX_QUOTE].rsplit(' ', 1)[0]} …”"


def make_form(finding: Finding, addresses: Mapping[str, str]) -> dict[str, Any]:
    """The finding as JSON, each place with its address."""
    places = [{"address": addresses.get(place.source), **asdict(place)} for place in finding.places]
    return {**asdict(finding), "places": places}


def write_json(findings: Iterable[Finding], addresses: Mapping[str, str]) -> str:
    """One JSON list."""
    return json.dumps([make_form(finding, addresses) for finding in findings], ensure_ascii=False, indent=1)


def write_jsonl(findings: Iterable[Finding], addresses: Mapping[str, str]) -> str:
    """One JSON object a line."""
    return "\n".join(json.dumps(make_form(finding, addresses), ensure_ascii=False) for finding in findings)


WRITERS = {"text": write_findings, "json": write_json, "jsonl": write_jsonl}
