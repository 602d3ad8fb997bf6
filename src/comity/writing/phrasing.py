"""The `sentences` of a kind, checked and ready: which template writes a claim of which action and standing.

See docs/writing.md for what the section may hold. A template that lacks what it needs is passed over; in the end a
plain general sentence says what the statement gives, so that every fact can be written.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any, Literal

from comity.errors import KindError
from comity.kinds import Kind
from comity.kinds.vocabulary import near
from comity.model import Statement
from comity.writing import words
from comity.writing.claims import FORMS, ClaimWords, is_state, order_parties
from comity.writing.template import Choice, Field, Fill, Part, Template, TemplateError, parse_template

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
# Where a kind says nothing of a mode: what is made of subject and verb.
COMPOSED: Mapping[Mode, str] = MappingProxyType({
    "happened": "{subject} {did}", "holds": "{subject} {does}", "held": "{subject} {did}",
    "planned": "{subject} {is} to {do}", "overdue": "{subject} {was} to {do}", "hoped": "{subject} {hopes} to {do}",
    "denied": "{subject} did not {do}",
})  # fmt: skip
VERBS = {"is": ("is", "are"), "was": ("was", "were"), "hopes": ("hopes", "hope")}
NOUNS_OF_MODE: Mapping[Mode, str] = MappingProxyType({
    "planned": "{noun} is planned", "overdue": "{noun} was planned", "hoped": "{noun} is sought",
    "denied": "{noun} is denied",
})  # fmt: skip


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


def write_claim(claim: ClaimWords, mode: Mode) -> str:
    """The claim as the words of a sentence, without capital and stop; every claim can be written.

    >>> from comity.kinds import load_vocabulary
    >>> from comity.writing.claims import Setting
    >>> from comity.model import When, make_statement
    >>> made = make_statement("relations", "established", roles={"between": ["KAZ", "TUR"]}, when=When("1992-03-02"))
    >>> write_claim(ClaimWords(made, load_vocabulary()["relations"], Setting(("KAZ", "TUR"))), "happened")
    'diplomatic relations between Kazakhstan and Turkey were established on 2 March 1992'
    """
    found = load_phrases(claim.kind).of(claim.claim.action)
    text = found and (write_mode(claim, found, mode) or write_composed(claim, found, mode))
    return text or write_generally(claim, mode)


def write_mode(claim: ClaimWords, found: ActionPhrases, mode: Mode) -> str | None:
    """The whole sentence that the kind gives for the mode, or for what two parties did to each other."""
    template = found.parts.get("mutual") if claim.is_mutual and mode == "happened" else found.modes.get(mode)
    return None if template is None else with_time(claim, claim.write(template), mode)


def write_composed(claim: ClaimWords, found: ActionPhrases, mode: Mode) -> str | None:
    """The sentence made of the kind's subject and verb, or of its noun."""
    is_plural = found.is_plural or is_many(claim, found)

    def fill(name: str, forms: tuple[str, ...]) -> str | None:
        if name in VERBS:
            return VERBS[name][is_plural]
        if name == "done":
            return (fill("do", ()) or "").removeprefix("be ")
        if name == "subject" and claim.is_again and "again" in found.parts:
            name = "again"
        part = found.parts.get(name) or (found.parts.get("did") if name == "does" else None)
        return None if part is None else claim.write(part)

    for frame in (choose_frame(claim, found, mode, fill), NOUNS_OF_MODE.get(mode)):
        if frame is not None and (text := parse_template(frame).write(fill)) is not None:
            return with_time(claim, text, mode)
    return None


def choose_frame(claim: ClaimWords, found: ActionPhrases, mode: Mode, fill: Fill) -> str | None:
    """The frame of subject and verb: only who acts can hope, and what is done to something was not done to it."""
    if mode == "hoped":
        subject = found.parts.get("subject")
        first = leading_field(subject.parts, claim) if subject is not None else None
        if first is None or first.name not in claim.kind.roles:
            return None
    if mode == "denied" and (fill("do", ()) or "").startswith("be "):
        return "{subject} {was} not {done}"
    return COMPOSED.get(mode)


def with_time(claim: ClaimWords, text: str | None, mode: Mode) -> str | None:
    """The text with its time, unless its template has placed it; what has none and should is marked."""
    if text is None or claim.claim.when is None:
        undated = load_phrases(claim.kind).undated if mode == "happened" else None
        return f"{text} ({undated})" if text and undated else text
    bare = claim("when", ("bare",)) or ""
    return text if bare in text else f"{text} {claim('when', ())}"


