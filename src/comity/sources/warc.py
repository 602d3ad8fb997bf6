"""WARC: web archives record by record, in flat memory; each answer of a server, with its headers, is one source.

In: a stream, or the bytes of one record. Out: the records, and what a server answered (status, headers, content).
Comity keeps what it fetches in the same form. The format: ISO 28500, https://iipc.github.io/warc-specifications/.
"""

from __future__ import annotations

import hashlib
import re
import uuid
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from comity.errors import SourceError
from comity.sources.archives import ENTRY, HIGHEST_RATIO, SMALL_ENTRY
from comity.sources.bounds import LARGEST_DOCUMENT

LARGEST_RECORD = LARGEST_DOCUMENT + 1024 * 1024
LARGEST_HEADER = 256 * 1024
CHUNK_BYTES = 1 << 20
DOCUMENT_RECORDS = frozenset(("response", "resource", "conversion"))
FIELD = re.compile(r"([!-9;-~]{1,100}):[ \t]*(.*)")
STATUS = re.compile(r"HTTP/\d(?:\.\d)? (\d{3})")
CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
CHUNK_SIZE = re.compile(rb"([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]{0,500})?\r?\n")


@dataclass(frozen=True, slots=True)
class Record:
    """One record: its bytes as they stand in the archive, its fields (in small letters), and its block."""

    data: bytes
    fields: Mapping[str, str]
    block: bytes

    @property
    def type(self) -> str:
        """What it is: "response", "request", "warcinfo" …"""
        return self.fields.get("warc-type", "").lower()

    @property
    def url(self) -> str:
        """The address that was asked."""
        return self.fields.get("warc-target-uri", "").strip("<> ")

    @property
    def date(self) -> str | None:
        """The day on which it was fetched."""
        found = re.match(r"\d{4}-\d{2}-\d{2}", self.fields.get("warc-date", ""))
        return found[0] if found else None


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered: status (0 where none is known), headers in small letters, the content unpacked."""

    status: int
    headers: Mapping[str, str]
    content: bytes

    @property
    def media_type(self) -> str:
        """The media type that the server states."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def charset(self) -> str | None:
        """The encoding that the server states."""
        found = CHARSET.search(self.headers.get("content-type", ""))
        return found[1] if found else None


def read_records(stream: BinaryIO, address: str) -> Iterator[Record | SourceError]:
    """The records of an archive; for one that is too large, its error. Raises SourceError where the archive breaks."""
    while line := skip_empty_lines(stream):
        head = line + read_head(stream, address)
        fields = read_fields(head.decode("utf-8", errors="replace"))
        length = fields.get("content-length", "")
        if not line.startswith(b"WARC/") or not length.isdecimal() or len(length) > 15:
            raise make_error(address, "a record does not begin with its version and length")
        if int(length) > LARGEST_RECORD:
            skip(stream, int(length))
            place = f"{address}{ENTRY}{fields.get('warc-target-uri', '')}"
            yield make_error(place, f"the record has {int(length):,} bytes")
            continue
        block = stream.read(int(length))
        if len(block) < int(length):
            raise make_error(address, "its last record is cut off")
        yield Record(head + block, fields, block)


def skip_empty_lines(stream: BinaryIO) -> bytes:
    """The next line that is not empty; b"" at the end."""
    line = stream.readline(LARGEST_HEADER)
    while line and not line.strip():
        line = stream.readline(LARGEST_HEADER)
    return line


def read_head(stream: BinaryIO, address: str) -> bytes:
    """The lines up to and with the empty one."""
    lines, size = [], 0
    while line := stream.readline(LARGEST_HEADER):
        lines.append(line)
        size += len(line)
        if not line.strip():
            break
        if size > LARGEST_HEADER:
            raise make_error(address, f"a record has a header of more than {LARGEST_HEADER:,} bytes")
    return b"".join(lines)


def skip(stream: BinaryIO, length: int) -> None:
    """Nothing; so many bytes are passed over."""
    while length > 0 and (data := stream.read(min(length, CHUNK_BYTES))):
        length -= len(data)


def read_fields(head: str) -> dict[str, str]:
    """The fields of a header by their names in small letters; of several, the first."""
    fields: dict[str, str] = {}
    for line in head.splitlines():
        if found := FIELD.match(line):
            fields.setdefault(found[1].lower(), found[2].strip())
    return fields


def open_record(data: bytes, address: str) -> Record:
    """The record in bytes that hold just one."""
    head, mark, block = data.partition(b"\r\n\r\n")
    fields = read_fields(head.decode("utf-8", errors="replace"))
    length = fields.get("content-length", "")
    if not mark or length != str(len(block.removesuffix(b"\r\n\r\n"))) and length != str(len(block)):
        raise make_error(address, "it is not one whole record")
    return Record(data, fields, block[: int(length)])


