"""Days as people type them into a form, and what a form makes of a text that is not finished."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from typing import TypeVar

from coach.domain.model import Refused
from coach.domain.typed_dates import TypedDay, read_day
from coach.text.date_order import month_first

_T = TypeVar("_T")


def taken(read: Callable[[str], _T], text: str) -> _T | None:
    """Returns the value that `read` finds in a text, or None while it refuses the text."""
    try:
        return read(text)
    except Refused:
        return None


def day_of_text(text: str, today: date, *, start: date | None = None, field: str = "day") -> TypedDay:
    """Returns the day that someone typed, in the order of the place; raises Refused if it is not one.

    For a day to come `start` is the first that it can be.
    """
    return read_day(text, today, month_first=month_first(os.environ), start=start, field=field)
