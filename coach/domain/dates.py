"""Months and years as grids of days, and the cursor that walks over them."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta

FIRST_DAY = date(1970, 1, 1)
"""The earliest day that the coach knows."""
LAST_DAY = date.max

Week = tuple[date | None, ...]
"""Seven days from the start of the week on; None for a day that does not belong."""


def weekdays(week_start: int) -> tuple[int, ...]:
    """The weekdays, 0 Monday to 6 Sunday, in the order of the grid."""
    return tuple((week_start + n) % 7 for n in range(7))


def week_of(day: date, week_start: int) -> Week:
    """The week in which a day lies; None for days outside of what the calendar knows."""
    into = (day.weekday() - week_start) % 7
    return tuple(_known(day, n - into) for n in range(7))


def month(year: int, number: int, week_start: int, *, neighbours: bool = False) -> tuple[Week, ...]:
    """The weeks of a month; days of the months beside it only with `neighbours`."""
    first, last = date(year, number, 1), _month_end(year, number)
    weeks = _weeks(first, last, week_start)
    return weeks if neighbours else _cut(weeks, first, last)


def calendar_year(year: int, week_start: int) -> tuple[Week, ...]:
    """The weeks of a year, 53 or 54, as the columns of a grid with a row for each weekday."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    return _cut(_weeks(first, last, week_start), first, last)


def year_ending(last: date, week_start: int) -> tuple[Week, ...]:
    """The 53 weeks of which the last one holds `last`: at least a whole year back, nothing after it."""
    first = moved(last, days=-(52 * 7 + (last.weekday() - week_start) % 7))
    return _cut(_weeks(first, last, week_start), first, last)


def month_labels(columns: Sequence[Week], apart: int = 3) -> tuple[tuple[int, date], ...]:
    """The column and the first day of each month that is to be named above a year's columns.

    A month is named where its first day lies; the one that the grid begins within, over the first column,
    unless the next name comes fewer than `apart` columns later.
    """
    labels = [(column, day) for column, week in enumerate(columns) for day in week if day and day.day == 1]
    begins = next((day for week in columns for day in week if day), None)
    if begins and (not labels or labels[0][0] >= apart):
        labels.insert(0, (0, begins.replace(day=1)))
    return tuple(labels)


def moved(day: date, *, days: int = 0, months: int = 0, years: int = 0) -> date:
    """The day so far away; on a shorter month its last day, and never outside of what the calendar knows."""
    index = (day.year + years) * 12 + day.month - 1 + months
    year, number = divmod(index, 12)
    if year < FIRST_DAY.year:
        return FIRST_DAY
    if year > LAST_DAY.year:
        return LAST_DAY
    there = date(year, number + 1, min(day.day, monthrange(year, number + 1)[1]))
    ordinal = there.toordinal() + days
    return date.fromordinal(min(max(ordinal, FIRST_DAY.toordinal()), LAST_DAY.toordinal()))


def month_end(day: date) -> date:
    """The last day of the month in which a day lies."""
    return _month_end(day.year, day.month)


def _month_end(year: int, number: int) -> date:
    return date(year, number, monthrange(year, number)[1])


def _weeks(first: date, last: date, week_start: int) -> tuple[Week, ...]:
    into = (first.weekday() - week_start) % 7
    count = (into + (last - first).days) // 7 + 1
    return tuple(tuple(_known(first, week * 7 + n - into) for n in range(7)) for week in range(count))


def _cut(weeks: tuple[Week, ...], first: date, last: date) -> tuple[Week, ...]:
    return tuple(tuple(day if day and first <= day <= last else None for day in week) for week in weeks)


def _known(day: date, shift: int) -> date | None:
    ordinal = day.toordinal() + shift
    if not FIRST_DAY.toordinal() <= ordinal <= LAST_DAY.toordinal():
        return None
    return day + timedelta(shift)
