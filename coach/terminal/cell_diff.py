"""The cells that the terminal shows, so that only those that differ are sent.

Textual sends whole widgets, and each screen twice as it opens. Here an update is compared with what the
terminal shows already, as curses does, and sent in as few bytes as possible. Links are left out, since the
coach has none. `tests/terminal/test_cell_diff.py` lets pyte draw both and compares the screens.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.color import ColorSystem

from coach.terminal.pen import ONE_CELL, Cell, CellPlace, Pen, Rows, Run, drawn, runs_of
from coach.terminal.sgr import PLAIN, RESET, CellStyle, cell_style
from coach.terminal.textual_private.app_hooks import picture_of
from coach.text.clean import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rich.segment import Segment

    from coach.terminal.textual_private.app_hooks import Piece


class CellDiff:
    """The picture on one terminal, as far as it is known."""

    def __init__(self, colors: ColorSystem) -> None:
        self._colors = colors
        self._rows: Rows = []
        self._style: CellStyle | None = None
        """The style that the last update has left on; None where something else may have changed it."""
        self._parked: CellPlace | None = None

    def forget(self) -> None:
        """Forgets what the terminal shows, so that the next update is sent whole."""
        self._rows = []
        self._style = self._parked = None

    @property
    def rows(self) -> Sequence[Sequence[Cell | None]]:
        """The cells that the terminal shows, row by row; None for one that is not known."""
        return self._rows

    def adopt(self, rows: Sequence[Sequence[Cell | None]]) -> None:
        """Takes rows for what the terminal shows: something else than an update has drawn them."""
        self._rows = [list(row) for row in rows]

    def whole(self) -> str:
        """Returns the text that draws all that is known on an empty screen."""
        blank = (" ", PLAIN)
        runs = [
            run for y, row in enumerate(self._rows) for run in runs_of(y, 0, [cell or blank for cell in row])
        ]
        return drawn(Pen(), runs, self._rows).text

    def sequence(self, update: object, cursor: CellPlace | None = None) -> str | None:
        """Returns the text that brings the terminal to an update; empty if it shows that already.

        The text ends with the cursor at a place, if one is given, and leaves on the style of the last cell.
        Returns None for an update of a kind that is not known here: that one has to be sent as it is, after
        what `reset` returns.
        """
        picture = picture_of(update)
        if picture is None:
            # Textual is about to write cells that are not tracked here.
            self.forget()
            return None
        self._fit(picture.width, picture.height)
        runs = [run for piece in picture.pieces for run in self._changed(piece)]
        if not runs:
            return ""
        pen = drawn(Pen(self._style, self._parked), runs, self._rows)
        if cursor is not None:
            y, x = cursor
            pen.park((min(y, picture.height - 1), min(x, picture.width - 1)), self._rows)
        self._style, self._parked = pen.style, pen.parked
        return pen.text

    def reset(self) -> str:
        """Returns the text that leaves the terminal with the plain style; empty if it has that already."""
        text = "" if self._style == PLAIN else RESET
        self._style = PLAIN
        return text

    def _fit(self, width: int, height: int) -> None:
        if len(self._rows) != height or len(self._rows[0]) != width:
            self._rows = [[None] * width for _ in range(height)]

    def _changed(self, piece: Piece) -> list[Run]:
        """Returns what differs in the part of a piece that is wanted; no wide character is cut at an edge."""
        y, x, segments, left, right = piece
        cells = self._cells(segments)
        first, last = max(0, left - x), min(len(cells), right - x)
        while first > 0 and not cells[first][0]:
            first -= 1
        while last < len(cells) and not cells[last][0]:
            last += 1
        return self._update(y, x + first, cells[first:last])

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
            if ONE_CELL.issuperset(text):
                cells += [(char, style) if char != " " else blank for char in text]
            else:
                cells += _measured_cells(text, style)
        return cells

    def _update(self, y: int, x: int, cells: list[Cell]) -> list[Run]:
        row = self._rows[y]
        end = min(x + len(cells), len(row))
        new = cells[: end - x]
        if row[x:end] == new:
            return []
        # Before the cells are compared: half a wide character is gone, although its cell is not touched.
        _forget_cut_character(row, x)
        _forget_cut_character(row, end)
        changed = [None if was == now else now for was, now in zip(row[x:end], new, strict=True)]
        row[x:end] = new
        return runs_of(y, x, changed)


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
