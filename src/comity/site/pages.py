"""The pages of a site, as text: the home page with its search, a page for each state and pair, the list of sources."""

from __future__ import annotations

import functools
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from importlib import resources

import jinja2
from markupsafe import Markup

from comity.model import Source
from comity.model.shown import clean
from comity.site.addresses import UP, SiteLinks, name_file, pair_page, source_place, state_page
from comity.writing.citation import cite_source, is_web_address
from comity.writing.house import PLAIN
from comity.writing.html import render_sheet, style_sheet
from comity.writing.relations import Relation
from comity.writing.sheets import Cell, Sheet, make_relations_sheet, render_sheet_page
from comity.writing.tree import Page

ROOMS = ("comity.site", "comity.writing")  # whose templates it has: the second for what all pages share
HOME = Cell("All relations", "../index.html")


@functools.cache
def make_environment() -> jinja2.Environment:
    """The templates of the site, which escape all that they are given."""
    environment = jinja2.Environment(
        loader=jinja2.ChoiceLoader([jinja2.PackageLoader(room, "templates") for room in ROOMS]),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
    )
    environment.filters["tidy"] = clean
    return environment


def read_asset(name: str) -> str:
    """A file of the site as it stands."""
    return resources.files("comity.site").joinpath(f"templates/{name}").read_text(encoding="utf-8")


def write_style() -> str:
    """The one style sheet."""
    return f"{style_sheet()}\n{read_asset('site.css')}"


def write_pair(page: Page, states: frozenset[str], on: date) -> str:
    """The page of a pair: the article, with ways to its two states."""
    nav = [Cell(PLAIN.name(code, on=on), UP + state_page(code)) for code in page.pair if code in states]
    sheet = Markup(render_sheet(page, SiteLinks(page, states)))
    return make_environment().get_template("pair.html").render(page=page, nav=nav, sheet=sheet)


def write_state(code: str, rows: Sequence[Relation], on: date) -> str:
    """The page of a state: its relations, each with the way to its page."""
    addresses = {row.partner: UP + pair_page((code, row.partner)) for row in rows}
    return render_sheet_page(make_relations_sheet(PLAIN.name(code, on=on), rows, on, addresses=addresses, nav=(HOME,)))


def write_home(partners: Mapping[str, int], pairs: int, on: date) -> str:
    """The home page: the search, and all states."""
    states = [
        Cell(PLAIN.name(code, on=on), state_page(code), str(number)) for code, number in partners.items()
    ]  # fmt: skip
    states.sort(key=lambda cell: cell.text.casefold())
    return make_environment().get_template("index.html").render(
        title="Relations between states", states=states, pairs=pairs, on=on.isoformat()
    )  # fmt: skip


def write_index(codes: Iterable[str], pairs: Iterable[tuple[str, str]], on: date) -> str:
    """What the search knows: the states with their names, and the pairs by the numbers of their states."""
    listed = sorted(codes)
    numbers = {code: number for number, code in enumerate(listed)}
    form = {
        "states": [[code, PLAIN.name(code, on=on)] for code in listed],
        "pairs": [[numbers[one], numbers[other], name_file(one, other)] for one, other in sorted(pairs)],
    }
    # As a script of its own it cannot end a script element; the escapes keep it harmless if someone pastes it.
    return f"const COMITY = {json.dumps(form).replace('<', chr(92) + 'u003c')};\n"


def write_sources(sources: Iterable[Source], on: date) -> str:
    """All sources, each at its place."""
    rows = []
    for source in sources:
        address = clean(source.address)
        place = source_place(source.sha256).partition("#")[2]
        rows.append((
            Cell(" ".join(cite_source(source)), anchor=place),
            Cell(address, address if is_web_address(address) else None),
            Cell(source.sha256),
        ))  # fmt: skip
    nav = (Cell(HOME.text, "index.html"),)
    sheet = Sheet("Sources", f"{len(rows)} in the record", ("Source", "Address", "SHA-256"), tuple(rows), nav=nav)
    return render_sheet_page(sheet)
