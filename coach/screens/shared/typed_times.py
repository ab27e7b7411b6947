"""Minutes, days and times as people type them into a form."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import TypeVar

from coach.domain.model import Refused

_T = TypeVar("_T")


def taken(read: Callable[[str], _T], text: str) -> _T | None:
    """Returns the value that `read` finds in a text, or None while it refuses the text."""
    try:
        return read(text)
    except Refused:
        return None


def minutes_of(text: str) -> float:
    """Returns the minutes that someone typed; raises Refused if that is not a number."""
    try:
        return float(text.strip().replace(",", "."))
    except ValueError:
        raise Refused(f"minutes: give a number from 1 to 720, not {text.strip() or 'nothing'}.") from None


def time_of(text: str) -> time | None:
    """Returns the time of day that someone typed, None for nothing; raises Refused if it is not one."""
    if not text.strip():
        return None
    hour, _, minute = text.strip().partition(":")
    if hour.isdecimal() and minute.isdecimal() and len(minute) == 2 and int(hour) < 24 and int(minute) < 60:
        return time(int(hour), int(minute))
    raise Refused(f"began at: give a time as 07:30, not {text.strip()}.")


def day_of_text(text: str) -> date:
    """Returns the day that someone typed; raises Refused if it is not one."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise Refused(f"day: give a date as 2026-01-31, not {text.strip() or 'nothing'}.") from None


def after(began: time, minutes: float) -> time:
    """Returns the time of day that many minutes later; after midnight it starts again at 00:00."""
    return (datetime.combine(date(2000, 1, 1), began) + timedelta(minutes=minutes)).time()
