"""A clock that can be read from the floor."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual.geometry import Region
from textual.reactive import reactive

from coach.widgets.painted import Span
from coach.widgets.tiled import Tiled

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


class BigClock(Tiled):
    """Digits of seven segments, each 7 rows high or a multiple of it, as large as the room allows.

    Seven segments, because few of their rows change from one second to the next, and only these are
    repainted.
    """

    DEFAULT_CSS = """
    BigClock { width: 1fr; height: 7; }
    """

    text: reactive[str] = reactive("0:00", repaint=False)
    """Digits and a colon, and a leading `+` in overtime; at most six characters."""
    muted: reactive[bool] = reactive(False)
    """Whether the clock stands still, and so looks quiet."""

    def edges(self, width: int) -> Sequence[int]:
        """A tile for each character, with the margins on both sides."""
        starts = self._starts(self.text, width, self._scale(width, self.content_size.height))
        starts += [width] * (LENGTH - len(starts))
        return (0, *starts[1:LENGTH], width)

    def row(self, y: int) -> Iterable[Span]:
        """A row of all digits."""
        return [(line, "muted" if self.muted else "clock") for line in self._picture(self.text)[y : y + 1]]

    def watch_text(self, old: str, new: str) -> None:
        """Repaint the cells that changed, row by row."""
        if not self.is_mounted or not self.content_size:
            return
        if len(old) != len(new):
            self.refresh(layout=True)
            return
        before, after = self._picture(old), self._picture(new)
        scale = self._scale(*self.content_size)
        starts = self._starts(new, self.content_size.width, scale)
        regions = [
            Region(start + first, y, last - first, 1)
            for start, end in zip(starts, [*starts[1:], self.content_size.width], strict=True)
            for y, (was, now) in enumerate(zip(before, after, strict=True))
            for first, last in changed(was[start:end], now[start:end])
        ]
        if regions:
            self.refresh(*regions)

    def _scale(self, width: int, height: int) -> int:
        fitting = (width + GAP) // (natural_width(self.text) + GAP)
        return max(1, min(height // ROWS, fitting))

    def _starts(self, text: str, width: int, scale: int) -> list[int]:
        at = max(0, (width - scale * natural_width(text)) // 2)
        starts = []
        for char in text[:LENGTH]:
            starts.append(at)
            at += scale * (_width_of(char) + GAP)
        return starts

    def _picture(self, text: str) -> list[str]:
        width, height = self.content_size
        scale = self._scale(width, height)
        top = (height - scale * ROWS) // 2
        lit = self.marks.full
        margin = " " * max(0, (width - scale * natural_width(text)) // 2)
        lines = [" " * width] * height
        for y in range(scale * ROWS):
            rows = (glyph(char)[y // scale] for char in text[:LENGTH])
            line = (" " * scale * GAP).join(
                "".join((lit if pixel else " ") * scale for pixel in row) for row in rows
            )
            if 0 <= top + y < height:
                lines[top + y] = (margin + line).ljust(width)[:width]
        return lines


def glyph(char: str) -> list[list[bool]]:
    """The cells of a character at scale 1, seven rows of them."""
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
    """How wide a text is at scale 1."""
    return sum(_width_of(char) + GAP for char in text[:LENGTH]) - GAP


def changed(was: str, now: str) -> list[tuple[int, int]]:
    """The run of cells in which two texts of one length differ, if any; a second run would cost more."""
    differing = [at for at, (one, other) in enumerate(zip(was, now, strict=True)) if one != other]
    return [(differing[0], differing[-1] + 1)] if differing else []


def _width_of(char: str) -> int:
    return {":": 2, "+": 6}.get(char, WIDTH)
