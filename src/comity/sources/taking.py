"""Bytes out of files, folders and standard input: an argument goes in, each document's bytes come out.

What the bytes are is decided elsewhere (`sniffing`); addresses on the network are refused here.
"""

from __future__ import annotations

import difflib
import hashlib
import os
import re
import stat
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import BinaryIO

from comity.errors import SourceError
from comity.sources.archives import list_entries, read_entry, split_address
from comity.sources.sniffing import READABLE, ZIP, sniff

# Memory is about six times this at worst (bytes, text of wide characters, blocks).
LARGEST_BYTES = 512 * 1024 * 1024
SNIFFED_BYTES = 65_536
CHUNK_BYTES = 1 << 20
ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)


@dataclass(frozen=True)
class Taken:
    """The bytes of one source, where they came from, and the day (EDTF) on which they were taken there.

    `retrieved` is None for a file: when it was fetched from elsewhere is not known.
    """

    address: str
    data: bytes
    retrieved: str | None = None

    @cached_property
    def sha256(self) -> str:
        """The SHA-256 of the bytes, in hexadecimal digits."""
        return hashlib.sha256(self.data).hexdigest()


def take(argument: str, *, retrieved: str | None = None) -> Iterator[Taken]:
    """The bytes of a file, of each document in a folder (sorted, with its subfolders), or of standard input ("-").

    Raises SourceError where there is nothing to take. To go on after one bad file of a folder, take
    each of `list_addresses` by itself.
    """
    for address in list_addresses(argument):
        yield Taken(address, read_bytes(address), retrieved)


def list_addresses(argument: str) -> list[str]:
    """The files that an argument stands for: itself, or the documents in a folder in the order of their paths."""
    if argument == "-":
        return ["-"]
    if ADDRESS.match(argument):
        raise SourceError(
            f"{argument}: this is an address on the network. Comity reads files, folders and standard input (-). "
            f"Save the page first, or pipe it: curl -L '{argument}' | comity read -"
        )
    path = Path(argument)
    if split_address(argument):
        return [argument]
    if not path.exists():
        raise SourceError(f"{argument}: there is no such file or folder. {name_near_files(path)}")
    if path.is_dir():
        return [address for found in list_documents(path) for address in expand(found)]
    return expand(argument)


def expand(address: str) -> list[str]:
    """The address itself; of a ZIP archive, those of its entries."""
    try:
        with open(address, "rb") as file:
            start = file.read(SNIFFED_BYTES)
    except OSError:
        return [address]
    return list_entries(address) if sniff(start) is ZIP else [address]


def name_near_files(path: Path) -> str:
    """What to try instead of a path that does not exist: the names in its folder that are spelt alike."""
    folder = path.parent
    if not folder.is_dir():
        return f"The folder {folder} does not exist either. Give a file, a folder, or - for standard input."
    names = sorted(entry.name for entry in folder.iterdir())
    near = difflib.get_close_matches(path.name, names, n=3, cutoff=0.5)
    if near:
        return f"Did you mean {' or '.join(str(folder / name) for name in near)}?"
    return f"Nothing in {folder} has a name like it. Give a file, a folder, or - for standard input."


def list_documents(folder: Path) -> list[str]:
    """The files below a folder that can be read, by their content; hidden ones are left out."""
    files = sorted(path for path in walk(folder) if is_readable_document(path))
    if not files:
        raise SourceError(
            f"{folder}: no documents in this folder or below it. Comity reads {READABLE}. "
            f"Put such a file there, or name another folder."
        )
    return [str(path) for path in files]


def walk(folder: Path) -> Iterator[Path]:
    """The regular files below a folder; links to folders are not followed, so no circle can form."""
    folders = [folder]
    while folders:
        for path in list_paths(folders.pop()):
            if path.name.startswith("."):
                continue
            if path.is_dir() and not path.is_symlink():
                folders.append(path)
            elif path.is_file():
                yield path


def list_paths(folder: Path) -> Iterable[Path]:
    """What a folder holds; raises SourceError where it may not be listed."""
    try:
        return list(folder.iterdir())
    except OSError as error:
        raise SourceError(
            f"{folder}: {error.strerror}. A folder must be readable. Change its permissions, or leave it out."
        ) from error


def is_readable_document(path: Path) -> bool:
    """Whether the first bytes are of a kind that can be read; a file that cannot be opened is left to say so itself."""
    try:
        with path.open("rb") as file:
            start = file.read(SNIFFED_BYTES)
    except OSError:
        return True
    return bool(start.strip()) and sniff(start).is_readable


def read_bytes(address: str) -> bytes:
    """The bytes of a file or of standard input; raises SourceError with the mend."""
    if address == "-":
        return read_stream("standard input", sys.stdin.buffer)
    if archived := split_address(address):
        return read_entry(*archived)
    try:
        with open(address, "rb") as file:
            check_size(address, file)
            return read_stream(address, file)
    except OSError as error:
        raise SourceError(
            f"{address}: {error.strerror or error}. A source must be a file that can be read. "
            f"Check its permissions (ls -l), or copy it to where you may read it."
        ) from error


def check_size(address: str, file: BinaryIO) -> None:
    """Nothing; raises SourceError for a regular file that is larger than is read."""
    status = os.fstat(file.fileno())
    if stat.S_ISREG(status.st_mode) and status.st_size > LARGEST_BYTES:
        raise make_size_error(address, f"{status.st_size:,} bytes")


def read_stream(address: str, stream: BinaryIO) -> bytes:
    """All bytes of a stream up to the bound; an endless stream is refused when it passes the bound."""
    chunks: list[bytes] = []
    size = 0
    while chunk := stream.read(CHUNK_BYTES):
        if not chunks and not sniff(chunk[:SNIFFED_BYTES]).is_readable:
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
