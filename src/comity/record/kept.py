"""The facts of pairs that were worked out once: kept, given again, and let go when anything changes that they rest on.

In: facts, each with the day from which it is known; out: one row for a pair. The row is JSON with tables of what
repeats (roles, times, sources …) and statements and facts by columns: so most of the work of reading is the parser's.
"""

from __future__ import annotations

import json
import zlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple
from datetime import date
from itertools import combinations
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, delete, insert, or_, select, update

from comity.kinds import Kind
from comity.model import Amount, Fact, Finding, Statement
from comity.model.making import make_known_evidence, make_known_fact, make_known_statement, make_known_time
from comity.record.forms import PartyFinder, encode
from comity.record.news import MOST_TOUCHED, STATEMENT_DIGITS, Touched, find_touched
from comity.record.tables import KEPT_FACTS, SOURCE, STATEMENT, TURN

KnownFact = tuple[Fact, date | None]
"""A fact, and the day from which it is known; None where nothing tells it."""

ID_DIGITS = 32
TABLES = ("manner", "roles", "attributes", "when", "amount", "source", "reasons")


def is_of_one_state(kind: Kind) -> bool:
    """Whether a statement of that kind can be on one state alone: its independence, its place in a body.

    Each pair of that state is told of it.
    """
    parties = [name for name in kind.key_roles if kind.roles[name].type == "party"]
    return len(parties) == 1 and parties != ["between"]


def count_turns(connection: Connection) -> int:
    """How often something was added to the record."""
    return int(connection.execute(select(TURN.c.number)).scalar_one())


def find_kept(
    connection: Connection, pair: tuple[str, str], program: str, vocabulary: str
) -> tuple[KnownFact, ...] | None:
    """The facts of a pair, in order of its codes, as that program and vocabulary found them; None where not kept.

    Nor where the row is damaged: the facts are found anew then, and kept in its place.
    """
    query = select(KEPT_FACTS.c.facts).where(
        KEPT_FACTS.c.first_state == pair[0], KEPT_FACTS.c.second_state == pair[1],
        KEPT_FACTS.c.program == program, KEPT_FACTS.c.vocabulary == vocabulary,
    )  # fmt: skip
    form = connection.execute(query).scalar_one_or_none()
    try:
        return None if form is None else decode_facts(form)
    except zlib.error:
        return None


def keep(
    connection: Connection, pair: tuple[str, str], program: str, vocabulary: str, facts: Sequence[KnownFact]
) -> None:
    """Keeps the facts of a pair, in place of what was kept of it."""
    first, second = pair
    connection.execute(delete(KEPT_FACTS).where(is_of_pair(first, second)))
    row = {"first_state": first, "second_state": second, "program": program, "vocabulary": vocabulary}
    connection.execute(insert(KEPT_FACTS).values(**row, facts=encode_facts(facts)))


def is_of_pair(first: str, second: str) -> ColumnElement[bool]:
    """That a row is of that pair."""
    return and_(KEPT_FACTS.c.first_state == first, KEPT_FACTS.c.second_state == second)


# Letting go ------------------------------------------------------------------------------------------------------


def let_go(
    connection: Connection, those: Sequence[ColumnElement[bool]] | None, parties: PartyFinder,
    of_one_state: Iterable[str], vocabulary: str,
) -> None:  # fmt: skip
    """Counts a turn, and lets go of the facts that rest on statements of which one of `those` holds; None: of all.

    `of_one_state` are the kinds whose statements are told of every pair of each of their parties. What another
    vocabulary found goes too: it may rest on statements by other parties.
    """
    connection.execute(update(TURN).values(number=TURN.c.number + 1))
    if connection.execute(select(KEPT_FACTS.c.program).limit(1)).first() is None:
        return
    touched: list[Touched] = []
    for condition in those or ():
        touched += find_touched(connection, condition, 0, parties)
    pairs, alone = find_scopes(touched, frozenset(of_one_state))
    if those is None or len(touched) > MOST_TOUCHED or len(pairs) > MOST_TOUCHED:
        connection.execute(delete(KEPT_FACTS))
        return
    connection.execute(delete(KEPT_FACTS).where(KEPT_FACTS.c.vocabulary != vocabulary))
    for pair in sorted(pairs):
        connection.execute(delete(KEPT_FACTS).where(is_of_pair(*pair)))
    for state in sorted(alone):
        of_state = or_(KEPT_FACTS.c.first_state == state, KEPT_FACTS.c.second_state == state)
        connection.execute(delete(KEPT_FACTS).where(of_state))


def find_scopes(touched: Iterable[Touched], of_one_state: frozenset[str]) -> tuple[set[tuple[str, str]], set[str]]:
    """The pairs that statements are on, and the states of which each pair is told what they say."""
    pairs: set[tuple[str, str]] = set()
    alone: set[str] = set()
    for one in touched:
        pairs.update(combinations(sorted(one.parties), 2))
        if len(one.parties) == 1 or one.kind in of_one_state:
            alone.update(one.parties)
    return pairs, alone


