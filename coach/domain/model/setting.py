"""One setting: where it is shown, how it is chosen or typed, stored, and said."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from types import MappingProxyType
from typing import Any, NamedTuple


class SettingGroup(StrEnum):
    """The groups of settings, in their order, with their titles."""

    YOU = "You"
    AREAS = "Areas"
    DAY = "Day"
    LOOK = "Look"
    SESSION = "Session"


class Question(NamedTuple):
    """The question for a text that is typed."""

    title: str
    about: str
    longest: int = 64
    """The most characters that may be typed."""


class Setting(NamedTuple):
    """The one description of a setting, for screens, commands and the file.

    The type of its field and its `values` decide how it is stored and checked: on or off, one of the words, a
    whole number from the least value to the greatest, or else any text. A setting needs `values`, which
    Enter lists; or a `question`, if it is typed; or an editor of its own among the screens.
    """

    group: SettingGroup
    label: str
    help: str
    """A sentence or two on its effect."""
    values: Sequence[tuple[Any, str]] = ()
    """Its values in the order of their list, each with its name."""
    meanings: Mapping[Any, str] = MappingProxyType({})
    """A few words on what a value means, for those whose name does not say it.

    For the themes these are also the list: the file may name one that is no longer here, so it has any text.
    """
    question: Question | None = None
    """How it is asked for, if it is typed."""
    longest: int = 64
    """The most characters of a text in the file."""
    words: Callable[[Any], str] = str
    """Returns the name of a value that is not one of `values`."""
    unset: str = ""
    """The name of an empty value."""
    changed: str = ""
    """The label of a change, with {} for the name of the new value; `Set "label" to {}` if it is empty."""
    id: str = ""
    """The name of its field, from which this is filled in."""
    default: Any = None
    """The value that the field has at first, from which this is filled in."""

    def name_of(self, value: object) -> str:
        """Returns a value in words."""
        for known, name in self.values:
            if known == value:
                return name
        return self.words(value) if value or not self.unset else self.unset
