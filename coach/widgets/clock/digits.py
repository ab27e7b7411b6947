"""The faces of the big digits: seven segments in every size, from three rows to a whole window."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

SEGMENTS = {
    "0": "abcdef", "1": "bc", "2": "abged", "3": "abgcd", "4": "fgbc",
    "5": "afgcd", "6": "afgedc", "7": "abc", "8": "abcdefg", "9": "abcdfg",
}  # fmt: skip
"""The segments of a digit: `a` above, then clockwise to `f`, and `g` in the middle."""


class Face(NamedTuple):
    """A size of digits, in whole rows and cells; in half rows where `halves` says so."""

    rows: int
    width: int
    """Cells of a digit."""
    bar: int
    """Rows of a horizontal stroke."""
    stroke: int
    """Cells of a vertical one; twice the rows of a horizontal one look equally thick."""
    gap: int
    halves: bool = False

    @property
    def pixels(self) -> int:
        """The rows of the grid that a glyph is drawn on."""
        return 5 if self.halves else self.rows

    def width_of(self, text: str) -> int:
        """Returns the cells that a text takes."""
        return sum(self.width_of_one(char) + self.gap for char in text) - self.gap

    def width_of_one(self, char: str) -> int:
        """Returns the cells that a character takes."""
        if char == ":":
            return self.stroke
        return 3 * self.stroke if char == "+" else self.width


FACES = (
    *(Face(rows, round(8 * rows / 7), bar, 2 * bar, max(1, round(2 * rows / 7)))
      for rows, bar in ((23, 3), (21, 3), (19, 3), (17, 3), (14, 2), (12, 2), (9, 1), (7, 1), (5, 1))),
    Face(5, 4, 1, 1, 1),
    Face(3, 3, 1, 1, 1, halves=True),
)  # fmt: skip
"""All faces, the largest first; each has its middle stroke in the middle."""


@lru_cache(maxsize=64)
def glyph(face: Face, char: str) -> list[list[bool]]:
    """Returns which cells of a character are lit, row by row."""
    lit, rows, width, bar, stroke = (
        SEGMENTS.get(char, ""),
        face.pixels,
        face.width_of_one(char),
        face.bar,
        face.stroke,
    )
    middle = (rows - bar) // 2
    hole = middle - bar
    dot = bar + (hole - bar + 1) // 2

    def cell(x: int, y: int) -> bool:
        if char == ":":
            return dot <= y < dot + bar or dot <= rows - 1 - y < dot + bar
        if char == "+":
            across = middle <= y < middle + bar
            return across or (middle - bar <= y < middle + 2 * bar and stroke <= x < 2 * stroke)
        upper, lower = y < middle + bar, y >= middle
        return (
            (y < bar and "a" in lit)
            or (middle <= y < middle + bar and "g" in lit)
            or (y >= rows - bar and "d" in lit)
            or (x < stroke and ((upper and "f" in lit) or (lower and "e" in lit)))
            or (x >= width - stroke and ((upper and "b" in lit) or (lower and "c" in lit)))
        )

    return [[cell(x, y) for x in range(width)] for y in range(rows)]


def fitting(text: str, width: int, height: int) -> Face | None:
    """Returns the largest face in which a text fits; None where there is no room for any."""
    return next((face for face in FACES if face.rows <= height and face.width_of(text) <= width), None)


def in_ascii(char: str) -> tuple[str, str, str]:
    """Returns a character in three rows of plain lines, for the smallest face without half rows."""
    if char == ":":
        return " ", ".", "."
    if char == "+":
        return "   ", " | ", "-+-"
    lit = SEGMENTS.get(char, "")

    def part(segment: str, sign: str) -> str:
        return sign if segment in lit else " "

    return (
        f" {part('a', '_')} ",
        f"{part('f', '|')}{part('g', '_')}{part('b', '|')}",
        f"{part('e', '|')}{part('d', '_')}{part('c', '|')}",
    )
