"""Bars measured in half rows, the finest step that every font can draw."""

from __future__ import annotations

from collections.abc import Iterable

from coach.text.glyphs import Glyphs
from coach.widgets.base.cell_widget import GROUND, Span


def halves_of(value: float, top: float, depth: int) -> int:
    """Returns the height of a bar in half rows: none for 0, at least one for anything more."""
    if value <= 0 or top <= 0:
        return 0
    return max(1, round(2 * depth * value / top))


def block(halves: int, marks: Glyphs) -> str:
    """Returns the glyph of a cell with so many full halves: 0 or less, 1, or 2 and more."""
    return marks.full if halves >= 2 else marks.half if halves == 1 else " "


def bar_cells(glyph: str, width: int, marks: Glyphs, pen: str) -> Iterable[Span]:
    """Returns cells of a bar with the same glyph; full ones are painted solid, so that no seams show."""
    if glyph == " ":
        yield " " * width, GROUND
    elif glyph == marks.full and not marks.ascii:
        yield " " * width, f"{pen} solid"
    else:
        yield glyph * width, pen


def number(value: float) -> str:
    """Returns a value as a whole number."""
    return f"{value:.0f}"
