"""The maps of a site: one map of the world and the states one by one, cut out and laid over each other on each page.

Drawn once for all pages, so that a pair's map costs a page three addresses and no drawing.
"""

from __future__ import annotations

import functools
import html
from collections.abc import Iterator
from pathlib import Path

from comity.writing.maps import WORLD_FRAME, draw_outline, find_capital, find_place
from comity.writing.outlines import Point, load_shapes
from comity.writing.picture import Picture, standalone
from comity.writing.projections import HEIGHT, WIDTH, project_equal_earth
from comity.writing.view import View

FOLDER = "maps"
SCALE = 10  # the sheet of the world is so many times as large as that of a page, as parts of it fill one
SMALLEST_WIDTH = 60.0  # units of the world's 640: what lies around two small neighbours is still seen
MARGIN = 1.5
SMALL = 5.0  # units of the world's 640: what is no larger has a dot
CAPTION = "Outlines: Natural Earth, as of today."


def write_maps(folder: Path) -> None:
    """The map of the world, and each state dark and bright."""
    (folder / FOLDER).mkdir()
    outlines = (draw_outline(code, SCALE) for code in list_outlines())
    world = "".join(f'<path class="land" d="{outline}"/>' for outline in outlines if outline)
    sea = f'<rect class="sea" width="{WIDTH * SCALE:.0f}" height="{HEIGHT * SCALE:.0f}"/>'
    write_svg(folder / FOLDER / "world.svg", sea + world)
    for code in list_outlines():
        for style in ("first", "second"):
            write_svg(folder / FOLDER / name_map(code, style), draw_state(code, style))


def write_svg(path: Path, body: str) -> None:
    """A drawing in the frame of the world."""
    top, height = WORLD_FRAME
    frame = f"0 {top * SCALE:.0f} {WIDTH * SCALE:.0f} {height * SCALE:.0f}"
    thin = "<style>path { vector-effect: non-scaling-stroke; }</style>"
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" class="map" viewBox="{frame}">{thin}{body}</svg>'
    path.write_text(standalone(Picture(svg, "", "")), encoding="utf-8")


def list_outlines() -> Iterator[str]:
    """The states that can be drawn."""
    shapes = load_shapes()
    return (code for code in sorted({*shapes.coarse, *shapes.fine, *shapes.capitals}) if code != "ATA")


def name_map(code: str, style: str) -> str:
    """The name of a state's drawing."""
    return f"{code.replace(':', '_')}-{style}.svg"


def draw_state(code: str, style: str) -> str:
    """A state: its outline, and a dot of one size on every screen where that is small or there is none."""
    path, box = draw_outline(code, SCALE), find_box(code)
    drawn = f'<path class="{style}" d="{path}"/>' if path else ""
    if box is None or max(box[2] - box[0], box[3] - box[1]) > SMALL:
        return drawn
    x, y = (box[0] + box[2]) / 2 * SCALE, (box[1] + box[3]) / 2 * SCALE
    return f'{drawn}<path class="{style} dot" d="M{x:.0f} {y:.0f}h0"/>'


def stack_maps(view: View) -> Picture | None:
    """The map of a pair: three drawings over each other; None where one of the two cannot be drawn."""
    boxes = [find_box(code) for code in view.pair]
    if boxes[0] is None or boxes[1] is None:
        return None
    frame = cut(boxes[0], boxes[1])
    first, second = map(view.name_in_text, view.pair)
    alternative = f"Map of {first} and {second}: {first} dark, {second} bright."
    names = ("world.svg", *(name_map(code, style) for code, style in zip(view.pair, ("first", "second"), strict=True)))
    images = [
        f'<img src="../{FOLDER}/{html.escape(name, quote=True)}#svgView(viewBox({frame}))" alt="{words}">'
        for name, words in zip(names, (html.escape(alternative, quote=True), "", ""), strict=True)
    ]
    return Picture(f'<span class="stack">{"".join(images)}</span>', alternative, CAPTION)


Box = tuple[float, float, float, float]


@functools.cache
def find_box(code: str) -> Box | None:
    """The bounds of a state's largest part on the map of the world: left, top, right, bottom."""
    rings = load_shapes().coarse.get(code) or load_shapes().fine.get(code)
    place = find_place(code, find_capital(code))
    points: list[Point] = [(max(-180.0, min(180.0, x)), y) for x, y in rings[0].points] if rings else []
    if not points and place is not None:
        points = [place]
    if not points:
        return None
    flat = [project_equal_earth(*point) for point in points]
    xs, ys = [x for x, _ in flat], [y for _, y in flat]
    return min(xs), min(ys), max(xs), max(ys)


def cut(one: Box, other: Box) -> str:
    """The part of the map of the world in which both are seen, in the shape of a map, as an SVG view."""
    left, top = min(one[0], other[0]), min(one[1], other[1])
    right, bottom = max(one[2], other[2]), max(one[3], other[3])
    width = max((right - left) * MARGIN, (bottom - top) * MARGIN * WIDTH / HEIGHT, SMALLEST_WIDTH)
    width = min(width, WIDTH)
    height = width * HEIGHT / WIDTH
    x = min(max((left + right - width) / 2, 0.0), WIDTH - width)
    y = min(max((top + bottom - height) / 2, 0.0), HEIGHT - height)
    return ",".join(f"{one * SCALE:.0f}" for one in (x, y, width, height))
