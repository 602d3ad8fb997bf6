"""Comity: reads, checks and writes what is published on relations between states.

    record = comity.open("comity.db")
    record.read("page.html")
    record.facts("KAZ", "TUR", on="2013-05-01").to_polars()

What a name here needs is imported when it is used, so `import comity` costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from comity.api import OpenRecord, open_record, read_source

__all__ = ["OpenRecord", "open", "read"]

LAZY = {"open": "open_record", "read": "read_source", "OpenRecord": "OpenRecord"}


def __getattr__(name: str) -> Any:
    if name not in LAZY:
        raise AttributeError(f"module 'comity' has no attribute {name!r}. It has: {', '.join(__all__)}")
    from comity import api

    return getattr(api, LAZY[name])


if TYPE_CHECKING:
    open = open_record
    read = read_source
