"""Statements whose quotes have the words sought, by the database's own index of words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, func, literal, select, text

from comity.model import Statement
from comity.record import queries
from comity.record.forms import make_statement_of_row
from comity.record.tables import STATEMENT

SNIPPET_WORDS = 32


@dataclass(frozen=True, slots=True)
class Hit:
    """A statement whose quote has the words sought; `snippet` is the quote with these in brackets."""

    statement: Statement
    snippet: str


def find_hits(connection: Connection, words: str, limit: int) -> list[Hit]:
    """The statements whose quotes have all the words, the best first."""
    if connection.dialect.name == "sqlite":
        query, parameters = search_sqlite(words, limit)
    else:
        query, parameters = search_postgresql(words, limit), {}
    snippets: dict[int, str] = {row.number: row.snippet for row in connection.execute(query, parameters)}
    wanted = queries.select_statements().add_columns(STATEMENT.c.number)
    rows = connection.execute(wanted.where(STATEMENT.c.number.in_(list(snippets))))
    found = {row[-1]: make_statement_of_row(row[:-1]) for row in rows}
    return [Hit(found[number], snippet) for number, snippet in snippets.items()]


def search_sqlite(words: str, limit: int) -> tuple[Select[Any], dict[str, object]]:
    """The query of numbers and snippets, best first, and its parameters; every word must stand in the quote."""
    query = text(
        "SELECT quotes.rowid AS number, snippet(quotes, 0, '[', ']', '…', :length) AS snippet "
        "FROM quotes JOIN statement ON statement.number = quotes.rowid "
        "WHERE quotes MATCH :words AND statement.withdrawn_at IS NULL ORDER BY rank, quotes.rowid LIMIT :limit"
    )
    return query, {"words": quote_words(words), "length": SNIPPET_WORDS, "limit": limit}  # type: ignore[return-value]


def quote_words(words: str) -> str:
    """The words in FTS5's language, each as it stands; one that ends in * begins the words that are sought.

    >>> quote_words('embassy Alma*')
    '"embassy" "Alma"*'
    """
    return " ".join(
        '"' + word.rstrip("*").replace('"', '""') + '"' + ("*" if word.endswith("*") else "")
        for word in words.split()
        if any(character.isalnum() for character in word)
    )


def search_postgresql(words: str, limit: int) -> Select[Any]:
    """The query of numbers and snippets, best first."""
    simple = literal("simple").op("::")(text("regconfig"))
    tokens = func.to_tsvector(text("'simple'"), STATEMENT.c.quote)
    sought = func.to_tsquery(simple, " & ".join(tsquery_words(words)))
    options = f"StartSel=[, StopSel=], MaxWords={SNIPPET_WORDS}, MinWords=8"
    return (
        select(STATEMENT.c.number, func.ts_headline(simple, STATEMENT.c.quote, sought, options).label("snippet"))
        .where(tokens.op("@@")(sought), STATEMENT.c.withdrawn_at.is_(None))
        .order_by(func.ts_rank(tokens, sought).desc(), STATEMENT.c.number)
        .limit(limit)
    )


def tsquery_words(words: str) -> list[str]:
    """The words in the language of to_tsquery, each as it stands.

    >>> tsquery_words("embassy Alma*")
    ["'embassy'", "'Alma':*"]
    """
    return [
        "'" + word.rstrip("*").replace("\\", "\\\\").replace("'", "''") + "'" + (":*" if word.endswith("*") else "")
        for word in words.split()
        if any(character.isalnum() for character in word)
    ]
