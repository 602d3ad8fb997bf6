"""The map of one state's missions in another: squares for embassies and the like, dots for the others.

In: the host and its posts. Out: a `Picture`, or None where fewer than two places are known. The outlines are of today.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from comity.writing import words
from comity.writing.drawing import draw_svg, link_mark
from comity.writing.maps import CITY_SIZE, draw_path, fit_frame, main_points, place_label
from comity.writing.outlines import load_shapes
from comity.writing.picture import Picture
from comity.writing.projections import HEIGHT

LEAST_PLACES = 2


@dataclass(frozen=True, slots=True)
class Post:
    """A post: its city with longitude and latitude, what it is in words, its fact; whether it is the first in rank."""

    city: str
    longitude: float
    latitude: float
    text: str
    fact: str
    is_chief: bool


def draw_posts(host: str, posts: Sequence[Post], *, title: str) -> Picture | None:
    """The posts on the map of the host; None without its outline, or where they are in fewer than two places."""
    by_city: dict[str, list[Post]] = {}
    for post in posts:
        by_city.setdefault(post.city, []).append(post)
    if len(by_city) < LEAST_PLACES or not load_shapes().fine.get(host):
        return None
    frame = fit_frame([main_points(host, None), [(post.longitude, post.latitude) for post in posts]])
    if frame is None:
        return None
    rings = frame.grade.get(host) or load_shapes().fine[host]
    body = [
        frame.draw_land((host,)),
        f'<path class="host" d="{draw_path(filter(frame.shows, rings), frame.project)}"/>',
    ]
    marks, labels = [], []
    taken: list[tuple[float, float, float, float]] = []
    places = {city: frame.project(group[0].longitude, group[0].latitude) for city, group in by_city.items()}
    taken += [(x - 9, y - 9, x + 9, y + 9) for x, y in places.values()]
    for city, group in by_city.items():
        marks.append(draw_post(group, *places[city]))
        labels.append(place_label(city, "city", places[city], CITY_SIZE, taken))
    told = "; ".join(f"{city}: {words.join_words(post.text for post in group)}" for city, group in by_city.items())
    alternative = f"Map of {title[:1].lower()}{title[1:]}: {told}."
    svg = draw_svg((*body, *marks, *labels), height=HEIGHT, alternative=alternative, style="map")
    has_chief = any(post.is_chief for post in posts)
    signs = " Squares: embassies and the like." if has_chief and not all(post.is_chief for post in posts) else ""
    return Picture(svg, alternative, f"{title}.{signs} Outlines: Natural Earth, as of today.")


def draw_post(group: Sequence[Post], x: float, y: float) -> str:
    """The mark of a city: a square if a post there is the first in rank."""
    chief = next((post for post in group if post.is_chief), None)
    text = f"{group[0].city}: {words.join_words(post.text for post in group)}"
    if chief is not None:
        mark = f'<rect class="post" x="{x - 6.5:.1f}" y="{y - 6.5:.1f}" width="13" height="13"/>'
    else:
        mark = f'<circle class="post" cx="{x:.1f}" cy="{y:.1f}" r="6"/>'
    return link_mark(mark, text, (chief or group[0]).fact)
