"""An app that writes down every key and paste that reaches it, one a line: `recorder.py FILE`."""

from __future__ import annotations

import sys
from pathlib import Path

from textual.app import App, ComposeResult
from textual.events import Click, Key, Paste
from textual.widgets import Static

from coach.terminal.driver import CoachDriver
from coach.terminal.run import run


class Recorder(App[None]):
    """Ends with ctrl+q, as every Textual app does."""

    def __init__(self, file: Path) -> None:
        super().__init__(driver_class=CoachDriver)
        self._record = file.open("a", encoding="utf-8", buffering=1)

    def compose(self) -> ComposeResult:
        yield Static("ready")

    def on_key(self, event: Key) -> None:
        self._record.write(f"{event.key}\n")

    def on_paste(self, event: Paste) -> None:
        self._record.write(f"paste {event.text!r}\n")

    def on_click(self, event: Click) -> None:
        self._record.write(f"click {event.x} {event.y}\n")


if __name__ == "__main__":
    sys.exit(run(Recorder(Path(sys.argv[1]))))
