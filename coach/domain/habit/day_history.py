"""The history of days for the streak and the calendar, gathered from all areas."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta

from coach.domain.current_answers import readings, screening_of
from coach.domain.day_states import RestWhy
from coach.domain.habit.rhythm import stretches
from coach.domain.habit.streak import Days, is_kept
from coach.domain.model import Area, Book, Screening
from coach.domain.ramp.replay import Ramps
from coach.domain.ramp.rules import closes_day
from coach.domain.safety.screening import locks


def days(ramps: Ramps, today: date) -> Days:
    """Returns what is known of every day up to `today`."""
    book = ramps.book
    minutes: dict[date, float] = defaultdict(float)
    for session in book.sessions:
        minutes[session.day] += session.done_min
    met: set[date] = set()
    rest = _screened(book, today)
    rest |= {session.day for session in book.sessions if closes_day(session)}
    for area in _used(book):
        ramp = ramps.of(area)
        met |= {taken.session.day for taken in ramp.outcomes if taken.met}
        rest |= ramp.rest_days
        for first, last in ramp.locks:
            rest |= _span(first, last or today)
    return Days(
        minutes=dict(minutes),
        met=met,
        # A day that was closed is never missed, however few minutes were spent on the mat.
        rest={day for day in rest if not is_kept(minutes.get(day, 0.0))},
        pauses=book.pauses,
        today=today,
        grace=book.settings.grace,
        rhythms=stretches(book.rhythms),
    )


def rest_reasons(ramps: Ramps, known: Days) -> dict[date, RestWhy]:
    """Returns the reason of each rest day of `known`, oldest first; the gravest if several apply."""
    screened = _screened(ramps.book, known.today)
    histories = [ramps.of(area) for area in _used(ramps.book)]
    locked = {
        day
        for history in histories
        for first, last in history.locks
        for day in _span(first, last or known.today)
    }
    marked = {day for history in histories for day in history.rest_days}

    def why(day: date) -> RestWhy:
        if day in screened:
            return RestWhy.SAFETY
        if day in locked:
            return RestWhy.HURT
        return RestWhy.MARKS if day in marked else RestWhy.CLOSED

    return {day: why(day) for day in sorted(known.rest)}


def _used(book: Book) -> set[Area]:
    return {s.area for s in book.sessions} | {c.area for c in book.checks}


def _screened(book: Book, today: date) -> set[date]:
    """Returns the days on which the safety questions locked the mat as a whole."""
    found: set[date] = set()
    since: date | None = None
    for place, screening in readings(book, Screening, screening_of):
        # A part that is not felt well closes only its own area.
        locked = all(locks(screening, area) for area in Area)
        if locked and since is None:
            since = place.day
        elif not locked and since is not None:
            found |= _span(since, place.day - timedelta(days=1))
            since = None
    return found | _span(since, today) if since else found


def _span(first: date, last: date) -> set[date]:
    return {first + timedelta(days=n) for n in range((last - first).days + 1)}
