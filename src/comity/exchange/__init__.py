"""Datasets in and out. So far: statements, facts, findings and sources as rows."""

from comity.exchange.rows import (
    FACT_COLUMNS,
    FINDING_COLUMNS,
    SOURCE_COLUMNS,
    STATEMENT_COLUMNS,
    Row,
    fact_row,
    finding_row,
    source_row,
    statement_row,
)

__all__ = [
    "FACT_COLUMNS", "FINDING_COLUMNS", "SOURCE_COLUMNS", "STATEMENT_COLUMNS", "Row", "fact_row", "finding_row",
    "source_row", "statement_row",
]  # fmt: skip
