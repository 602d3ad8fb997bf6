"""Mappings: a small YAML file that tells what the columns of a table state, in the words of the kinds.

What may stand in such a file is told in docs/manual.md, "Tables". Each file is checked against the vocabulary.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import yaml

from comity.errors import MappingError
from comity.kinds import Kind, Vocabulary
from comity.kinds.vocabulary import PlainLoader, near
from comity.model import MODALITIES
from comity.names.codes import code_lists

Found = TypeVar("Found")
SHIPPED = Path(__file__).parent / "mappings"
FORMS = ("codebook", "columns")
KEYS = ("mapping", "describes", "source", "form", "columns", "missing", "rows", "sheet", "statements")
STATEMENT_KEYS = ("kind", "action", "roles", "attributes", "when", "modality", "amount", "only", "given")
CELL_KEYS = ("column", "list", "values", "split", "value")
WHEN_KEYS = ("column", "precision", "year", "month", "day", "from", "to")
AMOUNT_KEYS = ("column", "unit", "scale")
OWN_LISTS = ("code", "name")
TEMPLATE = re.compile(r"\{([^{}]+)\}")


@dataclass(frozen=True)
class Cell:
    """Where a value comes from: a column or a fixed value or a template, its list of codes, its meanings."""

    column: str = ""
    template: str = ""
    list: str = ""
    values: Mapping[str, str] | None = None
    split: str = ""


@dataclass(frozen=True)
class Period:
    """Where a time comes from: one column (EDTF, or a stamp with a precision), its parts, or a beginning and an end."""

    column: str = ""
    precision: str = ""
    parts: tuple[str, str, str] = ("", "", "")
    begin: Period | None = None
    end: Period | None = None


@dataclass(frozen=True)
class Figure:
    """Where an amount comes from."""

    column: str
    unit: str
    scale: float


@dataclass(frozen=True)
class Pattern:
    """One statement that each row makes, unless a column that `only` names has another value, or a given one none."""

    kind: Kind
    action: str | None
    roles: Mapping[str, tuple[Cell, ...]]
    attributes: Mapping[str, Cell]
    when: Period | None
    modality: str
    amount: Figure | None
    only: Mapping[str, frozenset[str]]
    given: tuple[str, ...]


@dataclass(frozen=True)
class TableMapping:
    """A mapping: its name, what it is for, the columns by which a table is recognised, and what its rows state.

    `rows` is the name of the elements of XML that are rows, `sheet` that of the sheet of a spreadsheet.
    """

    name: str
    path: Path
    describes: str
    source: str
    form: str
    columns: frozenset[str]
    missing: frozenset[str]
    patterns: tuple[Pattern, ...]
    rows: str = ""
    sheet: str = ""


def load_mappings(vocabulary: Vocabulary) -> dict[str, TableMapping]:
    """The mappings that come with Comity, by name."""
    found = [load_mapping(path, vocabulary) for path in sorted(SHIPPED.glob("*.yaml"))]
    return {one.name: one for one in found}


def find_mapping(name: str, vocabulary: Vocabulary) -> TableMapping:
    """The mapping of a name, or of a file of one's own; raises MappingError where there is none."""
    if Path(name).suffix in (".yaml", ".yml"):
        return load_mapping(Path(name), vocabulary)
    shipped = load_mappings(vocabulary)
    if name not in shipped:
        raise MappingError(
            f"{name!r} is not a mapping.{near(name, shipped)} Mappings: {', '.join(shipped)}; or a file NAME.yaml."
        )
    return shipped[name]


def recognise(columns: Collection[str], mappings: Iterable[TableMapping]) -> TableMapping | None:
    """The mapping whose columns a table has, the one with most of them; None where no mapping fits."""
    fitting = [one for one in mappings if one.columns and one.columns <= set(columns)]
    return max(fitting, key=lambda one: (len(one.columns), one.name), default=None)


def load_mapping(path: Path, vocabulary: Vocabulary) -> TableMapping:
    """The mapping of a file; raises MappingError with file, key, what was found and what is allowed."""
    try:
        form = yaml.load(path.read_text(encoding="utf-8"), Loader=PlainLoader)  # noqa: S506 – a safe loader
    except (OSError, UnicodeDecodeError) as error:
        raise MappingError(f"{path}: cannot be read: {error}") from error
    except yaml.YAMLError as error:
        raise MappingError(f"{path}: is not YAML: {' '.join(str(error).split())}") from error
    return _MappingFile(path, vocabulary).read(form)


