"""Gives the terminal back where Textual's own driver draws: after a signal, and after an error."""

from __future__ import annotations

import contextlib
import os
import signal
import termios
import threading
from functools import partial
from typing import TYPE_CHECKING, Any, Self

from coach.terminal.diff_app import DiffApp
from coach.terminal.output import LATE_ANSWERS_OFF, RESTORE, Output
from coach.terminal.shutdown import HANGUP, Shutdown

if TYPE_CHECKING:
    from types import TracebackType

    from textual.app import App

_INPUT = 0
_DRAWN_ON = 2
"""The descriptors that Textual reads from and draws on."""


class StockGuard:
    """A context in which an app may run with any driver: it needs nothing of Textual but `App.exit`."""

    def __init__(self, app: App[Any]) -> None:
        """Touches nothing yet."""
        self._app = app
        self._output = Output(_DRAWN_ON, lambda: self._shutdown.request(HANGUP))
        self._settings = _settings()
        self._shutdown = Shutdown(self._leave, self._restore_by_force, die=self._die)

    def __enter__(self) -> Self:
        self._shutdown.watch()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        if error is not None:
            self._restore()
        else:
            self._output.write(LATE_ANSWERS_OFF)
            self._output.flush()
        self._shutdown.close()

    def _leave(self, status: int) -> None:
        loop = self._app.event_loop if isinstance(self._app, DiffApp) else None
        if loop is not None:
            with contextlib.suppress(RuntimeError):  # the loop is closed if the app has ended already
                loop.call_soon_threadsafe(partial(self._app.exit, return_code=status))

    def _restore(self) -> None:
        if self._settings is not None:
            with contextlib.suppress(termios.error):
                termios.tcsetattr(_INPUT, termios.TCSANOW, self._settings)
            self._output.write_last(RESTORE)

    def _restore_by_force(self) -> None:
        _silence()
        self._restore()

    def _die(self, status: int) -> None:
        if isinstance(self._app, DiffApp):
            self._app.at_forced_end()
        os._exit(self._app.return_code or status)


def _silence() -> None:
    """Makes what Textual still writes go nowhere, and ends a write that waits: none of ours would pass it."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), _DRAWN_ON)
    for thread in threading.enumerate():
        if thread.ident is not None and thread is not threading.current_thread():
            signal.pthread_kill(thread.ident, signal.SIGTERM)


def _settings() -> list[Any] | None:
    """Returns the settings of the terminal; None if there is none."""
    try:
        return termios.tcgetattr(_INPUT)
    except termios.error:
        return None
