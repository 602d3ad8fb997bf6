"""What the engines ask of a kind again and again, worked out once: its key, how its fields are compared, its steps."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from comity.checking.lazy import lazy
from comity.checking.likeness import fold, is_same_person, is_same_title
from comity.kinds import Kind, Vocabulary

Same = Callable[[str, str], bool]


@functools.lru_cache(maxsize=1 << 16)
def is_same_value(left: str, right: str) -> bool:
    """Whether two plain values are equal: numbers by value, words folded."""
    if left == right:
        return True
    try:
        return float(left) == float(right)
    except ValueError:
        return fold(left) == fold(right)


SAME_OF_TYPE: Mapping[str, Same] = {"person": is_same_person, "name": is_same_title, "text": is_same_title}


@dataclass(frozen=True, eq=False)
class Shape:
    """A kind as the engines need it; in its `details` statements of one claim may differ."""

    kind: Kind
    details: frozenset[str] = frozenset()

    @lazy
    def key_roles(self) -> tuple[str, ...]:
        """The roles in which statements of one claim agree."""
        return self.kind.key_roles

    @lazy
    def key_names(self) -> frozenset[str]:
        """The same, to ask for one of them."""
        return frozenset(self.key_roles)

    @lazy
    def listed_roles(self) -> frozenset[str]:
        """The key roles that part a statement into one claim for each entity; `between` is one set."""
        return frozenset(self.key_roles) - {"between"}

    @lazy
    def party_roles(self) -> tuple[str, ...]:
        """The key roles that are played by states and organisations."""
        return tuple(role.name for role in self.kind.roles.values() if role.type == "party" and role.is_key)

    @lazy
    def key_attributes(self) -> tuple[tuple[str, Same], ...]:
        """The attributes that must be equal or both missing, each with its comparison."""
        return tuple((name, same) for name, is_key, same in self._attributes if is_key)

    @lazy
    def other_fields(self) -> tuple[tuple[str, Same], ...]:
        """The attributes beyond the key that are equal where both give them, each with its comparison."""
        return tuple((name, same) for name, is_key, same in self._attributes if not is_key and name not in self.details)

    @lazy
    def _attributes(self) -> tuple[tuple[str, bool, Same], ...]:
        return tuple(
            (one.name, one.is_key, SAME_OF_TYPE.get("" if one.values else one.type, is_same_value))
            for one in self.kind.attributes.values()
        )

    @lazy
    def other_roles(self) -> tuple[tuple[str, Same], ...]:
        """The roles beyond the key that share an entity where both give them, each with its comparison."""
        return tuple(
            (role.name, SAME_OF_TYPE.get(role.type, is_same_value))
            for role in self.kind.roles.values()
            if not role.is_key and role.name not in self.details
        )

    @lazy
    def same(self) -> Mapping[str, Same]:
        """For each role and attribute, whether two values of it mean the same."""
        types = {one.name: one.type for one in self.kind.attributes.values()}
        types |= {one.name: one.type for one in self.kind.roles.values()}
        return {name: SAME_OF_TYPE.get(type_, is_same_value) for name, type_ in types.items()}

    @lazy
    def steps(self) -> Mapping[str | None, str]:
        """For each action that begins, changes, holds or ends a state of affairs, which of these."""
        found: dict[str | None, str] = {}
        for step, actions in self.kind.course.items():
            for action in actions:
                found.setdefault(action, step)
        return found

    def step(self, action: str | None) -> str | None:
        """Whether an action begins, changes, holds or ends a state of affairs; None where it does none of these."""
        return self.steps.get(action)


def make_shapes(vocabulary: Vocabulary, details: Mapping[str, frozenset[str]]) -> dict[str, Shape]:
    """The shapes of all kinds; `details` are the fields of each kind in which statements of one claim may differ."""
    return {name: Shape(kind, details.get(name, frozenset())) for name, kind in vocabulary.items()}
