"""Values as bars over their labels."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual.reactive import reactive

from coach.text.glyphs import Glyphs
from coach.widgets.base.cell_widget import GROUND, CellWidget, Span
from coach.widgets.base.half_blocks import bar_cells, block, halves_of, number

WIDEST = 8
"""The most cells that a bar and its gap take, unless a label needs more."""


class BarChart(CellWidget):
    """Values as bars, each with its value above and its label below."""

    DEFAULT_CSS = """
    BarChart { width: 1fr; height: 7; }
    """

    bars: reactive[Sequence[tuple[str, float]]] = reactive(())
    """Labels of one kind and values, 0 or more; the last ones are shown if not all fit."""
    unit: reactive[str] = reactive("")
    """What follows each value, as "%"."""
    pen: reactive[str] = reactive("d3")
    """The colour variable of the bars."""
    top: reactive[float] = reactive(0.0)
    """The value of a bar as high as the chart; 0 for the greatest of those shown."""

    def row(self, y: int) -> Iterable[Span]:
        """Returns a row of bars and values, or the labels."""
        width, height = self.content_size
        cell = max((len(number(value) + self.unit) for _, value in self.bars), default=1) + 1
        visible = self.bars[-max(1, width // cell) :]
        cell = max(cell, min(WIDEST, width // max(1, len(visible))))
        if y == height - 1:
            return [(label_row([label for label, _ in visible], cell, width), "muted")]
        return chart_row(visible, cell, height - 2, y, self.marks, self.pen, self.top, self.unit)


def label_row(labels: Sequence[str], cell: int, width: int) -> str:
    """Returns the labels below their bars: each, or every second, third and so on, the last one always."""
    longest = max(map(len, labels), default=0)
    stride = -(-(longest + 1) // cell)
    line, free = [" "] * width, width + 1
    for at in range(len(labels) - 1, -1, -stride):
        label = labels[at]
        start = at * cell + (cell - 1 - len(label)) // 2
        start = max(0, min(start, width - len(label)))
        if start + len(label) < free:
            line[start : start + len(label)] = label
            free = start
    return "".join(line)[:width].rstrip()


def chart_row(
    bars: Sequence[tuple[str, float]],
    cell: int,
    depth: int,
    y: int,
    marks: Glyphs,
    pen: str,
    top: float = 0,
    unit: str = "",
) -> Iterable[Span]:
    """Returns one row of a bar chart; bars have at most `depth` rows, and values stand right above them."""
    top = top or max((value for _, value in bars), default=0)
    for _, value in bars:
        halves = halves_of(value, top, depth)
        level = halves - 2 * (depth - y)
        above = y == depth - (halves + 1) // 2
        if above:
            yield f"{number(value)}{unit}".center(cell - 1) + " ", "foreground"
        else:
            glyph = block(level, marks)
            yield from bar_cells(glyph, cell - 1, marks, pen)
            yield " ", GROUND
