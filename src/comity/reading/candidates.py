"""A match of a cue in a sentence: which tokens may fill its roles."""

from __future__ import annotations

from dataclasses import dataclass, field

from comity.model import Modality
from comity.reading.clause import Clause
from comity.reading.cues import Cue, Noun
from comity.reading.party import Party
from comity.reading.tokens import Token


@dataclass
class Candidate:
    """A match of a cue: which tokens fill which role; entities are resolved by `Filler`."""

    cue: Cue
    clause: Clause | None
    noun: int | None
    noun_entry: Noun | None
    amount: int | None = None
    party: int | None = None
    member: int | None = None  # which of the several that the token of the party names
    date: int | None = None
    modality: Modality | None = "asserted"
    roles: dict[str, list[str]] = field(default_factory=dict)
    parties: dict[str, list[Party]] = field(default_factory=dict)
    notes: list[tuple[str, str]] = field(default_factory=list)  # what explain tells: role and place, or why not


def noun_entry(token: Token, kind: str, group: str) -> Noun | None:
    """What the vocabulary says of a cue noun in a group of a kind; None where it is not in that group."""
    return (
        next((noun for noun in token.data if noun.kind == kind and noun.group == group), None)
        if token.tag == "H"
        else None
    )
