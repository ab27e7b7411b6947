"""A day in a line: its date, its state, and what was done on it."""

from __future__ import annotations

from datetime import date

from coach.domain import labels
from coach.domain.day_states import DAY_STATES, DayState
from coach.domain.habit.rhythm import rhythm_on
from coach.domain.habit.streak import Days, state
from coach.domain.model import Area, Book, Session
from coach.text import format


def day_line(book: Book, days: Days, day: date) -> str:
    """Returns the day with its state and its minutes, as in "Thu 19 Nov · done, 20 minutes"."""
    found = told_state(book, days, day)
    sessions = [each for each in book.sessions if each.day == day]
    # Under two minutes keep no day, and are told all the same.
    spec = DAY_STATES[found]
    word = "" if sessions and spec.undone else spec.undone or spec.word
    told = ", ".join(filter(None, (word, _done(sessions))))
    note = "a note" if any(each.day == day for each in book.notes) or any(s.note for s in sessions) else ""
    return " \u00b7 ".join(filter(None, (format.day_and_month(day), told, note)))


def told_state(book: Book, days: Days, day: date) -> DayState:
    """Returns the state in which a day is told: after a session that was too short it was not kept either."""
    found = state(days, day)
    if found is not DayState.BEFORE or not _follows_a_session(book, day):
        return found
    return DayState.OPEN if rhythm_on(days.rhythms, day).in_weeks else DayState.MISSED


def _follows_a_session(book: Book, day: date) -> bool:
    """Returns whether there was a session on a day before; one that was too short leaves no streak behind."""
    return any(each.day < day for each in book.sessions)


def _done(sessions: list[Session]) -> str:
    if not sessions:
        return ""
    areas = list(dict.fromkeys(each.area for each in sessions))
    where = "" if areas == [Area.BACK] else f" ({format.listed(labels.AREA[area] for area in areas)})"
    if len(sessions) == 1:
        return f"{format.minutes(sessions[0].done_min)}{where}"
    return f"{format.total_short(sum(each.done_min for each in sessions))} in {len(sessions)} sessions{where}"
