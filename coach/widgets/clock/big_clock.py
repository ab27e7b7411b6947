"""A clock that can be read from the floor."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby, pairwise

from textual.geometry import Region
from textual.reactive import reactive

from coach.widgets.base.cell_widget import GROUND, CachedCellWidget, Span

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


class BigClock(CachedCellWidget):
    """Digits of seven segments, each 7 rows high or a multiple of that, as large as the room allows.

    Few rows of such digits change from one second to the next, and only those are repainted.
    """

    DEFAULT_CSS = """
    BigClock { width: 1fr; height: 7; }
    """

    text: reactive[str] = reactive("0:00", repaint=False)
    """Digits and a colon, after a `+` in overtime; at most six characters."""
    muted: reactive[bool] = reactive(False)
    """Whether the clock is stopped, and so has a quiet colour."""
    small_seconds: reactive[bool] = reactive(False, layout=True)
    """Whether the seconds are plain text beside the minutes: it is calmer, and takes a third of the bytes."""

    _drawn: tuple[object, list[str]] = (None, [])
    """The last picture and what it was drawn from, since its rows are asked for one after the other."""

    def row(self, y: int) -> Iterable[Span]:
        """Returns a row of all digits."""
        pen, marks = "muted" if self.muted else "clock", self.marks
        kinds = {marks.full: "lit", " ": ""}
        for line in self._picture(self.text)[y : y + 1]:
            for kind, cells in groupby(line, lambda char: kinds.get(char, "text")):
                text = "".join(cells)
                if kind == "lit":
                    yield (text, pen) if marks.ascii else (" " * len(text), f"{pen} solid")
                else:
                    yield text, f"{pen} bold" if kind else GROUND

    def watch_text(self, old: str, new: str) -> None:
        """Repaints the cells that changed, row by row."""
        if not self.is_mounted or not self.content_size:
            return
        if len(old) != len(new):
            self.refresh(layout=True)
            return
        starts = self._starts(new, self.content_size.width)
        before, after = self._picture(old), self._picture(new)
        regions = [
            Region(start + first, y, last - first, 1)
            for start, end in pairwise([*starts, self.content_size.width])
            for y, (was, now) in enumerate(zip(before, after, strict=True))
            for first, last in changed(was[start:end], now[start:end])
        ]
        if regions:
            self.refresh(*regions)

    def _parts(self, text: str) -> tuple[str, str]:
        """Returns the text that is drawn big, and the plain text behind it."""
        minutes, colon, seconds = text.partition(":")
        return (minutes, colon + seconds) if self.small_seconds else (text[:LENGTH], "")

    def _scale(self, text: str, width: int) -> int:
        big, small = self._parts(text)
        fitting = (width - len(small)) // (natural_width(big) + 2 * GAP)
        return max(1, min(self.content_size.height // ROWS, fitting))

    def _starts(self, text: str, width: int) -> list[int]:
        """Returns the columns of the big characters, and that of the plain text behind them."""
        big, small = self._parts(text)
        scale = self._scale(text, width)
        whole = scale * natural_width(big) + (GAP + len(small) if small else 0)
        starts = [max(0, (width - whole) // 2)]
        for char in big:
            starts.append(starts[-1] + scale * (_width_of(char) + GAP))
        if small:
            starts[-1] += GAP - scale * GAP
            return starts
        return starts[:-1]

    def _picture(self, text: str) -> list[str]:
        of = text, self.content_size, self.small_seconds, self.marks.full
        if self._drawn[0] != of:
            self._drawn = of, self._draw(text, self.marks.full)
        return self._drawn[1]

    def _draw(self, text: str, full: str) -> list[str]:
        width, height = self.content_size
        big, small = self._parts(text)
        scale = self._scale(text, width)
        starts = self._starts(text, width)
        top = max(0, (height - scale * ROWS) // 2)
        rows = [[" "] * width for _ in range(height)]
        for char, start in zip(big, starts, strict=False):
            for y, pixels in enumerate(glyph(char)):
                ink = "".join((full if pixel else " ") * scale for pixel in pixels)
                for row in rows[top + scale * y : top + scale * (y + 1)]:
                    row[start : start + len(ink)] = ink
        for row in rows[top + scale * ROWS - 1 : top + scale * ROWS]:
            row[starts[-1] : starts[-1] + len(small)] = small
        return ["".join(row)[:width] for row in rows]


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


def changed(was: str, now: str) -> list[tuple[int, int]]:
    """Returns the run of cells in which two texts of the same length differ, if they do."""
    # One run, also where some cells in it are equal: to repaint two would cost more.
    differing = [at for at, (one, other) in enumerate(zip(was, now, strict=True)) if one != other]
    return [(differing[0], differing[-1] + 1)] if differing else []


def _width_of(char: str) -> int:
    return {":": 2, "+": 6}.get(char, WIDTH)
