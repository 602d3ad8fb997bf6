"""Compressed streams (gzip, bzip2, xz) unpacked as they are read, in flat memory; bombs are refused while they grow."""

from __future__ import annotations

import io
import lzma
import zlib
from typing import TYPE_CHECKING, BinaryIO

from comity.errors import SourceError
from comity.sources.archives import HIGHEST_RATIO, SMALL_ENTRY
from comity.sources.sniffing import UNPACKERS, Unpacker

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

# Small, so that what is packed too densely is known before much of it is unpacked.
CHUNK_BYTES = 1 << 12
BROKEN = (zlib.error, lzma.LZMAError, OSError, EOFError, ValueError, MemoryError)


def unpack(stream: BinaryIO, media_type: str, address: str) -> BinaryIO:
    """The stream without its compression; reading it raises SourceError where it is broken or a bomb."""
    return io.BufferedReader(Unpacked(stream, media_type, address), buffer_size=1 << 17)


class Unpacked(io.RawIOBase):
    """A compressed stream as a raw stream; members that follow each other (as in WARC) are one."""

    def __init__(self, stream: BinaryIO, media_type: str, address: str) -> None:
        self._stream = stream
        self._make = UNPACKERS[media_type]
        self._unpacker: Unpacker | None = None
        self._address = address
        self._packed = self._unpacked = 0
        self._waiting = b""

    def readable(self) -> bool:
        """True."""
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        """How many bytes were put into the buffer; 0 at the end."""
        view = memoryview(buffer).cast("B")
        while True:
            data = self._unpack(len(view))
            if data is None:
                return 0
            if data:
                view[: len(data)] = data
                self._count(len(data))
                return len(data)

    def _unpack(self, most: int) -> bytes | None:
        """The next bytes, perhaps none yet; None at the end."""
        if not self._waiting and not self._has_more():
            self._waiting = self._stream.read(CHUNK_BYTES)
            self._packed += len(self._waiting)
            if not self._waiting:
                if self._unpacker is not None and not self._unpacker.eof:
                    raise make_error(self._address, "it is cut off")
                return None
        try:
            return self._step(most)
        except BROKEN as error:
            raise make_error(self._address, f"it is broken ({error})") from error

    def _has_more(self) -> bool:
        """Whether the unpacker holds packed bytes that it was not allowed to unpack yet."""
        if self._unpacker is None or self._unpacker.eof:
            return False
        return bool(getattr(self._unpacker, "unconsumed_tail", b"")) or not getattr(self._unpacker, "needs_input", True)

    def _step(self, most: int) -> bytes:
        if self._unpacker is None or self._unpacker.eof:
            self._unpacker = self._make()
        held = getattr(self._unpacker, "unconsumed_tail", b"")
        data = self._unpacker.decompress(held + self._waiting, most)
        self._waiting = self._unpacker.unused_data.lstrip(b"\0") if self._unpacker.eof else b""
        return data

    def _count(self, size: int) -> None:
        """Nothing; raises SourceError for a bomb."""
        self._unpacked += size
        if self._unpacked > SMALL_ENTRY + HIGHEST_RATIO * self._packed:
            raise make_error(self._address, f"it is packed more densely than {HIGHEST_RATIO}:1")


def make_error(address: str, found: str) -> SourceError:
    """The error for compressed data that is not unpacked."""
    return SourceError(
        f"{address}: this compressed file is not unpacked: {found}. Comity unpacks gzip, bzip2 and xz of usual "
        f"density. Unpack it yourself if you trust it, and name what came out."
    )
