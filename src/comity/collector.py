"""Python's collector of cycles, which finds nothing where millions of plain objects are made and takes its time."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """Without the collector of cycles: it would walk statements and claims, which all live to the end, over and over.

    Measured on 200,000 statements: half of the time, and of reading them from the record two thirds. Nothing that is
    made here forms a cycle. At the end what was made is put among the old objects: to switch the collector on would
    walk all of it once (a tenth of the time).
    """
    is_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if is_on:
            gc.freeze()
            gc.unfreeze()
            gc.enable()
