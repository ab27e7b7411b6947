"""A chart of rows: a label, a bar, and the value in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual.geometry import Size
from textual.reactive import reactive

from coach.text.glyphs import Glyphs
from coach.widgets.base.cell_widget import GROUND, CellWidget, Span

BAR = 6
"""The least cells of the longest bar in a column of rows."""
GAP = 3
"""Cells between two columns of rows."""


class RowBars(CellWidget):
    """Rows of a label, a bar and a text, in several columns if they are too many for the height.

    If not all fit, the last ones are shown, and the first row says how many are not.
    """

    DEFAULT_CSS = """
    RowBars { width: 1fr; height: auto; }
    """

    rows: reactive[Sequence[tuple[str, float, str]]] = reactive((), layout=True)
    """Labels, values of 0 or more, and the words for each value."""
    top: reactive[float] = reactive(0.0)
    """The value of the longest bar; 0 for the greatest of the rows."""
    pen: reactive[str] = reactive("d3")
    """The colour variable of the bars."""

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Returns one row for each value."""
        return len(self.rows)

    def row(self, y: int) -> Iterable[Span]:
        """Returns one row of all columns."""
        return row_bars(self.rows, self.top, self.content_size, y, self.marks, self.pen)


def row_bars(
    rows: Sequence[tuple[str, float, str]], top: float, size: Size, y: int, marks: Glyphs, pen: str
) -> Iterable[Span]:
    """Returns the spans of row `y` in a chart of that size."""
    label = max((len(name) for name, _, _ in rows), default=0) + 1
    text = max((len(words) for _, _, words in rows), default=0) + 1
    width, height = size.width, max(1, size.height)
    columns = max(1, min(-(-len(rows) // height), (width + GAP) // (label + BAR + text + GAP)))
    visible, more = list(rows), 0
    if len(rows) > columns * height:
        visible = list(rows[len(rows) - columns * height + 1 :])
        more = len(rows) - len(visible)
    cells: list[tuple[str, float, str] | None] = [None, *visible] if more else list(visible)
    tall = -(-len(cells) // columns)
    room = (width + GAP) // columns - GAP
    bar = max(1, min(room - label - text, 24))
    most = top or max((value for _, value, _ in rows), default=0) or 1
    for column in range(columns):
        at = column * tall + y
        if y >= tall or at >= len(cells):
            continue
        if column:
            yield " " * GAP, GROUND
        yield from _cell(cells[at], more, label, bar, room, most, marks, pen)


def _cell(
    cell: tuple[str, float, str] | None, more: int, label: int, bar: int, room: int, most: float,
    marks: Glyphs, pen: str,
) -> Iterable[Span]:  # fmt: skip
    if cell is None:
        yield f"and {more} more".ljust(room)[:room], "muted"
        return
    name, value, words = cell
    length = min(bar, max(1, round(bar * value / most)), max(0, room - label)) if value > 0 else 0
    rest = max(0, room - label - length)
    yield name.ljust(label)[:room], "muted"
    yield marks.half * length, pen
    yield f" {words}".ljust(rest)[:rest], "foreground bold"
