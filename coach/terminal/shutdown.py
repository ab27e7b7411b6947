"""Ends the app at a signal, or when its terminal is gone."""

from __future__ import annotations

import os
import signal
import threading
from queue import SimpleQueue
from time import sleep
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from types import FrameType

HANGUP: Final = 128 + signal.SIGHUP
"""The status after a lost terminal, 129, as a shell reports a program that SIGHUP ended."""

GRACE_S: Final = 1.2
"""Seconds that the app has for an orderly end; with all that follows, less than two pass."""

_SIGNALS = (signal.SIGHUP, signal.SIGINT, signal.SIGTERM)


class Shutdown:
    """Ends the app in an orderly way, and by force if that takes too long.

    Signals are handled by `signal.signal`, since the handlers of an event loop do not run while it waits for
    a terminal that no longer reads. A handler does one thing that is safe at any moment, a put on a
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
        """Prepares the end; no signal is handled before `watch`.

        Args:
            leave: asks the app to end with a status; called from another thread.
            restore: gives the terminal back without the app's help; called from another thread.
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

    def watch(self, found: Mapping[int, Any] | None = None) -> None:
        """Handles the signals, except those that the process was started to ignore, and starts the thread.

        `found` has the handlers, by number, that `close` is to restore in place of the present ones.
        """
        # Under nohup, for one, a process is to survive SIGHUP.
        for number in _SIGNALS:
            if signal.getsignal(number) is not signal.SIG_IGN:
                before = signal.signal(number, self._on_signal)
                self._previous[number] = (found or {}).get(number, before)
        self._thread.start()

    def request(self, status: int) -> None:
        """Ends the app with a status; the first request counts. It may be called anywhere, at any moment."""
        self._requested = True
        self._requests.put(status)

    def close(self) -> None:
        """Restores the handlers of signals, and ends the thread unless an end was requested.

        Once an end was requested, signals are ignored: a shell sends SIGHUP after the kernel has, and a
        second one would end the process before its last words, and with another status.
        """
        # By now the thread is restoring the terminal and ends the process: it must not be cut off half-way.
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
        # If the app ends in time, the process is gone before this returns: the thread does not hold it up.
        sleep(self._grace)
        self._forcing = True
        self._restore()
        self._die(status)
