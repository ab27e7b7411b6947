"""Minutes and times of day as people type them: 7.5, 7,5, 7:30 and 12 min; 07:30, 7.30 and 7pm."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from coach.domain.model import Refused

_CLOCK = re.compile(r"([0-9]{1,3}):([0-5][0-9])")
"""Minutes and seconds."""
_NUMBER = re.compile(
    r"([+-]?(?:[0-9]{1,9}(?:[.,][0-9]*)?|[.,][0-9]+))\s*(?:m|mins?|minutes?)?", re.IGNORECASE
)
_TIME = re.compile(r"([0-9]{1,2})(?:[:.h]([0-9]{2}))?\s*(am|pm|a\.m\.|p\.m\.)?", re.IGNORECASE)


def minutes_of(text: str) -> float:
    """Returns the minutes that someone typed, as 7.5, 7,5, 7:30 or 12 min; raises Refused for others."""
    typed = text.strip()
    if found := _CLOCK.fullmatch(typed):
        return int(found[1]) + round(int(found[2]) / 60, 4)
    if found := _NUMBER.fullmatch(typed):
        return float(found[1].replace(",", "."))
    raise Refused(f"minutes: {typed} is not a number; type it like 7.5 or 7:30." if typed else _NO_MINUTES)


_NO_MINUTES = "minutes: type how long it was, like 7.5 or 7:30."


def time_of(text: str, field: str = "began at") -> time | None:
    """Returns the time of day that someone typed; None for nothing. Raises Refused if it is not one."""
    typed = text.strip()
    if not typed:
        return None
    found = _TIME.fullmatch(typed)
    # A bare 7 may be meant for minutes or a day: a time has minutes, or says which half of the day.
    if found is None or (found[2] is None and found[3] is None):
        raise _no_time(typed, field)
    try:
        return time(hour_of(int(found[1]), found[3] or ""), int(found[2] or 0))
    except ValueError:
        raise _no_time(typed, field) from None


def hour_of(number: int, half: str) -> int:
    """Returns the hour of a day of 24 hours; `half` is am, pm, its first letter, or empty.

    Raises ValueError for an hour that no half of the day has.
    """
    if not half:
        return number
    if not 1 <= number <= 12:
        raise ValueError
    return number % 12 + (12 if half[0].lower() == "p" else 0)


def after(began: time, minutes: float) -> time:
    """Returns the time of day that many minutes later; after midnight it starts again at 00:00."""
    return (datetime.combine(date(2000, 1, 1), began) + timedelta(minutes=minutes)).time()


def _no_time(typed: str, field: str) -> Refused:
    return Refused(f"{field}: {typed} is not a time of day; type it like 07:30 or 7pm.")
