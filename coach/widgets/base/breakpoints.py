"""The classes that a screen carries at each size: one from each list."""

from __future__ import annotations

HORIZONTAL_BREAKPOINTS = [
    (0, "-sliver"),
    (40, "-slim"),
    (60, "-narrow"),
    (78, "-usual"),
    (100, "-broad"),
    (120, "-wide"),
]
"""The classes below 40, 60, 78, 100 and 120 columns, and from 120 on."""
VERTICAL_BREAKPOINTS = [(0, "-flat"), (12, "-low"), (16, "-short"), (30, "-high"), (38, "-tall")]
"""The classes below 12, 16, 30 and 38 rows, and from 38 on."""

WITHOUT_BORDERS = frozenset({"-sliver", "-slim", "-flat", "-low"})
"""The classes of screens whose cards have no border, which could hold a title, and that spare blank rows."""

TWO_COLUMNS = 72
"""Columns from which a text stands beside its list."""
SINGLE_CLASS = "-single"
"""The class of a screen below that, which shows the text below the list or in its place."""


def size_class(cells: int, breakpoints: list[tuple[int, str]]) -> str:
    """Returns the class of a list for a width or a height."""
    return max((start, name) for start, name in breakpoints if cells >= start)[1]


def too_small(width: int, height: int) -> bool:
    """Returns whether a screen is so small that it shows only one plain line."""
    return width < 40 or height < 12


def one_line(width: int, height: int) -> bool:
    """Returns whether a screen is so small that it shows a running session in plain lines, without digits."""
    return width < 28 or height < 8
