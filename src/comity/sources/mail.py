"""Messages and pages saved in the form of messages (MHTML): the part that is read, and what its envelope says."""

from __future__ import annotations

import email
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message

from comity.errors import SourceError
from comity.sources.dates import parse_date
from comity.sources.properties import Signal

# More parts than these are a bomb, not a letter; parts are nested by recursion in the standard library.
MOST_PARTS = 2_000
# The standard library keeps each line, and looks at each that may part two parts; a picture of 32 MiB has fewer.
MOST_LINES, MOST_DASHED = 500_000, 20_000
# The name before an address in angle brackets; the standard parser of addresses recurses on brackets.
SENDER = re.compile(r"\s*\"?([^\"<>@()]{1,200}?)\"?\s*<")
LONGEST_HEADER = 2_000
SAVED_BY_BROWSER = re.compile(r"saved by", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Letter:
    """The part of a message that is read: bytes, encoding, whether it is HTML, its address, and the envelope."""

    data: bytes
    charset: str | None
    is_html: bool
    base: str
    signals: tuple[Signal, ...]
    retrieved: str | None


def open_letter(data: bytes, *, address: str) -> Letter:
    """The part to read: the HTML if there is one, else the plain text. Attachments are not read."""
    if data.count(b"\n--") > MOST_DASHED:
        raise make_error(address, f"it has more than {MOST_PARTS:,} parts")
    if (count := data.count(b"\n")) > MOST_LINES:
        raise make_error(address, f"it has {count:,} lines, more than {MOST_LINES:,}")
    try:
        message = email.message_from_bytes(data)
        parts = list(list_parts(message, address))
    except (RecursionError, IndexError, LookupError, ValueError, AttributeError, TypeError, MessageError) as error:
        # The standard parser raises these on broken headers; each is a fault of the file.
        raise make_error(address, f"its parts cannot be told apart ({type(error).__name__})") from error
    part = next((part for part in parts if get_type(part) == "text/html"), None) or next(
        (part for part in parts if get_type(part) == "text/plain"), None
    )
    if part is None:
        raise make_error(address, "it has no part with text")
    is_saved = bool(read_header(message, "Snapshot-Content-Location")) or (
        SAVED_BY_BROWSER.search(read_header(message, "From")) is not None
    )
    return Letter(
        data=read_payload(part),
        charset=part.get_content_charset(),
        is_html=get_type(part) == "text/html",
        base=read_header(message, "Snapshot-Content-Location") or read_header(part, "Content-Location"),
        signals=() if is_saved else tuple(read_envelope(message)),
        retrieved=parse_date(read_header(message, "Date")) if is_saved else None,
    )


def make_error(address: str, found: str) -> SourceError:
    """The error for a message without anything to read."""
    return SourceError(
        f"{address}: this is a message, and {found}. A message must have a part of plain text or HTML. "
        f"Save it again as .eml, or save its text."
    )


def list_parts(message: Message, address: str) -> Iterator[Message]:
    """The parts that are text and no attachments."""
    for count, part in enumerate(message.walk()):
        if count > MOST_PARTS:
            raise make_error(address, f"it has more than {MOST_PARTS:,} parts")
        if not part.is_multipart() and part.get_content_disposition() != "attachment":
            yield part


def get_type(part: Message) -> str:
    """The media type of a part."""
    return part.get_content_type()


def read_header(message: Message, name: str) -> str:
    """The words of a header line, decoded; "" where it is missing or too broken to decode."""
    raw = str(message.get(name, ""))[:LONGEST_HEADER]
    try:
        return " ".join(str(make_header(decode_header(raw))).split())
    except (ValueError, LookupError, MessageError):
        return " ".join(raw.split())


def read_payload(part: Message) -> bytes:
    """The bytes of a part, its transfer encoding undone."""
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def read_envelope(message: Message) -> Iterator[Signal]:
    """What the header of a letter states: subject, sender and day."""
    for header, name in (("Subject", "title"), ("Organization", "publisher"), ("Content-Language", "language")):
        if value := read_header(message, header):
            yield Signal(name, value, f"header {header}")
    sender = SENDER.match(read_header(message, "From"))
    if sender:
        yield Signal("author", sender[1], "header From")
    if published := parse_date(read_header(message, "Date")):
        yield Signal("published", published, "header Date")
