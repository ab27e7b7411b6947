"""The score that forgets slowly, so that one miss never looks like starting over (DESIGN §5)."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence

from coach.domain.day_states import DayState, StreakEffect, having
from coach.domain.habit.rhythm import WEEK, Rhythm, counted, rhythm_spans, week_spans

HALF_LIFE_DAYS = 13
"""The days off after which half of the score is left (DESIGN §13b)."""
MEMORY = 0.5 ** (1 / HALF_LIFE_DAYS)
"""The part of yesterday's score that is left today."""
SCORE_FROM = 14
"""The day, from the first kept one on, from which the score is shown: before it says little."""


class Score:
    """A score, and how much could have been reached by now."""

    def __init__(self) -> None:
        self._value = 0.0
        self._counted = 0.0
        """The days that count so far, of which none was a day off."""

    def add(self, weight: float, *, kept: bool) -> None:
        """Adds what was asked for once, and stands for so many days."""
        left = MEMORY**weight
        self._value = self._value * left + (1 - left if kept else 0.0)
        self._counted += weight

    @property
    def value(self) -> float:
        """The part that was reached of what could have been: 1 where nothing was ever missed.

        A score that only forgets slowly would be 5 % after a perfect first day.
        """
        # With all kept, the score is 1 - MEMORY after one day, and 1 - MEMORY ** n after n.
        return round(self._value / (1 - MEMORY**self._counted), 9) if self._counted else 0.0


def scores(states: Sequence[DayState], rhythms: Sequence[Rhythm], first: int, today: int) -> Iterator[float]:
    """Returns the scores at the end of each day from the number `first` to `today`.

    `states` are those of the days from `first` on, and reach to the end of the week of `today`. In a week of
    n days each kept day up to n stands for 7 / n days, and so does each that is lacking once it is over: a
    week off then counts as much as with every day.
    """
    return (score.value for score in _scored(states, rhythms, first, today))


def last_score(states: Sequence[DayState], rhythms: Sequence[Rhythm], first: int, today: int) -> float:
    """Returns the score at the end of `today`, the last of `scores`."""
    # Only the last value is worked out: each prompt of a shell asks for it, over years of days.
    (score,) = deque(_scored(states, rhythms, first, today), maxlen=1)
    return score.value


def _scored(states: Sequence[DayState], rhythms: Sequence[Rhythm], first: int, today: int) -> Iterator[Score]:
    """Yields the score as it stands after each day: always the same one, which goes on."""
    score = Score()
    adds, breaks = having(StreakEffect.ADDS), having(StreakEffect.BREAKS)
    for begin, end, rhythm in rhythm_spans(rhythms, first, today):
        if not rhythm.in_weeks:
            for day in range(begin, end + 1):
                if (state := states[day - first]) in adds:
                    score.add(1, kept=True)
                elif state in breaks:
                    score.add(1, kept=False)
                yield score
            continue
        weight = WEEK / rhythm.days
        for frame in week_spans(rhythms, begin, end):
            week = counted(frame, states, first, today)
            kept = 0
            for day in range(max(frame.first, begin), min(frame.last, end) + 1):
                if states[day - first] in adds and kept < week.asked:
                    score.add(weight, kept=True)
                    kept += 1
                if day == frame.last and week.breaks:
                    for _ in range(week.asked - kept):
                        score.add(weight, kept=False)
                yield score
