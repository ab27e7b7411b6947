"""The ramp over time: a flight of stairs, its covers one above the other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from textual.reactive import reactive

from coach.widgets.blocks import bar_cells, halves_of
from coach.widgets.marks import Marks
from coach.widgets.painted import GROUND, Painted, Span

PENS = ("d2", "d3", "d4")
"""The colour variables of the fills, from the softest cover on."""
_FILLS = {False: ("\u2591", "\u2592", "\u2588"), True: (":", "+", "#")}
# Beside the marks, since nothing else needs three shades of one bar.
WIDEST = 4
"""Cells that a column takes at most."""


@dataclass(frozen=True, slots=True)
class Level:
    """One step of the picture."""

    band: str
    """The name of its cover; steps of one band follow one another."""
    fill: int
    """Which fill the band has: 0 to 2."""


class Stairs(Painted):
    """Columns as high as the step they stand on; each cover has rows, a name and a fill of its own."""

    DEFAULT_CSS = """
    Stairs { width: 1fr; height: 8; }
    """

    levels: reactive[Sequence[Level]] = reactive(())
    """From the softest on."""
    heights: reactive[Sequence[int]] = reactive(())
    """The level of each column, from 1; 0 for none. Oldest first."""
    ticks: reactive[Sequence[tuple[int, str]]] = reactive(())
    """Columns and the words beneath them, from left to right; words that would touch are left out."""

    @property
    def room(self) -> int:
        """How many columns fit."""
        return max(1, self.content_size.width - margin(self.levels))

    def row(self, y: int) -> Iterable[Span]:
        """A row of the stairs, or the words beneath."""
        width, height = self.content_size
        left = margin(self.levels)
        shown = list(self.heights)[-max(1, width - left) :]
        cell = max(1, min(WIDEST, (width - left) // max(1, len(shown))))
        if y == height - 1:
            gone = len(self.heights) - len(shown)
            return [(" " * left, GROUND), (tick_row(self.ticks, gone, cell, width - left), "muted")]
        return stair_row(self.levels, shown, cell, height - 1, y, self.marks)


def margin(levels: Sequence[Level]) -> int:
    """Cells for the names of the covers."""
    return max((len(level.band) for level in levels), default=0) + 1


def stair_row(
    levels: Sequence[Level], heights: Sequence[int], cell: int, depth: int, y: int, marks: Marks
) -> Iterable[Span]:
    """One row of the stairs, from the top; `depth` rows in all."""
    if not levels:
        return
    place = depth - 1 - y
    level = levels[_level_at(place, depth, len(levels))]
    below = levels[_level_at(place - 1, depth, len(levels))].band if place else ""
    yield (level.band if level.band != below else "").ljust(margin(levels)), "muted"
    fill = _FILLS[marks.ascii][level.fill]
    for height in heights:
        halves = halves_of(height, len(levels), depth) - 2 * place
        glyph = fill if halves >= 2 else marks.half if halves == 1 else " "
        yield from bar_cells(glyph, cell, marks, PENS[level.fill])


def tick_row(ticks: Sequence[tuple[int, str]], gone: int, cell: int, width: int) -> str:
    """The words under their columns, of which the first `gone` are not shown."""
    line = ""
    for column, text in ticks:
        at = (column - gone) * cell
        if at >= len(line) + bool(line) and at + len(text) <= width:
            line = line.ljust(at) + text
    return line


def _level_at(place: int, depth: int, count: int) -> int:
    """Which level a row shows the top of; row 0 is the lowest."""
    return min(count - 1, int((place + 0.5) * count / depth))
