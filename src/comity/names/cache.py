"""The table of spellings, kept in a plain file between runs.

The file's name holds a hash of the lists it was made from, so a changed list makes a new one. It is written beside
its place and moved there in one step: two processes that build it at once both end with a whole file.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from comity.names.tables import DATA

Plain = tuple[list[str], list[int], list[tuple[str, str, str, str]]]


def cache_folder() -> Path:
    """Where the file lies: the user's folder for caches."""
    home = os.environ.get("XDG_CACHE_HOME")
    return (Path(home) if home else Path.home() / ".cache") / "comity"


def _fingerprint() -> str:
    """A hash of the lists' and the module files' names, sizes and times."""
    files = sorted([*DATA.glob("*.csv"), *DATA.parent.glob("*.py")])
    stamps = ((file.name, (stat := file.stat()).st_size, stat.st_mtime_ns) for file in files)
    return hashlib.sha256(repr([str(DATA), *stamps]).encode()).hexdigest()[:20]


def load_cached(build: Callable[[], Plain]) -> Plain:
    """The table from the file, or built and kept there; built alone where no file can be read or written."""
    with contextlib.suppress(OSError, RuntimeError):
        return _read_or_write(cache_folder() / f"names-{_fingerprint()}.json", build)
    return build()


def _read_or_write(path: Path, build: Callable[[], Plain]) -> Plain:
    with contextlib.suppress(FileNotFoundError, ValueError):
        spellings, entry_of, rows = json.loads(path.read_bytes())
        return spellings.split("\n"), entry_of, [tuple(row) for row in rows]
    table = build()
    with contextlib.suppress(OSError):
        _write_whole(path, json.dumps(["\n".join(table[0]), table[1], table[2]], separators=(",", ":")))
    return table


def _write_whole(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    for old in path.parent.glob("names-*.json"):
        if old != path:
            old.unlink(missing_ok=True)
