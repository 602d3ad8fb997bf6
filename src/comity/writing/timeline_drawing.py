"""The timeline as a picture: a lane for each sort of event, a mark for each dated one, drawn as sure as it is known.

In: lanes of moments. Out: a `Picture`. A day is a dot; what is known to the month or year is open, as wide as the
time that it can mean; what is about or doubtful has a broken outline; what sources disagree on is a lozenge; what is
to come is a triangle; what lasted is a filled bar.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from comity.model import When
from comity.writing import words
from comity.writing.drawing import WIDTH, Years, draw_svg, draw_years, link_mark, write_text
from comity.writing.picture import Picture

LEFT, RIGHT = 14.0, WIDTH - 14
ROW, HEAD, FOOT = 15.0, 24.0, 26.0
MOST_ROWS = 4  # of one lane; more marks at one time lie on each other
SIZE = 5.5
LONGEST_DOT = 31  # days; what lasted no longer is a dot
LEAST_BAR = 2 * SIZE + 1

# What a mark can mean, in the order of the legend, with its words there.
MEANINGS = {
    "sure": "day known", "lasting": "lasted", "vague": "month or year known", "doubtful": "about, or doubtful",
    "disputed": "sources disagree", "expected": "expected",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Moment:
    """A dated fact: its time, its words, its id, and whether it is disputed or only expected by its source."""

    when: When
    text: str
    fact: str
    is_disputed: bool = False
    is_expected: bool = False

    @property
    def meaning(self) -> str:
        """The sort of its mark: one of `MEANINGS`."""
        if self.is_disputed:
            return "disputed"
        if self.is_expected:
            return "expected"
        if self.when.is_approximate or self.when.is_uncertain or self.when.has_unspecified:
            return "doubtful"
        if self.when.precision == "day":
            return "sure"
        if self.when.precision not in ("interval", "open"):
            return "vague"
        first, last = self.when.first_day, self.when.last_day
        is_short = first is not None and last is not None and (last - first).days <= LONGEST_DOT
        return "sure" if is_short else "lasting"


@dataclass(frozen=True, slots=True)
class Lane:
    """The moments of one sort, with its name."""

    name: str
    moments: tuple[Moment, ...]


def draw_timeline(lanes: Sequence[Lane], *, until: date) -> Picture | None:
    """The timeline of these lanes up to a day, and beyond it for what is to come; None without dated moments."""
    kept = [Lane(lane.name, tuple(filter(days_of, lane.moments))) for lane in lanes]
    kept = [lane for lane in kept if lane.moments]
    days = [day for lane in kept for moment in lane.moments for day in days_of(moment)]
    if not days:
        return None
    years = Years(min(days).year, max(*days, min(until, max(days))).year, LEFT, RIGHT)
    top, body = 4.0, []
    for lane in kept:
        drawn, height = draw_lane(lane, years, top)
        body.append("".join(drawn))
        top += height
    grid = draw_years(years, 4, top + 4)
    legend = list(draw_legend({moment.meaning for lane in kept for moment in lane.moments}, top + 44))
    alternative = tell_timeline(kept, years)
    svg = draw_svg((*grid, *body, *legend), height=top + 54, alternative=alternative, style="drawing timeline")
    return Picture(svg, alternative, "What is dated in the record. Each mark leads to its sources.")


def days_of(moment: Moment) -> tuple[date, ...]:
    """The first and last day that a moment can mean, as far as they are known."""
    return tuple(day for day in (moment.when.first_day, moment.when.last_day) if day is not None)


def draw_lane(lane: Lane, years: Years, top: float) -> tuple[list[str], float]:
    """The lane's name, line and marks, and how high it is; marks that would touch stand one below the other."""
    ends: list[float] = []
    marks = []
    for moment in sorted(lane.moments, key=lambda one: days_of(one)[0]):
        left, right = span_of(moment, years)
        row = next((number for number, end in enumerate(ends) if end + 2 < left), len(ends))
        row = min(row, MOST_ROWS - 1)
        ends[row : row + 1] = [right]
        marks.append(draw_moment(moment, left, right, top + HEAD + ROW * (row + 0.5)))
    height = HEAD + ROW * len(ends) + 8
    line = f'<path class="grid" d="M{LEFT:.0f} {top + height - 2:.0f}H{RIGHT:.0f}"/>'
    return [line, write_text(lane.name, LEFT, top + 16, style="label strong"), *marks], height


def span_of(moment: Moment, years: Years) -> tuple[float, float]:
    """The left and right edge of a mark; what is open at one end reaches to the edge of the sheet."""
    first, last = moment.when.first_day, moment.when.last_day
    left = LEFT if first is None else years.place(first)
    right = RIGHT if last is None else years.place(last)
    if right - left < LEAST_BAR or moment.meaning in ("disputed", "expected", "sure"):
        middle = min(max((left + right) / 2, LEFT + SIZE), RIGHT - SIZE)
        return middle - SIZE, middle + SIZE
    return left, right


def draw_moment(moment: Moment, left: float, right: float, y: float) -> str:
    """The mark of a moment."""
    return link_mark(draw_mark(moment.meaning, left, right, y), moment.text, moment.fact)


def draw_mark(meaning: str, left: float, right: float, y: float) -> str:
    """The shape of a meaning."""
    x = (left + right) / 2
    if meaning == "disputed":
        shape = f"M{x:.1f} {y - SIZE - 1:.1f}l{SIZE + 1} {SIZE + 1}l-{SIZE + 1} {SIZE + 1}l-{SIZE + 1} -{SIZE + 1}Z"
        return f'<path class="mark {meaning}" d="{shape}"/>'
    if meaning == "expected":
        return f'<path class="mark {meaning}" d="M{left:.1f} {y - SIZE:.1f}v{2 * SIZE}l{2 * SIZE} -{SIZE}Z"/>'
    if right - left <= LEAST_BAR:
        return f'<circle class="mark {meaning}" cx="{x:.1f}" cy="{y:.1f}" r="{SIZE - 0.5}"/>'
    return (
        f'<rect class="mark {meaning}" x="{left:.1f}" y="{y - SIZE + 1:.1f}" width="{right - left:.1f}" '
        f'height="{2 * SIZE - 2:.1f}" rx="{SIZE - 1:.1f}"/>'
    )


def draw_legend(meanings: Iterable[str], y: float) -> Iterator[str]:
    """What the marks mean, those that occur."""
    x = LEFT
    for meaning in MEANINGS:
        if meaning in meanings:
            right = x + 2 * SIZE + (12 if meaning == "lasting" else 0)
            yield draw_mark(meaning, x, right, y - 5)
            yield write_text(MEANINGS[meaning], right + 5, y, style="tick")
            x = right + 21 + 6.6 * len(MEANINGS[meaning])


def tell_timeline(lanes: Sequence[Lane], years: Years) -> str:
    """The timeline in words: its years, how much there is of each sort, and how sure the dates are."""
    counts = words.join_words(f"{lane.name} ({len(lane.moments)})" for lane in lanes)
    unsure = [
        f"{words.count_words(count)} {'date' if count == 1 else 'dates'} {what}"
        for what, meanings in (
            ("on which sources disagree", ("disputed",)),
            ("not known to the day", ("vague", "doubtful")),
            ("expected in a source", ("expected",)),
        )
        if (count := sum(moment.meaning in meanings for lane in lanes for moment in lane.moments))
    ]
    span = f"of {years.first}" if years.first == years.last else f"from {years.first} to {years.last}"
    return f"Timeline {span}: {counts}." + (f" {words.capitalise(words.join_words(unsure))}." if unsure else "")
