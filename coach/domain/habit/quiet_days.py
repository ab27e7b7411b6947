"""Days of a long break: after a week of missed days the others are shown without a mark of their own."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from coach.domain.day_states import DayState
from coach.domain.habit.streak import WINDOW_DAYS, Days, states


def shown_states(days: Days, first: date, last: date) -> dict[date, DayState]:
    """Returns the states of the days from `first` to `last` as calendars mark them."""
    found = states(days, first - timedelta(days=WINDOW_DAYS), last)
    quiet = quiet_days(found)
    return {day: DayState.BEFORE if day in quiet else state for day, state in found.items() if day >= first}


def quiet_days(states: Mapping[date, DayState]) -> frozenset[date]:
    """Returns the missed days that follow a whole week of missed ones.

    No streak is left there that they could end, and a year of crosses would be a reproach. `states` are of
    days in a row; a break that began before them is seen from their second week on.
    """
    found: set[date] = set()
    for day, state in states.items():
        before = (states.get(day - timedelta(days=ago)) for ago in range(1, WINDOW_DAYS + 1))
        if state is DayState.MISSED and all(each is DayState.MISSED for each in before):
            found.add(day)
    return frozenset(found)
