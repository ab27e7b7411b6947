"""Looks whether what Textual keeps to itself is still there, and in the shape that the coach needs.

A look takes microseconds: it reads code objects, and neither source nor signatures.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from inspect import CO_COROUTINE, CO_VARARGS, CO_VARKEYWORDS
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

if TYPE_CHECKING:
    from types import CodeType

Fits = Callable[[Any, str], bool]
"""Whether an owner, a class or a module, has a name in the shape that is needed; if not, it may raise."""

_Class = TypeVar("_Class", bound=type)


class PrivateName(NamedTuple):
    """Something of Textual that is not promised to stay as it is."""

    owner: str
    """The module, and the class after a colon: `textual.app:App`."""
    name: str
    fits: Fits
    purpose: str
    unnecessary_with: str
    """What Textual would have to offer for the coach to do without."""
    kind: type | None = None
    """The type of an attribute that each instance has for itself, which only an instance can show."""

    def __str__(self) -> str:
        return f"{self.owner.replace(':', '.')}.{self.name}"

    def is_there(self) -> bool:
        """Returns whether it is there in the shape that is needed."""
        try:
            return self.fits(found_at(self.owner), self.name)
        except Exception:  # whatever was changed there
            return False

    def is_in(self, instance: object) -> bool:
        """Returns whether an instance has the attribute with the right type; true if it should have none."""
        if self.kind is None or not isinstance(instance, found_at(self.owner)):
            return True
        return isinstance(getattr(instance, self.name, None), self.kind)


class Group:
    """Names that are of use only together: if one is not as it should be, all is left to Textual."""

    def __init__(self, lapse: str, *names: PrivateName) -> None:
        """Takes what is lost without the group, as a part of a sentence, and its names."""
        self.lapse = lapse
        self.names = names
        self._missing: set[PrivateName] | None = None

    @property
    def missing(self) -> set[PrivateName]:
        """The names that are not there in the shape that is needed."""
        if self._missing is None:
            self._missing = {name for name in self.names if not name.is_there()}
        return self._missing

    @property
    def holds(self) -> bool:
        """Whether all of the group can be used."""
        return not self.missing

    def examine(self, instance: object) -> None:
        """Looks at an instance too, for attributes that only an instance has."""
        if self.holds:
            self.missing.update(name for name in self.names if not name.is_in(instance))


def only_with(group: Group) -> Callable[[_Class], _Class]:
    """Returns a decorator that empties a class of overrides if its group does not hold."""

    def decorate(cls: _Class) -> _Class:
        if group.holds:
            return cls
        emptied: _Class = type(cls)(
            cls.__name__, cls.__bases__, {"__module__": cls.__module__, "__doc__": cls.__doc__}
        )
        return emptied

    return decorate


def method(*parameters: str, using: tuple[str, ...] = (), is_async: bool = False) -> Fits:
    """Returns a probe for a method with exactly these parameters that uses certain names in its body."""

    def fits(owner: Any, name: str) -> bool:
        code = getattr(owner, name).__code__
        same = _parameters(code) == ("self", *parameters) and bool(code.co_flags & CO_COROUTINE) == is_async
        return same and set(using) <= set(code.co_names)

    return fits


def function(*parameters: str) -> Fits:
    """Returns a probe for a function with exactly these parameters."""
    return lambda owner, name: _parameters(getattr(owner, name).__code__) == parameters


def value(kind: type) -> Fits:
    """Returns a probe for something that exists once, in a module or on a class."""
    return lambda owner, name: isinstance(getattr(owner, name), kind)


def set_by_init(owner: Any, name: str) -> bool:
    """Returns whether a class gives each instance an attribute at once, and nothing stands in its way."""
    inits = (vars(base).get("__init__") for base in owner.__mro__ if base is not object)
    is_set = any(name in init.__code__.co_names for init in inits if init is not None)
    return is_set and not isinstance(getattr(owner, name, None), property)


def set_for(method: str) -> Fits:
    """Returns a probe for an attribute that `__init__` sets and a method reads.

    It is for names that streams have as well: `__init__` asks one of them for it.
    """

    def fits(owner: Any, name: str) -> bool:
        return set_by_init(owner, name) and name in getattr(owner, method).__code__.co_names

    return fits


def in_new(kind: type) -> Fits:
    """Returns a probe for an attribute of any instance, where making one costs nothing."""
    return lambda owner, name: isinstance(getattr(owner(), name), kind)


def built_from(*parameters: str) -> Fits:
    """Returns a probe for a class that takes these parameters, and keeps each under its own name."""

    def fits(owner: Any, name: str) -> bool:
        code = getattr(owner, name).__init__.__code__
        return _parameters(code) == ("self", *parameters) and set(parameters) <= set(code.co_names)

    return fits


def _parameters(code: CodeType) -> tuple[str, ...]:
    """Returns the names of all parameters, with a mark for those that take whatever is left."""
    count = code.co_argcount + code.co_kwonlyargcount
    rest = ("*",) if code.co_flags & (CO_VARARGS | CO_VARKEYWORDS) else ()
    return code.co_varnames[:count] + rest


def found_at(owner: str) -> Any:
    """Returns the module or the class that an owner names."""
    module, _, name = owner.partition(":")
    return getattr(import_module(module), name) if name else import_module(module)
