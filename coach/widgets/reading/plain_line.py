"""One line of text that may change each second."""

from __future__ import annotations

from collections.abc import Iterable

from textual.geometry import Size
from textual.reactive import reactive

from coach.widgets.base.cell_widget import CellWidget, Span


class PlainLine(CellWidget):
    """As wide as its text, so that a change repaints no more than that."""

    DEFAULT_CSS = """
    PlainLine { width: auto; height: 1; }
    """

    text: reactive[str] = reactive("")
    """ASCII or marks, one cell a character."""

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """Returns the text."""
        return len(self.text)

    def watch_text(self, old: str, new: str) -> None:
        """Another length takes another place."""
        if len(old) != len(new):
            self.refresh(layout=True)

    def row(self, y: int) -> Iterable[Span]:
        """Returns the one row."""
        return [(self.text, "foreground bold")]
