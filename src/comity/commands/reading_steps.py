"""How a sentence is read, step by step: mentions, clauses, cues, roles; or why nothing is read."""

from __future__ import annotations

from collections.abc import Iterator

from comity.kinds import Vocabulary
from comity.model import Document, Statement
from comity.reading.explain import explain_document, explain_statement, write_explanation
from comity.sources import Taken, make_document


def explain_text(text: str, vocabulary: Vocabulary) -> str:
    """How each sentence of a text is read: its mentions, clauses and cues, and what came of them."""
    document = make_document(Taken("-", text.encode()))
    told = [write_explanation(explained) for explained in explain_document(document, vocabulary)]
    return "\n\n".join(told or ["Nothing is read: there is no sentence."])


def describe_reading(statement: Statement, document: Document, vocabulary: Vocabulary) -> Iterator[str]:
    """The lines that tell how a kept statement comes of its document, read again with the kinds of now."""
    explained = explain_statement(statement, document, vocabulary)
    if explained is None:
        yield "The reader of now does not read it so: the kinds or the program have changed since it was kept."
        return
    yield from ("How it is read", *(f"  {line}".rstrip() for line in write_explanation(explained).splitlines()))


def describe_statement(statement: Statement) -> list[str]:
    """A statement in lines: what is claimed, by which cue, from which characters."""
    from comity.exchange import statement_row

    row = statement_row(statement)
    shown = ("roles", "attributes", "when", "value", "to", "unit", "bound", "modality", "cue")
    lines = [f"  {statement.kind}{' ' + statement.action if statement.action else ''}"]
    lines += [f"    {name:10} {row[name]}" for name in shown if row[name] not in (None, "")]
    quote = " ".join(statement.quote.split())
    lines.append(f"    {'evidence':10} {statement.evidence.start}-{statement.evidence.end} “{quote}”")
    return lines
