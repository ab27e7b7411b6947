"""An app for which a mouse that is let go elsewhere than it was pressed has not clicked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.app import App
from textual.errors import NoWidget
from textual.events import Event, MouseDown, MouseUp
from textual.geometry import Offset

if TYPE_CHECKING:
    from textual.geometry import Region
    from textual.widget import Widget

_SHAKE: Final = 1
"""Columns by which a finger on a trackpad may slip in a click."""


class ClickingApp(App[None]):
    """An app that makes a click of a press alone.

    Textual makes one wherever both ends of a drag are in the same widget, and takes the second end: a drag
    along the bar of keys, from Help to Finish, would finish a session.
    """

    _pressed_at: Offset | None = None
    _was_dragged = False

    async def on_event(self, event: Event) -> None:
        """Notes where the mouse was pressed, and whether it was let go there."""
        if isinstance(event, MouseDown) and not event.is_forwarded:
            self._pressed_at = event.screen_offset
        if isinstance(event, MouseUp) and not event.is_forwarded:
            self._was_dragged = not _is_near(self._pressed_at, event.screen_offset)
        try:
            await super().on_event(event)
        finally:
            self._was_dragged = False

    def get_widget_at(self, x: int, y: int) -> tuple[Widget, Region]:
        """Returns the widget at a place; none for the end of a drag, which is asked for to make a click."""
        if self._was_dragged:
            raise NoWidget
        return super().get_widget_at(x, y)


def _is_near(one: Offset | None, other: Offset) -> bool:
    return one is not None and one.y == other.y and abs(one.x - other.x) <= _SHAKE
