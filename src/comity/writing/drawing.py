"""What all drawings share: the `svg` element with its text alternative, text, and a scale of years.

Shape tells what colour also tells, so that a drawing can be read in grey.
"""

from __future__ import annotations

import html
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from comity.model.shown import clean

WIDTH = 640.0
STEPS_OF_YEARS = (1, 2, 5, 10, 20, 25, 50, 100, 200)


@dataclass(frozen=True, slots=True)
class Years:
    """A scale from the first day of one year to the last of another, across a part of the sheet."""

    first: int
    last: int
    left: float
    right: float

    def place(self, day: date) -> float:
        """Where a day lies; days outside lie on the edge."""
        start, end = date(self.first, 1, 1).toordinal(), date(self.last, 12, 31).toordinal()
        share = (day.toordinal() - start) / max(1, end - start)
        return self.left + (self.right - self.left) * min(1.0, max(0.0, share))

    def ticks(self, most: int = 8) -> list[int]:
        """Round years within the scale, not more than `most`.

        >>> Years(1991, 2013, 0, 600).ticks()
        [1995, 2000, 2005, 2010]
        """
        step = next((one for one in STEPS_OF_YEARS if (self.last - self.first) / one < most), STEPS_OF_YEARS[-1])
        start = -(-self.first // step) * step
        return list(range(start, self.last + 1, step))


def draw_svg(body: Iterable[str], *, height: float, alternative: str, style: str, width: float = WIDTH) -> str:
    """The `svg` element around a body; its alternative is both label and title. With links in it, it is a group."""
    label, drawn = escape(alternative), "".join(body)
    role = "group" if "<a " in drawn else "img"
    return (
        f'<svg class="{style}" viewBox="0 0 {width:.0f} {height:.0f}" role="{role}" aria-label="{label}" '
        f'xmlns="http://www.w3.org/2000/svg"><title>{label}</title>{drawn}</svg>'
    )


def write_text(text: str, x: float, y: float, *, style: str = "label", anchor: str = "start") -> str:
    """A line of text; `style` is its class, `anchor` start, middle or end."""
    return f'<text class="{style} {anchor}" x="{x:.0f}" y="{y:.0f}">{escape(text)}</text>'


def link_mark(mark: str, title: str, fact: str | None) -> str:
    """A mark with its words on hover, which leads to the proof of its fact."""
    inner = mark.replace("/>", f"><title>{escape(title)}</title></{mark[1 : mark.index(' ')]}>", 1)
    return inner if fact is None else f'<a href="#{anchor_of_proof(fact)}">{inner}</a>'


def anchor_of_proof(fact: str) -> str:
    """The name of the place where a page proves a fact or finding."""
    return f"proof-{fact[:12]}"


def draw_years(years: Years, top: float, bottom: float) -> Iterable[str]:
    """The lines of round years, with their numbers below."""
    for year in years.ticks():
        x = years.place(date(year, 1, 1))
        yield f'<path class="grid" d="M{x:.1f} {top:.0f}V{bottom:.0f}"/>'
        yield write_text(str(year), x, bottom + 18, style="tick", anchor="middle")


def escape(text: str) -> str:
    """Text fit to stand in an element or an attribute."""
    return html.escape(clean(text), quote=True)
