"""Names of states and organisations in findings."""

from __future__ import annotations

from datetime import date

import comity.names
from comity.errors import UnknownNameError


def name_entity(code: str, *, on: date) -> str:
    """The name in use on a day of a state or organisation; what has no name there stays as it is written."""
    label = getattr(comity.names, "label", None)
    try:
        return label(code, on=on) if label is not None else code
    except UnknownNameError:
        return code
