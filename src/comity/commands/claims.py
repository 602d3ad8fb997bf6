"""A claim in the few cells of a terminal's table: when, what, who, and what else is said."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from comity.checking.wording import name_amount
from comity.commands.output import choose_form, write_rows
from comity.exchange.lines import Row
from comity.kinds import Vocabulary
from comity.model import Statement


def claim_cells(statement: Statement, vocabulary: Vocabulary) -> dict[str, str]:
    """The cells of a claim; what is not known is empty."""
    return {
        "when": str(statement.when or ""),
        "what": " ".join(word for word in (statement.kind, statement.action) if word).replace("_", " "),
        "who": write_parties(statement, vocabulary),
        "details": write_details(statement, vocabulary),
    }


def write_parties(statement: Statement, vocabulary: Vocabulary) -> str:
    """The parties: `KAZ, TUR` side by side, `TUR → KAZ` from one to the other.

    >>> from comity.kinds import load_vocabulary
    >>> from comity.model import make_statement
    >>> write_parties(make_statement("visit", roles={"host": ["KAZ"], "sender": ["TUR"]}), load_vocabulary())
    'TUR → KAZ'
    """
    kind = vocabulary.get(statement.kind)
    names = kind.key_roles if kind else [name for name, _ in statement.roles]
    return " → ".join(", ".join(statement.role(name)) for name in names if statement.role(name))


def write_details(statement: Statement, vocabulary: Vocabulary) -> str:
    """Amount, the other roles, the attributes, and whether it is still to come or denied."""
    kind = vocabulary.get(statement.kind)
    shown = kind.key_roles if kind else tuple(name for name, _ in statement.roles)
    parts = [] if statement.amount is None else [name_amount(statement.amount)]
    parts += [", ".join(entities) for name, entities in statement.roles if name not in shown]
    parts += [write_attribute(name, value) for name, value in statement.attributes]
    return "; ".join([*parts, *([] if statement.modality == "asserted" else [statement.modality])])


def write_attribute(name: str, value: object) -> str:
    """An attribute: words by themselves, numbers with their name."""
    return str(value).replace("_", " ") if isinstance(value, str) else f"{name.replace('_', ' ')} {value}"


def write_claims(
    claims: Iterable[tuple[Row, Statement]], columns: Sequence[str], *, vocabulary: Vocabulary, form: str | None,
    output: Path | None, shown: Sequence[str],
) -> None:  # fmt: skip
    """Rows with the statement that each is on: all `columns` in a file or pipe, in a table those `shown`."""
    form = choose_form(form, output)
    is_table = form == "table"
    rows = ({**row, **claim_cells(claim, vocabulary)} if is_table else row for row, claim in claims)
    write_rows(rows, columns, form=form, output=output, shown=shown)
