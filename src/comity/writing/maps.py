"""Locator maps of two states as SVG, drawn offline from shapes that come with the package.

In: two state codes, their names, and capitals if the caller knows better ones. Out: a `Picture` with its SVG and its
text alternative. Near pairs are drawn in Lambert's azimuthal equal-area projection, pairs over 120 degrees apart on
a world map (Equal Earth). The outlines are Natural Earth's and of today; the caption says so.
"""

from __future__ import annotations

import functools
import html
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from comity.writing.outlines import Capital, Point, Ring, load_shapes
from comity.writing.picture import Picture
from comity.writing.projections import (
    HEIGHT,
    MERIDIAN,
    WIDTH,
    Project,
    find_middle,
    measure_angle,
    project_equal_earth,
    project_lambert,
    unproject_lambert,
)

MARGIN = 46.0
BEYOND = 40  # units outside the sheet, where no stroke of an edge is seen
WORLD_FRAME = (54.0, 300.0)  # top and height of the part of the sheet that the world map fills, without Antarctica
WIDEST_DEGREES = 120.0  # farther apart, and the pair gets the world map
SMALLEST_RADIUS = math.radians(4)  # two neighbouring microstates still show what lies around them
WIDEST_RADIUS = math.radians(75)  # a wider view of the azimuthal map is hard to read: the world map again
COARSE_FROM = math.radians(26)  # above this radius the coarse outlines are as good to the eye
STATE_SIZE, CITY_SIZE = 22.0, 18.0  # of the labels, as in style.css
SMALLEST_SHAPE = 9.0  # units; a smaller state gets a dot


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
    return load_shapes().capitals.get(code)


def find_place(code: str, capital: Capital | None) -> Point | None:
    """The middle of a state's largest part in degrees, or its capital where it has no outline."""
    rings = load_shapes().fine.get(code)
    if rings:
        return rings[0].middle
    return None if capital is None else (capital.longitude, capital.latitude)


@dataclass(frozen=True, slots=True)
class Frame:
    """A view of a part of the globe: how it is projected, about which place, how far it reaches, how fine it is."""

    project: Project
    centre: Point
    radius: float
    grade: Mapping[str, tuple[Ring, ...]]

    def shows(self, ring: Ring) -> bool:
        """Whether an outline comes near enough to be seen."""
        return bool(_near_rings((ring,), self.centre, self.radius))

    def draw_land(self, without: Sequence[str]) -> str:
        """The sea and the land of the other states."""
        land = (rings for code, rings in self.grade.items() if code not in without)
        paths = (
            draw_path(near, self.project) for rings in land if (near := _near_rings(rings, self.centre, self.radius))
        )
        return f'<rect class="sea" width="{WIDTH:.0f}" height="{HEIGHT:.0f}"/><path class="land" d="{"".join(paths)}"/>'


