"""Datasets in and out. So far: statements, facts, findings and sources as rows."""

from comity.exchange.rows import (
    DECISION_COLUMNS,
    FACT_COLUMNS,
    FINDING_COLUMNS,
    SOURCE_COLUMNS,
    STATEMENT_COLUMNS,
    Row,
    decision_row,
    fact_row,
    finding_row,
    source_row,
    statement_row,
)

__all__ = [
    "DECISION_COLUMNS", "FACT_COLUMNS", "FINDING_COLUMNS", "SOURCE_COLUMNS", "STATEMENT_COLUMNS", "Row",
    "decision_row", "fact_row", "finding_row", "source_row", "statement_row",
]  # fmt: skip
