"""Libraries that only some forms need, imported when they are asked for."""

from __future__ import annotations

import importlib
from types import ModuleType

from comity.errors import ComityError


def import_extra(module: str, form: str, extra: str = "documents") -> ModuleType:
    """The module; raises ComityError with the command that installs it.

    >>> import_extra("no_such_module", "PDF")
    Traceback (most recent call last):
    ...
    comity.errors.ComityError: PDF needs the extra 'documents', which is not installed. Run: pip install ...
    """
    try:
        return importlib.import_module(module)
    except ModuleNotFoundError as error:
        raise ComityError(
            f"{form} needs the extra {extra!r}, which is not installed. Run: pip install 'comity[{extra}]'."
        ) from error
