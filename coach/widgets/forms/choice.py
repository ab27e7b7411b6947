"""One of a few, as an answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.message import Message
from textual.reactive import reactive

from coach.widgets.forms.answer_row import AnswerRow


@dataclass(frozen=True, slots=True)
class Option:
    """One answer of a choice."""

    value: str
    label: str
    key: str = ""
    """The character that chooses it; its place, counted from 1, where it is empty."""
    under: bool = False
    """In a list of ticks: whether it belongs to the line above, is indented, and has no key of its own."""


class Choice(AnswerRow):
    """One of a few answers, or none; each is named with the key that chooses it."""

    value: reactive[str | None] = reactive(None)
    """The value of the option chosen."""

    @dataclass
    class Changed(Message):
        """The answer changed."""

        choice: Choice
        value: str | None

        @property
        def control(self) -> Choice:
            """The choice."""
            return self.choice

    def __init__(
        self, options: Sequence[Option], *, id: str | None = None, classes: str | None = None
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.options = tuple(options)

    def cells(self) -> Sequence[tuple[str, bool]]:
        """Returns the options with their keys."""
        return [
            (f"{option.key or place} {option.label}", option.value == self.value)
            for place, option in enumerate(self.options, 1)
        ]

    def choose(self, place: int | None) -> None:
        """Takes an option."""
        self.value = None if place is None else self.options[place].value

    def watch_value(self, value: str | None) -> None:
        """Tells the screen."""
        if self.is_mounted:
            self.post_message(self.Changed(self, value))

    def on_key(self, event: events.Key) -> None:
        """Takes an option's key."""
        for place, option in enumerate(self.options, 1):
            if event.character == (option.key or str(place)):
                event.stop()
                event.prevent_default()
                self.value = option.value
