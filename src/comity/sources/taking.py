"""Bytes out of files, folders and standard input: an argument goes in, each document's bytes come out.

What the bytes are is decided elsewhere (`sniffing`), and so are files of many documents taken apart (`containers`).
Addresses of the network are fetched by whoever is passed in as `fetch`.
"""

from __future__ import annotations

import difflib
import hashlib
import io
import os
import re
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import BinaryIO

from comity.errors import SourceError
from comity.sources.archives import split_address
from comity.sources.bounds import LARGEST_FILE
from comity.sources.containers import Part, split, split_entries
from comity.sources.sniffing import LOOKED_AT, READABLE, ZIP, sniff
from comity.sources.streams import make_size_error

ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)


@dataclass(frozen=True)
class Taken:
    """The bytes of one source, where they came from, and the day (EDTF) on which they were taken there.

    `retrieved` is None for a file: when it was fetched from elsewhere is not known. `charset` is the encoding that
    a server stated, which goes before what the page itself declares. `title` is that of the long text of which this
    is a later part.
    """

    address: str
    data: bytes
    retrieved: str | None = None
    charset: str | None = None
    title: str | None = None

    @cached_property
    def sha256(self) -> str:
        """The SHA-256 of the bytes, in hexadecimal digits."""
        return hashlib.sha256(self.data).hexdigest()


@dataclass(frozen=True, slots=True)
class Untaken:
    """A source that cannot be taken, and why, with the mend."""

    address: str
    reason: str


Fetch = Callable[[str], Taken]
"""Takes what stands at an address of the network; raises SourceError where nothing can be had."""


def take(argument: str, *, retrieved: str | None = None, fetch: Fetch | None = None) -> Iterator[Taken]:
    """The bytes of each document of a file, of a folder (sorted, with its subfolders), or of standard input ("-").

    Raises SourceError at the first that cannot be taken; `take_each` goes on.
    """
    for address in list_addresses(argument):
        for taken in take_each(address, retrieved=retrieved, fetch=fetch):
            if isinstance(taken, Untaken):
                raise SourceError(taken.reason)
            yield taken


def take_each(address: str, *, retrieved: str | None = None, fetch: Fetch | None = None) -> Iterator[Taken | Untaken]:
    """Each document of one file, of standard input or of an address; for one that cannot be taken, why.

    A file of many documents (an archive, a dump, JSON lines) gives them one by one, as it is read.
    """
    try:
        if is_address(address):
            yield fetch_address(address, fetch)
            return
        for part in open_parts(address):
            yield make_taken(part, retrieved)
    except SourceError as error:
        yield Untaken(address, str(error))


def take_bytes(data: bytes, address: str, *, retrieved: str | None = None) -> Iterator[Taken | Untaken]:
    """Each document of bytes that are at hand, as of a file with that address; for one that cannot be taken, why."""
    try:
        for part in split_bytes(data, address):
            yield make_taken(part, retrieved)
    except SourceError as error:
        yield Untaken(address, str(error))


def make_taken(part: Part, retrieved: str | None) -> Taken | Untaken:
    """What was taken of a file of many documents, or why it could not be."""
    if part.reason:
        return Untaken(part.address, part.reason)
    return Taken(part.address, part.data, retrieved, title=part.title)


def split_bytes(data: bytes, address: str) -> Iterator[Part]:
    """The documents of the bytes of a file."""
    if len(data) > LARGEST_FILE:
        raise make_size_error(address, f"{len(data):,} bytes")
    file = io.BytesIO(data)
    yield from split_entries(file, address) if sniff(data[:LOOKED_AT]) is ZIP else split(file, address)


def is_address(argument: str) -> bool:
    """Whether an argument is an address of the network and not a path."""
    return ADDRESS.match(argument) is not None


def fetch_address(address: str, fetch: Fetch | None) -> Taken:
    """What stands at an address."""
    if fetch is None:
        raise SourceError(
            f"{address}: this is an address on the network, and nothing was given to fetch it with. "
            f"Use 'comity read {address}', or save the page and name the file."
        )
    return fetch(address)


def open_parts(address: str) -> Iterator[Part]:
    """The documents of a file or of standard input, or the one document within a file that is named ("a.zip!/b")."""
    if address == "-":
        yield from split(sys.stdin.buffer, address)
    elif archived := split_address(address):
        yield find_part(address, *archived)
    else:
        yield from open_file(address)


def find_part(address: str, archive: str, entry: str) -> Part:
    """One document of a file of many."""
    for part in open_file(archive):
        if part.address in (address, archive):
            return part
    raise SourceError(
        f"{archive}: there is no entry {entry!r} in this archive. It must be one of its files. "
        f"List what it holds: unzip -l '{archive}', or read it whole: comity read '{archive}'"
    )


def open_file(address: str) -> Iterator[Part]:
    """The documents of a file."""
    try:
        with open(address, "rb") as file:
            start = file.read(LOOKED_AT)
            file.seek(0)
            sniffed = sniff(start)
            if sniffed is ZIP:
                yield from split_entries(file, address)
                return
            if not sniffed.is_streamed:
                check_size(address, file)
            yield from split(file, address)
    except OSError as error:
        raise make_file_error(address, error) from error


def list_addresses(argument: str) -> list[str]:
    """The files that an argument stands for: itself, or the documents in a folder in the order of their paths."""
    if argument == "-" or is_address(argument) or split_address(argument):
        return [argument]
    path = Path(argument)
    if not path.exists():
        raise SourceError(f"{argument}: there is no such file or folder. {name_near_files(path)}")
    return list_documents(path) if path.is_dir() else [argument]


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
            start = file.read(LOOKED_AT)
    except OSError:
        return True
    return bool(start.strip()) and sniff(start).is_readable


def make_file_error(address: str, error: OSError) -> SourceError:
    """The error for a file that the system does not give."""
    return SourceError(
        f"{address}: {error.strerror or error}. A source must be a file that can be read. "
        f"Check its permissions (ls -l), or copy it to where you may read it."
    )


def check_size(address: str, file: BinaryIO) -> None:
    """Nothing; raises SourceError for a regular file that is larger than is read."""
    status = os.fstat(file.fileno())
    if stat.S_ISREG(status.st_mode) and status.st_size > LARGEST_FILE:
        raise make_size_error(address, f"{status.st_size:,} bytes")
