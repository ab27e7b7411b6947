"""The marks of days as the commands write them: those of the calendar on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.cli.output import unicode
from coach.domain.habit.streak import DayState
from coach.text.glyphs import ASCII, UNICODE, Marks, State

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from coach.domain.model import Book

STATES = {
    DayState.DONE: State.DONE,
    DayState.KEPT: State.KEPT,
    DayState.MISSED: State.MISSED,
    DayState.REST: State.REST,
    DayState.PAUSE: State.PAUSE,
    DayState.TODAY: State.NONE,
    DayState.FUTURE: State.FUTURE,
    DayState.BEFORE: State.NONE,
}


def marks(book: Book, *, ascii: bool = False) -> Marks:
    """The marks of the settings; ASCII also where it is asked for, or all that the output can take."""
    setting = book.settings.marks
    wanted = ascii or setting == "ascii" or (setting == "auto" and not unicode())
    return ASCII if wanted else UNICODE


def dot(day: date, today: date, found: Mapping[date, DayState], marks: Marks) -> str:
    """A day as one character; today has one of its own while nothing is recorded."""
    if day == today and found[day] is DayState.TODAY:
        return marks.today
    return marks.days[STATES[found[day]]]
