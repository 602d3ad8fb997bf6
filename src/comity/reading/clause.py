"""A clause: a verb with its subject, what follows it, its voice and its modality."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from comity.model import Modality
from comity.reading.english import VerbForm
from comity.reading.tokens import Token

Span = tuple[int, int]

# "Signed on 3 May a communiqué establishing relations": what the paper does its signers do, by that act.
SIGNING = frozenset("sign initial conclude exchange issue ink".split())


@dataclass(slots=True)
class Clause:
    """A verb with its surroundings; spans count tokens."""

    verb: Span
    lemma: str
    left: int  # where its territory begins (fronted adverbials)
    right: int  # where it ends
    subject: Span
    is_passive: bool
    is_ing: bool
    is_infinitive: bool
    modality: Modality | None  # None: hypothetical, not to be read
    parent: Clause | None  # the clause whose subject or date it shares
    relation: str  # main, coordinate, relative, subordinate, infinitive, gerund
    subordinator: str = ""
    antecedent: int | None = None  # the token that a relative pronoun takes up as the verb's object

    @property
    def start(self) -> int:
        """The first token that belongs to it."""
        return min(self.left, self.subject[0], self.verb[0])


def tells_now(tokens: Sequence[Token], clause: Clause) -> bool:
    """Whether the verb tells of the present, which no year told before dates: "is put at", "stands at", "is paying"."""
    first = tokens[clause.verb[0]]
    if first.tag == "X":
        is_alone = clause.verb[1] - clause.verb[0] == 1
        return first.lower in ("is", "are") or (is_alone and first.lower in ("has", "have"))
    forms = first.data.forms if isinstance(first.data, VerbForm) else frozenset()
    return "third" in forms or ("base" in forms and "past" not in forms and not clause.is_infinitive)
