"""The line above the keys that says what has just happened."""

from __future__ import annotations

from textual.timer import Timer

from coach.widgets.chrome.plain_text import PlainText

MESSAGE_S = 5.0
"""Seconds that a message stays; one of several rows has as long for each of them."""

ROW = 78
"""Letters that count as a row, however wide the window is."""


class MessageLine(PlainText):
    """A message over the last row of the page: it goes by itself, and the keys below it stay in sight.

    It lies on a layer of its own, so that nothing is laid out again when it comes and goes.
    """

    DEFAULT_CSS = """
    MessageLine {
        display: none; layer: message; dock: bottom; height: auto; max-height: 100%; margin-bottom: 1;
        padding: 0 1; background: $panel;
    }
    """

    _timer: Timer | None = None

    def show(self, text: str, *, stays: bool = False) -> None:
        """Shows a text, and takes it away after a while unless it `stays`; an empty one just goes."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        if text != self.text:
            self.text = text
        self.display = bool(text)
        if text and not stays:
            self._timer = self.set_timer(MESSAGE_S * -(-len(text) // ROW), self.clear)

    def clear(self) -> None:
        """Takes the message away."""
        self.show("")
