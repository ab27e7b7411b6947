"""Every key of the coach by the screen that it works on, as Help lists them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module

from textual.binding import Binding
from textual.dom import DOMNode

from coach.screens.shared.screen_table import EVERYWHERE, PLACES, Place
from coach.widgets.chrome.key_bar import KeyBarItem, key_name


@dataclass(frozen=True, slots=True)
class KeyLine:
    """One or more keys, and a sentence on what they do."""

    keys: str
    """The keys as people know them, with blanks between."""
    does: str
    id: str = ""
    codes: tuple[str, ...] = ()
    """The keys as Textual names them."""
    action: str = ""
    """What is done, as Textual names it."""
    owner: str = ""
    """The class that has the keys, as `screen_table` names it; empty for Textual's own."""


@dataclass(frozen=True, slots=True)
class KeyGroup:
    """The keys of one place."""

    title: str
    lines: tuple[KeyLine, ...]


def groups(keymap: Mapping[str, str], here: Sequence[str] = ()) -> tuple[KeyGroup, ...]:
    """Returns all groups: those of the classes in `here` come first, then "Everywhere", then the others."""

    def rank(place: Place) -> int:
        places = [here.index(name) for name in (place.path, *place.parts) if name in here]
        return min(places, default=len(here) if place.title == EVERYWHERE else len(here) + 1)

    found = ((each.title, tuple(_lines(each, keymap))) for each in sorted(PLACES, key=rank))
    return tuple(KeyGroup(title, lines) for title, lines in found if lines)


def _lines(place: Place, keymap: Mapping[str, str]) -> Iterable[KeyLine]:
    for name in (place.path, *place.parts):
        module, _, class_name = name.rpartition(".")
        owner: type[DOMNode] = getattr(import_module(f"coach.{module}"), class_name)
        for binding in owner.__dict__.get("BINDINGS", ()):
            assert isinstance(binding, Binding)
            if binding.tooltip:
                keys, id = keymap.get(binding.id or "", binding.key), binding.id or ""
                yield _line(keys, binding.tooltip, id, binding.action, name)
    if place.title == EVERYWHERE:
        yield _line("tab", "The next part of the screen; with Shift the one before")


def _line(keys: str, does: str, id: str = "", action: str = "", owner: str = "") -> KeyLine:
    codes = tuple(key.strip() for key in keys.split(","))
    return KeyLine(named(keys), does, id, codes, action, owner)


def key_of(keymap: Mapping[str, str], id: str, keys: str) -> str:
    """Returns the first key of a binding for use in a sentence; `keys` are its keys without a keymap."""
    return named(keymap.get(id, keys)).split()[0]


def hint(keymap: Mapping[str, str], id: str, keys: str, label: str) -> KeyBarItem:
    """Returns the first key of a binding with what it does, to be shown where it can be clicked."""
    return KeyBarItem(keymap.get(id, keys).split(",")[0].strip(), label, id=id)


def named(keys: str) -> str:
    """Returns keys that were separated by commas as people know them: "Down j"."""
    names = (key_name(key.strip()) for key in keys.split(","))
    return " ".join(name.capitalize() if len(name) > 1 and name.islower() else name for name in names)
