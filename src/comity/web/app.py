"""The application: pages, API and static files over one library, behind the checks that every request passes."""

from __future__ import annotations

from collections.abc import AsyncIterator, Hashable
from contextlib import asynccontextmanager
from typing import Any

import anyio.to_thread
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from comity.errors import ComityError
from comity.kinds import Vocabulary
from comity.web import assets, desk, front, kept, pair, reference, state, watching, world
from comity.web.access import Access, Refused
from comity.web.answering import Answering
from comity.web.api.routes import ROUTER
from comity.web.library import Library
from comity.web.pages import Site, make_templates, render, status_of
from comity.web.protection import TITLES, Protection, read_headers, wants_json
from comity.web.settings import Settings

# Checking is bound by the processor: more threads would only wait for each other.
THREADS = 8
OPEN_TO_ALL = ("/sign-in", "/static/")
DESCRIPTION = "Statements, facts and findings on relations between states, each with its source."


class Application:
    """The whole site as an ASGI application; `library` is its record."""

    def __init__(self, settings: Settings) -> None:
        self.library = Library(settings)
        self.site = Site(self.library, Access(settings), make_templates(settings.house))
        self.inner = make_inner(self.site)
        self.answering = Answering(self.open, self.library, self.key_of)
        self._app: ASGIApp = Protection(self.answering, settings.hosts, settings.limits)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers a request."""
        await self._app(scope, receive, send)

    async def open(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers who may read; where the site is not public, others are told to sign in."""
        if scope["type"] == "http" and not str(scope["path"]).startswith(OPEN_TO_ALL):
            request = Request({**scope, "app": self.inner})
            try:
                self.site.access.need_reader(request)
            except Refused as error:
                await tell_error(request, error)(scope, receive, send)
                return
        await self.inner(scope, receive, send)

    def key_of(self, scope: Scope) -> Hashable:
        """Under what an answer is kept: what is asked, in which form, by whom, on which day."""
        headers = read_headers(scope)
        is_known = b"authorization" in headers or b"cookie" in headers
        user = self.site.access.find_user(Request(scope)) if is_known else None
        asked = (scope["path"], scope["query_string"], headers.get(b"accept"), headers.get(b"host"))
        return (*asked, user, self.library.today())


def make_app(settings: Settings) -> Application:
    """The site over a record; raises ComityError where the record cannot be opened."""
    return Application(settings)


def make_inner(site: Site) -> FastAPI:
    """The routes with what is told of errors."""

    @asynccontextmanager
    async def live(_: FastAPI) -> AsyncIterator[None]:
        anyio.to_thread.current_default_thread_limiter().total_tokens = THREADS
        yield
        site.library.close()

    app = FastAPI(
        title="Comity", description=DESCRIPTION, version="1", docs_url=None, redoc_url=None,
        openapi_url="/api/v1/openapi.json", lifespan=live,
    )  # fmt: skip
    app.state.site = site
    for error in (ComityError, Refused, HTTPException, RequestValidationError, Exception):
        app.add_exception_handler(error, tell_error)
    app.include_router(ROUTER)
    describe(app.openapi(), site.library.record.vocabulary)
    # The addresses of states fit much: they come last.
    for room in (assets, front, kept, reference, world, watching, desk, pair, state):
        app.router.routes.extend(room.ROUTES)
    return app


def describe(form: dict[str, Any], vocabulary: Vocabulary) -> None:
    """Say in the OpenAPI document which kinds there are, and that what is not asked is left out."""
    questions = [told for methods in form["paths"].values() for told in methods.values()]
    for parameter in (one for told in questions for one in told.get("parameters", ())):
        forms = [one for one in parameter["schema"].pop("anyOf", ()) if one.get("type") != "null"]
        parameter["schema"] |= forms[0] if forms else {}
        if parameter["name"] == "kind":
            parameter["schema"]["enum"] = sorted(vocabulary)


def tell_error(request: Request, error: Exception) -> Response:
    """The answer that says what was wrong, as a page or as JSON."""
    status, reason = describe_error(error)
    headers = error.headers if isinstance(error, HTTPException) else None
    if wants_json(request.scope):
        return JSONResponse({"error": reason}, status, headers)
    page = render(request, "error.html", status=status, title=TITLES.get(status, "That did not work"), reason=reason)
    page.headers.update(headers or {})
    return page


def describe_error(error: Exception) -> tuple[int, str]:
    """The status and the reason in words."""
    match error:
        case ComityError():
            return status_of(error), str(error)
        case Refused():
            return error.status, str(error)
        case RequestValidationError():
            told = [f"{'.'.join(map(str, one['loc'][1:]))}: {one['msg']}" for one in error.errors()]
            return 400, "; ".join(told)
        case HTTPException():
            return error.status_code, str(error.detail)
    return 500, "Something went wrong."
