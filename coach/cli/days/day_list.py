"""The days of a calendar in words: a line for each run of days that are alike, for those who hear it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from itertools import groupby

from coach.domain.day_states import DAY_STATES, DayState
from coach.domain.habit.quiet_days import shown_states
from coach.domain.habit.streak import Days
from coach.text.format import capital, day_and_month, listed, month


def day_lines(known: Days, first: date, last: date, noted: Collection[date]) -> Iterator[str]:
    """Yields the days from the first to the last, as in "Mon 5 Jan to Thu 8 Jan: done."."""
    year = first.year if first.month != last.month else f"{month(first)} {first.year}"
    # Before the first kept day there is nothing to tell, nor of a day to come unless it is off already.
    told = {
        day: state
        for day, state in shown_states(known, first, last).items()
        if state is not DayState.BEFORE and state is not DayState.FUTURE
    }
    yield f"{year}." if told else f"{year}: nothing yet."
    for state, run in groupby(told.items(), key=lambda each: each[1]):
        days = [day for day, _ in run]
        spec = DAY_STATES[state]
        yield f"{_span(days)}: {spec.undone or spec.word}."
    if notes := sorted(day for day in noted if first <= day <= last):
        yield capital(f"a note on {listed(map(day_and_month, notes))}.")


def _span(days: list[date]) -> str:
    begin, end = day_and_month(days[0]), day_and_month(days[-1])
    return begin if len(days) == 1 else f"{begin} to {end}"
