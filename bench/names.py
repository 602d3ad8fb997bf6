"""Who is meant: our answers and those of other packages on the same table of names, and how quickly names are found.

    python bench/names.py [TEXT...]      packages that are not installed are left out

Peers answer with today's ISO codes; so their share of the rows whose answer has one is told beside that of all rows.
No peer takes a date or a context; where a row gives one they answer without.
"""

from __future__ import annotations

import contextlib
import csv
import logging
import sys
from collections.abc import Callable, Iterator
from importlib import metadata
from pathlib import Path
from time import perf_counter

from comity.names import find_names, load_states, resolve

TABLE = Path(__file__).parents[1] / "tests" / "names" / "states.csv"
Row = dict[str, str]
Answer = Callable[[Row], str | None]


def ask_comity(row: Row) -> str | None:
    context = [part for part in row["context"].split(";") if part]
    return resolve(row["name"], on=row["on"] or None, context=context).code


def make_pycountry() -> Answer:
    import pycountry

    def answer(row: Row) -> str | None:
        for countries in (pycountry.countries, pycountry.historic_countries):
            with contextlib.suppress(LookupError):
                return countries.lookup(row["name"]).alpha_3
        return None

    return answer


def make_pycountry_fuzzy() -> Answer:
    import pycountry

    def answer(row: Row) -> str | None:
        try:
            return pycountry.countries.search_fuzzy(row["name"])[0].alpha_3
        except LookupError:
            return None

    return answer


def make_converter() -> Answer:
    import country_converter

    logging.disable(logging.WARNING)
    converter = country_converter.CountryConverter()

    def answer(row: Row) -> str | None:
        found = converter.convert(row["name"], to="ISO3", not_found="-")
        return found if isinstance(found, str) and found != "-" else None

    return answer


def make_countrynames() -> Answer:
    import countrynames

    return lambda row: countrynames.to_code_3(row["name"])


def make_countryguess() -> Answer:
    from countryguess import guess_country

    return lambda row: guess_country(row["name"], attribute="iso3", default=None)


def make_babel() -> Answer:
    from babel import Locale
    from babel.core import get_global

    aliases = get_global("territory_aliases").items()
    alpha3 = {codes[0]: code for code, codes in aliases if len(code) == 3 and code.isalpha() and len(codes) == 1}
    names = {name.casefold(): code for code, name in Locale("en").territories.items()}
    return lambda row: alpha3.get(names.get(row["name"].casefold(), ""))


def make_hdx() -> Answer:
    from hdx.location.country import Country

    Country.countriesdata(use_live=False)
    return lambda row: Country.get_iso3_country_code_fuzzy(row["name"], use_live=False)[0]


PEERS: dict[str, tuple[str, Callable[[], Answer]]] = {
    "pycountry, lookup": ("pycountry", make_pycountry),
    "pycountry, search_fuzzy": ("pycountry", make_pycountry_fuzzy),
    "country-converter": ("country_converter", make_converter),
    "countrynames": ("countrynames", make_countrynames),
    "countryguess": ("countryguess", make_countryguess),
    "babel (English names)": ("babel", make_babel),
    "hdx-python-country": ("hdx-python-country", make_hdx),
}


def installed() -> Iterator[tuple[str, str, Answer]]:
    """Name, version and answer of ours and of each peer that is there."""
    yield "comity", metadata.version("comity"), ask_comity
    for name, (package, make) in PEERS.items():
        with contextlib.suppress(ImportError, metadata.PackageNotFoundError):
            yield name, metadata.version(package), make()


def is_right(row: Row, answer: Answer) -> bool:
    try:
        return (answer(row) or "-") == row["code"]
    except Exception as error:  # noqa: BLE001  a peer that fails has no answer
        print(f"{row['name']}: {error!r}", file=sys.stderr)
        return row["code"] == "-"


def tell_accuracy(rows: list[Row]) -> None:
    today = {code for code, known in load_states().items() if code.isalpha() and known.status != "ended"}
    plain = [row for row in rows if row["code"] in today]
    dated = [row for row in rows if row["context"] or row["code"] not in today]
    counts = f"all {len(rows)} rows | {len(plain)} with a code of today | {len(dated)} that need more"
    print(f"| package | {counts} | names a second |")
    print("| --- | --- | --- | --- | --- |")
    for name, version, answer in installed():
        answer(rows[0])
        begin = perf_counter()
        right = {id(row): is_right(row, answer) for row in rows}
        rate = len(rows) / (perf_counter() - begin)
        shares = [sum(right[id(row)] for row in some) / len(some) for some in (rows, plain, dated)]
        print(f"| {name} {version} | {' | '.join(f'{share:.1%}' for share in shares)} | {rate:,.0f} |")


def measure_rate(text: str, rounds: int = 7) -> float:
    """The best rate of several rounds, in megabytes a second."""
    best = float("inf")
    for _ in range(rounds):
        begin = perf_counter()
        find_names(text)
        best = min(best, perf_counter() - begin)
    return len(text.encode()) / best / 1e6


SPARSE = (
    "The ministers spoke of harvests, schools and bridges for most of the afternoon, while their advisers drafted the "
    "closing statement in the next room. Turkey and Kazakhstan will open two more consulates in spring, and the trade "
    "commission is to meet again before the summer; nothing was said of the loans that had been asked for. Later the "
    "guests walked through the old town, looked at the library and heard a choir of students sing in the square. "
)
EMPTY = "The guests walked through the old town, looked at the library and heard a choir of students in the square. "


def tell_rates(paths: list[str]) -> None:
    texts = {"prose, two names in 400 characters": SPARSE * 2500, "prose without a name": EMPTY * 10000}
    if paths:
        texts["the files given"] = "\n\n".join(Path(path).read_text(encoding="utf-8") for path in paths)
    print("\n| text | MB | names per 1,000 characters | MB a second |\n| --- | --- | --- | --- |")
    for label, text in texts.items():
        names = len(find_names(text)) / len(text) * 1000
        print(f"| {label} | {len(text.encode()) / 1e6:.2f} | {names:.1f} | {measure_rate(text):.0f} |")


def main() -> None:
    begin = perf_counter()
    find_names("Türkiye")
    print(f"Names loaded in {(perf_counter() - begin) * 1000:.0f} ms (from the cache, if this is not the first run).\n")
    tell_accuracy(list(csv.DictReader(TABLE.read_text(encoding="utf-8").splitlines())))
    tell_rates(sys.argv[1:])


if __name__ == "__main__":
    main()
