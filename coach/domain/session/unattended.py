"""A session that closed by itself with nobody at a key: the user is asked how long it really was."""

from __future__ import annotations

from datetime import datetime, timedelta

from coach.domain.dates import moved
from coach.domain.instants import end_of, instant
from coach.domain.model import Ended, Refused, Session
from coach.domain.ramp.rules import completed
from coach.domain.session.manual_entry import check_long_enough, check_minutes
from coach.domain.session.timer import Phase, Timer
from coach.text import format

STALL_S = 60.0
"""Seconds of silence after which a session that closed meanwhile asks before it is recorded: the machine may
have slept, with nobody on the mat."""


def closed_unattended(timer: Timer, *, attended: bool) -> bool:
    """Returns whether a session closed by itself and no key was pressed after its end.

    `attended` says that one was pressed. A stop for the sensation is never unattended.
    """
    closed = timer.done_s is not None and timer.done_s >= timer.close_s
    return closed and timer.outcome is not Ended.SENSATION and not attended


def closed_unseen(timer: Timer, at: Phase, silence_s: float) -> bool:
    """Returns whether a session closed by itself while nobody looked at the clock for over a minute.

    `at` is its phase now, and `silence_s` the time since the last look, in seconds.
    """
    # An end that the user asked for is known to the second: only a close of its own is in doubt.
    slept = silence_s > STALL_S and timer.asked_s is None
    return at is Phase.DONE and slept and timer.done_s is None


def say_how_long(session: Session, minutes: float, now: datetime) -> Session:
    """Returns a session that closed by itself with the minutes that it really had.

    Raises Refused for minutes that cannot have been, or that are not over yet.
    """
    check_minutes(minutes)
    check_long_enough(minutes)
    # The user sees tenths of a minute: if they agree, the timer's own minutes stay to the second.
    if round(minutes, 1) == round(session.done_min, 1):
        return session._replace(unattended=False)
    pauses = end_of(session) - instant(session.started_at) - timedelta(minutes=session.done_min)
    ended_at = moved(session.started_at, timedelta(minutes=minutes) + pauses)
    if instant(ended_at) > instant(now):
        raise Refused(
            f"minutes: {format.minutes(minutes)} would end at {ended_at:%H:%M}, which is still to come."
        )
    planned = session.planned_min
    short = planned is not None and not completed(minutes, planned)
    ended = Ended.STOPPED if short and session.ended is Ended.COMPLETED else session.ended
    return session._replace(done_min=minutes, ended_at=ended_at, ended=ended, unattended=False)
