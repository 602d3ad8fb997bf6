"""Statements, documents and decisions as rows of the record, and back. In: the model; out: plain values, no database.

The identity of a statement is hashed here a second time, beside `Statement.id`: byte for byte the same, and quick
enough for data sets of millions. A test holds the two together.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, fields
from datetime import date
from functools import lru_cache
from itertools import permutations
from json.encoder import encode_basestring as quote_json
from typing import Any, NamedTuple

from comity.kinds import Vocabulary
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
from comity.model.making import make_known_evidence, make_known_statement, make_known_time

MOST_PARTIES_PAIRED = 8
"""Of up to so many parties every ordered pair is kept for look-ups (56 rows); of more, one row for each."""

MOST = sys.float_info.max
MANY = "*"
"""Stands as the other of a party in a statement of more than MOST_PARTIES_PAIRED."""

encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode
_encode_sorted = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode


# Statements ------------------------------------------------------------------------------------------------------


def hash_statement(statement: Statement, listed_roles: str | None = None) -> bytes:
    """The 16 bytes of `Statement.id`; `listed_roles` are its roles as a JSON list, where it was made already.

    >>> from comity.model import make_statement
    >>> visit = make_statement("visit", roles={"sender": ["KAZ"], "host": ["TUR"]}, when=When("2012-10-11"))
    >>> hash_statement(visit).hex() == visit.id
    True
    """
    evidence, when, action, amount = statement.evidence, statement.when, statement.action, statement.amount
    attributes = [f"[{quote_json(name)},{encode_value(value)}]" for name, value in statement.attributes]
    content = (
        f"[{quote_json(statement.source)},{evidence.start},{evidence.end},{quote_json(statement.kind)},"
        f"{'null' if action is None else quote_json(action)},{listed_roles or encode_roles(statement.roles)[0]},"
        f"[{','.join(attributes)}],"
        f"{'null' if when is None else quote_json(when.edtf)},{quote_json(statement.modality)},"
        f"{'null' if amount is None else encode_amount(amount)}]"
    )
    return hashlib.sha256(content.encode()).digest()[:16]


def encode_roles(roles: Roles) -> tuple[str, str]:
    """The roles as a JSON list of pairs, for the hash, and as an object, for the record."""
    parts = [(quote_json(name), encode_texts(entities)) for name, entities in roles]
    listed = ",".join([f"[{name},{entities}]" for name, entities in parts])
    return f"[{listed}]", "{" + ",".join([f"{name}:{entities}" for name, entities in parts]) + "}"


# Not cached: 1, 1.0 and True are equal keys of a cache, and three different values. So are the amounts of these.
def name_attributes(attributes: Attributes) -> str:
    """The attributes as a JSON object."""
    return "{" + ",".join([f"{quote_json(name)}:{encode_value(value)}" for name, value in attributes]) + "}"


def encode_texts(texts: Sequence[str]) -> str:
    """The texts as a JSON list."""
    return f"[{','.join([quote_json(text) for text in texts])}]"


def encode_value(value: object) -> str:
    """A plain value as JSON."""
    return quote_json(value) if type(value) is str else encode(value)


def encode_amount(amount: Amount) -> str:
    """The amount as JSON, its keys in order.

    >>> encode_amount(Amount(3.1e9, "USD", "approx"))
    '{"bound":"approx","unit":"USD","value":3100000000.0}'
    """
    bound = "" if amount.bound is None else f'"bound":"{amount.bound}",'
    to = "" if amount.to is None else f'"to":{encode_number(amount.to)},'
    return f'{{{bound}{to}"unit":{quote_json(amount.unit)},"value":{encode_number(amount.value)}}}'


def encode_number(number: float) -> str:
    """A number as JSON; infinite ones go the long way and are refused there."""
    return repr(number) if type(number) is float and -MOST < number < MOST else encode(number)


def find_days(when: When) -> tuple[int | None, int | None]:
    """First and last day as numbers that order and can be read.

    >>> find_days(When("2012-10"))
    (20121001, 20121031)
    """
    digits = when.edtf.replace("-", "")
    if len(digits) == 8 and len(when.edtf) == 10 and digits.isdigit():  # a plain day, as most are
        return int(digits), int(digits)
    return _find_days(when.edtf)


@lru_cache(maxsize=65_536)
def _find_days(edtf: str) -> tuple[int | None, int | None]:
    when = When(edtf)
    return number_day(when.first_day), number_day(when.last_day)


def number_day(day: date | None) -> int | None:
    """The day as a number: 1992-03-02 as 19920302."""
    return None if day is None else day.year * 10_000 + day.month * 100 + day.day


class Parties(NamedTuple):
    """The roles of a statement as a JSON list and object, and by which parties it is found."""

    listed: str
    named: str
    first: str | None
    second: str | None
    spread: tuple[tuple[str, str], ...]


class PartyFinder:
    """Finds the parties of statements: what stands in the roles that the vocabulary types as party.

    `party_roles` has these by kind. Of a kind that it does not know, what has the form of a state's code is a party.
    """

    def __init__(self, party_roles: Mapping[str, frozenset[str]]) -> None:
        self._party_roles = party_roles
        self.find: Callable[[str, Roles], Parties] = lru_cache(maxsize=65_536)(self._find)

    def _find(self, kind: str, roles: Roles) -> Parties:
        found = sorted(self._name_parties(kind, roles))
        count = len(found)
        listed, named = encode_roles(roles)
        return Parties(
            listed,
            named,
            found[0] if 0 < count < 3 else None,
            found[1] if count == 2 else None,
            tuple(spread_parties(found)) if count > 2 else (),
        )

    def _name_parties(self, kind: str, roles: Roles) -> set[str]:
        named = self._party_roles.get(kind)
        if named is None:
            return {entity for _, entities in roles for entity in entities if has_form_of_state(entity)}
        return {entity for role, entities in roles if role in named for entity in entities}


def make_party_finder(vocabulary: Vocabulary) -> PartyFinder:
    """The finder for the roles that are parties in a vocabulary."""
    return PartyFinder(
        {
            kind.name: frozenset(role.name for role in kind.roles.values() if role.type == "party")
            for kind in vocabulary.values()
        }
    )


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
    number: int, statement: Statement, parties: Parties, place: tuple[int, int, int], learnt_at: str
) -> tuple[Any, ...]:
    """The row of a statement, in the order of the table's columns; `place` is the numbers of source, text and run."""
    when, amount, evidence = statement.when, statement.amount, statement.evidence
    listed, named, first_state, second_state, _ = parties
    first, last = (None, None) if when is None else find_days(when)
    source, text, run = place
    return (
        number,
        hash_statement(statement, listed),
        source,
        text,
        run,
        statement.kind,
        statement.action,
        named,
        name_attributes(statement.attributes) if statement.attributes else "{}",
        first_state,
        second_state,
        None if when is None else when.edtf,
        first,
        last,
        statement.modality,
        None if amount is None else encode_amount(amount),
        evidence.start,
        evidence.end,
        statement.quote,
        statement.cue,
        learnt_at,
    )


