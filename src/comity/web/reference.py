"""The page for programs: what the API can be asked, from its own OpenAPI document; nothing is loaded from elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from comity.web.answering import rest_on
from comity.web.pages import render


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a question may be given."""

    name: str
    place: str
    form: str
    is_needed: bool
    words: str


@dataclass(frozen=True, slots=True)
class Question:
    """One route of the API."""

    method: str
    path: str
    words: str
    parameters: tuple[Parameter, ...]


def list_questions(form: Mapping[str, Any]) -> Iterator[Question]:
    """The questions of an OpenAPI document."""
    for path, methods in form["paths"].items():
        for method, told in methods.items():
            parameters = tuple(map(make_parameter, told.get("parameters", ())))
            yield Question(method.upper(), path, told.get("description", ""), parameters)


def make_parameter(told: Mapping[str, Any]) -> Parameter:
    """One parameter."""
    return Parameter(
        told["name"], told["in"], describe_form(told["schema"]), bool(told.get("required")),
        told.get("description", ""),
    )  # fmt: skip


def describe_form(schema: Mapping[str, Any]) -> str:
    """What a value must be, in a few words.

    >>> describe_form({"type": "array", "items": {"type": "string"}})
    'list of string'
    """
    if schema.get("type") == "array":
        return f"list of {describe_form(schema['items'])}"
    if "enum" in schema:
        return " or ".join(schema["enum"])
    return str(schema.get("format") or schema.get("type") or "value")


def show(request: Request) -> Response:
    """The questions that a program may ask."""
    rest_on(request, ())
    form = request.app.openapi()
    return render(request, "reference.html", title="For programs", questions=list(list_questions(form)))


ROUTES = [Route("/docs", show)]
