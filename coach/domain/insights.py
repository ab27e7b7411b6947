"""Figures over what was recorded. They say what was, and never why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta, tzinfo
from enum import StrEnum

from coach.domain.model import Session
from coach.domain.streak import is_kept

TREND_OF = 5
"""Check-ins before a trend can be shown."""


class Daypart(StrEnum):
    """A part of the day, by the hour at which a session began."""

    NIGHT = "night"
    """22 to 5."""
    MORNING = "morning"
    """5 to 11."""
    MIDDAY = "midday"
    """11 to 17."""
    EVENING = "evening"
    """17 to 22."""


@dataclass(frozen=True, slots=True)
class Week:
    """What a week held."""

    first: date
    minutes: float
    kept_days: int
    sessions: int


@dataclass(frozen=True, slots=True)
class Mean:
    """A mean, and how many sessions it rests on."""

    value: float
    count: int


@dataclass(frozen=True, slots=True)
class Point:
    """The soreness around one session."""

    day: date
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class ThisWeek:
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
    """How many more are needed before a trend can be shown; 0 when there are enough."""
    return max(0, want - have)


def weekly(sessions: Iterable[Session], today: date, weeks: int, week_start: int) -> tuple[Week, ...]:
    """The last so many weeks, this one last, also those in which nothing was."""
    this = _week_first(today, week_start)
    by_day: list[dict[date, float]] = [{} for _ in range(weeks)]
    counts = [0] * weeks
    for session in sessions:
        index = weeks - 1 - (this - _week_first(session.day, week_start)).days // 7
        if index >= 0 and session.day <= today:
            by_day[index][session.day] = by_day[index].get(session.day, 0.0) + session.done_min
            counts[index] += 1
    return tuple(
        Week(
            this - timedelta(weeks=weeks - 1 - index),
            round(sum(minutes.values()), 2),
            sum(map(is_kept, minutes.values())),
            counts[index],
        )
        for index, minutes in enumerate(by_day)
    )


def this_week(sessions: Sequence[Session], today: date, week_start: int) -> ThisWeek:
    """What Today says of the week: days, minutes beside those of the week before, relief."""
    first = _week_first(today, week_start)
    now = [session for session in sessions if first <= session.day <= today]
    then = [session for session in sessions if first <= session.day + timedelta(weeks=1) <= today]
    (week,) = weekly(now, today, 1, week_start)
    return ThisWeek(
        kept_days=week.kept_days,
        days=(today - first).days + 1,
        minutes=week.minutes,
        minutes_before=round(sum(session.done_min for session in then), 2),
        relief=relief(now),
    )


def points(sessions: Iterable[Session]) -> tuple[Point, ...]:
    """The soreness before and after, for the sessions where both were answered."""
    return tuple(
        Point(session.day, session.before, session.after)
        for session in sessions
        if session.before is not None and session.after is not None
    )


def relief(sessions: Iterable[Session]) -> Mean | None:
    """How much lower soreness was after than before, on the mean; negative where it was higher."""
    return _mean([point.before - point.after for point in points(sessions)])


def comfort(sessions: Iterable[Session]) -> Mean | None:
    """The mean comfort, 0 to 10, of the sessions where it was answered."""
    return _mean([session.comfort for session in sessions if session.comfort is not None])


def comfort_by_step(rows: Iterable[tuple[str, int]]) -> tuple[tuple[str, Mean], ...]:
    """The mean comfort of each step, from rows of its label and a comfort, in the order of their coming."""
    by_label: dict[str, list[int]] = {}
    for label, value in rows:
        by_label.setdefault(label, []).append(value)
    return tuple((label, Mean(sum(values) / len(values), len(values))) for label, values in by_label.items())


def by_weekday(sessions: Iterable[Session], week_start: int) -> tuple[int, ...]:
    """How many sessions fell on each day of the week, from the start of the week on."""
    counts = [0] * 7
    for session in sessions:
        counts[(session.day.weekday() - week_start) % 7] += 1
    return tuple(counts)


def by_daypart(sessions: Iterable[Session], zone: tzinfo | None = None) -> dict[Daypart, int]:
    """How many sessions began in each part of the day, in `zone` or else by the offset they were stored with.

    A session logged without a time was put at noon, and says nothing.
    """
    counts = dict.fromkeys(Daypart, 0)
    for session in sessions:
        began = session.started_at.astimezone(zone) if zone else session.started_at
        if session.backfilled and (began.hour, began.minute, began.second) == (12, 0, 0):
            continue
        counts[_daypart(began.hour)] += 1
    return counts


def _daypart(hour: int) -> Daypart:
    if 5 <= hour < 11:
        return Daypart.MORNING
    if 11 <= hour < 17:
        return Daypart.MIDDAY
    return Daypart.EVENING if 17 <= hour < 22 else Daypart.NIGHT


def _mean(values: Sequence[int]) -> Mean | None:
    return Mean(sum(values) / len(values), len(values)) if values else None


def _week_first(day: date, week_start: int) -> date:
    return day - timedelta((day.weekday() - week_start) % 7)
