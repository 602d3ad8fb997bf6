"""Statements, documents and decisions as rows of the record, and back. In: the model; out: plain values, no database.

The identity of a statement is hashed here a second time, beside `Statement.id`: byte for byte the same, and quick
enough for data sets of millions. A test holds the two together.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, fields
from datetime import date
from functools import lru_cache
from itertools import permutations
from json.encoder import encode_basestring as quote_json
from typing import Any

from comity.model import (
    Amount,
    Attributes,
    Block,
    Citation,
    Decision,
    Document,
    Evidence,
    Link,
    Reference,
    Roles,
    Source,
    Statement,
    Table,
    When,
)

MOST_PARTIES_PAIRED = 8
"""Of up to so many parties every ordered pair is kept for look-ups (56 rows); of more, one row for each."""

MANY = "*"
"""Stands as the other of a party in a statement of more than MOST_PARTIES_PAIRED."""

encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode
_encode_sorted = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode


# Statements ------------------------------------------------------------------------------------------------------


def hash_statement(statement: Statement) -> bytes:
    """The 16 bytes of `Statement.id`.

    >>> from comity.model import make_statement
    >>> visit = make_statement("visit", roles={"sender": ["KAZ"], "host": ["TUR"]}, when=When("2012-10-11"))
    >>> hash_statement(visit).hex() == visit.id
    True
    """
    evidence, when = statement.evidence, statement.when
    content = (
        f"[{quote_json(statement.source)},{evidence.start},{evidence.end},{quote_json(statement.kind)},"
        f"{_or_null(statement.action)},{encode_roles(statement.roles)[0]},{_list_attributes(statement.attributes)},"
        f"{_or_null(None if when is None else when.edtf)},{quote_json(statement.modality)},"
        f"{'null' if statement.amount is None else _encode_sorted(statement.amount.to_json())}]"
    )
    return hashlib.sha256(content.encode()).digest()[:16]


def _or_null(text: str | None) -> str:
    return "null" if text is None else quote_json(text)


@lru_cache(maxsize=65_536)
def encode_roles(roles: Roles) -> tuple[str, str]:
    """The roles as a list of pairs, for the hash, and as an object, for the record."""
    parts = [(quote_json(name), encode(entities)) for name, entities in roles]
    listed = ",".join(f"[{name},{entities}]" for name, entities in parts)
    return f"[{listed}]", "{" + ",".join(f"{name}:{entities}" for name, entities in parts) + "}"


# Not cached by the whole: 1, 1.0 and True are equal keys of a cache, and three different values.
def _list_attributes(attributes: Attributes) -> str:
    return "[" + ",".join([f"[{quote_json(name)},{_encode_value(value)}]" for name, value in attributes]) + "]"


def _name_attributes(attributes: Attributes) -> str:
    return "{" + ",".join([f"{quote_json(name)}:{_encode_value(value)}" for name, value in attributes]) + "}"


def _encode_value(value: object) -> str:
    return quote_json(value) if type(value) is str else encode(value)


@lru_cache(maxsize=65_536)
def find_days(edtf: str) -> tuple[int | None, int | None]:
    """First and last day as numbers that order and can be read.

    >>> find_days("2012-10")
    (20121001, 20121031)
    """
    when = When(edtf)
    return number_day(when.first_day), number_day(when.last_day)


def number_day(day: date | None) -> int | None:
    """The day as a number: 1992-03-02 as 19920302."""
    return None if day is None else day.year * 10_000 + day.month * 100 + day.day


class PartyFinder:
    """Finds the parties of statements: what stands in the roles that the vocabulary types as party.

    `party_roles` has these by kind. Of a kind that it does not know, what has the form of a state's code is a party.
    """

    def __init__(self, party_roles: Mapping[str, frozenset[str]]) -> None:
        self._party_roles = party_roles
        self.find: Callable[[str, Roles], tuple[str, ...]] = lru_cache(maxsize=65_536)(self._find)

    def _find(self, kind: str, roles: Roles) -> tuple[str, ...]:
        named = self._party_roles.get(kind)
        if named is None:
            found = {entity for _, entities in roles for entity in entities if has_form_of_state(entity)}
        else:
            found = {entity for role, entities in roles if role in named for entity in entities}
        return tuple(sorted(found))


def has_form_of_state(entity: str) -> bool:
    """Whether it is written as a state's code: three capitals, or `cow:` or `x:` and a name."""
    return (len(entity) == 3 and entity.isascii() and entity.isalpha() and entity.isupper()) or entity.startswith(
        ("cow:", "x:")
    )


def spread_parties(parties: Sequence[str]) -> list[tuple[str, str]]:
    """The rows by which a statement of more than two parties is found.

    >>> spread_parties(["AAA", "BBB", "CCC"])[:3]
    [('AAA', 'BBB'), ('AAA', 'CCC'), ('BBB', 'AAA')]
    """
    if len(parties) > MOST_PARTIES_PAIRED:
        return [(party, MANY) for party in parties]
    return list(permutations(parties, 2))


