"""The vocabulary: one YAML file a kind, loaded and checked. In: files; out: frozen `Kind`s.

What a file may hold is told in docs/kinds.md. The cues are compiled by `comity.reading`, the constraints run by
`comity.checking`, the sentences filled by `comity.writing`; here only their outer form is checked.
"""

from __future__ import annotations

import difflib
import functools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

try:  # libyaml reads the kinds in a tenth of the time
    from yaml import CSafeLoader as SafeLoader
except ImportError:
    from yaml import SafeLoader  # type: ignore[assignment]

from comity.errors import KindError
from comity.model import MODALITIES

HERE = Path(__file__).parent
GROUPS = ("core", "broad")
ROLE_TYPES = ("party", "person", "city", "organisation", "name")
ATTRIBUTE_TYPES = ("text", "number", "office")
STEPS = ("begins", "changes", "holds", "ends")
DATES = ("joined", "carried", "stay", "occasion", "done", "ceremony")
KEYS_NEEDED = ("kind", "description", "roles")
KEYS = (
    *KEYS_NEEDED, "group", "attributes", "actions", "course", "dates", "timed", "stale_after_years", "codes", "section",
    "nouns", "cues", "entries", "constraints", "sentences", "examples", "counter_examples",
)  # fmt: skip
EXAMPLE_KEYS = ("text", "gives", "title", "published")
GIVEN_KEYS = ("action", "modality", "when", "amount", "unit")


class PlainLoader(SafeLoader):
    """YAML in which only true and false are truths: the role `on` and the code `NO` stay words."""


PlainLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:bool"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
PlainLoader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(?:true|false)$"), list("tf"))


@dataclass(frozen=True, slots=True)
class Role:
    """A part that an entity plays in a kind; `is_key`: two statements of one claim agree in it; `is_joint`: several
    that play it make one statement (members that join together), else each makes its own; `is_open`: others may play
    it whom the words do not name; `is_state`: no organisation plays it; `impersonal`: the actions in which a person
    plays it for himself, and not for his state."""

    name: str
    type: str
    is_key: bool
    is_joint: bool
    is_open: bool = False
    is_state: bool = False
    impersonal: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Attribute:
    """A plain value of a kind; `values` is the closed list that it is from, empty where it is open."""

    name: str
    type: str
    values: tuple[str, ...]
    is_key: bool
    is_required: bool = False


@dataclass(frozen=True)
class Kind:
    """A kind of statement, as its file has it."""

    name: str
    path: Path
    group: str
    description: str
    roles: Mapping[str, Role]
    attributes: Mapping[str, Attribute]
    actions: tuple[str, ...]
    course: Mapping[str, tuple[str, ...]]
    dates: tuple[str, ...]
    timed: tuple[str | None, ...]
    stale_after_years: float | None
    codes: Mapping[str, str | None]
    heading: str
    order: int
    nouns: Mapping[str, tuple[Any, ...]]
    cues: tuple[Mapping[str, Any], ...]
    entries: tuple[Mapping[str, Any], ...]
    constraints: tuple[Mapping[str, Any], ...]
    sentences: Mapping[str, Any]
    examples: tuple[Mapping[str, Any], ...]
    counter_examples: tuple[str, ...]
    lines: Mapping[tuple[str, ...], int] = field(default_factory=dict, repr=False, compare=False)

    def line(self, *at: str) -> int:
        """The line of the file at which a key stands, or the nearest key around it; for errors that point."""
        return next((self.lines[at[:n]] for n in range(len(at), 0, -1) if at[:n] in self.lines), 1)

    @functools.cached_property
    def key_roles(self) -> tuple[str, ...]:
        """The names of the roles in which statements of one claim agree."""
        return tuple(role.name for role in self.roles.values() if role.is_key)

    @functools.cached_property
    def key_attributes(self) -> tuple[str, ...]:
        """The names of the attributes in which statements of one claim agree."""
        return tuple(attribute.name for attribute in self.attributes.values() if attribute.is_key)

    @functools.cached_property
    def person_role(self) -> str | None:
        """The name of the role of people; None where people have no part in it."""
        return next((role.name for role in self.roles.values() if role.type == "person"), None)

    @functools.cached_property
    def is_post(self) -> bool:
        """Whether it is a state of affairs of a sender in a host: a mission or an envoy there."""
        return bool(self.course) and {"sender", "host"} <= set(self.key_roles)

    def step(self, action: str | None) -> str | None:
        """Whether an action begins, changes, holds or ends a state of affairs; None where it does none of these."""
        return next((step for step, actions in self.course.items() if action in actions), None)


