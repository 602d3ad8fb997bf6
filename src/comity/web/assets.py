"""Styles and the one script, from the package."""

from __future__ import annotations

from importlib import resources

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from comity.web.answering import rest_on
from comity.web.pages import style

MEDIA_TYPES = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}
FILES = ("site.css", "site.js", "icon.svg")


def show(request: Request) -> Response:
    """A file of the site."""
    rest_on(request, ())
    name = request.path_params["name"]
    if name == "page.css":
        return Response(style(), media_type="text/css")
    if name not in FILES:
        raise HTTPException(404, f"There is no file {name}.")
    data = resources.files("comity.web").joinpath(f"static/{name}").read_bytes()
    return Response(data, media_type=MEDIA_TYPES[name.rpartition(".")[2]])


ROUTES = [Route("/static/{name}", show)]
