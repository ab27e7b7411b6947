"""The marks and colours of days in a calendar."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from coach.domain.day_states import DAY_STATES, LEGEND
from coach.domain.habit.quiet_days import shown_states
from coach.domain.habit.streak import Days
from coach.domain.model import Book
from coach.text.glyphs import DayMark, DayStyle
from coach.widgets.calendars.legend import Entry, Sign

SHADES = (5, 10, 15)
"""The minutes from which a day has the second, third and fourth shade."""

_NO_SESSION = (DayMark.NONE, "no session")
MONTH_LEGEND: tuple[Entry, ...] = (*LEGEND, _NO_SESSION, (Sign.NOTE, "note"))
"""The marks of a month with their words; today is in brackets there, which needs none."""
YEAR_LEGEND: tuple[Entry, ...] = (
    *LEGEND,
    _NO_SESSION,
    (Sign.TODAY, "today"),
    (Sign.NOTE, "note"),
    (Sign.SHADE_1, f"to {SHADES[0]}"),
    (Sign.SHADE_2, f"{SHADES[0]}+"),
    (Sign.SHADE_3, f"{SHADES[1]}+"),
    (Sign.SHADE_4, f"{SHADES[2]}+ min"),
)
"""The marks and shades of the year with their words, and those of the month above it."""


def day_styles(book: Book, days: Days, first: date, last: date) -> Mapping[date, DayStyle]:
    """Returns the mark and the colour of each day from `first` to `last`, both included."""
    notes = {note.day for note in book.notes} | {s.day for s in book.sessions if s.note}
    return {
        day: DayStyle(DAY_STATES[state].mark, level(days.minutes.get(day, 0.0)), day in notes)
        for day, state in shown_states(days, first, last).items()
    }


def level(minutes: float) -> int:
    """Returns the place on the colour ramp, 1 to 4, for a day's minutes."""
    return 1 + sum(minutes >= least for least in SHADES)