def make_statement_of_row(row: Sequence[Any]) -> Statement:
    """The statement of a row of `queries.STATEMENT_COLUMNS`, as it went in: what was valid then is not tried again.

    Its id is the one that the record has. `verify` is what hashes and tries anew. A pair can have thousands of
    statements, and the constructors' checks would take two thirds of the time of the answer.
    """
    key, kind, action, roles, attributes, edtf, modality, amount, start, end, quote, cue, sha256 = row
    return make_known_statement(
        kind,
        action,
        decode_roles(roles),
        _decode_attributes(attributes),
        None if edtf is None else make_known_time(edtf),
        modality,
        None if amount is None else Amount(**json.loads(amount)),
        make_known_evidence(start, end),
        quote,
        sha256.hex(),
        cue,
        key.hex(),
    )


def make_source_of_row(row: Sequence[Any]) -> Source:
    """The source of a row of `queries.select_sources`."""
    return Source(row[0].hex(), *row[1:])


@lru_cache(maxsize=65_536)
def decode_roles(form: str) -> Roles:
    """The roles of the record's JSON object."""
    return tuple((name, tuple(entities)) for name, entities in json.loads(form).items())


@lru_cache(maxsize=65_536)
def _decode_attributes(form: str) -> Attributes:
    return tuple(json.loads(form).items())


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
