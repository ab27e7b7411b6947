"""The ramp over time as stairs, one cover above the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from textual.reactive import reactive

from coach.text.glyphs import Glyphs
from coach.widgets.base.cell_widget import CellWidget, Span
from coach.widgets.base.half_blocks import bar_cells, halves_of

PENS = ("d2", "d3", "d4")
"""The colour variables of the fills, from the softest cover on."""
_FILLS = {False: ("\u2591", "\u2592", "\u2588"), True: (":", "+", "#")}
# Not among the glyphs, since nothing else needs three shades of one bar.
WIDEST = 4
"""The most cells that a column takes."""


@dataclass(frozen=True, slots=True)
class Level:
    """One step of the chart."""

    band: str
    """The name of the cover; the steps of a cover follow one another."""
    fill: int
    """The fill of the cover: 0 to 2."""
    minutes: str = ""
    """The minutes of the step, for the scale at the left."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of the chart, oldest first."""

    heights: tuple[int, ...] = ()
    """The level of each column, from 1; 0 for none."""
    ticks: tuple[tuple[int, str], ...] = ()
    """Columns and the words below them, from left to right; words that would touch are left out."""
    each: str = ""
    """The time that one column stands for, as in "by week"."""


class StepChart(CellWidget):
    """Columns as high as their steps; each cover has rows, a name and a fill of its own."""

    DEFAULT_CSS = """
    StepChart { width: 1fr; height: 8; }
    """

    levels: reactive[Sequence[Level]] = reactive(())
    """The steps, from the softest on."""
    fit: reactive[Callable[[int], Columns] | None] = reactive(None)
    """Returns at most so many columns; it is called when the room is known. Equal functions show the same."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._fitted: tuple[object, int, Columns] | None = None

    @property
    def columns(self) -> Columns:
        """The columns that are shown."""
        room = max(1, self.content_size.width - margin(self.levels))
        if self.fit is None:
            return Columns()
        if self._fitted is None or self._fitted[:2] != (self.fit, room):
            self._fitted = (self.fit, room, self.fit(room))
        return self._fitted[2]

    def row(self, y: int) -> Iterable[Span]:
        """Returns a row of the stairs, or the words below them."""
        width, height = self.content_size
        left, columns = margin(self.levels), self.columns
        cell = max(1, min(WIDEST, (width - left) // max(1, len(columns.heights))))
        if y == height - 1:
            words = tick_row(columns.ticks, cell, width - left)
            return [(columns.each[: left - 1].ljust(left), "faint"), (words, "muted")]
        return stair_row(self.levels, columns.heights, cell, height - 1, y, self.marks)


def margin(levels: Sequence[Level]) -> int:
    """Returns the cells that the names of the covers and the minutes take."""
    return _names(levels) + _minutes(levels) + 1


def stair_row(
    levels: Sequence[Level], heights: Sequence[int], cell: int, depth: int, y: int, marks: Glyphs
) -> Iterable[Span]:
    """Returns one row of the stairs, from the top; `depth` rows in all."""
    if not levels:
        return
    place = depth - 1 - y
    level = levels[_level_at(place, depth, len(levels))]
    below = levels[_level_at(place - 1, depth, len(levels))].band if place else ""
    band = (level.band if level.band != below else "").ljust(_names(levels))
    yield f"{band}{level.minutes.rjust(_minutes(levels))} ", "muted"
    fill = _FILLS[marks.ascii][level.fill]
    for height in heights:
        halves = halves_of(height, len(levels), depth) - 2 * place
        glyph = fill if halves >= 2 else marks.half if halves == 1 else " "
        yield from bar_cells(glyph, cell, marks, PENS[level.fill])


def _names(levels: Sequence[Level]) -> int:
    return max((len(level.band) for level in levels), default=0)


def _minutes(levels: Sequence[Level]) -> int:
    most = max((len(level.minutes) for level in levels), default=0)
    return most + 1 if most else 0


def tick_row(ticks: Sequence[tuple[int, str]], cell: int, width: int) -> str:
    """Returns the words under their columns."""
    line = ""
    for column, text in ticks:
        at = column * cell
        if at >= len(line) + bool(line) and at + len(text) <= width:
            line = line.ljust(at) + text
    return line


def _level_at(place: int, depth: int, count: int) -> int:
    """Returns the level whose top a row shows; row 0 is the lowest."""
    return min(count - 1, int((place + 0.5) * count / depth))
