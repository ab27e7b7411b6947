"""The line at the top: the coach's name, the screens with their digits, and the day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from textual import events
from textual.message import Message
from textual.reactive import reactive

from coach.widgets.base.cell_widget import CellWidget, Span, width_of


class TopBar(CellWidget):
    """One row; the active screen is reversed and in brackets, so that it shows without colour too."""

    DEFAULT_CSS = """
    TopBar { dock: top; height: 1; width: 1fr; background: $panel; }
    """

    active: reactive[str] = reactive("")
    """One of the screens, or empty: then `title` is shown in place of the screens."""
    title: reactive[str] = reactive("")
    """The title of a screen without a digit, as in "Session"."""
    day: reactive[str] = reactive("")
    """The day in words, as in "Sat 21 Nov"; it is left out if there is no room."""

    def __init__(self, screens: Sequence[str], *, is_demo: bool = False) -> None:
        """`screens` are the names of the screens in the order of their digits; a demo is marked as one."""
        super().__init__()
        self._screens = screens
        self._is_demo = is_demo

    @dataclass
    class Chosen(Message):
        """A screen was clicked."""

        bar: TopBar
        screen_name: str

        @property
        def control(self) -> TopBar:
            """The bar."""
            return self.bar

    def row(self, y: int) -> Iterable[Span]:
        """Returns the one row."""
        return bar_row(
            self._screens, self.active, self.title, self.day, self.size.width, is_demo=self._is_demo
        )

    def on_click(self, event: events.Click) -> None:
        """Posts which screen was clicked."""
        at = 0
        for place, (text, _) in enumerate(self.row(0)):
            # The coach's name comes first; in a narrow bar a screen is its digit alone.
            if at <= event.x < at + len(text) and self.active and 1 <= place <= len(self._screens):
                event.stop()
                self.post_message(self.Chosen(self, self._screens[place - 1]))
            at += len(text)


def bar_row(
    screens: Sequence[str], active: str, title: str, day: str, width: int, *, is_demo: bool = False
) -> Sequence[Span]:
    """Returns the spans of the bar: in full, without the names of other screens, or only the active one."""
    name: Span = (" DEMO ", "primary bold reverse") if is_demo else (" coach ", "block bold")
    if not active:
        return _spread([name, (f" {title}", "foreground bold")], day, width)
    for shorten in (False, True):
        spans = [name]
        for digit, screen in enumerate(screens, 1):
            if screen == active:
                spans.append((f"[{digit} {screen}]", "block bold reverse"))
            else:
                spans.append((f" {digit} " if shorten else f" {digit} {screen} ", "muted"))
        if width_of(spans) <= width:
            return _spread(spans, day, width)
    alone = f"[{screens.index(active) + 1} {active}]{' DEMO' if is_demo else ''}"
    return [(alone[:width], "block bold reverse")]


def _spread(spans: list[Span], day: str, width: int) -> list[Span]:
    room = width - width_of(spans)
    if day and room >= len(day) + 2:
        spans.append((" " * (room - len(day) - 1) + day + " ", "muted"))
    return spans
