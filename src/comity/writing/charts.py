"""Figures by year as bars, and counts of two directions as bars up and down.

In: bars with their year and value. Out: a `Picture`. A forecast is an open bar, a disputed figure has a broken
outline; a year without a bar is a year of which the record tells nothing.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from comity.writing import words
from comity.writing.drawing import WIDTH, Years, draw_svg, link_mark, write_text
from comity.writing.picture import Picture

LEFT, RIGHT, TOP, FOOT = 60.0, WIDTH - 10, 22.0, 26.0
HEIGHT = 250.0
HEAD = 34.0  # of the chart of two directions: a line for the name of each
WIDEST_BAR = 34.0
MOST_LABELS = 9  # bars that carry their value; of more, the scale at the side tells it
LONGEST_BY_YEAR = 40  # years; longer spans are counted by five or ten
BOUND_SIGNS = {"min": ">", "max": "≤", "approx": "~"}


@dataclass(frozen=True, slots=True)
class Bar:
    """A figure of one year: its value, its words, the id of its fact, and its standing."""

    year: int
    value: float
    text: str
    fact: str
    bound: str | None = None
    is_forecast: bool = False
    is_disputed: bool = False


def draw_bars(title: str, bars: Sequence[Bar], *, unit: str) -> Picture | None:
    """The figures of one measure and unit by year; None where there are fewer than two years."""
    shown = sorted((bar for bar in bars if bar.value > 0), key=lambda bar: (bar.year, bar.is_forecast, bar.value))
    if len({bar.year for bar in shown}) < 2:
        return None
    years = Years(shown[0].year, shown[-1].year, LEFT, RIGHT)
    top_value = round_up(max(bar.value for bar in shown))
    bottom = HEIGHT - FOOT
    body = [*draw_scale(top_value, bottom, unit), *draw_years_below(years, bottom)]
    body += [draw_bar(bar, years, shown, top_value, bottom) for bar in shown]
    alternative = f"{title} by year: " + "; ".join(f"{bar.year}: {bar.text}{tell_standing(bar)}" for bar in shown) + "."
    signs = [text for text, is_there in (
        ("open bars are forecasts", any(bar.is_forecast for bar in shown)),
        ("bars with a broken outline are disputed", any(bar.is_disputed for bar in shown)),
    ) if is_there]  # fmt: skip
    caption = (
        f"{title}{': ' + words.join_words(signs) if signs else ''}. A year without a bar: no figure in the record."
    )
    return Picture(draw_svg(body, height=HEIGHT, alternative=alternative, style="drawing chart"), alternative, caption)


def tell_standing(bar: Bar) -> str:
    """What a reader must know of a bar."""
    return " (forecast)" if bar.is_forecast else " (disputed)" if bar.is_disputed else ""


def draw_scale(top_value: float, bottom: float, unit: str) -> Iterator[str]:
    """The lines of the value scale with their numbers."""
    scale, word = scale_of(top_value)
    for share in (0.0, 0.5, 1.0):
        y = bottom - (bottom - TOP) * share
        yield f'<path class="grid" d="M{LEFT:.0f} {y:.1f}H{RIGHT:.0f}"/>'
        yield write_text(f"{top_value * share / scale:,g}", LEFT - 6, y + 4, style="tick", anchor="end")
    yield write_text(f"{unit} {word}".strip(), 4, 13, style="tick strong")


def scale_of(value: float) -> tuple[float, str]:
    """The scale in which values up to this one are written, with its word.

    >>> scale_of(4e9), scale_of(300)
    ((1000000000.0, 'billion'), (1.0, ''))
    """
    return next(((scale, word) for scale, word in words.SCALES if value >= scale), (1.0, ""))


def draw_years_below(years: Years, bottom: float) -> Iterator[str]:
    """The years below the bars, each under the middle of its year."""
    for year in years.ticks(10):
        yield write_text(str(year), middle_of(year, years), bottom + 18, style="tick", anchor="middle")


def middle_of(year: int, years: Years) -> float:
    """Where the bar of a year stands."""
    return years.left + (years.right - years.left) * (year - years.first + 0.5) / (years.last - years.first + 1)


def draw_bar(bar: Bar, years: Years, shown: Sequence[Bar], top_value: float, bottom: float) -> str:
    """One bar; bars of one year stand beside each other."""
    same = [one for one in shown if one.year == bar.year]
    space = (years.right - years.left) / (years.last - years.first + 1)
    width = min(WIDEST_BAR, space * 0.74) / len(same)
    x = middle_of(bar.year, years) + width * (same.index(bar) - len(same) / 2)
    height = max(1.5, (bottom - TOP) * bar.value / top_value)
    style = "expected" if bar.is_forecast else "disputed" if bar.is_disputed else "sure"
    mark = (
        f'<rect class="bar {style}" x="{x + 0.5:.1f}" y="{bottom - height:.1f}" width="{max(1.0, width - 1):.1f}" '
        f'height="{height:.1f}"/>'
    )
    label = f"{BOUND_SIGNS.get(bar.bound or '', '')}{bar.value / scale_of(top_value)[0]:,.3g}"
    is_labelled = len(shown) <= MOST_LABELS
    text = write_text(label, x + width / 2, bottom - height - 4, style="tick", anchor="middle") if is_labelled else ""
    return link_mark(mark, f"{bar.year}: {bar.text}{tell_standing(bar)}", bar.fact) + text


def round_up(value: float) -> float:
    """The next value that makes a round scale.

    >>> round_up(3.1e9), round_up(47)
    (4000000000.0, 50.0)
    """
    size = 10.0 ** math.floor(math.log10(value))
    return next(size * step for step in (1, 2, 4, 5, 8, 10) if size * step >= value)


def draw_directions(names: tuple[str, str], years_of: tuple[Sequence[int], Sequence[int]]) -> Picture | None:
    """How often in each year, one direction up and the other down; None where fewer than two years are told of."""
    known = sorted({*years_of[0], *years_of[1]})
    if len(known) < 2:
        return None
    span = known[-1] - known[0] + 1
    size = 1 if span <= LONGEST_BY_YEAR else 5 if span <= LONGEST_BY_YEAR * 3 else 10
    first = known[0] - known[0] % size
    years = Years(first, known[-1] + (size - 1 - known[-1] % size if size > 1 else 0), LEFT, RIGHT)
    counts = [count_by(one, first, size) for one in years_of]
    most = max((*counts[0].values(), *counts[1].values()))
    middle, reach = (HEIGHT + HEAD - FOOT) / 2, (HEIGHT - HEAD - FOOT) / 2 - 17
    width = min(WIDEST_BAR, (RIGHT - LEFT) / ((years.last - years.first + 1) / size) * 0.74)
    body = [write_text(f"↑ {names[0]}", 4, 14, style="tick strong"),
            write_text(f"↓ {names[1]}", 4, 32, style="tick strong"),
            f'<path class="axis" d="M{LEFT:.0f} {middle:.0f}H{RIGHT:.0f}"/>',
            write_text("0", LEFT - 6, middle + 4, style="tick", anchor="end")]  # fmt: skip
    for direction, found, style in ((-1, counts[0], "first"), (1, counts[1], "second")):
        for start, count in found.items():
            height = reach * count / most
            x = (middle_of(start, years) + middle_of(start + size - 1, years)) / 2 - width / 2
            y = middle - height if direction < 0 else middle
            mark = f'<rect class="bar {style}" x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}"/>'
            period = str(start) if size == 1 else f"{start}–{start + size - 1}"
            body.append(link_mark(mark, f"{period}: {count}", None))
            body.append(write_text(str(count), x + width / 2, y - 3 if direction < 0 else y + height + 13,
                                   style="tick", anchor="middle"))  # fmt: skip
    body += draw_years_below(years, HEIGHT - FOOT)
    per = "year" if size == 1 else f"{size} years"
    told = [f"{name} – {tell_counts(found, size)}" for name, found in zip(names, counts, strict=True) if found]
    alternative = f"Number by {per}. " + ". ".join(told) + "."
    return Picture(
        draw_svg(body, height=HEIGHT, alternative=alternative, style="drawing chart"), alternative,
        f"Those with a date in the record, by {per}.",
    )  # fmt: skip


def count_by(years: Sequence[int], first: int, size: int) -> dict[int, int]:
    """How many years fall into each period, by its first year."""
    counts: dict[int, int] = {}
    for year in sorted(years):
        start = first + (year - first) // size * size
        counts[start] = counts.get(start, 0) + 1
    return counts


def tell_counts(counts: dict[int, int], size: int) -> str:
    """The counts in words."""
    return "; ".join(
        f"{start if size == 1 else f'{start}–{start + size - 1}'}: {count}" for start, count in counts.items()
    )
