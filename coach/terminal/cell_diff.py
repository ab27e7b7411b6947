"""The cells that the terminal shows, so that only those that differ are sent.

Textual sends whole widgets, and each screen twice as it opens. Here an update is compared with what the
terminal shows already, as curses does, and sent in as few bytes as possible. Links are left out, since the
coach has none. `tests/terminal/test_cell_diff.py` lets pyte draw both and compares the screens.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.cells import cell_len
from rich.color import ColorSystem

from coach.terminal.sgr import PLAIN, RESET, CellStyle, cell_style, transition
from coach.terminal.textual_private.app_hooks import picture_of
from coach.text.clean import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rich.segment import Segment

    from coach.terminal.textual_private.app_hooks import Piece

Cell = tuple[str, CellStyle]
"""A cell's text and style; the text of a wide character is in its first cell, and the next one has none."""

_ONE_CELL: Final = frozenset(
    chr(point)
    for first, last in ((0x20, 0x7E), (0xA1, 0xAC), (0xAE, 0x24F), (0x2500, 0x25FC), (0x2800, 0x28FF))
    for point in range(first, last + 1)
)
"""Characters that take one cell on every terminal."""

_REWRITABLE: Final = 4
"""Up to so many unchanged cells are written again: the sequence that skips them has as many bytes."""


class CellDiff:
    """The picture on one terminal, as far as it is known."""

    def __init__(self, colors: ColorSystem) -> None:
        self._colors = colors
        self._rows: list[list[Cell | None]] = []

    def forget(self) -> None:
        """Forgets what the terminal shows, so that the next update is sent whole."""
        self._rows = []

    @property
    def rows(self) -> Sequence[Sequence[Cell | None]]:
        """The cells that the terminal shows, row by row; None for one that is not known."""
        return self._rows

    def adopt(self, rows: Sequence[Sequence[Cell | None]]) -> None:
        """Takes rows for what the terminal shows: something else than an update has drawn them."""
        self._rows = [list(row) for row in rows]

    def whole(self) -> str:
        """Returns the text that draws all that is known on an empty screen."""
        pen, empty = _Pen(), CellDiff(self._colors)
        empty._fit(len(self._rows[0]) if self._rows else 0, len(self._rows))
        for y, row in enumerate(self._rows):
            empty._draw(pen, y, 0, [cell or (" ", PLAIN) for cell in row])
        return pen.done()

    def sequence(self, update: object) -> str | None:
        """Returns the text that brings the terminal to an update; empty if it shows that already.

        Returns None for an update of a kind that is not known here: that one has to be sent as it is.
        """
        picture = picture_of(update)
        if picture is None:
            # Textual is about to write cells that are not tracked here.
            self.forget()
            return None
        pen = _Pen()
        self._fit(picture.width, picture.height)
        for piece in picture.pieces:
            self._draw_piece(pen, piece)
        return pen.done()

    def _fit(self, width: int, height: int) -> None:
        if len(self._rows) != height or len(self._rows[0]) != width:
            self._rows = [[None] * width for _ in range(height)]

    def _draw_piece(self, pen: _Pen, piece: Piece) -> None:
        """Draws the part of a piece that is wanted; a wide character at an edge is drawn whole."""
        y, x, segments, left, right = piece
        cells = self._cells(segments)
        first, last = max(0, left - x), min(len(cells), right - x)
        while first > 0 and not cells[first][0]:
            first -= 1
        while last < len(cells) and not cells[last][0]:
            last += 1
        self._draw(pen, y, x + first, cells[first:last])

    def _cells(self, segments: Iterable[Segment]) -> list[Cell]:
        cells: list[Cell] = []
        for text, rich_style, control in segments:
            if control:
                continue
            style = cell_style(rich_style, self._colors)
            # The colour of text does not show on a blank, so blanks of different styles can be equal.
            if " " in text:
                blank = (" ", style.blank)
                if text.isspace() and text.isascii():
                    cells += [blank] * len(text)
                    continue
            else:
                blank = (" ", style)
            if _ONE_CELL.issuperset(text):
                cells += [(char, style) if char != " " else blank for char in text]
            else:
                cells += _measured_cells(text, style)
        return cells

    def _draw(self, pen: _Pen, y: int, x: int, cells: list[Cell]) -> None:
        row = self._rows[y]
        end = min(x + len(cells), len(row))
        if row[x:end] == cells[: end - x]:
            return
        # Before the cells are compared: half a wide character is gone, although its cell is not touched.
        _forget_cut_character(row, x)
        _forget_cut_character(row, end)
        for at in range(x, end):
            cell = cells[at - x]
            if row[at] != cell:
                row[at] = cell
                if cell[0]:
                    pen.put(y, at, cell, row)


