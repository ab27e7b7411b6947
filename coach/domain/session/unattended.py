"""A session that closed by itself: nobody pressed a key at its end, so it is asked how long it really was."""

from __future__ import annotations

from datetime import datetime, timedelta

from coach.domain.dates import moved
from coach.domain.instants import end_of, instant
from coach.domain.model import Ended, Refused, Session
from coach.domain.ramp.rules import completed
from coach.domain.session.manual_entry import check_long_enough, check_minutes
from coach.text import format


def say_how_long(session: Session, minutes: float, now: datetime) -> Session:
    """Returns a session that closed by itself with the minutes that it really had.

    Raises Refused for minutes that cannot have been, or that are not over yet.
    """
    check_minutes(minutes)
    check_long_enough(minutes)
    # the timer rounds; what it recorded is kept to the second where it is right
    if round(minutes, 1) == round(session.done_min, 1):
        return session._replace(unattended=False)
    beyond = end_of(session) - instant(session.started_at) - timedelta(minutes=session.done_min)
    ended_at = moved(session.started_at, timedelta(minutes=minutes) + beyond)
    if instant(ended_at) > instant(now):
        raise Refused(f"minutes: {format.minutes(minutes)} would end at {ended_at:%H:%M}, still to come.")
    planned = session.planned_min
    short = planned is not None and not completed(minutes, planned)
    ended = Ended.STOPPED if short and session.ended is Ended.COMPLETED else session.ended
    return session._replace(done_min=minutes, ended_at=ended_at, ended=ended, unattended=False)
