"""The marks of days as the commands write them, the same as in the calendar on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.cli.output import unicode
from coach.domain.day_states import DAY_STATES, DayState
from coach.text.glyphs import ASCII, UNICODE, Glyphs

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from coach.domain.model import Book


def marks(book: Book, *, ascii: bool = False) -> Glyphs:
    """Returns the glyphs of the settings; ASCII ones if asked for, or if the output takes no others."""
    setting = book.settings.marks
    wanted = ascii or setting == "ascii" or (setting == "auto" and not unicode())
    return ASCII if wanted else UNICODE


def dot(day: date, today: date, found: Mapping[date, DayState], marks: Glyphs) -> str:
    """Returns the mark of a day; today has one of its own while nothing is recorded."""
    if day == today and found[day] is DayState.TODAY:
        return marks.today
    return marks.days[DAY_STATES[found[day]].mark]