def read_answer(record: Record, address: str) -> Answer:
    """What a record holds; raises SourceError where its content cannot be unpacked."""
    if not record.fields.get("content-type", "").lower().startswith("application/http"):
        return Answer(0, {"content-type": record.fields.get("content-type", "")}, record.block)
    head, content = split_head(record.block)
    found = STATUS.match(head)
    if found is None:
        raise make_error(address, "the answer has no status")
    headers = read_fields(head)
    if "chunked" in headers.get("transfer-encoding", "").lower():
        content = join_chunks(content)
    return Answer(int(found[1]), headers, decode_content(content, headers.get("content-encoding", ""), address))


# What a server says of a page that is not there any more, and of one that it does not give to us.
GONE = {404: "not found", 410: "gone"}
BLOCKED = {401: "asks for a password", 403: "forbidden", 429: "too many requests", 451: "barred for legal reasons"}
TOLD = "comity-standing: "


def find_standing(record: Record, address: str) -> str:
    """Why a record has no page: "gone (404, not found)", "blocked (robots.txt …)"; "" where it has one."""
    if record.type == "metadata" and record.block.startswith(TOLD.encode()):
        return record.block.decode("utf-8", errors="replace").removeprefix(TOLD).strip()[:300]
    status = read_status(record)
    for name, reasons in (("gone", GONE), ("blocked", BLOCKED)):
        if status in reasons:
            return f"{name} ({status}, {reasons[status]})"
    if status and status != 200:
        raise make_error(address, f"the server answered {status}")
    return ""


def read_status(record: Record) -> int:
    """The status of an answer; 0 where there is none."""
    if not record.fields.get("content-type", "").lower().startswith("application/http"):
        return 0
    found = STATUS.match(record.block[:200].decode("latin-1"))
    return int(found[1]) if found else 0


def split_head(block: bytes) -> tuple[str, bytes]:
    """The header of an answer and its content."""
    found = re.search(rb"\r?\n\r?\n", block)
    if found is None:
        return block.decode("latin-1"), b""
    return block[: found.start()].decode("latin-1"), block[found.end() :]


def read_head_fields(record: Record) -> dict[str, str]:
    """The headers of the answer that a record holds, by their names in small letters."""
    return read_fields(split_head(record.block)[0])


def join_chunks(content: bytes) -> bytes:
    """The content of chunks; as it is where it has none (some programs join them and leave the header)."""
    parts: list[bytes] = []
    position = 0
    while found := CHUNK_SIZE.match(content, position):
        size = int(found[1], 16)
        if not size:
            return b"".join(parts)
        parts.append(content[found.end() : found.end() + size])
        position = found.end() + size + 2
    return b"".join(parts) if parts and position >= len(content) else content


def decode_content(content: bytes, encoding: str, address: str) -> bytes:
    """The content without its compression, up to the bound."""
    for name in reversed([part.strip().lower() for part in encoding.split(",") if part.strip()]):
        if name in ("identity", "none", "utf-8"):
            continue
        if name not in ("gzip", "x-gzip", "deflate"):
            raise make_error(address, f"the content is packed by {name!r}, which is not unpacked")
        content = inflate(content, address)
    return content


def inflate(content: bytes, address: str) -> bytes:
    """The content of gzip or deflate, in either of its two forms; unchanged where it was unpacked before."""
    bound = min(LARGEST_DOCUMENT, SMALL_ENTRY + HIGHEST_RATIO * len(content))
    for form in (47, -15):
        unpacker = zlib.decompressobj(form)
        try:
            unpacked = unpacker.decompress(content, bound)
        except zlib.error:
            continue
        if unpacker.unconsumed_tail:
            raise make_error(address, f"the content is a bomb: it unpacks to more than {bound:,} bytes")
        return unpacked
    return content


def write_response(url: str, *, day: str, status: str, headers: Sequence[tuple[str, str]], content: bytes) -> bytes:
    """The record of an answer that was fetched: `status` is its first line, `content` as it came."""
    head = "\r\n".join([status, *(f"{name}: {value}" for name, value in headers)])
    block = head.encode("latin-1", errors="replace") + b"\r\n\r\n" + content
    return write_record("response", url, day=day, media_type="application/http; msgtype=response", block=block)


def write_record(kind: str, url: str, *, day: str, media_type: str, block: bytes) -> bytes:
    """The bytes of a record; its identity follows from what it holds, so that the same gives the same."""
    digest = hashlib.sha256(f"{kind} {url} {day} ".encode() + block).digest()
    fields = {
        "WARC-Type": kind, "WARC-Record-ID": f"<urn:uuid:{uuid.UUID(bytes=digest[:16], version=4)}>", "WARC-Date": day,
        "WARC-Target-URI": url, "Content-Type": media_type, "Content-Length": str(len(block)),
    }  # fmt: skip
    head = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
    return f"WARC/1.1\r\n{head}\r\n".encode() + block


def make_error(address: str, found: str) -> SourceError:
    """The error for a record that is not read."""
    return SourceError(
        f"{address}: this WARC record is not read: {found}. A record may have {LARGEST_RECORD >> 20} MiB, its content "
        f"as plain, gzip or deflate. Make the archive again, or save the page by itself."
    )
