"""Figures over what was recorded. They say what was, and never why."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from coach.domain.habit.streak import MEMORY, Days, DayState, is_kept, states
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
"""The hours from which and up to which each part goes; the night over midnight."""


class Period(NamedTuple):
    """What days in a row held: those of a week, or of a month."""

    first: date
    minutes: float
    kept_days: int
    sessions: int


class Mean(NamedTuple):
    """A mean, and how many sessions it rests on."""

    value: float
    sessions: int


class Point(NamedTuple):
    """The soreness around one session."""

    day: date
    before: int
    after: int


class ThisWeek(NamedTuple):
    """The week so far, and the week before up to the same weekday."""

    kept_days: int
    days: int
    """Days of the week so far, today included: 1 to 7."""
    minutes: float
    minutes_before: float
    relief: Mean | None

    @property
    def difference(self) -> float:
        """Minutes more than a week ago, up to the same weekday; negative for less."""
        return round(self.minutes - self.minutes_before, 2)


def needed(have: int, want: int = TREND_OF) -> int:
    """Returns how many more are needed before a trend can be shown; 0 when there are enough."""
    return max(0, want - have)


def weekly(sessions: Iterable[Session], today: date, weeks: int, week_start: int) -> tuple[Period, ...]:
    """Returns the last so many weeks, this one last, also those in which nothing was."""
    this = week_first(today, week_start)
    firsts = [this - timedelta(weeks=weeks - 1 - index) for index in range(weeks)]
    return _stretches(firsts, sessions, today, lambda day: week_first(day, week_start))


def monthly(sessions: Iterable[Session], first: date, last: date) -> tuple[Period, ...]:
    """Returns the months from the one of `first` to that of `last`, also those in which nothing was."""
    span = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    return _stretches(
        [date(n // 12, n % 12 + 1, 1) for n in span], sessions, last, lambda day: day.replace(day=1)
    )


def this_week(sessions: Sequence[Session], today: date, week_start: int) -> ThisWeek:
    """Returns what Today says of the week: days, minutes beside those of the week before, relief."""
    first = week_first(today, week_start)
    now = [session for session in sessions if first <= session.day <= today]
    begin, end = first - timedelta(weeks=1), today - timedelta(weeks=1)
    then = [session for session in sessions if begin <= session.day <= end]
    (week,) = weekly(now, today, 1, week_start)
    return ThisWeek(
        kept_days=week.kept_days,
        days=(today - first).days + 1,
        minutes=week.minutes,
        minutes_before=round(sum(session.done_min for session in then), 2),
        relief=relief(now),
    )


def points(sessions: Iterable[Session]) -> tuple[Point, ...]:
    """Returns the soreness before and after, for the sessions where both were answered."""
    return tuple(
        Point(session.day, session.before, session.after)
        for session in sessions
        if session.before is not None and session.after is not None
    )


def relief(sessions: Iterable[Session]) -> Mean | None:
    """Returns how much lower soreness was after than before, on the mean; negative where it was higher."""
    return mean([point.before - point.after for point in points(sessions)])


def sharpness(sessions: Iterable[Session]) -> Mean | None:
    """Returns the mean sharpness, 0 to 10, of the sessions where it was answered."""
    return mean([session.sharpness for session in sessions if session.sharpness is not None])


def sharpness_by_step(
    rows: Iterable[tuple[LadderStep | None, int | None]],
) -> tuple[tuple[LadderStep, Mean], ...]:
    """Returns the mean sharpness of each step, softest first, from rows of a step and a sharpness, both known."""
    by_step: dict[LadderStep, list[int]] = {}
    for step, value in rows:
        if step is not None and value is not None:
            by_step.setdefault(step, []).append(value)
    ordered = sorted(by_step.items(), key=lambda item: item[0].key)
    return tuple((step, Mean(sum(values) / len(values), len(values))) for step, values in ordered)


def consistency(days: Days, weeks: int, week_start: int) -> tuple[tuple[date, float], ...]:
    """Returns the first days of the last weeks and the score, 0 to 1, at their ends; for this week, as of today.

    It is the score of `streak`, told for other days than today too. Weeks before the first kept day are left
    out.
    """
    kept = [day for day, minutes in days.minutes.items() if is_kept(minutes) and day <= days.today]
    if not kept:
        return ()
    score, by_week = 0.0, {}
    for day, state in states(days, min(kept), days.today).items():
        if state in (DayState.DONE, DayState.KEPT):
            score = score * MEMORY + 1 - MEMORY
        elif state is DayState.MISSED:
            score *= MEMORY
        by_week[week_first(day, week_start)] = score
    return tuple(by_week.items())[-weeks:]


def by_weekday(sessions: Iterable[Session], week_start: int) -> tuple[int, ...]:
    """Returns how many sessions fell on each day of the week, from the start of the week on."""
    counts = [0] * 7
    for session in sessions:
        counts[(session.day.weekday() - week_start) % 7] += 1
    return tuple(counts)


def by_daypart(sessions: Iterable[Session]) -> dict[Daypart, int]:
    """Returns how many sessions began in each part of the day, as it was lived: by the offset of each session.

    A session logged without a time was put at noon, and says nothing.
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
    """Returns the mean of some answers; None of none."""
    return Mean(sum(values) / len(values), len(values)) if values else None


def week_first(day: date, week_start: int) -> date:
    """Returns the first day of the week of a day."""
    return day - timedelta((day.weekday() - week_start) % 7)


def _stretches(
    firsts: Sequence[date], sessions: Iterable[Session], last: date, first_of: Callable[[date], date]
) -> tuple[Period, ...]:
    held: dict[date, dict[date, float]] = {first: {} for first in firsts}
    counts = dict.fromkeys(firsts, 0)
    for session in sessions:
        first = first_of(session.day)
        if first in held and session.day <= last:
            held[first][session.day] = held[first].get(session.day, 0.0) + session.done_min
            counts[first] += 1
    return tuple(
        Period(first, round(sum(by_day.values()), 2), sum(map(is_kept, by_day.values())), counts[first])
        for first, by_day in held.items()
    )
