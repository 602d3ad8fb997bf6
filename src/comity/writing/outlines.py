"""The outlines of the states of today and their capitals, as Natural Earth has them (`data/shapes.json`)."""

from __future__ import annotations

import functools
import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Capital:
    """A capital: its name, longitude and latitude in degrees."""

    name: str
    longitude: float
    latitude: float


@dataclass(frozen=True, slots=True)
class Ring:
    """An outline in degrees (longitude unwrapped, so it runs past 180), with its bounds and its size."""

    points: tuple[Point, ...]
    bounds: tuple[float, float, float, float]
    size: float

    @property
    def middle(self) -> Point:
        """The middle of its bounds."""
        west, south, east, north = self.bounds
        return (west + east) / 2, (south + north) / 2


@dataclass(frozen=True, slots=True)
class Shapes:
    """Outlines by state, coarse and fine, the largest ring first, and capitals."""

    coarse: Mapping[str, tuple[Ring, ...]]
    fine: Mapping[str, tuple[Ring, ...]]
    capitals: Mapping[str, Capital]


@functools.cache
def load_shapes() -> Shapes:
    """The shapes of the package."""
    text = resources.files("comity.writing").joinpath("data/shapes.json").read_text(encoding="utf-8")
    form = json.loads(text)
    return Shapes(
        coarse=_unpack(form["coarse"]),
        fine=_unpack(form["fine"]),
        capitals={code: Capital(*entry) for code, entry in form["capitals"].items()},
    )


def _unpack(topology: Mapping[str, object]) -> dict[str, tuple[Ring, ...]]:
    """The rings of each state, the largest first."""
    arcs = [_unpack_arc(steps) for steps in topology["arcs"]]  # type: ignore[attr-defined]
    states: dict[str, tuple[Ring, ...]] = {}
    for code, rings in topology["states"].items():  # type: ignore[attr-defined]
        outlines = [_join(arcs, numbers) for numbers in rings]
        states[code] = tuple(sorted(outlines, key=lambda ring: -ring.size))
    return states


def _unpack_arc(steps: list[int]) -> list[Point]:
    points, x, y = [], 0, 0
    for dx, dy in zip(steps[::2], steps[1::2], strict=True):
        x, y = x + dx, y + dy
        points.append((x / 100, y / 100))
    return points


def _join(arcs: list[list[Point]], numbers: list[int]) -> Ring:
    """One ring of arcs (a negative number: backwards), unwrapped where it crosses 180 degrees."""
    points: list[Point] = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points += arc[1:] if points else arc
    unwrapped, turn, last = [], 0.0, points[0][0]
    for longitude, latitude in points:
        turn += -360.0 if longitude - last > 180 else 360.0 if longitude - last < -180 else 0.0
        last = longitude
        unwrapped.append((longitude + turn, latitude))
    xs, ys = [x for x, _ in unwrapped], [y for _, y in unwrapped]
    twice = sum(
        (x1 * y2 - x2 * y1) for (x1, y1), (x2, y2) in zip(unwrapped, unwrapped[1:] + unwrapped[:1], strict=True)
    )
    shrink = math.cos(math.radians((min(ys) + max(ys)) / 2))
    return Ring(tuple(unwrapped), (min(xs), min(ys), max(xs), max(ys)), abs(twice) / 2 * shrink)
