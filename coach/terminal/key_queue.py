"""Keys that come at once, as over a slow line, in the order in which they were pressed."""

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
"""How often one looks, while keys wait, whether the widget of the present one is still there."""
_MOST_CHECKS: Final = 20
"""After how many of them the key counts as done all the same."""


_TRIPS: Final = 3
"""How often the way up is gone after a key: for the key, for a message of the widget that it was for, and for
one of the screen that this has led to."""


_INTERRUPT: Final = "ctrl+c"
"""The key that does not wait for its turn, as in a shell."""
_KEPT_AT_INTERRUPT: Final = 16
"""Keys that are done before it all the same: answers typed right before one leaves, not the flood to stop."""


class KeyDone(Message):
    """Takes the way of the key before it, from its widget up to the app, and so arrives there after it."""


class KeyQueue:
    """Lets one key be done before the next is handed out.

    Textual hands each key to the widget with the focus at once. What that takes itself, as an input takes
    letters, is done there; what is a binding comes back to the app first. So of `x`, backspace, `y` in one
    read the `y` is done before the backspace, and a key behind one that opens a question goes to the screen
    beneath.
    """

    def __init__(self, app: App[Any], handle: Callable[[Event], Awaitable[None]]) -> None:
        """`handle` is the app's own way to deal with an event."""
        self._app = app
        self._handle = handle
        self._waiting: deque[Key | Paste] = deque()
        self._trips_left = 0
        self._target_on_way: MessagePump | None = None
        self._timer: Timer | None = None
        self._checks = 0

    async def take(self, event: Event) -> None:
        """Deals with an event; a key waits for its turn, and so does a paste."""
        if isinstance(event, InputEvent) and not self._app.screen_stack:
            return  # the app is closing, and there is no screen any more that it could be for
        if not isinstance(event, Key | Paste) or event.is_forwarded:
            await self._handle(event)
            return
        if isinstance(event, Key) and event.key == _INTERRUPT and len(self._waiting) > _KEPT_AT_INTERRUPT:
            # What was typed before is dropped: none of it may answer the question that this one asks. The one
            # key that is on its way comes first, or it would arrive under that question.
            self._waiting.clear()
        self._waiting.append(event)
        if not self._trips_left or self._is_lost():
            await self._next()
        else:
            self._start_timer()

    async def done(self) -> None:
        """What the key was has come back; so may what it has led to, with a few rounds more."""
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
        """Returns whether what was sent up cannot arrive any more, for where it started from is gone."""
        return self._target_on_way is None or not (
            self._target_on_way.is_running and self._target_on_way.is_attached
        )

    def _target(self) -> MessagePump:
        return self._app.focused or self._app.screen

    def _send(self, target: MessagePump) -> bool:
        self._target_on_way = target
        return target.post_message(KeyDone())
