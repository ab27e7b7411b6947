"""A choice of one among a few options."""

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
    """The character that chooses it; if it is empty, its place, counted from 1."""
    under: bool = False
    """In a checklist: whether it belongs to the line above, is indented, and has no key of its own."""


class Choice(AnswerRow):
    """A row with a few answers, of which one or none is chosen; each is named with its key."""

    value: reactive[str | None] = reactive(None)
    """The value of the chosen option."""

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
        """Chooses an option, or none."""
        self.value = None if place is None else self.options[place].value

    def watch_value(self, value: str | None) -> None:
        """Tells the screen."""
        if self.is_mounted:
            self.post_message(self.Changed(self, value))

    def on_key(self, event: events.Key) -> None:
        """Chooses the option of a key."""
        for place, option in enumerate(self.options, 1):
            if event.character == (option.key or str(place)):
                event.stop()
                event.prevent_default()
                self.value = option.value
