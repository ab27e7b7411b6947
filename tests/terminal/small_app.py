"""The smallest app that has all that the driver deals with: colours, an input, a tick, a way to stall."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.widgets import Input, Static

from coach.terminal.driver import CoachDriver
from coach.terminal.notifications import alarm, emit
from coach.terminal.run import run
from coach.terminal.title import window_title


class SmallApp(App[None]):
    """Says what it is told; `flood` keeps it writing more than a stalled terminal takes."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("q", "quit", "Quit"),
        ("a", "alarm", "Alarm"),
        ("f", "flood", "Flood"),
    ]

    def __init__(self, left: Path) -> None:
        """`left` is a file that is made when the app has ended in order."""
        super().__init__(driver_class=CoachDriver)
        self.left = left

    def compose(self) -> ComposeResult:
        yield Static("ready", id="said")
        yield Input(id="line", disabled=True)

    def on_key(self, event: object) -> None:
        key = getattr(event, "key", "")
        if key not in {"q", "a", "f"}:
            self.query_one("#said", Static).update(f"key {key}")

    def on_unmount(self) -> None:
        self.left.touch()

    def action_alarm(self) -> None:
        emit(self, window_title("5 min left"))
        emit(self, alarm("coach", "Half of it", bell=True, notify="osc9", environ={}))

    def action_flood(self) -> None:
        self._count = 0
        self.set_interval(0.01, self._flood)

    def _flood(self) -> None:
        self._count += 1
        self.query_one("#said", Static).update(f"{self._count} {'#~'[self._count % 2] * 4000}")


if __name__ == "__main__":
    sys.exit(run(SmallApp(Path(sys.argv[1]))))
