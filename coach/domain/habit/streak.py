"""Kept days, streak and consistency: a fold over the days since the first kept one."""

from __future__ import annotations

from collections.abc import Mapping, Set
from datetime import date, timedelta
from typing import NamedTuple

from coach.domain.day_states import DayState, StreakEffect, having, state_of_pause
from coach.domain.model import Pause

KEPT_MIN = 2.0
"""Minutes on the mat, of all areas, that keep a day."""
WINDOW_DAYS = 7
"""The days, ending with a missed one, within which grace counts the misses."""
HALF_LIFE_DAYS = 13
"""The days off after which half of the score is left (DESIGN §13b)."""
MEMORY = 0.5 ** (1 / HALF_LIFE_DAYS)
"""The part of yesterday's score that is left today."""
SCORE_FROM = 14
"""The day, from the first kept one on, from which the score is shown: before it says little."""


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
    """0 to 1, forgetting slowly: 1 where no day was missed since the first kept one."""
    missed: int = 0
    """Missed days that grace has bridged since the streak began; 0 where its days are in a row."""
    spent: int = 0
    """Those of them that grace still counts: missed within the last seven days."""
    day: int = 0
    """The number of today, from 1 on the first kept day; 0 before it."""

    @property
    def steadiness(self) -> float | None:
        """The consistency once it says something, from the fourteenth day on."""
        return self.consistency if self.day >= SCORE_FROM else None


def of_possible(score: float, counted: int) -> float:
    """Returns the part of a score that could have been reached in so many days, of which none is a day off.

    A score that only forgets slowly would be 5 % after a perfect first day.
    """
    # Kept every day, the score is 1 - MEMORY after one of them, and 1 - MEMORY ** n after n.
    return round(score / (1 - MEMORY**counted), 9) if counted else 0.0


def is_kept(minutes: float) -> bool:
    """Returns whether so many minutes in all keep a day."""
    # Sums of hundredths of a minute may fall short of 2 by a rounding error.
    return minutes >= KEPT_MIN - 1e-6


def streak(days: Days) -> Streak:
    """Returns the streak as of today."""
    today, kept = days.today.toordinal(), _kept(days)
    past = [number for number in kept.values() if number <= today]
    if not past:
        return Streak(current=0, best=0, total_days=0, grace_left=days.grace, consistency=0.0)
    first = min(past)
    adds, breaks = having(StreakEffect.ADDS), having(StreakEffect.BREAKS)

    current = best = bridged = 0
    misses: list[int] = []
    score, counted = 0.0, 0
    for day, state in enumerate(_states(days, kept, first, today), first):
        if state in adds:
            current += 1
            best = max(best, current)
            score = score * MEMORY + 1 - MEMORY
            counted += 1
        elif state in breaks:
            score *= MEMORY
            counted += 1
            # Once a streak has ended, further missed days count for nothing.
            if current:
                misses = [*_counted_misses(misses, day), day]
                bridged += 1
                if len(misses) > days.grace:
                    current = bridged = 0
                    misses = []
    spent = len(_counted_misses(misses, today))
    return Streak(
        current=current,
        best=best,
        total_days=len(past),
        grace_left=days.grace - spent,
        consistency=of_possible(score, counted),
        missed=bridged,
        spent=spent,
        day=today - first + 1,
    )


def states(days: Days, first: date, last: date) -> dict[date, DayState]:
    """Returns the state of every day from `first` to `last`, both included."""
    found = _states(days, _kept(days), first.toordinal(), last.toordinal())
    return {first + timedelta(n): state for n, state in enumerate(found)}


def state(days: Days, day: date) -> DayState:
    """Returns the state of one day."""
    return states(days, day, day)[day]


def missed_yesterday(days: Days) -> bool:
    """Returns whether yesterday was missed, so that today matters: never miss twice."""
    return state(days, days.today - timedelta(1)) is DayState.MISSED


def _kept(days: Days) -> dict[date, int]:
    """Returns the kept days with their numbers."""
    return {day: day.toordinal() for day, minutes in days.minutes.items() if is_kept(minutes)}


def _states(days: Days, kept: Mapping[date, int], first: int, last: int) -> list[DayState]:
    """Returns the states of the days from one day number to another, both included.

    It paints them one over the other, what counts most last. Asking each day for itself would take too long:
    `coach status` does this at every prompt, over years of days.
    """
    size, today = last - first + 1, days.today.toordinal()
    found = [DayState.MISSED] * size

    def paint(begin: int, end: int, state: DayState) -> None:
        begin, end = max(begin - first, 0), min(end - first + 1, size)
        if begin < end:
            found[begin:end] = [state] * (end - begin)

    paint(first, min(min(kept.values(), default=today), today) - 1, DayState.BEFORE)
    paint(today, today, DayState.TODAY)
    for day in days.rest:
        paint(day.toordinal(), day.toordinal(), DayState.REST)
    paint(today + 1, last, DayState.FUTURE)
    # of two pauses that cover a day, the first one counts; one with an open end reaches up to today
    for pause in reversed(days.pauses):
        paint(pause.first.toordinal(), (pause.last or days.today).toordinal(), state_of_pause(pause))
    for day, number in kept.items():
        if first <= number <= last:
            found[number - first] = DayState.DONE if day in days.met else DayState.KEPT
    return found


def _counted_misses(misses: list[int], day: int) -> list[int]:
    """Returns the misses that grace still counts on a day."""
    return [miss for miss in misses if miss > day - WINDOW_DAYS]
