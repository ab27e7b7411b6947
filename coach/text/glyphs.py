"""The glyphs: one set for Unicode, one for terminals that can only show ASCII.

The states of days differ by their shapes in both, not only by colour.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import NamedTuple


class DayMark(Enum):
    """The mark of a day in a calendar: its glyph, that in ASCII, and the variable of its colour."""

    DONE = "\u25a0", "#", "st-done"
    KEPT = "\u2584", "+", "st-kept"
    MISSED = "\u00d7", "x", "st-missed"
    REST = "\u25cb", "o", "st-rest"
    PAUSE = "\u2500", "-", "st-pause"
    NONE = "\u00b7", ".", "st-before"
    """Before the first kept day, or today while nothing is recorded."""
    FUTURE = " ", " ", "st-future"

    def __init__(self, unicode: str, ascii: str, pen: str) -> None:
        self.unicode = unicode
        self.ascii = ascii
        self.pen = pen

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing on such a day, so that today can have a sign of its own."""
        return self in (DayMark.NONE, DayMark.FUTURE)


class DayStyle(NamedTuple):
    """The style in which one day is painted."""

    state: DayMark = DayMark.NONE
    level: int = 0
    """1 to 4 on the colour ramp, by the day's minutes; 0 for the plain colour of the state."""
    note: bool = False


class Glyphs(NamedTuple):
    """One set of glyphs; each is one cell wide, and all of five common monospaced fonts have it."""

    ascii: bool
    days: Mapping[DayMark, str]
    today: str
    """Today in the year's calendar, while nothing is recorded."""
    full: str
    half: str
    """The lower half of a cell."""
    ahead: str
    """A bar that lies in the future."""
    track: str
    cue: str
    rule: str
    dot: str
    """Separates two facts on a line."""
    none: str
    up: str
    left: str
    right: str


UNICODE = Glyphs(
    ascii=False,
    days={mark: mark.unicode for mark in DayMark},
    today="@",
    full="\u2588",
    half="\u2584",
    ahead="\u2591",
    track="\u2500",
    cue="\u2502",
    rule="\u2500",
    dot="\u00b7",
    none="\u00b7",
    up="\u2191",
    left="\u2190",
    right="\u2192",
)
ASCII = Glyphs(
    ascii=True,
    days={mark: mark.ascii for mark in DayMark},
    today="@",
    full="#",
    half="=",
    ahead=":",
    track="-",
    cue="|",
    rule="-",
    dot="-",
    none=".",
    up="up",
    left="left",
    right="right",
)
