"""The marks of days as the commands write them: those of the calendar on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.cli.output import unicode
from coach.domain.habit.streak import DayState
from coach.text.glyphs import ASCII, UNICODE, DayMark, Glyphs

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from coach.domain.model import Book

STATES = {
    DayState.DONE: DayMark.DONE,
    DayState.KEPT: DayMark.KEPT,
    DayState.MISSED: DayMark.MISSED,
    DayState.REST: DayMark.REST,
    DayState.PAUSE: DayMark.PAUSE,
    DayState.TODAY: DayMark.NONE,
    DayState.FUTURE: DayMark.FUTURE,
    DayState.BEFORE: DayMark.NONE,
}


def marks(book: Book, *, ascii: bool = False) -> Glyphs:
    """Returns the marks of the settings; ASCII also where it is asked for, or all that the output can take."""
    setting = book.settings.marks
    wanted = ascii or setting == "ascii" or (setting == "auto" and not unicode())
    return ASCII if wanted else UNICODE


def dot(day: date, today: date, found: Mapping[date, DayState], marks: Glyphs) -> str:
    """Returns a day as one character; today has one of its own while nothing is recorded."""
    if day == today and found[day] is DayState.TODAY:
        return marks.today
    return marks.days[STATES[found[day]]]
