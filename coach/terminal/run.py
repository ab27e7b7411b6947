"""Runs an app in the terminal, and returns the status that it leaves."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

from coach.text.clean import brief

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import App

_LONGEST: Final = 1000
"""Most characters of the last words."""


def run(app: App[Any], last_words: Callable[[], str] = lambda: "") -> int:
    """Runs an app that draws with `CoachDriver` until it ends.

    Once the terminal is given back, `last_words` returns a line for standard error, or an empty text.

    Returns:
        The status that the process is to end with: 0 after the user quit, 1 after an error in the app, 129
        after a lost terminal, 130 after SIGINT, 143 after SIGTERM, or a status that the app itself chose.
    """
    app.run()
    if words := last_words():
        with suppress(OSError):
            sys.stderr.write(f"{brief(words, _LONGEST)}\n")
    _discard_output()
    return app.return_code or 0


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


def emit(app: App[Any], sequence: str) -> None:
    """Writes an alarm or a title to the app's terminal; does nothing without one, as in most tests."""
    # Textual offers no public way; its own `App.bell` does the same.
    driver = app._driver
    if driver is not None and not driver.is_headless and sequence:
        driver.write(sequence)