def rest_on_decided(subject: str, finding: Finding | None) -> list[ColumnElement[bool]] | None:
    """The statements that a decision on a statement or a finding touches; None where nothing tells which.

    Two findings with the same places are one to decide on, so all statements at its places are touched.
    """
    if len(subject) == STATEMENT_DIGITS:
        return [STATEMENT.c.id == bytes.fromhex(subject)]
    if finding is None:
        return None
    ids = [bytes.fromhex(one) for one in finding.statements]
    return [STATEMENT.c.id.in_(ids), *(lies_at(place.source, place.start, place.end) for place in finding.places)]


def lies_at(sha256: str, start: int, end: int) -> ColumnElement[bool]:
    """That a statement's evidence has characters in common with a place of a source."""
    source = select(SOURCE.c.number).where(SOURCE.c.sha256 == bytes.fromhex(sha256)).scalar_subquery()
    return and_(STATEMENT.c.source == source, STATEMENT.c.evidence_start < end, STATEMENT.c.evidence_end > start)


# The form of a row -----------------------------------------------------------------------------------------------


def encode_facts(facts: Sequence[KnownFact]) -> bytes:
    """The facts as a row keeps them.

    >>> from comity.model import When
    >>> visit = Statement("visit", None, (("host", ("TUR",)), ("sender", ("KAZ",))), when=When("2012-10-11"))
    >>> known = (Fact("1f", visit, (visit,), "single source", 1), date(2012, 10, 11))
    >>> decode_facts(encode_facts([known])) == (known,)
    True
    """
    tables: dict[str, dict[Any, tuple[int, Any]]] = defaultdict(dict)

    def note(name: str, value: Any) -> int:
        table = tables[name]
        key = encode(value)  # as text: 1, 1.0 and True would be one key
        return table.setdefault(key, (len(table), value))[0]

    def number(statement: Statement) -> int:
        """The place of a statement among all; a claim narrowed to some of its parties is one by itself."""
        known = statement.id
        if known not in numbers:
            numbers[known] = len(rows)
            when, amount, evidence = statement.when, statement.amount, statement.evidence
            rows.append((
                note("manner", (statement.kind, statement.action, statement.modality, statement.cue)),
                note("roles", statement.roles), note("attributes", statement.attributes),
                None if when is None else note("when", when.edtf),
                None if amount is None else note("amount", astuple(amount)),
                note("source", statement.source), evidence.start, evidence.end, statement.quote,
            ))  # fmt: skip
        return numbers[known]

    numbers: dict[str, int] = {}
    rows: list[tuple[Any, ...]] = []
    told = [
        (fact.id, number(fact.claim), [*map(number, fact.statements)], fact.standing, fact.origins,
         note("reasons", fact.reasons), None if day is None else day.toordinal())
        for fact, day in facts
    ]  # fmt: skip
    form = {
        **{name: [value for _, value in tables[name].values()] for name in TABLES},
        "ids": "".join(numbers), "statements": list(zip(*rows, strict=True)), "facts": list(zip(*told, strict=True)),
    }  # fmt: skip
    return zlib.compress(encode(form).encode(), 1)


def decode_facts(packed: bytes) -> tuple[KnownFact, ...]:
    """The facts of a row; what was valid when it was kept is not tried again."""
    form = json.loads(zlib.decompress(packed))
    statements = make_statements(form)
    reasons = [tuple(entry) for entry in form["reasons"]]
    facts: list[KnownFact] = []
    for key, claim, told, standing, origins, why, day in zip(*form["facts"], strict=True):
        stating = tuple([statements[at] for at in told])
        fact = make_known_fact(key, statements[claim], stating, standing, origins, reasons[why])
        facts.append((fact, None if day is None else date.fromordinal(day)))
    return tuple(facts)


def make_statements(form: Mapping[str, Any]) -> list[Statement]:
    """The statements of a row, in its order."""
    manners = form["manner"]
    roles = [tuple([(name, tuple(entities)) for name, entities in entry]) for entry in form["roles"]]
    attributes = [tuple(map(tuple, entry)) for entry in form["attributes"]]
    whens = [make_known_time(edtf) for edtf in form["when"]]
    amounts = [Amount(*entry) for entry in form["amount"]]
    sources, ids = form["source"], form["ids"]
    made: list[Statement] = []
    for at, row in enumerate(zip(*form["statements"], strict=True)):
        manner, role, attribute, when, amount, source, start, end, quote = row
        kind, action, modality, cue = manners[manner]
        made.append(make_known_statement(
            kind, action, roles[role], attributes[attribute], None if when is None else whens[when], modality,
            None if amount is None else amounts[amount], make_known_evidence(start, end), quote, sources[source], cue,
            ids[ID_DIGITS * at : ID_DIGITS * (at + 1)],
        ))  # fmt: skip
    return made
