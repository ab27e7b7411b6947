"""The marks and colours of days in a calendar."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from coach.domain.day_states import DAY_STATES
from coach.domain.habit.streak import Days, states
from coach.domain.model import Book
from coach.text.glyphs import DayStyle

YEAR_DAYS = 364
"""Days that the picture of the year shows before today, at least."""


def day_styles(book: Book, days: Days, first: date, last: date) -> Mapping[date, DayStyle]:
    """Returns the mark and the colour of each day from `first` to `last`, both included."""
    notes = {note.day for note in book.notes} | {s.day for s in book.sessions if s.note}
    return {
        day: DayStyle(DAY_STATES[state].mark, level(days.minutes.get(day, 0.0)), day in notes)
        for day, state in states(days, first, last).items()
    }


def year_since(book: Book, today: date) -> date | None:
    """Returns where the picture of the year begins: with the first session, unless that was a year ago."""
    first = min((session.day for session in book.sessions), default=today)
    return first if (today - first).days < YEAR_DAYS else None


def level(minutes: float) -> int:
    """Returns the place on the colour ramp, 1 to 4, for a day's minutes."""
    return 1 if minutes < 5 else 2 if minutes < 10 else 3 if minutes < 15 else 4
