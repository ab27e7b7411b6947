"""A choice of one among a few numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.message import Message
from textual.reactive import reactive

from coach.widgets.forms.answer_row import AnswerRow


class NumberChoice(AnswerRow):
    """A row with a few numbers; typing the digits of one chooses it, and the arrows go on from there."""

    value: reactive[int | None] = reactive(None)
    """The chosen number."""

    @dataclass
    class Changed(Message):
        """The answer changed."""

        numbers: NumberChoice
        value: int | None

        @property
        def control(self) -> NumberChoice:
            """The row."""
            return self.numbers

    def __init__(self, numbers: Sequence[int], *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.numbers = tuple(numbers)
        self._typed = ""

    def cells(self) -> Sequence[tuple[str, bool]]:
        """Returns the numbers."""
        return [(str(number), number == self.value) for number in self.numbers]

    def choose(self, place: int | None) -> None:
        """Chooses a number; it cannot be taken back."""
        if place is not None:
            self.value = self.numbers[place]

    def watch_value(self, value: int | None) -> None:
        """Tells the screen."""
        if self.is_mounted:
            self.post_message(self.Changed(self, value))

    def on_key(self, event: events.Key) -> None:
        """Takes the digits of a number one after the other."""
        char = event.character or ""
        if len(char) != 1 or char not in "0123456789":
            self._typed = ""
            return
        event.stop()
        event.prevent_default()
        both = self._typed + char
        self._typed = both if any(str(number).startswith(both) for number in self.numbers) else char
        if self._typed in map(str, self.numbers):
            self.value = int(self._typed)
            self._typed = ""
