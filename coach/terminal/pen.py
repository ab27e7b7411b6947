"""The sequences that bring changed cells to a terminal, in the order that takes the fewest bytes.

A pen alternates within nearly every row of a clock or a list, and each alternation is a sequence of its own.
So the runs of a small update are drawn pen by pen, those of a pen column by column where that is shorter.
"""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING, Final

from coach.terminal.sgr import PLAIN, RESET, CellStyle, transition

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Cell = tuple[str, CellStyle]
"""A cell's text and style; the text of a wide character is in its first cell, and the next one has none."""

Rows = list[list[Cell | None]]
"""The cells of a screen as it is to be, row by row; None where it is not known what is there."""

ONE_CELL: Final = frozenset(
    chr(point)
    for first, last in ((0x20, 0x7E), (0xA1, 0xAC), (0xAE, 0x24F), (0x2500, 0x25FC), (0x2800, 0x28FF))
    for point in range(first, last + 1)
)
"""Characters that take one cell on every terminal."""

_REWRITABLE: Final = 4
"""Up to so many unchanged cells are written again: the sequence that skips them has as many bytes."""

_SMALL: Final = 1500
"""The most characters of an update that is drawn pen by pen; a larger one comes from above to below, as it is
read, for on a slow line it is seen coming."""

CellPlace = tuple[int, int]
"""A row and a column."""


class Run:
    """Changed cells side by side that one pen draws, up to a character whose width is uncertain."""

    __slots__ = ("end", "is_blank", "is_certain", "style", "text", "x", "y")

    def __init__(self, y: int, x: int, cell: Cell) -> None:
        """Begins with a cell."""
        self.y, self.x, self.end = y, x, x + 1
        self.text, self.style = cell
        self.is_blank = self.text == " "
        self.is_certain = self.text in ONE_CELL

    def takes(self, x: int, cell: Cell) -> bool:
        """Adds a cell, and returns whether it did: the cell has to come next, and to need no other pen."""
        if x != self.end or not self.is_certain:
            return False
        text, style = cell
        if style != self.style and not (text == " " and self.style.shows_alike(style)):
            if not self.is_blank or text == " " or not style.shows_alike(self.style):
                return False
            # Blanks take on the style of the text behind them.
            self.style = style
        if text != " ":
            self.is_blank = False
            self.is_certain = text in ONE_CELL
        self.text += text
        self.end = x + 1
        return True

    def fits(self, style: CellStyle) -> bool:
        """Returns whether the run can be drawn in a style as it is."""
        return style == self.style or (self.is_blank and style.shows_alike(self.style))

    def style_after(self, style: CellStyle) -> CellStyle:
        """Returns the style that the run is drawn in by a pen of another style."""
        return style.nearest(self.style) if self.is_blank else self.style


class Pen:
    """The cursor and the style of a terminal while one update is written.

    The style stays from one update to the next: to leave it and to come back to it takes half the bytes of a
    tick of the clock. The place does not, for whatever else writes to the terminal moves the cursor.
    """

    def __init__(self, style: CellStyle | None = None, parked: CellPlace | None = None) -> None:
        """Takes the terminal's style, None if it is unknown, and the place where the cursor was put last."""
        self.written = [] if style is not None else [RESET]
        self.style = style or PLAIN
        self.parked = parked
        self._y = self._x = -1

    @property
    def text(self) -> str:
        """Everything that was written."""
        return "".join(self.written)

    def copy(self) -> Pen:
        """Returns a pen that has written the same, and goes on by itself."""
        pen = copy(self)
        pen.written = self.written.copy()
        return pen

    def draw(self, runs: Sequence[Run], rows: Rows) -> Pen:
        """Writes some runs of a screen one after the other, and returns itself."""
        for run in runs:
            if (self._y, self._x) != (run.y, run.x):
                self._go(run.y, run.x, rows[run.y])
            if not run.fits(self.style):
                target = run.style_after(self.style)
                self.written.append(transition(self.style, target))
                self.style = target
            self.written.append(run.text)
            self._x = run.end
            if not run.is_certain:
                # Terminals differ on its width, so the place of the cursor is no longer known.
                self._x = self._y = -1
        return self

    def park(self, place: CellPlace, rows: Rows) -> None:
        """Puts the cursor somewhere, if it is not there already."""
        y, x = place
        self._go(y, x, rows[y])
        self.parked = place

    def _go(self, y: int, x: int, row: list[Cell | None]) -> None:
        between = row[self._x : x] if y == self._y and x > self._x else []
        if self.parked == (y, x):
            pass
        elif between and len(between) <= _REWRITABLE and all(cell and self._writes(cell) for cell in between):
            self.written += [cell[0] for cell in between if cell]
        else:
            ways = [f"\x1b[{y + 1};{x + 1}H" if x else f"\x1b[{y + 1}H"]
            # Past the last column terminals differ on where the cursor is.
            if self._y >= 0 and self._x < len(row):
                ways.append(_moved(y - self._y, "B", "A") + _moved(x - self._x, "C", "D"))
                if x == 0 and y == self._y + 1:
                    ways.append("\r\n")
            self.written.append(min(ways, key=len))
        self._y, self._x = y, x
        self.parked = None

    def _writes(self, cell: Cell) -> bool:
        text, style = cell
        return text in ONE_CELL and (self.style.shows_alike(style) if text == " " else self.style == style)


_ONE_STEP: Final = {"A": "\x1bM", "B": "\x1bD"}
"""Up and down by one row, in a byte less than otherwise; they would scroll, but at the edges alone."""


def _moved(by: int, onward: str, back: str) -> str:
    """Returns the shortest sequence that moves the cursor by some rows or columns, in relative steps."""
    if not by:
        return ""
    letter = onward if by > 0 else back
    if abs(by) == 1:
        return "\b" if letter == "D" else _ONE_STEP.get(letter, f"\x1b[{letter}")
    sequence = f"\x1b[{abs(by)}{letter}"
    return min("\b" * abs(by), sequence, key=len) if letter == "D" else sequence


def runs_of(y: int, x: int, cells: Iterable[Cell | None]) -> list[Run]:
    """Returns the runs of a row from column `x` on; None stands for a cell that did not change."""
    runs: list[Run] = []
    for at, cell in enumerate(cells, x):
        if cell is not None and cell[0] and not (runs and runs[-1].takes(at, cell)):
            runs.append(Run(y, at, cell))
    return runs


def drawn(pen: Pen, runs: Sequence[Run], rows: Rows) -> Pen:
    """Returns a pen that has drawn the runs of an update in the fewest bytes that were found.

    The runs come row by row. That order stays where it is the shortest, and where the width of a character is
    not the same on all terminals: what stands to the right of it has to be written after it.
    """
    by_row = pen.copy().draw(runs, rows)
    if len(runs) > 2 and len(by_row.text) <= _SMALL and all(run.is_certain for run in runs):
        return min(by_row, _by_pen(pen, runs, rows), key=lambda each: len(each.text))
    return by_row


def _by_pen(pen: Pen, runs: Sequence[Run], rows: Rows) -> Pen:
    """Returns a pen that has drawn all runs of one style before it takes up the next, the nearest first."""
    while runs:
        style = min(
            (pen.style if run.fits(pen.style) else run.style_after(pen.style) for run in runs),
            key=lambda each: len(transition(pen.style, each)),
        )
        now = [run for run in runs if run.fits(style)]
        runs = [run for run in runs if not run.fits(style)]
        by_column = sorted(now, key=lambda run: run.x)
        pen = min(
            (pen.copy().draw(order, rows) for order in (now, by_column)), key=lambda each: len(each.text)
        )
    return pen
