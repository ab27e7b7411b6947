"""A line for what someone wants to remember."""

from __future__ import annotations

from textual.widgets import Input

from coach.text.clean import clean

LONGEST = 500
"""Characters."""


class NoteInput(Input):
    """An input whose cursor stands still, and that takes no character which would command a terminal."""

    def __init__(self, *, placeholder: str = "", id: str | None = None, classes: str | None = None) -> None:
        super().__init__(
            placeholder=placeholder, max_length=LONGEST, select_on_focus=False, id=id, classes=classes
        )
        self.cursor_blink = False

    def validate_value(self, value: str) -> str:
        """Returns what was pasted, as it can be shown."""
        return clean(value)