def make_row(
    number: int, key: bytes, statement: Statement, parties: tuple[str, ...], place: tuple[int, int, int], learnt_at: str
) -> tuple[object, ...]:
    """The row of a statement, in the order of the table's columns; `place` is the numbers of source, text and run."""
    edtf = None if statement.when is None else statement.when.edtf
    first, last = (None, None) if edtf is None else find_days(edtf)
    count = len(parties)
    amount = statement.amount
    return (
        number,
        key,
        *place,
        statement.kind,
        statement.action,
        encode_roles(statement.roles)[1],
        _name_attributes(statement.attributes) if statement.attributes else "{}",
        parties[0] if 0 < count < 3 else None,
        parties[1] if count == 2 else None,
        edtf,
        first,
        last,
        statement.modality,
        None if amount is None else encode(amount.to_json()),
        statement.evidence.start,
        statement.evidence.end,
        statement.quote,
        statement.cue,
        learnt_at,
    )


def make_statement_of_row(row: Sequence[Any]) -> Statement:
    """The statement of a row of `queries.STATEMENT_COLUMNS`.

    Its id is the one that the record has; `verify` is what hashes anew.
    """
    key, kind, action, roles, attributes, edtf, modality, amount, start, end, quote, cue, sha256 = row
    statement = Statement(
        kind=kind,
        action=action,
        roles=_decode_roles(roles),
        attributes=tuple(json.loads(attributes).items()) if attributes != "{}" else (),
        when=None if edtf is None else _decode_when(edtf),
        modality=modality,
        amount=None if amount is None else Amount(**json.loads(amount)),
        evidence=Evidence(start, end),
        quote=quote,
        source=sha256.hex(),
        cue=cue,
    )
    statement.__dict__["id"] = key.hex()  # the place in which cached_property looks first
    return statement


@lru_cache(maxsize=65_536)
def _decode_roles(form: str) -> Roles:
    return tuple((name, tuple(entities)) for name, entities in json.loads(form).items())


_decode_when = lru_cache(maxsize=65_536)(When)


# Documents -------------------------------------------------------------------------------------------------------

TAKEN = ("sha256", "address", "size", "retrieved")
"""What is known of a source by its taking; the rest of its particulars is read from its bytes."""

PARTICULARS = tuple(field.name for field in fields(Source) if field.name not in TAKEN)

Span = tuple[int, int]


def encode_structure(document: Document) -> str:
    """What a document has beside its source and text, as JSON; spans are pairs of offsets."""
    form = {
        "blocks": [[block.kind, block.start, block.end, block.level] for block in document.blocks],
        "tables": [
            {
                "caption": _span(table.caption),
                "header": [_span(cell) for cell in table.header],
                "rows": [[_span(cell) for cell in row] for row in table.rows],
            }
            for table in document.tables
        ],
        "references": [{**asdict(entry), "evidence": _span(entry.evidence)} for entry in document.references],
        "citations": [[entry.number, _span(entry.mark), _span(entry.claim)] for entry in document.citations],
        "links": [[_span(link.evidence), link.url] for link in document.links],
        "signals": document.signals,
        "hidden": document.hidden,
    }
    return encode(form)


def _span(evidence: Evidence | None) -> Span | None:
    return None if evidence is None else (evidence.start, evidence.end)


def make_document_of_form(source: Source, text: str, structure: str) -> Document:
    """The document of what `encode_structure` gave."""
    form = json.loads(structure)
    return Document(
        source=source,
        text=text,
        blocks=tuple(Block(*entry) for entry in form["blocks"]),
        tables=tuple(
            Table(
                caption=None if entry["caption"] is None else Evidence(*entry["caption"]),
                header=tuple(Evidence(*cell) for cell in entry["header"]),
                rows=tuple(tuple(Evidence(*cell) for cell in row) for row in entry["rows"]),
            )
            for entry in form["tables"]
        ),
        references=tuple(
            Reference(**{**entry, "evidence": Evidence(*entry["evidence"])}) for entry in form["references"]
        ),
        citations=tuple(
            Citation(number, Evidence(*mark), Evidence(*claim)) for number, mark, claim in form["citations"]
        ),
        links=tuple(Link(Evidence(*span), url) for span, url in form["links"]),
        signals=tuple((name, signal) for name, signal in form["signals"]),
        hidden=form["hidden"],
    )


# Decisions -------------------------------------------------------------------------------------------------------


def hash_decision(decision: Decision) -> bytes:
    """The 16 bytes by which a decision is found: the same words by the same person at the same time are one."""
    return hashlib.sha256(_encode_sorted(asdict(decision)).encode()).digest()[:16]
