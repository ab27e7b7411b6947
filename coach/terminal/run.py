"""Runs an app in the terminal, and returns the status that it leaves."""

from __future__ import annotations

import os
import sys
from contextlib import nullcontext, suppress
from typing import TYPE_CHECKING, Any, Final

from coach.terminal.diff_app import DiffApp
from coach.terminal.fault_report import FaultReportingApp
from coach.terminal.textual_private.names import LEAVING
from coach.text.clean import brief

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from textual.app import App
    from textual.driver import Driver

_LONGEST: Final = 1000
"""Most characters of the last words."""


def driver_class() -> type[Driver] | None:
    """Returns the coach's driver; None, for Textual's own, where Textual is another than it was made for."""
    if not LEAVING.holds:
        return None
    from coach.terminal.driver import CoachDriver

    return CoachDriver


def run(app: App[Any], last_words: Callable[[], str] = lambda: "") -> int:
    """Runs an app that draws with `CoachDriver`, or with Textual's own driver, until it ends.

    Once the terminal is given back, standard error gets what is to be said of a fault, and the line that
    `last_words` returns, unless that is empty.

    Returns:
        The status that the process is to end with: 0 after the user quit, 1 after an error in the app, 129
        after a lost terminal, 130 after SIGINT, 143 after SIGTERM, or a status that the app itself chose.
    """
    shown = app.shown if isinstance(app, DiffApp) else None
    if shown is not None and not LEAVING.holds:
        shown.give_back()  # Textual's own driver cannot go on from it
    with nullcontext() if LEAVING.holds else _guard(app):
        app.run()
    if shown is not None:
        shown.give_back()  # where the driver never got as far as taking it over
    with suppress(OSError):
        if isinstance(app, FaultReportingApp):
            sys.stderr.write(app.report_fault())
        if words := last_words():
            sys.stderr.write(f"{brief(words, _LONGEST)}\n")
    _discard_output()
    return app.return_code or 0


def _guard(app: App[Any]) -> AbstractContextManager[object]:
    from coach.terminal.stock_guard import StockGuard

    return StockGuard(app)


def _discard_output() -> None:
    """Drops what cannot be written to a lost terminal; otherwise Python would end with 120."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            try:
                stream.flush()
            except OSError:
                nowhere = os.open(os.devnull, os.O_WRONLY)
                os.dup2(nowhere, stream.fileno())
                os.close(nowhere)
