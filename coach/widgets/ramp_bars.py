"""The ramp as bars."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from textual.reactive import reactive

from coach.widgets.blocks import bar_cells, block, halves_of, number
from coach.widgets.marks import Marks
from coach.widgets.painted import GROUND, Painted, Span


class When(StrEnum):
    """Where a bar of the ramp lies."""

    PAST = "past"
    TODAY = "today"
    AHEAD = "ahead"


@dataclass(frozen=True, slots=True)
class RampBar:
    """One session of the ramp."""

    minutes: float
    when: When
    group: str = ""
    """The cover; a new one gets its name beneath."""


_PENS = {When.PAST: "d3", When.TODAY: "st-today", When.AHEAD: "faint"}


class RampBars(Painted):
    """The ramp: sessions done, today's, and those ahead, over the names of their covers.

    Past bars are solid, those ahead are hatched, and today's has a pointer beneath, so that they differ
    without colour. Where not all fit, those around today are shown.
    """

    DEFAULT_CSS = """
    RampBars { width: 1fr; height: 6; }
    """

    bars: reactive[Sequence[RampBar]] = reactive(())
    """Oldest first."""

    def row(self, y: int) -> Iterable[Span]:
        """A row of bars, or the names beneath."""
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
    """The bars that fit, around today's, and how many cells each takes: 1 to 3."""
    if not bars:
        return bars, 1
    cell = min(max(width // len(bars), 1), 3)
    fitting = max(1, width // cell)
    now = next((at for at, bar in enumerate(bars) if bar.when is not When.PAST), len(bars) - 1)
    start = min(max(now - fitting // 2, 0), max(len(bars) - fitting, 0))
    return bars[start : start + fitting], cell


def ramp_row(
    bars: Sequence[RampBar], cell: int, top: float, depth: int, y: int, marks: Marks
) -> Iterable[Span]:
    """One row of the bars, from the top; `depth` rows in all."""
    for bar in bars:
        halves = halves_of(bar.minutes, top, depth)
        level = halves - 2 * (depth - 1 - y)
        glyph = block(level, marks)
        if bar.when is When.AHEAD:
            glyph = marks.ahead if level >= 1 else " "
        yield from bar_cells(glyph, max(cell - 1, 1), marks, _PENS[bar.when])
        if cell > 1:
            yield " ", GROUND


def ramp_names(bars: Sequence[RampBar], cell: int, width: int, marks: Marks) -> list[Span]:
    """The names of the groups, each from its first bar, and the pointer beneath today's."""
    now = next((at for at, bar in enumerate(bars) if bar.when is When.TODAY), None)
    line = [" "] * max(width, cell * len(bars))
    previous = None
    for place, bar in enumerate(bars):
        if bar.group != previous and bar.group:
            end = next((at for at in range(place, len(bars)) if bars[at].group != bar.group), len(bars))
            start = place * cell + (2 if place == now else 0)
            text = bar.group[: max(end * cell - 1 - start, 0)]
            line[start : start + len(text)] = text
        previous = bar.group
    if now is None:
        return [("".join(line)[:width], "muted")]
    at = now * cell
    text = "".join(line)
    pointer = "^" if marks.ascii else marks.up
    return [(text[:at], "muted"), (pointer, "st-today bold"), (text[at + 1 : width], "muted")]


def _scale_name(bars: Sequence[RampBar]) -> str:
    return number(max((bar.minutes for bar in bars), default=0))
