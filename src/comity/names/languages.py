"""Names of states in the languages of CLDR → codes.

`build_languages.py` under `tools` writes the file from babel; it holds the names that are no English ones.
"""

from __future__ import annotations

import functools
import gzip
import unicodedata
from collections.abc import Mapping

from comity.names.tables import DATA


def plain(name: str) -> str:
    """The name as it is compared: composed, without case and blanks around it."""
    return unicodedata.normalize("NFKC", name).strip().casefold().replace("’", "'")


@functools.cache
def _load() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """By name: the codes, each with the languages in which it has that name."""
    path = DATA / "languages.tsv.gz"
    names: dict[str, dict[str, tuple[str, ...]]] = {}
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            name, code, languages = line.rstrip("\n").split("\t")
            names.setdefault(name, {})[code] = tuple(languages.split(" "))
    return names


def codes_in_languages(name: str) -> Mapping[str, tuple[str, ...]]:
    """The codes of the states that have this name in some language, with the languages; empty where none has it."""
    return _load().get(plain(name), {})
