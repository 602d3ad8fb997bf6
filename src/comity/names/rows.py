"""What a name could mean, as rows of plain values."""

from __future__ import annotations

from datetime import date

from comity.names.lookup import label
from comity.names.resolution import Candidate, Resolution

NAME_COLUMNS = ("name", "standing", "code", "type", "label", "reason")
LABELLED = ("state", "organisation")


def list_rows(resolution: Resolution, day: date) -> list[dict[str, str | None]]:
    """A row for each bearer of the name: whether it is meant, and why."""
    rows = [
        {
            "name": resolution.name,
            "standing": tell_standing(resolution, candidate),
            "code": candidate.code,
            "type": candidate.type,
            "label": label(candidate.code, on=day) if candidate.type in LABELLED else None,
            "reason": candidate.reason,
        }
        for candidate in resolution.candidates
    ]
    return rows or [{"name": resolution.name, "standing": "unknown"}]


def tell_standing(resolution: Resolution, candidate: Candidate) -> str:
    """Whether a bearer of the name is meant."""
    if not candidate.stands:
        return "not meant"
    return "meant" if candidate.code == resolution.code else "possible"
