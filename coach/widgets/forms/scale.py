"""A scale from 0 to 10."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.message import Message
from textual.reactive import reactive

from coach.widgets.forms.answer_row import AnswerRow

TOP = 10
"""The highest answer."""


class Scale(AnswerRow):
    """A row with the answers from 0 to 10, of which one or none is chosen.

    A digit answers; `-` is 10, and so is a 0 typed right after a 1. The arrows go on from there, and
    Backspace takes the answer back.
    """

    value: reactive[int | None] = reactive(None)
    """The answer, 0 to 10; None while there is none."""

    @dataclass
    class Changed(Message):
        """The answer changed."""

        scale: Scale
        value: int | None

        @property
        def control(self) -> Scale:
            """The scale."""
            return self.scale

    def __init__(
        self, low: str = "", high: str = "", *, id: str | None = None, classes: str | None = None
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.low = low
        self.high = high
        self._typed_one = False

    def cells(self) -> Sequence[tuple[str, bool]]:
        """Returns the numbers."""
        return [(str(number), number == self.value) for number in range(TOP + 1)]

    def ends(self) -> tuple[str, str]:
        """Returns the meanings of 0 and 10."""
        return self.low, self.high

    def choose(self, place: int | None) -> None:
        """Chooses a number, or none."""
        self.value = place

    def watch_value(self, value: int | None) -> None:
        """Tells the screen."""
        if self.is_mounted:
            self.post_message(self.Changed(self, value))

    def on_key(self, event: events.Key) -> None:
        """Chooses the number of a digit."""
        char = event.character or ""
        answer = TOP if char == "-" or (char == "0" and self._typed_one and self.value == 1) else None
        if answer is None and len(char) == 1 and char in "0123456789":
            answer = int(char)
        self._typed_one = char == "1"
        if answer is not None:
            event.stop()
            event.prevent_default()
            self.value = answer
