"""Overlaps: two records of the same minutes on the mat."""

from __future__ import annotations

from collections.abc import Container
from datetime import datetime, timedelta

from coach.domain import labels
from coach.domain.dates import moved
from coach.domain.instants import end_of, instant
from coach.domain.model import Book, Session
from coach.domain.session.confirmations import Confirmation, Unconfirmed
from coach.text import format

_FAR = timedelta(days=2)
"""More than any session lasts, whatever its zone."""


def overlapping(book: Book, session: Session) -> Session | None:
    """Returns another session of the area that shares minutes with this one; None if there is none.

    Two sessions of which one ends as the other begins do not overlap.
    """
    begin, end = instant(session.started_at), end_of(session)
    for other in (*book.sessions, *_running(book, end)):
        if other.area is not session.area or (session.id and other.id == session.id):
            continue
        began = instant(other.started_at)
        if abs(began - begin) < _FAR and began < end and begin < end_of(other):
            return other
    return None


def confirm_overlap(book: Book, session: Session, agreed: Container[Confirmation]) -> Session:
    """Returns the session as it is to be recorded.

    Raises Unconfirmed if it overlaps another one and the user has not agreed to that.
    """
    other = overlapping(book, session)
    if other is None:
        return session
    if Confirmation.OVERLAP not in agreed:
        raise Unconfirmed(_question(book, other, session.started_at), Confirmation.OVERLAP)
    return _at_own_instant(book, session)


def _question(book: Book, other: Session, beside: datetime) -> str:
    begin = other.started_at.astimezone(beside.tzinfo)
    area = labels.AREA[other.area]
    if book.live is not None and other.id == book.live.id:
        return f"A session on the {area} has been running since {begin:%H:%M}; this one would overlap it."
    end = end_of(other).astimezone(beside.tzinfo)
    return (
        f"There is already a session on the {area} from {begin:%H:%M} to {end:%H:%M}"
        f" on {format.short_date(other.day)} ({format.minutes(other.done_min)})."
    )


def _at_own_instant(book: Book, session: Session) -> Session:
    """Returns the session, some seconds earlier if another of its area began at that very instant.

    An import tells sessions apart by their instant and area.
    """
    taken = {
        instant(s.started_at)
        for s in book.sessions
        if s.area is session.area and s.id != (session.id or None)
    }
    sooner = timedelta(seconds=-1)
    while instant(session.started_at) in taken:
        session = session._replace(
            started_at=moved(session.started_at, sooner),
            ended_at=session.ended_at and moved(session.ended_at, sooner),
        )
    return session


def _running(book: Book, until: datetime) -> tuple[Session, ...]:
    """Returns the session that runs, as one that lasts at least until then."""
    live = book.live
    if live is None:
        return ()
    end = max(instant(until), instant(live.started_at))
    return (
        Session(
            id=live.id,
            area=live.area,
            started_at=live.started_at,
            day=live.day,
            done_min=live.planned_min,
            ended_at=end,
        ),
    )
