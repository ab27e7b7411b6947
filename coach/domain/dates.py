"""The user's days, and months and years as grids of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

Week = tuple[date | None, ...]
"""Seven days from the start of the week; None for a day outside the month or year."""


def day_of(moment: datetime, rollover: int) -> date:
    """Returns the coach's day of a moment given in the user's zone; it begins at the hour `rollover`."""
    return (moment.replace(tzinfo=None) - timedelta(hours=rollover)).date()


def moved(moment: datetime, by: timedelta) -> datetime:
    """Returns the moment `by` later in real time, in the same zone.

    Adding to a datetime moves the clock time only, which is an hour wrong when the clocks are changed.
    """
    return (moment.astimezone(UTC) + by).astimezone(moment.tzinfo)


def days_between(earlier: date, later: date) -> int:
    """Returns the whole days between two days, not counting either of them; 0 for the same day."""
    return max(0, (later - earlier).days - 1)


def weekdays(week_start: int) -> tuple[int, ...]:
    """Returns the weekdays, 0 Monday to 6 Sunday, in the order of the grid."""
    return tuple((week_start + n) % 7 for n in range(7))


def month(year: int, number: int, week_start: int) -> tuple[Week, ...]:
    """Returns the weeks of a month."""
    return _weeks(date(year, number, 1), _month_end(year, number), week_start)


def calendar_year(year: int, week_start: int) -> tuple[Week, ...]:
    """Returns the weeks of a year, 53 or 54, as the columns of a grid with a row for each weekday."""
    return _weeks(date(year, 1, 1), date(year, 12, 31), week_start)


def month_labels(columns: Sequence[Week]) -> tuple[tuple[int, date], ...]:
    """Returns the column and the first day of each month that begins in a year's columns."""
    return tuple((column, day) for column, week in enumerate(columns) for day in week if day and day.day == 1)


def month_end(day: date) -> date:
    """Returns the last day of the month in which a day lies."""
    return _month_end(day.year, day.month)


def _month_end(year: int, number: int) -> date:
    # not by `calendar`, which the first screen of the day has no time to import
    if (year, number) == (date.max.year, date.max.month):
        return date.max
    return date(year + number // 12, number % 12 + 1, 1) - timedelta(days=1)


def _weeks(first: date, last: date, week_start: int) -> tuple[Week, ...]:
    into = (first.weekday() - week_start) % 7
    days = [None] * into + [first + timedelta(n) for n in range((last - first).days + 1)]
    days += [None] * (-len(days) % 7)
    return tuple(tuple(days[n : n + 7]) for n in range(0, len(days), 7))
