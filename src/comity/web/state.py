"""The page on one state: who it is, and its relations, one row a partner, as `comity state` tells them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from comity import names
from comity.errors import ComityError
from comity.web.answering import rest_on
from comity.web.library import Days, Library
from comity.web.pages import days_query, find_code, read_days, render, site_of, state_address
from comity.writing.relations import Relation, write_relations

# Of a state on which the record has more statements, only the partners are listed, with how much there is on each.
MOST_TOLD = 20_000
# The columns to sort by, and how: the newest and the most come first.
SORTS: dict[str, tuple[str, Callable[[Relation], Any], bool]] = {
    "name": ("by name", lambda row: row.name.casefold(), False),
    "newest": ("newest first", lambda row: row.last_day, True),
    "facts": ("most facts first", lambda row: row.facts, True),
    "disputed": ("most disputed first", lambda row: row.disputed, True),
}


def show_state(request: Request) -> Response:
    """One state: who it is, and its relations with each partner."""
    days, library = read_days(request), site_of(request).library
    given = request.path_params["state"]
    code = find_code(given, days.on)
    if code != given:
        query = f"?{request.url.query}" if request.url.query else ""
        return RedirectResponse(state_address(code) + query, 307)
    rest_on(request, ((code,),))
    on, sort = days.on or library.today(), request.query_params.get("sort", "name")
    if sort not in SORTS:
        raise ComityError(f"The relations cannot be sorted by {sort[:40]!r}. Choose {', '.join(SORTS)}.")
    counts = count_partners(library, code)
    is_told = sum(counts.values()) <= MOST_TOLD
    partners = sorted(counts.items(), key=lambda entry: (-entry[1], library.name(entry[0], on)))
    return render(
        request, "state.html", title=library.name(code, on), state=names.state(code), code=code, days=days, on=on,
        relations=list_relations(library, code, days, sort) if is_told else None, sort=sort,
        partners=[(library.name(other, on), count, state_address(code, other)) for other, count in partners],
        sorts=[(f"{state_address(code)}{days_query(days, sort=name)}", SORTS[name][0], name) for name in SORTS],
        address_of=lambda row: state_address(code, row.partner) + days_query(days),
    )  # fmt: skip


def count_partners(library: Library, code: str) -> dict[str, int]:
    """The states that statements name beside this one, with the number of these statements."""
    pairs = library.census.pairs().items()
    return {(one if two == code else two): count for (one, two), count in pairs if code in (one, two)}


def list_relations(library: Library, code: str, days: Days, sort: str) -> Sequence[Relation]:
    """The relations of a state, sorted."""
    on = days.on or library.today()
    relations = write_relations(*library.look((code,), days), library.record.vocabulary, code, on=on)
    _, key, is_falling = SORTS[sort]
    return sorted(relations, key=key, reverse=is_falling)


ROUTES = [Route("/{state}", show_state)]
