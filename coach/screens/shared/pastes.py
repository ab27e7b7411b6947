"""Pastes: cut to what fits the field that they go to."""

from __future__ import annotations

from textual.events import Paste
from textual.widget import Widget

LONGEST_SEARCH = 200
"""The most letters of a paste into a line without a limit of its own, which is that of the palette."""


def fitted_paste(focused: Widget | None, event: Paste) -> tuple[Paste, str]:
    """Returns the part of a paste that fits the focused field, and a message about the rest, if any."""
    from textual.widgets import Input

    from coach.widgets.forms.pasting import fitted

    if not isinstance(focused, Input):
        return event, ""
    longest = focused.max_length or LONGEST_SEARCH
    room = longest - len(focused.value) + len(focused.selected_text)
    text, message = fitted(event.text, room, longest)
    return Paste(text), message
