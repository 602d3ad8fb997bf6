"""What people said of statements and findings: added one after the other, never changed."""

from __future__ import annotations

from sqlalchemy import Connection, insert, select

from comity.model import Decision
from comity.record.forms import hash_decision
from comity.record.placing import next_number
from comity.record.tables import DECISION

COLUMNS = (
    DECISION.c.subject, DECISION.c.verb, DECISION.c.who, DECISION.c.at, DECISION.c.why, DECISION.c.correction,
)  # fmt: skip
"""What a `Decision` takes."""


def add_decision(connection: Connection, decision: Decision) -> bool:
    """Adds a decision; whether it is new."""
    key = hash_decision(decision)
    if connection.execute(select(DECISION.c.number).where(DECISION.c.id == key)).first() is not None:
        return False
    number = next_number(connection, DECISION.c.number)
    values = {column.name: getattr(decision, column.name) for column in COLUMNS}
    connection.execute(insert(DECISION).values(number=number, id=key, **values))
    return True


def list_decisions(connection: Connection, subject: str | None) -> list[Decision]:
    """The decisions in the order in which they were added, of one statement or finding or of all."""
    query = select(*COLUMNS).order_by(DECISION.c.number)
    if subject is not None:
        query = query.where(DECISION.c.subject == subject)
    return [Decision(*row) for row in connection.execute(query)]
