"""The keys that act on one screen, out of all that there are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from textual import actions
from textual.dom import DOMNode
from textual.screen import Screen
from textual.widget import Widget

from coach.screens.shared.key_reference import KeyGroup, KeyLine
from coach.screens.shared.screen_table import EVERYWHERE
from coach.widgets.chrome.action_button import ActionButton

Owners = Mapping[str, DOMNode]
"""The screen and the widgets on it that are in sight, by their classes as `screen_table` names them."""


def owners_on(screen: Screen[Any]) -> Owners:
    """Returns who has keys on a screen, the screen itself first; of widgets of one class the first."""
    owners: dict[str, DOMNode] = {}
    for node in (screen, *screen.walk_children()):
        if all(each.display for each in node.ancestors_with_self if isinstance(each, Widget)):
            for cls in type(node).__mro__:
                owners.setdefault(f"{cls.__module__.removeprefix('coach.')}.{cls.__qualname__}", node)
    return owners


def split(groups: Iterable[KeyGroup], owners: Owners) -> tuple[list[KeyGroup], list[KeyGroup]]:
    """Returns the groups with the keys that act for these owners, and the rest.

    Of the screen's own keys those that do nothing yet head the rest, such as finishing a session before it
    has begun.
    """
    here: list[KeyGroup] = []
    later: list[KeyGroup] = []
    elsewhere: list[KeyGroup] = []
    for group in groups:
        if group.title == EVERYWHERE or any(line.owner in owners for line in group.lines):
            lines = tuple(_as_it_is(line, owners) for line in group.lines if _acts(line, owners))
            waiting = tuple(line for line in group.lines if not _acts(line, owners))
            if lines:
                here.append(KeyGroup(group.title, lines))
            if waiting and group.title != EVERYWHERE:
                later.append(KeyGroup(f"{group.title}, at other times", waiting))
        else:
            elsewhere.append(group)
    return here, [*later, *elsewhere]


def _acts(line: KeyLine, owners: Owners) -> bool:
    """Returns whether the keys do something; those that are dimmed in the bar do, in another state."""
    if not line.owner:
        return True
    node = owners.get(line.owner)
    if node is None:
        return False
    _, name, parameters = actions.parse(line.action)
    return node.check_action(name, parameters) is not False


def _as_it_is(line: KeyLine, owners: Owners) -> KeyLine:
    """Returns the line with the word of the button, if it is about one."""
    node = owners.get(line.owner)
    return replace(line, does=node.label) if isinstance(node, ActionButton) else line
