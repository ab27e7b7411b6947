"""A queue of keys, so that those that come at once act in the order in which they were pressed."""

from __future__ import annotations

from collections import deque
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any, Final

from textual.events import Event, InputEvent, Key, Paste
from textual.message import Message

if TYPE_CHECKING:
    from textual.app import App
    from textual.message_pump import MessagePump
    from textual.timer import Timer

_CHECK_S: Final = 0.05
"""Seconds between two checks, while keys wait, of whether the present key's widget is still there."""
_MOST_CHECKS: Final = 20
"""Checks after which the key counts as done in any case."""


_TRIPS: Final = 3
"""Markers that are sent up one after the other for each key: behind the key itself, behind a message that its
widget posts, and behind one that the screen posts in turn."""


_INTERRUPT: Final = "ctrl+c"
"""The key that drops the keys waiting before it, if there are more than 16 of them."""
_KEPT_AT_INTERRUPT: Final = 16
"""So many waiting keys still come before it: answers typed just before leaving, but no flood of keys."""


class KeyDone(Message):
    """A marker that follows a key from its widget up to the app, and so arrives after it."""


class KeyQueue:
    """A queue that hands out a key once the one before it is done.

    Textual hands each key to the widget with the focus at once. A key that the widget takes itself, as an
    input takes letters, is done there; a key with a binding comes back to the app first. So of `x`,
    Backspace, `y` in one read the `y` would be done before the Backspace, and a key behind one that opens a
    question would go to the screen below the question.
    """

    def __init__(self, app: App[Any], handle: Callable[[Event], Awaitable[None]]) -> None:
        """Takes the app, and its own method that handles an event."""
        self._app = app
        self._handle = handle
        self._waiting: deque[Key | Paste] = deque()
        self._trips_left = 0
        self._target_on_way: MessagePump | None = None
        self._timer: Timer | None = None
        self._checks = 0

    async def take(self, event: Event) -> None:
        """Handles an event; a key waits for its turn, and so does a paste."""
        if isinstance(event, InputEvent | Paste) and not self._app.screen_stack:
            return  # the app is closing, and there is no screen any more that it could be for
        if not isinstance(event, Key | Paste) or event.is_forwarded:
            await self._handle(event)
            return
        if isinstance(event, Key) and event.key == _INTERRUPT and len(self._waiting) > _KEPT_AT_INTERRUPT:
            # The keys before it are dropped, so that none of them answers the question that this one asks.
            # The one key that is on its way still comes first, or it would arrive while the question is open.
            self._waiting.clear()
        self._waiting.append(event)
        if not self._trips_left or self._is_lost():
            # Nothing is on its way that could wake the queue.
            await self._next()
        else:
            self._start_timer()

    async def done(self) -> None:
        """Follows up a marker that has come back: with the next one, or with the next key after the last."""
        self._trips_left = max(0, self._trips_left - 1) if self._app.screen_stack else 0
        if not self._trips_left or not self._send(self._target()):
            await self._next()

    async def _next(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        self._trips_left = 0
        await self._dispatch()

    async def _dispatch(self) -> None:
        while self._waiting and not self._trips_left and self._app.screen_stack:
            if self._app.screen.is_mounted:
                target = self._target()
                await self._handle(self._waiting.popleft())
                self._trips_left = _TRIPS if self._send(target) else 0
            else:
                # A key now would miss the new screen. The marker comes back once that is mounted.
                self._trips_left = 1 if self._send(self._app.screen) else 0
                if not self._trips_left:
                    return
        if self._waiting:
            self._start_timer()

    def _start_timer(self) -> None:
        if self._timer is None:
            self._checks = 0
            self._timer = self._app.set_interval(_CHECK_S, self._check)

    async def _check(self) -> None:
        self._checks += 1
        if self._is_lost() or self._checks >= _MOST_CHECKS:
            await self._next()

    def _is_lost(self) -> bool:
        """Returns whether the marker can no longer arrive, since the widget that it was sent to is gone."""
        return self._target_on_way is None or not (
            self._target_on_way.is_running and self._target_on_way.is_attached
        )

    def _target(self) -> MessagePump:
        return self._app.focused or self._app.screen

    def _send(self, target: MessagePump) -> bool:
        self._target_on_way = target
        return target.post_message(KeyDone())
