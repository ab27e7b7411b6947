"""A session that was lost while it ran: whether it goes on, or is over and asks how long it was."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple

from coach.domain.dates import moved
from coach.domain.model import Live
from coach.domain.session.timer import Timer, elapsed_s, recorded_minutes, total_pause_s
from coach.domain.session.timer_record import from_live

PAUSE_KEPT_S = 3600.0
"""How long a lost session that was paused can still be taken up (research/timer.md §1b: an hour idle)."""


class Continue(NamedTuple):
    """A lost session whose length is no question: it goes on, stays paused, or was ended by a press."""

    timer: Timer


class Lapsed(NamedTuple):
    """A lost session that is over: the user says how long it was."""

    ended_at: datetime
    """When its minutes were over, or its last pause began."""
    offered_min: float
    """What to offer as its length."""
    most_min: float
    """What it can have been at most: until it would have closed by itself."""
    paused: bool
    """Whether it had been paused when it was lost."""


Recovery = Continue | Lapsed
"""What a later start finds of a session that nobody ended."""


def recover(live: Live, *, boot: str, elapsed_now: float, wall_now: datetime) -> Recovery:
    """Returns what is left at a later start of a session that was running."""
    timer = from_live(live, boot=boot, elapsed_now=elapsed_now, wall_now=wall_now)
    if timer.asked_s is not None:
        return Continue(timer)
    gone = timer.last_s - timer.began_s
    elapsed = elapsed_s(timer, elapsed_now)
    if timer.pauses and timer.pauses[-1].end is None:
        since = gone - timer.pauses[-1].start
        if since < PAUSE_KEPT_S and elapsed < timer.target_s:
            return Continue(timer)
        minutes = recorded_minutes(elapsed)
        return Lapsed(moved(wall_now, timedelta(seconds=-since)), minutes, minutes, paused=True)
    if elapsed < timer.target_s:
        return Continue(timer)
    since = gone - total_pause_s(timer.pauses, gone) - timer.target_s
    most = recorded_minutes(elapsed)
    offered = min(recorded_minutes(timer.target_s), most)
    return Lapsed(moved(wall_now, timedelta(seconds=-since)), offered, most, paused=False)
