"""A statement: one claim at one place of one source, in the codebook's form."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, NewType

from comity.model.amount import Amount
from comity.model.when import When

StateCode = NewType("StateCode", str)
"""ISO 3166-1 alpha-3; ISO 3166-3 for ended states; cow:XXX for older ones; x:slug for what has no code."""

Modality = Literal["asserted", "planned", "hoped", "denied"]
MODALITIES: tuple[Modality, ...] = ("asserted", "planned", "hoped", "denied")

Value = str | int | float | bool
Roles = tuple[tuple[str, tuple[str, ...]], ...]
Attributes = tuple[tuple[str, Value], ...]


@dataclass(frozen=True, slots=True, order=True)
class Evidence:
    """Characters of the source's plain text, counted from 0; `end` is excluded."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"evidence runs forward from 0: {self.start} to {self.end}")


class Identified:
    """What has an `id` that is worked out when it is first asked for, and then kept in a slot."""

    __slots__ = ("id",)

    if TYPE_CHECKING:

        @property
        def id(self) -> str:
            """The identity."""

    else:

        def __getattr__(self, name: str) -> str:
            """Asked for what is not there yet: the identity."""
            if name != "id":
                raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")
            made = self.make_id()
            object.__setattr__(self, "id", made)
            return made

    def make_id(self) -> str:
        """The identity, worked out."""
        raise NotImplementedError


# Slots, because millions are looked at one by one: to read a field of each takes a fifth of the time.
@dataclass(frozen=True, slots=True)
class Statement(Identified):
    """One claim with the characters that make it.

    `roles` and `attributes` are sorted tuples of pairs, so that a statement is hashable; read them
    with `role()` and `attribute()`. `source` is the SHA-256 (hex) of the source's bytes.
    `cue` names what made the reader read it (explain shows it); it is no part of the identity.
    """

    kind: str
    action: str | None
    roles: Roles
    attributes: Attributes = ()
    when: When | None = None
    modality: Modality = "asserted"
    amount: Amount | None = None
    evidence: Evidence = field(default=Evidence(0, 1))
    quote: str = ""
    source: str = ""
    cue: str = ""

    def __post_init__(self) -> None:
        if self.modality not in MODALITIES:
            raise ValueError(f"{self.modality!r} is not a modality. Modalities: {', '.join(MODALITIES)}")
        if len(self.quote) not in (0, self.evidence.end - self.evidence.start):
            raise ValueError("the quote is not as long as the evidence")

    def make_id(self) -> str:
        """32 hexadecimal digits: the hash of source, place, kind and content (128 bits of SHA-256)."""
        content = (
            self.source, self.evidence.start, self.evidence.end, self.kind, self.action, self.roles, self.attributes,
            None if self.when is None else str(self.when), self.modality,
            None if self.amount is None else self.amount.to_json(),
        )  # fmt: skip
        canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(canonical.encode()).hexdigest()[:32]

    def role(self, name: str) -> tuple[str, ...]:
        """The entities of a role, in the text's order; empty where it has none."""
        return next((entities for known, entities in self.roles if known == name), ())

    def attribute(self, name: str) -> Value | None:
        """The value of an attribute; None where the text gives none."""
        return next((value for known, value in self.attributes if known == name), None)

    def to_json(self) -> dict[str, Any]:
        """The codebook's form, keys in its order, and then id, quote, source and cue."""
        return {
            "id": self.id,
            "kind": self.kind,
            "action": self.action,
            "roles": {name: list(entities) for name, entities in self.roles},
            "attributes": dict(self.attributes),
            "when": None if self.when is None else str(self.when),
            "modality": self.modality,
            "amount": None if self.amount is None else self.amount.to_json(),
            "evidence": {"start": self.evidence.start, "end": self.evidence.end},
            "quote": self.quote,
            "source": self.source,
            "cue": self.cue,
        }

    @classmethod
    def from_json(cls, form: Mapping[str, Any]) -> Statement:
        """The statement of a codebook form; the keys after `evidence` may be missing."""
        return make_statement(
            form["kind"],
            form.get("action"),
            roles=form.get("roles") or {},
            attributes=form.get("attributes") or {},
            when=None if form.get("when") is None else When(form["when"]),
            modality=form.get("modality") or "asserted",
            amount=None if form.get("amount") is None else Amount.from_json(form["amount"]),
            evidence=Evidence(form["evidence"]["start"], form["evidence"]["end"]),
            quote=form.get("quote") or "",
            source=form.get("source") or "",
            cue=form.get("cue") or "",
        )


def make_statement(
    kind: str,
    action: str | None = None,
    *,
    roles: Mapping[str, Sequence[str]],
    attributes: Mapping[str, Value] | None = None,
    **rest: Any,
) -> Statement:
    """A statement from plain mappings; empty roles and attributes without a value are left out.

    >>> make_statement("visit", roles={"sender": ["KAZ"], "host": ["TUR"]}).role("host")
    ('TUR',)
    """
    return Statement(
        kind=kind,
        action=action,
        roles=tuple(sorted((name, tuple(entities)) for name, entities in roles.items() if entities)),
        attributes=tuple(sorted((name, value) for name, value in (attributes or {}).items() if value is not None)),
        **rest,
    )
