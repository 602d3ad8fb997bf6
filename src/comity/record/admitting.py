"""What the record admits: bytes of the source's hash, and statements whose quotes stand in its text."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

from comity.errors import RecordError
from comity.model import Document, Statement
from comity.record.forms import hash_statement


def check_document(document: Document, data: bytes) -> None:
    """Raises RecordError unless the bytes are those of the source, and the text can be written."""
    found = hashlib.sha256(data).hexdigest()
    if found != document.source.sha256:
        raise RecordError(
            f"{document.source.address}: the bytes hash to {found}, the document says {document.source.sha256}. "
            "A source is kept under the hash of its bytes. Make the document from these bytes."
        )
    try:
        document.text.encode()
    except UnicodeEncodeError as error:
        raise RecordError(
            f"{document.source.address}: character {error.start} of the text is half of a pair "
            f"({document.text[error.start]!r}). "
            "A text is made of whole characters. Decode the bytes anew, with errors='replace' where they are damaged."
        ) from error


def check_statement(statement: Statement, document: Document) -> None:
    """Raises RecordError unless the statement is of this source and its quote stands at its place."""
    source, evidence = document.source, statement.evidence
    if statement.source != source.sha256:
        raise RecordError(
            f"{source.address}: a statement of kind {statement.kind!r} is of source {statement.source or '(none)'}. "
            f"Its source must be {source.sha256}. Make it with source=document.source.sha256."
        )
    if document.text[evidence.start : evidence.end] != statement.quote:
        raise RecordError(
            f"{source.address}: characters {evidence.start} to {evidence.end} are not the quote of a statement of "
            f"kind {statement.kind!r}: {statement.quote[:60]!r}. The quote is the text's characters at the evidence. "
            "Make it with quote=document.text[start:end]."
        )


def key_statements(statements: Iterable[Statement], document: Document) -> dict[bytes, Statement]:
    """The statements by their hash, each checked, the first of those that are the same."""
    keyed: dict[bytes, Statement] = {}
    for statement in statements:
        check_statement(statement, document)
        keyed.setdefault(hash_statement(statement), statement)
    return keyed


def stream_checked(statements: Iterable[Statement], document: Document) -> Iterator[Statement]:
    """The statements of a stream, each checked, and that they are in order of their evidence."""
    source, text, before = document.source.sha256, document.text, 0
    for statement in statements:
        evidence = statement.evidence
        start = evidence.start
        if statement.source != source or text[start : evidence.end] != statement.quote:
            check_statement(statement, document)
        if start < before:
            raise make_order_error(before, start, document)
        before = start
        yield statement


def make_order_error(before: int, start: int, document: Document) -> RecordError:
    """The error of a stream in which a statement stands before the one that came before it."""
    return RecordError(
        f"{document.source.address}: a statement at character {start} came after one at {before}. "
        "A stream of statements is in order of their evidence. Sort the statements of each row by their evidence."
    )
