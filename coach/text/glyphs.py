"""The glyphs: one set for Unicode, one for terminals that can only show ASCII.

The states of days differ by their shapes in both, not only by colour.
"""

from __future__ import annotations

import locale
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class DayMark(StrEnum):
    """The mark of a day in a calendar."""

    DONE = "done"
    KEPT = "kept"
    MISSED = "missed"
    REST = "rest"
    PAUSE = "pause"
    NONE = "none"
    """Before the first kept day, or today while nothing is recorded."""
    FUTURE = "future"

    @property
    def word(self) -> str:
        """The name of the mark in a legend."""
        return "rest day" if self is DayMark.REST else self.value


@dataclass(frozen=True, slots=True)
class DayStyle:
    """The style in which one day is painted."""

    state: DayMark = DayMark.NONE
    level: int = 0
    """1 to 4 on the colour ramp, by the day's minutes; 0 for the plain colour of the state."""
    note: bool = False


@dataclass(frozen=True, slots=True)
class Glyphs:
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
    upright: str
    dot: str
    """Separates two facts on a line."""
    none: str
    up: str
    down: str
    left: str
    right: str


UNICODE = Glyphs(
    ascii=False,
    days={
        DayMark.DONE: "\u25a0",
        DayMark.KEPT: "\u2584",
        DayMark.MISSED: "\u00d7",
        DayMark.REST: "\u25cb",
        DayMark.PAUSE: "\u2500",
        DayMark.NONE: "\u00b7",
        DayMark.FUTURE: " ",
    },
    today="@",
    full="\u2588",
    half="\u2584",
    ahead="\u2591",
    track="\u2500",
    cue="\u2502",
    rule="\u2500",
    upright="\u2502",
    dot="\u00b7",
    none="\u00b7",
    up="\u2191",
    down="\u2193",
    left="\u2190",
    right="\u2192",
)
ASCII = Glyphs(
    ascii=True,
    days={
        DayMark.DONE: "#",
        DayMark.KEPT: "+",
        DayMark.MISSED: "x",
        DayMark.REST: "o",
        DayMark.PAUSE: "-",
        DayMark.NONE: ".",
        DayMark.FUTURE: " ",
    },
    today="@",
    full="#",
    half="=",
    ahead=":",
    track="-",
    cue="|",
    rule="-",
    upright="|",
    dot="-",
    none=".",
    up="up",
    down="down",
    left="left",
    right="right",
)


def wants_ascii(setting: str, encoding: str | None = None) -> bool:
    """Returns whether to use the ASCII glyphs.

    The setting decides, or for `auto` the encoding, which is by default that of the locale.
    """
    if setting in ("ascii", "unicode"):
        return setting == "ascii"
    name = encoding or locale.getpreferredencoding(False)
    return name.lower().replace("-", "").replace("_", "") not in ("utf8", "utf8sig", "cp65001")
