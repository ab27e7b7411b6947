"""The rhythm: every day, or 3 to 6 days a week, and what is asked of each week (DESIGN §5)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from coach.domain.current_answers import current
from coach.domain.day_states import DayState, StreakEffect, having
from coach.domain.instants import instant
from coach.domain.model import RhythmSet

EVERY_DAY = 7
"""The days a week of the default rhythm, under which the streak counts days."""
WEEK = 7

_NOT_OPEN = having(StreakEffect.BRIDGES) | {DayState.BEFORE}
"""The states of days of which nothing is asked."""


class Rhythm(NamedTuple):
    """A rhythm over some days, up to the first day of the next one."""

    days: int = EVERY_DAY
    first: date = date.min
    weekday: int = 0
    """The weekday on which its weeks begin, from Monday as 0."""

    @property
    def in_weeks(self) -> bool:
        """Whether the streak counts weeks."""
        return self.days < EVERY_DAY


class Frame(NamedTuple):
    """A week under a rhythm, by the numbers of its days."""

    first: int
    last: int
    days: int
    """The days that the rhythm asks for in a whole week."""

    @property
    def is_cut(self) -> bool:
        """Whether a change of the rhythm has left less than a week of it; such a week breaks nothing."""
        return self.last - self.first < WEEK - 1


class Week(NamedTuple):
    """A week under a rhythm, and what came of it so far."""

    first: date
    last: date
    days: int
    """The days that the rhythm asks for in a whole week."""
    kept: int
    asked: int
    """The kept days that are asked of it; 0 if it has no open day."""
    left: int
    """Its open days after today."""
    is_cut: bool
    is_over: bool

    @property
    def is_met(self) -> bool:
        """Whether the week is kept."""
        return 0 < self.asked <= self.kept

    @property
    def breaks(self) -> bool:
        """Whether the week ends a streak: one that runs, or that a change of the rhythm cut, never does."""
        return self.is_over and not self.is_cut and self.kept < self.asked


def stretches(answers: Iterable[RhythmSet]) -> tuple[Rhythm, ...]:
    """Returns the rhythms that were chosen, the earliest first; before the first one it is every day."""
    found: list[Rhythm] = []
    known: list[RhythmSet] = []
    # By the day from which each holds, so that one answer more is known at each step.
    for each in sorted(answers, key=lambda answer: (answer.first, instant(answer.at), answer.id)):
        known.append(each)
        # After a merge two answers may hold at once, and a later one may replace neither.
        holds = rhythm_of(known)
        new = Rhythm(holds.days, each.first, holds.first.weekday())
        # Of two answers from the same day on, what holds with both takes the place of the first.
        if found and found[-1].first == each.first:
            found.pop()
        if not _is_same(new, found[-1] if found else Rhythm()):
            found.append(new)
    return tuple(found)


def _is_same(one: Rhythm, other: Rhythm) -> bool:
    """Returns whether two rhythms ask for the same in the same weeks; every day has no weeks that differ."""
    if one.days != other.days:
        return False
    return not one.in_weeks or one.weekday == other.weekday


def rhythm_of(answers: Sequence[RhythmSet]) -> RhythmSet:
    """Returns the answer that holds; of several, as after a merge, the one that asks for fewest days."""
    return min(current(answers), key=lambda each: (each.days, -instant(each.at).timestamp(), each.id))


def rhythm_on(rhythms: Sequence[Rhythm], day: date) -> Rhythm:
    """Returns the rhythm of a day."""
    return next((each for each in reversed(rhythms) if each.first <= day), Rhythm())


def asked_of(days: int, open_days: int) -> int:
    """Returns how many kept days a rhythm asks of a week with so many open days."""
    return max(1, days * open_days // WEEK) if open_days else 0


def rhythm_spans(rhythms: Sequence[Rhythm], first: int, last: int) -> Iterator[tuple[int, int, Rhythm]]:
    """Yields the rhythms from one day number to another, each with its first and last day among them."""
    # Every day comes before the first one, and the last one has no end.
    for each, after in pairwise([Rhythm(), *rhythms, Rhythm(first=date.max)]):
        begin, end = max(each.first.toordinal(), first), min(after.first.toordinal() - 1, last)
        if begin <= end:
            yield begin, end, each


def week_spans(rhythms: Sequence[Rhythm], first: int, last: int) -> Iterator[Frame]:
    """Yields the weeks that have one of the days from `first` to `last`, each with all of its days."""
    for each, after in pairwise([*rhythms, Rhythm(first=date.max)]):
        start, stop = each.first.toordinal(), after.first.toordinal() - 1
        begin, end = max(start, first), min(stop, last)
        if not each.in_weeks or begin > end:
            continue
        # From the start of the week that has the first day; the day with the number 1 was a Monday. A change
        # of the rhythm cuts the weeks on both sides of it.
        for week in range(begin - (begin - 1 - each.weekday) % WEEK, end + 1, WEEK):
            yield Frame(max(week, start), min(week + WEEK - 1, stop), each.days)


def counted(frame: Frame, states: Sequence[DayState], offset: int, today: int) -> Week:
    """Returns what came of a week.

    `states` are those of the days from the number `offset` on, and reach to the end of the week; a day before
    them is not open.
    """
    days = states[max(frame.first - offset, 0) : max(frame.last - offset + 1, 0)]
    return Week(
        first=date.fromordinal(frame.first),
        last=date.fromordinal(frame.last),
        days=frame.days,
        kept=_count(days, having(StreakEffect.ADDS)),
        asked=asked_of(frame.days, len(days) - _count(days, _NOT_OPEN)),
        left=sum(
            state not in _NOT_OPEN for day, state in enumerate(days, max(frame.first, offset)) if day > today
        ),
        is_cut=frame.is_cut,
        is_over=frame.last < today,
    )


def _count(states: Sequence[DayState], wanted: Collection[DayState]) -> int:
    return sum(state in wanted for state in states)
