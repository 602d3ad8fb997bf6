"""Locator maps of two states as SVG, drawn offline from shapes that come with the package.

In: two state codes, their names, and capitals if the caller knows better ones. Out: a `Picture` with its SVG and its
text alternative. Near pairs are drawn in Lambert's azimuthal equal-area projection, pairs over 120 degrees apart on
a world map (Equal Earth). The outlines are Natural Earth's and of today; the caption says so.
"""

from __future__ import annotations

import functools
import html
import json
import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from importlib import resources

from comity.writing.picture import Picture

WIDTH, HEIGHT = 640.0, 420.0
MARGIN = 46.0
WORLD_FRAME = (54.0, 300.0)  # top and height of the part of the sheet that the world map fills, without Antarctica
WIDEST_DEGREES = 120.0  # farther apart, and the pair gets the world map
SMALLEST_RADIUS = math.radians(4)  # two neighbouring microstates still show what lies around them
WIDEST_RADIUS = math.radians(75)  # a wider view of the azimuthal map is hard to read: the world map again
COARSE_FROM = math.radians(26)  # above this radius the coarse outlines are as good to the eye
STATE_SIZE, CITY_SIZE = 22.0, 18.0  # of the labels, as in style.css
SMALLEST_SHAPE = 9.0  # units; a smaller state gets a dot
EDGE = math.radians(120)  # what lies beyond is drawn on this circle, outside every frame

Point = tuple[float, float]
Project = Callable[[float, float], Point]


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


def draw_locator(
    first: str, second: str, *, names: tuple[str, str], capitals: Mapping[str, Capital] | None = None
) -> Picture | None:
    """The map of two states; None where one of them has neither an outline nor a capital.

    >>> draw_locator("KAZ", "TUR", names=("Kazakhstan", "Türkiye")).alternative
    'Map of Kazakhstan and Türkiye: Kazakhstan dark with its capital Astana, Türkiye bright with its capital Ankara.'
    """
    known = {code: capital for code in (first, second) if (capital := find_capital(code, capitals)) is not None}
    places = [find_place(code, known.get(code)) for code in (first, second)]
    if places[0] is None or places[1] is None:
        return None
    near = _draw_near(first, second, names, known)
    body = near or _draw_world(first, second, names, known)
    top, height = (0.0, HEIGHT) if near else WORLD_FRAME
    alternative = _alternative((first, second), names, known)
    label = html.escape(alternative, quote=True)
    svg = (
        f'<svg class="map" viewBox="0 {top:.0f} {WIDTH:.0f} {height:.0f}" role="img" aria-label="{label}" '
        f'xmlns="http://www.w3.org/2000/svg"><title>{label}</title>{body}</svg>'
    )
    return Picture(svg, alternative, "Outlines: Natural Earth, as of today.")


def find_capital(code: str, capitals: Mapping[str, Capital] | None = None) -> Capital | None:
    """Where a state's capital lies: as the caller gives it, otherwise today's."""
    if capitals is not None and code in capitals:
        return capitals[code]
    return _shapes().capitals.get(code)


def find_place(code: str, capital: Capital | None) -> Point | None:
    """The middle of a state's largest part in degrees, or its capital where it has no outline."""
    rings = _shapes().fine.get(code)
    if rings:
        return rings[0].middle
    return None if capital is None else (capital.longitude, capital.latitude)


@dataclass(frozen=True, slots=True)
class _Shapes:
    coarse: Mapping[str, tuple[Ring, ...]]
    fine: Mapping[str, tuple[Ring, ...]]
    capitals: Mapping[str, Capital]


