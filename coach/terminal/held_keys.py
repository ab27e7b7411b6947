"""While a key is held down, what belongs to the cursor is drawn once, a moment after the last key.

A terminal repeats a held key some thirty times a second. The cursor itself moves with each of them, but the
text beside it, which nobody can read so fast, is most of the bytes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.app import App
from textual.events import InputEvent, Key, MouseMove, Paste

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.events import Event
    from textual.timer import Timer
    from textual.widget import Widget

HOLD_S: Final = 0.12
"""Seconds within which a held key comes again, and after which what was put off is drawn."""


class HeldKeys:
    """Knows whether a key is held down, and what was put off meanwhile."""

    def __init__(self, hold_s: float, set_timer: Callable[[float, Callable[[], None]], Timer]) -> None:
        """Puts off nothing where `hold_s` is 0; `set_timer` is that of the app."""
        self._hold_s = hold_s
        self._set_timer = set_timer
        self._key = ""
        self._at = 0.0
        self._is_held = False
        self._waiting: dict[Callable[[], object], Widget] = {}
        self._timer: Timer | None = None

    def heard(self, event: Event) -> None:
        """Notes an event before it acts, and draws what was put off, unless it is the held key once more.

        So no key acts while the text beside the cursor is an old one.
        """
        if not isinstance(event, InputEvent | Paste) or isinstance(event, MouseMove) or event.is_forwarded:
            return  # a key that comes back to the app is not another one
        key = event.key if isinstance(event, Key) else ""
        self._is_held = bool(key) and key == self._key and event.time - self._at < self._hold_s
        self._key, self._at = key, event.time
        if not self._is_held:
            self.draw_now()

    def draw_later(self, widget: Widget, draw: Callable[[], object]) -> None:
        """Calls what a widget draws beside its cursor: at once, or as soon as no key is held any more."""
        if not self._is_held:
            draw()
            return
        self._waiting[draw] = widget
        if self._timer is None:
            self._timer = self._set_timer(self._hold_s, self.draw_now)
        else:
            self._timer.reset()

    def draw_now(self) -> None:
        """Draws what was put off, on the screens that are still there."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        waiting, self._waiting = self._waiting, {}
        for draw, widget in waiting.items():
            if widget.is_attached:
                draw()


class HoldingApp(App[None]):
    """An app in which a held key moves the cursor alone."""

    held_keys: HeldKeys


def after_key(widget: Widget, draw: Callable[[], object]) -> None:
    """Calls what a widget draws beside its cursor: at once after a single key, a moment after a held one."""
    app = widget.app
    if isinstance(app, HoldingApp):
        app.held_keys.draw_later(widget, draw)
    else:
        draw()
