"""The button for the one thing to do now."""

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
    """A button in one row, as in `[ Start ]  Enter`; the only thing of a screen in the accent colour.

    The brackets make it a button even without colour; with the focus it is reversed and names its key.
    """

    DEFAULT_CSS = """
    ActionButton { width: auto; height: 1; }
    """

    BINDINGS = [
        Binding("enter,space", "press", "Press", id="press", tooltip="Press the button"),
    ]

    label: reactive[str] = reactive("", layout=True)
    """The words for what it does, one or two."""

    @dataclass
    class Pressed(Message):
        """The button was pressed, by Enter, Space or a click."""

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
        """Returns the cells of the label, its brackets, and the name of the key."""
        return len(self.label) + len("[  ]  Enter")

    def row(self, y: int) -> Iterable[Span]:
        """Returns the one row."""
        if self.disabled:
            return [(f"[ {self.label} ]", "faint")]
        if self.has_focus:
            return [(f"[ {self.label} ]", "accent bold reverse"), ("  Enter", "muted")]
        return [(f"[ {self.label} ]", "accent bold")]

    def key_label(self, id: str) -> str:
        """Returns what Enter does: what the button says."""
        return self.label

    def watch_label(self) -> None:
        """Tells the bar of keys, which says the same."""
        if self.has_focus:
            self.screen.refresh_bindings()

    def on_click(self, event: events.Click) -> None:
        """Presses the button."""
        event.stop()
        self.action_press()

    def action_press(self) -> None:
        """Posts that the button was pressed."""
        self.post_message(self.Pressed(self))
