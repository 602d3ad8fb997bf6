"""The nouns: plain frozen data without input or output. Nothing here imports another room."""

from comity.model.amount import Amount, Bound
from comity.model.fact import (
    SEVERITIES,
    STANDINGS,
    Decision,
    DecisionVerb,
    Fact,
    Finding,
    Place,
    Severity,
    Standing,
)
from comity.model.source import Block, BlockKind, Citation, Document, Link, Reference, Source, Table
from comity.model.statement import (
    MODALITIES,
    Attributes,
    Evidence,
    Modality,
    Roles,
    StateCode,
    Statement,
    Value,
    make_statement,
)
from comity.model.when import When, WhenError

__all__ = [
    "MODALITIES", "SEVERITIES", "STANDINGS", "Amount", "Attributes", "Block", "BlockKind", "Bound", "Citation",
    "Decision", "DecisionVerb", "Document", "Evidence", "Fact", "Finding", "Link", "Modality", "Place", "Reference",
    "Roles", "Severity", "Source", "Standing", "StateCode", "Statement", "Table", "Value", "When", "WhenError",
    "make_statement",
]  # fmt: skip
