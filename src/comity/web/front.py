"""The first page, finding two states or some words, and signing in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from comity import names
from comity.errors import ComityError
from comity.web.access import COOKIE, own_path
from comity.web.library import Library
from comity.web.pages import days_query, find_code, read_days, render, site_of, state_address
from comity.web.proofs import ShownQuote, show_statement
from comity.writing.worldmap import Area, draw_world

MOST_FOUND = 50
MOST_PAIRS = 12
LONGEST_WORDS = 300


def show_home(request: Request) -> Response:
    """Two states to choose, by name or on the map; the pairs with most statements; what came in last."""
    site, days = site_of(request), read_days(request)
    library = site.library
    on = days.on or library.today()
    chosen = request.query_params.get("first", "")
    first = find_code(chosen, on) if chosen else None
    pairs = library.census.pairs()
    most = sorted(pairs.items(), key=lambda entry: (-entry[1], entry[0]))[:MOST_PAIRS]
    sources, statements = library.census.count()
    return render(
        request, "home.html", title="Comity", days=days, on=on, first=first, names=list_names(),
        counts=(sources, statements, len(pairs)),
        map=Markup(draw_world(list_areas(library, first, pairs), "Map of the states. Each leads to its page.")),
        pairs=[(state_address(*pair), [library.name(code, on) for code in pair], count) for pair, count in most],
        changes=list_changes(request, 10),
    )  # fmt: skip


def list_names() -> list[str]:
    """The names of states that a form offers."""
    return sorted({state.name for state in names.load_states().values()})


def list_areas(library: Library, first: str | None, pairs: Iterable[tuple[str, str]]) -> list[Area]:
    """The states of the map: where each leads, the chosen one, and those of which the record knows."""
    known = {code for pair in pairs for code in pair if first is None or first in pair}
    return [
        Area(
            code, library.name(code),
            state_address(first, code) if first and first != code else f"/?first={code}",
            "chosen" if code == first else "known" if code in known else "",
        )
        for code in names.load_states()
    ]  # fmt: skip


def list_changes(request: Request, most: int) -> list[tuple[str, str, str, ShownQuote]]:
    """The newest changes of the record: when, what became of it, the claim in words, and its quote."""
    library = site_of(request).library
    changes = library.record.store.recent(most)
    statements = [one.statement for one in changes]
    sources, told = library.sources_of(statements), library.tell(statements)
    return [
        (change.at, change.verb, sentence, show_statement(change.statement, sources))
        for change, sentence in zip(changes, told, strict=True)
    ]


def go_to_pair(request: Request) -> Response:
    """On to the pair that the form names."""
    days = read_days(request)
    given = [request.query_params.get(name, "").strip() for name in ("first", "second")]
    if not any(given):
        return RedirectResponse("/", 303)
    if not all(given):
        code = find_code(next(filter(None, given)), days.on)
        return RedirectResponse(state_address(code) + days_query(days), 303)
    return RedirectResponse(state_address(*(find_code(name, days.on) for name in given)) + days_query(days), 303)


@dataclass(frozen=True, slots=True)
class Found:
    """A statement that has the words sought."""

    sentence: str
    when: str
    quote: ShownQuote


def show_search(request: Request) -> Response:
    """The statements whose quotes have the words, and the states that these name."""
    library = site_of(request).library
    words = request.query_params.get("q", "").strip()
    if len(words) > LONGEST_WORDS:
        raise ComityError(f"{len(words):,} characters are sought. Give at most {LONGEST_WORDS}.")
    hits = library.record.store.search(words, limit=MOST_FOUND) if words else []
    statements = [hit.statement for hit in hits]
    sources, told = library.sources_of(statements), library.tell(statements)
    found = [
        Found(sentence, str(one.when or ""), show_statement(one, sources))
        for one, sentence in zip(statements, told, strict=True)
    ]
    codes = tuple(dict.fromkeys(one.code for one in names.find_names(words) if one.type in ("state", "adjective")))
    return render(
        request, "search.html", title=f"Search: {words}" if words else "Search", words=words, found=found,
        most=MOST_FOUND, places=list_places(library, codes),
    )  # fmt: skip


def list_places(library: Library, codes: Sequence[str]) -> list[tuple[str, str]]:
    """The pages of the states that a search names: of both together, and of each."""
    both = [(state_address(*codes), " and ".join(map(library.name, codes)))] if len(codes) == 2 else []
    return [*both, *((state_address(code), library.name(code)) for code in codes)]


def show_sign_in(request: Request) -> Response:
    """The form for a token."""
    return render(request, "sign_in.html", title="Sign in", back=own_path(request.query_params.get("back", "/")))


async def sign_in(request: Request) -> Response:
    """A session for whose token it is, and back to where one was."""
    async with request.form(max_files=0, max_fields=4) as form:
        token, back = str(form.get("token", "")), own_path(str(form.get("back", "/")))
    session, _ = site_of(request).access.sign_in(token.strip())
    response = RedirectResponse(back, 303)
    response.set_cookie(COOKIE, session, httponly=True, samesite="strict", secure=request.url.scheme == "https")
    return response


async def sign_out(request: Request) -> Response:
    """The end of the session."""
    site_of(request).access.sign_out(request)
    response = RedirectResponse("/", 303)
    response.delete_cookie(COOKIE)
    return response


ROUTES = [
    Route("/", show_home),
    Route("/find", go_to_pair),
    Route("/search", show_search),
    Route("/sign-in", show_sign_in),
    Route("/sign-in", sign_in, methods=["POST"]),
    Route("/sign-out", sign_out, methods=["POST"]),
]
