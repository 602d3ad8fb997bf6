"""Tables of a kind's facts by the kind's own plan: one row a fact, or one for facts that belong together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from comity.model import Fact, Statement
from comity.writing import words
from comity.writing.binder import Binder
from comity.writing.claims import ClaimWords, order_parties
from comity.writing.phrases import Mode, TablePlan
from comity.writing.tree import TableBlock
from comity.writing.view import View, order

NOTHING = "—"
NOT_DATED = "date not given"
STATUS_OF_MODE: dict[Mode, str] = {
    "planned": "expected", "overdue": "was expected", "hoped": "hoped for", "denied": "denied", "held": "earlier",
}  # fmt: skip


@dataclass
class RowPlan:
    """The facts of one row, and until when it lasted if another row shows that."""

    facts: list[Fact] = field(default_factory=list)
    until: str | None = None


def write_tables(view: View, facts: Sequence[Fact], plan: TablePlan, binder: Binder) -> list[TableBlock]:
    """The tables of these facts, split as the plan says; none where there are too few rows."""
    if not has_table(view, facts, plan):
        return []
    fit = fit_facts(view, facts, plan)
    tables = [write_table(view, part, plan, binder) for part in split_facts(view, fit, plan)]
    return [table for table in tables if table.rows]


def has_table(view: View, facts: Sequence[Fact], plan: TablePlan) -> bool:
    """Whether one of the tables would have enough rows."""
    parts = split_facts(view, fit_facts(view, facts, plan), plan)
    return any(len(plan_rows(view, part, plan)) >= plan.least for part in parts)


def fit_facts(view: View, facts: Sequence[Fact], plan: TablePlan) -> list[Fact]:
    """The facts that have what the plan needs. But for figures, what is not asserted is told in prose."""
    return [
        fact for fact in facts
        if (fact.claim.modality == "asserted" or plan.chart == "amount")
        and all(ClaimWords(fact.claim, view.kind(fact), view.setting)(one, ()) for one in plan.needs)
    ]  # fmt: skip


def split_facts(view: View, facts: Sequence[Fact], plan: TablePlan) -> Iterator[list[Fact]]:
    """The facts of each table: by the state in the role of the plan, the page's first state first."""
    if plan.split is None:
        yield list(facts)
        return
    sides = order_parties(tuple(code for fact in facts for code in fact.claim.role(plan.split)), view.pair)
    for side in sides:
        yield [fact for fact in facts if side in fact.claim.role(plan.split)]


def plan_rows(view: View, facts: Sequence[Fact], plan: TablePlan) -> list[RowPlan]:
    """The rows: facts that agree in the fields of the plan together."""
    if not plan.row:
        return [RowPlan([fact]) for fact in facts]
    rows: dict[object, RowPlan] = {}
    for fact in facts:
        rows.setdefault(row_key(fact.claim, plan.row), RowPlan()).facts.append(fact)
    if plan.moves:
        rows = join_placeless(rows, plan)
        end_moved(view, rows, plan)
    return list(rows.values())


def join_placeless(rows: dict[object, RowPlan], plan: TablePlan) -> dict[object, RowPlan]:
    """The rows, those without a place in the one of their sort that has one, if there is only one."""
    assert plan.moves is not None
    kept = dict(rows)
    same = [name for name in plan.row if name != plan.moves]
    for key, row in rows.items():
        first = row.facts[0].claim
        if first.role(plan.moves):
            continue
        placed = [
            other for other in rows.values()
            if other.facts[0].claim.role(plan.moves)
            and row_key(other.facts[0].claim, same) == row_key(first, same)
        ]  # fmt: skip
        if len(placed) == 1:
            placed[0].facts = sorted((*row.facts, *placed[0].facts), key=order)
            del kept[key]
    return kept


def rank_type(view: View, fact: Fact) -> tuple[int, ...]:
    """The place of a fact's key attributes in the lists of their kind: embassies before consulates."""
    kind = view.kind(fact)
    values = ((kind.attributes[name].values, str(fact.claim.attribute(name))) for name in kind.key_attributes)
    return tuple(listed.index(value) if value in listed else len(listed) for listed, value in values)


def row_key(claim: Statement, fields: Sequence[str]) -> tuple[object, ...]:
    """What the facts of one row agree in."""
    return tuple(
        tuple(sorted(entity.casefold() for entity in claim.role(name))) or str(claim.attribute(name) or "").casefold()
        for name in fields
    )


