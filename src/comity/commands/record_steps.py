"""Why something of the record stands: a statement, a fact, a finding, a source or a decision, found by its identity."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from comity.api import OpenRecord
from comity.checking import Checked, write_text
from comity.commands.reading_steps import describe_reading, describe_statement
from comity.errors import ComityError, RecordError
from comity.exchange import source_row
from comity.model import Decision, Fact, Finding, Source, Statement

# A prefix shorter than this may be any word.
MIN_DIGITS = 4


def explain_id(record: OpenRecord, identity: str, on: date | None) -> str:
    """What has that identity, or one that begins so, and why it stands; raises ComityError where nothing has."""
    digits = identity.casefold()
    if len(digits) < MIN_DIGITS or set(digits) - set("0123456789abcdef"):
        raise ComityError(
            f"{identity!r} is no id, no finding's code and no kind. An id has {MIN_DIGITS} or more hexadecimal digits. "
            "Copy one from 'comity facts', 'comity search' or 'comity check --format json'."
        )
    try:
        return "\n".join(describe_kept(record, record.store.find(digits), on))
    except RecordError:
        checked = record.check(on=on)
        rejected = (one.finding for one in checked.silenced)
        things: tuple[Fact | Finding, ...] = (*checked.facts, *checked.findings, *rejected)
        made = [one for one in things if one.id.startswith(digits)]
        if not made:
            raise
    return "\n".join(line for one in made for line in describe_made(record, one))


def describe_kept(record: OpenRecord, kept: Statement | Source | Decision, on: date | None) -> Iterator[str]:
    """The lines on a statement, a source or a decision."""
    match kept:
        case Statement():
            yield f"Statement {kept.id}"
            yield from describe_statement(kept)
            yield f"    {'source':10} {name_source(record, kept.source)}"
            yield from describe_past(record, kept)
            yield from describe_use(record.check(on=on), kept)
            yield from describe_reading(kept, record.store.document(kept.source), record.vocabulary)
        case Source():
            yield f"Source {kept.sha256}"
            yield from (f"  {name:12} {value}" for name, value in source_row(kept).items() if value not in (None, ""))
            yield f"  {'statements':12} {len(record.statements(source=kept.sha256))}"
        case Decision():
            yield f"Decision on {kept.subject}: {kept.verb} by {kept.who} at {kept.at}. {kept.why}".rstrip()


def describe_past(record: OpenRecord, statement: Statement) -> Iterator[str]:
    """When the record learnt a statement, from which reader, and what people decided of it."""
    for spell in record.store.history(statement.id):
        until = f", withdrawn {spell.withdrawn_at}" if spell.withdrawn_at else ""
        yield f"    {'learnt':10} {spell.learnt_at} by {spell.reader} {spell.program}{until}"
    for decision in record.store.decisions(statement.id):
        yield f"    {'decision':10} {decision.verb} by {decision.who} at {decision.at}. {decision.why}".rstrip()


def describe_use(checked: Checked, statement: Statement) -> Iterator[str]:
    """The facts that rest on a statement, and the findings on it."""
    for fact in checked.facts:
        if any(one.id == statement.id for one in fact.statements):
            yield f"In fact {fact.id}: {fact.standing}"
            yield from (f"  {reason}" for reason in fact.reasons)
    for finding in checked.findings:
        if statement.id in finding.statements:
            yield f"Finding {finding.id}: {finding.code} {finding.reason}"


def describe_made(record: OpenRecord, made: Fact | Finding) -> Iterator[str]:
    """The lines on a fact or a finding."""
    if isinstance(made, Finding):
        yield f"Finding {made.id}"
        yield write_text([made], {source.sha256: source.address for source in record.sources()}).rstrip()
        for one in record.store.decisions(made.id):
            yield f"    {'decision':10} {one.verb} by {one.who} at {one.at}. {one.why}".rstrip()
        return
    yield f"Fact {made.id}: {made.standing}"
    yield from (f"  {reason}" for reason in made.reasons)
    for statement in made.statements:
        yield f"Statement {statement.id}"
        yield from describe_statement(statement)
        yield f"    {'source':10} {name_source(record, statement.source)}"


def name_source(record: OpenRecord, sha256: str) -> str:
    """A source in a line: title, publisher and address."""
    source = record.store.source(sha256)
    return ", ".join(part for part in (source.title, source.publisher, source.address) if part)
