"""Rows as one HTML page with a table: the timeline, the relations of a state. A small script sorts them."""

from __future__ import annotations

import base64
import functools
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from comity.model.when import parse_when
from comity.writing.html import make_environment, style_sheet
from comity.writing.network import Tie, draw_network
from comity.writing.picture import Picture, read_style
from comity.writing.relations import Relation
from comity.writing.timeline import TimelineRow

FEWEST_DRAWN = 3  # partners from which on a state's network is a picture


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its text, where it leads, what it is sorted by where that is not its text, and its name in addresses."""

    text: str
    address: str | None = None
    key: str | None = None
    anchor: str | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page of rows."""

    title: str
    description: str
    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()
    picture: Picture | None = None
    nav: tuple[Cell, ...] = ()


def render_sheet_page(sheet: Sheet) -> str:
    """The page as a self-contained HTML document."""
    script = read_style("sort.js")
    return make_environment("british").get_template("table.html").render(
        sheet=sheet, style=Markup(style_sheet()), table_style=Markup(read_style("table.css")), script=Markup(script),
        script_hash=Markup(hash_script(script)),
    )  # fmt: skip


@functools.cache
def hash_script(script: str) -> str:
    """What a content security policy calls a script that stands in the page.

    >>> hash_script("")
    'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='
    """
    return f"sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}"


def make_timeline_sheet(names: tuple[str, ...], rows: list[TimelineRow], on: date) -> Sheet:
    """The timeline of one or two states as a sheet."""
    return Sheet(
        title=f"{'–'.join(names)}: timeline",
        description="The dated facts in the order of time",
        header=("Time", "What", "Kind", "Standing", "Sources"),
        rows=tuple(
            (
                Cell(row.time, key=row.when), Cell(row.sentence), Cell(row.kind.replace("_", " ")), Cell(row.standing),
                Cell(str(row.sources)),
            )
            for row in rows
        ),
        notes=(f"As of {on.isoformat()}. What has no date is left out.",),
    )  # fmt: skip


def make_relations_sheet(
    name: str, rows: Sequence[Relation], on: date, *, addresses: Mapping[str, str] | None = None,
    nav: tuple[Cell, ...] = (),
) -> Sheet:  # fmt: skip
    """The relations of a state as a sheet, with their network; `addresses` of the pages by partner."""
    pages = addresses or {}
    ties = [Tie(row.name, row.facts, address=pages.get(row.partner)) for row in rows]
    return Sheet(
        title=f"Relations of {name}",
        description=f"{len(rows)} {'partner' if len(rows) == 1 else 'partners'} in the record",
        header=("Partner", "What holds", "Newest", "First", "Last", "Facts", "Disputed", "Expected", "Sources"),
        rows=tuple(tuple(relation_cells(row, pages.get(row.partner))) for row in rows),
        notes=(f"As of {on.isoformat()}.",),
        picture=draw_network(name, ties) if len(rows) >= FEWEST_DRAWN else None,
        nav=nav,
    )


def relation_cells(row: Relation, address: str | None = None) -> list[Cell]:
    """The cells of one partner."""
    numbers = (row.facts, row.disputed, row.expected, row.sources)
    return [
        Cell(f"{row.name} ({row.partner})", address, row.name), Cell(row.holds), Cell(row.newest),
        *map(time_cell, (row.first_day, row.last_day)), *(Cell(str(number)) for number in numbers),
    ]  # fmt: skip


def time_cell(edtf: str) -> Cell:
    """A time in words, sorted by its EDTF text."""
    when = parse_when(edtf) if edtf else None
    return Cell("", key="") if when is None else Cell(when.in_words(bare=True), key=edtf)
