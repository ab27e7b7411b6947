"""One line of text that may change each second."""

from __future__ import annotations

from collections.abc import Iterable

from textual.geometry import Size
from textual.reactive import reactive

from coach.widgets.base.cell_widget import CellWidget, Span


class PlainLine(CellWidget):
    """A line as wide as its text, so that a change repaints no more than that."""

    DEFAULT_CSS = """
    PlainLine { width: auto; height: 1; }
    """

    text: reactive[str] = reactive("")
    """The text, of characters that take one cell each."""

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """Returns the width of the text."""
        return len(self.text)

    def watch_text(self, old: str, new: str) -> None:
        """Lays the line out again if its length changes."""
        if len(old) != len(new):
            self.refresh(layout=True)

    def row(self, y: int) -> Iterable[Span]:
        """Returns the one row."""
        return [(self.text, "foreground bold")]
