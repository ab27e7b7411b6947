"""The ramp as a chart of bars."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from operator import attrgetter

from textual.reactive import reactive

from coach.text.glyphs import Glyphs
from coach.widgets.base.cell_widget import GROUND, CellWidget, Span
from coach.widgets.base.half_blocks import bar_cells, block, halves_of, number


class When(StrEnum):
    """The place of a bar in time."""

    PAST = "past"
    TODAY = "today"
    AHEAD = "ahead"


@dataclass(frozen=True, slots=True)
class RampBar:
    """One session of the ramp."""

    minutes: float
    when: When
    group: str = ""
    """The name of the cover; it stands below the first bar of its group."""


_PENS = {When.PAST: "d3", When.TODAY: "st-today", When.AHEAD: "faint"}


class RampBars(CellWidget):
    """The sessions of the ramp: those done, today's, and those ahead, above the names of their covers.

    Past bars are solid, those ahead are hatched, and today's has a pointer below, so that they differ without
    colour. If not all fit, those around today are shown.
    """

    DEFAULT_CSS = """
    RampBars { width: 1fr; height: 6; }
    """

    bars: reactive[Sequence[RampBar]] = reactive(())
    """The sessions, oldest first."""

    def row(self, y: int) -> Iterable[Span]:
        """Returns a row of bars, or the names below them."""
        width, height = self.content_size
        axis = len(_scale_name(self.bars)) + 1
        bars, cell = window(self.bars, width - axis)
        depth = height - 1
        if y == depth:
            return [(" " * axis, "muted"), *ramp_names(bars, cell, width - axis, self.marks)]
        name = _scale_name(self.bars) if y == 0 else "0" if y == depth - 1 else ""
        top = max((bar.minutes for bar in self.bars), default=0)
        return [(name.rjust(axis - 1) + " ", "faint"), *ramp_row(bars, cell, top, depth, y, self.marks)]


def window(bars: Sequence[RampBar], width: int) -> tuple[Sequence[RampBar], int]:
    """Returns the bars around today's that fit, and how many cells each of them takes: 1 to 3."""
    if not bars:
        return bars, 1
    cell = min(max(width // len(bars), 1), 3)
    fitting = max(1, width // cell)
    now = next((at for at, bar in enumerate(bars) if bar.when is not When.PAST), len(bars) - 1)
    start = min(max(now - fitting // 2, 0), max(len(bars) - fitting, 0))
    return bars[start : start + fitting], cell


def ramp_row(
    bars: Sequence[RampBar], cell: int, top: float, depth: int, y: int, marks: Glyphs
) -> Iterable[Span]:
    """Returns one row of the bars, from the top; `depth` rows in all."""
    for bar in bars:
        halves = halves_of(bar.minutes, top, depth)
        level = halves - 2 * (depth - 1 - y)
        glyph = block(level, marks)
        if bar.when is When.AHEAD:
            glyph = marks.ahead if level >= 1 else " "
        yield from bar_cells(glyph, max(cell - 1, 1), marks, _PENS[bar.when])
        if cell > 1:
            yield " ", GROUND


def ramp_names(bars: Sequence[RampBar], cell: int, width: int, marks: Glyphs) -> list[Span]:
    """Returns the names of the groups, each from its first bar on, and the pointer below today's.

    A name that does not fit below its own bars is left out, since a part of it says nothing.
    """
    now = next((at for at, bar in enumerate(bars) if bar.when is When.TODAY), None)
    pointed = None if now is None else now * cell
    line = [" "] * width
    for start, end, name in _groups(bars, cell, width):
        place = _place(start, end, len(name), pointed)
        if place is not None:
            line[place : place + len(name)] = name
    text = "".join(line)
    if pointed is None or pointed >= width:
        return [(text, "muted")]
    pointer = "^" if marks.ascii else marks.up
    return [(text[:pointed], "muted"), (pointer, "st-today bold"), (text[pointed + 1 :], "muted")]


def _groups(bars: Sequence[RampBar], cell: int, width: int) -> Iterable[tuple[int, int, str]]:
    """Returns each run of bars of one group: its first cell, the cell where its room ends, and its name."""
    at = 0
    for name, same in groupby(bars, key=attrgetter("group")):
        start, at = at, at + len(list(same))
        if name:
            yield start * cell, width if at == len(bars) else min(at * cell - 1, width), name


def _place(start: int, end: int, length: int, pointed: int | None) -> int | None:
    """Returns where a name goes between two cells, beside the pointer; None if it has no room."""
    if pointed is not None and start <= pointed < end and pointed <= start + length:
        start = pointed + 2
    return start if start + length <= end else None


def _scale_name(bars: Sequence[RampBar]) -> str:
    return number(max((bar.minutes for bar in bars), default=0))
