"""Values that are worked out when they are first asked for, and then kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Generic, TypeVar

Value = TypeVar("Value")
Class = TypeVar("Class", bound=type)

if TYPE_CHECKING:
    from functools import cached_property as lazy
else:

    class lazy(Generic[Value]):  # noqa: N801 - used as a decorator, like `property`
        """`functools.cached_property` without the lock that it takes up to Python 3.11: four times as quick.

        Two threads that ask at once work out the same value twice, which harms nothing: what is kept here is pure.
        """

        def __init__(self, function: Callable[[Any], Value]) -> None:
            self.function = function
            self.name = function.__name__
            self.__doc__ = function.__doc__

        def __get__(self, instance: Any, owner: type | None = None) -> Value:
            if instance is None:
                return self
            value = instance.__dict__[self.name] = self.function(instance)
            return value


def in_slots(kind: Class) -> Class:
    """The class with what it declares and its lazy values in slots: of that there are as many as statements.

    A dictionary for each object takes three times the memory, and most of the time of a look at it.
    """
    makers = {name: vars(one)["function"] for name, one in vars(kind).items() if isinstance(one, lazy)}

    def make(self: Any, name: str) -> Any:
        """What is asked for the first time: no slot holds it yet."""
        function = makers.get(name)
        if function is None:
            raise AttributeError(f"{kind.__name__!r} object has no attribute {name!r}")
        value = function(self)
        setattr(self, name, value)
        return value

    declared = kind.__annotations__
    left = {"__dict__", "__weakref__", *declared, *makers}
    body = {name: value for name, value in vars(kind).items() if name not in left}
    made = type(kind)(kind.__name__, kind.__bases__, {**body, "__slots__": (*declared, *makers), "__getattr__": make})
    made.__qualname__ = kind.__qualname__
    return made


__all__ = ["in_slots", "lazy"]
