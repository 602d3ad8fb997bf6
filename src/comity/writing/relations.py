"""All relations of one state, one row a partner: what holds, what is newest, what is open."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from comity.checking import Checked
from comity.kinds import Vocabulary
from comity.model import Document, Fact
from comity.writing import words
from comity.writing.claims import Setting, is_state
from comity.writing.house import PLAIN
from comity.writing.lead import gather_box
from comity.writing.timeline import write_row
from comity.writing.view import look, order


@dataclass(frozen=True, slots=True)
class Relation:
    """The relations of a state with a partner in one row.

    `holds` is what the infobox of the two says; `newest` the last dated fact as a sentence; `last_day` its day (ISO),
    with as many facts as are disputed and expected among all.
    """

    partner: str
    name: str
    holds: str
    newest: str
    first_day: str
    last_day: str
    facts: int
    disputed: int
    expected: int
    sources: int


RELATION_COLUMNS = tuple(Relation.__dataclass_fields__)


def write_relations(
    checked: Checked, documents: Mapping[str, Document], vocabulary: Vocabulary, state: str, *, on: date
) -> list[Relation]:
    """The relations of a state in the order of the partners' names; `checked` holds all facts on the state."""
    shared, alone = group_by_partner(checked.facts, vocabulary, state)
    rows = []
    for partner, facts in shared.items():
        rows.append(write_relation([*facts, *alone], documents, vocabulary, (state, partner), on=on))
    return sorted((row for row in rows if row is not None), key=lambda row: (row.name.casefold(), row.partner))


def group_by_partner(
    facts: Iterable[Fact], vocabulary: Vocabulary, state: str
) -> tuple[dict[str, list[Fact]], list[Fact]]:
    """The facts that a state has with each partner, and those that are on itself alone."""
    shared: dict[str, list[Fact]] = {}
    alone = []
    for fact in facts:
        partners = parties_of(fact, vocabulary) - {state}
        for partner in sorted(partners):
            shared.setdefault(partner, []).append(fact)
        if not partners:
            alone.append(fact)
    return shared, alone


def parties_of(fact: Fact, vocabulary: Vocabulary) -> set[str]:
    """The states among the parties of a fact."""
    if fact.claim.kind not in vocabulary:
        return set()
    roles = vocabulary[fact.claim.kind].roles.values()
    named = {code for role in roles if role.type == "party" for code in fact.claim.role(role.name)}
    return {code for code in named if is_state(code)}


def write_relation(
    facts: Sequence[Fact], documents: Mapping[str, Document], vocabulary: Vocabulary, pair: tuple[str, str], *, on: date
) -> Relation | None:
    """The row of a pair, the first the state and the second the partner; None where nothing was known of both."""
    view = look(Checked(tuple(facts), ()), documents, vocabulary, pair, on=on)
    both = [fact for fact in view.facts if set(pair) <= parties_of(fact, vocabulary)]
    if not both:
        return None
    holds = [f"{line.label}: {words.join_words(values)}" for line, values in gather_box(view).items()]
    return make_relation(pair[1], both, "; ".join(holds), vocabulary, on)


def make_relation(partner: str, facts: Sequence[Fact], holds: str, vocabulary: Vocabulary, on: date) -> Relation:
    """The row of a partner from the facts that the two share."""
    dated = sorted((fact for fact in facts if fact.claim.when is not None), key=order)
    past = [fact for fact in dated if fact.claim.modality == "asserted"]
    first, last = (past[0], past[-1]) if past else (None, None)
    return Relation(
        partner=partner,
        name=PLAIN.name(partner, on=on),
        holds=holds,
        newest="" if last is None else write_row(last, vocabulary, Setting((), on)).sentence,
        first_day=day_of(first),
        last_day=day_of(last),
        facts=len(facts),
        disputed=sum(fact.standing == "disputed" for fact in facts),
        expected=sum(fact.standing == "expected" for fact in facts),
        sources=len({statement.source for fact in facts for statement in fact.statements}),
    )


def day_of(fact: Fact | None) -> str:
    """The time of a fact in EDTF; nothing where there is none."""
    return "" if fact is None or fact.claim.when is None else str(fact.claim.when)
