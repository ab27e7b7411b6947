"""A row of tabs, one of them active."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from textual import events
from textual.message import Message
from textual.reactive import reactive

from coach.widgets.base.cell_widget import CellWidget, Span


class TabRow(CellWidget):
    """The names of some views in one row; that of the active one is in brackets."""

    DEFAULT_CSS = """
    TabRow { width: 1fr; height: 1; }
    """

    cells: reactive[Sequence[str]] = reactive(())
    """The names of the views."""
    active: reactive[int] = reactive(0)
    """The place of the active view, from 0."""

    @dataclass
    class Chosen(Message):
        """A name was clicked."""

        row: TabRow
        place: int

        @property
        def control(self) -> TabRow:
            """The row."""
            return self.row

    def row(self, y: int) -> Iterable[Span]:
        """Returns the one row."""
        for place, text in enumerate(self.cells):
            if place == self.active:
                yield f"[{text}]", "block bold"
            else:
                yield f" {text} ", "muted"

    def on_click(self, event: events.Click) -> None:
        """Posts which name was clicked."""
        at = 0
        for place, text in enumerate(self.cells):
            if at <= event.x < at + len(text) + 2:
                event.stop()
                self.post_message(self.Chosen(self, place))
            at += len(text) + 2
