"""Minutes, days and times as people type them into a form."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import TypeVar

from coach.domain.model import Refused
from coach.domain.typed_dates import TypedDay, read_day
from coach.text.date_order import month_first

_T = TypeVar("_T")

_CLOCK = re.compile(r"([0-9]{1,3}):([0-5][0-9])")
"""Minutes and seconds."""


def taken(read: Callable[[str], _T], text: str) -> _T | None:
    """Returns the value that `read` finds in a text, or None while it refuses the text."""
    try:
        return read(text)
    except Refused:
        return None


def minutes_of(text: str) -> float:
    """Returns the minutes that someone typed, as 7.5, 7,5 or 7:30; raises Refused if that is not a number."""
    typed = text.strip()
    if found := _CLOCK.fullmatch(typed):
        return int(found[1]) + round(int(found[2]) / 60, 4)
    try:
        return float(typed.replace(",", "."))
    except ValueError:
        wrong = f", not {typed}" if typed else ""
        raise Refused(f"minutes: give a number from 1 to 720{wrong}.") from None


def time_of(text: str) -> time | None:
    """Returns the time of day that someone typed, None for nothing; raises Refused if it is not one."""
    if not text.strip():
        return None
    hour, _, minute = text.strip().partition(":")
    if hour.isdecimal() and minute.isdecimal() and len(minute) == 2 and int(hour) < 24 and int(minute) < 60:
        return time(int(hour), int(minute))
    raise Refused(f"began at: give a time like 07:30, not {text.strip()}.")


def day_of_text(text: str, today: date, *, start: date | None = None, field: str = "day") -> TypedDay:
    """Returns the day that someone typed, in the order of the place; raises Refused if it is not one.

    For a day to come `start` is the first that it can be.
    """
    return read_day(text, today, month_first=month_first(os.environ), start=start, field=field)


def after(began: time, minutes: float) -> time:
    """Returns the time of day that many minutes later; after midnight it starts again at 00:00."""
    return (datetime.combine(date(2000, 1, 1), began) + timedelta(minutes=minutes)).time()
