"""The ways out of the app that the user does not choose: a signal, or a terminal that is gone."""

from __future__ import annotations

import os
import signal
import threading
from queue import SimpleQueue
from time import sleep
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

HANGUP: Final = 128 + signal.SIGHUP
"""The status after a lost terminal, 129, as a shell reports a program that SIGHUP ended."""

GRACE_S: Final = 1.2
"""Seconds that the app has for an orderly end; with the rest of the way out it stays below two."""

_SIGNALS = (signal.SIGHUP, signal.SIGINT, signal.SIGTERM)


class Shutdown:
    """Ends the app in order, and by force where that takes too long.

    Signals are taken by `signal.signal` handlers, for those of an event loop do not run while it waits for a
    terminal that no longer reads. A handler does one thing that is safe at any moment, a put on a
    `SimpleQueue`; all else is done by a thread that sleeps until then.
    """

    def __init__(
        self,
        leave: Callable[[int], object],
        restore: Callable[[], object],
        *,
        grace: float = GRACE_S,
        die: Callable[[int], object] = os._exit,
    ) -> None:
        """Nothing is watched before `watch`.

        Args:
            leave: asks the app to end with a status; called from another thread.
            restore: puts the terminal back without the app's help; called from another thread.
            grace: seconds between the two.
            die: ends the process with a status, at once.
        """
        self._leave = leave
        self._restore = restore
        self._grace = grace
        self._die = die
        self._requests: SimpleQueue[int | None] = SimpleQueue()
        self._previous: dict[signal.Signals, Any] = {}
        self._requested = False
        self._forcing = False
        self._thread = threading.Thread(target=self._run, name="coach-shutdown", daemon=True)

    def watch(self) -> None:
        """Takes the signals, except those that the process was told to ignore, and starts the keeper."""
        for number in _SIGNALS:
            if signal.getsignal(number) is not signal.SIG_IGN:
                self._previous[number] = signal.signal(number, self._on_signal)
        self._thread.start()

    def request(self, status: int) -> None:
        """Ends the app with `status`; the first request counts. May be called from anywhere, at any moment."""
        self._requested = True
        self._requests.put(status)

    def close(self) -> None:
        """Gives the signals back and lets the keeper go, unless the end was ordered: then it sees to it.

        Where it has lost patience already, this does not return, so that it is not cut off half-way. Once the
        end was ordered, signals are ignored until it: a shell sends SIGHUP after the kernel has, and a second
        one would end the process before its last words, and with another status.
        """
        if self._forcing:
            self._thread.join()
        for number, before in self._previous.items():
            signal.signal(number, signal.SIG_IGN if self._requested else before)
        self._previous.clear()
        self._requests.put(None)

    def _on_signal(self, number: int, _frame: FrameType | None) -> None:
        self.request(128 + number)

    def _run(self) -> None:
        status = self._requests.get()
        if status is None:
            return
        self._leave(status)
        sleep(self._grace)
        self._forcing = True
        self._restore()
        self._die(status)