def end_moved(view: View, rows: dict[object, RowPlan], plan: TablePlan) -> None:
    """Where something moved to one place, the rows of its earlier places end."""
    assert plan.moves is not None
    same = [name for name in plan.row if name != plan.moves]
    moves = [
        fact for row in rows.values() for fact in row.facts
        if fact.claim.modality == "asserted" and view.kind(fact).step(fact.claim.action) == "changes"
        and fact.claim.role(plan.moves)
    ]  # fmt: skip
    for move in moves:
        for row in rows.values():
            first = row.facts[0].claim
            is_same = row_key(first, same) == row_key(move.claim, same)
            if is_same and first.role(plan.moves) and first.role(plan.moves) != move.claim.role(plan.moves):
                if any(is_later(fact, move) for fact in row.facts):
                    continue
                row.until = (
                    NOT_DATED if move.claim.when is None else move.claim.when.in_words(view.house.dates, bare=True)
                )


def is_later(fact: Fact, move: Fact) -> bool:
    """Whether a fact is dated after a move."""
    mine, theirs = fact.claim.when, move.claim.when
    return mine is not None and theirs is not None and theirs < mine


def write_table(view: View, facts: Sequence[Fact], plan: TablePlan, binder: Binder) -> TableBlock:
    """One table with all its columns."""
    rows = plan_rows(view, sorted(facts, key=lambda fact: rank_type(view, fact)) if plan.row else facts, plan)
    if plan.is_newest_first:
        rows.reverse()
    if not plan.row:
        rows.sort(key=lambda row: row.facts[0].claim.when is None)
    return TableBlock(
        caption=write_caption(view, facts, plan),
        header=tuple(plan.columns),
        rows=tuple(binder.row((write_cell(view, row, plan, head) for head in plan.columns), row.facts) for row in rows),
    )


def drop_empty_columns(table: TableBlock) -> TableBlock:
    """The table without the columns in which nothing stands, and a dash in the other empty cells."""
    kept = [number for number in range(len(table.header)) if any(row.cells[number] for row in table.rows)]
    rows = (replace(row, cells=tuple(row.cells[number] or NOTHING for number in kept)) for row in table.rows)
    return TableBlock(table.caption, tuple(table.header[number] for number in kept), tuple(rows))


def write_caption(view: View, facts: Sequence[Fact], plan: TablePlan) -> str:
    """The caption, with the names of the page's day."""
    if plan.caption is None or not facts:
        return ""
    claim = ClaimWords(facts[0].claim, view.kind(facts[0]), view.setting, is_present=True)
    return words.capitalise(claim.write(plan.caption) or "")


def write_cell(view: View, row: RowPlan, plan: TablePlan, head: str) -> str:
    """One cell: the first of the row's facts that can fill it."""
    for fact in row.facts:
        claim = RowWords(fact.claim, view.kind(fact), view.setting, row=row, view=view)
        text = claim.write(plan.columns[head])
        if text:
            return " ".join(text.split())
    return ""


@dataclass(frozen=True)
class RowWords(ClaimWords):
    """Fills the fields of a column: those of the claim, and `since`, `until`, `status`, `ACTION.when` of the row."""

    row: RowPlan = field(default_factory=RowPlan)
    view: View | None = None

    def __call__(self, name: str, forms: tuple[str, ...]) -> str | None:
        """The field; None where the row does not give it."""
        if name == "status":
            return self.status()
        if name == "since":
            return self.time_of("begins") or self.time_of("changes")
        if name == "until":
            return self.row.until or self.time_of("ends") or self.time_raised()
        if "." in name:
            action = name.split(".")[0]
            return next((self.bare_time(fact) for fact in self.row.facts if fact.claim.action == action), None)
        return ClaimWords.__call__(self, name, forms)

    def time_of(self, step: str) -> str | None:
        """When something of the row began, changed or ended."""
        told = (fact for fact in self.row.facts if fact.claim.modality == "asserted")
        return next((self.bare_time(fact) for fact in told if self.kind.step(fact.claim.action) == step), None)

    def time_raised(self) -> str | None:
        """When something of a higher rank took the place of the row's."""
        assert self.view is not None
        whens = [self.view.ended[fact.id] for fact in self.row.facts if fact.id in self.view.ended]
        return next((when.in_words(self.setting.house.dates, bare=True) for when in whens if when is not None), None)

    def bare_time(self, fact: Fact) -> str:
        """The time of a fact without its preposition."""
        when = fact.claim.when
        return NOT_DATED if when is None else when.in_words(self.setting.house.dates, bare=True)

    def status(self) -> str | None:
        """What a reader must know of the row: disputed, expected, denied; nothing for what simply stands."""
        assert self.view is not None
        if any(fact.standing == "disputed" for fact in self.row.facts):
            return "disputed"
        modes = {self.view.mode(fact) for fact in self.row.facts} - ({"held"} if self.view.ends else set())
        return next((text for mode, text in STATUS_OF_MODE.items() if modes == {mode}), None)
