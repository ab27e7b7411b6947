"""A countdown of 25 minutes as Textual's own widgets show it: Digits and a ProgressBar."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import Digits, ProgressBar

WHOLE_S = 1500


class Countdown(App[None]):
    def __init__(self) -> None:
        super().__init__()
        self.left = WHOLE_S

    def compose(self) -> ComposeResult:
        yield Digits("25:00")
        yield ProgressBar(total=WHOLE_S)

    def on_mount(self) -> None:
        self.set_interval(1, self.count)

    def count(self) -> None:
        self.left -= 1
        self.query_one(Digits).update(f"{self.left // 60:02}:{self.left % 60:02}")
        self.query_one(ProgressBar).advance(1)


if __name__ == "__main__":
    Countdown().run()
