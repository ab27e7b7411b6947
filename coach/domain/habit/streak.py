"""Kept days, streak and consistency: a fold over the days since the first kept one."""

from __future__ import annotations

from collections.abc import Mapping, Set
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from coach.domain.model import Pause

KEPT_MIN = 2.0
"""Minutes on the mat, of all areas, that keep a day."""
WINDOW_DAYS = 7
"""The days, ending with a missed one, within which grace counts the misses."""
MEMORY = 0.5 ** (1 / 13)
"""The part of yesterday's score that is left today: a half-life of 13 days (DESIGN §13b)."""


class DayState(StrEnum):
    """The state of a day, as the calendar shows it."""

    DONE = "done"
    """Kept, with the prescription met."""
    KEPT = "kept"
    MISSED = "missed"
    REST = "rest"
    """The coach ordered rest, closed the day early, or the area was locked; or the user took a rest day."""
    PAUSE = "pause"
    """The user announced a pause."""
    TODAY = "today"
    """Not over yet, and nothing of the above."""
    FUTURE = "future"
    BEFORE = "before"
    """Before the first kept day."""


class Days(NamedTuple):
    """The days as far as they are known, all areas together."""

    minutes: Mapping[date, float]
    """Minutes on the mat by day."""
    met: Set[date]
    """Days on which a prescription was met."""
    rest: Set[date]
    """Days that are not kept, on which an area was to rest or locked, or which the coach closed."""
    pauses: tuple[Pause, ...]
    today: date
    grace: int = 2
    """Missed days that a streak outlives within 7 days, 0 to 2."""


class Streak(NamedTuple):
    """The streak and what belongs to it, as of today."""

    current: int
    """Kept days in the streak; rest, pause and grace bridge it without adding."""
    best: int
    total_days: int
    """All kept days up to today."""
    grace_left: int
    """How many days, from today on, may be missed before the streak ends."""
    consistency: float
    """0 to 1, forgetting slowly."""


def is_kept(minutes: float) -> bool:
    """Returns whether so many minutes in all keep a day."""
    # Sums of hundredths of a minute may fall short of 2 by a rounding error.
    return minutes >= KEPT_MIN - 1e-6


def streak(days: Days) -> Streak:
    """Returns the streak as of today."""
    # One pass over day numbers, not dates: `coach status` runs this at every prompt, over years of days.
    today = days.today.toordinal()
    kept = {day.toordinal() for day, minutes in days.minutes.items() if is_kept(minutes)}
    kept = {day for day in kept if day <= today}
    if not kept:
        return Streak(current=0, best=0, total_days=0, grace_left=days.grace, consistency=0.0)
    first = min(kept)
    bridged = _bridged(days, first, today)

    current = best = 0
    misses: list[int] = []
    score = 0.0
    for day in range(first, today + 1):
        if day in kept:
            current += 1
            best = max(best, current)
            score = score * MEMORY + 1 - MEMORY
        # Today is not over, so it is never missed. Rest and pauses neither add to the streak nor end it.
        elif day < today and not bridged[day - first]:
            score *= MEMORY
            # Once a streak has ended, further missed days count for nothing.
            if current:
                misses = [*_counted_misses(misses, day), day]
                if len(misses) > days.grace:
                    current = 0
                    misses = []
    return Streak(
        current=current,
        best=best,
        total_days=len(kept),
        grace_left=days.grace - len(_counted_misses(misses, today)),
        consistency=score,
    )


def states(days: Days, first: date, last: date) -> dict[date, DayState]:
    """Returns the state of every day from `first` to `last`, both included."""
    start = min((day for day, minutes in days.minutes.items() if is_kept(minutes)), default=None)
    span = (last - first).days + 1
    return {day: _state(days, day, start) for day in (first + timedelta(n) for n in range(span))}


def state(days: Days, day: date) -> DayState:
    """Returns the state of one day."""
    return states(days, day, day)[day]


def missed_yesterday(days: Days) -> bool:
    """Returns whether yesterday was missed, so that today matters: never miss twice."""
    return state(days, days.today - timedelta(1)) is DayState.MISSED


def _state(days: Days, day: date, start: date | None) -> DayState:
    if is_kept(days.minutes.get(day, 0.0)):
        return DayState.DONE if day in days.met else DayState.KEPT
    pause = next((each for each in days.pauses if _covers(each, day, days.today)), None)
    if pause is not None:
        return DayState.REST if pause.is_rest_day else DayState.PAUSE
    if day > days.today:
        return DayState.FUTURE
    if day in days.rest:
        return DayState.REST
    if day == days.today:
        return DayState.TODAY
    return DayState.BEFORE if start is None or day < start else DayState.MISSED


def _covers(pause: Pause, day: date, today: date) -> bool:
    """Returns whether a pause covers a day; one with an open end reaches up to today."""
    return pause.first <= day <= (pause.last or today)


def _counted_misses(misses: list[int], day: int) -> list[int]:
    """Returns the misses that grace still counts on a day."""
    return [miss for miss in misses if miss > day - WINDOW_DAYS]


def _bridged(days: Days, first: int, today: int) -> bytearray:
    """Returns a flag for each day from `first` to `today`: 1 for rest and pauses, which bridge the streak."""
    size = today - first + 1
    flags = bytearray(size)
    for day in days.rest:
        if 0 <= day.toordinal() - first < size:
            flags[day.toordinal() - first] = 1
    for pause in days.pauses:
        begin = max(0, pause.first.toordinal() - first)
        end = min(size, (pause.last or days.today).toordinal() - first + 1)
        if begin < end:
            flags[begin:end] = b"\1" * (end - begin)
    return flags
