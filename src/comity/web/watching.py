"""What came into the record and what was withdrawn: pages of changes, and Atom feeds by which a pair is watched."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from xml.etree import ElementTree

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from comity.api import make_day
from comity.model.shown import clean
from comity.record import Change
from comity.web.front import list_changes
from comity.web.intake import compare
from comity.web.library import Days, Library
from comity.web.pages import name_source, read_days, render, site_of, state_address
from comity.web.pair import read_pair, show_pair, sources_of
from comity.web.proofs import show_facts, show_finding

MOST = 100
ATOM = "http://www.w3.org/2005/Atom"
# Without `since`, the page tells of so long.
USUAL_DAYS = 30


def show_changes(request: Request) -> Response:
    """The newest changes of the record."""
    return render(request, "changes.html", title="Changes", changes=list_changes(request, MOST))


def show_pair_changes(request: Request) -> Response:
    """What became of the facts and findings on two states since a day, and the statements that came and went."""
    pair, elsewhere = read_pair(request)
    if elsewhere is not None:
        return elsewhere
    library, days = site_of(request).library, read_days(request)
    given = request.query_params.get("since")
    since = make_day(given) if given else library.today() - timedelta(days=USUAL_DAYS)
    on = days.on or library.today()
    before = library.check(pair, Days(on, since - timedelta(days=1)))
    change = compare(pair, before, library.check(pair, Days(on, days.known_at)))
    sources = sources_of(library, pair, days)
    return show_pair(
        request, "pair_changes.html", "/changes", pair, days, title="Changes", since=since, change=change,
        new=show_facts(library, change.new, sources, on=on),
        changed=[(old.standing, *show_facts(library, [new], sources, on=on)) for old, new in change.changed],
        gone=show_facts(library, change.gone, sources, on=on),
        found=[show_finding(one, sources) for one in change.found],
        settled=[show_finding(one, sources) for one in change.settled],
        feed=f"{state_address(*pair)}/changes.atom",
    )  # fmt: skip


def feed(request: Request) -> Response:
    """The newest changes of the record as an Atom feed."""
    library = site_of(request).library
    return write_feed(request, library, "Changes of the record", "/changes", library.record.store.recent(MOST))


def feed_pair(request: Request) -> Response:
    """The newest changes of the statements on two states as an Atom feed."""
    pair, _ = read_pair(request)
    library = site_of(request).library
    changes = library.record.store.recent(MOST, between=pair)
    title = " – ".join(map(library.name, pair))
    return write_feed(request, library, title, f"{state_address(*pair)}/changes", changes)


def write_feed(request: Request, library: Library, title: str, page: str, changes: Sequence[Change]) -> Response:
    """The feed, one entry a change."""
    home = f"{request.url.scheme}://{request.headers['host']}"
    statements = [one.statement for one in changes]
    sources, told = library.sources_of(statements), library.tell(statements)
    root = ElementTree.Element("feed", xmlns=ATOM)
    add(root, "id", home + page)
    add(root, "title", f"Comity: {title}")
    add(root, "updated", changes[0].at if changes else f"{date(2000, 1, 1)}T00:00:00Z")
    ElementTree.SubElement(root, "link", rel="alternate", href=home + page)
    ElementTree.SubElement(root, "link", rel="self", href=home + request.url.path)
    add(ElementTree.SubElement(root, "author"), "name", "Comity")
    for change, sentence in zip(changes, told, strict=True):
        statement, source = change.statement, sources.get(change.statement.source)
        entry = ElementTree.SubElement(root, "entry")
        add(entry, "id", f"{home}/statement/{statement.id}#{change.verb}-{change.at}")
        add(entry, "title", f"{'Withdrawn: ' if change.verb == 'withdrawn' else ''}{sentence}")
        add(entry, "updated", change.at)
        ElementTree.SubElement(entry, "link", rel="alternate", href=f"{home}/statement/{statement.id}")
        named = name_source(source) if source else statement.source[:12]
        add(entry, "content", f"“{statement.quote}” – {named}", type="text")
    body = ElementTree.tostring(root, encoding="unicode", xml_declaration=False)
    return Response(f'<?xml version="1.0" encoding="utf-8"?>\n{body}\n', media_type="application/atom+xml")


def add(parent: ElementTree.Element, name: str, text: str, **attributes: str) -> None:
    """An element with a text, which has no characters that XML may not have."""
    ElementTree.SubElement(parent, name, attributes).text = clean(text)


ROUTES = [
    Route("/changes", show_changes),
    Route("/changes.atom", feed),
    Route("/{first}/{second}/changes", show_pair_changes),
    Route("/{first}/{second}/changes.atom", feed_pair),
]
