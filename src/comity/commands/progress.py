"""Progress of long work: a bar on standard error, where someone watches; nothing elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

Item = TypeVar("Item")

# Below that many documents the work is over before a bar could be read.
MIN_FOR_BAR = 5


def watch(items: Iterable[Item], of: Sequence[object], words: str, *, quiet: bool) -> Iterator[Item]:
    """The items, one by one, with a bar that counts them out of `of`."""
    if quiet or len(of) < MIN_FOR_BAR or not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(items, words, total=len(of), console=Console(stderr=True), transient=True)