class Vocabulary(Mapping[str, Kind]):
    """The kinds by name, in the order of their sections."""

    def __init__(self, kinds: Sequence[Kind]) -> None:
        self._kinds = {kind.name: kind for kind in sorted(kinds, key=lambda kind: (kind.order, kind.name))}

    def __getitem__(self, name: str) -> Kind:
        return self._kinds[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._kinds)

    def __len__(self) -> int:
        return len(self._kinds)

    def find(self, name: str) -> Kind:
        """The kind of that name; raises KindError with near names where there is none."""
        if name not in self._kinds:
            raise KindError(f"{name!r} is not a kind.{near(name, self._kinds)} Run 'comity kinds' to see them.")
        return self._kinds[name]


class Same:
    """A vocabulary as a key of a cache: the same object has the same rules and the same lexicon."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary

    def __hash__(self) -> int:
        return id(self.vocabulary)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and self.vocabulary is other.vocabulary


def load_vocabulary(*folders: Path) -> Vocabulary:
    """The kinds that come with Comity and those of `folders`; a later file replaces an earlier of the same kind.

    Raises KindError for a folder without kinds and for a file that is not what it must be.
    """
    return _load_vocabulary(tuple(folders))


@functools.lru_cache(maxsize=8)
def _load_vocabulary(folders: tuple[Path, ...]) -> Vocabulary:
    kinds: dict[str, Kind] = {}
    for folder in (HERE, *folders):
        paths = sorted([*folder.glob("*.yaml"), *folder.glob("*.yml")])
        if not paths:
            raise KindError(f"{folder}: no kind is there. A folder of kinds holds files such as visit.yaml.")
        kinds.update({kind.name: kind for kind in map(load_kind, paths)})
    return Vocabulary(list(kinds.values()))


def load_kind(path: Path) -> Kind:
    """The kind of one file; raises KindError with file, line, key, what was found and what is allowed."""
    return _KindFile(path).kind()


def near(found: str, allowed: Sequence[str] | Mapping[str, object]) -> str:
    """' Did you mean …?' for a name close to an allowed one, otherwise nothing."""
    likely = difflib.get_close_matches(found, list(allowed), n=1)
    return f" Did you mean {likely[0]!r}?" if likely else ""


class _KindFile:
    """One file with the line of each of its keys, for errors that point."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            text = path.read_text(encoding="utf-8")
            root = yaml.compose(text, Loader=PlainLoader)
            self.form = yaml.load(text, Loader=PlainLoader)  # noqa: S506 – a safe loader
        except (OSError, UnicodeDecodeError) as error:
            raise KindError(f"{path}: cannot be read: {error}") from error
        except yaml.YAMLError as error:
            raise KindError(f"{path}: is not YAML: {' '.join(str(error).split())}") from error
        self.lines: dict[tuple[str, ...], int] = {}
        if not isinstance(root, yaml.MappingNode) or not isinstance(self.form, dict):
            raise KindError(f"{path}:1: a kind is a mapping that begins with 'kind: NAME'.")
        self._note_lines(root, ())

    def _note_lines(self, node: yaml.Node, at: tuple[str, ...]) -> None:
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                place = (*at, str(key.value))
                if key.tag == "tag:yaml.org,2002:bool":
                    found = f"{key.value!r} is a truth and no name"
                    self.fail(place, found, f'a word; write "{key.value}" in quotes', line=key.start_mark.line + 1)
                if place in self.lines:
                    line = key.start_mark.line + 1
                    self.fail(place, f"{key.value!r} stands twice", "each key stands once", line=line)
                self.lines[place] = key.start_mark.line + 1
                self._note_lines(value, place)
        if isinstance(node, yaml.SequenceNode):
            for number, value in enumerate(node.value):
                self.lines[(*at, str(number))] = value.start_mark.line + 1
                self._note_lines(value, (*at, str(number)))

    def fail(self, at: tuple[str, ...], found: str, allowed: str, *, line: int | None = None) -> None:
        place = line or next((self.lines[at[:n]] for n in range(len(at), 0, -1) if at[:n] in self.lines), 1)
        stop = "" if found.endswith(("?", ".")) else "."
        raise KindError(f"{self.path}:{place}: {': '.join(at)}: {found}{stop} Allowed: {allowed}.")

    def check_keys(self, at: tuple[str, ...], form: object, allowed: Sequence[str]) -> None:
        if not isinstance(form, dict):
            self.fail(at, f"{form!r} is no mapping", f"a mapping with the keys {', '.join(allowed)}")
            return
        for key in form:
            if key not in allowed:
                self.fail((*at, str(key)), f"{key!r} is not a key here.{near(str(key), allowed)}", ", ".join(allowed))

    def kind(self) -> Kind:
        form = self.form
        self.check_keys((), form, KEYS)
        for key in KEYS_NEEDED:
            if not form.get(key):
                self.fail((key,), "it is missing", f"a kind needs {', '.join(KEYS_NEEDED)}")
        group = form.get("group", "broad")
        if group not in GROUPS:
            self.fail(("group",), f"{group!r}", ", ".join(GROUPS))
        section = form.get("section") or {}
        self.check_keys(("section",), section, ("heading", "order"))
        return Kind(
            name=str(form["kind"]),
            path=self.path,
            group=group,
            description=" ".join(str(form["description"]).split()),
            roles=MappingProxyType(self.roles()),
            attributes=MappingProxyType(self.attributes()),
            actions=tuple(map(str, form.get("actions") or ())),
            course=MappingProxyType(self.course()),
            dates=self.dates(),
            timed=self.timed(),
            stale_after_years=form.get("stale_after_years"),
            codes=MappingProxyType(form.get("codes") or {}),
            heading=str(section.get("heading") or str(form["kind"]).replace("_", " ").capitalize()),
            order=int(section.get("order") or 100),
            nouns=MappingProxyType({str(k): tuple(v) for k, v in (form.get("nouns") or {}).items()}),
            cues=self.mappings("cues"),
            entries=self.mappings("entries"),
            constraints=self.mappings("constraints"),
            sentences=MappingProxyType(form.get("sentences") or {}),
            examples=self.examples(),
            counter_examples=self.counter_examples(),
            lines=MappingProxyType(self.lines),
        )

    def roles(self) -> dict[str, Role]:
        roles = {}
        if not isinstance(self.form["roles"], dict):
            self.fail(("roles",), f"{self.form['roles']!r} is no mapping", "role: {type: TYPE, key: true}")
        for name, entry in self.form["roles"].items():
            self.check_keys(("roles", str(name)), entry, ("type", "key", "joint", "open", "state", "impersonal"))
            if entry.get("type") not in ROLE_TYPES:
                self.fail(("roles", str(name), "type"), f"{entry.get('type')!r}", ", ".join(ROLE_TYPES))
            is_joint = entry.get("joint", name == "between" or entry["type"] not in ("party", "organisation"))
            roles[str(name)] = Role(
                str(name),
                entry["type"],
                bool(entry.get("key")),
                bool(is_joint),
                bool(entry.get("open")),
                bool(entry.get("state")),
                tuple(entry.get("impersonal", ())),
            )
        return roles

    def attributes(self) -> dict[str, Attribute]:
        attributes = {}
        for name, entry in (self.form.get("attributes") or {}).items():
            self.check_keys(("attributes", str(name)), entry, ("type", "values", "key", "required"))
            kind = entry.get("type", "text")
            if kind not in ATTRIBUTE_TYPES:
                self.fail(("attributes", str(name), "type"), f"{kind!r}", ", ".join(ATTRIBUTE_TYPES))
            values = tuple(map(str, entry.get("values") or ()))
            is_required = bool(entry.get("required"))
            attributes[str(name)] = Attribute(str(name), kind, values, bool(entry.get("key")), is_required)
        return attributes

    def examples(self) -> tuple[Mapping[str, Any], ...]:
        """Texts with what they give; what an example names must be of the kind."""
        examples = self.mappings("examples")
        actions = tuple(map(str, self.form.get("actions") or ()))
        named = (*map(str, self.form["roles"]), *map(str, self.form.get("attributes") or ()))
        for number, example in enumerate(examples):
            at = ("examples", str(number))
            self.check_keys(at, dict(example), EXAMPLE_KEYS)
            if not isinstance(example.get("text"), str) or not example["text"].strip():
                self.fail((*at, "text"), "it is missing", "the words that are read")
            gives = example.get("gives")
            if not isinstance(gives, dict) or not gives:
                self.fail((*at, "gives"), "it is missing", f"what is read, as a mapping of {', '.join(named)}")
                continue
            self.check_keys((*at, "gives"), gives, (*GIVEN_KEYS, *named))
            if gives.get("action") is not None and gives["action"] not in actions:
                found = f"{gives['action']!r} is not an action.{near(str(gives['action']), actions)}"
                self.fail((*at, "gives", "action"), found, ", ".join(actions) or "none: the kind has no actions")
            if gives.get("modality", "asserted") not in MODALITIES:
                self.fail((*at, "gives", "modality"), f"{gives['modality']!r}", ", ".join(MODALITIES))
        return examples

    def counter_examples(self) -> tuple[str, ...]:
        """Texts in which nothing of the kind is read."""
        texts = self.form.get("counter_examples") or []
        if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
            self.fail(
                ("counter_examples",), "it is no list of texts", "a list, each entry a text in which nothing is read"
            )
        return tuple(texts)

    def course(self) -> dict[str, tuple[str, ...]]:
        course = self.form.get("course") or {}
        self.check_keys(("course",), course, STEPS)
        actions = tuple(map(str, self.form.get("actions") or ()))
        for step, named in course.items():
            for action in named:
                if action not in actions:
                    found = f"{action!r} is not an action.{near(action, actions)}"
                    self.fail(("course", step), found, ", ".join(actions))
        return {step: tuple(map(str, named)) for step, named in course.items()}

    def dates(self) -> tuple[str, ...]:
        named = self.form.get("dates") or []
        for name in named if isinstance(named, list) else [named]:
            if name not in DATES:
                self.fail(("dates",), f"{name!r}.{near(str(name), DATES)}", f"a list of {', '.join(DATES)}")
        return tuple(named)

    def timed(self) -> tuple[str | None, ...]:
        named, actions = self.form.get("timed") or [], tuple(map(str, self.form.get("actions") or ()))
        if named is True:
            return (*actions, None)
        for name in named if isinstance(named, list) else [named]:
            if name not in actions:
                allowed = f"true, or a list of {', '.join(actions)}" if actions else "true"
                self.fail(("timed",), f"{name!r} is not an action.{near(str(name), actions)}", allowed)
        return tuple(named)

    def mappings(self, key: str) -> tuple[Mapping[str, Any], ...]:
        entries = self.form.get(key) or []
        if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
            self.fail((key,), "it is no list of mappings", "a list, each entry beginning with '- '")
        return tuple(MappingProxyType(entry) for entry in entries)
