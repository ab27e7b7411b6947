"""The title of the terminal's window."""

from __future__ import annotations

from typing import Final

from coach.text.clean import brief

SAVE_TITLE: Final = "\x1b[22;2t"
"""Puts the present title aside, where the terminal can (XTWINOPS)."""

RESTORE_TITLE: Final = "\x1b[23;2t"
"""Takes back the title that was put aside."""

_LONGEST = 80


def window_title(text: str) -> str:
    """Returns what to write to a terminal so that its window is called `text`."""
    return f"\x1b]2;{brief(text, _LONGEST)}\x07"
