"""Which class a screen carries at which size; one from each list, and no other from the same list."""

from __future__ import annotations

HORIZONTAL_BREAKPOINTS = [
    (0, "-sliver"),
    (40, "-slim"),
    (60, "-narrow"),
    (78, "-usual"),
    (100, "-broad"),
    (120, "-wide"),
]
"""Below 40, 60, 78, 100 and 120 columns, and from 120."""
VERTICAL_BREAKPOINTS = [(0, "-flat"), (12, "-low"), (16, "-short"), (30, "-high"), (38, "-tall")]
"""Below 12, 16, 30 and 38 rows, and from 38."""

MAX_WIDTH = 140
MAX_HEIGHT = 46
"""The most room that a screen uses; beyond it the content is centred."""


def too_small(width: int, height: int) -> bool:
    """Returns whether nothing but one plain line is shown."""
    return width < 40 or height < 12


def one_line(width: int, height: int) -> bool:
    """Returns whether a running session is shown as one plain line."""
    return width < 60 or height < 16
