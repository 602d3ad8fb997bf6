"""What a picture is, whatever it shows: an `svg` element, the same in words, and a line below it.

Its parts are coloured by class (`templates/picture.css`), so that a page can be light or dark. `standalone` gives the
picture as a file of its own, with the light colours in it.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from importlib import resources


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture ready to stand in a page: all text in it is escaped, and nothing is fetched."""

    svg: str
    alternative: str
    caption: str


def standalone(picture: Picture) -> str:
    """The picture as an SVG file: with its size, its style and the colours of a light page."""
    start = picture.svg.index(">") + 1
    head = picture.svg[:start]
    if (box := re.search(r'viewBox="\S+ \S+ (\S+) (\S+)"', head)) is not None:
        head = head.replace("<svg", f'<svg width="{box[1]}" height="{box[2]}"', 1)
    return f"{head}<style>{style_of_pictures()}</style>{picture.svg[start:]}\n"


@functools.cache
def style_of_pictures() -> str:
    """The style of pictures with the colours of a light page in the place of their names."""
    colours = dict(re.findall(r"--([a-z]+): (#[0-9a-f]+)", read_style("style.css").split("}")[0]))
    return re.sub(r"var\(--([a-z]+)\)", lambda match: colours[match[1]], read_style("picture.css"))


@functools.cache
def read_style(name: str) -> str:
    """A style sheet of the package."""
    return resources.files("comity.writing").joinpath(f"templates/{name}").read_text(encoding="utf-8").strip()
