"""The one thing to do now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from textual import events
from textual.binding import Binding
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive

from coach.widgets.base.cell_widget import CellWidget, Span


class ActionButton(CellWidget, can_focus=True):
    """A button of one row, as `[ Start ]  Enter`; the only accented thing of a screen.

    The brackets keep it a button without colour; with the focus it stands reversed and names its key.
    """

    DEFAULT_CSS = """
    ActionButton { width: auto; height: 1; }
    """

    BINDINGS = [
        Binding("enter,space", "press", "Press", id="press", tooltip="Do the thing in brackets", show=False),
    ]

    label: reactive[str] = reactive("", layout=True)
    """What it does, in one or two words."""

    @dataclass
    class Pressed(Message):
        """Enter, Space or a click."""

        button: ActionButton

        @property
        def control(self) -> ActionButton:
            """The button."""
            return self.button

    def __init__(
        self, label: str, *, id: str | None = None, classes: str | None = None, disabled: bool = False
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.set_reactive(ActionButton.label, label)
        self.disabled = disabled

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """Returns the label, its brackets, and the name of the key."""
        return len(self.label) + len("[  ]  Enter")

    def row(self, y: int) -> Iterable[Span]:
        """Returns the one row."""
        if self.disabled:
            return [(f"[ {self.label} ]", "faint")]
        if self.has_focus:
            return [(f"[ {self.label} ]", "accent bold reverse"), ("  Enter", "muted")]
        return [(f"[ {self.label} ]", "accent bold")]

    def on_focus(self) -> None:
        """It stands out."""
        self.refresh()

    def on_blur(self) -> None:
        """It steps back."""
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """A click presses."""
        event.stop()
        self.action_press()

    def action_press(self) -> None:
        """Press it."""
        self.post_message(self.Pressed(self))
