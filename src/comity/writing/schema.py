"""The JSON Schema of a page, made from the dataclasses of its tree."""

from __future__ import annotations

import dataclasses
import types
import typing
from typing import Any

from comity.writing.picture import Picture
from comity.writing.tree import Page

DIALECT = "https://json-schema.org/draft/2020-12/schema"
PLAIN = {str: "string", int: "integer", float: "number", bool: "boolean", types.NoneType: "null"}


def make_schema() -> dict[str, Any]:
    """The schema of what `render_json` gives."""
    found: dict[str, Any] = {}
    describe_class(Page, found)
    return {
        "$schema": DIALECT,
        "title": "An article or brief of Comity",
        "description": "Sections of sentences and tables; each names the facts, statements and references behind it.",
        "$ref": "#/$defs/page",
        "$defs": dict(sorted(found.items())),
    }


def describe_class(made: type, found: dict[str, Any]) -> dict[str, str]:
    """A reference to the schema of a dataclass, which is put under `found`."""
    name = made.__name__.lower()
    if name not in found:
        found[name] = {}
        hints = typing.get_type_hints(made)
        names = ("alternative", "caption") if made is Picture else tuple(one.name for one in dataclasses.fields(made))
        fields = {one: describe_type(hints[one], found) for one in names}
        if made is not Picture:
            kinds = ["article", "brief"] if made is Page else [name]
            fields = {"type": {"enum": kinds}, **fields}
        found[name] = {
            "description": " ".join((made.__doc__ or "").split()),
            "type": "object",
            "properties": fields,
            "required": list(fields),
            "additionalProperties": False,
        }
    return {"$ref": f"#/$defs/{name}"}


def describe_type(hint: Any, found: dict[str, Any]) -> dict[str, Any]:
    """The schema of a type of the tree."""
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if hint in PLAIN:
        return {"type": PLAIN[hint]}
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return describe_class(hint, found)
    if isinstance(hint, typing.NewType):
        return describe_type(hint.__supertype__, found)
    if origin is typing.Literal:
        return {"enum": list(arguments)}
    if origin in (typing.Union, types.UnionType):
        return {"anyOf": [describe_type(one, found) for one in arguments]}
    if origin is tuple and arguments[-1:] == (...,):
        return {"type": "array", "items": describe_type(arguments[0], found)}
    if origin is tuple:
        parts = [describe_type(one, found) for one in arguments]
        return {"type": "array", "prefixItems": parts, "minItems": len(parts), "maxItems": len(parts)}
    return {"type": "object", "additionalProperties": describe_type(arguments[1], found)}
