"""Kept days and the streak: a fold over the days, or the weeks, since the first kept day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from coach.domain.day_states import DayState, StreakEffect, having, state_of_pause
from coach.domain.habit.consistency import SCORE_FROM, last_score, scores
from coach.domain.habit.rhythm import WEEK, Rhythm, Week, counted, rhythm_on, rhythm_spans, week_spans
from coach.domain.model import Pause

KEPT_MIN = 2.0
"""Minutes on the mat, of all areas, that keep a day."""
WINDOW_DAYS = 7
"""The days, ending with a missed one, within which grace counts the misses."""


class Unit(StrEnum):
    """The unit in which a streak counts, by the rhythm of today; the value is its word in JSON."""

    DAYS = "days"
    WEEKS = "weeks"


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
    rhythms: tuple[Rhythm, ...] = ()
    """The rhythms that were chosen, the earliest first; before the first one it is every day."""


class Streak(NamedTuple):
    """The streak and what belongs to it, as of today."""

    current: int
    """Kept days in the streak, or kept weeks; what bridges it adds nothing."""
    best: int
    """The best streak in the same unit."""
    total_days: int
    """All kept days up to today."""
    grace_left: int
    """How many days, from today on, may be missed before the streak ends; 0 where it counts weeks."""
    consistency: float
    """0 to 1, forgetting slowly: 1 where nothing was missed since the first kept day."""
    missed: int = 0
    """Missed days that grace has bridged since the streak began; 0 where its days are in a row."""
    spent: int = 0
    """Those of them that grace still counts: missed within the last seven days."""
    day: int = 0
    """The number of today, from 1 on the first kept day; 0 before it."""
    unit: Unit = Unit.DAYS
    best_other: int = 0
    """The best streak in the other unit, from before or after a change of the rhythm; 0 without one."""
    week: Week | None = None
    """The week that runs, where the streak counts weeks."""

    @property
    def steadiness(self) -> float | None:
        """The consistency once it says something, from the fourteenth day on."""
        return self.consistency if self.day >= SCORE_FROM else None

    @property
    def counts_weeks(self) -> bool:
        """Whether it counts weeks."""
        return self.unit is Unit.WEEKS

    @property
    def is_met(self) -> bool:
        """Whether this week is kept already, so that what is left of it is optional."""
        return self.week is not None and self.week.is_met


def is_kept(minutes: float) -> bool:
    """Returns whether so many minutes in all keep a day."""
    # Sums of hundredths of a minute may fall short of 2 by a rounding error.
    return minutes >= KEPT_MIN - 1e-6


def streak(days: Days) -> Streak:
    """Returns the streak as of today."""
    today, kept = days.today.toordinal(), _kept(days)
    past = [number for number in kept.values() if number <= today]
    unit = _unit(rhythm_on(days.rhythms, days.today))
    week = week_on(days, days.today)
    if not past:
        left = 0 if week else days.grace
        return Streak(0, 0, total_days=0, grace_left=left, consistency=0.0, unit=unit, week=week)
    first = min(past)
    # up to the end of a week that has hardly begun
    found = _states(days, kept, first, today + WEEK - 1)
    run = _Run(days.grace)
    for begin, end, rhythm in rhythm_spans(days.rhythms, first, today):
        run.turn(_unit(rhythm))
        if rhythm.in_weeks:
            for frame in week_spans(days.rhythms, begin, end):
                run.take_week(counted(frame, found, first, today))
        else:
            run.take_days(found[begin - first : end - first + 1], begin)
    spent = len(_counted_misses(run.misses, today))
    return Streak(
        current=run.current,
        best=run.best[unit],
        total_days=len(past),
        grace_left=0 if week else days.grace - spent,
        consistency=last_score(found, days.rhythms, first, today),
        missed=run.bridged,
        spent=spent,
        day=today - first + 1,
        unit=unit,
        best_other=max(best for each, best in run.best.items() if each is not unit),
        week=week,
    )


class _Run:
    """A streak as it grows, over days and over weeks."""

    def __init__(self, grace: int) -> None:
        self._grace = grace
        self._unit = Unit.DAYS
        self.current = 0
        self.best = dict.fromkeys(Unit, 0)
        self.bridged = 0
        """The missed days that the streak has outlived."""
        self.misses: list[int] = []

    def turn(self, unit: Unit) -> None:
        """Goes on under another rhythm; in another unit the streak begins at 0 again."""
        if unit is not self._unit:
            self._unit = unit
            self._end()

    def take_days(self, states: Sequence[DayState], first: int) -> None:
        """Takes in days that count one by one, from the number `first` on."""
        adds, breaks = having(StreakEffect.ADDS), having(StreakEffect.BREAKS)
        for day, state in enumerate(states, first):
            if state in adds:
                self._add()
            # Once a streak has ended, further missed days count for nothing.
            elif state in breaks and self.current:
                self.misses = [*_counted_misses(self.misses, day), day]
                self.bridged += 1
                if len(self.misses) > self._grace:
                    self._end()

    def take_week(self, week: Week) -> None:
        """Takes in a week, which counts as a whole."""
        if week.is_met:
            self._add()
        elif week.breaks:
            self._end()

    def _add(self) -> None:
        self.current += 1
        self.best[self._unit] = max(self.best[self._unit], self.current)

    def _end(self) -> None:
        self.current = self.bridged = 0
        self.misses = []


def daily_scores(days: Days) -> Iterator[tuple[date, float]]:
    """Yields each day from the first kept one to today, with the consistency at its end."""
    today, kept = days.today.toordinal(), _kept(days)
    first = min((number for number in kept.values() if number <= today), default=today + 1)
    found = _states(days, kept, first, today + WEEK - 1)
    for day, score in enumerate(scores(found, days.rhythms, first, today), first):
        yield date.fromordinal(day), score


def weeks(days: Days, first: date, last: date) -> tuple[Week, ...]:
    """Returns the weeks under a rhythm that have one of the days from `first` to `last`, all of each."""
    wanted = tuple(week_spans(days.rhythms, first.toordinal(), last.toordinal()))
    if not wanted:
        return ()
    offset, end = wanted[0].first, wanted[-1].last
    found = _states(days, _kept(days), offset, end)
    return tuple(counted(frame, found, offset, days.today.toordinal()) for frame in wanted)


def week_on(days: Days, day: date) -> Week | None:
    """Returns the week of a day; None under the rhythm of every day."""
    return next(iter(weeks(days, day, day)), None)


def _unit(rhythm: Rhythm) -> Unit:
    return Unit.WEEKS if rhythm.in_weeks else Unit.DAYS


def states(days: Days, first: date, last: date) -> dict[date, DayState]:
    """Returns the state of every day from `first` to `last`, both included."""
    found = _states(days, _kept(days), first.toordinal(), last.toordinal())
    return {first + timedelta(n): state for n, state in enumerate(found)}


def state(days: Days, day: date) -> DayState:
    """Returns the state of one day."""
    return states(days, day, day)[day]


def missed_yesterday(days: Days) -> bool:
    """Returns whether yesterday was missed, so that today matters: never miss twice."""
    if rhythm_on(days.rhythms, days.today).in_weeks:
        return False
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

    for begin, end, rhythm in rhythm_spans(days.rhythms, first, last):
        if rhythm.in_weeks:
            paint(begin, end, DayState.OPEN)
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
