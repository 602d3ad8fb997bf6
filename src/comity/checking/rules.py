"""The constraints of the kinds, read from their files and checked: what the engines in this room may ask of a kind.

A file's `constraints` is a list of rules. What each rule means is told in docs/findings.md, "Rules of a kind".
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from comity.checking.lazy import lazy
from comity.errors import KindError
from comity.kinds import Kind, Vocabulary
from comity.kinds.vocabulary import Same, near
from comity.model import Statement

# rule → (keys that it needs, keys that it may have)
RULES: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = MappingProxyType(
    {
        "called": (("noun",), ("attribute", "topic")),
        "details": (("of",), ()),
        "once": (("actions",), ("unless", "same", "equal", "within_years", "except")),
        "one_at_a_time": (("of",), ("only", "contradicts")),
        "raised": (("actions", "of", "same"), ()),
        "one_first": (("mark", "actor"), ()),
        "order": (("first", "then"), ("same", "within_years")),
        "lives": (("roles",), ("only", "except")),
        "ordinals": (("of", "in"), ("noun",)),
        "one_body": (("person", "at"), ()),
        "in_office": (("person", "office", "of"), ()),
        "one_detail": (("of",), ()),
        "one_amount": ((), ("mirrored",)),
        "growth": (("by",), ()),
        "sum": (("whole", "parts"), ()),
        "difference": (("balance", "parts"), ()),
    }
)
ACTION_KEYS = ("actions", "unless", "first", "then")
ROLE_KEYS = ("roles",)
FIELD_KEYS = ("of", "same", "equal", "mark", "actor", "in", "person", "at", "by", "attribute", "office")


@dataclass(frozen=True)
class Rule:
    """One constraint of one kind."""

    kind: Kind
    name: str
    settings: Mapping[str, object]

    def words(self, key: str) -> tuple[str, ...]:
        """The words of a setting that is one word or a list of them; empty where it is not given."""
        return self._words.get(key, ())

    @lazy
    def _words(self) -> Mapping[str, tuple[str, ...]]:
        return {
            key: tuple(map(str, value)) if isinstance(value, list | tuple) else (str(value),)
            for key, value in self.settings.items()
            if value is not None
        }

    def word(self, key: str) -> str:
        """The only word of a setting; '' where it is not given."""
        return next(iter(self.words(key)), "")

    def number(self, key: str) -> float | None:
        """The number of a setting; None where it is not given."""
        value = self.settings.get(key)
        return float(value) if isinstance(value, int | float) else None

    def values(self, key: str) -> Mapping[str, tuple[str, ...]]:
        """A setting such as {type: [embassy, legation]}; empty where it is not given."""
        return self._values.get(key, {})

    @lazy
    def _values(self) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
        return {
            key: {
                str(name): tuple(map(str, value)) if isinstance(value, list) else (str(value),)
                for name, value in form.items()
            }
            for key, form in self.settings.items()
            if isinstance(form, Mapping)
        }

    @lazy
    def _limits(self) -> tuple[tuple[str, frozenset[str], bool], ...]:
        return tuple(
            (name, frozenset(values), key == "only")
            for key in ("except", "only")
            for name, values in self.values(key).items()
        )

    def covers(self, statement: Statement) -> bool:
        """Whether a statement is within the limits: `only: {type: [embassy]}`, `except: {level: [consular]}`."""
        limits = self._limits
        return not limits or all((str(statement.attribute(name)) in values) is only for name, values, only in limits)


def load_rules(vocabulary: Vocabulary) -> tuple[Rule, ...]:
    """The rules of all kinds, in order; raises KindError for a rule, key, action or role that is none."""
    return _load_rules(Same(vocabulary))


@functools.lru_cache(maxsize=8)
def _load_rules(same: Same) -> tuple[Rule, ...]:
    vocabulary = same.vocabulary
    return tuple(rule for name in sorted(vocabulary) for rule in rules_of(vocabulary[name]))


def rules_of(kind: Kind) -> Iterator[Rule]:
    """The rules of one kind; raises KindError as `load_rules`."""
    for entry in kind.constraints:
        name = str(entry.get("rule", ""))
        if name not in RULES:
            raise _error(kind, f"{name!r} is not a rule.{near(name, RULES)}", RULES)
        rule = Rule(kind, name, {str(key): value for key, value in entry.items() if key != "rule"})
        check_keys(rule)
        check_words(rule)
        yield rule


def check_keys(rule: Rule) -> None:
    """Raises KindError where a rule lacks a key or has one that it does not know."""
    needed, allowed = RULES[rule.name]
    for key in rule.settings:
        if key not in (*needed, *allowed):
            found = f"{rule.name}: {key!r} is not a key of this rule.{near(key, (*needed, *allowed))}"
            raise _error(rule.kind, found, (*needed, *allowed))
    for key in needed:
        if rule.settings.get(key) in (None, [], ""):
            raise _error(rule.kind, f"{rule.name}: {key!r} is missing.", needed)


def check_words(rule: Rule) -> None:
    """Raises KindError where a rule names an action, role or attribute that the kind does not have."""
    roles, fields = tuple(rule.kind.roles), (*rule.kind.roles, *rule.kind.attributes)
    for keys, allowed in ((ACTION_KEYS, rule.kind.actions), (ROLE_KEYS, roles), (FIELD_KEYS, fields)):
        for key in keys:
            for word in rule.words(key):
                if word not in allowed:
                    found = f"{rule.name}: {key}: {word!r} is none of the kind's.{near(word, allowed)}"
                    raise _error(rule.kind, found, allowed)


def _error(kind: Kind, found: str, allowed: Sequence[str] | Mapping[str, object]) -> KindError:
    return KindError(f"{kind.path}: constraints: {found} Allowed: {', '.join(allowed)}.")


def details_of(rules: Sequence[Rule]) -> dict[str, frozenset[str]]:
    """For each kind, the roles and attributes in which two statements of one claim may differ."""
    found: dict[str, frozenset[str]] = {}
    for rule in rules:
        if rule.name in ("details", "one_detail"):
            found[rule.kind.name] = found.get(rule.kind.name, frozenset()) | frozenset(rule.words("of"))
    return found
