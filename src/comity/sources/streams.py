"""Streams read to their end, up to a bound: what is endless is refused, what is no document is not read whole."""

from __future__ import annotations

from typing import BinaryIO

from comity.errors import SourceError
from comity.sources.bounds import LARGEST_DOCUMENT, LARGEST_FILE
from comity.sources.sniffing import DOCX, LOOKED_AT, ODT, PDF, TEXT, ZIP, sniff

CHUNK_BYTES = 1 << 20
PICTURED = frozenset((DOCX, ODT, PDF))
# These may hold pictures or documents, or come in parts.
LARGE = PICTURED | {TEXT, ZIP}


def read_stream(address: str, stream: BinaryIO) -> bytes:
    """All bytes of a stream up to the bound; an endless stream is refused when it passes the bound."""
    chunks: list[bytes] = []
    size = most = 0
    while chunk := stream.read(CHUNK_BYTES):
        if not chunks:
            sniffed = sniff(chunk[:LOOKED_AT])
            if not sniffed.is_readable:
                return chunk  # making a document of it says what it is; the rest need not be read
            most = LARGEST_FILE if sniffed in LARGE else LARGEST_DOCUMENT
        chunks.append(chunk)
        size += len(chunk)
        if size > most:
            raise make_size_error(address, f"more than {most:,} bytes")
    return b"".join(chunks)


def make_size_error(address: str, found: str) -> SourceError:
    """The error for a source above the bound."""
    return SourceError(
        f"{address}: {found}. A page or letter may have {LARGEST_DOCUMENT >> 20} MiB, a text, PDF, DOCX, ODT or ZIP "
        f"{LARGEST_FILE >> 20} MiB. Split it into its documents: split -C 100M FILE part-"
    )
