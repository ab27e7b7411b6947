"""Records that are dated ahead of the clock: they are kept, but do not count yet (DESIGN §3)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any, TypeVar

from coach.domain.dates import day_of
from coach.domain.instants import instant
from coach.domain.model import WOUNDED, Area, Book, Check, DayNote, Session

TOLERANCE = timedelta(minutes=5)
"""How far two clocks may differ before a record counts as dated ahead."""

_T = TypeVar("_T")

DatedAhead = Session | Check | DayNote
"""A record that can be dated ahead."""


def as_of(book: Book, now: datetime) -> Book:
    """Returns the book as it is at a moment in the user's zone; it may have been read at another moment.

    Records dated more than five minutes ahead move to `ahead`, `checks_ahead` and `notes_ahead`, which no
    rule reads: a clock that was wrong once must not open, close or block anything. A skin check that says
    `broken` or `numb` still counts, as of today, because hurt skin is never overlooked.
    """
    latest, today = instant(now) + TOLERANCE, day_of(now, book.settings.rollover)
    undated = {each.id for each in book.checks_ahead}
    checks = [each for each in book.checks if each.id not in undated] if undated else book.checks
    past, ahead = _split(book.sessions, book.ahead, lambda each: instant(each.started_at), latest)
    checked, checks_ahead = _split(checks, book.checks_ahead, lambda each: instant(each.at), latest)
    noted, notes_ahead = _split(book.notes, book.notes_ahead, lambda each: each.day, today)
    hurt = [each for each in checks_ahead if each.skin in WOUNDED]
    return book._replace(
        now=now,
        sessions=past,
        ahead=ahead,
        checks=(*checked, *(each._replace(day=min(each.day, today)) for each in hurt)),
        checks_ahead=checks_ahead,
        notes=noted,
        notes_ahead=notes_ahead,
    )


def next_due(book: Book) -> datetime | None:
    """Returns the next instant, in UTC, at which a record dated ahead begins to count; None if there is none.

    Notes have only a day, and begin to count when it begins.
    """
    times = [each.started_at for each in book.ahead] + [each.at for each in book.checks_ahead]
    return min(map(instant, times)) - TOLERANCE if times else None


def ahead_of(book: Book, area: Area) -> tuple[str, ...]:
    """Returns the ids of the sessions and skin checks of an area that are dated ahead.

    An answer that the skin is broken names them: when their time comes, they are no sign of healing.
    """
    sessions = [each.id for each in book.ahead if each.area is area]
    return (*sessions, *(each.id for each in book.checks_ahead if each.area is area))


def count_ahead(book: Book) -> int:
    """Returns how many records are dated ahead of the clock."""
    return len(book.ahead) + len(book.checks_ahead) + len(book.notes_ahead)


def dated_ahead(book: Book) -> tuple[DatedAhead, ...]:
    """Returns the records dated ahead of the clock, the nearest first; notes come last on their day."""
    records: tuple[DatedAhead, ...] = (*book.ahead, *book.checks_ahead, *book.notes_ahead)
    return tuple(sorted(records, key=lambda each: (each.day, clock_of(each) or "24:00")))


def clock_of(record: DatedAhead) -> str:
    """Returns the time on a record, as the clock showed it; empty for a note."""
    if isinstance(record, DayNote):
        return ""
    return f"{record.started_at if isinstance(record, Session) else record.at:%H:%M}"


def _split(
    counted: Sequence[_T], waiting: Sequence[_T], when: Callable[[_T], Any], latest: Any
) -> tuple[tuple[_T, ...], tuple[_T, ...]]:
    """Returns the records up to `latest` and those after it; both parts are in the order of their times."""
    records = sorted((*counted, *waiting), key=when) if waiting else counted
    # from the end: there may be thousands of records, and hardly any of them lies ahead
    first = len(records)
    while first and when(records[first - 1]) > latest:
        first -= 1
    return tuple(records[:first]), tuple(records[first:])