def is_many(claim: ClaimWords, found: ActionPhrases) -> bool:
    """Whether the subject begins with parties of which there are several."""
    subject = found.parts.get("subject")
    first = leading_field(subject.parts, claim) if subject is not None else None
    return first is not None and not {"s", "adjective"} & set(first.forms) and len(claim.claim.role(first.name)) > 1


def leading_field(parts: Sequence[Part], claim: ClaimWords) -> Field | None:
    """The field with which the written text begins; None where it begins with a word."""
    for part in parts:
        if isinstance(part, Field) and not part.is_condition:
            return part
        if isinstance(part, Choice):
            for option in part.options:
                if claim.write(Template("", option)) is not None:
                    return leading_field(option, claim)
        if isinstance(part, str):
            return None
    return None


GENERAL_VERBS: Mapping[Mode, str] = MappingProxyType({
    "happened": "gives", "holds": "gives", "held": "gave", "planned": "gives as planned", "overdue": "gave as planned",
    "hoped": "gives as hoped for", "denied": "denies",
})  # fmt: skip


def write_generally(claim: ClaimWords, mode: Mode) -> str:
    """A plain sentence from what the statement gives: for kinds and cases without a template."""
    statement = claim.claim
    codes = tuple(code for _, entities in statement.roles for code in entities if is_state(code))
    parties = words.join_words(claim.name_state(code) for code in order_parties(codes, claim.setting.pair))
    given = [words.plain_words(statement.kind), words.plain_words(statement.action or "")]
    given += [f"{words.plain_words(name)} {words.plain_words(value)}" for name, value in statement.attributes]
    given += [
        f"{words.plain_words(name)} {words.join_words(entities)}"
        for name, entities in statement.roles
        if not all(map(is_state, entities))
    ]
    given += [claim("amount", ()) or "", claim("when", ("bare",)) or ""]
    return f"a statement{f' on {parties}' if parties else ''} {GENERAL_VERBS[mode]}: {', '.join(filter(None, given))}"


def find_mutual(claims: Sequence[Statement], kind: Kind) -> list[tuple[int, int]]:
    """The numbers of claims that say of two parties, each way, the same at the same time."""
    seen: dict[object, int] = {}
    pairs = []
    for number, claim in enumerate(claims):
        parties = tuple(claim.role(role) for role in kind.key_roles if kind.roles[role].type == "party")
        rest = (claim.action, claim.when, claim.modality)
        other = seen.get((parties[::-1], rest)) if len(parties) == 2 and all(map(len, parties)) else None
        if other is not None and parties[0] != parties[1]:
            pairs.append((other, number))
        seen.setdefault((parties, rest), number)
    return pairs


def merge_claims(claims: Sequence[Statement], merge: Sequence[str]) -> list[tuple[Statement, list[int]]]:
    """Claims that differ only in the fields of `merge`, one after the other, made one; with their numbers.

    A role has the entities of all, an attribute their values as a list in words.
    """
    groups = [(claim, [number]) for number, claim in enumerate(claims)]
    for field_name in merge:
        alike: dict[object, list[tuple[Statement, list[int]]]] = {}
        for claim, numbers in groups:
            roles = tuple((name, tuple(sorted(entities))) for name, entities in claim.roles if name != field_name)
            attributes = tuple(one for one in claim.attributes if one[0] != field_name)
            key = (claim.kind, claim.action, roles, attributes, claim.when, claim.modality, claim.amount)
            alike.setdefault(key, []).append((claim, numbers))
        groups = [
            (merge_field([claim for claim, _ in group], field_name), [one for _, numbers in group for one in numbers])
            for group in alike.values()
        ]
    return groups


def merge_field(claims: Sequence[Statement], name: str) -> Statement:
    """The first of the claims, with what all of them have in a role or attribute."""
    first = claims[0]
    if len(claims) == 1:
        return first
    if any(claim.role(name) for claim in claims):
        entities = tuple(dict.fromkeys(one for claim in claims for one in claim.role(name)))
        return replace(first, roles=tuple(sorted({**dict(first.roles), name: entities}.items())))
    listed = words.join_words(str(claim.attribute(name)) for claim in claims if claim.attribute(name) is not None)
    return replace(first, attributes=tuple(sorted({**dict(first.attributes), name: listed}.items())))
