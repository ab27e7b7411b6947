"""The breath guide as one short line."""

from __future__ import annotations

from collections.abc import Iterable

from textual.geometry import Size
from textual.reactive import reactive

from coach.widgets.base.cell_widget import CellWidget, Span

NAMES = ("breathe in ", "breathe out")


class BreathLine(CellWidget):
    """A word, and a bar that fills by a cell or two a second."""

    DEFAULT_CSS = """
    BreathLine { width: auto; height: 1; }
    """

    breath: reactive[tuple[bool, int, int]] = reactive((False, 0, 4))
    """Whether the breath goes out, the seconds since it turned, and how many it takes in all."""

    CELLS = 12

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """Returns the width of the word and the bar."""
        return len(NAMES[0]) + 2 + self.CELLS

    def row(self, y: int) -> Iterable[Span]:
        """Returns the one row: the bar fills as the breath comes in, and empties as it goes out."""
        out, over, whole = self.breath
        gone = self.CELLS * (over + 1) // whole
        full = self.CELLS - gone if out else gone
        yield f"{NAMES[out]}  ", "secondary"
        yield ("#" * full, "block") if self.marks.ascii else (" " * full, "block solid")
        yield self.marks.track * (self.CELLS - full), "track"
