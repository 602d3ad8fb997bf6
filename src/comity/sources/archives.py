"""ZIP archives: what they hold, entry by entry, without ever writing a file; bombs are refused by their directory.

An entry's address is "pages.zip!/folder/page.html". Sizes are checked before anything is unpacked, and
unpacking stops at the size that the directory states, so a directory that lies gains nothing.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from comity.errors import SourceError

ENTRY = "!/"
MOST_ENTRIES = 10_000
LARGEST_ENTRY = 64 * 1024 * 1024
LARGEST_SUM = 512 * 1024 * 1024
# Text packs about 5:1, tables and repetitive markup up to 60:1; deflate's own limit, which bombs reach, is 1030:1.
HIGHEST_RATIO = 200
SMALL_ENTRY = 1024 * 1024


def split_address(address: str) -> tuple[str, str] | None:
    """The archive and the entry of an entry's address; None for any other address."""
    archive, mark, entry = address.partition(ENTRY)
    return (archive, entry) if mark and entry and Path(archive).is_file() else None


def is_hidden(name: str) -> bool:
    """Whether an entry is a system's own ("__MACOSX", dot files)."""
    return any(part.startswith((".", "__MACOSX")) and part != ".." for part in name.split("/"))


def leads_out(name: str) -> bool:
    """Whether an entry's name is a path to somewhere else; nothing is ever written there, but no honest archive has it.

    >>> leads_out("../a.txt"), leads_out("/etc/passwd"), leads_out("C:/a.txt"), leads_out("pages/a..b.txt")
    (True, True, True, False)
    """
    path = name.replace("\\", "/")
    return path.startswith("/") or ".." in path.split("/") or path[1:3] == ":/"


# What zipfile raises on broken or encrypted archives.
BROKEN = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, NotImplementedError, RuntimeError, OSError, ValueError,
    EOFError, OverflowError,
)  # fmt: skip


def open_bytes(data: bytes, address: str) -> zipfile.ZipFile:
    """The archive in bytes, its entries checked; raises SourceError for bombs and broken ones."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except BROKEN as error:
        raise make_error(address, f"its directory cannot be read ({error})") from error
    check_entries(archive, address)
    return archive


def read_entry(archive: zipfile.ZipFile, name: str) -> bytes:
    """The bytes of an entry; no more is unpacked than the directory states. Raises KeyError and what `BROKEN` names."""
    entry = archive.getinfo(name)
    with archive.open(entry) as file:
        return file.read(entry.file_size)


def check_entries(archive: zipfile.ZipFile, address: str) -> list[zipfile.ZipInfo]:
    """The entries of an archive; raises SourceError where they are too many, too large, too dense or overlap."""
    entries = archive.infolist()
    for problem in find_problems(entries):
        raise make_error(address, problem)
    return entries


def find_problems(entries: Sequence[zipfile.ZipInfo]) -> Iterator[str]:
    """What makes an archive a bomb."""
    if len(entries) > MOST_ENTRIES:
        yield f"it has {len(entries):,} entries, more than {MOST_ENTRIES:,}"
    if (total := sum(entry.file_size for entry in entries)) > LARGEST_SUM:
        yield f"it unpacks to {total:,} bytes, more than {LARGEST_SUM:,}"
    for entry in entries:
        if entry.file_size > LARGEST_ENTRY:
            yield f"its entry {entry.filename!r} unpacks to {entry.file_size:,} bytes, more than {LARGEST_ENTRY:,}"
        if entry.file_size > max(SMALL_ENTRY, HIGHEST_RATIO * entry.compress_size):
            yield f"its entry {entry.filename!r} is packed more densely than {HIGHEST_RATIO}:1"
    ordered = sorted(entries, key=lambda entry: entry.header_offset)
    for entry, following in zip(ordered, ordered[1:], strict=False):
        if entry.header_offset + 30 + entry.compress_size > following.header_offset:
            yield f"its entries {entry.filename!r} and {following.filename!r} overlap"


def make_error(address: str, found: str) -> SourceError:
    """The error for an archive that is not unpacked."""
    return SourceError(
        f"{address}: this archive is not unpacked: {found}. Comity reads ZIP archives of up to {MOST_ENTRIES:,} "
        f"documents of {LARGEST_ENTRY >> 20} MiB. Unpack it yourself if you trust it, and name the folder."
    )
