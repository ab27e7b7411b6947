"""One's own rate: how often someone lay down lately, and how many of these sessions were clean."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from coach.domain.model import Area, Ended, Skin, pause_on
from coach.domain.ramp.prescription import Ramps
from coach.domain.ramp.rules import completed
from coach.domain.ramp.state import SessionOutcome

WINDOW_DAYS = 28
"""How many days are looked back on, the day itself not counted."""
ENOUGH_DAYS = 7
"""Days from which there is a rate to tell."""
ENOUGH_SESSIONS = 5
"""Judged sessions from which there is a rate to tell."""


@dataclass(frozen=True, slots=True)
class Pace:
    """What someone did in an area on the last 28 days.

    The days begin with the first session at the earliest and end with yesterday; announced pauses are left
    out, rest that the coach ordered is not. A session counts as judged once its skin check was answered or
    a later day came to pass without that; only the guided ones count.
    """

    days: int
    used: int
    """Days of these with a guided session."""
    judged: int
    clean: int
    """Clean ones among the judged."""

    @property
    def enough(self) -> bool:
        """Whether it is enough to tell a rate."""
        return self.days >= ENOUGH_DAYS and self.judged >= ENOUGH_SESSIONS

    @property
    def missing(self) -> int:
        """How many more judged sessions or days it takes at the least, whichever are more."""
        return max(0, ENOUGH_DAYS - self.days, ENOUGH_SESSIONS - self.judged)

    def has_session(self, day: int) -> bool:
        """Returns whether there is a session on a day ahead at this rate; day 0 is the first, and has one."""
        return _up(day + 1, self.used, self.days) > _up(day, self.used, self.days)

    def goes_well(self, session: int) -> bool:
        """Returns whether a session ahead is clean at this rate, they being spread evenly; 0 is the first."""
        return _near(session + 1, self.clean, self.judged) > _near(session, self.clean, self.judged)


def pace(ramps: Ramps, area: Area, today: date) -> Pace:
    """Returns the rate of an area as of a day."""
    ramp = ramps.of(area, today)
    guided = [taken for taken in ramp.outcomes if taken.guided]
    if not guided:
        return Pace(0, 0, 0, 0)
    first = max(guided[0].session.day, today - timedelta(days=WINDOW_DAYS))
    span = [first + timedelta(days=n) for n in range((today - first).days)]
    days = {day for day in span if pause_on(ramps.book, day) is None}
    lately = [taken for taken in guided if taken.session.day in days]
    last = max(session.day for session in ramps.book.sessions if session.area is area)
    judged = [t for t in lately if t.session.skin_next is not None or t.session.day < last]
    return Pace(
        days=len(days),
        used=len({taken.session.day for taken in lately}),
        judged=len(judged),
        clean=sum(map(is_clean, judged)),
    )


def is_clean(taken: SessionOutcome) -> bool:
    """Returns whether a session was clean, by what is known of it now."""
    session, rung = taken.session, taken.rung
    return (
        taken.guided
        and rung is not None
        and not taken.warned
        and not session.unattended
        and completed(session.done_min, rung.minutes)
        and session.ended is Ended.COMPLETED
        and session.sharpness is not None
        and session.cover is rung.cover
        and session.skin_next is Skin.CLEAR
    )


def _up(count: int, share: int, whole: int) -> int:
    return -(-count * share // whole)


def _near(count: int, share: int, whole: int) -> int:
    return (2 * count * share + whole) // (2 * whole)
