"""Streams read to their end, up to a bound: what is endless is refused, what is no document is not read whole."""

from __future__ import annotations

from typing import BinaryIO

from comity.errors import SourceError
from comity.sources.sniffing import LOOKED_AT, sniff

# Memory is about six times this at worst (bytes, text of wide characters, blocks).
LARGEST_BYTES = 512 * 1024 * 1024
CHUNK_BYTES = 1 << 20


def read_stream(address: str, stream: BinaryIO) -> bytes:
    """All bytes of a stream up to the bound; an endless stream is refused when it passes the bound."""
    chunks: list[bytes] = []
    size = 0
    while chunk := stream.read(CHUNK_BYTES):
        if not chunks and not sniff(chunk[:LOOKED_AT]).is_readable:
            return chunk  # making a document of it says what it is; the rest need not be read
        chunks.append(chunk)
        size += len(chunk)
        if size > LARGEST_BYTES:
            raise make_size_error(address, f"more than {LARGEST_BYTES:,} bytes")
    return b"".join(chunks)


def make_size_error(address: str, found: str) -> SourceError:
    """The error for a source above the bound."""
    return SourceError(
        f"{address}: {found}. One source may have {LARGEST_BYTES:,} bytes ({LARGEST_BYTES >> 20} MiB). "
        f"Split it into its documents: split -C 100M FILE part-"
    )
