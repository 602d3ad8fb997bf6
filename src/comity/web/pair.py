"""The pages on two states: article, brief, timeline, check report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from comity.api import find_states
from comity.checking import explain_code
from comity.model import SEVERITIES, Source
from comity.web.answering import rest_on
from comity.web.library import Days, Library
from comity.web.pages import (
    MARKDOWN,
    days_query,
    find_code,
    quote_address,
    read_days,
    render,
    site_of,
    source_address,
    state_address,
)
from comity.web.proofs import show_facts, show_finding
from comity.writing import Page, write_article, write_brief
from comity.writing.article import order_pair
from comity.writing.html import quote_lines, render_sheet, write_mailto
from comity.writing.tree import Quote, Support

TABS = (
    ("", "Article"), ("/brief", "Brief"), ("/timeline", "Timeline"), ("/check", "Check"), ("/changes", "Changes"),
)  # fmt: skip


@dataclass(frozen=True)
class SiteLinks:
    """Where the claims of a written page lead on this site."""

    page: Page
    home: str
    here: str

    def quote(self, quote: Quote) -> str:
        """To the quote in the kept copy of its source."""
        return quote_address(self.sha256s[quote.number], quote.start, quote.end)

    @property
    def sha256s(self) -> Mapping[int, str]:
        """The source of each reference by its number."""
        return {entry.number: entry.source.sha256 for entry in self.page.references}

    def source(self, sha256: str) -> str:
        """To a source."""
        return source_address(sha256)

    def flag(self, support: Support, text: str) -> str:
        """To the form on which a claim is doubted."""
        from urllib.parse import urlencode

        query = {"id": [*support.statements, *support.findings], "claim": text[:500], "back": self.here}
        return f"/flag?{urlencode(query, doseq=True)}"

    def mail(self, support: Support, text: str) -> str:
        """To a letter with the claim, its quotes and this page's address."""
        body = f"{text}\n{self.home}{self.here}\n\n{quote_lines(self.page, support)}"
        return write_mailto(self.page.title, body)

    def see(self, states: tuple[str, ...]) -> str | None:
        """To the page on one state or two, on the same day."""
        days = Days(date.fromisoformat(self.page.on), None)
        return state_address(*states) + days_query(days) if 0 < len(states) < 3 else None

    def mail_page(self) -> str:
        """To a letter with the lead and this page's address."""
        lead = " ".join(sentence.text for sentence in self.page.lead.sentences)
        return write_mailto(self.page.title, f"{self.page.title} ({self.page.on})\n{self.home}{self.here}\n\n{lead}")


def permanent(codes: tuple[str, ...], tab: str, days: Days, today: date) -> str:
    """The address of a page with its days: it shows the same again as long as the record is as it is."""
    return f"{state_address(*codes)}{tab}{days_query(Days(days.on or today, days.known_at))}"


def read_pair(request: Request) -> tuple[tuple[str, str], Response | None]:
    """The codes of the pair in the address, and a redirection where these were given as names."""
    given = request.path_params["first"], request.path_params["second"]
    days = read_days(request)
    first, second = (find_code(name, days.on) for name in given)
    find_states((first, second))  # two, and not one twice
    rest_on(request, ((first, second),))
    if (first, second) == given:
        return (first, second), None
    tab = request.url.path.split("/", 3)[3:]
    query = f"?{request.url.query}" if request.url.query else ""
    return (first, second), RedirectResponse("/".join([state_address(first, second), *tab]) + query, 307)


def sources_of(library: Library, pair: tuple[str, ...], days: Days) -> dict[str, Source]:
    """The sources behind what is known of states."""
    return {sha256: document.source for sha256, document in library.look(pair, days)[1].items()}


def show_pair(
    request: Request, template: str, tab: str, pair: tuple[str, str], days: Days, **context: Any
) -> Response:  # fmt: skip
    """A page on two states."""
    library = site_of(request).library
    on = days.on or library.today()
    ordered = order_pair(pair, on, library.settings.house)
    return render(
        request, template, pair=ordered, names=[library.name(code, on) for code in ordered], days=days, on=on, tab=tab,
        tabs=[(f"{state_address(*pair)}{end}{days_query(days)}", words, end == tab) for end, words in TABS],
        permanent=permanent(pair, tab, days, library.today()), earlier=list_days(on, library.today()),
        travel=lambda day: f"{state_address(*pair)}{tab}{days_query(Days(day, days.known_at))}", **context,
    )  # fmt: skip


def list_days(on: date, today: date) -> list[tuple[str, date]]:
    """Days to travel to, with their names."""
    steps = [("10 years before", -10), ("1 year before", -1), ("1 year after", 1), ("10 years after", 10)]
    return [*((words, move_year(on, years)) for words, years in steps), ("today", today)]


def move_year(day: date, years: int) -> date:
    """The same day of another year, within 1816 and 9999; 28 February for the 29th where there is none."""
    year = min(max(day.year + years, 1816), 9999)
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return day.replace(year=year, day=28 if (day.month, day.day) == (2, 29) and not leap else day.day)


def show_article(request: Request) -> Response:
    """The article or the brief on two states."""
    pair, elsewhere = read_pair(request)
    if elsewhere is not None:
        return elsewhere
    tab = "/brief" if request.url.path.endswith("/brief") else ""
    days, library = read_days(request), site_of(request).library
    on = days.on or library.today()
    write = write_brief if tab else write_article
    page: Page = write(
        *library.look(pair, days), library.record.vocabulary, pair, on=on, known_at=days.known_at,
        house=library.settings.house,
    )  # fmt: skip
    home = f"{request.url.scheme}://{request.headers['host']}"
    sheet = render_sheet(page, SiteLinks(page, home, permanent(pair, tab, days, library.today())))
    return show_pair(request, "article.html", tab, pair, days, title=page.title, sheet=Markup(sheet))


def show_timeline(request: Request) -> Response:
    """The dated facts on two states in the order of time."""
    pair, elsewhere = read_pair(request)
    if elsewhere is not None:
        return elsewhere
    days, library = read_days(request), site_of(request).library
    on = days.on or library.today()
    shown = show_facts(library, library.facts(pair, days), sources_of(library, pair, days), on=on, dated=True)
    return show_pair(request, "timeline.html", "/timeline", pair, days, title="Timeline", facts=shown)


def show_check(request: Request) -> Response:
    """What is wrong, doubtful or missing in what is known of two states."""
    pair, elsewhere = read_pair(request)
    if elsewhere is not None:
        return elsewhere
    days, library = read_days(request), site_of(request).library
    findings = library.check(pair, days).findings
    sources = sources_of(library, pair, days)
    told = sorted(findings, key=lambda one: (SEVERITIES.index(one.severity), one.code))
    shown = [show_finding(one, sources) for one in told]
    return show_pair(request, "check.html", "/check", pair, days, title="Check", findings=shown)


def show_code(request: Request) -> Response:
    """What a finding's code means."""
    from starlette.exceptions import HTTPException

    rest_on(request, ())
    told = explain_code(request.path_params["code"])
    if not told:
        raise HTTPException(404, "No finding has that code.")
    return render(request, "code.html", title=request.path_params["code"], told=Markup(MARKDOWN.render(told)))


ROUTES = [
    Route("/finding/{code}", show_code),
    Route("/{first}/{second}/brief", show_article),
    Route("/{first}/{second}/timeline", show_timeline),
    Route("/{first}/{second}/check", show_check),
    Route("/{first}/{second}", show_article),
]
