"""Sums, means and counts over what was recorded."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from coach.domain.habit.streak import Days, daily_scores, is_kept
from coach.domain.model import Session
from coach.domain.ramp.timeline import LadderStep

TREND_OF = 5
"""Check-ins before a trend can be shown."""


class Daypart(StrEnum):
    """A part of the day, by the hour at which a session began."""

    NIGHT = "night"
    MORNING = "morning"
    MIDDAY = "midday"
    EVENING = "evening"


PART_HOURS = {
    Daypart.NIGHT: (22, 5),
    Daypart.MORNING: (5, 11),
    Daypart.MIDDAY: (11, 17),
    Daypart.EVENING: (17, 22),
}
"""The first hour of each part, and the first hour after it; the night goes over midnight."""


class Period(NamedTuple):
    """A week or a month, with what was recorded on its days."""

    first: date
    minutes: float
    kept_days: int
    sessions: int


class Mean(NamedTuple):
    """A mean, and the number of sessions behind it."""

    value: float
    sessions: int


class Point(NamedTuple):
    """The soreness around one session."""

    day: date
    before: int
    after: int


def needed(have: int, want: int = TREND_OF) -> int:
    """Returns how many more answers are needed before a trend can be shown; 0 if there are enough."""
    return max(0, want - have)


def weekly(sessions: Iterable[Session], today: date, weeks: int, week_start: int) -> tuple[Period, ...]:
    """Returns the last `weeks` weeks, this one last; weeks without a session are in it too."""
    this = week_first(today, week_start)
    firsts = [this - timedelta(weeks=weeks - 1 - index) for index in range(weeks)]
    return _periods(firsts, sessions, today, lambda day: week_first(day, week_start))


def weeks_used(sessions: Iterable[Session], today: date, week_start: int) -> int:
    """Returns the number of weeks from that of the first session to this one; 0 without a session."""
    first = min((session.day for session in sessions), default=None)
    if first is None:
        return 0
    return (week_first(today, week_start) - week_first(first, week_start)).days // 7 + 1


def monthly(sessions: Iterable[Session], first: date, last: date) -> tuple[Period, ...]:
    """Returns the months from that of `first` to that of `last`; months without a session are in it too."""
    span = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    return _periods(
        [date(n // 12, n % 12 + 1, 1) for n in span], sessions, last, lambda day: day.replace(day=1)
    )


def points(sessions: Iterable[Session]) -> tuple[Point, ...]:
    """Returns the soreness before and after each session for which both were answered."""
    return tuple(
        Point(session.day, session.before, session.after)
        for session in sessions
        if session.before is not None and session.after is not None
    )


def relief(sessions: Iterable[Session]) -> Mean | None:
    """Returns by how much soreness was lower after than before, on average; negative if it was higher."""
    return mean([point.before - point.after for point in points(sessions)])


def sharpness(sessions: Iterable[Session]) -> Mean | None:
    """Returns the mean sharpness, 0 to 10, of the sessions for which it was answered."""
    return mean([session.sharpness for session in sessions if session.sharpness is not None])


def sharpness_by_step(
    rows: Iterable[tuple[LadderStep | None, int | None]],
) -> tuple[tuple[LadderStep, Mean], ...]:
    """Returns the mean sharpness of each step, softest first; rows that lack one of the two are left out."""
    by_step: dict[LadderStep, list[int]] = {}
    for step, value in rows:
        if step is not None and value is not None:
            by_step.setdefault(step, []).append(value)
    ordered = sorted(by_step.items(), key=lambda item: item[0].key)
    return tuple((step, Mean(sum(values) / len(values), len(values))) for step, values in ordered)


def consistency(days: Days, weeks: int, week_start: int) -> tuple[tuple[date, float], ...]:
    """Returns the first day of each of the last weeks and the score, 0 to 1, at its end, or today.

    The score is that of `streak`. Weeks before the first kept day are left out.
    """
    by_week = {week_first(day, week_start): score for day, score in daily_scores(days)}
    return tuple(by_week.items())[-weeks:]


def by_weekday(sessions: Iterable[Session], week_start: int) -> tuple[int, ...]:
    """Returns the number of sessions on each day of the week, from the start of the week on."""
    counts = [0] * 7
    for session in sessions:
        counts[(session.day.weekday() - week_start) % 7] += 1
    return tuple(counts)


def by_daypart(sessions: Iterable[Session]) -> dict[Daypart, int]:
    """Returns the number of sessions that began in each part of the day, by the local time of each session.

    A session logged without a time was put at noon, so it is left out.
    """
    counts = dict.fromkeys(Daypart, 0)
    for session in sessions:
        began = session.started_at
        if session.backfilled and (began.hour, began.minute, began.second) == (12, 0, 0):
            continue
        counts[_daypart(began.hour)] += 1
    return counts


def _daypart(hour: int) -> Daypart:
    found = (part for part, (first, last) in PART_HOURS.items() if first <= hour < last)
    return next(found, Daypart.NIGHT)


def mean(values: Sequence[int]) -> Mean | None:
    """Returns the mean of some answers; None if there are none."""
    return Mean(sum(values) / len(values), len(values)) if values else None


def week_first(day: date, week_start: int) -> date:
    """Returns the first day of the week that a day is in."""
    return day - timedelta((day.weekday() - week_start) % 7)


def _periods(
    firsts: Sequence[date], sessions: Iterable[Session], last: date, first_of: Callable[[date], date]
) -> tuple[Period, ...]:
    minutes: dict[date, dict[date, float]] = {first: {} for first in firsts}
    counts = dict.fromkeys(firsts, 0)
    for session in sessions:
        first = first_of(session.day)
        if first in minutes and session.day <= last:
            minutes[first][session.day] = minutes[first].get(session.day, 0.0) + session.done_min
            counts[first] += 1
    return tuple(
        Period(first, round(sum(by_day.values()), 2), sum(map(is_kept, by_day.values())), counts[first])
        for first, by_day in minutes.items()
    )
