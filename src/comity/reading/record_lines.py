"""A line as a record: its label and its fields, without its bullet and what it says aside."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from comity.reading.headings import Heading
from comity.reading.records import (
    LIGHT,
    LONGEST_LABEL,
    LONGEST_LIST,
    LONGEST_TEXT,
    MOST_FIELDS,
    SEPARATORS,
    STEPS,
    Field,
    Record,
    is_long,
    is_office,
    is_verb,
    separates,
    split_fields,
    step_before,
    type_of,
)
from comity.reading.tokens import Token

_NUMBERED = re.compile(r"\(?\d{1,3}[.)]{1,2}")
_LETTERED = re.compile(r"\(?(?:[a-z]|[ivx]{1,4})\)")  # "a) …", "(iv) …"
_COUNT = re.compile(r"\d{1,3}")


def make_line(tokens: Sequence[Token], make_label: Callable[[int, int], tuple[str, Heading]]) -> Record | None:
    """The record of a line; None where it is prose. `make_label` gives the words and the heading of a label."""
    start, end = (tokens[0].start, tokens[-1].end) if tokens else (0, 0)
    body = list(_without_asides(_without_bullet(tokens)))
    if not body or is_long(body):
        return None
    colon = next((i for i, token in enumerate(body[:LONGEST_LABEL]) if token.tag == ":"), 0)
    colon = colon or _counting_dash(body)
    label = body[:colon]
    if colon and colon + 1 < len(body) and _is_label(label):
        words, head = make_label(label[0].start, label[-1].end)
        counted = colon + (4 if body[colon].tag != ":" else 1)  # behind "(35)"
        fields = split_fields(body[counted:], words, head)
        fields += [Field(name, (token,)) for token in label if (name := type_of(token)) in ("date", "city") and name]
    elif [token.tag for token in label if token.tag != "T"] == ["I", "E"] and label[0].lower in ("from", "to"):
        side = [replace(one, label=label[0].lower) for one in split_fields(label)]  # "From Peru: N (1989)"
        fields = [*side, *split_fields(body[colon + 1 :])]
    else:
        fields = split_fields(body)
    most = LONGEST_LIST if fields and fields[0].label else MOST_FIELDS
    if not fields or len(fields) > most:
        return None
    if any(not one.label and _is_prose(one) for one in fields):
        return _make_head(body, make_label)
    return Record(tuple(fields), start, end)


def _counting_dash(tokens: Sequence[Token]) -> int:
    """Where a dash stands for a colon before a counted list: "members - (35) Albania, …"; 0 where none does."""
    for i, token in enumerate(tokens[1:5], 1):
        if token.tag in "-–—":
            return i if [one.tag for one in tokens[i + 1 : i + 4 : 2]] == ["(", ")"] else 0
    return 0


def _make_head(tokens: Sequence[Token], make_label: Callable[[int, int], tuple[str, Heading]]) -> Record | None:
    """The record before a dash behind which prose stands: "Air Services Agreement, Oslo, 21.5.1967 – replaced by …"."""
    dash = next((i for i, token in enumerate(tokens) if token.tag in "-–—" and separates(tokens, i)), 0)
    record = make_line(tokens[:dash], make_label) if dash > 2 else None
    types = {one.type for one in record.fields} if record is not None else set()
    return record if len(types) > 2 and {"text", "date"} <= types else None


def _is_count(tokens: Sequence[Token]) -> bool:
    """Whether a number counts the lines of a list of states: "12  Mongolia  12 May 1992"."""
    return len(tokens) == 2 and _COUNT.fullmatch(tokens[0].text) is not None and type_of(tokens[1]) == "state"


def _is_label(tokens: Sequence[Token]) -> bool:
    """Whether words before a colon label what follows: no clause, and not a value themselves."""
    if any(is_verb(token) for token in tokens[1:-1]) or tokens[0].tag in "XNU" or _is_told(tokens):
        return False
    if len(tokens) == 1 and tokens[0].lower in STEPS:
        return True
    words = [token for token in tokens if token.lower not in LIGHT and token.tag not in SEPARATORS]
    if not words and len(tokens) < 3 and tokens[0].lower in STEPS:
        return True
    return any(type_of(token) is None or is_office(token) for token in words)


def _is_told(tokens: Sequence[Token]) -> bool:
    """Whether somebody acts: "A and B *signed* three agreements", and not "agreements *signed* by A and B"."""
    verb = next((i for i, token in enumerate(tokens) if token.tag == "V"), 0)
    return verb > 0 and any(token.tag in "SEA" for token in tokens[:verb]) and all(t.tag != "H" for t in tokens[:verb])


def _is_prose(field: Field) -> bool:
    return field.type == "text" and (
        len(field.tokens) > LONGEST_TEXT or any(token.tag in "VX" for token in field.tokens)
    )


def _without_asides(tokens: Iterable[Token]) -> Iterator[Token]:
    """The tokens without what stands in brackets, if there is a date, state or city outside of the same type; what
    semicolons part by itself."""
    part: list[Token] = []
    for token in tokens:
        part.append(token)
        if token.tag == ";":
            yield from _outside_brackets(part)
            part = []
    yield from _outside_brackets(part)


def _outside_brackets(tokens: Sequence[Token]) -> Iterator[Token]:
    depth, inside = 0, []
    for token in tokens:
        depth += (token.tag == "(") - (token.tag == ")" and depth > 0)
        inside.append(depth > 0 or token.tag == ")")
    outside = {type_of(token) for token, is_inside in zip(tokens, inside, strict=True) if not is_inside}
    aside = {type_of(token) for token, is_inside in zip(tokens, inside, strict=True) if is_inside}
    drops = bool(outside & aside & {"date", "state", "city"}) and not _tells_step(tokens, inside)
    yield from (token for token, is_inside in zip(tokens, inside, strict=True) if not (drops and is_inside))


def _tells_step(tokens: Sequence[Token], inside: Sequence[bool]) -> bool:
    """Whether brackets tell what their date is that of: "12 March 2015 (*in force* since 1 January 2017)"."""
    light = LIGHT - {"in"}
    return any(
        token.tag == "D" and is_inside and step_before([one for one in tokens[:i] if one.lower not in light])[0]
        for i, (token, is_inside) in enumerate(zip(tokens, inside, strict=True))
    )


def _without_bullet(tokens: Sequence[Token]) -> Iterator[Token]:
    """The tokens without the bullet or number that opens an item, and without a stop at the end."""
    first = 0
    while first < len(tokens) and tokens[first].tag in "•*-–—([":
        first += 1
    if first < len(tokens) - 1:
        mark = "".join(token.text for token in tokens[first : first + 2])
        first += 2 if _NUMBERED.fullmatch(mark) or _LETTERED.fullmatch(mark) else 0
    if _is_count(tokens[first : first + 2]):
        first += 1
    last = len(tokens)
    while last > first and tokens[last - 1].tag in ".;,":
        last -= 1
    yield from tokens[first:last]
