"""The tables as SQLAlchemy knows them; what makes them is in `migrations/`."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Integer, LargeBinary, MetaData, String, Table

METADATA = MetaData()


def make_table(name: str, **columns: type[BigInteger | Integer | LargeBinary | String]) -> Table:
    """The table of that name with those columns."""
    return Table(name, METADATA, *(Column(column, kind) for column, kind in columns.items()))


RUN = make_table("run", number=BigInteger, reader=String, program=String, vocabulary=String, began=String, ended=String)
SOURCE = make_table(
    "source", number=BigInteger, sha256=LargeBinary, address=String, size=BigInteger, retrieved=String, learnt_at=String
)
COPY = make_table("copy", source=BigInteger, bytes=LargeBinary)
TEXT = make_table("text", number=BigInteger, sha256=LargeBinary, text=String)
DOCUMENT = make_table(
    "document", number=BigInteger, source=BigInteger, text=BigInteger, media_type=String, title=String,
    publisher=String, author=String, author_state=String, published=String, updated=String, language=String,
    licence=String, structure=String, learnt_at=String,
)  # fmt: skip
STATEMENT = make_table(
    "statement", number=BigInteger, id=LargeBinary, source=BigInteger, text=BigInteger, run=BigInteger, kind=String,
    action=String, roles=String, attributes=String, first_state=String, second_state=String, edtf=String,
    first_day=Integer, last_day=Integer, modality=String, amount=String, evidence_start=Integer,
    evidence_end=Integer, quote=String, cue=String, learnt_at=String, withdrawn_at=String,
)  # fmt: skip
PARTY = make_table("party", state=String, other=String, statement=BigInteger)
DECISION = make_table(
    "decision", number=BigInteger, id=LargeBinary, subject=String, verb=String, who=String, at=String, why=String,
    correction=String,
)  # fmt: skip
TURN = make_table("turn", number=BigInteger)
KEPT_FACTS = make_table(
    "kept_facts", first_state=String, second_state=String, program=String, vocabulary=String, facts=LargeBinary
)
