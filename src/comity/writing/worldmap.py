"""A map of the world as SVG: each state an area that can lead somewhere, and lines between places.

In: areas with their names, lines in degrees. Out: one `svg` element without styles of its own.
"""

from __future__ import annotations

import functools
import html
from collections.abc import Iterable
from dataclasses import dataclass

from comity.writing.maps import WORLD_FRAME, draw_outline, find_capital, find_place
from comity.writing.outlines import Point
from comity.writing.projections import WIDTH, project_equal_earth

DOT = 2.2  # units; the radius of a state without an outline at this scale


@dataclass(frozen=True, slots=True)
class Area:
    """A state on the map: its name, the address it leads to ("" for none), and the classes that colour it."""

    code: str
    name: str
    address: str = ""
    style: str = ""


@dataclass(frozen=True, slots=True)
class Arc:
    """A line from one place to another, in degrees, with what it stands for in words."""

    start: Point
    end: Point
    title: str
    style: str = ""


def draw_world(areas: Iterable[Area], label: str, arcs: Iterable[Arc] = ()) -> str:
    """The map; a state without an outline at this scale is a dot, one without any place is left out."""
    top, height = WORLD_FRAME
    drawn = [draw_area(area) for area in areas]
    lines = [draw_arc(arc) for arc in arcs]
    text = html.escape(label, quote=True)
    return (
        f'<svg class="map world" viewBox="0 {top:.0f} {WIDTH:.0f} {height:.0f}" role="group" aria-label="{text}" '
        'xmlns="http://www.w3.org/2000/svg">'
        f'<rect class="sea" y="{top:.0f}" width="{WIDTH:.0f}" height="{height:.0f}"/>'
        f'{"".join(drawn)}<g class="arcs">{"".join(lines)}</g></svg>'
    )


def draw_area(area: Area) -> str:
    """One state."""
    shape = draw_shape(area.code)
    if not shape:
        return ""
    name = html.escape(area.name, quote=True)
    style = html.escape(f"land {area.style}".strip(), quote=True)
    body = f'<g class="{style}"><title>{name}</title>{shape}</g>'
    if not area.address:
        return body
    return f'<a href="{html.escape(area.address, quote=True)}" aria-label="{name}" tabindex="-1">{body}</a>'


@functools.cache
def draw_shape(code: str) -> str:
    """The outline of a state, or a dot where it has none; empty where its place is not known."""
    path = draw_outline(code)
    if path:
        return f'<path d="{path}"/>'
    place = find_place(code, find_capital(code))
    if place is None:
        return ""
    x, y = project_equal_earth(*place)
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{DOT}"/>'


def draw_arc(arc: Arc) -> str:
    """A line, bent a little so that two ways between the same places do not cover each other."""
    (x1, y1), (x2, y2) = project_equal_earth(*arc.start), project_equal_earth(*arc.end)
    bend = 0.12
    middle_x, middle_y = (x1 + x2) / 2 - (y2 - y1) * bend, (y1 + y2) / 2 + (x2 - x1) * bend
    style = html.escape(f"arc {arc.style}".strip(), quote=True)
    return (
        f'<path class="{style}" d="M{x1:.1f} {y1:.1f}Q{middle_x:.1f} {middle_y:.1f} {x2:.1f} {y2:.1f}">'
        f"<title>{html.escape(arc.title)}</title></path>"
    )
