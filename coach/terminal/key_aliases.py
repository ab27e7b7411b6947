"""Keys that act as others where they do nothing themselves: capitals as small letters, LF as Enter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from textual.events import Key

if TYPE_CHECKING:
    from textual.app import App

_LINE_FEED: Final = "ctrl+j"


def as_bound(app: App[Any], event: Key) -> Key:
    """Returns the key that an event acts as on the present screen.

    With Caps Lock on every letter is a capital, and some terminals send LF for Enter. A key that is bound
    itself, by the coach or in the user's keymap, stays as it is, and so does one that is typed into a field.
    """
    if event.key == _LINE_FEED:
        other, character = "enter", "\r"
    elif len(event.key) == 1 and event.key.isupper():
        other = character = event.key.lower()
    else:
        return event
    focused = app.focused
    if focused is not None and focused.check_consume_key(event.key, event.character):
        return event
    if event.key in app.active_bindings:
        return event
    return Key(other, character)
