"""The small language in which a kind's file says how its facts are written.

    {sender} opened {type:a}[ in {city}][ {when}]

`{field}` puts in what the fact gives for a role, an attribute, `when` or `amount`; `{field:form}` in another form
("a": with its article, "s": possessive, …). What stands in square brackets is left out where a field in it has no
value; `[this | that | other]` takes the first of several for which everything is known. A field outside brackets is
needed: without it there is no sentence. `{?field}` and `{?field=value}` write nothing, but are a condition: that the
field is known, that it has this value (for a role: "one" or "many"). Braces and brackets cannot be written themselves.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

Fill = Callable[[str, tuple[str, ...]], str | None]
"""What a field in these forms is in words; None or "" where the fact does not give it."""

_TOKEN = re.compile(r"\{(\??[a-z_][a-z0-9_.]*(?:=[a-z_]+)?)((?::[a-z]+)*)\}|([\[\]|{}])|([^\[\]|{}]+)")


class TemplateError(ValueError):
    """A text that is no template; the message says where."""


@dataclass(frozen=True, slots=True)
class Field:
    """A place to be filled."""

    name: str
    forms: tuple[str, ...]

    @property
    def is_condition(self) -> bool:
        """Whether it writes nothing and only asks."""
        return self.name.startswith("?")

    @property
    def subject(self) -> str:
        """The role or attribute that it is about."""
        return self.name.lstrip("?").split("=")[0]


@dataclass(frozen=True, slots=True)
class Choice:
    """Alternatives, of which the first that can be filled is taken; none: it is left out."""

    options: tuple[tuple[Part, ...], ...]


Part = str | Field | Choice


@dataclass(frozen=True, slots=True)
class Template:
    """A template, parsed."""

    text: str
    parts: tuple[Part, ...]

    def write(self, fill: Fill, spell: Callable[[str], str] = str) -> str | None:
        """The text with its fields filled; None where a needed one has no value. `spell` is for its own words."""
        return _write(self.parts, fill, spell)

    def fields(self) -> Iterator[Field]:
        """Every field in it."""
        return _fields(self.parts)


@functools.lru_cache(maxsize=2048)
def parse_template(text: str) -> Template:
    """The template of a text; raises TemplateError where a brace or bracket has no partner.

    >>> parse_template("{a} met {b}[ in {city}]").write(lambda name, forms: {"a": "X", "b": "Y"}.get(name))
    'X met Y'
    """
    return Template(text, _parse(_tokens(text), text))


def _tokens(text: str) -> list[re.Match[str]]:
    found: list[re.Match[str]] = []
    at = 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None or match[3] in ("{", "}"):
            raise TemplateError(f"at {text[at : at + 20]!r}: a field is written {{name}} or {{name:form}}")
        at = match.end()
        found.append(match)
    return found


def _parse(tokens: list[re.Match[str]], text: str) -> tuple[Part, ...]:
    """The parts of a whole template: what stands between brackets is a choice."""
    options, ended = _parse_options(tokens, 0, text)
    if ended < len(tokens) or len(options) > 1:
        raise TemplateError(f"'|' or ']' in {text!r} stands outside brackets")
    return options[0]


def _parse_options(tokens: list[re.Match[str]], at: int, text: str) -> tuple[list[tuple[Part, ...]], int]:
    """The alternatives from a token on, and the token that ends them: a closing bracket or the end."""
    options: list[list[Part]] = [[]]
    while at < len(tokens) and tokens[at][3] != "]":
        token = tokens[at]
        if token[3] == "[":
            inner, at = _parse_options(tokens, at + 1, text)
            if at >= len(tokens):
                raise TemplateError(f"'[' in {text!r} is never closed")
            options[-1].append(Choice(tuple(map(_trim, inner)) if len(inner) > 1 else tuple(inner)))
        elif token[3] == "|":
            options.append([])
        elif token[1]:
            options[-1].append(Field(token[1], tuple(form for form in token[2].split(":") if form)))
        else:
            options[-1].append(token[4])
        at += 1
    return [tuple(option) for option in options], at


def _trim(option: tuple[Part, ...]) -> tuple[Part, ...]:
    """The alternative without the spaces around its bar."""
    parts = list(option)
    if parts and isinstance(parts[0], str):
        parts[0] = parts[0].lstrip(" ")
    if parts and isinstance(parts[-1], str):
        parts[-1] = parts[-1].rstrip(" ")
    return tuple(parts)


def _write(parts: tuple[Part, ...], fill: Fill, spell: Callable[[str], str]) -> str | None:
    written: list[str] = []
    for part in parts:
        if isinstance(part, str):
            written.append(spell(part))
        elif isinstance(part, Field):
            value = fill(part.name, part.forms)
            if value is None or (not value and not part.is_condition):
                return None
            written.append(value)
        else:
            options = (_write(option, fill, spell) for option in part.options)
            written.append(next((option for option in options if option is not None), ""))
    return "".join(written)


def _fields(parts: tuple[Part, ...]) -> Iterator[Field]:
    for part in parts:
        if isinstance(part, Field):
            yield part
        elif isinstance(part, Choice):
            for option in part.options:
                yield from _fields(option)
