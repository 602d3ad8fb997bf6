"""The phrases of a kind as its file gives them: of its actions, its tables, its box."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from comity.errors import KindError
from comity.kinds import Kind
from comity.kinds.vocabulary import near
from comity.model import Statement
from comity.writing.claims import FORMS
from comity.writing.template import Template, TemplateError, parse_template

Mode = Literal["happened", "holds", "held", "planned", "overdue", "hoped", "denied"]
MODES: tuple[Mode, ...] = ("happened", "holds", "held", "planned", "overdue", "hoped", "denied")
PARTS = ("subject", "again", "did", "do", "does", "noun", "lead", "each", "mutual")
KEYS_OF_ACTION = (*MODES, *PARTS, "plural", "merge")
KEYS_OF_KIND = (
    "undated",
    "lead_order",
    "lead_last",
    "gap",
    "box",
    "box_last",
    "table",
    "history",
    "chief",
    "raised",
    "any",
)
KEYS_OF_BOX = ("label", "value", "parameter", "of")
KEYS_OF_TABLE = ("split", "caption", "columns", "row", "moves", "least", "prose", "newest_first", "needs",
                 "chart", "map")  # fmt: skip
CHARTS = ("amount", "count")


@dataclass(frozen=True, slots=True)
class ActionPhrases:
    """How claims of one action are written: whole sentences by mode, or their parts."""

    modes: Mapping[Mode, Template]
    parts: Mapping[str, Template]
    is_plural: bool = False
    merge: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TablePlan:
    """A table of a kind's facts: one row a fact, or for each `row` of fields that agree."""

    columns: Mapping[str, Template]
    split: str | None = None
    caption: Template | None = None
    row: tuple[str, ...] = ()
    moves: str | None = None
    least: int = 2
    prose: tuple[str, ...] | Literal["newest"] = ()
    needs: tuple[str, ...] = ()
    is_newest_first: bool = False
    chart: str | None = None
    map: str | None = None


@dataclass(frozen=True, slots=True)
class BoxPlan:
    """A kind's line in the infobox, and its parameter in the encyclopaedia's: `of` names the role that numbers it."""

    label: Template
    value: Template
    parameter: str = ""
    of: str = ""


@dataclass(frozen=True, slots=True)
class Phrases:
    """The `sentences` of one kind."""

    actions: Mapping[str, ActionPhrases] = field(default_factory=dict)
    undated: str | None = None
    lead_order: int | None = None
    lead_last: bool = False
    gap: str | None = None
    box: BoxPlan | None = None
    box_last: bool = False
    history: tuple[str, ...] = ()
    chief: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    raised: str | None = None
    table: TablePlan | None = None

    def is_history(self, claim: Statement) -> bool:
        """Whether a claim belongs to the history of two states: an action that counts, of a chief thing if any is."""
        return (claim.action or "any") in self.history and (not self.chief or self.is_chief(claim))

    def is_chief(self, claim: Statement) -> bool:
        """Whether a claim is on a thing of the first rank."""
        return any(str(claim.attribute(name)) in values for name, values in self.chief.items())

    def of(self, action: str | None) -> ActionPhrases | None:
        """The phrases of an action; those of "any" where it has none of its own."""
        return self.actions.get(action or "any") or self.actions.get("any")


def load_phrases(kind: Kind) -> Phrases:
    """The phrases of a kind; raises KindError with the file, the key and what is allowed."""
    known = _PHRASES.get(id(kind))
    if known is None or known[0] is not kind:
        known = _PHRASES[id(kind)] = kind, _PhrasesFile(kind).phrases()
        if len(_PHRASES) > MOST_KINDS:
            del _PHRASES[next(iter(_PHRASES))]
    return known[1]


# By the kind as an object, which is held so that its number stays its own; asked for some hundred times a page.
_PHRASES: dict[int, tuple[Kind, Phrases]] = {}
MOST_KINDS = 256


