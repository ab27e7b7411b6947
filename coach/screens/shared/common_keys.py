"""The keys that work on every screen: the digits, help, commands, undo and quitting."""

from __future__ import annotations

from textual.binding import Binding

from coach.screens.shared.screen_table import TABS

GO = [
    Binding(str(n), f"go('{tab.name}')", title, id=f"go-{tab.name}", tooltip=f"Go to {title}", show=False)
    for n, (title, tab) in enumerate(TABS.items(), 1)
]
"""The screens by their digits."""

COMMON = [
    Binding("question_mark", "help", "Help", id="help", tooltip="Every key of this screen, and what it does"),
    Binding("colon", "commands", "Commands", id="commands", tooltip="Find anything by its name"),
    Binding("q", "leave", "Quit", id="quit", tooltip="Close the coach; everything is already saved"),
    Binding(
        "ctrl+q,ctrl+c", "leave", "Quit", id="quit-at-once", tooltip="The same", show=False, priority=True
    ),
    Binding("u", "undo", "Undo", id="undo", tooltip="Undo the last change", show=False),
    Binding("ctrl+r", "redo", "Redo", id="redo", tooltip="Redo what was just undone", show=False),
    Binding(
        "ctrl+l",
        "redraw",
        "Redraw",
        id="redraw",
        tooltip="Draw the screen again, if it is garbled",
        show=False,
    ),
]
