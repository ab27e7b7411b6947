"""A clock that can be read from the floor."""

from __future__ import annotations

from collections.abc import Iterable

from textual.reactive import reactive

from coach.widgets.base.cell_widget import GROUND, CellWidget, Span

ROWS = 7
"""Rows of a digit at scale 1; a stroke is two cells wide, so that the digit's proportions hold."""
WIDTH = 8
GAP = 2
LENGTH = 6
"""The longest text, as in `+12:34`."""

_SEGMENTS = {
    "0": "abcdef", "1": "bc", "2": "abged", "3": "abgcd", "4": "fgbc",
    "5": "afgcd", "6": "afgedc", "7": "abc", "8": "abcdefg", "9": "abcdfg",
}  # fmt: skip


class BigClock(CellWidget):
    """Digits of seven segments, each 7 rows high or a multiple of that, as large as the room allows."""

    DEFAULT_CSS = """
    BigClock { width: 1fr; height: 7; }
    """

    text: reactive[str] = reactive("0:00")
    """Digits and a colon, after a `+` in overtime; at most six characters."""
    muted: reactive[bool] = reactive(False)
    """Whether the clock is stopped, and so has a quiet colour."""
    small_seconds: reactive[bool] = reactive(False, layout=True)
    """Whether the seconds are plain text beside the minutes: it is calmer, and takes a third of the bytes."""

    def row(self, y: int) -> Iterable[Span]:
        """Returns a row of all digits, with the plain text behind them in their last one."""
        width, height = self.content_size
        big, small = self._parts()
        fitting = (width - len(small)) // (natural_width(big) + 2 * GAP)
        scale = max(1, min(height // ROWS, fitting))
        top = max(0, (height - scale * ROWS) // 2)
        if not top <= y < top + scale * ROWS:
            return
        pen, ascii = "muted" if self.muted else "clock", self.marks.ascii
        lit = (self.marks.full * scale, pen) if ascii else (" " * scale, f"{pen} solid")
        whole = scale * natural_width(big) + (GAP + len(small) if small else 0)
        yield " " * max(0, (width - whole) // 2), GROUND
        for at, char in enumerate(big):
            yield " " * (scale * GAP if at else 0), GROUND
            for pixel in glyph(char)[(y - top) // scale]:
                yield lit if pixel else (" " * scale, GROUND)
        if y == top + scale * ROWS - 1:
            yield " " * GAP, GROUND
            yield small, f"{pen} bold"

    def _parts(self) -> tuple[str, str]:
        """Returns the text that is drawn big, and the plain text behind it."""
        minutes, colon, seconds = self.text.partition(":")
        return (minutes, colon + seconds) if self.small_seconds else (self.text[:LENGTH], "")


def glyph(char: str) -> list[list[bool]]:
    """Returns the cells of a character at scale 1, seven rows of them."""
    width = _width_of(char)
    if char in _SEGMENTS:
        lit = _SEGMENTS[char]
        rows = []
        for y in range(ROWS):
            bar = {0: "a", ROWS // 2: "g", ROWS - 1: "d"}.get(y, "")
            upper, lower = y <= ROWS // 2, y >= ROWS // 2
            left = (upper and "f" in lit) or (lower and "e" in lit)
            right = (upper and "b" in lit) or (lower and "c" in lit)
            middle = bool(bar) and bar in lit
            rows.append([middle or (left and x < 2) or (right and x >= width - 2) for x in range(width)])
        return rows
    if char == ":":
        return [[y in (2, 4)] * width for y in range(ROWS)]
    if char == "+":
        return [[y == 3 or (2 <= y <= 4 and 2 <= x <= 3) for x in range(width)] for y in range(ROWS)]
    return [[False] * width for _ in range(ROWS)]


def natural_width(text: str) -> int:
    """Returns the width of a text at scale 1."""
    return sum(_width_of(char) + GAP for char in text[:LENGTH]) - GAP


def _width_of(char: str) -> int:
    return {":": 2, "+": 6}.get(char, WIDTH)
