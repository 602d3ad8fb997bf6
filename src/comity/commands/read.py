"""`comity read`: documents in, statements out, or into the record."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import click

from comity.commands.options import (
    Day,
    format_option,
    kinds_option,
    output_option,
    quiet_option,
    record_option,
)

if TYPE_CHECKING:
    from comity.api import OpenRecord
    from comity.intake import Reading, Unread
    from comity.kinds import Vocabulary
    from comity.model import Finding

# The summary names each document of a small batch; of a large one it tells the totals.
MAX_NAMED = 20
SHOWN = ("when", "what", "who", "details", "document")


@click.command("read")
@click.argument("documents", nargs=-1, required=True, metavar="DOCUMENTS...")
@format_option()
@output_option
@record_option
@kinds_option
@click.option("--check", "is_checked", is_flag=True,
              help="Then tell the findings that came with these documents; status 1 if there are any.")  # fmt: skip
@click.option("--retrieved", type=Day(), metavar="DATE", help="The day on which the documents were fetched, if known.")
@quiet_option
@click.pass_context
def command(
    ctx: click.Context, documents: tuple[str, ...], form: str | None, output: Path | None, record_address: str,
    kinds: tuple[Path, ...], is_checked: bool, retrieved: date | None, quiet: bool,
) -> None:  # fmt: skip
    """Read documents into statements, each with its source, place and date.

    DOCUMENTS are files, folders, addresses of the web (https://...), or - for standard input. Text, HTML, PDF,
    DOCX, ODT, letters, wikitext, Markdown and TEI are read; archives, dumps, feeds and JSON lines give each document
    that they hold. The statements go into the record; with --format or --output they are printed and no record is
    written. A document that cannot be read is named, the others are read all the same, and the exit status is 2.

    \b
    Example:  comity read pages/
              comity read ministry.html --format jsonl | jq .kind
              comity read new-page.html --check
              comity read https://www.un.org/en/about-us/member-states
    """
    from comity.commands.progress import watch
    from comity.intake import list_sources, make_fetch, read_each
    from comity.kinds import load_vocabulary

    if is_checked and (form or output):
        raise click.UsageError("--check tells what came into the record, and with --format or --output none is written")
    vocabulary = load_vocabulary(*kinds)
    addresses, missing = list_sources(documents)
    day = None if retrieved is None else retrieved.isoformat()
    fetch = make_fetch(date.today())
    readings = watch(read_each(addresses, vocabulary, retrieved=day, fetch=fetch), addresses, "Reading", quiet=quiet)
    sieve = Sieve(readings, missing)
    if form or output:
        print_statements(sieve, form, output, vocabulary)
    else:
        found = keep_statements(sieve, record_address, vocabulary, quiet=quiet, is_checked=is_checked)
        ctx.exit(2 if sieve.has_failed else 1 if found else 0)
    ctx.exit(2 if sieve.has_failed else 0)


class Sieve:
    """The readings that came about; each source that could not be read is named on standard error."""

    def __init__(self, readings: Iterable[Reading | Unread], missing: Iterable[Unread]) -> None:
        self.readings = readings
        self.missing = missing
        self.has_failed = False

    def __iter__(self) -> Iterator[Reading]:
        from comity.intake import Unread

        for one in self.missing:
            self.tell(one)
        for reading in self.readings:
            if isinstance(reading, Unread):
                self.tell(reading)
            else:
                yield reading

    def tell(self, unread: Unread) -> None:
        """Name a source that could not be read."""
        self.has_failed = True
        click.echo(f"comity: {unread.reason}", err=True)


def print_statements(
    readings: Iterable[Reading], form: str | None, output: Path | None, vocabulary: Vocabulary
) -> None:
    """One statement a row, with the document's path as it was given."""
    from comity.commands.claims import write_claims
    from comity.commands.output import choose_form, open_output
    from comity.exchange import STATEMENT_COLUMNS, statement_row

    pairs = ((reading.address, statement) for reading in readings for statement in reading.statements)
    if choose_form(form, output) == "jsonl":
        with open_output(output) as stream:
            for address, statement in pairs:
                line = {"document": address, **statement.to_json()}
                stream.write(json.dumps(line, ensure_ascii=False).encode() + b"\n")
        return
    rows = (({"document": address, **statement_row(statement)}, statement) for address, statement in pairs)
    columns = ("document", *STATEMENT_COLUMNS)
    write_claims(rows, columns, vocabulary=vocabulary, form=form, output=output, shown=SHOWN)


def keep_statements(
    readings: Iterable[Reading], record_address: str, vocabulary: Vocabulary, *, quiet: bool, is_checked: bool = False
) -> int:
    """Every reading into the record, each whole or not at all; then the summary. The number of findings told."""
    from comity.api import OpenRecord
    from comity.commands.output import say
    from comity.record import open_record

    source = iter(readings)
    first = next(source, None)
    if first is None:
        return 0  # nothing could be read: no record is made for it
    lines: list[str] = []
    documents = statements = new = 0
    with OpenRecord(open_record(record_address, vocabulary=vocabulary), vocabulary) as record:
        news = News(record) if is_checked else None
        for reading in chain([first], source):
            added = record.add(reading)
            if news is not None:
                news.take(reading)
            documents, statements = documents + 1, statements + len(reading.statements)
            new += added.is_new
            if len(lines) < MAX_NAMED:
                known = "" if added.is_new else ", known already"
                lines.append(f"  {reading.address}: {count(len(reading.statements), 'statement')}{known}")
    if documents > MAX_NAMED:
        lines = [*lines[: MAX_NAMED - 1], f"  … and {documents - MAX_NAMED + 1} more"]
    total = f"{count(documents, 'document')} read into {record_address}, {new} new, {count(statements, 'statement')}"
    say("\n".join([f"{total}.", *lines]), quiet=quiet)
    if news is None:
        return 0
    click.echo(news.write(), nl=False)
    say(f"{count(len(news.findings), 'finding')} came with {'it' if documents == 1 else 'them'}.", quiet=quiet)
    return len(news.findings)


class News:
    """The findings of a record that came with some sources."""

    def __init__(self, record: OpenRecord) -> None:
        self.review = record.review()
        self.addresses = {source.sha256: source.address for source in record.sources()}
        self.before = {one.id for one in self.review.checked.findings}
        self.findings: Sequence[Finding] = ()

    def take(self, reading: Reading) -> None:
        """One more source."""
        source = reading.document.source
        self.addresses.setdefault(source.sha256, source.address)
        checked = self.review.add(reading.statements, {source.sha256: reading.document})
        self.findings = [one for one in checked.findings if one.id not in self.before]

    def write(self) -> str:
        """The findings as text."""
        from comity.checking import write_text

        return write_text(self.findings, self.addresses)


def count(number: int, noun: str) -> str:
    """The number with its noun.

    >>> count(1, "document"), count(2, "document")
    ('1 document', '2 documents')
    """
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
