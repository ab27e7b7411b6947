"""The start and end of a session, by the wall clock as it is set when the session ends."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import NamedTuple

from coach.domain.dates import day_of, moved
from coach.domain.instants import instant
from coach.domain.model import Live
from coach.domain.session.timer import Timer

DRIFT = timedelta(minutes=1)
"""The most that a wall clock drifts from the elapsed clock within a session; one further off was set."""


class SessionTimes(NamedTuple):
    """The start and end of a session, as far apart as it really took, pauses included."""

    started_at: datetime
    ended_at: datetime


def session_times(
    live: Live, timer: Timer, *, ended_s: float, elapsed_now: float, wall_now: datetime
) -> SessionTimes:
    """Returns when a session began and ended; `ended_s`, its end, and `elapsed_now` are on the elapsed clock.

    The elapsed clock knows how long ago the session began. If the wall clock says something else, it was set
    meanwhile: the later setting is believed, because a person or a time server had a reason for it.
    """
    began = moved(wall_now, timedelta(seconds=timer.began_s - elapsed_now))
    if abs(instant(began) - instant(live.started_at)) <= DRIFT:
        began = live.started_at
    ended = moved(began, timedelta(seconds=ended_s - timer.began_s))
    return SessionTimes(began, ended.astimezone(wall_now.tzinfo))


def day_begun(live: Live, times: SessionTimes, rollover: int) -> date:
    """Returns the day of a session: the one on record, unless the clock was wrong when it began."""
    if instant(times.started_at) == instant(live.started_at):
        return live.day
    return day_of(times.started_at, rollover)


def end_after(timer: Timer, done_s: float) -> float:
    """Returns the time on the elapsed clock at which the time on the mat came to `done_s`."""
    since_start = done_s
    for pause in timer.pauses:
        if since_start <= pause.start or pause.end is None:
            break
        since_start += pause.end - pause.start
    return timer.began_s + since_start
