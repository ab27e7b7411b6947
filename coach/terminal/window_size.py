"""How large a window is taken to be, whatever a terminal says."""

from __future__ import annotations

from typing import Final

LARGEST: Final = (1000, 400)
"""Columns and rows beyond which nothing is drawn: four times the largest screens, and still quick."""


def clamped(columns: int, rows: int) -> tuple[int, int]:
    """Returns a size within the bounds in which the coach can draw; at least one cell."""
    return max(1, min(columns, LARGEST[0])), max(1, min(rows, LARGEST[1]))
