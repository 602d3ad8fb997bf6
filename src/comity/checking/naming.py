"""Names of states and organisations in findings."""

from __future__ import annotations

import functools
from datetime import date

from comity.errors import UnknownNameError
from comity.names import label
from comity.names.organisations import organisation


@functools.lru_cache(maxsize=1 << 16)
def name_entity(code: str, *, on: date) -> str:
    """The name in use on a day of a state or organisation; what has no name there stays as it is written."""
    try:
        return label(code, on=on)
    except UnknownNameError:
        pass
    try:
        return organisation(code).name_on(on)
    except UnknownNameError:
        return code
