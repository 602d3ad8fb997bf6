"""One state's relations as a picture: the state in the middle, the others around it, a line for each.

In: the state's name and its ties. Out: a `Picture`. The line is the thicker the more the record has on the two; severed
relations are a broken line with a bar across it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from comity.writing import words
from comity.writing.drawing import draw_svg, escape, write_text
from comity.writing.picture import Picture

SIDE = 640.0
MOST_DRAWN = 36  # of more, those of which the record has most; the alternative tells how many are left out
RADIUS = 205.0
LONGEST_NAME = 22


@dataclass(frozen=True, slots=True)
class Tie:
    """One relation: the other state's name, how many statements the record has on the two, and their page."""

    name: str
    statements: int
    is_severed: bool = False
    address: str | None = None


def draw_network(name: str, ties: Sequence[Tie]) -> Picture | None:
    """The state of that name with its ties; None without any."""
    if not ties:
        return None
    drawn = sorted(ties, key=lambda tie: (-tie.statements, tie.name))[:MOST_DRAWN]
    drawn.sort(key=lambda tie: tie.name)
    most = max(tie.statements for tie in drawn)
    middle = SIDE / 2
    lines, labels = [], []
    for number, tie in enumerate(drawn):
        angle = 2 * math.pi * number / len(drawn) - math.pi / 2
        line, label = draw_tie(tie, angle, most, middle)
        lines.append(line)
        labels.append(label)
    centre = f'<circle class="mark first" cx="{middle:.0f}" cy="{middle:.0f}" r="13"/>' + write_text(
        name, middle, middle + 34, style="label strong halo", anchor="middle"
    )
    alternative = tell_network(name, drawn, len(ties))
    svg = draw_svg((*lines, *labels, centre), height=SIDE, alternative=alternative, style="drawing network")
    severed = " A broken line: relations are severed." if any(tie.is_severed for tie in drawn) else ""
    return Picture(svg, alternative, f"The thicker a line, the more the record has on the two.{severed}")


def draw_tie(tie: Tie, angle: float, most: int, middle: float) -> tuple[str, str]:
    """The line to a state, and its dot with the name, turned so that it can be read."""
    x, y = middle + RADIUS * math.cos(angle), middle + RADIUS * math.sin(angle)
    width = 1 + 6 * math.sqrt(tie.statements / most)
    style = "tie severed" if tie.is_severed else "tie"
    line = f'<path class="{style}" stroke-width="{width:.1f}" d="M{middle:.0f} {middle:.0f}L{x:.1f} {y:.1f}"/>'
    if tie.is_severed:
        mx, my = (middle + x) / 2, (middle + y) / 2
        dx, dy = 9 * math.cos(angle + math.pi / 2), 9 * math.sin(angle + math.pi / 2)
        line += f'<path class="cut" d="M{mx - dx:.1f} {my - dy:.1f}L{mx + dx:.1f} {my + dy:.1f}"/>'
    degrees = math.degrees(angle)
    is_left = math.cos(angle) < -1e-9
    turn = degrees + 180 if is_left else degrees
    lx, ly = middle + (RADIUS + 11) * math.cos(angle), middle + (RADIUS + 11) * math.sin(angle)
    shown = tie.name if len(tie.name) <= LONGEST_NAME else tie.name[: LONGEST_NAME - 1].rstrip() + "…"
    label = (
        f'<g transform="translate({lx:.1f} {ly:.1f}) rotate({turn:.1f})">'
        f"{write_text(shown, 0, 5, anchor='end' if is_left else 'start')}</g>"
    )
    dot = f'<circle class="mark second" cx="{x:.1f}" cy="{y:.1f}" r="5"><title>{escape(tell_tie(tie))}</title></circle>'
    both = dot + label
    return line, both if tie.address is None else f'<a href="{escape(tie.address)}">{both}</a>'


def tell_tie(tie: Tie) -> str:
    """A tie in words."""
    count = "one statement" if tie.statements == 1 else f"{words.count_words(tie.statements)} statements"
    return f"{tie.name}: {count}{', relations severed' if tie.is_severed else ''}"


def tell_network(name: str, drawn: Sequence[Tie], count: int) -> str:
    """The network in words."""
    rest = count - len(drawn)
    more = f" {words.capitalise(words.count_words(rest))} more are not drawn." if rest else ""
    return f"Relations of {name}. {'; '.join(map(tell_tie, drawn))}.{more}"
