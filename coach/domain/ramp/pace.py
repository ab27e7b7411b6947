"""The user's own rate: how often there was a session lately, and how many of them were clean."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from coach.domain.model import Area, pause_on
from coach.domain.ramp.clean_sessions import is_clean
from coach.domain.ramp.replay import Ramps

WINDOW_DAYS = 28
"""The number of days before the day itself that the rate is taken from."""
ENOUGH_DAYS = 7
"""The fewest days that a rate is told from."""
ENOUGH_SESSIONS = 5
"""The fewest judged sessions that a rate is told from."""


@dataclass(frozen=True, slots=True)
class Pace:
    """The planned sessions of an area on the last 28 days, in numbers.

    The days begin with the first session at the earliest and end with yesterday. Announced pauses are left
    out, rest days that the coach ordered are not. A session is judged once its skin check was answered, or
    once there was a later session without an answer.
    """

    days: int
    used: int
    """The days with a planned session."""
    judged: int
    clean: int
    """The clean sessions among the judged ones."""

    @property
    def enough(self) -> bool:
        """Whether there is enough to tell a rate."""
        return self.days >= ENOUGH_DAYS and self.judged >= ENOUGH_SESSIONS

    @property
    def missing(self) -> int:
        """The number of days or judged sessions that are still missing, whichever is larger."""
        return max(0, ENOUGH_DAYS - self.days, ENOUGH_SESSIONS - self.judged)

    def has_session(self, day: int) -> bool:
        """Returns whether there is a session on a day ahead at this rate; day 0, the first, has one."""
        return _rounded_up(day + 1, self.used, self.days) > _rounded_up(day, self.used, self.days)

    def goes_well(self, session: int) -> bool:
        """Returns whether a session ahead is clean if clean ones are spread evenly; 0 is the first."""
        return _rounded(session + 1, self.clean, self.judged) > _rounded(session, self.clean, self.judged)


def pace(ramps: Ramps, area: Area, today: date) -> Pace:
    """Returns the user's rate in an area, as of a day."""
    ramp = ramps.of(area, today)
    guided = [outcome for outcome in ramp.outcomes if outcome.guided]
    if not guided:
        return Pace(0, 0, 0, 0)
    first = max(guided[0].session.day, today - timedelta(days=WINDOW_DAYS))
    span = [first + timedelta(days=n) for n in range((today - first).days)]
    days = {day for day in span if pause_on(ramps.book, day) is None}
    lately = [outcome for outcome in guided if outcome.session.day in days]
    last = max(s.day for s in ramps.book.sessions if s.area is area and not s.only_minutes)
    judged = [t for t in lately if t.session.skin_next is not None or t.session.day < last]
    return Pace(
        days=len(days),
        used=len({outcome.session.day for outcome in lately}),
        judged=len(judged),
        clean=sum(map(is_clean, judged)),
    )


def _rounded_up(count: int, share: int, whole: int) -> int:
    """Returns `count` times the share, rounded up; in whole numbers, so that no day is lost to rounding."""
    return -(-count * share // whole)


def _rounded(count: int, share: int, whole: int) -> int:
    """Returns `count` times the share, rounded to the nearest whole number."""
    return (2 * count * share + whole) // (2 * whole)
