"""Heights in half rows: the finest step that every font can draw."""

from __future__ import annotations

from collections.abc import Iterable

from coach.text.glyphs import Glyphs
from coach.widgets.base.cell_widget import GROUND, Span


def halves_of(value: float, top: float, depth: int) -> int:
    """Returns how many half rows a bar is high: none for 0, at least one for anything more."""
    if value <= 0 or top <= 0:
        return 0
    return max(1, round(2 * depth * value / top))


def block(halves: int, marks: Glyphs) -> str:
    """Returns the glyph of a cell of which that many halves are full: 0 or less, 1, 2 or more."""
    return marks.full if halves >= 2 else marks.half if halves == 1 else " "


def bar_cells(glyph: str, width: int, marks: Glyphs, pen: str) -> Iterable[Span]:
    """Cells of a bar that all have the same glyph; full ones are painted solid, without seams."""
    if glyph == " ":
        yield " " * width, GROUND
    elif glyph == marks.full and not marks.ascii:
        yield " " * width, f"{pen} solid"
    else:
        yield glyph * width, pen


def number(value: float) -> str:
    """Returns a value in whole numbers."""
    return f"{value:.0f}"
