"""The title of the terminal's window."""

from __future__ import annotations

from typing import Final

from coach.text.clean import brief

SAVE_TITLE: Final = "\x1b[22;2t"
"""Saves the present title, if the terminal can (XTWINOPS)."""

RESTORE_TITLE: Final = "\x1b[23;2t"
"""Restores the title that was saved."""

_LONGEST = 80


def window_title(text: str) -> str:
    """Returns the sequence that gives the window of a terminal a title."""
    return f"\x1b]2;{brief(text, _LONGEST)}\x07"
