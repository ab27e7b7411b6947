"""The day that it is for an area, after a flight or a changed rollover too."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from itertools import takewhile

from coach.domain.dated_ahead import TOLERANCE
from coach.domain.dates import day_of
from coach.domain.instants import instant
from coach.domain.model import Area, Book, Check, Session

_FARTHEST_BACK = timedelta(days=3)
"""How old a record can be whose day is still to come: no flight takes anyone further back."""


def day_in(book: Book, area: Area, now: datetime) -> date:
    """Returns the day that it is for the sessions and skin checks of an area.

    Where a flight or a changed rollover took the user back over the turn of the day, the day of the last
    session or answer goes on: else rest that was ordered for it would be over, and a later answer would stand
    before an earlier one.
    """
    since, latest = instant(now) - _FARTHEST_BACK, instant(now) + TOLERANCE
    day = day_of(now, book.settings.rollover)
    kinds: tuple[Sequence[Session | Check], ...] = (book.sessions, book.checks)
    for records in kinds:
        # from the end, for there are many and they are in order
        for record in takewhile(lambda each: _moment(each) >= since, reversed(records)):
            if record.area is area and _moment(record) <= latest:
                day = max(day, record.day)
    return day


def _moment(record: Session | Check) -> datetime:
    return instant(record.started_at if isinstance(record, Session) else record.at)