class _MappingFile:
    """One file, with errors that name it."""

    def __init__(self, path: Path, vocabulary: Vocabulary) -> None:
        self.path = path
        self.vocabulary = vocabulary

    def fail(self, at: str, found: str, allowed: Iterable[str]) -> MappingError:
        """The error for a key."""
        return MappingError(f"{self.path}: {at}: {found} Allowed: {', '.join(allowed)}.")

    def check_keys(self, at: str, form: object, allowed: Sequence[str]) -> Mapping[str, Any]:
        """The form, if it is a mapping of allowed keys."""
        if not isinstance(form, dict):
            raise self.fail(at, f"{form!r} is no mapping.", allowed)
        for key in form:
            if str(key) not in allowed:
                raise self.fail(at, f"{key!r} is not a key here.{near(str(key), allowed)}", allowed)
        return {str(key): value for key, value in form.items()}

    def choose(self, at: str, value: object, allowed: Collection[str]) -> str:
        """The value, if it is one of the allowed."""
        if str(value) not in allowed:
            raise self.fail(at, f"{value!r} is not known.{near(str(value), list(allowed))}", allowed)
        return str(value)

    def read(self, form: object) -> TableMapping:
        """The whole file."""
        whole = self.check_keys("mapping", form, KEYS)
        for key in ("mapping", "describes"):
            if not whole.get(key):
                raise self.fail(key, "it is missing.", KEYS)
        name = self.choose("form", whole.get("form", "columns"), FORMS)
        patterns = tuple(self.pattern(entry) for entry in whole.get("statements") or ())
        if (name == "codebook") == bool(patterns):
            raise self.fail("statements", "the form 'columns' needs statements, 'codebook' has none.", FORMS)
        return TableMapping(
            str(whole["mapping"]), self.path, " ".join(str(whole["describes"]).split()), str(whole.get("source", "")),
            name, frozenset(map(str, whole.get("columns") or ())), frozenset(map(str, whole.get("missing") or ("",))),
            patterns, str(whole.get("rows", "")), str(whole.get("sheet", "")),
        )  # fmt: skip

    def pattern(self, entry: object) -> Pattern:
        """One entry of `statements`."""
        form = self.check_keys("statements", entry, STATEMENT_KEYS)
        kind = self.vocabulary[self.choose("kind", form.get("kind"), list(self.vocabulary))]
        action = form.get("action")
        roles = self.fields("roles", form, kind.roles, self.cells)
        return Pattern(
            kind=kind,
            action=None if action is None else self.choose(f"{kind.name}: action", action, kind.actions),
            roles={role: self.default_list(kind, role, cells) for role, cells in roles.items()},
            attributes=self.fields("attributes", form, kind.attributes, self.cell),
            when=None if form.get("when") is None else self.period(form["when"]),
            modality=self.choose("modality", form.get("modality", "asserted"), MODALITIES),
            amount=None if form.get("amount") is None else self.figure(form["amount"]),
            only={str(key): frozenset(self.listed(value)) for key, value in (form.get("only") or {}).items()},
            given=tuple(self.listed(form.get("given") or [])),
        )

    def listed(self, value: object) -> list[str]:
        """One word or a list of them."""
        return list(map(str, value)) if isinstance(value, list) else [str(value)]

    def fields(
        self, key: str, form: Mapping[str, Any], allowed: Mapping[str, object], read: Callable[[str, object], Found]
    ) -> dict[str, Found]:
        """The roles or attributes of an entry."""
        entries = self.check_keys(key, form.get(key) or {}, list(allowed))
        return {name: read(f"{key}: {name}", value) for name, value in entries.items()}

    def default_list(self, kind: Kind, role: str, cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
        """The cells of a role; those of a party are codes of the codebook unless they name another list."""
        if kind.roles[role].type != "party":
            return cells
        return tuple(Cell(one.column, one.template, one.list or "code", one.values, one.split) for one in cells)

    def cells(self, at: str, value: object) -> tuple[Cell, ...]:
        """The cells of a role: one or a list."""
        return tuple(self.cell(at, one) for one in (value if isinstance(value, list) else [value]))

    def cell(self, at: str, value: object) -> Cell:
        """One cell: a column, a template with columns in braces, or a mapping."""
        if isinstance(value, str):
            return Cell(template=value) if TEMPLATE.search(value) else Cell(column=value)
        form = self.check_keys(at, value, CELL_KEYS)
        if ("column" in form) == ("value" in form):
            raise self.fail(at, "it needs one of 'column' and 'value'.", CELL_KEYS)
        if "list" in form:
            self.choose(f"{at}: list", form["list"], (*OWN_LISTS, *code_lists()))
        values = form.get("values")
        return Cell(
            str(form.get("column", "")), str(form.get("value", "")), str(form.get("list", "")),
            None if values is None else {str(key): str(told) for key, told in values.items()},
            str(form.get("split", "")),
        )  # fmt: skip

    def period(self, value: object) -> Period:
        """A time: a column, its parts, or a beginning and an end."""
        if isinstance(value, str):
            return Period(column=value)
        form = self.check_keys("when", value, WHEN_KEYS)
        if "from" in form or "to" in form:
            ends = [None if form.get(key) is None else self.period(form[key]) for key in ("from", "to")]
            return Period(begin=ends[0], end=ends[1])
        if not form.get("column") and not form.get("year"):
            raise self.fail("when", "it needs a column, a year, or from and to.", WHEN_KEYS)
        parts = str(form.get("year", "")), str(form.get("month", "")), str(form.get("day", ""))
        return Period(str(form.get("column", "")), str(form.get("precision", "")), parts)

    def figure(self, value: object) -> Figure:
        """An amount."""
        form = self.check_keys("amount", value, AMOUNT_KEYS)
        for key in ("column", "unit"):
            if not form.get(key):
                raise self.fail(f"amount: {key}", "it is missing.", AMOUNT_KEYS)
        return Figure(str(form["column"]), str(form["unit"]), float(form.get("scale", 1)))