@functools.cache
def _shapes() -> _Shapes:
    text = resources.files("comity.writing").joinpath("data/shapes.json").read_text(encoding="utf-8")
    form = json.loads(text)
    return _Shapes(
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


def measure_angle(a: Point, b: Point) -> float:
    """The angle between two places in radians."""
    return math.acos(max(-1.0, min(1.0, sum(p * q for p, q in zip(_vector(a), _vector(b), strict=True)))))


def _vector(place: Point) -> tuple[float, float, float]:
    longitude, latitude = map(math.radians, place)
    return math.cos(latitude) * math.cos(longitude), math.cos(latitude) * math.sin(longitude), math.sin(latitude)


def _middle_of(places: list[Point]) -> Point:
    x, y, z = (sum(parts) for parts in zip(*map(_vector, places), strict=True))
    return math.degrees(math.atan2(y, x)), math.degrees(math.atan2(z, math.hypot(x, y)))


def _draw_near(first: str, second: str, names: tuple[str, str], capitals: Mapping[str, Capital]) -> str | None:
    """The two states and what lies around them; None where they are too far apart for one view."""
    outlines = [_main_points(code, capitals.get(code)) for code in (first, second)]
    middles = [_middle_of(points) for points in outlines]
    if measure_angle(*middles) > math.radians(WIDEST_DEGREES):
        return None
    centre = _middle_of(middles)
    for _ in range(2):  # the second round centres what the first one drew
        flat = [_lambert(centre)(*point) for points in outlines for point in points]
        xs, ys = [x for x, _ in flat], [y for _, y in flat]
        centre = _unlambert(centre, ((min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2))
    flat = [_lambert(centre)(*point) for points in outlines for point in points]
    reach_x = max(max(abs(x) for x, _ in flat), SMALLEST_RADIUS)
    reach_y = max(max(abs(y) for _, y in flat), SMALLEST_RADIUS * HEIGHT / WIDTH)
    scale = min((WIDTH / 2 - MARGIN) / reach_x, (HEIGHT / 2 - MARGIN) / reach_y)
    radius = math.hypot(WIDTH, HEIGHT) / 2 / scale
    if radius > WIDEST_RADIUS:
        return None
    turn = _lambert(centre)

    def project(longitude: float, latitude: float) -> Point:
        x, y = turn(longitude, latitude)
        return WIDTH / 2 + x * scale, HEIGHT / 2 - y * scale

    grade = _shapes().coarse if radius > COARSE_FROM else _shapes().fine
    land = {code: _near_rings(rings, centre, radius) for code, rings in grade.items() if code not in (first, second)}
    paths = [_path(rings, project) for rings in land.values() if rings]
    body = f'<rect class="sea" width="{WIDTH:.0f}" height="{HEIGHT:.0f}"/><path class="land" d="{"".join(paths)}"/>'
    return body + _draw_pair((first, second), names, capitals, project, _near_by(centre, radius), grade)


def _near_by(centre: Point, radius: float) -> Callable[[Ring], bool]:
    return lambda ring: bool(_near_rings((ring,), centre, radius))


def _near_rings(rings: Iterable[Ring], centre: Point, radius: float) -> list[Ring]:
    """The rings that come near enough to the centre to be seen."""
    return [ring for ring in rings if measure_angle(ring.middle, centre) - _half_size(ring) < radius * 1.1]


def _half_size(ring: Ring) -> float:
    west, south, east, north = ring.bounds
    shrink = math.cos(math.radians(0.0 if south < 0 < north else min(abs(south), abs(north))))
    return math.radians(math.hypot((east - west) * shrink, north - south) / 2)


def _main_points(code: str, capital: Capital | None) -> list[Point]:
    """The outline that must be in view: the largest part and what lies close to it, not far possessions."""
    rings = _shapes().coarse.get(code) or _shapes().fine.get(code, ())
    if not rings:
        return [] if capital is None else [(capital.longitude, capital.latitude)]
    close = [rings[0], *(ring for ring in rings[1:] if ring.size > rings[0].size * 0.1 and _is_close(ring, rings[0]))]
    return [point for ring in close for point in ring.points[:: max(1, len(ring.points) // 60)]]


def _is_close(ring: Ring, main: Ring) -> bool:
    return measure_angle(ring.middle, main.middle) < _half_size(main) + math.radians(10)


def _lambert(centre: Point) -> Project:
    """Lambert's azimuthal equal-area projection about `centre`, in radians; what is far away lands on one circle."""
    longitude_0, latitude_0 = map(math.radians, centre)
    sin_0, cos_0 = math.sin(latitude_0), math.cos(latitude_0)
    sin, cos, radians, sqrt = math.sin, math.cos, math.radians, math.sqrt
    edge = cos(EDGE)

    def project(longitude: float, latitude: float) -> Point:
        turn, height = radians(longitude) - longitude_0, radians(latitude)
        sin_1, cos_1, cos_turn = sin(height), cos(height), cos(turn)
        nearness = sin_0 * sin_1 + cos_0 * cos_1 * cos_turn
        x, y = cos_1 * sin(turn), cos_0 * sin_1 - sin_0 * cos_1 * cos_turn
        if nearness < edge:
            length = math.hypot(x, y) or 1.0
            stretch = sqrt(2 * (1 - edge)) / length
        else:
            stretch = sqrt(2 / (1 + nearness))
        return x * stretch, y * stretch

    return project


def _unlambert(centre: Point, flat: Point) -> Point:
    """The place in degrees of a point of the projection."""
    longitude_0, latitude_0 = map(math.radians, centre)
    x, y = flat
    distance = math.hypot(x, y)
    if distance == 0:
        return centre
    angle = 2 * math.asin(min(1.0, distance / 2))
    latitude = math.asin(math.cos(angle) * math.sin(latitude_0) + y * math.sin(angle) * math.cos(latitude_0) / distance)
    longitude = longitude_0 + math.atan2(
        x * math.sin(angle),
        distance * math.cos(latitude_0) * math.cos(angle) - y * math.sin(latitude_0) * math.sin(angle),
    )
    return math.degrees(longitude), math.degrees(latitude)


def _equal_earth(longitude: float, latitude: float) -> Point:
    """The Equal Earth projection (Šavrič, Patterson and Jenny, 2018) on the map's sheet."""
    a1, a2, a3, a4 = 1.340264, -0.081106, 0.000893, 0.003796
    theta = math.asin(math.sqrt(3) / 2 * math.sin(math.radians(latitude)))
    t2 = theta * theta
    t6 = t2 * t2 * t2
    x = (2 * math.sqrt(3) * math.radians(longitude) * math.cos(theta)) / (
        3 * (9 * a4 * t6 * t2 + 7 * a3 * t6 + 3 * a2 * t2 + a1)
    )
    y = theta * (a1 + a2 * t2 + t6 * (a3 + a4 * t2))
    scale = (WIDTH - 12) / (2 * 2.7066)
    return WIDTH / 2 + x * scale, HEIGHT / 2 - y * scale + 8


def _draw_world(first: str, second: str, names: tuple[str, str], capitals: Mapping[str, Capital]) -> str:
    grade = _shapes().coarse
    body = f'<rect class="sea" width="{WIDTH:.0f}" height="{HEIGHT:.0f}"/><path class="land" d="{_world_land()}"/>'
    return body + _draw_pair((first, second), names, capitals, _equal_earth, lambda ring: True, grade)


@functools.cache
def _world_land() -> str:
    return "".join(_path(_split(rings), _equal_earth) for code, rings in _shapes().coarse.items() if code != "ATA")


def _split(rings: Iterable[Ring]) -> list[Ring]:
    """The rings for a world map: what runs past 180 degrees is drawn on both edges, clipped at the edge."""
    pieces = []
    for ring in rings:
        west, _, east, _ = ring.bounds
        shifts = [shift for shift in (-360.0, 0.0, 360.0) if west + shift < 180 and east + shift > -180]
        for shift in shifts:
            points = tuple((max(-180.0, min(180.0, x + shift)), y) for x, y in ring.points)
            if max(x for x, _ in points) - min(x for x, _ in points) > 0.01:  # else only its edge is on this side
                pieces.append(Ring(points, ring.bounds, ring.size))
    return pieces


def _path(rings: Iterable[Ring], project: Project) -> str:
    """Path data of rings, without the points that would not move the pen."""
    parts: list[str] = []
    for ring in rings:
        steps: list[str] = []
        last_x = last_y = math.inf
        for longitude, latitude in ring.points:
            x, y = project(longitude, latitude)
            if abs(x - last_x) + abs(y - last_y) >= 1.4:
                steps.append(f"{x:.0f} {y:.0f}")
                last_x, last_y = x, y
        if len(steps) > 2:
            parts.append("M" + "L".join(steps) + "Z")
    return "".join(parts)


def _draw_pair(
    pair: tuple[str, str],
    names: tuple[str, str],
    capitals: Mapping[str, Capital],
    project: Project,
    is_seen: Callable[[Ring], bool],
    grade: Mapping[str, tuple[Ring, ...]],
) -> str:
    """The two states coloured, their capitals as dots, and the labels where they do not cover each other."""
    shapes, marks, labels = [], [], []
    taken: list[tuple[float, float, float, float]] = []
    wanted = []
    for code, style, name in zip(pair, ("first", "second"), names, strict=True):
        rings = grade.get(code) or _shapes().fine.get(code, ())
        seen = [ring for ring in rings if is_seen(ring)]
        seen = _split(seen) if project is _equal_earth else seen
        capital = capitals.get(code)
        anchor = project(*_label_place(rings, capital))
        if seen and (path := _path(seen, project)):
            shapes.append(f'<path class="{style}" d="{path}"/>')
        if not rings or _width(rings[0], project) < SMALLEST_SHAPE:
            shapes.append(f'<circle class="{style}" cx="{anchor[0]:.0f}" cy="{anchor[1]:.0f}" r="6"/>')
        if capital is not None:
            x, y = project(capital.longitude, capital.latitude)
            marks.append(f'<circle class="capital" cx="{x:.0f}" cy="{y:.0f}" r="4"/>')
            taken.append((x - 7, y - 7, x + 7, y + 7))
        wanted.append((name, "state", anchor, STATE_SIZE))
    for code in pair:
        if (capital := capitals.get(code)) is not None:
            wanted.append((capital.name, "city", project(capital.longitude, capital.latitude), CITY_SIZE))
    for text, style, anchor, size in wanted:
        labels.append(_place_label(text, style, anchor, size, taken))
    return "".join((*shapes, *marks, *labels))


def _label_place(rings: tuple[Ring, ...], capital: Capital | None) -> Point:
    if rings:
        return rings[0].middle
    assert capital is not None  # draw_locator refuses a state that has neither
    return capital.longitude, capital.latitude


def _width(ring: Ring, project: Project) -> float:
    west, south, east, north = ring.bounds
    corners = [project(west, south), project(east, north), project(west, north), project(east, south)]
    return max(max(x for x, _ in corners) - min(x for x, _ in corners), max(y for _, y in corners) - min(
        y for _, y in corners))  # fmt: skip


def _place_label(
    text: str, style: str, anchor: Point, size: float, taken: list[tuple[float, float, float, float]]
) -> str:
    """The text at the first place near its anchor that is free and inside the frame; `taken` learns of it."""
    width = len(text) * size * 0.62
    gap = 10 + size / 2
    if style == "state":
        offsets = [(0.0, dy) for dy in (0.0, gap, -gap, 2 * gap, -2 * gap, 3 * gap, -3 * gap)]
    else:
        side = width / 2 + 10
        offsets = [(side, 0.0), (-side, 0.0), (0.0, gap), (0.0, -gap), (side, gap), (-side, gap), (0.0, 2 * gap)]
    best = None
    for dx, dy in offsets:
        x = min(max(anchor[0] + dx, width / 2 + 6), WIDTH - width / 2 - 6)
        y = min(max(anchor[1] + dy, size), HEIGHT - size)
        box = (x - width / 2, y - size * 0.6, x + width / 2, y + size * 0.6)
        hits = sum(1 for other in taken if _is_over(box, other))
        if best is None or hits < best[0]:
            best = (hits, x, y, box)
        if not hits:
            break
    assert best is not None
    taken.append(best[3])
    return f'<text class="{style}" x="{best[1]:.0f}" y="{best[2] + size * 0.35:.0f}">{html.escape(text)}</text>'


def _is_over(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _alternative(pair: tuple[str, str], names: tuple[str, str], capitals: Mapping[str, Capital]) -> str:
    parts = [
        f"{name} {shade}" + (f" with its capital {capitals[code].name}" if code in capitals else "")
        for code, name, shade in zip(pair, names, ("dark", "bright"), strict=True)
    ]
    return f"Map of {names[0]} and {names[1]}: {', '.join(parts)}."
