"""Two answers of each session side by side: before and after."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual.reactive import reactive

from coach.widgets.base.cell_widget import GROUND, CellWidget, Span
from coach.widgets.base.half_blocks import halves_of

CELL = 3
"""Cells that a session takes: a bar for each answer, and a blank."""
MARGIN = 8
"""Cells that the names of the answers take."""


class PairBars(CellWidget):
    """A hatched bar for the first and a solid one for the second answer of each session, 0 to 10.

    With five rows, half a row is one point of the scale. The answers in figures stand in two more rows below.
    """

    DEFAULT_CSS = """
    PairBars { width: 1fr; height: 7; }
    """

    names: tuple[str, str] = ("before", "after")
    pairs: reactive[Sequence[tuple[int, int]]] = reactive(())
    """The answers, oldest first; the last ones are shown if not all fit."""

    def row(self, y: int) -> Iterable[Span]:
        """Returns a row of bars, or the answers of one kind."""
        width, height = self.content_size
        visible = self.pairs[-max(1, (width - MARGIN) // CELL) :]
        depth = max(1, height - 2)
        if y >= depth:
            which = y - depth
            pen = "muted" if which == 0 else "primary"
            yield self.names[which].ljust(MARGIN - 1), "muted"
            yield "".join(f"{pair[which]:>2} " for pair in visible), pen
            return
        name = "10" if y == 0 else "0" if y == depth - 1 else ""
        yield name.rjust(MARGIN - 1) + " ", "faint"
        for before, after in visible:
            yield self._glyph(before, depth, y, hatched=True), "muted"
            yield self._glyph(after, depth, y, hatched=False), "primary"
            yield " ", GROUND

    def _glyph(self, value: int, depth: int, y: int, *, hatched: bool) -> str:
        level = halves_of(value, 10, depth) - 2 * (depth - 1 - y)
        if level < 1:
            return " "
        full = self.marks.ahead if hatched else self.marks.full
        return full if level >= 2 else self.marks.half