class _PhrasesFile:
    """Reads the `sentences` of a kind, and says where they are wrong."""

    def __init__(self, kind: Kind) -> None:
        self.kind = kind
        self.known = {*kind.roles, *kind.attributes, "when", "amount", "each", "since", "until", "status", "action"}

    def fail(self, key: str, found: str, allowed: str) -> None:
        stop = "" if found.endswith((".", "?")) else "."
        raise KindError(f"{self.kind.path}: sentences, {key}: {found}{stop} Allowed: {allowed}.")

    def phrases(self) -> Phrases:
        form = self.kind.sentences
        actions = {}
        for key, entry in form.items():
            if key in KEYS_OF_KIND and key != "any":
                continue
            if key not in (*self.kind.actions, "any"):
                allowed = (*self.kind.actions, *KEYS_OF_KIND)
                self.fail(str(key), f"{key!r} is no action of the kind.{near(str(key), allowed)}", ", ".join(allowed))
            actions[str(key)] = self.action(str(key), entry)
        return Phrases(
            actions=actions,
            undated=form.get("undated"),
            lead_order=form.get("lead_order"),
            lead_last=bool(form.get("lead_last")),
            gap=form.get("gap"),
            box=self.box(form["box"]) if form.get("box") else None,
            box_last=bool(form.get("box_last")),
            history=self.history(form.get("history") or ()),
            chief=self.chief(form.get("chief") or {}),
            raised=self.history(form["raised"])[0] if form.get("raised") else None,
            table=self.table(form["table"]) if form.get("table") else None,
        )

    def history(self, entry: object) -> tuple[str, ...]:
        allowed = self.kind.actions or ("any",)
        listed = entry if isinstance(entry, list | tuple) else (entry,)
        for found in listed:
            if found not in allowed:
                self.fail(
                    "history", f"{found!r} is no action of the kind.{near(str(found), allowed)}", ", ".join(allowed)
                )
        return tuple(map(str, listed))

    def chief(self, entry: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
        self.check_keys("chief", entry, tuple(self.kind.attributes))
        for name, values in entry.items():
            allowed = self.kind.attributes[name].values
            for found in values:
                if found not in allowed:
                    self.fail(
                        f"chief, {name}", f"{found!r} is no value of it.{near(found, allowed)}", ", ".join(allowed)
                    )
        return {name: tuple(values) for name, values in entry.items()}

    def action(self, key: str, entry: object) -> ActionPhrases:
        if isinstance(entry, str):
            entry = {"happened": entry, "holds": entry}
        if not isinstance(entry, dict):
            self.fail(key, f"{entry!r}", "a sentence, or a mapping with " + ", ".join(KEYS_OF_ACTION))
        assert isinstance(entry, dict)
        self.check_keys(key, entry, KEYS_OF_ACTION)
        return ActionPhrases(
            modes={mode: self.template(f"{key}, {mode}", entry[mode]) for mode in MODES if mode in entry},
            parts={part: self.template(f"{key}, {part}", entry[part]) for part in PARTS if part in entry},
            is_plural=bool(entry.get("plural")),
            merge=self.names(f"{key}, merge", entry.get("merge") or ()),
        )

    def box(self, entry: dict[str, Any]) -> BoxPlan:
        self.check_keys("box", entry, KEYS_OF_BOX)
        label, value = (self.template(f"box, {key}", entry.get(key, "")) for key in ("label", "value"))
        (of,) = self.names("box, of", (entry["of"],)) if entry.get("of") else ("",)
        return BoxPlan(label, value, str(entry.get("parameter", "")), of)

    def table(self, entry: dict[str, Any]) -> TablePlan:
        self.check_keys("table", entry, KEYS_OF_TABLE)
        columns = entry.get("columns") or {}
        return TablePlan(
            columns={str(head): self.template(f"table, {head}", text) for head, text in columns.items()},
            split=entry.get("split"),
            caption=self.template("table, caption", entry["caption"]) if entry.get("caption") else None,
            row=self.names("table, row", entry.get("row") or ()),
            moves=entry.get("moves"),
            least=int(entry.get("least", 2)),
            prose="newest" if entry.get("prose") == "newest" else tuple(map(str, entry.get("prose") or ())),
            needs=self.names("table, needs", entry.get("needs") or ()),
            is_newest_first=bool(entry.get("newest_first")),
            chart=self.chart(entry.get("chart")),
            map=self.names("table, map", [entry["map"]])[0] if entry.get("map") else None,
        )

    def chart(self, entry: str | None) -> str | None:
        if entry is not None and entry not in CHARTS:
            self.fail("table, chart", f"{entry!r} is no chart.{near(str(entry), CHARTS)}", ", ".join(CHARTS))
        return entry

    def check_keys(self, key: str, entry: Mapping[str, object], allowed: Sequence[str]) -> None:
        for found in entry:
            if found not in allowed:
                self.fail(
                    f"{key}, {found}", f"{found!r} is not a key here.{near(str(found), allowed)}", ", ".join(allowed)
                )

    def names(self, key: str, entry: Sequence[str]) -> tuple[str, ...]:
        for found in entry:
            if found not in self.known:
                self.fail(
                    key, f"{found!r} is no role or attribute.{near(found, sorted(self.known))}", ", ".join(self.known)
                )
        return tuple(entry)

    def template(self, key: str, text: object) -> Template:
        try:
            template = parse_template(str(text))
        except TemplateError as error:
            raise KindError(f"{self.kind.path}: sentences, {key}: {error}. Mend the brackets or braces.") from error
        for one in template.fields():
            name = one.subject.split(".")[0]
            if name not in self.known and name not in self.kind.actions:
                self.fail(
                    key,
                    f"{{{one.name}}} is no field.{near(one.name, sorted(self.known))}",
                    ", ".join(sorted(self.known)),
                )
            for form in one.forms:
                if form not in FORMS:
                    self.fail(key, f"{form!r} is no form.{near(form, sorted(FORMS))}", ", ".join(sorted(FORMS)))
        return template
