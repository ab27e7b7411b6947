"""The keys that work on every screen: the digits of the six screens, help, commands, undo and quitting."""

from __future__ import annotations

from textual.binding import Binding

from coach.widgets.chrome.top_bar import SCREENS

GO = [
    Binding(
        str(n), f"go('{name.lower()}')", name, id=f"go-{name.lower()}", tooltip=f"Go to {name}", show=False
    )
    for n, name in enumerate(SCREENS, 1)
]
"""The six screens by their digits."""

COMMON = [
    Binding("question_mark", "help", "Help", id="help", tooltip="Every key of this screen, and what it does"),
    Binding("colon", "commands", "Commands", id="commands", tooltip="Find a command by its name"),
    Binding("q", "leave", "Quit", id="quit", tooltip="Close the coach; everything is saved already"),
    Binding(
        "ctrl+q,ctrl+c", "leave", "Quit", id="quit-at-once", tooltip="The same", show=False, priority=True
    ),
    Binding("u", "undo", "Undo", id="undo", tooltip="Undo the last change", show=False),
    Binding("ctrl+r", "redo", "Redo", id="redo", tooltip="Take back the last undo", show=False),
    Binding(
        "ctrl+l", "redraw", "Redraw", id="redraw", tooltip="Draw the screen anew, if it got torn", show=False
    ),
]
