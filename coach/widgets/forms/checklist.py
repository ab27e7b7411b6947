"""A list of statements to tick, or of which exactly one holds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from textual import events
from textual.binding import Binding
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from coach.widgets.base.cell_widget import CellWidget, Span
from coach.widgets.forms.choice import Option


class Checklist(CellWidget, can_focus=True):
    """A list with one statement in each row: its key or Space ticks it, and the arrows move the cursor.

    Without `many` exactly one of them holds, and moving the cursor chooses it.
    """

    DEFAULT_CSS = """
    Checklist { width: 1fr; height: auto; }
    """

    BINDINGS = [
        Binding("up,k", "walk(-1)", "Up", id="ticks-up", tooltip="The line above", show=False),
        Binding("down,j", "walk(1)", "Down", id="ticks-down", tooltip="The line below", show=False),
        Binding("space", "tick", "Tick", id="ticks-tick", tooltip="Tick the line, or untick it", show=False),
    ]

    options: reactive[tuple[Option, ...]] = reactive((), layout=True)
    """The statements; the tick of one that is removed is forgotten."""
    value: reactive[frozenset[str]] = reactive(frozenset())
    """The values of the options that are ticked."""
    cursor: reactive[int] = reactive(0)
    """The line that Space ticks."""

    @dataclass
    class Changed(Message):
        """Something was ticked, or taken back."""

        ticks: Checklist
        value: frozenset[str]

        @property
        def control(self) -> Checklist:
            """The list."""
            return self.ticks

    @dataclass
    class Walked(Message):
        """The cursor moved to another line."""

        ticks: Checklist

        @property
        def control(self) -> Checklist:
            """The list."""
            return self.ticks

    def __init__(
        self,
        options: Sequence[Option],
        *,
        many: bool = True,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.many = many
        self.set_reactive(Checklist.options, tuple(options))

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """Returns the width of the longest line."""
        return max((len(option.label) + 6 + 4 * option.under for option in self.options), default=0)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Returns a row for each statement."""
        return len(self.options)

    def row(self, y: int) -> Iterable[Span]:
        """Returns one statement."""
        if y >= len(self.options):
            return []
        option = self.options[y]
        holds = option.value in self.value
        here = self.has_focus and y == self.cursor
        sign = "x" if holds else " "
        box = f"[{sign}]" if self.many else f"({sign})"
        pen = "block bold" if holds else "foreground" if self.has_focus else "muted"
        if here:
            pen = "block bold reverse" if holds else "block reverse"
        return [(f"{self._key(y) or ' '} ", "muted"), (f"{'    ' * option.under}{box} {option.label}", pen)]

    def watch_options(self) -> None:
        """Forgets what is no longer offered."""
        self.value = self.value & {option.value for option in self.options}
        self.cursor = min(self.cursor, len(self.options) - 1)

    def watch_cursor(self) -> None:
        """Scrolls to the line if the list is longer than its place, and tells the screen."""
        if self.is_mounted:
            self.post_message(self.Walked(self))
        self.keep_in_sight()

    def keep_in_sight(self) -> None:
        """Scrolls so that the line at the cursor can be seen."""
        # Textual scrolls to whole widgets, so the nearest container that scrolls gets the line's region here.
        region = Region(0, self.cursor, 1, 1).translate(self.virtual_region.offset)
        for widget in self.ancestors:
            if isinstance(widget, Widget) and widget.allow_vertical_scroll:
                widget.scroll_to_region(region, animate=False)
                break
            if isinstance(widget, Widget):
                region = region.translate(widget.virtual_region.offset)

    def watch_value(self, value: frozenset[str]) -> None:
        """Tells the screen."""
        if self.is_mounted:
            self.post_message(self.Changed(self, value))

    def on_focus(self) -> None:
        """Puts the cursor on the statement that holds, if only one can."""
        if not self.many:
            self.cursor = next((y for y, o in enumerate(self.options) if o.value in self.value), 0)

    def on_click(self, event: events.Click) -> None:
        """Ticks the statement that was clicked."""
        if 0 <= event.y < len(self.options):
            event.stop()
            self._tick(event.y)

    def on_key(self, event: events.Key) -> None:
        """Ticks the statement of a key."""
        for y in range(len(self.options)):
            if event.character == self._key(y):
                event.stop()
                event.prevent_default()
                self._tick(y)

    def action_walk(self, by: int) -> None:
        """Moves the cursor a line up or down."""
        self.cursor = min(max(self.cursor + by, 0), len(self.options) - 1)
        if not self.many:
            self._tick(self.cursor)

    def action_tick(self) -> None:
        """Ticks the line at the cursor, or takes the tick back."""
        self._tick(self.cursor)

    def _key(self, y: int) -> str:
        option = self.options[y]
        if option.under:
            return ""
        place = sum(not each.under for each in self.options[: y + 1])
        return option.key or (str(place % 10) if place <= 10 else "")

    def _tick(self, y: int) -> None:
        self.cursor = y
        chosen = frozenset({self.options[y].value})
        self.value = self.value ^ chosen if self.many else chosen
