"""The app on a made-up file: marked as a demo, with nothing kept of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from coach.app import LOCK_WAIT_S, CoachApp
from coach.clock import Clock
from coach.context import AppContext
from coach.store import Store
from coach.terminal.capabilities import Capabilities
from coach.terminal.held_keys import HOLD_S
from coach.terminal.notifications import emit
from coach.terminal.run import run as run_app
from coach.terminal.title import window_title


class DemoApp(CoachApp):
    """The coach on a made-up file. The bars of its screens say so by themselves, by the context."""

    TITLE = "coach demo"

    def on_mount(self) -> None:
        """Names the window; the coach itself does that only during a session."""
        emit(self, window_title(self.title))

    @property
    def fault_folder(self) -> Path | None:
        """None: a demo leaves no details of a fault behind, but shows them."""
        return None


def run(path: Path, clock: Clock, traits: Capabilities, at_forced_end: Callable[[], object]) -> int:
    """Opens the coach on a made-up file until the user leaves; returns the exit status of the process.

    No picture is painted of it. `at_forced_end` is called where the process is ended by force, after which
    whoever called this gets no turn any more.
    """
    context = AppContext(Store(path, clock, LOCK_WAIT_S), clock, is_demo=True)
    app = DemoApp(context, traits, hold_s=HOLD_S)
    app.at_forced_end = at_forced_end
    return run_app(app)
