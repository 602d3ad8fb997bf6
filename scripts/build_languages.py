"""Write `languages.tsv.gz`: the names of states in every language of CLDR (from babel), folded, with the code.

Run it after an update of babel: `python scripts/build_languages.py`. Same babel, same bytes.
"""

from __future__ import annotations

import gzip
import io

from babel import Locale, localedata

from comity.names.codes import load_codes
from comity.names.languages import plain
from comity.names.tables import DATA


def alpha2_codes() -> dict[str, str]:
    """ISO alpha-2 → our code, today, for the territories that we have."""
    return {code.value: code.state for code in load_codes() if code.list == "iso2" and code.until is None}


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
    rows = sorted(collect_names().items())
    lines = (f"{name}\t{code}\t{' '.join(sorted(languages))}\n" for (name, code), languages in rows)
    packed = io.BytesIO()
    with gzip.GzipFile(fileobj=packed, mode="wb", mtime=0) as file:
        file.write("".join(lines).encode())
    (DATA / "languages.tsv.gz").write_bytes(packed.getvalue())


if __name__ == "__main__":
    write_names()
