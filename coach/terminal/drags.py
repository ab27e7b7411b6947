"""An app for which a click is a press in one place, meant for what was there to be seen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from textual.app import App
from textual.errors import NoWidget
from textual.events import Event, MouseDown, MouseUp
from textual.geometry import Offset

if TYPE_CHECKING:
    from textual.geometry import Region
    from textual.screen import Screen
    from textual.widget import Widget

_SHAKE: Final = 1
"""Columns by which a finger on a trackpad may slip in a click."""


class ClickingApp(App[None]):
    """An app that makes a click of a press alone, and of a double click on a key that opens something one.

    Textual makes a click wherever both ends of a drag are in the same widget, and takes the second end: a
    drag along the bar of keys, from Help to Finish, would finish a session. The second click of a double one
    would press whatever the dialog that the first one opened has in that place.
    """

    _pressed_at: Offset | None = None
    _pressed_s = 0.0
    _pressed_on: Screen[Any] | None = None
    _is_second = False
    _is_no_click = False

    async def on_event(self, event: Event) -> None:
        """Notes where the mouse was pressed and what was shown there, and whether it was let go there."""
        if isinstance(event, MouseDown) and not event.is_forwarded:
            self._note_press(event)
        if isinstance(event, MouseUp) and not event.is_forwarded:
            self._is_no_click = self._is_second or not _is_near(self._pressed_at, event.screen_offset)
        try:
            await super().on_event(event)
        finally:
            self._is_no_click = False

    def simulate_key(self, key: str) -> None:
        """Presses a key for a widget that was clicked, as if it had been typed.

        Sent by the widget itself, it would come no further than to that widget if what has the focus lies in
        it: Textual lets a message end at its sender.
        """
        self.call_later(super().simulate_key, key)

    def _note_press(self, event: MouseDown) -> None:
        is_soon = event.time - self._pressed_s <= self.CLICK_CHAIN_TIME_THRESHOLD
        is_same = is_soon and _is_near(self._pressed_at, event.screen_offset)
        self._is_second = is_same and self.screen is not self._pressed_on
        self._pressed_at, self._pressed_s = event.screen_offset, event.time
        if not self._is_second:
            self._pressed_on = self.screen

    def get_widget_at(self, x: int, y: int) -> tuple[Widget, Region]:
        """Returns the widget at a place; none where it is asked for to make a click of what is none."""
        if self._is_no_click:
            raise NoWidget
        return super().get_widget_at(x, y)


def _is_near(one: Offset | None, other: Offset) -> bool:
    return one is not None and one.y == other.y and abs(one.x - other.x) <= _SHAKE