def _forget_cut_character(row: list[Cell | None], at: int) -> None:
    """Forgets a wide character that an edge cuts in two: to write over one half removes the other as well."""
    if at < len(row) and _is_second_half(row[at]):
        first = last = at
        while first > 0 and _is_second_half(row[first]):
            first -= 1
        while last < len(row) and _is_second_half(row[last]):
            last += 1
        row[first:last] = [None] * (last - first)


def _is_second_half(cell: Cell | None) -> bool:
    return cell is not None and not cell[0]


class _Pen:
    """The cursor and its style while one update is written; it starts and ends with the plain style."""

    def __init__(self) -> None:
        self._out: list[str] = []
        self._style = PLAIN
        self._y = self._x = -1

    def put(self, y: int, x: int, cell: Cell, row: list[Cell | None]) -> None:
        """Writes one cell; `row` holds the cells to the left of it."""
        text, style = cell
        if (self._y, self._x) != (y, x):
            self._go(y, x, row)
        if text != " " or not self._style.shows_alike(style):
            target = self._style.nearest(style) if text == " " else style
            self._out.append(transition(self._style, target))
            self._style = target
        self._out.append(text)
        self._x += 1
        if text not in _ONE_CELL:
            # Terminals differ on its width, so the place of the cursor is no longer known.
            self._x = self._y = -1

    def done(self) -> str:
        """Returns everything that was written."""
        if self._style != PLAIN:
            self._out.append(RESET)
        return "".join(self._out)

    def _go(self, y: int, x: int, row: list[Cell | None]) -> None:
        between = row[self._x : x] if y == self._y and x > self._x else []
        if between and len(between) <= _REWRITABLE and all(cell and self._writes(cell) for cell in between):
            self._out += [cell[0] for cell in between if cell]
        else:
            ways = [f"\x1b[{y + 1};{x + 1}H" if x else f"\x1b[{y + 1}H"]
            # Past the last column terminals differ on where the cursor is.
            if self._y >= 0 and self._x < len(row):
                ways.append(_moved(y - self._y, "B", "A") + _moved(x - self._x, "C", "D"))
                if x == 0 and y == self._y + 1:
                    ways.append("\r\n")
            self._out.append(min(ways, key=len))
        self._y, self._x = y, x

    def _writes(self, cell: Cell) -> bool:
        text, style = cell
        return text in _ONE_CELL and (self._style.shows_alike(style) if text == " " else self._style == style)


def _moved(by: int, onward: str, back: str) -> str:
    """Returns the shortest sequence that moves the cursor by some rows or columns, in relative steps."""
    if not by:
        return ""
    letter = onward if by > 0 else back
    sequence = f"\x1b[{abs(by)}{letter}" if abs(by) > 1 else f"\x1b[{letter}"
    return min("\b" * abs(by), sequence, key=len) if letter == "D" else sequence


def _measured_cells(text: str, style: CellStyle) -> list[Cell]:
    """Returns the cells of a text in which some characters may take more or less than one cell."""
    pieces: list[str] = []
    for char in text:
        if pieces and not cell_len(char):
            pieces[-1] += char if char.isprintable() else ""  # an accent, say, on the character before it
        elif cell_len(char):
            pieces.append(char)
    if sum(map(cell_len, pieces)) != cell_len(text):
        # Some characters are drawn as one, as in an emoji of several people: the text is one piece then.
        pieces = [clean(text)]
    return [cell for piece in pieces for cell in _cells_of(piece, style)]


def _cells_of(text: str, style: CellStyle) -> list[Cell]:
    first = (text, style.blank if text == " " else style)
    return [first, *[("", style)] * (cell_len(text) - 1)]
