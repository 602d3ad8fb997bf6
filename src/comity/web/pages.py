"""How a page is made: the templates with what each has, the days asked for, and what is told of errors."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import quote, urlencode

import jinja2
from markdown_it import MarkdownIt
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from comity import names
from comity.api import make_day
from comity.errors import ComityError, RecordError, UnknownNameError
from comity.model import Source, Statement
from comity.model.shown import clean
from comity.model.when import Style, parse_when
from comity.web.access import Access
from comity.web.library import Days, Library
from comity.writing import House
from comity.writing.citation import cite_source, is_web_address, name_author_state
from comity.writing.html import style_sheet
from comity.writing.words import capitalise

# Without pictures, HTML of the text's own, and links that run something.
MARKDOWN = MarkdownIt("commonmark", {"html": False}).disable("image")
Context = Mapping[str, Any]


@dataclass(frozen=True)
class Site:
    """What every page has at hand."""

    library: Library
    access: Access
    templates: jinja2.Environment


def site_of(request: Request) -> Site:
    """The site that a request came to."""
    site = request.app.state.site
    assert isinstance(site, Site)
    return site


def make_templates(house: House) -> jinja2.Environment:
    """The templates, which escape all that is put into them and write in the manner of the house."""
    made = jinja2.Environment(
        loader=jinja2.PackageLoader("comity.web", "templates"), autoescape=True, undefined=jinja2.StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    made.filters.update(
        tidy=clean, capitalise=capitalise, day=functools.partial(write_day, style=house.dates), words=write_words,
        state_name=name_author_state,
        cited=lambda source: Markup(" ").join(cite_source(source)), is_web=is_web_address,
        count=lambda number, noun: f"{number:,} {noun}{'' if number == 1 else 's'}",
        inline=lambda text: Markup(MARKDOWN.renderInline(text)),
        slug=lambda text: "-".join(text.casefold().split()), name_of=functools.partial(house.name, on=None),
    )  # fmt: skip
    made.globals.update(source_address=source_address, quote_address=quote_address, statement_address=statement_address)
    return made


def write_words(name: str) -> str:
    """A name of the vocabulary as words.

    >>> write_words("consulate_general")
    'consulate general'
    """
    return name.replace("_", " ")


def write_day(edtf: str | None, style: Style) -> str:
    """A time in words; what is no time stays as it is."""
    when = parse_when(edtf) if edtf else None
    return (edtf or "not stated") if when is None else when.in_words(style, bare=True)


def render(request: Request, template: str, /, status: int = 200, **context: Any) -> Response:
    """A page."""
    site = site_of(request)
    text = site.templates.get_template(template).render(
        user=site.access.find_user(request), may_write=bool(site.library.settings.users), path=request.url.path,
        here=here(request), today=site.library.today(), **context,
    )  # fmt: skip
    return HTMLResponse(text, status)


def here(request: Request) -> str:
    """The address of a request within the site."""
    return request.url.path + (f"?{request.url.query}" if request.url.query else "")


def read_days(request: Request) -> Days:
    """The days that a request asks for; raises ComityError where one is none."""
    given = [request.query_params.get(name) or None for name in ("on", "known_at")]
    on, known_at = (None if day is None else make_day(day) for day in given)
    return Days(on, known_at)


def days_query(days: Days, **more: object) -> str:
    """The days as a query, with the question mark; empty where there are none.

    >>> days_query(Days(date(2013, 5, 1)))
    '?on=2013-05-01'
    """
    pairs = {"on": days.on, "known_at": days.known_at, **more}
    query = urlencode({name: value for name, value in pairs.items() if value not in (None, "")})
    return f"?{query}" if query else ""


def find_code(name: str, on: date | None) -> str:
    """The code of a state by code or name; raises UnknownNameError."""
    return names.find_state(name, on=on)


def state_address(*codes: str) -> str:
    """The address of a state or a pair."""
    return "/" + "/".join(quote(code, safe=":") for code in codes)


def source_address(sha256: str) -> str:
    """The address of a source."""
    return f"/source/{sha256}"


def quote_address(sha256: str, start: int, end: int) -> str:
    """The address of a quote in the kept copy of its source."""
    return f"/source/{sha256}?at={start}-{end}#quote"


def statement_address(statement: Statement) -> str:
    """The address of a statement's quote in the kept copy."""
    return quote_address(statement.source, statement.evidence.start, statement.evidence.end)


def name_source(source: Source) -> str:
    """A source in a few words."""
    return clean(source.title or "") or clean(source.address)


STATUS_OF_ERROR: tuple[tuple[type[ComityError], int], ...] = ((UnknownNameError, 404), (RecordError, 404))


def status_of(error: ComityError) -> int:
    """The status of an answer that an error makes: not found, or asked wrongly."""
    return next((status for kind, status in STATUS_OF_ERROR if isinstance(error, kind)), 400)


def style() -> str:
    """The styles of written pages, which the site shares."""
    return style_sheet()