def fit_frame(outlines: Sequence[Sequence[Point]]) -> Frame | None:
    """The view in which all these points are seen; None where they are too far apart for one."""
    centre = find_middle([find_middle(list(points)) for points in outlines])
    for _ in range(2):  # the second round centres what the first one drew
        flat = [project_lambert(centre)(*point) for points in outlines for point in points]
        xs, ys = [x for x, _ in flat], [y for _, y in flat]
        centre = unproject_lambert(centre, ((min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2))
    flat = [project_lambert(centre)(*point) for points in outlines for point in points]
    reach_x = max(max(abs(x) for x, _ in flat), SMALLEST_RADIUS)
    reach_y = max(max(abs(y) for _, y in flat), SMALLEST_RADIUS * HEIGHT / WIDTH)
    scale = min((WIDTH / 2 - MARGIN) / reach_x, (HEIGHT / 2 - MARGIN) / reach_y)
    radius = math.hypot(WIDTH, HEIGHT) / 2 / scale
    if radius > WIDEST_RADIUS:
        return None
    turn = project_lambert(centre)

    def project(longitude: float, latitude: float) -> Point:
        x, y = turn(longitude, latitude)
        return WIDTH / 2 + x * scale, HEIGHT / 2 - y * scale

    return Frame(project, centre, radius, load_shapes().coarse if radius > COARSE_FROM else load_shapes().fine)


def _draw_near(first: str, second: str, names: tuple[str, str], capitals: Mapping[str, Capital]) -> str | None:
    """The two states and what lies around them; None where they are too far apart for one view."""
    outlines = [main_points(code, capitals.get(code)) for code in (first, second)]
    if measure_angle(*map(find_middle, outlines)) > math.radians(WIDEST_DEGREES):
        return None
    frame = fit_frame(outlines)
    if frame is None:
        return None
    pair = (first, second)
    return frame.draw_land(pair) + _draw_pair(pair, names, capitals, frame.project, frame.shows, frame.grade)


def _near_rings(rings: Iterable[Ring], centre: Point, radius: float) -> list[Ring]:
    """The rings that come near enough to the centre to be seen."""
    return [ring for ring in rings if measure_angle(ring.middle, centre) - _half_size(ring) < radius * 1.1]


def _half_size(ring: Ring) -> float:
    west, south, east, north = ring.bounds
    shrink = math.cos(math.radians(0.0 if south < 0 < north else min(abs(south), abs(north))))
    return math.radians(math.hypot((east - west) * shrink, north - south) / 2)


def main_points(code: str, capital: Capital | None) -> list[Point]:
    """The outline that must be in view: the largest part and what lies close to it, not far possessions."""
    rings = load_shapes().coarse.get(code) or load_shapes().fine.get(code, ())
    if not rings:
        return [] if capital is None else [(capital.longitude, capital.latitude)]
    close = [rings[0], *(ring for ring in rings[1:] if ring.size > rings[0].size * 0.1 and _is_close(ring, rings[0]))]
    return [point for ring in close for point in ring.points[:: max(1, len(ring.points) // 60)]]


def _is_close(ring: Ring, main: Ring) -> bool:
    return measure_angle(ring.middle, main.middle) < _half_size(main) + math.radians(10)


def _draw_world(first: str, second: str, names: tuple[str, str], capitals: Mapping[str, Capital]) -> str:
    grade = load_shapes().coarse
    body = f'<rect class="sea" width="{WIDTH:.0f}" height="{HEIGHT:.0f}"/><path class="land" d="{_world_land()}"/>'
    return body + _draw_pair((first, second), names, capitals, project_equal_earth, lambda ring: True, grade)


@functools.cache
def _world_land() -> str:
    return "".join(
        draw_path(_split(rings), project_equal_earth) for code, rings in load_shapes().coarse.items() if code != "ATA"
    )


@functools.cache
def draw_outline(code: str, scale: int = 1) -> str:
    """The path data of a state's outline on a world map as many times as large; empty where it has none there."""

    def project(longitude: float, latitude: float) -> Point:
        x, y = project_equal_earth(longitude, latitude)
        return x * scale, y * scale

    return draw_path(_split(load_shapes().coarse.get(code, ())), project, scale)


def _split(rings: Iterable[Ring]) -> list[Ring]:
    """The rings for a world map: what runs past its edge is drawn on both edges, clipped there."""
    pieces = []
    first, last = MERIDIAN - 180, MERIDIAN + 180
    for ring in rings:
        west, _, east, _ = ring.bounds
        shifts = [shift for shift in (-360.0, 0.0, 360.0) if west + shift < last and east + shift > first]
        for shift in shifts:
            points = tuple((max(first, min(last, x + shift)), y) for x, y in ring.points)
            if max(x for x, _ in points) - min(x for x, _ in points) > 0.01:  # else only its edge is on this side
                pieces.append(Ring(points, ring.bounds, ring.size))
    return pieces


def draw_path(rings: Iterable[Ring], project: Project, scale: int = 1) -> str:
    """Path data of rings in whole units, each point by its way from the last one.

    Points that would hardly move the pen are left out, and so is what lies far outside the sheet: there all points
    stand on its edge.
    """
    left, top, right, bottom = (edge * scale for edge in (-BEYOND, -BEYOND, WIDTH + BEYOND, HEIGHT + BEYOND))
    parts: list[str] = []
    for ring in rings:
        steps: list[str] = []
        last_x, last_y = first = -BEYOND * 9, 0
        for longitude, latitude in ring.points:
            x, y = project(longitude, latitude)
            new_x = round(left if x < left else right if x > right else x)
            new_y = round(top if y < top else bottom if y > bottom else y)
            over, down = new_x - last_x, new_y - last_y
            if -2 < over < 2 and -2 < down < 2:
                continue
            steps.append(f"{over} {down}" if down >= 0 else f"{over}{down}")
            first = first if len(steps) > 1 else (new_x, new_y)
            last_x, last_y = new_x, new_y
        if len(steps) > 2:
            parts.append(f"M{first[0]} {first[1]}l{' '.join(steps[1:]).replace(' -', '-')}z")
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
        rings = grade.get(code) or load_shapes().fine.get(code, ())
        seen = [ring for ring in rings if is_seen(ring)]
        seen = _split(seen) if project is project_equal_earth else seen
        capital = capitals.get(code)
        anchor = project(*_label_place(rings, capital))
        if seen and (path := draw_path(seen, project)):
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
        labels.append(place_label(text, style, anchor, size, taken))
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


def place_label(
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
