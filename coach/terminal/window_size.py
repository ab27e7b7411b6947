"""The bounds of the window's size, whatever a terminal says."""

from __future__ import annotations

from typing import Final

LARGEST: Final = (1000, 400)
"""The most columns and rows that are drawn: four times the largest screens, and still quick."""


def clamped(columns: int, rows: int) -> tuple[int, int]:
    """Returns a size within the bounds, at least one cell each way."""
    return max(1, min(columns, LARGEST[0])), max(1, min(rows, LARGEST[1]))
