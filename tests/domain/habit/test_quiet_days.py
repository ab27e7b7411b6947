"""Long breaks: the first week is missed days, and what follows is quiet."""

from __future__ import annotations

from datetime import date, timedelta

from coach.domain.day_states import DayState
from coach.domain.habit.quiet_days import quiet_days

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
