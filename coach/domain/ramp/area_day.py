"""The day that today is for an area, also after a flight or a change of the rollover."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from itertools import takewhile

from coach.domain.dated_ahead import TOLERANCE
from coach.domain.dates import day_of
from coach.domain.instants import instant
from coach.domain.model import Area, Book, Check, Session

FARTHEST_BACK = timedelta(days=3)
"""How far back records can still be of today or later; no flight sets the day back further."""


def day_in(book: Book, area: Area, now: datetime) -> date:
    """Returns the day that `now` belongs to, for the sessions and skin checks of an area.

    If a flight or a new rollover took the user back to the day before, the day of the last session or answer
    goes on. Otherwise a rest day ordered for it would end early, and a later answer would come before an
    earlier one.
    """
    since, latest = instant(now) - FARTHEST_BACK, instant(now) + TOLERANCE
    day = day_of(now, book.settings.rollover)
    kinds: tuple[Sequence[Session | Check], ...] = (book.sessions, book.checks)
    for records in kinds:
        # from the end: there may be thousands of them, in the order of their times
        for record in takewhile(lambda each: _moment(each) >= since, reversed(records)):
            if record.area is area and _moment(record) <= latest:
                day = max(day, record.day)
    return day


def _moment(record: Session | Check) -> datetime:
    return instant(record.started_at if isinstance(record, Session) else record.at)
