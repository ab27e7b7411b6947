"""Limits that hold whatever the rules prescribe, so that no bug of theirs can pass them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta
from typing import NamedTuple

from coach.domain.days import day_of
from coach.domain.instants import end_of, instant
from coach.domain.model import Area, Book, Cover, Session
from coach.domain.verdict import BARE_TRIAL

SESSION = 30
"""Minutes a session (A12)."""

DAY = 30
"""Minutes a day on all areas together (B15, B30)."""

DAY_AT_FIRST = 20
"""Minutes a day in the first sessions (A10, B25)."""

FIRST_SESSIONS = 14
"""How many sessions, of all areas and kinds, count as the first."""

TRAILING = timedelta(hours=6)
"""How long the minutes of a session count towards the caps, whatever the date (the coach's own rule)."""

LONGEST_RECORD = timedelta(hours=12)
"""The longest session that can be recorded."""

OVERTIME = 5
"""Minutes after the prescribed ones at which the timer closes a session."""

AREA_SESSION = {Area.FEET: 10, Area.STOMACH: 10, Area.FACE: 6}
"""Minutes a session on the areas that bear less (A17, A19, A20)."""

AREA_DAY = {Area.GLUTES: 20}
"""Minutes a day on the draped chair (A18)."""

SHORTEST_MIN = 1
"""Minutes under which the timer records nothing."""


class Caps(NamedTuple):
    """The minutes that are allowed in an area now."""

    session_min: float
    """The most for one session, what is left of the day aside."""
    day_left_min: float
    """What is left of the day; for the glutes, of their own day too."""
    session_facts: tuple[str, ...] = ("A12",)

    @property
    def now_min(self) -> float:
        """The most for a session that starts now."""
        return min(self.session_min, self.day_left_min)


def caps(
    book: Book,
    area: Area,
    day: date,
    cover: Cover | None = None,
    *,
    bare_trial_over: bool = True,
    now: datetime | None = None,
) -> Caps:
    """Returns the limits for a session in `area` on `day`, given all that was recorded before it.

    With `now`, for a session that starts then, what ended within the six hours before counts towards the day
    as well: the turn of the day is no rest.
    """
    limits: list[tuple[float, tuple[str, ...]]] = [(SESSION, ("A12",))]
    if area in AREA_SESSION:
        limits.append((AREA_SESSION[area], ("A19",) if area is Area.FACE else ("A12", "B20")))
    if area in AREA_DAY:
        limits.append((AREA_DAY[area], ("A18",)))
    if cover is Cover.BARE and not bare_trial_over:
        limits.append((BARE_TRIAL, ("A24",)))
    session_min, facts = min(limits, key=lambda limit: limit[0])
    # a session that goes on with the day of the last one is recorded on the day that it is by the clock
    days = {day} if now is None else {day, day_of(now, book.settings.rollover)}
    counted = _counted(book, days, now)
    left = min(day_cap(book.sessions, each) for each in days) - sum(session.done_min for session in counted)
    if area in AREA_DAY:
        on_area = sum(session.done_min for session in counted if session.area is area)
        left = min(left, AREA_DAY[area] - on_area)
    return Caps(session_min, max(0.0, round(left, 2)), facts)


def day_cap(sessions: Iterable[Session], day: date) -> int:
    """Minutes allowed on a day in all: 20 in the first 14 sessions, then 30.

    The cautious reading: a day that holds one of the first 14 keeps its 20 minutes to its end.
    """
    earlier = sum(1 for session in sessions if session.day < day)
    return DAY_AT_FIRST if earlier < FIRST_SESSIONS else DAY


def recent(book: Book, now: datetime) -> list[Session]:
    """Returns the sessions that ended within the six hours before now.

    Those dated up to six hours ahead are among them: it is likelier that the clock went back a little than
    that nobody lay there.
    """
    since, latest = instant(now) - TRAILING, instant(now) + TRAILING
    found = [session for session in book.ahead if instant(session.started_at) <= latest]
    for session in reversed(book.sessions):
        if instant(session.started_at) < since - LONGEST_RECORD:
            break
        if end_of(session) > since:
            found.append(session)
    return found


def _counted(book: Book, days: Collection[date], now: datetime | None) -> list[Session]:
    """The sessions whose minutes count towards the caps of days, at a moment of them."""
    of_day = [session for session in book.sessions if session.day in days]
    return of_day if now is None else [*of_day, *(each for each in recent(book, now) if each not in of_day)]


def minutes_on(sessions: Iterable[Session], day: date) -> float:
    """Minutes on the mat on a day."""
    return sum(session.done_min for session in sessions if session.day == day)
