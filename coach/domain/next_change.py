"""The next instant at which something that Today or `coach status` says can be another."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, time, timedelta
from itertools import chain, takewhile
from typing import TypeVar

from coach.domain.current_answers import asked_at
from coach.domain.dated_ahead import TOLERANCE
from coach.domain.instants import end_of, instant
from coach.domain.local_time import shown_at
from coach.domain.model import LONGEST_RECORD, Book, Screening
from coach.domain.ramp.area_day import FARTHEST_BACK
from coach.domain.ramp.limits import BETWEEN_SESSIONS, TRAILING

_AN_HOUR = timedelta(hours=1)
_A_SECOND = timedelta(seconds=1)
_LEAST = timedelta(microseconds=1)

_T = TypeVar("_T")


def next_change(book: Book, now: datetime) -> datetime:
    """Returns the first instant after `now`, in UTC, at which what is said of today can change by itself.

    It may name an instant at which nothing changes, but never one too late: as long as the book stays the
    same and no session runs, all that is said at `now` holds until then. `now` is in the user's zone.
    """
    present = instant(now)
    moments = chain(_of_clock(book, now), _of_records(book, now))
    # the day turns at least once in 25 hours, but two changes of the clocks may be all that was found
    return min((each for each in moments if each > present), default=present + _AN_HOUR)


def _of_clock(book: Book, now: datetime) -> Iterator[datetime]:
    """Yields when the days around `now` begin, and when the clocks are changed within the next day."""
    present, turn = instant(now), time(book.settings.rollover)
    for hours in range(26):
        there = (present + hours * _AN_HOUR).astimezone(now.tzinfo)
        # An hour that the clocks skip begins with the change of the clocks. Where they are set back by more
        # than an hour, a day can begin, end and begin a second time.
        yield from map(instant, shown_at(there.date(), turn, now.tzinfo))
        if there.utcoffset() != now.utcoffset():
            yield _change_before(there, now)
            return


def _change_before(there: datetime, now: datetime) -> datetime:
    """Returns the instant between `now` and a later one at which the clocks are changed."""
    earlier, later = instant(now), instant(there)
    while later - earlier > _A_SECOND:
        middle = earlier + (later - earlier) / 2
        if middle.astimezone(now.tzinfo).utcoffset() == now.utcoffset():
            earlier = middle
        else:
            later = middle
    # clocks are changed on a whole second, of which there is one in what is left
    return earlier.replace(microsecond=0) + _A_SECOND


def _of_records(book: Book, now: datetime) -> Iterator[datetime]:
    """Yields when a record begins to count, and when it no longer holds anything back."""
    present = instant(now)
    since = present - FARTHEST_BACK
    for session in chain(book.ahead, _since(since, book.sessions, lambda each: each.started_at)):
        began, ended = instant(session.started_at), end_of(session)
        yield from (began - TRAILING, began - TOLERANCE, began, ended)
        yield from (ended + TRAILING, ended + BETWEEN_SESSIONS, began + FARTHEST_BACK + _LEAST)
        if ended - began > LONGEST_RECORD:
            # One that lasted longer, by its times, is no longer looked for although it has just ended.
            yield began + LONGEST_RECORD + TRAILING + _LEAST
    # A clock that was wrong once can have dated each of these ahead.
    checks = chain(book.checks_ahead, _since(since, book.checks, lambda each: each.at))
    events = _since(since, book.events, lambda each: each.at)
    for record in chain(checks, events, book.pauses, book.upgrades):
        dated = instant(record.at)
        yield from (dated - TOLERANCE, dated, dated + FARTHEST_BACK + _LEAST)
    asked = [instant(asked_at(each)) for each in book.events if isinstance(each, Screening)]
    yield from asked
    if any(each > present for each in asked):
        # Safety answers of a clock that ran ahead cover what a skin check says from the end of its day on.
        yield datetime.combine(present.date(), time.max, UTC)


def _since(since: datetime, records: Sequence[_T], when: Callable[[_T], datetime]) -> Iterator[_T]:
    """Returns the records from an instant on; there may be thousands, in the order of their times."""
    return takewhile(lambda each: instant(when(each)) >= instant(since), reversed(records))
