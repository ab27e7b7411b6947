"""This week beside the one before, told in sentences."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from coach.domain.day_states import DAY_STATES, StreakEffect
from coach.domain.habit.rhythm import Week
from coach.domain.habit.streak import Days, states, week_on
from coach.domain.habit.streak_words import kept_of_asked
from coach.domain.model import Session
from coach.domain.stats.aggregates import Mean, relief, week_first
from coach.text import format
from coach.text.format import as_said, capital, count, total_short

_NO_CHANGE = 0.05
"""A mean difference below this is told as none."""


class ThisWeek(NamedTuple):
    """The week so far, beside the same days of the week before."""

    kept_days: int
    counted: int
    """Its days up to today that were kept or missed; today counts once it is kept. 0 to 7."""
    minutes: float
    until: date | None
    """The last day that is compared; None before the first one of the week."""
    minutes_before: float | None
    """The minutes on the same days of the week before; None if the mat was not in use by then."""
    relief: Mean | None
    sessions: int
    used_before: bool
    """Whether there was any session before this week."""
    week: Week | None = None
    """The week of its rhythm; None if that is every day."""

    @property
    def difference(self) -> float | None:
        """Minutes more than on the same days of the week before, negative for less; None without those."""
        if self.minutes_before is None or self.until is None:
            return None
        return round(as_said(self.minutes) - as_said(self.minutes_before))


def this_week(sessions: Sequence[Session], days: Days, week_start: int) -> ThisWeek:
    """Returns the figures of the week of `days.today`, which is compared once it has a session itself."""
    today, week = days.today, week_on(days, days.today)
    # A rhythm has weeks of its own, which need not begin as those of the calendar do.
    first = week_first(today, week_start) if week is None else week.first
    now = [session for session in sessions if first <= session.day <= today]
    last = today if any(session.day == today for session in now) else today - timedelta(days=1)
    until = last if last >= first else None
    effects = [DAY_STATES[state].streak for state in states(days, first, today).values()]
    kept, missed = effects.count(StreakEffect.ADDS), effects.count(StreakEffect.BREAKS)
    return ThisWeek(
        kept_days=kept,
        counted=kept + missed,
        minutes=round(sum(session.done_min for session in now), 2),
        until=until,
        minutes_before=_before(sessions, first - timedelta(weeks=1), until),
        relief=relief(now),
        sessions=len(now),
        used_before=any(session.day < first for session in sessions),
        week=week,
    )


def sentences(week: ThisWeek) -> tuple[str, ...]:
    """Returns the days and minutes, the difference to the week before, and the soreness, a line each."""
    return tuple(filter(None, (_so_far(week), _compared(week), _soreness(week))))


def _before(sessions: Sequence[Session], first: date, until: date | None) -> float | None:
    """Returns the minutes from `first` to the same weekday as `until`; None if the first use came later."""
    if until is None or min((session.day for session in sessions), default=until) > first:
        return None
    last = until - timedelta(weeks=1)
    return round(sum(session.done_min for session in sessions if first <= session.day <= last), 2)


def _so_far(week: ThisWeek) -> str:
    if week.week is None and not week.counted and not week.sessions:
        return "Nothing to count yet this week" if week.used_before else "Begins with your first session"
    kept = f"{week.kept_days} of {format.days(week.counted)} kept" if week.counted else ""
    if week.week is not None:
        kept = capital(f"{kept_of_asked(week.week)}{' days kept' if week.week.asked else ''}")
    return " \u00b7 ".join(filter(None, (kept, total_short(week.minutes) if week.sessions else "")))


def _compared(week: ThisWeek) -> str:
    if (difference := week.difference) is None or not (week.minutes or week.minutes_before):
        return ""  # two weeks off are nothing to compare
    if not difference:
        return "The same as a week ago"
    return f"{total_short(abs(difference))} {'more' if difference > 0 else 'less'} than a week ago"


def _soreness(week: ThisWeek) -> str:
    if not week.sessions:
        return ""
    if week.relief is None:
        return "No answers on soreness yet"
    by, among = week.relief.value, count(week.relief.sessions, "answer")
    if abs(by) < _NO_CHANGE:
        return f"As sore after as before ({among})"
    return f"{abs(by):.1f} {'less' if by > 0 else 'more'} sore after ({among})"
