"""The line at the bottom with the keys that work here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol, runtime_checkable

from textual import events
from textual.binding import ActiveBinding, Binding
from textual.dom import DOMNode
from textual.screen import ModalScreen, Screen

from coach.widgets.base.cell_widget import CellWidget, Span

KEPT = ("help", "quit")
"""The ids of the bindings that stay when there is little room; Esc stays as well."""

SUBMIT = "submit"
"""The id under which the bar asks a screen what Enter does with the line that is typed."""

WALKS = ("list-down", "list-up", "option-down", "option-up")
"""The ids of the keys of lists that the bar of a dialog shows; on a screen they go without saying."""

LAST = ("undo", "commands", *KEPT)
"""The ids of the bindings that go last, in this order."""

_KEYS = {
    "question_mark": "?",
    "colon": ":",
    "slash": "/",
    "plus": "+",
    "minus": "-",
    "escape": "Esc",
    "enter": "Enter",
    "up": "Up",
    "down": "Down",
    "left": "Left",
    "right": "Right",
    "home": "Home",
    "end": "End",
    "space": "Space",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "delete": "Del",
    "backspace": "Bksp",
    "tab": "Tab",
}


_FUNCTION = re.compile(r"f[0-9]{1,2}")


@dataclass(frozen=True, slots=True)
class KeyBarItem:
    """A key, and what it does here."""

    key: str
    """The key as Textual names it."""
    label: str
    enabled: bool = True
    id: str = ""

    @property
    def width(self) -> int:
        """The cells that it takes, with the two blanks before the next one."""
        return len(key_name(self.key)) + len(self.label) + 3


@runtime_checkable
class Labelled(Protocol):
    """A screen, or a widget, whose keys do something else in each of its states."""

    def key_label(self, id: str) -> str:
        """Returns what a binding does now, in one or two words; empty if its own label is true."""


@runtime_checkable
class Idling(Protocol):
    """A screen, or a widget, of which some keys do nothing in some states, and are taken all the same."""

    def is_idle(self, id: str) -> bool:
        """Returns whether a key does nothing now."""


class KeyBar(CellWidget):
    """The bindings of the screen that are to be shown, as many as fit; help and quit always.

    It replaces Textual's Footer, which makes a widget of every key, and makes all of them again at each
    change of the focus.
    """

    DEFAULT_CSS = """
    KeyBar { dock: bottom; height: 1; width: 1fr; background: $panel; }
    """

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        self._entries: tuple[KeyBarItem, ...] = ()
        super().__init__(id=id, classes=classes)

    def on_mount(self) -> None:
        """Follows the bindings of the screen."""
        self.screen.bindings_updated_signal.subscribe(self, self._follow)
        self._follow(self.screen)

    def row(self, y: int) -> Iterable[Span]:
        """Returns the one row."""
        return [(" ", "foreground"), *spans_of(fitting(self._entries, self.size.width - 1))]

    def on_click(self, event: events.Click) -> None:
        """Presses the key of the entry that was clicked."""
        entry = entry_at(fitting(self._entries, self.size.width - 1), event.x - 1)
        if entry is not None:
            event.stop()
            self.app.simulate_key(entry.key)

    def _follow(self, screen: Screen[Any]) -> None:
        if screen is not self.screen:
            return
        entries = bar_of(screen)
        if entries != self._entries:
            self._entries = entries
            self.refresh()


def bar_of(screen: Screen[Any]) -> tuple[KeyBarItem, ...]:
    """Returns what the keys of a screen do now, in its words and in the order of the bar."""
    places = _declared(screen)
    shown = [active for active in screen.active_bindings.values() if _is_shown(active.binding, screen)]

    def place_of(active: ActiveBinding) -> tuple[int, int]:
        place, keys = places.get(active.binding.id or "", (len(places), []))
        return place, keys.index(active.binding.key) if active.binding.key in keys else 0

    shown.sort(key=place_of)
    named: dict[str, KeyBarItem] = {}
    for each in entries_of((_worded(active, screen), _acts(active, screen)) for active in shown):
        named.setdefault(each.label, each)  # two keys may do the same in one state: the first is enough
    return tuple(named.values())


def _acts(active: ActiveBinding, screen: Screen[Any]) -> bool:
    """Returns whether a key does something now, as its widget and the screen have it."""
    id = SUBMIT if active.binding.action == SUBMIT else active.binding.id or ""
    told = (each for each in (active.node, screen) if isinstance(each, Idling))
    return active.enabled and not any(each.is_idle(id) for each in told)


def _is_shown(binding: Binding, screen: Screen[Any]) -> bool:
    return (
        binding.show or binding.action == SUBMIT or (isinstance(screen, ModalScreen) and binding.id in WALKS)
    )


def _worded(active: ActiveBinding, screen: Screen[Any]) -> Binding:
    """Returns the binding with what it does now: as the screen says it, else as its widget does."""
    binding = active.binding
    if binding.action == SUBMIT:
        # The line takes Enter; it does what Enter does elsewhere on the screen, if that says nothing else.
        label = _said(screen, SUBMIT) or _own_enter(screen)
        return replace(binding, id=SUBMIT, description=label)
    label = _said(screen, binding.id) or _said(active.node, binding.id)
    return replace(binding, description=label) if label else binding


def _said(node: object, id: str | None) -> str:
    return node.key_label(id or "") if isinstance(node, Labelled) else ""


def _own_enter(screen: Screen[Any]) -> str:
    for each in _own_bindings(screen):
        if each.show and "enter" in each.key.split(","):
            return _said(screen, each.id) or each.description
    return ""


def _own_bindings(node: DOMNode) -> Iterable[Binding]:
    """Yields the bindings that the classes of a node declare, those of its bases first."""
    for each in reversed(type(node).__mro__):
        for binding in vars(each).get("BINDINGS", ()):
            if isinstance(binding, Binding):
                yield binding


def _declared(screen: Screen[Any]) -> dict[str, tuple[int, list[str]]]:
    """Returns the places of bindings in the order of their declaration, with their keys, by their ids.

    The order of active bindings is no help: a keymap moves those that it changes to the end.
    """
    places: dict[str, tuple[int, list[str]]] = {}
    for node in (screen.focused or screen).ancestors_with_self:
        for binding in _own_bindings(node):
            places.setdefault(binding.id or "", (len(places), binding.key.split(",")))
    return places


def entries_of(bindings: Iterable[tuple[Binding, bool]]) -> tuple[KeyBarItem, ...]:
    """Returns one entry for each action, under the first of its keys, in the order of the bar."""
    entries: dict[str, KeyBarItem] = {}
    for binding, enabled in bindings:
        if binding.action not in entries and binding.description:
            entries[binding.action] = KeyBarItem(binding.key, binding.description, enabled, binding.id or "")
    return tuple(sorted(entries.values(), key=_rank))


def _rank(entry: KeyBarItem) -> int:
    """Returns the place of an entry: Enter first, the way out after what can be done, common keys last."""
    if entry.id in LAST:
        return 4 + LAST.index(entry.id)
    if entry.key in ("enter", "escape"):
        return 0 if entry.key == "enter" else 3
    return 2 if entry.id in WALKS else 1


def fitting(entries: Sequence[KeyBarItem], width: int) -> list[KeyBarItem]:
    """Returns the entries that fit: the last ones are left out first, but for the ways out and help."""
    chosen = list(entries)
    while chosen and sum(entry.width for entry in chosen) - 2 > width:
        loose = [entry for entry in chosen if entry.id not in KEPT and entry.key != "escape"]
        chosen.remove(loose[-1] if loose else chosen[-1])
    return chosen


def spans_of(entries: Iterable[KeyBarItem]) -> Iterable[Span]:
    """Yields the keys, which stand out, and what they do."""
    for entry in entries:
        yield key_name(entry.key), "accent bold" if entry.enabled else "faint"
        yield f" {entry.label}  ", "muted" if entry.enabled else "faint"


def entry_at(entries: Iterable[KeyBarItem], x: int) -> KeyBarItem | None:
    """Returns the entry at a cell of the row; None between two of them."""
    at = 0
    for entry in entries:
        if at <= x < at + entry.width - 2:
            return entry
        at += entry.width
    return None


def key_name(key: str) -> str:
    """Returns the name of a key as people know it."""
    if key.startswith("upper_"):
        return key.removeprefix("upper_").upper()
    if _FUNCTION.fullmatch(key):
        return key.upper()
    return _KEYS.get(key, key)
