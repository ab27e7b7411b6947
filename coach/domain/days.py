"""What day it is, as the user lives it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta


def day_of(moment: datetime, rollover: int) -> date:
    """Returns the coach's day of a moment given in the user's zone; it begins at the hour `rollover`."""
    return (moment.replace(tzinfo=None) - timedelta(hours=rollover)).date()


def moved(moment: datetime, by: timedelta) -> datetime:
    """Returns the moment so much later in real time, in the same zone, whatever its clocks did meanwhile.

    Adding to a datetime moves its hands alone, and is an hour out where they are put forward or back.
    """
    return (moment.astimezone(UTC) + by).astimezone(moment.tzinfo)


def days_between(earlier: date, later: date) -> int:
    """Returns how many whole days lie between two days, neither of them counted; 0 for the same day."""
    return max(0, (later - earlier).days - 1)
