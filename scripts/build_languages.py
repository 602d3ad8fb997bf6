"""Write `languages.tsv.gz`: the names of states in every language of CLDR (from babel), folded, with the code.

Run it after an update of babel: `python scripts/build_languages.py`. Same babel, same bytes.
"""

from __future__ import annotations

import gzip
import io

from babel import Locale, localedata
from babel.core import get_global

from comity.names.languages import plain
from comity.names.states import load_states
from comity.names.tables import DATA


def alpha2_codes() -> dict[str, str]:
    """ISO alpha-2 → our code, for the territories of CLDR that we have."""
    aliases = get_global("territory_aliases")
    return {aliases[code][0]: code for code in load_states() if len(aliases.get(code, ())) == 1 and code.isalpha()} | {"XK": "XKX"}


def collect_names() -> dict[tuple[str, str], set[str]]:
    """(name, code) → the languages that have it."""
    codes = alpha2_codes()
    names: dict[tuple[str, str], set[str]] = {}
    for identifier in localedata.locale_identifiers():
        locale = Locale.parse(identifier)
        for territory, name in locale.territories.items():
            if code := codes.get(territory.split("-")[0]):
                names.setdefault((plain(name), code), set()).add(locale.language)
    return names


def write_names() -> None:
    """The file, one name and code a line, languages apart by blanks."""
    lines = (f"{name}\t{code}\t{' '.join(sorted(languages))}\n" for (name, code), languages in sorted(collect_names().items()))
    packed = io.BytesIO()
    with gzip.GzipFile(fileobj=packed, mode="wb", mtime=0) as file:
        file.write("".join(lines).encode())
    (DATA / "languages.tsv.gz").write_bytes(packed.getvalue())


if __name__ == "__main__":
    write_names()
