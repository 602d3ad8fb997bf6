"""How a sentence is read, step by step: names, cues, roles, statements; or why nothing is read."""

from __future__ import annotations

from comity.kinds import Vocabulary
from comity.model import Statement
from comity.names import find_names
from comity.reading import read, read_sentences
from comity.sources import Taken, make_document


def explain_text(text: str, vocabulary: Vocabulary) -> str:
    """What is read in a text, by which cue and from which characters."""
    document = make_document(Taken("-", text.encode()))
    lines = ["Names"]
    lines += [
        f"  {document.text[name.start : name.end]!r} is {name.type} {name.code}"
        + (f" (or {', '.join(name.others)})" if name.others else "")
        for name in find_names(document.text)
    ] or ["  none that is known"]
    matched = [
        f"  {candidate.cue.kind}: {candidate.cue.name}"
        for reading in read_sentences(document, vocabulary)
        for candidate in reading.candidates
    ]
    lines += ["", "Cues that match", *(dict.fromkeys(matched) or ["  none"])]
    lines += ["", "Statements"]
    statements = read(document, vocabulary)
    for statement in statements:
        lines += describe_statement(statement)
    if not statements:
        lines.append(f"  none: {'no state stands where a cue needs one' if matched else 'no cue of any kind matches'}")
    return "\n".join(lines)


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
