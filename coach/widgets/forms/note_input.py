"""An input for a note."""

from __future__ import annotations

from textual.widgets import Input

from coach.text.clean import clean

LONGEST = 500
"""Most characters of a note."""


class NoteInput(Input):
    """An input whose cursor does not blink, and which takes no control characters."""

    def __init__(self, *, placeholder: str = "", id: str | None = None, classes: str | None = None) -> None:
        super().__init__(
            placeholder=placeholder, max_length=LONGEST, select_on_focus=False, id=id, classes=classes
        )
        self.cursor_blink = False

    def validate_value(self, value: str) -> str:
        """Returns what was pasted, cleaned and on one line."""
        return clean(value)
