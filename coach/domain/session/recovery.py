"""A session that was lost while it ran, as after a crash: it goes on, or is over and its length is asked."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple

from coach.domain.dates import moved
from coach.domain.model import Live
from coach.domain.session.timer import Timer, elapsed_s, recorded_minutes, total_pause_s
from coach.domain.session.timer_record import from_live

PAUSE_KEPT_S = 3600.0
"""Seconds for which a lost session that was paused can still go on (DESIGN §13e)."""


class Continue(NamedTuple):
    """A lost session whose length is known: it goes on, stays paused, or was ended by a press."""

    timer: Timer


class Lapsed(NamedTuple):
    """A lost session that is over: the user is asked how long it was."""

    ended_at: datetime
    """The time at which its minutes were over, or its last pause began."""
    offered_min: float
    """The length to offer, in minutes."""
    most_min: float
    """The longest it can have been, in minutes: until it would have closed by itself."""
    paused: bool
    """Whether it had been paused when it was lost."""


Recovery = Continue | Lapsed
"""Either of the two, as a later start finds a session that nobody ended."""


def recover(live: Live, *, boot: str, elapsed_now: float, wall_now: datetime) -> Recovery:
    """Returns how a session on record stands when the coach starts again: it can go on, or it is over."""
    timer = from_live(live, boot=boot, elapsed_now=elapsed_now, wall_now=wall_now)
    # The press to end it is on record with its time, so there is nothing left to ask about the length.
    if timer.asked_s is not None:
        return Continue(timer)
    since_start = timer.last_s - timer.began_s
    elapsed = elapsed_s(timer, elapsed_now)
    if timer.pauses and timer.pauses[-1].end is None:
        since = since_start - timer.pauses[-1].start
        if since < PAUSE_KEPT_S and elapsed < timer.target_s:
            return Continue(timer)
        minutes = recorded_minutes(elapsed)
        return Lapsed(moved(wall_now, timedelta(seconds=-since)), minutes, minutes, paused=True)
    if elapsed < timer.target_s:
        return Continue(timer)
    # Past its minutes nobody knows when the user got up: the planned minutes are offered, and the time at
    # which it would have closed is the most that can be claimed.
    since = since_start - total_pause_s(timer.pauses, since_start) - timer.target_s
    most = recorded_minutes(elapsed)
    offered = min(recorded_minutes(timer.target_s), most)
    return Lapsed(moved(wall_now, timedelta(seconds=-since)), offered, most, paused=False)
