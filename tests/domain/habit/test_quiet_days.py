"""Long breaks: the first week is missed days, and what follows is quiet."""

from __future__ import annotations

from datetime import date, timedelta

from coach.domain.day_states import DayState
from coach.domain.habit.quiet_days import quiet_days, shown_states
from coach.domain.habit.streak import Days

FIRST = date(2026, 1, 1)


def found(letters: str) -> str:
    """The days that are quiet, as capitals of the states given by their first letters."""
    kinds = {"m": DayState.MISSED, "k": DayState.KEPT, "r": DayState.REST, "t": DayState.TODAY}
    states = {FIRST + timedelta(days=n): kinds[letter] for n, letter in enumerate(letters)}
    quiet = quiet_days(states)
    return "".join(
        letter.upper() if FIRST + timedelta(days=n) in quiet else letter for n, letter in enumerate(letters)
    )


def test_after_a_week_of_missed_days_the_others_are_quiet() -> None:
    assert found("kmmmmmmmmmmt") == "kmmmmmmmMMMt"
    assert found("kmmmmmmmk") == "kmmmmmmmk"


def test_a_kept_day_or_a_rest_day_begins_the_week_again() -> None:
    assert found("kmmmmmmmMkmmmmmmmm".lower()) == "kmmmmmmmMkmmmmmmmM"
    assert found("kmmmmrmmmmmmmmm") == "kmmmmrmmmmmmmMM"


def test_a_calendar_marks_quiet_days_as_days_before_all_use_wherever_it_begins() -> None:
    today = FIRST + timedelta(days=400)
    days = Days(minutes={FIRST: 5.0}, met=frozenset(), rest=frozenset(), pauses=(), today=today)
    whole = shown_states(days, FIRST, today)
    marked = [day for day, state in whole.items() if state is DayState.MISSED]
    assert marked == [FIRST + timedelta(days=n) for n in range(1, 8)]
    assert set(list(whole.values())[8:-1]) == {DayState.BEFORE}
    for first in (FIRST + timedelta(days=n) for n in (3, 8, 40)):
        part = shown_states(days, first, today)
        assert part == {day: state for day, state in whole.items() if day >= first}
